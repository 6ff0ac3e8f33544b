"""Every change has a cause: what changes.yaml says, held against what really changed."""
