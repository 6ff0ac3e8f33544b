"""The machine: signals, locks, processes, and files that come out the same everywhere."""
