"""Readings: what stands over which kanji, which words are read how, and what is proposed."""
