"""WordprocessingML as text, and the names by which it is found in a package."""
