"""Texts in the manner of adopted plans, a paragraph a line: # heading, - item, | cells |, > quotation, ; term, : its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.passages.model import Kind, Origin
from pipeline.wording.texts import Names, Text, with_silence

FOLDER = Path(__file__).parent / "corpora"
NAMES = (
    *("welfare", "children", "comprehensive", "disaster", "environment"),
    # Written once the rules stood, by somebody who did not know them.
    *("community", "master_plan", "care_insurance", "facilities", "equality"),
    *("nature", "farming", "digital", "emergency", "extracts"),
)
_KINDS = {
    "#": Kind.HEADING,
    "-": Kind.ITEM,
    ";": Kind.TERM,
    ":": Kind.MEANING,
    "※": Kind.SOURCE,
    "資料：": Kind.SOURCE,
}


def corpus(name: str) -> list[Text]:
    """The texts of a corpus; what is quoted is left out, as residents' words and provisions are."""
    lines = (FOLDER / f"{name}.md").read_text("utf-8").splitlines()
    return [text for number, line in enumerate(lines, 1) for text in _texts(line, f"{name}.md", number)]


def _texts(line: str, file: str, number: int) -> Iterator[Text]:
    if line.startswith(">"):
        return
    if line.startswith("|"):
        parts = [(cell.strip(), Kind.CELL) for cell in line.strip("|").split("|")]
    else:
        kind = next((kind for mark, kind in _KINDS.items() if line.startswith(mark)), Kind.PARAGRAPH)
        parts = [(line.lstrip("#-;: ") if kind is not Kind.SOURCE else line, kind)]
    for text, kind in parts:
        if text:
            yield with_silence(Text(text, Origin(file, number), kind), Names(()))
