"""The lines in the boxes of 位置付け図, however those stand: labels, numbered titles, what is shown of the framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.inlines import Paragraph, Role, Strong, Text
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import VISION, Plan


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),), Role.DIAGRAM_TEXT)


def label(text: str) -> Paragraph:
    return Paragraph((Strong((Text(text),)),), Role.DIAGRAM_TEXT)


def numbered(titles: Iterable[str]) -> list[Paragraph]:
    return [line(f"{fullwidth(number)}　{title}") for number, title in enumerate(titles, 1)]


def shown_of_framework(plan: Plan, names: Iterable[str]) -> Iterator[Paragraph]:
    """The vision, and the items of the outermost level, each under its name."""
    for name in names:
        yield label(name)
        if name == VISION:
            yield line(f"「{plan.framework.vision}」")
        else:
            yield from numbered(item.title for item in plan.framework.items)
