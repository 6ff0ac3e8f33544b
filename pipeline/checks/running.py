"""Checks of what headers and footers show of the plan's headings (STYLEREF; ECMA-376 Part 1, 17.16.5.59)."""

from __future__ import annotations

from collections.abc import Iterator

from .captions import shown_of
from .findings import Finding
from .reading import Reading


def check_running(reading: Reading) -> Iterator[Finding]:
    """STYLEREF fields that find nothing, so that Word shows an error, and those whose text is of no paragraph in the style."""
    for story in reading.headers.values():
        for field in story.fields:
            instruction = field.instruction
            if instruction.kind != "STYLEREF" or not field.complete:
                continue
            style = reading.styles.find(instruction.target)
            own = [each.index for each in reading.body.paragraphs if style and each.style == style]
            texts = {_packed(shown_of(reading, index, instruction.switches) or "") for index in own}
            if _packed(field.result) not in texts - {""}:
                what = "その見出しのものではありません" if own else "示す段落がありません"
                message = f"「{instruction.text}」の「{field.result}」は、{what}"
                yield reading.finding("docx.styleref-stale", story, field.first, message)


def _packed(text: str) -> str:
    return "".join(text.split())
