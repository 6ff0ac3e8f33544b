"""The schema's order of child elements (ECMA-376 Part 1, Annex A), restored where LibreOffice wrote another.

Word reads properties in any order and writes them in this one; others need not be as kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from pipeline.model.xml_names import w

_SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
}
_REPEATED = (w("headerReference"), w("footerReference"))
_RANKS = {
    w(parent): {w(child): rank for rank, child in enumerate(sequence.split())}
    for parent, sequence in _SEQUENCES.items()
}


def put_in_order(root: etree._Element) -> bool:
    """Puts the children of properties into the schema's order, each once; whether something was otherwise."""
    changed = [_drop_firsts(element) | _sort(element) for element in root.iter(*_RANKS) if len(element) > 1]
    return any(changed)


def _drop_firsts(element: etree._Element) -> bool:
    """Takes out what is said again later: LibreOffice writes the borders of frames twice, first without any."""
    names = Counter(child.tag for child in element if child.tag not in _REPEATED)
    if not names or max(names.values()) < 2:
        return False
    dropped = False
    for child in list(element):
        if names[child.tag] > 1:
            element.remove(child)
            names[child.tag] -= 1
            dropped = True
    return dropped


def _sort(element: etree._Element) -> bool:
    ranks = list(_ranks(element))
    if all(first <= second for first, second in pairwise(ranks)):
        return False
    pairs = sorted(zip(ranks, element, strict=True), key=lambda pair: pair[0])
    element[:] = [child for _, child in pairs]
    return True


def _ranks(element: etree._Element) -> Iterator[int]:
    """Each child's rank; children of other namespaces stay behind what they followed."""
    known = _RANKS[str(element.tag)]
    rank = 0
    for child in element:
        rank = known.get(str(child.tag), rank)
        yield rank
