"""Plans of every kind as `make new` begins them."""
