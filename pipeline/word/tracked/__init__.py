"""Two writings of one text as one with tracked changes."""
