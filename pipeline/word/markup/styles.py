"""The template's styles, found by the names that Word shows, never by id: Japanese Word renames ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import TypeVar

from lxml import etree

from pipeline.frozen import dataclass, replace
from pipeline.model.inlines import Role
from pipeline.model.pages import TWIPS_IN_POINT
from pipeline.model.xml_names import is_on, w
from pipeline.word.markup import table_styles
from pipeline.word.markup.missing_styles import mark
from pipeline.word.markup.style_chains import Said, any_of, first_of, number_of, said_of
from pipeline.word.markup.table_styles import CellPadding, PartLook

_Value = TypeVar("_Value")


class ByName(dict[str, _Value]):
    """Values by the names of styles; one that is not there has the `default`, as Word shows it."""

    def __init__(self, values: Mapping[str, _Value], default: _Value) -> None:
        super().__init__(values)
        self.default = default

    def __missing__(self, name: str) -> _Value:
        return self.default


@dataclass(frozen=True)
class Indents:
    """The widths that a paragraph's first line and its other lines lack of the text's width, in twips, and how much of that at the right."""

    first: int
    rest: int
    right: int = 0


@dataclass(frozen=True)
class Tab:
    """A tab stop (17.3.1.37): its kind (left, right …), the dots before it, its distance from the text's edge in twips."""

    kind: str
    leader: str
    position: int


@dataclass(frozen=True)
class Smaller:
    """A variant of a paragraph style: that one's name, its own size (half-points) and the pitch of its lines (twips)."""

    base: str
    size: int
    line: int


@dataclass(frozen=True)
class Frame:
    """The lines around paragraphs (17.3.1.24): by side, each as attribute text of a border side with its distance from the text in twips;
    and the colour behind them, if there is one."""

    sides: tuple[tuple[str, str, int], ...] = ()
    fill: str = ""

    def distance(self, side: str) -> int:
        return next((distance for name, _, distance in self.sides if name == side), 0)


# What Word takes where no style says anything.
WORD_SIZE = 21  # half-points
# The least pitch of lines with furigana: 1.8 em (as twips a half-point of text). In a line of fixed height text stands four fifths
# down, and Word cuts off what is higher than that; furigana reach up to 1.4 em above the line on which text stands.
RUBY_LINE = 18
# Indents in characters, which are taken in place of those in twips (17.3.1.12).
IN_CHARACTERS = ("leftChars", "startChars", "hangingChars", "firstLineChars")
# LibreOffice computes in hundredths of a millimetre.
_ROUNDING = 4  # twips
_PROPORTIONAL = re.compile("UDP|HGP|[SＳ] ?[PＰ]")
_FONTS = f"{w('rPr')}/{w('rFonts')}"
_SPACING = f"{w('pPr')}/{w('spacing')}"
_INDENT = f"{w('pPr')}/{w('ind')}"
_KEPT = f"{w('pPr')}/{w('keepNext')}"
_ALIGNED = f"{w('pPr')}/{w('jc')}"
_FILLED = ("both", "distribute")  # 17.18.44


@dataclass(frozen=True)
class Styles:
    """The facts of styles.xml that the writer needs, looked up once. A style that is not there measures what the default one does, and
    its id is a mark (see `word.lacking`).

    `ids` is keyed by (type, name). By paragraph style name: `sizes` (half-points), `lines`, the pitch of
    lines (`fixed` for some, whatever stands in them; some are `filled` to their ends, some `kept` with the next paragraph), `spaces`, before and after together (both twips), `indents`,
    `tabs`, and `fonts`, those of Japanese text, with `latin` for half-width digits.
    `quote` are the lines around quotes. `default_pitch` is that of lines in the default style. By table style name: `fills` and `borders`, as attribute text
    for `CellLook`, `paddings`, `rules`, the thickness of the lines between rows (twips), and the looks of its `parts` by their
    names in the file. `smaller` are variants of styles of tables' text by their names (see `smaller.py`), the smallest `least`
    half-points. `continued` is what is said behind the title of a table that goes on over a page, if it is repeated there.
    """

    ids: Mapping[tuple[str, str], str]
    sizes: Mapping[str, int]
    lines: Mapping[str, int]
    fixed: frozenset[str]
    spaces: Mapping[str, int]
    filled: frozenset[str]
    kept: frozenset[str]
    default_pitch: int
    indents: Mapping[str, Indents]
    tabs: Mapping[str, tuple[Tab, ...]]
    fonts: Mapping[str, str]
    latin: Mapping[str, str]
    fills: Mapping[str, str]
    borders: Mapping[str, str]
    paddings: Mapping[str, CellPadding]
    rules: Mapping[str, int]
    quote: Frame
    parts: Mapping[str, Mapping[str, PartLook]]
    smaller: Mapping[str, Smaller] = field(default_factory=dict)
    least: int = 0
    continued: str = ""

    def paragraph(self, name: str) -> str:
        return self.ids.get(("paragraph", name)) or mark("paragraph", name)

    def character(self, name: str) -> str:
        return self.ids.get(("character", name)) or mark("character", name)

    def table(self, name: str) -> str:
        return self.ids.get(("table", name)) or mark("table", name)

    def pitch(self, name: str, ruby: bool) -> int:
        """The pitch of a paragraph's lines, in twips: with furigana, as much as keeps them clear of what stands above."""
        return max(self.lines[name], RUBY_LINE * self.sizes[name]) if ruby else self.lines[name]

    def inset(self, table: str) -> int:
        """The twips of a cell's width that the margins left and right take, and rounding may take."""
        padding = self.paddings[table]
        return padding.left + padding.right + _ROUNDING


def read_styles(root: etree._Element) -> Styles:
    """Read the root of styles.xml."""
    elements = root.findall(w("style"))
    by_id = {style.get(w("styleId"), ""): style for style in elements}
    defaults = root.findall(f"{w('docDefaults')}/*")
    ids = {(style.get(w("type"), ""), _name(style)): style.get(w("styleId"), "") for style in elements}
    chains, tables = (
        {_name(style): [*ancestry(style, by_id), *defaults] for style in elements if _is(style, kind)}
        for kind in ("paragraph", "table")
    )
    usual = [*(style for style in elements if is_default(style)), *defaults]
    said = {style: said_of(style) for style in (*elements, *defaults)}
    paragraphs = {name: [said[style] for style in chain] for name, chain in chains.items()}
    default = [said[style] for style in usual]

    def of_paragraphs(read: Callable[[Sequence[Said]], _Value]) -> Mapping[str, _Value]:
        return ByName({name: read(chain) for name, chain in paragraphs.items()}, read(default))

    def of_tables(read: Callable[[Sequence[etree._Element]], _Value]) -> Mapping[str, _Value]:
        return ByName({name: read(chain) for name, chain in tables.items()}, read([]))

    def of_said(read: Callable[[Sequence[Said]], _Value]) -> Callable[[Sequence[etree._Element]], _Value]:
        return lambda styles: read([said[style] for style in styles])

    return Styles(
        ids=ids,
        sizes=of_paragraphs(_size),
        lines=of_paragraphs(_pitch),
        fixed=frozenset(
            name for name, chain in paragraphs.items() if first_of(chain, _SPACING, "lineRule") == "exact"
        ),
        filled=frozenset(
            name for name, chain in paragraphs.items() if first_of(chain, _ALIGNED, "val") in _FILLED
        ),
        kept=frozenset(name for name, chain in paragraphs.items() if _is_kept(chain)),
        default_pitch=_pitch(default),
        spaces=of_paragraphs(_space),
        indents=of_paragraphs(_indents),
        tabs=ByName({name: tab_stops(chain) for name, chain in chains.items()}, tab_stops(usual)),
        fonts=of_paragraphs(lambda chain: first_of(chain, _FONTS, "eastAsia") or ""),
        latin=of_paragraphs(lambda chain: first_of(chain, _FONTS, "ascii") or ""),
        fills=of_tables(lambda styles: any_of(map(table_styles.head_fill, styles), "")),
        borders=of_tables(
            of_said(lambda chain: any_of(map(table_styles.border, chain), table_styles.PLAIN_BORDER))
        ),
        paddings=of_tables(of_said(table_styles.padding_of)),
        rules=of_tables(of_said(table_styles.rule)),
        quote=_frame(chains.get(Role.QUOTE.value, ())),
        parts=of_tables(table_styles.parts),
    )


def _frame(chain: Sequence[etree._Element]) -> Frame:
    """The lines around paragraphs whose style and those it is based on these are, the nearest first."""
    sides = []
    for side in ("top", "left", "bottom", "right"):
        said = (style.find(f"{w('pPr')}/{w('pBdr')}/{w(side)}") for style in chain)
        found = next((each for each in said if each is not None), None)
        if found is not None and found.get(w("val")) not in ("nil", "none"):
            names = ("val", "sz", "color")
            line = " ".join(f'w:{name}="{found.get(w(name))}"' for name in names if found.get(w(name)))
            sides.append((side, line, int(found.get(w("space"), "0")) * TWIPS_IN_POINT))
    shades = (style.find(f"{w('pPr')}/{w('shd')}") for style in chain)
    fill = next((each.get(w("fill"), "") for each in shades if each is not None), "")
    return Frame(tuple(sides), "" if fill == "auto" else fill)


def as_drawn(styles: Styles, name: str, table: etree._Element) -> Styles:
    """The styles, the table style of this name as it comes out in a table of the template: that has a style, and may have
    margins and lines, of its own."""
    used = value_of(table, f"{w('tblPr')}/{w('tblStyle')}")
    shown = next(
        (n for (kind, n), identity in styles.ids.items() if (kind, identity) == ("table", used)), name
    )
    said = said_of(table)
    padding = table_styles.padding_of([said], styles.paddings[shown])
    rule = table_styles.rule([said]) if table_styles.INNER_LINE in said else styles.rules[shown]
    return replace(styles, paddings={**styles.paddings, name: padding}, rules={**styles.rules, name: rule})


def is_default(style: etree._Element) -> bool:
    return _is(style, "paragraph") and style.get(w("default")) in ("1", "true")


def _is(style: etree._Element, kind: str) -> bool:
    return style.get(w("type")) == kind


def _name(style: etree._Element) -> str:
    return value_of(style, w("name"))


def ancestry(style: etree._Element, by_id: Mapping[str, etree._Element]) -> Iterable[etree._Element]:
    """The style and those it is based on, nearest first; a circle ends the walk."""
    seen: set[str] = set()
    current: etree._Element | None = style
    while current is not None and (identity := current.get(w("styleId"), "")) not in seen:
        seen.add(identity)
        yield current
        current = by_id.get(value_of(current, w("basedOn")))


@cache
def is_proportional(font: str) -> bool:
    """Whether the kana and digits of a Japanese font have widths of their own, as its name says."""
    return bool(_PROPORTIONAL.search(font))


def value_of(element: etree._Element, path: str) -> str:
    """The w:val of what is at `path` in an element, empty where there is nothing."""
    found = element.find(path)
    return found.get(w("val"), "") if found is not None else ""


# Paragraphs


def _size(chain: Sequence[Said]) -> int:
    return number_of(chain, f"{w('rPr')}/{w('sz')}", "val", default=WORD_SIZE)


def _pitch(chain: Sequence[Said]) -> int:
    """The pitch of lines: in twips, or (lineRule auto) in 240ths of the font's own, which is about 1.2 em."""
    line = number_of(chain, _SPACING, "line", default=240)
    own = _size(chain) * 12
    match first_of(chain, _SPACING, "lineRule"):
        case "exact":
            return line
        case "atLeast":
            return max(line, own)
        case _:
            return round(line * own / 240)


def _is_kept(chain: Sequence[Said]) -> bool:
    """Whether paragraphs stay with the next one (17.3.1.15)."""
    found = next((said[_KEPT] for said in chain if _KEPT in said), None)
    return found is not None and is_on(found)


def _space(chain: Sequence[Said]) -> int:
    return number_of(chain, _SPACING, "before") + number_of(chain, _SPACING, "after")


def _indents(chain: Sequence[Said]) -> Indents:
    right = number_of(chain, _INDENT, "right", "end")
    rest = number_of(chain, _INDENT, "left", "start") + right
    hanging = number_of(chain, _INDENT, "hanging")
    first = rest - hanging if hanging else rest + number_of(chain, _INDENT, "firstLine")
    return Indents(first, rest, right)


def tab_stops(chain: Sequence[etree._Element]) -> tuple[Tab, ...]:
    """The tab stops of a style and those it is based on (or of a paragraph alone), from the left; each may clear what is below it."""
    stops: dict[int, Tab] = {}
    for style in reversed(chain):
        for tab in style.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}"):
            position = int(tab.get(w("pos"), "0"))
            stops[position] = Tab(tab.get(w("val"), "left"), tab.get(w("leader"), ""), position)
    return tuple(stops[position] for position in sorted(stops) if stops[position].kind != "clear")
