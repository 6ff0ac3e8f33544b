"""What stands where a package's build would: pip reads a source package's own words on itself, and nothing of it is run."""
