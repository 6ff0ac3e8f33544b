"""The looks of a workbook's cells, as far as they say what is seen: number formats, and text that is struck out (18.8)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.spreadsheets.number_formats import GENERAL, JAPANESE

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
OFF = ("0", "false")


@dataclass(frozen=True)
class Look:
    """How a cell shows its value: `code` is its number format, `japanese` what Excel's Japanese edition has for it of its own. A number is
    a day, or a span of time, where the format shows one."""

    code: str = GENERAL
    japanese: str | None = None
    is_struck: bool = False
    is_day: bool = False
    is_span: bool = False


def read_looks(package: zipfile.ZipFile, part: str) -> Sequence[Look]:
    """The looks by the number that cells have (cellXfs, 18.8.10); the usual one where the workbook has no part for them."""
    if part not in package.namelist():
        return (Look(),)
    root = etree.fromstring(package.read(part), _PARSER)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{_MAIN}numFmt")}
    struck = [_is_struck(font) for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    return tuple(_looks(root, codes, struck)) or (Look(),)


def _looks(root: etree._Element, codes: dict[str, str], struck: Sequence[bool]) -> Iterator[Look]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    for each in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        number, font = each.get("numFmtId", "0"), int(each.get("fontId", "0"))
        code = codes.get(number) or BUILTIN_FORMATS.get(int(number)) or GENERAL
        own = None if number in codes else JAPANESE.get(int(number))
        day = bool(is_date_format(code))
        is_struck = font < len(struck) and struck[font]
        yield Look(code, own, is_struck, day, day and bool(is_timedelta_format(code)))


def _is_struck(font: etree._Element) -> bool:
    strike = font.find(f"{_MAIN}strike")
    return strike is not None and strike.get("val", "1") not in OFF
