"""Wording: what 公用文 and the city's own habits say of words, signs and sentences, held against all that documents show."""
