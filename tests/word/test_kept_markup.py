"""What a process that is kept has written is written anew as soon as it would show anything else."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.model.inlines import Inline, Link, Note, Reference, Strong, Text, Variant
from pipeline.model.keeping import Kept
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import Location
from pipeline.word.writing.document import Draft
from pipeline.word.writing.kept_markup import text_markup

_PLACE = Location("chapters/a.md")
_TARGET = Target(
    "fig-a", TargetKind.FIGURE, "図１－１", "図１－１", "人口", 0, "_fig-a", "_fig-a-title", _PLACE
)
_REFERENCE = Strong((Reference("fig-a", Variant.NUMBER, _PLACE),))


class _Writing:
    """One document after another, and how often a text was written."""

    def __init__(self, *content: Inline) -> None:
        self.content, self.times, self.keep = content, 0, Kept()

    def again(self, target: Target = _TARGET, digits: int = 2, *around: object) -> int:
        content = SimpleNamespace(page_digits=digits)
        draft: Any = SimpleNamespace(
            keep=self.keep, looks=(), content=content, targets={"fig-a": replace(target)}
        )
        text_markup(cast(Draft, draft), self.content, self._write, *around)
        return self.times

    def _write(self) -> str:
        self.times += 1
        return ""


def test_a_text_is_written_once_while_what_it_refers_to_stays() -> None:
    writing = _Writing(Text("次の"), _REFERENCE)
    assert [writing.again(), writing.again()] == [1, 1]


@pytest.mark.parametrize(
    "target",
    [
        replace(_TARGET, number="図１－２"),
        replace(_TARGET, title="世帯"),
        replace(_TARGET, page="12"),
        replace(_TARGET, bookmark="_fig-b"),
        replace(_TARGET, in_division=True),
    ],
)
def test_a_text_is_written_anew_when_what_it_refers_to_is_another(target: Target) -> None:
    writing = _Writing(_REFERENCE)
    assert [writing.again(), writing.again(target), writing.again(target)] == [1, 2, 2]


def test_a_text_is_written_anew_where_numbers_of_pages_are_wider_or_it_stands_in_other_lines() -> None:
    writing = _Writing(_REFERENCE)
    assert [writing.again(), writing.again(digits=3), writing.again(_TARGET, 3, "表の文字")] == [1, 2, 3]


@pytest.mark.parametrize(
    "counted", [Note("", (), _PLACE), Link("https://example.jp", (Text("市"),))], ids=["a note", "a link"]
)
def test_what_is_counted_or_stands_in_the_package_is_written_each_time(counted: Inline) -> None:
    writing = _Writing(_REFERENCE, counted)
    assert [writing.again(), writing.again()] == [1, 2]
