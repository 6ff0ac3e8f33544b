"""The files in which passages are written: lines of Markdown, values of YAML by their places, rows of CSV."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from pipeline.frozen import dataclass
from pipeline.passages.model import Origin
from pipeline.problems import Location
from pipeline.source.tables import csv_cells
from pipeline.source.text import decode
from pipeline.source.yaml_positions import Document, Path, Value, read_yaml

_OPENING = re.compile(r"^[ >]*:{3,}\s*(?:\{(?P<attributes>[^}]*)\}|(?P<name>\S+))")
_FENCE = re.compile(r"^[ >]*:{3,}(.*)$")
_ATTRIBUTE = re.compile(r'([^\s"={}]+)=(?:"([^"]*)"|(\S+))')
# What stands in Markdown and is not printed, as far as it may stand within words.
_MARKS = re.compile(r"[\\*]")
_PROBES = (16, 8, 4, 2, 1)


@dataclass
class Text:
    """A file's text as the program reads it."""

    name: str
    text: str

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.text.split("\n")

    @cached_property
    def _openings(self) -> dict[int, Mapping[str, str]]:
        return {}

    def opening(self, line: int) -> Mapping[str, str]:
        """The attributes of the div that a line opens, "class" among them; none where it opens none."""
        if line not in self._openings:
            self._openings[line] = self._opening(line)
        return self._openings[line]

    def _opening(self, line: int) -> Mapping[str, str]:
        found = _OPENING.match(self.lines[line - 1]) if 0 < line <= len(self.lines) else None
        if not found:
            return {}
        written = found["attributes"] or ""
        names = re.findall(r"(?:^|\s)\.([^\s}]+)", written) or [found["name"] or ""]
        kind = next((name for name in names if name != "番号なし"), "")
        return {"class": kind, **{key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(written)}}

    def find(self, words: str, begin: int, end: int = 0, begins: str = "") -> int:
        """The first line from `begin` on, before `end` where that is given and beginning as this pattern says, that has the
        beginning of some words; 0 if none has."""
        tidy = _MARKS.sub("", words.strip())
        lines = range(begin, min(end or len(self.lines) + 1, len(self.lines) + 1))
        for length in _PROBES:
            probe = tidy[:length]
            for number in lines if probe else ():
                line = self.lines[number - 1]
                if re.match(begins, line) and probe in _MARKS.sub("", line):
                    return number
        return 0

    def end_of_div(self, line: int) -> int:
        """The line that closes the div which a line opens; the one behind the last where none does."""
        open_divs = 0
        for number in range(line, len(self.lines) + 1):
            if found := _FENCE.match(self.lines[number - 1]):
                open_divs += 1 if found[1].strip() else -1
                if open_divs <= 0:
                    return number
        return len(self.lines) + 1

    def table_line(self, begin: int, row: int) -> int:
        """The line of a row (from 0) of the pipe table below a line: the one under its first row parts heads from the rest."""
        if begin not in self._tables:
            self._tables[begin] = self._first_row(begin)
        first = self._tables[begin]
        return first + row + (row > 0) if first else begin

    @cached_property
    def _tables(self) -> dict[int, int]:
        return {}

    def _first_row(self, begin: int) -> int:
        """The line of the first row of the table below a line; 0 where there is none."""
        for number in range(begin, len(self.lines) + 1):
            line = self.lines[number - 1].lstrip(" >")
            if line.startswith("|") or (number < len(self.lines) and _is_rule(self.lines[number])):
                return number
            if number > begin and re.match(r":{3,}\s*$", line):
                break
        return 0

    @cached_property
    def csv_lines(self) -> Sequence[int]:
        """The lines of the rows of a CSV file that say something."""
        return [line for line, row in csv_cells(self.name, self.text)[0] if any(row)]


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip(" |:->")


@dataclass
class Yaml:
    """A YAML file with the places of its values."""

    document: Document

    @cached_property
    def _places(self) -> Sequence[tuple[tuple[int, int], int, Path]]:
        return sorted(
            ((place.location.line, place.location.column), len(path), path)
            for path, place in self.document.places.items()
        )

    @cached_property
    def _starts(self) -> Sequence[tuple[int, int]]:
        return [start for start, _, _ in self._places]

    def path_at(self, location: Location) -> Path:
        """The path of the value that stands at a place."""
        place = (location.line, location.column or 1)
        at = bisect_right(self._starts, place)
        if not at:
            return ()
        start = self._starts[at - 1]
        _, _, path = self._places[bisect_left(self._starts, start) if start == place else at - 1]
        return path

    def scalars(self, path: Path = ()) -> Iterator[tuple[Path, str]]:
        """The values below a path, in their order."""
        yield from _scalars(self.value(path), path)

    @cached_property
    def _below(self) -> dict[Path, Sequence[tuple[Path, str]]]:
        return {}

    def tight_below(self, path: Path) -> Sequence[tuple[Path, str]]:
        """The values below a path that are no ids, as they are compared with what is printed, in their order."""
        if path not in self._below:
            found = ((at, text) for at, text in self.scalars(path) if at[-1] != "id")
            self._below[path] = [(at, tight(text)) for at, text in found]
        return self._below[path]

    @cached_property
    def tight(self) -> Mapping[str, Sequence[Path]]:
        """Where each value stands, in that form."""
        found: dict[str, list[Path]] = {}
        for path, text in self.tight_below(()):
            found.setdefault(text, []).append(path)
        return found

    @cached_property
    def all_tight(self) -> str:
        """All these values, a line each."""
        return "\n".join(self.tight)

    def value(self, path: Path) -> Value:
        """What stands at a path."""
        found = self.document.value
        for part in path:
            found = found[part]  # type: ignore[index]
        return found

    def id_around(self, path: Path) -> tuple[str, str]:
        """The id of the smallest mapping around a value that has one, and the way from there (指標/1/名), in which the
        first of a list is 1."""
        identity, begin, value = "", 0, self.document.value
        for at, part in enumerate((*path, None)):
            if isinstance(value, dict) and isinstance(own := value.get("id"), str):
                identity, begin = own, at
            if part is not None:
                value = value[part]  # type: ignore[index]
        return identity, _way(path[begin:])

    def origin(self, path: Path) -> Origin:
        """The place of a value."""
        location = self.document.locate(path)
        return Origin(self.document.file, location.line, location.column, "/".join(map(str, path)))


def tight(text: str) -> str:
    """A text without blanks and marks of Markdown: what is printed of a value differs from it by these."""
    return re.sub(r"[\s*\\]+", "", text)


def _way(path: Path) -> str:
    return "/".join(str(each + 1 if isinstance(each, int) else each) for each in path)


def _scalars(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _scalars(each, (*path, at))
    else:
        for key, each in value.items():
            yield from _scalars(each, (*path, key))


@dataclass
class Files:
    """The files of plan_source/ by their paths there; `folder` is what locations call it."""

    source: Mapping[str, bytes]
    folder: str

    def name(self, location: Location) -> str:
        """A location's file by its path in plan_source/."""
        return location.file.removeprefix(f"{self.folder}/")

    def text(self, name: str) -> Text | None:
        """A file's text; None of what is none."""
        return _text_of(name, self.source.get(name, b""))

    def yaml(self, name: str) -> Yaml | None:
        """A YAML file's values; None where there is no such file."""
        if name not in self.source or not name.endswith(".yaml"):
            return None
        return _yaml_of(name, self.source[name])

    def csv_line(self, name: str, row: int) -> int:
        """The line of a row (from 0) of a table that is made of a CSV file: rows that say nothing are none."""
        text = self.text(name)
        rows = text.csv_lines if text else ()
        return rows[row] if row < len(rows) else 0


# As many as a plan may have: of documents that are looked at one after another the files are the same.
@lru_cache(100)
def _text_of(name: str, data: bytes) -> Text | None:
    decoded = decode(name, data).text
    return None if decoded is None else Text(name, decoded)


@lru_cache(100)
def _yaml_of(name: str, data: bytes) -> Yaml:
    decoded = decode(name, data)
    return Yaml(read_yaml(name, decoded.text or "", frozenset, decoded.dropped))
