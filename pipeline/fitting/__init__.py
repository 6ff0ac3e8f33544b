"""Every document in the largest setting in which it fits its pages, and what to shorten where it fits in none."""
