"""Fonts: the names that Word uses, mapped to those of this machine for one process, and what is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from functools import cached_property
from html import escape

from pipeline.frozen import dataclass
from pipeline.layout.substitutes import substitute
from pipeline.layout.variants import variants
from pipeline.model.characters import FORM, needs_no_glyph

# What Windows calls a face, and what Debian's package calls the same one.
ALIASES = {"BIZ UD明朝 Medium": "BIZ UD明朝", "BIZ UDMincho Medium": "BIZ UDMincho"}
_ALIAS = (
    '<match target="pattern"><test name="family" qual="any"><string>{windows}</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>{here}</string></edit>{more}</match>\n'
)
# A face called Medium is the regular one; as such it would be made bolder.
_REGULAR = '<edit name="weight" mode="assign" binding="same"><const>regular</const></edit>'
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{aliases}</fontconfig>
"""


@dataclass(frozen=True)
class Face:
    """A font of this machine: its PostScript name, its version, the characters that it has, and where its file is.

    `characters` is fontconfig's way to write a set: 20-7e a5 3000-3003.
    """

    name: str
    version: str
    characters: str = field(repr=False)
    file: str = field(default="", repr=False)
    index: int = field(default=0, repr=False)

    def has(self, character: str) -> bool:
        code = ord(character)
        place = bisect_right(self._ranges, (code, sys.maxunicode)) - 1
        return place >= 0 and code <= self._ranges[place][1]

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], ...]:
        ends = (part.partition("-") for part in self.characters.split())
        return tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends)


@dataclass(frozen=True)
class Fonts:
    """The faces of this machine by family; none where it can't tell them."""

    families: dict[str, tuple[Face, ...]]

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The families that a document asks for and this machine lacks. Nothing where it can't tell."""
        return tuple(sorted(name for name in wanted if self.families and not self._faces(name)))

    def names(self, wanted: Iterable[str]) -> frozenset[str]:
        """The PostScript names that a PDF in these families may hold."""
        return frozenset(face.name for name in wanted for face in self._faces(name))

    def lacking(self, wanted: Iterable[str], text: Iterable[str]) -> frozenset[str]:
        """The characters of a text that none of these families has, though they would be seen."""
        faces = [face for name in wanted for face in self._faces(name)]
        seen = (each for each in set(text) if faces and not needs_no_glyph(each))
        return frozenset(each for each in seen if not any(face.has(each) for face in faces))

    def lacking_forms(self, wanted: Iterable[str], text: str) -> tuple[str, ...]:
        """The forms of kanji in a text (葛 and the number of a form) that none of these families has."""
        found = tuple(dict.fromkeys(re.findall(FORM, text)))
        faces = [face for name in wanted for face in self._faces(name)] if found else []
        return tuple(
            each for each in found if faces and not any(each in variants(f.file, f.index) for f in faces)
        )

    def has(self, family: str, text: str) -> bool:
        """Whether a family of this machine has one character in its form, with the marks upon it."""
        form = (re.findall(FORM, text) or [""])[0]
        return any(
            all(needs_no_glyph(each) or face.has(each) for each in text)
            and (not form or form in variants(face.file, face.index))
            for face in self._faces(family)
        )

    def _faces(self, family: str) -> tuple[Face, ...]:
        return self.families.get(ALIASES.get(family, family), ())


def read_fonts() -> Fonts:
    """Ask fontconfig what there is: it knows, on Linux, what LibreOffice will find."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Fonts({})
    try:
        wanted = "%{postscriptname}\t%{fontversion}\t%{family}\t%{charset}\t%{file}\t%{index}\n"
        answer = subprocess.run([lister, "--format", wanted], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return Fonts({})
    families: dict[str, tuple[Face, ...]] = {}
    for line in sorted(answer.stdout.decode("utf-8", "replace").splitlines()):
        name, version, names, characters, file, index = line.split("\t")
        # The upper half of an index says which instance of a variable font it is.
        face = Face(name, version, characters, file, int(index) & 0xFFFF)
        for family in names.split(","):
            families[family] = (*families.get(family, ()), face)
    return Fonts(families)


def configuration(missing: Iterable[str] = ()) -> str:
    """A fontconfig file with the aliases, and with what stands in for fonts that are missing; empty where there is no
    fontconfig to read it."""
    if shutil.which("fc-list") is None:
        return ""
    same = "".join(
        _ALIAS.format(windows=escape(name), here=escape(here), more=_REGULAR)
        for name, here in ALIASES.items()
    )
    near = "".join(
        _ALIAS.format(windows=escape(name), here=escape(substitute(name)), more="")
        for name in missing
        if name not in ALIASES
    )
    return _CONFIGURATION.format(aliases=same + near)
