"""Markdown texts → blocks: prepares them for pandoc, and reads what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.blocks import Block
from pipeline.problems import Code, Location, Problem
from pipeline.source.blocks import BlockReader
from pipeline.source.emphasis import protect_emphasis
from pipeline.source.floats import CsvReader
from pipeline.source.inlines import Fragment

# Texts → pandoc's JSON documents, in the same order; the edge decides how (process, cache).
Parse = Callable[[Sequence[str]], Sequence[dict[str, Any]]]

_NOTE_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S", re.MULTILINE)


@dataclass(frozen=True)
class MarkdownText:
    """A text, and how its lines and columns become places in the author's file."""

    text: str
    place: Callable[[int, int], Location]


def whole_file(file: str, text: str) -> MarkdownText:
    """The text of a file that is Markdown from its first line."""
    return MarkdownText(text, lambda line, column: Location(file, line, column))


def yaml_value(file: str, text: str, lines: Sequence[tuple[int, int]]) -> MarkdownText:
    """A text that is a value in YAML; `lines` has the place in the file of each of its lines."""

    def place(line: int, column: int) -> Location:
        if not lines:
            return Location(file)
        row, offset = lines[min(line, len(lines)) - 1]
        return Location(file, row, offset + column - 1)

    return MarkdownText(text, place)


def read_markdown(
    texts: Sequence[MarkdownText], parse: Parse, read_csv: CsvReader
) -> tuple[list[tuple[Block, ...]], list[Problem]]:
    """The blocks of each text, and every problem in all of them."""
    protected = [protect_emphasis(text.text) for text in texts]
    results: list[tuple[Block, ...]] = []
    problems: list[Problem] = []
    for text, safe, document in zip(texts, protected, parse([safe.text for safe in protected]), strict=True):
        labels = {
            text.text.count("\n", 0, found.start()) + 1: found[1]
            for found in _NOTE_DEFINITION.finditer(text.text)
        }
        fragment = Fragment(text.text, safe, text.place, note_labels=labels)
        results.append(BlockReader(fragment, read_csv).read(document["blocks"]))
        _report_dropped(fragment)
        problems.extend(fragment.problems)
    return results, problems


def _report_dropped(fragment: Fragment) -> None:
    """What pandoc reads and then leaves out of its tree."""
    for line, label in fragment.note_labels.items():
        if label not in fragment.used_notes:
            fragment.problem(
                (line, 1),
                Code.MD_LEFTOVER,
                f"脚注 [^{label}] は本文のどこからも使われていません",
                f"本文に [^{label}] と書くか、この行を消してください",
            )
    for found in _LINK_DEFINITION.finditer(fragment.text):
        line = fragment.text.count("\n", 0, found.start()) + 1
        fragment.problem(
            (line, 1),
            Code.MD_UNSUPPORTED,
            "「[名前]: アドレス」の形のリンクは使えません",
            "[文字](https://…) と書くか、文字なら「\\[」としてください",
        )
