"""The order of child elements that Word insists on (ECMA-376 Part 1, Annex A, transitional schema)."""

from __future__ import annotations

from collections.abc import Mapping

from .names import Element, W, all_w, w

_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
_MARGINS = "top left start bottom right end"

_SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference=footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    # In w:trPr the schema leaves the order free, except for what was changed.
    "trPr": "cnfStyle=divId=gridBefore=gridAfter=wBefore=wAfter=cantSplit=trHeight=tblHeader=tblCellSpacing=jc="
    "hidden ins del trPrChange",
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "tblBorders": _BORDERS,
    "tcBorders": _BORDERS,
    "tblCellMar": _MARGINS,
    "tcMar": _MARGINS,
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "sdt": "sdtPr sdtEndPr sdtContent",
}

_REPEATED = frozenset(
    all_w("headerReference footerReference lvl lvlOverride abstractNum num numPicBullet tblStylePr")
)

ORDERED = tuple(w(name) for name in _SEQUENCES)

# Property elements that come before everything else in their parent.
FIRST = frozenset(all_w("pPr rPr tcPr tblPr"))
_HOLDERS = frozenset(all_w("p r tc tbl"))


def _ranks(sequence: str) -> Mapping[str, int]:
    return {w(name): rank for rank, names in enumerate(sequence.split()) for name in names.split("=")}


_RANKS = {w(name): _ranks(sequence) for name, sequence in _SEQUENCES.items()}


class OrderCheck:
    """Tells what is out of order; remembers the sequences it has seen, since a document has few different ones."""

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], str | None] = {}

    def fault(self, element: Element) -> str | None:
        """A fault of the children of an element of `ORDERED`, in Japanese; None if there is none."""
        tag = element.tag
        key = (tag, *[each.tag for each in element])  # a list is faster than a generator
        if key not in self._seen:
            self._seen[key] = _disorder(str(tag), [each for each in key[1:] if isinstance(each, str)])
        return self._seen[key] or (_misplaced(element) if tag in FIRST else None)


def _disorder(parent: str, tags: list[str]) -> str | None:
    ranks = _RANKS[parent]
    last = -1
    met: set[str] = set()
    for tag in tags:
        if not tag.startswith(W):
            continue
        name = tag.removeprefix(W)
        rank = ranks.get(tag)
        if rank is None:
            return f"w:{parent.removeprefix(W)} の中に w:{name} は置けません"
        if rank < last:
            return f"w:{parent.removeprefix(W)} の中の w:{name} の順序が違います"
        if tag in met and tag not in _REPEATED:
            return f"w:{parent.removeprefix(W)} の中に w:{name} が二つあります"
        last = rank
        met.add(tag)
    return None


def _misplaced(element: Element) -> str | None:
    if element.getprevious() is None:  # as nearly all are
        return None
    parent = element.getparent()
    if parent is None or parent.tag not in _HOLDERS:
        return None
    return f"w:{str(element.tag).removeprefix(W)} が、初めではない所にあります"
