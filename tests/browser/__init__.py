"""The HTML edition in a browser: standards, keyboard, search, phones and paper."""
