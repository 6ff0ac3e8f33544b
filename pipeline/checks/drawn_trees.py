"""Checks that the trees drawn in the plan are its framework: every item in its place, with its heading's number."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import Finding
from .names import child, value
from .reading import Reading
from .story import Table

_TITLE, _BEGIN = "図", "施策の体系。"


def check_drawn_trees(reading: Reading, vision: str, items: tuple[tuple[int, str], ...]) -> Iterator[Finding]:
    """`items` are those of the framework in reading order, each with its level from 1."""
    numbers = _numbers(reading)
    for table in reading.body.tables:
        properties = child(table.element, "tblPr")
        if value(properties, "tblCaption") == _TITLE and (
            value(properties, "tblDescription") or ""
        ).startswith(_BEGIN):
            heads = [cell for cell in table.rows[0].cells if cell.text.strip()]
            wanted = [title for level, title in items if level < len(heads)]
            yield from _check(reading, table, [vision, *wanted], numbers)


def _check(
    reading: Reading, table: Table, wanted: list[str], numbers: dict[str, set[str]]
) -> Iterator[Finding]:
    cells = [cell.text for row in table.rows[1:] for cell in row.cells if cell.merge != "continue"]
    boxes = [text for text in cells if text.strip()]
    for box, title in zip(boxes, wanted, strict=False):
        if not _squeezed(box).endswith(_squeezed(title)):
            message = f"施策の体系の箱「{box}」は、計画では「{title}」です"
            yield reading.finding("agree.tree", reading.body, table.first, message)
            return
        label = _squeezed(box).removesuffix(_squeezed(title))
        known = numbers.get(_squeezed(title))
        if label and known is not None and label not in known:
            message = f"「{box}」の番号は、本編では「{'、'.join(sorted(known))}」です"
            yield reading.finding("agree.number", reading.body, table.first, message)
    if len(boxes) != len(wanted):
        message = f"施策の体系の箱は{len(boxes)}ですが、計画では{len(wanted)}です"
        yield reading.finding("agree.tree", reading.body, table.first, message)


def _numbers(reading: Reading) -> dict[str, set[str]]:
    """The numbers of the headings with each title."""
    numbers: dict[str, set[str]] = {}
    for heading in reading.headings:
        if number := reading.number(heading.at):
            title = _squeezed(reading.body.paragraphs[heading.at].text)
            numbers.setdefault(title, set()).add(_squeezed(number.own))
    return numbers


def _squeezed(text: str) -> str:
    return "".join(text.split())
