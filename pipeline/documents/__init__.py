"""ResolvedPlan → what one document shows."""
