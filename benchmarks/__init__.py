"""How fast the program is, as ratios against others in the same run."""
