"""A document that is looked at each time it was made anew: what is the very same as before is known.

The opinion is still one on every byte of the finished file. All of it is unzipped. Parts that differ are parsed and looked at whole; of the
body that is so for each piece (pieces.py) that did not stand there before. Where a piece that did is known, it is because it had the very
same bytes, and all on which a verdict on it depends was the same as well: its form is judged by the other parts, it is read by what was
counted up to it. What places say of one another (numbers, references, contents) is compared anew, over all of them. Whoever finds anything
wrong looks at the whole file as if there had been no other, and tells what he finds then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .document import check_form
from .findings import Finding
from .names import Element
from .numbering import read_numbering
from .opened import Opened, open_document
from .package import DOCUMENT, Fault, package_of, parsed, unzipped
from .pieces import Pieces, bodies_of, parted
from .reading import Reading, read_opened, reading_of
from .rereading import Rereader, Spans
from .styles import read_styles

# Parts on which nothing in the body depends.
_ABOUT = "docProps/"


class FormAgain:
    """Looks at the form of a document, as `check_form` does."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._docx = b""
        self._findings: list[Finding] = []
        self._opened: Opened | None = None
        self._sound: frozenset[bytes] = frozenset()

    def check(self, docx: bytes) -> list[Finding]:
        """What is wrong in the form of the document as it is now."""
        if docx != self._docx:
            self._findings = [] if self._is_sound(docx) else check_form(open_document(self._name, docx))
            self._docx = docx
        return self._findings

    def _is_sound(self, docx: bytes) -> bool:
        parts, body = _parts(docx)
        if body is None:
            return False
        before = self._opened
        same = before and _beside(parts) == _beside(before.package.parts)
        sound = self._sound if same else frozenset[bytes]()
        opened = _opened(self._name, parts, body, [each for each in body.pieces if each not in sound], before)
        if opened.package.main != DOCUMENT or check_form(opened):
            return False
        self._opened, self._sound = opened, frozenset(body.pieces)
        return True


class ReadingAgain:
    """Reads a document, as `read` does, but that its elements stand in trees of their own: nobody can tell from them where they stand
    in the whole."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._docx = b""
        self._reading: Reading | None = None
        self._spans: Spans = {}
        self._parsed = 0  # pieces since the whole was

    def read(self, docx: bytes) -> Reading:
        """The document as it is now."""
        if docx != self._docx or self._reading is None:
            self._reading = self._read(docx) or read_opened(open_document(self._name, docx))
            self._docx = docx
        return self._reading

    def _read(self, docx: bytes) -> Reading | None:
        parts, body = _parts(docx)
        if body is None:
            return None
        known = {piece for span in self._spans.values() for piece in span.pieces}
        new = {at: piece for at, piece in enumerate(body.pieces) if piece not in known}
        before = self._reading
        opened = _opened(self._name, parts, body, new.values(), before)
        package = opened.package
        if package.main != DOCUMENT or package.faults:
            return None
        # Without any new piece there is still a body, an empty one.
        trees = dict(zip(new, bodies_of(package.trees[DOCUMENT]), strict=False))
        reader = Rereader(DOCUMENT, body, self._spans, trees)
        story, lists = reader.story(), package.tree("numbering")
        same = before and before.styles is opened.styles and before.package.tree("numbering") is lists
        numbering = before.numbering if before and same else read_numbering(lists, opened.styles)
        self._parsed += reader.parsed
        # One element holds the tree of all pieces that were parsed with it: before there are three times as many as there should be,
        # all is read anew.
        is_much = self._parsed > 2 * len(body.pieces)
        self._spans, self._parsed = ({}, 0) if is_much else (reader.spans, self._parsed)
        return reading_of(opened, story, tuple(reader.uses), numbering)


def _parts(docx: bytes) -> tuple[Mapping[str, bytes], Pieces | None]:
    """The parts, and the pieces of the body; no pieces where anything is wrong with the file."""
    faults: list[Fault] = []
    parts = unzipped(docx, faults)
    return parts, None if faults else parted(parts.get(DOCUMENT, b""))


def _beside(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts on which the form of the body may depend."""
    return {name: data for name, data in parts.items() if name != DOCUMENT and not name.startswith(_ABOUT)}


def _opened(
    name: str, parts: Mapping[str, bytes], body: Pieces, pieces: Iterable[bytes], before: Opened | None
) -> Opened:
    """A document of whose body these `pieces` alone are there; parts that are as they were have the trees of `before`."""
    wanted = tuple(pieces)

    def tree(part: str, content: bytes) -> Element:
        if part == DOCUMENT:
            return body.tree(wanted)
        if before and before.package.parts.get(part) == content and part in before.package.trees:
            return before.package.trees[part]
        return parsed(content)

    package = package_of(parts, [], tree)
    styles = package.tree("styles")
    same = before and before.package.tree("styles") is styles
    return Opened(name, package, before.styles if before and same else read_styles(styles))
