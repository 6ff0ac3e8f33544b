"""Editions: furigana, large letters, voice codes, clean text."""
