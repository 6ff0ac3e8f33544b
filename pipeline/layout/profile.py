"""LibreOffice's profile for one run: how it exports, and that it is no first start, after which there is much to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
# Documents don't say it to LibreOffice, which has it for all of them.
_LINE_ENDS = (
    '<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters"><node oor:name="ja-JP" oor:op="replace">'
    '<prop oor:name="StartCharacters" oor:op="fuse"><value>{first}</value></prop>'
    '<prop oor:name="EndCharacters" oor:op="fuse"><value>{last}</value></prop></node></item>\n'
)
_EXPORT = "Office.Common/Filter/PDF/Export"
_SETTINGS = (
    (_EXPORT, "ExportBookmarks", "true"),
    (_EXPORT, "ExportBookmarksToPDFDestination", "true"),
    (_EXPORT, "UseLosslessCompression", "true"),
    (_EXPORT, "ReduceImageResolution", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    # The version that was started last. After an older one it draws a hundred pictures, to test the graphics of this
    # machine: they take longer than the layout of a short document.
    ("Setup/Product", "ooSetupLastVersion", "99.9"),
)
_TAGS = ("UseTaggedPDF", "PDFUACompliance")
# Where an installation says which build it is, seen from its program: on Linux, Windows and macOS.
_VERSIONS = ("versionrc", "version.ini", "../Resources/versionrc")
_BUILD = re.compile(r"^buildid=(.+?)\s*$", re.MULTILINE)


def tag_settings(tagged: bool) -> Iterator[tuple[str, bool]]:
    """The settings by which LibreOffice exports with tags, or without, and their values."""
    return ((name, tagged) for name in _TAGS)


def line_end_characters(line_ends: tuple[str, str]) -> tuple[str, str]:
    """Characters at which no line begins, and at which none ends, as LibreOffice is told them: digits are Japanese text only in
    numbers of references (copy.py), and there they stay together."""
    first, last = line_ends
    return (first + "0123456789", last) if any(line_ends) else line_ends


def write_profile(
    folder: Path, program: Path, tagged: bool = True, line_ends: tuple[str, str] = ("", "")
) -> None:
    """Write a profile into a folder, for a LibreOffice that is to export with tags, or without. `line_ends` are characters at which
    no line of Japanese text begins, and at which none ends, instead of LibreOffice's own."""
    user = folder / "user"
    user.mkdir()
    settings = (*_SETTINGS, *((_EXPORT, name, str(value).lower()) for name, value in tag_settings(tagged)))
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in settings)
    if any(line_ends):
        first, last = map(escape, line_end_characters(line_ends))
        items += _LINE_ENDS.format(first=first, last=last)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), "utf-8", newline="\n")
    # Where extensions were last made ready by another build, or never, it starts anew after that.
    if build := _build_of(program):
        (user / "extensions").mkdir()
        (user / "extensions" / "buildid").write_text(build, "utf-8", newline="\n")


def _build_of(program: Path) -> str:
    """The build of an installation; nothing where it does not say."""
    places = (program.resolve().parent / name for name in _VERSIONS)
    text = next((place.read_text("utf-8", "replace") for place in places if place.is_file()), "")
    found = _BUILD.search(text)
    return found[1] if found else ""
