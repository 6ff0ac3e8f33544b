"""A plan's folder on disk: plan_source/ and templates/ are read, build/ is written and kept up to date."""
