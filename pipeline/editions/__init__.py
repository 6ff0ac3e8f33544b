"""Editions of a plan for those who can't read it as it is printed: with furigana, in large letters, to be heard, for braille."""
