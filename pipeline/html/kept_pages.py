"""Pages that were written before, each known by all that it was written from.

What a page is written from is seen while it is written: its blocks, and whatever was asked for beside them. So nothing has to say twice
what a page depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from operator import is_
from types import FunctionType, MethodType
from typing import Any, cast

from pipeline.frozen import dataclass
from pipeline.html.notes import Notes
from pipeline.html.paging import Sheet
from pipeline.html.site import Page
from pipeline.html.writing import Writing
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Plan

Path = tuple[str, ...]
Write = Callable[[Sheet, Writing], Page]
# What is looked into; everything else is compared as it is.
_WITHIN = (Writing, ResolvedPlan, Plan, Notes)
_NOTHING = object()


@dataclass(frozen=True)
class _Seen:
    """What was asked for while a page was written: values by the way to them, and answers of mappings, by the way to these and key."""

    values: dict[Path, Any]
    answers: dict[tuple[Path, object], Any]

    def holds(self, writing: Writing) -> bool:
        """Whether all of it is still the same."""
        mappings: dict[Path, Mapping[Any, Any]] = {}
        for path, value in self.values.items():
            if not _is_same(_at(writing, path), value, path):
                return False
        for (path, key), answer in self.answers.items():
            if path not in mappings:
                mappings[path] = _at(writing, path)
            found = mappings[path].get(key, _NOTHING)
            if found is not answer and found != answer:
                return False
        return True


def _at(writing: Writing, path: Path) -> Any:
    value: Any = writing
    for name in path:
        value = getattr(value, name)
    return value


def _is_same(value: object, other: object, path: Path) -> bool:
    """Of what a plan holds the places count as well, which are no part of what it says."""
    return value is other or (path[:2] != ("resolved", "plan") and value == other)


class _Watched:
    """A value in whose place this stands, and which is seen when it is asked for something."""

    def __init__(self, value: object, path: Path, seen: _Seen) -> None:
        self._value, self._path, self._seen = value, path, seen

    def __getattr__(self, name: str) -> Any:
        method = getattr(type(self._value), name, None)
        if isinstance(method, FunctionType):
            return MethodType(method, self)
        found, path = getattr(self._value, name), (*self._path, name)
        if isinstance(found, _WITHIN):
            watched: object = _Watched(found, path, self._seen)
        elif isinstance(found, Mapping):
            watched = _WatchedMapping(found, path, self._seen)
        else:
            watched = self._seen.values[path] = found
        setattr(self, name, watched)
        return watched


class _WatchedMapping(Mapping[Any, Any]):
    """The same of a mapping: each answer is seen, and that there was none."""

    def __init__(self, values: Mapping[Any, Any], path: Path, seen: _Seen) -> None:
        self._values, self._path, self._seen = values, path, seen

    def __getitem__(self, key: object) -> Any:
        found = self._seen.answers[self._path, key] = self._values.get(key, _NOTHING)
        if found is _NOTHING:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Any]:
        self._seen.values[self._path] = self._values
        return iter(self._values)

    def __len__(self) -> int:
        self._seen.values[self._path] = self._values
        return len(self._values)


@dataclass(frozen=True)
class _Written:
    """A page, and what it was written from."""

    sheet: Sheet
    seen: _Seen
    page: Page

    def holds(self, sheet: Sheet, writing: Writing) -> bool:
        own = self.sheet
        same = (own.name, own.kind, own.slot, len(own.blocks)) == (
            sheet.name,
            sheet.kind,
            sheet.slot,
            len(sheet.blocks),
        )
        return same and all(map(is_, own.blocks, sheet.blocks)) and self.seen.holds(writing)


class KeptPages:
    """The pages of one site after another, as they were last written."""

    def __init__(self) -> None:
        self._written: dict[str, _Written] = {}

    def page(self, sheet: Sheet, writing: Writing, write: Write) -> Page:
        """The page of a sheet, written anew where anything that it was written from is another."""
        known = self._written.get(sheet.name)
        if known is None or not known.holds(sheet, writing):
            seen = _Seen({}, {})
            page = write(sheet, cast(Writing, _Watched(writing, (), seen)))
            known = self._written[sheet.name] = _Written(sheet, seen, page)
        return known.page

    def forget_others(self, names: Collection[str]) -> None:
        """Forget the pages that a site has no more."""
        self._written = {name: page for name, page in self._written.items() if name in names}
