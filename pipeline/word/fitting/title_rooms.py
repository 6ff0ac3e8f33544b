"""The styles of titles whose lines may end anywhere, and where they begin."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.model.content import TitleRoom
from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS, DIVISION_HEADING, UNNUMBERED_HEADINGS
from pipeline.model.inlines import Role
from pipeline.model.xml_names import w
from pipeline.word.markup.styles import ancestry, value_of
from pipeline.word.template.template import Template

_TITLES = frozenset(
    (
        DIVISION_HEADING,
        *BODY_HEADINGS,
        *APPENDIX_HEADINGS,
        *UNNUMBERED_HEADINGS,
        Role.CAPTION,
        Role.SHEET_POLICY,
        Role.SHEET_DIRECTION,
        Role.SHEET_MEASURE,
        Role.TERM,
    )
)
_NUMBERING = "word/numbering.xml"
_NONE = ("", "none", "nil")


def title_rooms(template: Template) -> dict[str, TitleRoom]:
    """The styles of a template's titles by their names. Those with a ground or with lines are `framed`: these would end where the text
    does."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        has_lists = _NUMBERING in package.namelist()
        levels = list(etree.fromstring(package.read(_NUMBERING)).iter(w("lvl"))) if has_lists else []
    by_id = {each.get(w("styleId"), ""): each for each in styles.findall(w("style"))}
    return {
        name: TitleRoom(
            _left(template, name, identity, levels),
            _alignment(chain) == "center",
            any(map(_is_framed, chain)),
        )
        for name, identity, chain in _titles(by_id)
    }


def _titles(
    by_id: dict[str, etree._Element],
) -> Iterator[tuple[str, str, list[etree._Element]]]:
    for identity, style in by_id.items():
        name = value_of(style, w("name"))
        if name in _TITLES and style.get(w("type")) == "paragraph":
            yield name, identity, list(ancestry(style, by_id))


def _left(template: Template, name: str, identity: str, levels: Iterable[etree._Element]) -> int:
    """Where its text begins: as the level of its list says (17.9.23), or the style itself."""
    for level in levels:
        indent = level.find(f"{w('pPr')}/{w('ind')}")
        if value_of(level, w("pStyle")) == identity and indent is not None:
            return int(indent.get(w("left")) or indent.get(w("start")) or 0)
    return template.styles.indents[name].rest


def _alignment(chain: Iterable[etree._Element]) -> str:
    return next(filter(None, (value_of(each, f"{w('pPr')}/{w('jc')}") for each in chain)), "")


def _is_framed(style: etree._Element) -> bool:
    fill = style.find(f"{w('pPr')}/{w('shd')}")
    lines = [value_of(style, f"{w('pPr')}/{w('pBdr')}/{w(side)}") for side in ("top", "bottom", "right")]
    return any(each not in _NONE for each in lines) or (
        fill is not None and fill.get(w("fill"), "auto").lower() not in ("auto", "ffffff")
    )
