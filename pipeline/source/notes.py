"""Footnotes as they are written: what pandoc leaves out of its tree, and what it would never come back from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.frozen import dataclass
from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Position

# What may stand before a definition, of a note or of a link: a definition can be part of a quote or of an item.
DEFINITION_LEAD = r"^(?:[ \t>]|(?:[-+*:]|\d+[.)]|\(\d+\))[ \t])*"
_DEFINITION = re.compile(DEFINITION_LEAD + r"\[\^([^\]\n]+)\]:")
_MARK = re.compile(r"(?<!\\)\[\^([^\]\n]+)\]")
_INDENTED = re.compile(r" {4}|\t")


@dataclass(frozen=True)
class Notes:
    """A text whose notes hold no marks, so that pandoc can read it; the marks' places, the definitions' lines."""

    text: str
    nested: tuple[tuple[Position, str], ...]
    definitions: Mapping[int, str]

    def report(self, fragment: Fragment) -> None:
        """Report problems of the notes, once the text is read and its marks are known."""
        for position, label in self.nested:
            fragment.used_notes.add(label.lower())
            fragment.problem_in_source(
                position,
                Code.MD_PLACE,
                f"脚注の中に脚注 [^{label}] は付けられません",
                "脚注の文章に続けて書くか、本文に付けてください。ここが本文なら、脚注の次の行を空けます",
            )
        first: dict[str, int] = {}
        for line, label in self.definitions.items():
            if label.lower() in first:
                fragment.problem_in_source(
                    (line, 1),
                    Code.ID_DUPLICATE,
                    f"脚注 [^{label}] の本文が２か所にあります",
                    f"初めの所: {fragment.place(first[label.lower()], 1)}。どちらかを別の名前にしてください",
                )
            elif label.lower() not in fragment.used_notes:
                fragment.problem_in_source(
                    (line, 1),
                    Code.MD_LEFTOVER,
                    f"脚注 [^{label}] は本文のどこからも使われていません",
                    f"本文に [^{label}] と書くか、この行を消してください",
                )
            first.setdefault(label.lower(), line)


def find_notes(text: str) -> Notes:
    """Look for notes line by line. A mark within a note is put out of action: two notes that hold each other's
    marks would keep pandoc busy until the memory is full."""
    if "[^" not in text:
        return Notes(text, (), {})
    lines = text.split("\n")
    definitions: dict[int, str] = {}
    nested: list[tuple[Position, str]] = []
    for number, begin in _lines_of_notes(lines, definitions):
        head, body = lines[number - 1][:begin], lines[number - 1][begin:]
        nested += (((number, begin + mark.start() + 1), mark[1]) for mark in _MARK.finditer(body))
        lines[number - 1] = head + _MARK.sub(r"[-\1]", body)
    return Notes("\n".join(lines), tuple(nested), definitions)


def _lines_of_notes(lines: list[str], definitions: dict[int, str]) -> Iterator[tuple[int, int]]:
    """The lines of notes' texts (from 1) and where in them the text begins; definitions are put in by line.

    A note goes on to the next blank line, and past it where the text is indented. That may be more than pandoc
    takes for it, never less.
    """
    inside = after_blank = False
    for number, line in enumerate(lines, 1):
        if found := _DEFINITION.match(line):
            definitions[number] = found[1]
            inside = True
            yield number, found.end()
        elif line.strip():
            inside = inside and (bool(_INDENTED.match(line)) or not after_blank)
            if inside:
                yield number, 0
        after_blank = not line.strip()
