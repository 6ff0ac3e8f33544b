"""What `make moved` says."""
