"""The open fields and bookmarks of a story that is being read, and the text that goes into them."""

from __future__ import annotations

from collections.abc import Iterator

from .fields import SILENT, parse_instruction
from .story import Bookmark, Field, Slip


class OpenField:
    """A field of which the end has not been read; `separated`: its result is being read."""

    def __init__(self, index: int, first: int, dirty: bool) -> None:
        self.index = index
        self.first = first
        self.dirty = dirty
        self.code: list[str] = []
        self.result: list[str] = []
        self.separated = self.holds_object = False


class OpenBookmark:
    """A bookmark of which the end has not been read."""

    def __init__(self, name: str, first: int) -> None:
        self.name = name
        self.first = first
        self.text: list[str] = []
        self.footnotes: list[str] = []
        self.fields: list[int] = []


class Tracker:
    """Opens and closes the fields and bookmarks of a story, and notes what does not pair up."""

    def __init__(self) -> None:
        self.fields: list[Field | None] = []
        self.bookmarks: list[Bookmark] = []
        self.slips: list[Slip] = []
        self._open: list[OpenField] = []
        self._marks: dict[str, OpenBookmark] = {}

    @property
    def is_open(self) -> bool:
        """Whether a field or a bookmark has begun and not ended."""
        return bool(self._open or self._marks)

    def nested(self) -> tuple[list[OpenField], dict[str, OpenBookmark]]:
        """Puts aside what is open, for a text box; `resume` takes it back."""
        kept = self._open, self._marks
        self._open, self._marks = [], {}
        return kept

    def resume(self, kept: tuple[list[OpenField], dict[str, OpenBookmark]]) -> None:
        """Takes back what `nested` put aside."""
        self._open, self._marks = kept

    def hides(self, text: str, here: int) -> bool:
        """Whether text at this point belongs to an instruction and is not shown."""
        if all(each.separated for each in self._open):
            return False
        if not self._open[-1].separated and text.strip():
            self.slip("docx.field-structure", here, f"フィールドの命令の中に文字「{text[:20]}」があります")
        return True

    def show(self, text: str) -> None:
        """Adds shown text to every open bookmark and every field whose result is being read."""
        for sink in self._sinks():
            sink.append(text)

    def new_paragraph(self) -> None:
        """Marks the border between two paragraphs in the text that spans them."""
        if not (self._marks or self._open):
            return
        for sink in self._sinks():
            if sink:
                sink.append("\n")

    def _sinks(self) -> Iterator[list[str]]:
        for mark in self._marks.values():
            yield mark.text
        for each in self._open:
            if each.separated:
                yield each.result

    def hold_object(self) -> None:
        """Notes that the open fields show a picture or an object."""
        for each in self._open:
            each.holds_object = True

    def footnote(self, identity: str) -> None:
        """Notes that a footnote's reference stands inside the open bookmarks."""
        for mark in self._marks.values():
            mark.footnotes.append(identity)

    # fields

    def code(self, text: str, here: int) -> None:
        """Adds to the instruction of the field that has just begun."""
        if self._open and not self._open[-1].separated:
            self._open[-1].code.append(text)
        else:
            self.slip("docx.field-structure", here, f"フィールドの外に命令「{text.strip()}」があります")

    def begin(self, here: int, dirty: bool) -> int:
        """Opens a field and returns its place among the story's fields."""
        self.fields.append(None)
        self._open.append(OpenField(len(self.fields) - 1, here, dirty))
        for mark in self._marks.values():
            mark.fields.append(len(self.fields) - 1)
        return len(self.fields) - 1

    def separate(self, here: int) -> int | None:
        """Ends the instruction of the innermost field; returns the field's place, or None if there is none."""
        if not self._open or self._open[-1].separated:
            self.slip("docx.field-structure", here, "始まりのないフィールドの区切りがあります")
            return None
        self._open[-1].separated = True
        return self._open[-1].index

    def end(self, here: int) -> int | None:
        """Closes the innermost field; returns the field's place, or None if there is none."""
        if not self._open:
            self.slip("docx.field-structure", here, "始まりのないフィールドの終わりがあります")
            return None
        each = self._open.pop()
        self._finish(each, here, closed=True)
        return each.index

    def _finish(self, each: OpenField, here: int, closed: bool) -> None:
        instruction = parse_instruction("".join(each.code))
        complete = closed and (each.separated or instruction.kind in SILENT)
        if not closed:
            self.slip(
                "docx.field-structure", each.first, f"フィールド「{instruction.text}」に終わりがありません"
            )
        elif not complete:
            self.slip(
                "docx.field-structure", here, f"フィールド「{instruction.text}」に区切りと結果がありません"
            )
        result = "".join(each.result)
        self.fields[each.index] = Field(
            instruction, result, each.first, here, each.dirty, complete, each.holds_object
        )

    # bookmarks

    def mark(self, identity: str, name: str, here: int) -> None:
        """Opens a bookmark."""
        if identity in self._marks:
            self.slip(
                "docx.bookmark-duplicate", here, f"ブックマーク「{name}」の番号 {identity} が重なっています"
            )
        self._marks[identity] = OpenBookmark(name, here)

    def unmark(self, identity: str, here: int) -> str | None:
        """Closes a bookmark; returns its name, or None if it was not open."""
        mark = self._marks.pop(identity, None)
        if mark is None:
            self.slip(
                "docx.bookmark-unbalanced",
                here,
                f"始まりのないブックマークの終わり（番号 {identity}）があります",
            )
            return None
        text, notes, fields = "".join(mark.text), tuple(mark.footnotes), tuple(mark.fields)
        self.bookmarks.append(Bookmark(identity, mark.name, text, mark.first, here, notes, fields))
        return mark.name

    def close(self, here: int) -> None:
        """The end of the story: whatever is still open is wrong."""
        for each in self._open:
            self._finish(each, here, closed=False)
        for mark in self._marks.values():
            self.slip(
                "docx.bookmark-unbalanced", mark.first, f"ブックマーク「{mark.name}」に終わりがありません"
            )
        self._open, self._marks = [], {}

    def slip(self, code: str, here: int, message: str) -> None:
        """Notes a fault at paragraph `here`."""
        self.slips.append(Slip(code, here, message))
