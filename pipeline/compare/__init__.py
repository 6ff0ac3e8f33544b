"""Two versions of a plan: what is new, gone, moved, renamed or edited between them.

Both are resolved plans, so numbers are known on either side; what belongs together is found by ids, and else by likeness.
"""
