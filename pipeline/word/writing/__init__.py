"""Blocks → the markup of a document's slots."""
