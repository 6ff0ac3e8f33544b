"""Public comment: what is published, and how residents answer."""
