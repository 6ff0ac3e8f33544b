"""Fitting text: sheets in another setting, texts to shorten, what is too narrow, and about where pages end."""
