"""All that a revision moved: the plan as it is, held against the plan as it was recorded."""
