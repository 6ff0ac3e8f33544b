"""Passages of the summary, as drafters write them."""

from __future__ import annotations


def summary_of(*ids: str) -> str:
    """summary.yaml with these passages beside the one that the smallest plan has."""
    items = "".join(f"      - 要約: {each}\n" for each in ("sum-purpose", *ids))
    return f"概要:\n  - 題: 目的\n    内容:\n{items}"


def passage(identity: str, of: str = "") -> str:
    """A passage as it is written; with `of`, it says what it stands for."""
    attribute = f' of="{of}"' if of else ""
    return f"::: {{.要約 #{identity}{attribute}}}\n要約です。\n:::"
