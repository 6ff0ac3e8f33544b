"""Words that somebody typed, as Markdown that prints them: what would be markup gets a backslash."""

from __future__ import annotations

import re

# What is markup nearly anywhere.
_ALWAYS = re.compile(r"[\\*`<\[\]^~{]")
# All that a backslash makes text of (CommonMark 0.31, 2.4), where the first is not enough.
_EVERYTHING = re.compile(r"[!-/:-@\[-`{-~]")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
# The beginning of a block: a heading, an item, a quote, a fence, a row, a note's or a term's text, a rule.
_BLOCK = re.compile(
    r"[#>|]|[-+~:](?=\s|$)|-{2,}|~{3,}|={2,}|:{2,}|\((?=[0-9A-Za-z]{1,9}\)(?:\s|$))"
    r"|(?P<number>[0-9A-Za-z]{1,9})(?=[.)](?:\s|$))"
)


def escaped(text: str, begins: bool, everything: bool = False, in_cell: bool = False) -> str:
    """A line of text as Markdown; one that `begins` a block begins none of another kind."""
    pattern = _EVERYTHING if everything else _ALWAYS
    written = pattern.sub(lambda found: f"\\{found.group()}", text)
    if not everything:
        written = _ENTITY.sub(r"\\&", written)
        if in_cell:
            written = written.replace("|", "\\|")
        if begins and (found := _BLOCK.match(written)):
            at = found.end() if found["number"] else 0
            written = f"{written[:at]}\\{written[at:]}"
    return written
