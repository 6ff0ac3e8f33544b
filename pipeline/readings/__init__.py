"""Readings of a plan's words: proposed for somebody to confirm, and put over the words as furigana."""
