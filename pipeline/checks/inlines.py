"""Reads what stands in a paragraph: runs and their text, fields, links, notes, ruby, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile

from .charts import C
from .drawings import is_flat, is_silent, lacks_words, own
from .names import MC, PIC, VAL, WP, A, Element, R, V, all_w, child, w, whole
from .story import Item, Kind, Picture, Slip
from .tracking import Tracker

# Elements that only wrap others; what is deleted (w:del, w:moveFrom) is left out by not standing here.
TRANSPARENT = frozenset(all_w("ins moveTo smartTag customXml sdtContent dir bdo rubyBase"))
OFF = ("0", "false", "off")
_TEXT, _PROPERTIES, _STYLE, _LAYOUT, _ALIGNED = all_w("t rPr rStyle eastAsianLayout vertAlign")
_ID, _NAME, _FIELD_KIND, _DIRTY, _VERTICAL = all_w("id name fldCharType dirty vert")
_RAISED = {"superscript": "上付き", "subscript": "下付き"}


class Line:
    """The paragraph that is being read: its index, its items and its text."""

    def __init__(self, index: int, items: list[Item]) -> None:
        self.index = index
        self.items = items
        self.text: list[str] = []


class InlineReader:
    """Adds to `line` what stands in a paragraph; `read_box` reads the paragraphs of a text box."""

    def __init__(self, tracker: Tracker, read_box: Callable[[Element], None]) -> None:
        self.tracker = tracker
        self.line = Line(0, [])
        self.pictures: list[Picture] = []
        self.watermarks: list[str] = []
        self._read_box = read_box
        self._style = ""
        self._raised = ""
        self._handlers: Mapping[object, Callable[[Element], None]] = {
            w("r"): self._run,
            w("t"): lambda element: self._show(element.text or ""),
            w("tab"): lambda element: self._show("\t"),
            w("ptab"): lambda element: self._show("\t"),
            w("cr"): lambda element: self._show("\n"),
            w("noBreakHyphen"): lambda element: self._show("‑"),
            w("sym"): lambda element: self._show("□"),
            w("br"): self._break,
            w("instrText"): lambda element: self.tracker.code(element.text or "", self.line.index),
            w("fldChar"): self._field_character,
            w("fldSimple"): self._simple_field,
            w("hyperlink"): self._hyperlink,
            w("bookmarkStart"): self.mark,
            w("bookmarkEnd"): self.unmark,
            w("footnoteReference"): self._footnote,
            w("endnoteReference"): lambda element: self._add(Kind.ENDNOTE, element.get(_ID, "")),
            w("footnoteRef"): lambda element: self._add(Kind.NOTE_MARK),
            w("endnoteRef"): lambda element: self._add(Kind.NOTE_MARK),
            w("commentReference"): lambda element: self._add(Kind.COMMENT, element.get(_ID, "")),
            w("drawing"): self._drawing,
            w("pict"): self._vml,
            w("object"): self._vml,
            w("ruby"): self._ruby,
            w("sdt"): lambda element: self.read(child(element, "sdtContent")),
            MC + "AlternateContent": lambda element: self.read(choice(element)),
            **dict.fromkeys(TRANSPARENT, self.read),
        }

    def read(self, parent: Element | None) -> None:
        """Everything inside `parent`, in order."""
        if parent is None:
            return
        for element in parent:
            handler = self._handlers.get(element.tag)
            if handler is not None:
                handler(element)

    def _add(self, kind: Kind, text: str = "", number: int = -1) -> None:
        self.line.items.append(Item(kind, text, number))

    def _run(self, element: Element) -> None:
        """Its properties come first (docx.child-order); nearly all the rest is text."""
        self._style = self._raised = ""
        for each in element:
            tag = each.tag
            if tag == _TEXT:
                self._show(each.text or "")
            elif tag == _PROPERTIES:
                self._style, self._raised = _look(each)
            elif (handler := self._handlers.get(tag)) is not None:
                handler(each)

    def _show(self, text: str) -> None:
        line, tracker = self.line, self.tracker
        if tracker.is_open:
            if tracker.hides(text, line.index):
                return
            tracker.show(text)
        line.items.append(Item(Kind.TEXT, text, -1, self._style, self._raised))
        line.text.append(text)

    def _break(self, element: Element) -> None:
        kind = element.get(w("type"), "textWrapping")
        if kind == "textWrapping":
            self._show("\n")
        else:
            self._add(Kind.BREAK, kind)

    def _ruby(self, element: Element) -> None:
        base, reading = child(element, "rubyBase"), child(element, "rt")
        above = "" if reading is None else "".join(each.text or "" for each in reading.iter(w("t")))
        beneath = "" if base is None else "".join(each.text or "" for each in base.iter(w("t")))
        self._add(Kind.RUBY, above, len(beneath))
        self.read(base)

    def _footnote(self, element: Element) -> None:
        self._add(Kind.FOOTNOTE, element.get(_ID, ""))
        self.tracker.footnote(element.get(_ID, ""))

    def _hyperlink(self, element: Element) -> None:
        anchor = element.get(w("anchor"))
        self._add(Kind.LINK, f"#{anchor}" if anchor else element.get(f"{R}id", ""))
        self.read(element)
        self._add(Kind.UNLINK)

    # fields and bookmarks

    def _field_character(self, element: Element) -> None:
        kind, here = element.get(_FIELD_KIND), self.line.index
        if kind == "begin":
            self._begin(element)
        elif kind == "separate":
            self._step(Kind.RESULT, self.tracker.separate(here))
        else:
            self._step(Kind.END, self.tracker.end(here))

    def _begin(self, element: Element) -> None:
        dirty = element.get(_DIRTY, "0") not in OFF
        self._add(Kind.FIELD, number=self.tracker.begin(self.line.index, dirty))

    def _step(self, kind: Kind, index: int | None) -> None:
        if index is not None:
            self._add(kind, number=index)

    def _simple_field(self, element: Element) -> None:
        here = self.line.index
        self._begin(element)
        self.tracker.code(element.get(w("instr"), ""), here)
        self._step(Kind.RESULT, self.tracker.separate(here))
        self.read(element)
        self._step(Kind.END, self.tracker.end(here))

    def mark(self, element: Element) -> None:
        """The start of a bookmark."""
        name = element.get(_NAME, "")
        self.tracker.mark(element.get(_ID, ""), name, self.line.index)
        self._add(Kind.MARK, name)

    def unmark(self, element: Element) -> None:
        """The end of a bookmark."""
        name = self.tracker.unmark(element.get(_ID, ""), self.line.index)
        if name is not None:
            self._add(Kind.UNMARK, name)

    # pictures and text boxes

    def _drawing(self, element: Element) -> None:
        for holder in element.iter(f"{WP}inline", f"{WP}anchor"):
            self._picture(holder)
        self._boxes(element)

    def _picture(self, holder: Element) -> None:
        properties, extent = holder.find(f"{WP}docPr"), holder.find(f"{WP}extent")
        if properties is None:
            self.tracker.slips.append(
                Slip("docx.picture-alt", self.line.index, "図に代替テキストがありません")
            )
            return
        blips = own(holder, f"{A}blip")
        images = tuple(each.get(f"{R}embed") or each.get(f"{R}link") or "" for each in blips)
        if not images and own(holder, f"{PIC}pic"):
            images = ("",)
        width, height = (
            (0, 0) if extent is None else (whole(extent.get("cx")) or 0, whole(extent.get("cy")) or 0)
        )
        self._add(Kind.PICTURE, number=len(self.pictures))
        self.pictures.append(
            Picture(
                id=properties.get("id", ""),
                alt=properties.get("descr", "") or properties.get("title", ""),
                width=width,
                height=height,
                embed=images,
                paragraph=self.line.index,
                silent=is_silent(holder, properties),
                flat=is_flat(holder),
                chart=next((each.get(f"{R}id", "") for each in own(holder, f"{C}chart")), ""),
            )
        )
        self.tracker.hold_object()

    def _vml(self, element: Element) -> None:
        # A shape type has a text path as well, without a text.
        self.watermarks += [text for each in element.iter(f"{V}textpath") if (text := each.get("string"))]
        if any(map(lacks_words, element)):
            self.tracker.slips.append(
                Slip("docx.picture-alt", self.line.index, "図形に代替テキストがありません")
            )
        self.tracker.hold_object()
        self._boxes(element)

    def _boxes(self, element: Element) -> None:
        for box in element.iter(w("txbxContent")):
            if not _is_inside_another(box, element):
                self._read_box(box)


def choice(element: Element) -> Element | None:
    """The alternative for readers that know the newer markup: the first mc:Choice, else the fallback."""
    found = element.find(f"{MC}Choice")
    return element.find(f"{MC}Fallback") if found is None else found


def _is_inside_another(box: Element, top: Element) -> bool:
    """Whether a text box stands in an mc:Fallback or in another text box beneath `top`."""
    around = takewhile(lambda above: above is not top, box.iterancestors())
    return any(above.tag in (f"{MC}Fallback", w("txbxContent")) for above in around)


def _look(properties: Element) -> tuple[str, str]:
    """The run's character style, as which 縦中横 (upright figures in vertical text) counts, and whether it is raised."""
    style, aligned, upright = "", None, False
    for each in properties:
        tag = each.tag
        if tag == _LAYOUT:
            upright |= each.get(_VERTICAL, "0") not in OFF
        elif tag == _STYLE:
            style = each.get(VAL, "")
        elif tag == _ALIGNED and aligned is None:
            aligned = each.get(VAL, "")
    return "縦中横" if upright else style, _RAISED.get(aligned or "", "")
