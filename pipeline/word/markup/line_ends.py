"""Characters at which no line begins or ends, in a document's settings (17.15.1.58 and 59): Word's own, which it leaves out where a
document names any, and those of numbers."""

from __future__ import annotations

from lxml import etree

from pipeline.model.kinsoku import NEVER_FIRST, NEVER_LAST
from pipeline.model.xml_names import w

# What stands before these two in w:settings and is in files that have been saved by Word, from the last on.
_BEFORE = (
    "strictFirstAndLastChars",
    "printTwoOnOne",
    "characterSpacingControl",
    "noPunctuationKerning",
    "defaultTabStop",
)
_JAPANESE = "ja-JP"


def keep_joints(settings: etree._Element, first: str, last: str) -> None:
    """Say that no line begins with one of `first`, nor ends with one of `last`, beside what the settings say, or Word's own."""
    for name, usual, more in (
        ("noLineBreaksAfter", NEVER_LAST, last),
        ("noLineBreaksBefore", NEVER_FIRST, first),
    ):
        found = next((each for each in settings.findall(w(name)) if each.get(w("lang")) == _JAPANESE), None)
        if found is None:
            found = etree.Element(w(name), {w("lang"): _JAPANESE, w("val"): usual})
            settings.insert(_place(settings, name), found)
        own = found.get(w("val"), "")
        found.set(w("val"), own + "".join(each for each in more if each not in own))


def _place(settings: etree._Element, name: str) -> int:
    """Where one of the two stands."""
    names = ("noLineBreaksAfter", *_BEFORE) if name == "noLineBreaksBefore" else _BEFORE
    places = {str(child.tag): index for index, child in enumerate(settings)}
    return next((places[w(each)] + 1 for each in names if w(each) in places), 0)
