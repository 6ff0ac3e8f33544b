"""The source map: where each paragraph of a finished document is written, for what comes back from other departments."""
