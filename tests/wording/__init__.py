"""What the program says of wording."""
