"""Ids as authors write them, in YAML and in Markdown."""

from __future__ import annotations

from pipeline.problems import Code, Location, Problem

ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]*$"


def invalid_id(identity: str, location: Location) -> Problem:
    """The problem of an id that does not fit `ID_PATTERN`."""
    return Problem(
        location,
        Code.ID_INVALID,
        f"idの「{identity}」は使えません",
        "idは半角の英字で始め、半角の英数字と「-」だけで書いてください（例: sec-purpose）",
    )
