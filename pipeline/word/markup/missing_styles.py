"""Styles that a document uses and its template lacks, told with the text that needs each.

Only what is written says which styles a document needs. A style that is not there is asked for by a mark in the place of
its id, and once all is written the marks are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model.content import DocumentContent, paragraphs_of
from pipeline.model.reference_text import shown_text
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.oxml import DECLARATIONS

# Noncharacters, as around the names of slots: no id of a style has them.
_BEGIN, _END = "\ufdd2", "\ufdd3"
_MARK = re.compile(f"{_BEGIN}(.*?) (.*?){_END}")
_LABELS = {"paragraph": "段落の様式", "character": "文字の様式", "table": "表の様式"}
_HINT = "様式の名前を変えたときは元に戻し、消したときは元のテンプレートから写してください"
_SHOWN = 12  # characters of the text that needs a style


def mark(kind: str, name: str) -> str:
    """The mark that stands for the id of a missing style."""
    return f"{_BEGIN}{kind} {name}{_END}"


def lacking_styles(
    body: bytes, notes: Sequence[str], content: DocumentContent, file: str
) -> Iterator[Problem]:
    """One problem for each kind of style that a document's body or its footnotes need; `file` is the template's."""
    if _BEGIN.encode() not in body and not any(_BEGIN in note for note in notes):
        return
    of_notes = f"<w:footnotes {DECLARATIONS}>{''.join(notes)}</w:footnotes>".encode()
    places = _places(content)
    needed: dict[str, dict[str, str]] = {}
    for root in (etree.fromstring(body), etree.fromstring(of_notes)):
        for kind, name, holder, before in _uses(root):
            needed.setdefault(kind, {}).setdefault(name, _where(holder, before, places))
    yield from (missing_styles(file, kind, names) for kind, names in needed.items())


def missing_styles(file: str, kind: str, names: Mapping[str, str]) -> Problem:
    """The problem of styles that a template lacks; `names` has what needs each."""
    return Problem(
        Location(file),
        Code.TEMPLATE_STYLE,
        f"{_LABELS[kind]}がありません: {'、'.join(names)}",
        "\n    ".join((_HINT, *(f"「{name}」の要る所: {where}" for name, where in names.items()))),
    )


def _uses(root: etree._Element) -> Iterator[tuple[str, str, etree._Element, str]]:
    """Kind and name of each style that is marked, the paragraph or the table that asks for it, and the bookmark before a table."""
    before = ""
    for element in root.iter(w("bookmarkStart"), w("pStyle"), w("rStyle"), w("tblStyle")):
        before = element.get(w("name"), before)
        if found := _MARK.fullmatch(element.get(w("val"), "")):
            holder = next(element.iterancestors(w("p"), w("tbl")))
            yield found[1], found[2], holder, before if holder.tag == w("tbl") else ""


def _where(holder: etree._Element, before: str, places: Mapping[str, Location]) -> str:
    """The beginning of what a paragraph or a table says, and its place, or that of what has a bookmark in it or `before` it."""
    text = next(filter(None, map(_text_of, holder.iter(w("p")))), "")
    marks = (mark.get(w("name"), "") for mark in holder.iter(w("bookmarkStart")))
    place = next((places[each] for each in (before, text, *marks) if each in places), None)
    shown = f"「{text[:_SHOWN]}…」" if len(text) > _SHOWN else f"「{text}」"
    return f"{place} {shown}" if place else shown


def _places(content: DocumentContent) -> dict[str, Location]:
    """Locations of things, by their bookmarks and by what paragraphs say without blanks; of what is gone, in the earlier
    version."""
    places = {
        bookmark: target.location
        for target in content.targets.values()
        for bookmark in (target.bookmark, target.title_bookmark)
    }
    for paragraph in (each for slot in content.slots.values() for each in paragraphs_of(slot)):
        if paragraph.location:
            places.setdefault(_squeezed(shown_text(paragraph.content, content.targets)), paragraph.location)
    return {**_places(content.tracked.before), **places} if content.tracked else places


def _text_of(paragraph: etree._Element) -> str:
    """A paragraph's present and deleted text, without its furigana."""
    texts = paragraph.iter(w("t"), w("delText"))
    return _squeezed(
        "".join(each.text or "" for each in texts if next(each.iterancestors(w("rt")), None) is None)
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())
