"""The preview: the plan in the browser while it is being written, by a server for this machine's own browser alone."""
