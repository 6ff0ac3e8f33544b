"""The pictures in README and the guide, made from what the program really makes: `make pictures`."""
