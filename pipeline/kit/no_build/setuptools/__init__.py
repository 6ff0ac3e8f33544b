"""In the place of setuptools, for the one call of pip that downloads a source package (kit/fetch.py)."""
