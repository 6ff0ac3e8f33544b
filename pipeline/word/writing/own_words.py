"""Furigana over the template's own words: the plan's name on the cover, heads of a sheet, 目次."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.inlines import Inlines, Ruby, plain_text, walk_inlines
from pipeline.model.xml_names import w
from pipeline.word.markup.oxml import DECLARATIONS, ruby_run
from pipeline.word.markup.styles import RUBY_LINE, Styles, value_of
from pipeline.word.markup.text import markup_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class _Over:
    """A reading over a part of a text, by places in it without its blanks."""

    start: int
    end: int
    reading: str


def squeezed(text: str) -> str:
    """A text without blanks: how wide a title is set, and where its lines end, is no part of what it says."""
    return "".join(text.split())


def put_readings(body: etree._Element, own_words: Mapping[str, Inlines], styles: Styles) -> None:
    """Set the paragraphs of a body whose slots are not filled yet as `own_words` has them, by their texts without blanks."""
    names = {identity: name for (kind, name), identity in styles.ids.items() if kind == "paragraph"}
    for paragraph in body.iter(w("p")):
        shown = own_words.get(squeezed("".join(each.text or "" for each in paragraph.iter(w("t")))))
        if shown is None:
            continue
        name = names.get(value_of(paragraph, f"{w('pPr')}/{w('pStyle')}"), "Normal")
        spans = list(_spans(shown))
        sizes = []
        at = 0
        for text in list(paragraph.iter(w("t"))):
            length = len(squeezed(text.text or ""))
            own = [each for each in spans if at <= each.start and each.end <= at + length]
            if own:
                sizes.append(
                    _set(text, [_Over(o.start - at, o.end - at, o.reading) for o in own], styles, name)
                )
            at += length
        if sizes:
            _make_room(paragraph, RUBY_LINE * max(sizes))


def _spans(content: Inlines) -> Iterator[_Over]:
    at = 0
    for inline in content:
        length = len(squeezed(plain_text((inline,))))
        if isinstance(inline, Ruby):
            yield _Over(at, at + length, inline.reading)
        elif any(isinstance(each, Ruby) for each in walk_inlines((inline,))):
            raise AssertionError("a template's own words come as text and furigana alone")
        at += length


def _set(text: etree._Element, spans: Sequence[_Over], styles: Styles, name: str) -> int:
    """Part the run of a text where furigana begin and end; the size of its text in half-points is returned."""
    run = text.getparent()
    assert run is not None
    properties = run.find(w("rPr"))
    size = int(value_of(run, f"{w('rPr')}/{w('sz')}") or 0) or styles.sizes[name]
    behind = list(text.itersiblings())
    written = text.text or ""
    # Where each character stands that is no blank.
    places = [index for index, character in enumerate(written) if not character.isspace()]
    pieces: list[etree._Element] = []
    begin = 0
    for span in spans:
        start, end = places[span.start], places[span.end - 1] + 1
        pieces += _plain(written[begin:start], properties)
        own = "" if properties is None else markup_of(properties)
        pieces.append(_element(ruby_run(written[start:end], span.reading, size, own)))
        begin = end
    pieces += _plain(written[begin:], properties)
    if behind:
        rest = etree.Element(w("r"))
        if properties is not None:
            rest.append(deepcopy(properties))
        rest.extend(behind)
        pieces.append(rest)
    run.remove(text)
    before = run
    for piece in pieces:
        before.addnext(piece)
        before = piece
    return size


def _plain(text: str, properties: etree._Element | None) -> list[etree._Element]:
    if not text:
        return []
    run = etree.Element(w("r"))
    if properties is not None:
        run.append(deepcopy(properties))
    shown = etree.SubElement(run, w("t"), {_SPACE: "preserve"})
    shown.text = text
    return [run]


def _element(markup: str) -> etree._Element:
    return etree.fromstring(f"<w:p {DECLARATIONS}>{markup}</w:p>".encode())[0]


def _make_room(paragraph: etree._Element, height: int) -> None:
    """A paragraph with a line height of its own gets what its furigana need."""
    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    if spacing is None or spacing.get(w("lineRule"), "auto") == "auto":
        return
    if int(spacing.get(w("line")) or height) < height:
        spacing.set(w("line"), str(height))
