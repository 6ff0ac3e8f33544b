"""The commands by kind, and what the screen shows: the only place that prints.

What takes long to load is loaded once there is work: a plan that has not changed needs none of it.
"""
