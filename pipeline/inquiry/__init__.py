"""照会: the framework as tables that departments fill in with Excel, and what comes back merged cell by cell."""
