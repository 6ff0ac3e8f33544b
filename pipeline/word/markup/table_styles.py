"""What table styles say: their colours, lines and margins (17.7.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.pages import TWIPS_IN_POINT
from pipeline.model.xml_names import w
from pipeline.word.markup.style_chains import Said, first_of, number_of


@dataclass(frozen=True)
class PartLook:
    """The look of a part of a table in its style (17.7.6): the fill of its cells, and the lines above and below as attributes'
    text, each empty where the style says nothing of it."""

    fill: str
    top: str
    bottom: str


@dataclass(frozen=True)
class CellPadding:
    """The margins inside a table's cells, in twips."""

    left: int
    right: int
    top: int
    bottom: int


# Those of Word's built-in table style: 0.19 cm left and right.
WORD_PADDING = CellPadding(108, 108, 0, 0)
PLAIN_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_MARGINS = f"{w('tblPr')}/{w('tblCellMar')}"
_BORDERS = f"{w('tblPr')}/{w('tblBorders')}"
INNER_LINE = f"{_BORDERS}/{w('insideH')}"


def head_fill(style: etree._Element) -> str:
    """The fill of the style's header row or column: the one colour of a table, which staff choose in Word."""
    for conditional in style.findall(w("tblStylePr")):
        shade = conditional.find(f"{w('tcPr')}/{w('shd')}")
        if conditional.get(w("type")) in ("firstRow", "firstCol") and shade is not None:
            return shade.get(w("fill"), "")
    return ""


def border(said: Said) -> str:
    """The line around a table as attributes' text, empty where nothing is said of it."""
    return _line(said.get(f"{_BORDERS}/{w('top')}"))


def _line(side: etree._Element | None) -> str:
    """A side of a border as attributes' text."""
    if side is None:
        return ""
    names = ("val", "sz", "space", "color")
    return " ".join(f'w:{name}="{side.get(w(name))}"' for name in names if side.get(w(name)))


def parts(chain: Sequence[etree._Element]) -> Mapping[str, PartLook]:
    """The parts of which a table style, or one that it is based on, says something."""
    return {
        part.get(w("type"), ""): _part(part)
        for style in reversed(list(chain))
        for part in style.findall(w("tblStylePr"))
    }


def _part(part: etree._Element) -> PartLook:
    shade = part.find(f"{w('tcPr')}/{w('shd')}")
    top, bottom = (_line(part.find(f"{w('tcPr')}/{w('tcBorders')}/{w(side)}")) for side in ("top", "bottom"))
    fill = shade.get(w("fill"), "") if shade is not None else ""
    return PartLook("" if fill == "auto" else fill, top, bottom)


def rule(chain: Sequence[Said]) -> int:
    """The thickness of the lines between rows, which the style has in eighths of a point."""
    if first_of(chain, INNER_LINE, "val") in (None, "nil", "none"):
        return 0
    return round(number_of(chain, INNER_LINE, "sz") * TWIPS_IN_POINT / 8)


def padding_of(chain: Sequence[Said], default: CellPadding = WORD_PADDING) -> CellPadding:
    """Margins by tblCellMar (17.4.42); newer files call the sides start and end."""
    return CellPadding(
        _margin(chain, ("left", "start"), default.left),
        _margin(chain, ("right", "end"), default.right),
        _margin(chain, ("top",), default.top),
        _margin(chain, ("bottom",), default.bottom),
    )


def _margin(chain: Sequence[Said], sides: Sequence[str], default: int) -> int:
    for said in chain:
        for side in sides:
            found = said.get(f"{_MARGINS}/{w(side)}")
            if found is not None and found.get(w("type"), "dxa") == "dxa":
                return int(found.get(w("w"), "0"))
    return default
