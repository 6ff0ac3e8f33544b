"""The main paths: what each command does, from the files that it reads to those that it leaves."""
