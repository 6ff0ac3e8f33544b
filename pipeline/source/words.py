"""Places of a text's words in the author's files: what is found in a text of the plan knows its beginning alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.problems import Location, Problem, Words
from pipeline.source.text import Decoded, decode, line_and_column

# What may stand between two characters of words that a text joins: marks of emphasis, backslashes, ends of lines.
_BETWEEN = r"(?:[*\\]|[ \t]*\n[ \t>]*)*"
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")
_DIV_END = re.compile(r"\n(?=:::[ ]*(?:\n|\Z))")
# A cell of a pipe table with what comes before it, and a value of CSV with what comes behind.
_PIPED = re.compile(r"(?:\\.|[^\\|\n])*")
_PARTED = re.compile(r'"(?:[^"]|"")*"|[^,\n]*')


def place_words(problems: Iterable[Problem], files: Mapping[str, bytes], folder: str) -> list[Problem]:
    """The problems in order, those about words at these; where they can't be found (a reference or furigana is among them), at the
    beginning of their text. `files` are those of `folder` (path → bytes)."""
    read: dict[str, Decoded] = {}
    placed = []
    for problem in problems:
        file, about = problem.location.file, problem.about
        if about and file not in read:
            read[file] = _decoded(file, files, folder)
        placed.append(
            replace(problem, location=_place(problem.location, about, read[file])) if about else problem
        )
    return sorted(placed, key=lambda problem: (problem.location, problem.code, problem.message))


def place_of_words(location: Location, words: Words, files: Mapping[str, bytes], folder: str) -> Location:
    """The place of words, of which the text begins at a location, in the files of a folder."""
    return _place(location, words, _decoded(location.file, files, folder))


def _decoded(file: str, files: Mapping[str, bytes], folder: str) -> Decoded:
    return decode(file, files.get(file.removeprefix(f"{folder}/"), b""))


def _place(location: Location, words: Words, decoded: Decoded) -> Location:
    """The place of words in a file, of which the text begins at a location."""
    text = decoded.text or ""
    start, end = _cell(text, location, words.cell) or _stretch(text, location, decoded)
    found = [each.start() for each in _pattern(words.text).finditer(text, start, end)]
    if any(words.around) and len(found) > 1:
        behind, ahead = words.around
        whole = [each.span(1) for each in _pattern(behind, words.text, ahead).finditer(text, start, end)]
        if len(whole) == 1:
            found = [whole[0][0]] * (words.before + 1)
    if words.before >= len(found):
        return location
    return decoded.dropped.original(Location(location.file, *line_and_column(text, found[words.before])))


def _pattern(*parts: str) -> re.Pattern[str]:
    """The pattern of words as they may be written; of several that follow each other, the second is a group."""
    written = [_BETWEEN.join(map(re.escape, each)) for each in parts]
    if len(written) > 1:
        written[1] = f"({written[1]})"
    return re.compile(_BETWEEN.join(filter(None, written)))


def _cell(text: str, location: Location, cell: int) -> tuple[int, int] | None:
    """The span of a cell in the row that a location's line begins; None where there is none, or where it was in none."""
    at = _line_start(text, location.line)
    is_csv = location.file.endswith(".csv")
    if cell < 0 or not (is_csv or "|" in text[at:].partition("\n")[0]):
        return None
    if not is_csv and (mark := re.compile(r"[ >]*\|").match(text, at)):
        at = mark.end()
    pattern = _PARTED if is_csv else _PIPED
    for left in range(cell, -1, -1):
        found = pattern.match(text, at)
        assert found is not None, "it may be empty"
        if not left:
            return found.span()
        at = found.end() + 1
        if found.end() >= len(text) or text[found.end()] == "\n":
            break
    return None


def _line_start(text: str, line: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1])


def _stretch(text: str, location: Location, decoded: Decoded) -> tuple[int, int]:
    """Between which places of a file a text stands that begins at a location: a value of YAML, a div, a paragraph, a note."""
    line_start = _line_start(text, location.line)
    dropped = decoded.dropped.columns.get(location.line, ())
    start = line_start + max(location.column - 1 - sum(each < location.column for each in dropped), 0)
    if location.file.endswith(".yaml"):
        return start, _end(_end_of_value(text, line_start, start), text, start)
    mark = _NOTE.match(text, start)
    if (
        mark and (note := text.find(f"\n{mark.group()}:")) >= 0
    ):  # a note is known by its mark, and stands elsewhere
        return note + 1, _end(_PARAGRAPH_END, text, note + 1)
    return start, _end(_DIV_END if text.startswith(":::", line_start) else _PARAGRAPH_END, text, start)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _end_of_value(text: str, line_start: int, start: int) -> re.Pattern[str]:
    """The pattern for a value's end: a line that begins no further to the right than that of its key. A text that has its own
    line ends further to the left, a list with what is no item."""
    line = text[line_start:].partition("\n")[0]
    indent = len(line) - len(line.lstrip(" "))
    is_first = start == line_start + indent
    is_list = is_first and line.startswith("- ", indent)
    least = indent - (is_first and not is_list)
    return re.compile(rf"\n(?=[ ]{{0,{max(least, 0)}}}[^ \n{'-' if is_list else ''}])")
