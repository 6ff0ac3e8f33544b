"""The text that a document's paragraphs print, in the pieces in which a page shows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import is_on, w

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK, _CHOICE = f"{_MC}Fallback", f"{_MC}Choice"
# What parts two pieces: something that is no text, or is painted elsewhere.
_BETWEEN = tuple(
    map(w, ("tab", "br", "cr", "sym", "noBreakHyphen", "footnoteReference", "drawing", "pict", "fldChar"))
)
_MARGINS = {w("hdr"): "ヘッダー", w("ftr"): "フッター"}
_CONTENTS = re.compile(r"toc (\d)|table of figures")


@dataclass(frozen=True)
class Text:
    """A paragraph: the bookmark before it, its text in pieces without blanks, and the part of the template that decides
    how much room it has, where that is a part of its own: a header, or the style of a line of contents."""

    near: str
    pieces: tuple[str, ...]
    part: str = ""
    afloat: bool = False  # painted in any order among the rest of its page: in a header, a box or a frame
    read: bool = False  # furigana stand over some of it, so that it comes in many short pieces

    @property
    def whole(self) -> str:
        return "".join(self.pieces)


@dataclass(frozen=True)
class TextStyles:
    """The facts of styles that decide of text: the names of styles by id, and the ids of those that hide it (17.3.2.41)."""

    names: Mapping[str, str]
    hiding: Collection[str]


def read_text_styles(styles: etree._Element) -> TextStyles:
    """Read a styles part."""
    every = {each.get(w("styleId"), ""): each for each in styles.findall(w("style"))}
    named = {identity: style.find(w("name")) for identity, style in every.items()}
    return TextStyles(
        {identity: name.get(w("val"), "") for identity, name in named.items() if name is not None},
        frozenset(identity for identity, style in every.items() if _hides(style.find(w("rPr")))),
    )


def texts_of(
    story: etree._Element, names: Mapping[str, str], styles: TextStyles, near: str = ""
) -> Iterator[Text]:
    """The paragraphs of a story that print something; `near` is the bookmark before the first of them.

    `names` has the document's own name of each bookmark. A box is a paragraph of its own, and is so once.
    """
    skipped, afloat = frozenset(_not_printed(story)), frozenset(_afloat(story))
    margin = _MARGINS.get(str(story.tag), "")
    for paragraph in story.iter(w("p")):
        near = last_bookmark(paragraph, names) or near
        style = _style_of(paragraph)
        if style not in styles.hiding and (pieces := _pieces(paragraph, styles.hiding, skipped)):
            part = margin or _contents_style(styles.names.get(style, ""))
            read = next(paragraph.iter(w("rt")), None) is not None
            yield Text(near, pieces, part, bool(margin) or paragraph in afloat, read)


def text_of(element: etree._Element) -> str:
    """The printed text of an element, without blanks."""
    skipped = frozenset(_said_again(element))
    texts = (each for each in element.iter(w("t")) if each not in skipped and not _is_hidden(each, ()))
    return "".join("".join(each.text or "" for each in texts).split())


def last_bookmark(element: etree._Element, names: Mapping[str, str]) -> str:
    """The document's own name of the last of its bookmarks in an element."""
    starts = [each.get(w("name"), "") for each in element.iter(w("bookmarkStart"))]
    return next((names[name] for name in reversed(starts) if name in names), "")


def _pieces(
    paragraph: etree._Element, hiding: Collection[str], skipped: Collection[etree._Element]
) -> tuple[str, ...]:
    """A paragraph's own text: not that of boxes in it, which are paragraphs too, nor that of fields of the page."""
    holds_others = next(paragraph.iterdescendants(w("p")), None) is not None
    pieces, fields, beside = [""], 0, ""
    for each in paragraph.iter(w("t"), *_BETWEEN):
        if holds_others and next(each.iterancestors(w("p"))) is not paragraph:
            continue
        if each.tag != w("t") or each in skipped:
            pieces.append("")
            fields += {"begin": 1, "end": -1}.get(each.get(w("fldCharType"), ""), 0)
            continue
        before, beside = beside, _ruby_part(each)
        if beside != before:
            pieces.append("")
        if not fields and not _is_hidden(each, hiding):
            pieces[-1] += "".join((each.text or "").split())
    return tuple(piece for piece in pieces if piece)


def _afloat(story: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of boxes, of tables that text flows around (17.4.57), and of frames (17.3.1.11)."""
    for each in story.iter(w("txbxContent"), w("tblpPr"), w("framePr")):
        around = each if each.tag == w("txbxContent") else each.getparent().getparent()  # type: ignore[union-attr]
        yield from around.iter(w("p"))  # type: ignore[union-attr]


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _contents_style(name: str) -> str:
    """The style of a line of contents, as Japanese Word calls it."""
    found = _CONTENTS.fullmatch(name)
    return f"スタイル「{f'目次 {found[1]}' if found[1] else '図表目次'}」" if found else ""


def _ruby_part(text: etree._Element) -> str:
    """Whether a text is a reading, or stands under one: pages show the two apart (17.3.3.25)."""
    run = text.getparent()
    around = run.getparent() if run is not None else None
    return str(around.tag) if around is not None and around.tag in (w("rt"), w("rubyBase")) else ""


def _not_printed(story: etree._Element) -> Iterator[etree._Element]:
    """The last texts of fields of the page, where pages show something else, and texts said again."""
    for field in story.iter(w("fldSimple")):
        yield from field.iter(w("t"))
    yield from _said_again(story)


def _said_again(element: etree._Element) -> Iterator[etree._Element]:
    """Text for programs that don't know boxes, where it stands in a box too (ECMA-376 Part 3, 7.6)."""
    for fallback in element.iter(_FALLBACK):
        around = fallback.getparent()
        if around is not None and around.find(f"{_CHOICE}//{w('t')}") is not None:
            yield from fallback.iter(w("t"))


def _is_hidden(text: etree._Element, hiding: Collection[str]) -> bool:
    run = text.getparent()
    properties = run.find(w("rPr")) if run is not None else None
    if properties is None:
        return False
    if properties.find(w("vanish")) is not None:
        return _hides(properties)
    style = properties.find(w("rStyle"))
    return style is not None and style.get(w("val")) in hiding


def _hides(properties: etree._Element | None) -> bool:
    vanish = properties.find(w("vanish")) if properties is not None else None
    return is_on(vanish)
