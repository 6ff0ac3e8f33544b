"""The values that travel between the stages: frozen dataclasses without behaviour of their own."""
