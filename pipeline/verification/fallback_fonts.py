"""Characters that came out in a fallback font, told once each where they are written first."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.problems import Code, Location, Problem

# A run as the writer makes them of such a character: its font, with the hint that all of the run is Japanese.
_RUN = re.compile(
    r'<w:rFonts [^>]*w:eastAsia="([^"]+)"[^>]*w:hint="eastAsia"[^>]*/>(?:(?!</w:r>).)*?<w:t[^>]*>([^<]+)</w:t>'
)
_CHART_FONT = re.compile(r'<a:ea typeface="([^"]+)" charset="-128"/>')
_PLACES = 5  # that a hint names


def fallback_notes(documents: Iterable[bytes], uncommon: Sequence[tuple[str, Location]]) -> Iterator[Problem]:
    """Notes on finished documents; `uncommon` are the characters that a font may lack, with the places where they are written."""
    fonts: dict[str, dict[str, None]] = {}
    rare = dict.fromkeys(text for text, _ in uncommon)
    for docx in documents if uncommon else ():
        for family, text in _set_otherwise(docx, rare):
            fonts.setdefault(text, {})[family] = None
    for text, families in fonts.items():
        # A mark is noted by itself: か゚.
        places = [place for each, place in uncommon if each == text] or [
            place for each, place in uncommon if each in text
        ]
        if places:
            yield _note(text, list(families), sorted(set(places)))


def _set_otherwise(docx: bytes, rare: Collection[str]) -> Iterator[tuple[str, str]]:
    """The characters in fallback fonts, each with its font; of charts, which have one for all, those that are `rare`."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                text = package.read(name).decode()
                yield from _RUN.findall(text)
                if name.startswith("word/charts/") and (found := _CHART_FONT.search(text)):
                    yield from ((found[1], each) for each in rare if each in text)


def _note(text: str, families: Sequence[str], places: Sequence[Location]) -> Problem:
    first, *others = places
    code = "＋".join(f"U+{ord(each):04X}" for each in text)
    more = f" ほか{len(others) - _PLACES}か所" if len(others) > _PLACES else ""
    elsewhere = f"。同じ文字のある所: {'、'.join(map(str, others[:_PLACES]))}{more}" if others else ""
    return Problem(
        first,
        Code.TEXT_FALLBACK,
        f"「{text}」（{code}）は、テンプレートのフォントにないので、{'と'.join(families)}で出します",
        f"このままでかまいません。ほかのフォントで出すには、テンプレートの隣の .yaml に「代替フォント」を書いてください{elsewhere}",
        warning=True,
    )
