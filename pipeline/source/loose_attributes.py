"""Attributes with nothing before them that could have any: pandoc would drop them without a word, so they are hidden from it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.source.nfc_guard import StandIns

# A private character that a text can't hold; `scripts` has those that follow.
_HIDDEN = "\U000ffffb"
_MARKS = " \t-+*>:.()0123456789"  # what lists, quotes and explanations begin with


def hide_loose(text: StandIns) -> StandIns:
    """The text with every { hidden that opens attributes where a paragraph, a cell, bold text or a link begins."""
    if "{" not in text.text:
        return text
    lines = [_hidden(line) if "{" in line else line for line in text.text.split("\n")]
    hidden = "\n".join(lines)
    return (
        replace(text, text=hidden, hidden={**text.hidden, ord(_HIDDEN): "{"}) if hidden != text.text else text
    )


def _hidden(line: str) -> str:
    at = line.find("{")
    while at >= 0:
        if _is_loose(line[:at].lstrip(), line[at + 1 :]):
            line = f"{line[:at]}{_HIDDEN}{line[at + 1 :]}"
        at = line.find("{", at + 1)
    return line


def _is_loose(before: str, after: str) -> bool:
    """Whether attributes follow, and what stands before them is nothing but marks, or opens something."""
    inside = after.partition("}")[0]
    if ":::" in before or not (inside.lstrip()[:1] in ("#", ".") or "=" in inside):
        return False
    if before.startswith("|"):
        before = before.rstrip(" \t")
    in_note = before.startswith("[^") and before.rstrip().endswith("]:")
    in_bold = before.endswith("*") and before.replace("**", "*").count("*") % 2 == 1
    return not before.strip(_MARKS) or in_note or in_bold or before.endswith(("[", "|"))
