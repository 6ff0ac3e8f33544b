"""The menu: numbers, names and commands that are typed, and the plan that they are for."""
