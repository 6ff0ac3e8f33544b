"""Lines of an exact height (17.3.1.33): Word cuts what is higher, other engines paint it whole, so that no PDF tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from .names import MC, WP, Element, all_w, child, flag, number, value, whole
from .opened import Bare, Flaw, Opened
from .styles import Lines, Styles, lines_of, nearest, nearest_lines

_TWIPS = 20  # a point
_EM = 10  # twips, of text of one half-point
_EMU = 635  # a twip
_WORD_SIZE = 20  # half points, where no style says any
_BASELINE = 0.8  # where in a line of exact height text stands, from its top
_TALL = 0.8  # how high furigana are above their own baseline, in em
_SHOWN = all_w("t sym")
_SIGNS = all_w("sym noBreakHyphen")
_RUN, _RUBY, _PICT, _OBJECT, _PARAGRAPH, _TABLE = all_w("r ruby pict object p tbl")
_INLINE, _FALLBACK = f"{WP}inline", f"{MC}Fallback"
_SPECIAL = (*all_w("sz rStyle position vanish"), _RUBY, _PICT, _OBJECT, _INLINE)
_VML_HEIGHT = re.compile(r"(?:^|;)\s*height:\s*([\d.]+)(pt|in|cm|mm|px)")
_VML_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "px": 15.0}


class _Exact(NamedTuple):
    """Lines of an exact height in twips, by the style of that name, or (empty) by their paragraph itself."""

    height: int
    style: str


class _Need(NamedTuple):
    """The room that a line needs, in twips, and in words."""

    height: float
    words: str


def check_lines(opened: Opened) -> Iterator[Flaw]:
    """Text, furigana, and pictures in the line, that are higher than their line; of one style each kind once."""
    told: set[str] = set()
    styles, special = opened.styles, _special_runs(opened)
    used = {paragraph.style for paragraph in opened.paragraphs}
    fitting = frozenset(style for style in used if _fits(styles, style or styles.default))
    for paragraph in opened.paragraphs:
        is_plain = paragraph.spacing is None and paragraph.element not in special
        if is_plain and paragraph.style in fitting:  # as nearly all are
            continue
        exact = _exact(styles, paragraph)
        if exact is None:
            continue
        need = _too_high(styles, paragraph, special.get(paragraph.element, ()), exact.height)
        if need is None:
            continue
        by = f"スタイル「{exact.style}」の" if exact.style else ""
        message = f"{by}行の高さが{exact.height / _TWIPS:g}ポイントの固定値で、{need.words}が切れます"
        if not exact.style or message not in told:
            told.add(message)
            yield Flaw("docx.line-low", paragraph.part, paragraph.element, message)


def exact_styles(opened: Opened) -> frozenset[str]:
    """The names of the styles that give lines an exact height."""
    styles = opened.styles
    return frozenset(
        style.name
        for style in styles.by_id.values()
        if style.kind in ("paragraph", "table")
        and _height(_with_defaults(styles, styles.in_force(style.id).lines))
    )


def _fits(styles: Styles, style: str) -> bool:
    """Whether text of a style's own size fits its lines, whatever stands around."""
    found = styles.in_force(style)
    if found.size is None or None in found.lines:
        return False
    height = _height(found.lines)
    return height is None or _text(found.size).height <= height


def _exact(styles: Styles, paragraph: Bare) -> _Exact | None:
    own = lines_of(paragraph.spacing)
    style = paragraph.style or styles.default
    by_style = styles.in_force(style).lines
    if by_style.height is None and (table := _table_style(styles, paragraph)):
        by_style, style = nearest_lines((by_style, styles.in_force(table).lines)), table
    inherited = _with_defaults(styles, by_style)
    height = _height(Lines(own.height or inherited.height, own.rule or inherited.rule))
    return None if height is None else _Exact(height, "" if own.height else styles.name(style))


def _with_defaults(styles: Styles, lines: Lines) -> Lines:
    return lines if None not in lines else nearest_lines((lines, styles.defaults.lines))


def _height(lines: Lines) -> int | None:
    return lines.height if lines.rule == "exact" and lines.height else None


def _table_style(styles: Styles, paragraph: Bare) -> str:
    """The style of the table around a paragraph, which its text inherits from before the defaults (17.7.2)."""
    table = next(paragraph.element.iterancestors(_TABLE), None)
    return value(table, "tblPr", "tblStyle") or ""


def _special_runs(opened: Opened) -> Mapping[Element, Sequence[Element]]:
    """The runs in which more stands than text of the size that their paragraph's style has, by their paragraphs."""
    found: dict[Element, dict[Element, None]] = {}
    for _, root in opened.roots:
        for special in root.iter(*_SPECIAL):
            run = next(special.iterancestors(_RUN), None)
            around = None if run is None else next(run.iterancestors(_PARAGRAPH, _FALLBACK), None)
            if run is not None and around is not None:
                found.setdefault(around, {})[run] = None
    return {paragraph: tuple(runs) for paragraph, runs in found.items()}


def _too_high(styles: Styles, paragraph: Bare, special: Sequence[Element], height: int) -> _Need | None:
    """The highest of all that stands in a paragraph's lines, if it is higher than those."""
    needs = [need for run in special for need in _needs(styles, paragraph, run)]
    plain = _text(_size(styles, paragraph))
    if plain.height > height and _has_plain_text(paragraph.element, special):
        needs.append(plain)
    return max((need for need in needs if need.height > height), default=None)


def _has_plain_text(paragraph: Element, special: Sequence[Element]) -> bool:
    """Whether a paragraph has text of its own in other runs."""
    return any(
        each.getparent() not in special
        and next(each.iterancestors(_PARAGRAPH, _FALLBACK), None) is paragraph
        and (each.tag in _SIGNS or (each.text or "").strip())
        for each in paragraph.iter(*_SHOWN, *_SIGNS)
    )


@cache
def _text(size: int) -> _Need:
    return _Need(size * _EM, f"{size / 2:g}ポイントの文字")


def _size(styles: Styles, paragraph: Bare) -> int:
    """The size of a paragraph's text by its style, in half points."""
    size = styles.in_force(paragraph.style or styles.default).size
    if size is None:
        size = nearest((styles.in_force(_table_style(styles, paragraph)).size, styles.defaults.size))
    return _WORD_SIZE if size is None else size


def _needs(styles: Styles, paragraph: Bare, run: Element) -> Iterator[_Need]:
    """The room that a run's contents need."""
    properties = child(run, "rPr")
    if flag(properties, "vanish"):
        return
    if any(each.tag in _SHOWN and (each.text is None or each.text.strip()) for each in run):
        own = number(properties, "sz") or styles.in_force(value(properties, "rStyle") or "").size
        text = _text(own or _size(styles, paragraph))
        yield text._replace(height=text.height + abs(number(properties, "position") or 0) * _EM)
    for ruby in run.iterchildren(_RUBY):
        above = (number(ruby, "rubyPr", "hpsRaise") or 0) + (number(ruby, "rubyPr", "hps") or 0) * _TALL
        yield _Need(above * _EM / _BASELINE, "ふりがな")
    for inline in run.iter(_INLINE):
        extent = inline.find(f"{WP}extent")
        if _stands_in(inline, run) and extent is not None:
            yield _Need((whole(extent.get("cy")) or 0) / _EMU, "行の中の図")
    for holder in run.iter(_PICT, _OBJECT):
        if _stands_in(holder, run):
            yield from (_Need(_vml_height(each), "行の中の図") for each in holder)


def _stands_in(element: Element, run: Element) -> bool:
    """Whether what is drawn is the run's own, not that of a text box in it or of a fallback."""
    return next(element.iterancestors(_RUN, _FALLBACK), None) is run


def _vml_height(shape: Element) -> float:
    """The height of a VML shape that stands in its line, in twips; of one that floats nothing."""
    style = shape.get("style", "")
    found = _VML_HEIGHT.search(style)
    return 0.0 if found is None or "absolute" in style else float(found[1]) * _VML_UNITS[found[2]]
