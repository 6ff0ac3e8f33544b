"""Templates: taken in, checked against their contract, filled with tags."""
