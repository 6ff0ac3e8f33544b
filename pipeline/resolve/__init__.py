"""Plan → ResolvedPlan: one sequence of blocks, every number, and every reference checked."""
