"""Splices: the span of one value is replaced in a source file, and nothing else in it moves; or it is refused with a reason."""
