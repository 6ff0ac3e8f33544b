"""How cities, towns and villages are read: 町 is ちょう or まち, 村 むら or そん, 二戸 にのへ, which no dictionary of words tells.

The names are those of all municipalities of 2026, from the postal codes of Japan Post, which says that everybody may use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from pipeline.frozen import dataclass

# A quarter of a city may be called as a town elsewhere, and read otherwise.
_QUARTER = re.compile(r"[市区町村]$")
_COMMENT = "#"


# What stands before a name where its prefecture is said: 岩手県, 岩手県胆沢郡.
_PREFECTURE = re.compile(r"(京都府|..[都道府県]|...県)(?:[^、。\s]{1,5}郡)?$")


@dataclass(frozen=True)
class Municipality:
    """A name in a text (from, to), and its reading; `located` says that its prefecture is named before it."""

    start: int
    end: int
    kana: str
    located: bool


def municipalities_in(text: str) -> Iterator[Municipality]:
    """The municipalities that a text names and of which the reading is certain: where several have the name and are read otherwise,
    the prefecture has to stand before it."""
    for found in _pattern().finditer(text):
        before = text[: found.start()]
        readings = _readings()[_plain(found[0])]
        prefecture = _PREFECTURE.search(before)
        located = readings.get(prefecture[1], "") if prefecture else ""
        kana = located or (next(iter(readings.values())) if len({*readings.values()}) == 1 else "")
        if kana and not _QUARTER.search(before):
            yield Municipality(found.start(), found.end(), kana, bool(located))


def readings_of(name: str) -> frozenset[str]:
    """How the municipalities that have a name are read; none where it is no municipality's."""
    return frozenset(_readings().get(_plain(name), {}).values())


@cache
def _readings() -> Mapping[str, Mapping[str, str]]:
    """The reading of each name, by the prefecture."""
    found: dict[str, dict[str, str]] = {}
    for line in (files("pipeline.readings") / "municipalities.txt").read_text("utf-8").splitlines():
        if not line.startswith(_COMMENT):
            prefecture, _, named = line.partition("\t")
            for name, kana in re.findall(r"(\S+) (\S+)", named):
                found.setdefault(_plain(name), {})[prefecture] = kana
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_readings(), key=len, reverse=True)
    return re.compile("|".join(name.replace("ケ", "[ケヶ]") for name in names))


def _plain(name: str) -> str:
    """A name with the ケ that the list has: ヶ is the same."""
    return name.replace("ヶ", "ケ")
