"""Edits that were made at random, held against those that are found: each at its line of the source, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.passages.model import DocumentMap
from pipeline.receive.edits import Edit, Edits
from pipeline.receive.finding import find_edits
from pipeline.receive.written import SentLine, sent_lines
from tests.receive.packages import read
from tests.receive.redactors import Expected

_PARTS = re.compile(r"\n\n|\n|\t")


@dataclass(frozen=True)
class Score:
    """How it went with one file: edits that were made, and what went wrong, in words."""

    made: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    misplaced: tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """A document as it was sent, its map, and the files of its source."""

    docx: bytes
    found: DocumentMap
    source: Mapping[str, bytes]

    def score(self, returned: bytes, expected: Sequence[Expected]) -> Score:
        """Edits in a returned file held against those that were made in it."""
        was = read(self.docx)
        edits = find_edits(was, read(returned))
        lines = sent_lines(was, self.found, {})
        left = list(edits.edits)
        missed, misplaced = [], []
        for each in expected:
            found = next((edit for edit in left if _is(each, edit, lines)), None)
            if found is None:
                missed.append(str(each))
                continue
            left.remove(found)
            misplaced += [f"{line.passage} in {each}" for line in self._astray(found, lines)]
        # A footnote goes with the paragraph of its mark.
        left = [edit for edit in left if not (edit.what == "deleted" and _are_notes(edit, lines))]
        invented = (*(str(edit) for edit in left), *_beside(edits))
        return Score(len(expected), tuple(missed), invented, tuple(misplaced))

    def _astray(self, edit: Edit, lines: Sequence[SentLine]) -> Iterator[SentLine]:
        """Lines of an edit that are not written where their passage says."""
        for at in edit.lines:
            passage = lines[at].passage
            if passage is None or passage.made or passage.origin is None:
                continue
            text = self.source[passage.origin.file].decode("utf-8-sig").splitlines()
            begin = max(passage.origin.line - 1, 0)
            if not _shares("".join(text[begin : begin + 12]), passage.text):
                yield lines[at]


def _are_notes(edit: Edit, lines: Sequence[SentLine]) -> bool:
    passages = [lines[at].passage for at in edit.lines]
    return all(passage is not None and passage.is_note for passage in passages)


def _beside(edits: Edits) -> Iterator[str]:
    for kind in ("fields", "looks", "marked", "running"):
        if found := getattr(edits, kind):
            yield f"{kind}: {found}"


def _shares(written: str, printed: str) -> bool:
    """Whether a stretch of a printed text stands in what is written."""
    tight, plain = (re.sub(r"[\s*\\,]+", "", text) for text in (written, printed))
    length = min(5, len(plain))
    return not plain or any(plain[at : at + length] in tight for at in range(len(plain) - length + 1))


def _is(expected: Expected, edit: Edit, lines: Sequence[SentLine]) -> bool:
    told = [lines[at].text for at in edit.lines]
    after = [part for part in _PARTS.split(edit.after) if part]
    wanted = [part for text in expected.after for part in _PARTS.split(text) if part]
    if edit.what != expected.what or after != wanted:
        return False
    behind = edit.lines[-1] if edit.what == "added" and edit.lines else edit.behind
    stands = not expected.behind or (behind is not None and lines[behind].text == expected.behind.strip())
    return stands and (edit.what == "added" or told == [text.strip() for text in expected.before])
