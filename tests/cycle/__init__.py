"""The worked revision in examples/revision/, through its whole cycle."""
