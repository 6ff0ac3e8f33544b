"""The tags of a finished PDF: what LibreOffice leaves out of PDF/UA-1 (ISO 14289-1), though it declares it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.frozen import dataclass
from pipeline.layout.chart_tags import described_charts
from pipeline.layout.copy import ROW_HEAD
from pipeline.layout.elements import Element, box_of, kids_of, read_elements
from pipeline.layout.table_tags import make_figures, make_groups

# What PDF knows as types of its own (PDF 32000-1, 14.8.4): nobody may give them another meaning (7.1).
_NAMES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody"
    " Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP"
    " Figure Formula Form"
)
STANDARD = frozenset(_NAMES.split())
# What may be empty: a table has cells without text.
_FRAMES = frozenset(("/Table", "/TR", "/TH", "/TD"))
_MARK = re.compile(rb"\bB[DM]C\b|\bEMC\b")
_PAINTS = re.compile(rb"(?<![\w/#.*])(?:S|s|f\*?|F|B\*?|b\*?|Do|sh)(?![\w*])")
_PICTURE = re.compile(rb"[\d.]+ 0 0 [\d.]+ (-?[\d.]+) (-?[\d.]+) cm\s*/\w+ Do")
# Where a line or an area begins.
_POINT = re.compile(rb"(?<![\d.-])(-?[\d.]+) (-?[\d.]+) m\b")
_ARTIFACT = b"/Artifact BMC"
_MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC((?:(?!\bEMC\b).)*)", re.DOTALL)
_TEXT = re.compile(rb"\b(?:BT|ET)\b")
_PRINTED = 4  # the flag of an annotation that stands on paper, too (12.5.3)
_NEAR = 2.0  # points by which a link may reach beyond its text


def complete_tags(
    document: pikepdf.Pdf, pdf: bytes, drawn: Sequence[str] = (), charts: Sequence[Sequence[str]] = ()
) -> None:
    """Mend the tags of a PDF that was read from `pdf`: standard types, notes, links, empty paragraphs, rules. `drawn` are the
    descriptions of drawings that are tables in Word, `charts` those of charts, by paragraph."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        return
    root = read_elements(tree)
    elements = list(root.elements)
    make_figures(elements, drawn)
    make_groups(elements)
    drawn_charts = list(described_charts(elements, charts))
    _scope_row_heads(elements)
    _keep_standard_types(tree, elements)
    _hide_undescribed(document, tree, elements)
    _drop_empty(root, {str(name): str(role) for name, role in tree.get("/RoleMap", {}).items()})
    elements = list(root.elements)
    _name_notes(document, tree, [each.object for each in elements if each.kind == "/Note"])
    parents = _parents(tree)
    _tag_links(_Links(document, parents), elements, pdf)
    pictures = [each.object for each in elements if each.kind == "/Figure" and not each.children]
    for page in document.pages:
        for annotation in page.get("/Annots", []):
            annotation.F = int(annotation.get("/F", 0)) | _PRINTED
        own = [each for each in pictures if "/Pg" in each and each.Pg.objgen == page.objgen]
        shown = [each for each in drawn_charts if each.Pg.objgen == page.objgen]
        content = page.Contents.read_bytes()
        if (marked := all_marked(content, _Pictures(own, shown, parents, page).opening)) != content:
            page.Contents.write(marked)
    pairs = [item for key in sorted(parents) for item in (key, parents[key])]
    tree.ParentTree.Nums = pikepdf.Array(pairs)
    tree.ParentTreeNextKey = max(parents, default=-1) + 1


def all_marked(content: bytes, opening: Callable[[bytes], bytes] = lambda painted: _ARTIFACT) -> bytes:
    """A page's content with what is painted outside all marks marked, too: as the `opening` says, rules and borders as
    artifacts (14.8.2.2)."""
    pieces: list[bytes] = []
    depth = begin = 0
    for mark in _MARK.finditer(content):
        if mark.group() == b"EMC":
            depth -= 1
            if depth == 0:
                pieces.append(_renamed(content[begin : mark.end()], opening))
                begin = mark.end()
            continue
        if depth == 0:
            start = _start_of_operands(content, mark.start(), begin)
            pieces.append(_marked(content[begin:start], opening))
            begin = start
        depth += 1
    return b"".join([*pieces, _marked(content[begin:], opening)])


def _start_of_operands(content: bytes, operator: int, least: int) -> int:
    """The beginning of the operands of BDC or BMC: that of their line."""
    return max(content.rfind(b"\n", least, operator) + 1, least)


def _renamed(marked: bytes, opening: Callable[[bytes], bytes]) -> bytes:
    """A marked piece; LibreOffice calls pictures artifacts that stand in a line of text."""
    if marked.startswith(_ARTIFACT) and _PICTURE.search(marked):
        return opening(marked) + marked[len(_ARTIFACT) :]
    return marked


def _marked(content: bytes, opening: Callable[[bytes], bytes]) -> bytes:
    if not _PAINTS.search(content) or _TEXT.search(content):
        return content
    return b"\n" + opening(content) + b"\n" + content.strip() + b"\nEMC\n"


@dataclass
class _Pictures:
    """The figures of a page that know their box and not what is painted there: pictures, and charts with their words."""

    figures: list[pikepdf.Object]
    charts: list[pikepdf.Object]
    parents: dict[int, pikepdf.Object]
    page: pikepdf.Page

    def opening(self, painted: bytes) -> bytes:
        """The mark for what is painted: as the content of the figure in whose box a picture stands, or as an artifact."""
        for picture in _PICTURE.finditer(painted):
            left, bottom = map(float, picture.groups())
            for figure in self.figures:
                box = box_of(figure)
                if box and abs(box[0] - left) < _NEAR and abs(box[1] - bottom) < _NEAR:
                    self.figures.remove(figure)
                    return self._mark(figure)
        points = [(float(x), float(y)) for x, y in _POINT.findall(painted)]
        for chart in self.charts if points else ():
            left, bottom, right, top = box_of(chart)
            if all(
                left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR for x, y in points
            ):
                return self._mark(chart)
        return _ARTIFACT

    def _mark(self, figure: pikepdf.Object) -> bytes:
        row = self._row()
        number = len(row)
        row.append(figure)
        figure.K = pikepdf.Array([*kids_of(figure), number])
        return b"/Figure<</MCID %d>>BDC" % number

    def _row(self) -> pikepdf.Object:
        """The elements of the page's marks (14.7.4.4); a page on which nothing but a figure stands has none yet."""
        if "/StructParents" not in self.page.obj:
            self.page.obj.StructParents = max(self.parents, default=-1) + 1
            self.parents[int(self.page.obj.StructParents)] = pikepdf.Array()
        return self.parents[int(self.page.obj.StructParents)]


def _scope_row_heads(elements: Iterable[Element]) -> None:
    """LibreOffice says of every header cell that it heads a column; those of our style head a row (14.8.5.7)."""
    for element in elements:
        if element.kind == f"/{ROW_HEAD}":
            attributes = element.object.P.get("/A")
            for each in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
                if isinstance(each, pikepdf.Dictionary) and each.get("/O") == "/Table":
                    each.Scope = pikepdf.Name.Row


def _keep_standard_types(tree: pikepdf.Object, elements: Iterable[Element]) -> None:
    """A paragraph style called Quote is no type of its own: its paragraphs are what the style stands for."""
    roles: Any = tree.get("/RoleMap", {})
    other = {
        str(name): str(role)
        for name, role in roles.items()
        if str(name)[1:] in STANDARD and str(name) != str(role)
    }
    for element in elements:
        if element.kind in other:
            element.become(other[element.kind])
    for name in other:
        del roles[name]


def _hide_undescribed(document: pikepdf.Pdf, tree: pikepdf.Object, elements: Iterable[Element]) -> None:
    """Drawings that nothing is said of are artifacts (7.1, 7.3): lines, frames of text boxes, what is decorative. All others
    have a description, or the template is refused. What is written in one stays text."""
    silent = [each for each in elements if each.kind == "/Figure" and each.is_silent and each.children]
    if not silent:
        return
    parents = _parents(tree)
    for page in document.pages:
        own = [each for each in silent if "/Pg" in each.object and each.object.Pg.objgen == page.objgen]
        marks = {int(mark): each for each in own for mark in each.rest if isinstance(mark, int)}
        if marks:
            _hide_marks(page, marks, parents[int(page.StructParents)])
    for each in silent:
        each.become("/Div" if len(each.rest) < len(each.children) else "/P")


def _parents(tree: pikepdf.Object) -> dict[int, pikepdf.Object]:
    """The parent tree (14.7.4.4): by key the elements of a page's marks, or the one of an annotation."""
    numbers = list(tree.ParentTree.get("/Nums", []))
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def _hide_marks(page: pikepdf.Page, marks: Mapping[int, Element], row: pikepdf.Object) -> None:
    """Turn marked content without text into artifacts; `marks` are the elements that own it, `row` the page's parent tree."""

    def renamed(marked: re.Match[bytes]) -> bytes:
        mark, content = int(marked[1]), marked[2]
        element = marks.get(mark)
        if element is None:
            return marked[0]
        if _TEXT.search(content):
            return b"/P<</MCID %d>>BDC" % mark + content
        element.keep([each for each in element.children if isinstance(each, Element) or each != mark])
        row[mark] = None
        return _ARTIFACT + content

    page.Contents.write(_MARKED.sub(renamed, page.Contents.read_bytes()))


def _drop_empty(element: Element, roles: Mapping[str, str]) -> bool:
    """Take what holds nothing away from an element; whether it holds something itself then."""
    element.keep(
        [each for each in element.children if not isinstance(each, Element) or _drop_empty(each, roles)]
    )
    full = bool(element.children) or roles.get(element.kind, element.kind) in _FRAMES
    return full or not element.is_silent


def _name_notes(document: pikepdf.Pdf, tree: pikepdf.Object, notes: Sequence[pikepdf.Object]) -> None:
    """Each note has a name of its own (7.9), by which it is found (14.7.2)."""
    names = [f"note{number:06}" for number in range(1, len(notes) + 1)]
    for note, name in zip(notes, names, strict=True):
        note.ID = pikepdf.String(name)
    if notes:
        pairs = [
            item for name, note in zip(names, notes, strict=True) for item in (pikepdf.String(name), note)
        ]
        tree.IDTree = document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(pairs)))


@dataclass
class _Links:
    """The links of a document that belong to no text yet; `parents` is its parent tree by key (14.7.4.4)."""

    document: pikepdf.Pdf
    parents: dict[int, pikepdf.Object]

    def tag(self, page: pikepdf.Page, annotation: pikepdf.Object, mark: int) -> None:
        """Put the marked text that an annotation stands on, and the annotation, into a Link (7.18.5)."""
        row = self.parents[int(page.StructParents)]
        around = row[mark]
        link = self.document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Link, P=around, Pg=page.obj)
        )
        reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=annotation, Pg=page.obj)
        link.K = pikepdf.Array([mark, reference])
        around.K = pikepdf.Array([link if each == mark else each for each in kids_of(around)])
        row[mark] = link
        annotation.StructParent = key = max(self.parents) + 1
        self.parents[key] = link


def _tag_links(links: _Links, elements: Iterable[Element], pdf: bytes) -> None:
    tagged = [each for each in elements if each.kind in ("/Link", "/Reference")]
    owned = {each.Obj.objgen for element in tagged for each in element.rest if _is_object(each)}
    with pdfium.PdfDocument(pdf) as drawn:
        for index, page in enumerate(links.document.pages):
            loose = [each for each in page.get("/Annots", []) if each.objgen not in owned]
            places = _marked_places(drawn[index]) if loose else {}
            for annotation in loose:
                left, bottom, right, top = map(float, annotation.Rect)
                inside = (
                    mark
                    for mark, (x, y, x2, y2) in places.items()
                    if x >= left - _NEAR and x2 <= right + _NEAR and (bottom < (y + y2) / 2 < top)
                )
                if (mark := next(inside, None)) is not None:
                    links.tag(page, annotation, mark)


def _marked_places(page: pdfium.PdfPage) -> dict[int, tuple[float, float, float, float]]:
    """Places of a page's marked texts: left, bottom, right, top in points."""
    places: dict[int, tuple[float, float, float, float]] = {}
    for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(each)
        left, bottom, right, top = each.get_bounds()
        if mark in places:
            x, y, x2, y2 = places[mark]
            left, bottom, right, top = min(left, x), min(bottom, y), max(right, x2), max(top, y2)
        if mark >= 0:
            places[mark] = (left, bottom, right, top)
    return places


def _is_object(node: object) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get("/Type") == pikepdf.Name.OBJR
