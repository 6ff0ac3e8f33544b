"""The HTML edition: what documents show becomes pages of a web site; pure functions, no files."""
