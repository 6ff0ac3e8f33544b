"""A returned file's XML → `Returned`: what Word, LibreOffice and others wrote, in one form (ECMA-376 Part 1, 17.3, 17.13, 17.16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.receive.comments import Anchors, read_comments
from pipeline.receive.looks import by_hand
from pipeline.receive.package import Package
from pipeline.receive.returned import (
    PICTURE,
    Cell,
    Item,
    Piece,
    Returned,
    Row,
    Table,
    Tracks,
    Words,
    paragraphs_in,
)
from pipeline.receive.tracks import KINDS, cell_tracks, looks_of, track_of, tracks_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What stands around text and changes nothing of it (17.5.1, 17.5.2, 17.16.22, 17.16.23 and 17.3.2.11).
_AROUND = frozenset(
    w(name) for name in ("sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "dir", "bdo")
)
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("drawing"): PICTURE,
    w("pict"): PICTURE,
    w("object"): PICTURE,
}
# Bookmarks of Word's own (_Toc…, _GoBack, _Hlk…) come and go.
_OWN_NAME = "_"
# Fields that stand around others, or around text that is nobody's result.
_TRANSPARENT = ("TOC", "HYPERLINK")


def read_returned(package: Package) -> Returned:
    """The content of a package."""
    reader = _Reader(package.pictures())
    main = package.parts[package.main]
    body = reader.story(main.find(w("body")))
    notes = [
        item
        for kind in ("footnotes", "endnotes")
        for part in package.targets(kind)
        for note in part
        if note.get(w("type"), "normal") == "normal"
        for item in reader.story(note)
    ]
    boxes = tuple(reader.boxes)
    running = frozenset(
        text
        for kind in ("header", "footer")
        for part in package.targets(kind)
        if (text := running_text(_Reader({}).story(part)))
    )
    core, custom, app = (
        package.target(kind, "") for kind in ("core-properties", "custom-properties", "extended-properties")
    )
    return Returned(
        body,
        tuple(notes),
        boxes,
        running,
        read_comments(package, reader.anchors),
        _property(app, "Application"),
        _property(core, "lastModifiedBy"),
        _property(core, "modified"),
        {each.get("name", ""): "".join(map(str, each.itertext())) for each in _children(custom)},
        _property(core, "title"),
    )


def running_text(items: tuple[Item, ...]) -> str:
    """What a header or a footer says of itself: fields are the page's, and pictures the template's."""
    pieces = (piece for words in paragraphs_in(items) for piece in words.pieces)
    return "".join(each.text for each in pieces if not each.field).replace(PICTURE, "").strip()


def _children(part: etree._Element | None) -> Iterator[etree._Element]:
    if part is not None:
        yield from part.iterchildren("*")


def _property(part: etree._Element | None, name: str) -> str:
    found = part.find(f"{{*}}{name}") if part is not None else None
    return (found.text or "") if found is not None else ""


@dataclass(frozen=True)
class _Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


class _Reader:
    """Reads stories one after the other; paragraphs are counted through."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.anchors = Anchors()
        self.boxes: list[Item] = []
        self._pictures = pictures
        self._count = 0
        self._fields: list[_Field] = []

    def story(self, root: etree._Element | None) -> tuple[Item, ...]:
        """The paragraphs and tables of a body, a note, a text box."""
        return tuple(self._items(root)) if root is not None else ()

    def _items(self, parent: etree._Element) -> Iterator[Item]:
        for element in parent.iterchildren("*"):
            tag = element.tag
            if tag == w("p"):
                yield self._words(element)
            elif tag == w("tbl"):
                yield self._table(element)
            elif tag in _AROUND or tag in KINDS:
                yield from self._items(element)
            elif tag == f"{_MC}AlternateContent":
                yield from self._items(_chosen(element))
            else:
                self.anchors.see(element)

    # Tables

    def _table(self, table: etree._Element) -> Table:
        return Table(tuple(self._row(row) for row in _inside(table, w("tr"))))

    def _row(self, row: etree._Element) -> Row:
        cells = tuple(
            Cell(tuple(self._items(cell)), cell_tracks(cell.find(w("tcPr"))))
            for cell in _inside(row, w("tc"))
        )
        return Row(cells, tracks_of(row.find(w("trPr"))))

    # Paragraphs

    def _words(self, paragraph: etree._Element) -> Words:
        number = self._count
        self._count += 1
        self.anchors.paragraph = number
        contents = any(field.name == "TOC" for field in self._fields)
        names: list[str] = []
        pieces: list[Piece] = []
        looks: set[tuple[str, str]] = set()
        # Text boxes stand in a paragraph and are none of it.
        inner: list[etree._Element] = []
        for piece in self._pieces(paragraph, (), names, looks, inner):
            self.anchors.say(piece.text, piece.tracks)
            contents = contents or any(field.name == "TOC" for field in self._fields)
            if not piece.text and not piece.field:
                continue
            if pieces and replace(pieces[-1], text="") == replace(piece, text=""):
                pieces[-1] = replace(piece, text=pieces[-1].text + piece.text)
            else:
                pieces.append(piece)
        properties = paragraph.find(w("pPr"))
        mark: Tracks = ()
        style = ""
        if properties is not None:
            mark = tracks_of(properties.find(w("rPr")))
            looks |= looks_of(properties)
            found = properties.find(w("pStyle"))
            style = found.get(w("val"), "") if found is not None else ""
        for box in inner:
            self.boxes += self._items(box)
        return Words(number, tuple(pieces), style, tuple(names), mark, tuple(sorted(looks)), contents)

    def _pieces(
        self,
        parent: etree._Element,
        tracks: Tracks,
        names: list[str],
        looks: set[tuple[str, str]],
        boxes: list[etree._Element],
    ) -> Iterator[Piece]:
        for element in parent.iterchildren("*"):
            tag = str(element.tag)
            if tag == w("r"):
                looks |= looks_of(element.find(w("rPr")))
                yield from self._run(element, tracks, names, looks, boxes)
            elif tag in KINDS:
                yield from self._pieces(element, (*tracks, track_of(element)), names, looks, boxes)
            elif tag == w("fldSimple"):
                self._fields.append(_Field(element.get(w("instr"), ""), shown=True))
                yield self._piece("", tracks)
                yield from self._pieces(element, tracks, names, looks, boxes)
                self._fields.pop()
            elif tag in _AROUND:
                yield from self._pieces(element, tracks, names, looks, boxes)
            elif tag == f"{_MC}AlternateContent":
                yield from self._pieces(_chosen(element), tracks, names, looks, boxes)
            elif tag == w("bookmarkStart"):
                name = element.get(w("name"), "")
                if not name.startswith(_OWN_NAME):
                    names.append(name)
            elif tag.endswith(("}oMath", "}oMathPara")):
                yield self._piece("".join(map(str, element.itertext())), tracks)
            else:
                self.anchors.see(element)

    def _run(
        self,
        run: etree._Element,
        tracks: Tracks,
        names: list[str],
        looks: set[tuple[str, str]],
        boxes: list[etree._Element],
    ) -> Iterator[Piece]:
        look = by_hand(run.find(w("rPr")))
        for element in run.iterchildren("*"):
            tag = str(element.tag)
            if tag == w("fldChar"):
                self._field(element.get(w("fldCharType"), ""))
                if self._fields:
                    yield self._piece("", tracks)  # some programs leave results empty
            elif tag in (w("instrText"), w("delInstrText")):
                self._instruct(element.text or "")
            elif tag == w("ruby"):
                reading = "".join(each.text or "" for each in _found(element, "rt").iter(w("t")))
                for piece in self._pieces(_found(element, "rubyBase"), tracks, names, looks, boxes):
                    yield replace(piece, reading=reading)
            elif tag == f"{_MC}AlternateContent":
                yield from self._run(_chosen(element), tracks, names, looks, boxes)
            elif text := self._text(element, tag):
                if tag in (w("drawing"), w("pict"), w("object")):
                    held = list(element.iter(w("txbxContent")))
                    boxes += held
                    if not held:
                        yield replace(self._piece(text, tracks, look), picture=self._picture(element))
                else:
                    yield self._piece(text, tracks, look)
            else:
                self.anchors.see(element)

    def _picture(self, drawing: etree._Element) -> str:
        """The digests of the pictures in a drawing (20.1.8.13, and of VML Part 4, 19.1.2.11)."""
        names = (
            each.get(f"{_R}{name}", "")
            for each in drawing.iter("*")
            for name in ("embed", "id")
            if str(each.tag).endswith(("}blip", "}imagedata"))
        )
        return " ".join(self._pictures[name] for name in names if name in self._pictures)

    def _text(self, element: etree._Element, tag: str) -> str:
        if self._fields and not all(field.shown for field in self._fields):
            return ""
        if tag in (w("t"), w("delText")):
            return element.text or ""
        if tag == w("br"):
            return "\n" if element.get(w("type"), "textWrapping") == "textWrapping" else ""
        if tag == w("sym"):
            return _symbol(element)
        return _SIGNS.get(tag, "")

    def _piece(self, text: str, tracks: Tracks, look: frozenset[str] = frozenset()) -> Piece:
        """Text with the field whose result it is: the outermost one that is open, once its instruction is known."""
        field = next((each for each in self._fields if each.name not in _TRANSPARENT), None)
        return Piece(text, tracks, " ".join(field.instruction.split()) if field and field.shown else "", look)

    # Fields (17.16.18)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1] = replace(self._fields[-1], shown=True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].shown:
            self._fields[-1] = replace(self._fields[-1], instruction=self._fields[-1].instruction + text)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The first of the forms in which something stands (Part 3, 9): the others say the same once more."""
    return next(alternate.iterchildren("*"), alternate)


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, also those in controls and marks."""
    for element in parent.iterchildren("*"):
        if element.tag == wanted:
            yield element
        elif element.tag in _AROUND or element.tag in KINDS:
            yield from _inside(element, wanted)


def _found(element: etree._Element, name: str) -> etree._Element:
    found = element.find(w(name))
    return element if found is None else found


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font; those in the private area stand for one of the first 256 (17.3.3.30)."""
    code = int(element.get(w("char"), "0") or "0", 16)
    return chr(code - 0xF000 if 0xF000 <= code < 0xF100 else code) if code else ""
