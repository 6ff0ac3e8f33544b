"""Finished documents held against the plan, and what is wrong with them as problems with places."""
