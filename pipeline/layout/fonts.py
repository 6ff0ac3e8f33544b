"""Fonts: the names that Word uses, mapped to those of this machine for one process, and what is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

# What Windows calls a face, and what Debian's package calls the same one.
ALIASES = {"BIZ UD明朝 Medium": "BIZ UD明朝", "BIZ UDMincho Medium": "BIZ UDMincho"}
_ALIAS = (
    '<match target="pattern"><test name="family" qual="any"><string>{windows}</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>{here}</string></edit>'
    '<edit name="weight" mode="assign" binding="same"><const>regular</const></edit></match>\n'
)
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{aliases}</fontconfig>
"""


@dataclass(frozen=True)
class Fonts:
    """The fonts of this machine: PostScript names and versions by family; empty where it can't tell them."""

    families: dict[str, tuple[str, ...]]

    @property
    def known(self) -> bool:
        return bool(self.families)

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The families that a document asks for and this machine lacks. Nothing where it can't tell."""
        return tuple(
            sorted(name for name in wanted if self.known and ALIASES.get(name, name) not in self.families)
        )

    def names(self, wanted: Iterable[str]) -> frozenset[str]:
        """The PostScript names that a PDF in these families may hold."""
        found = (self.families.get(ALIASES.get(name, name), ()) for name in wanted)
        return frozenset(name.partition(" ")[0] for names in found for name in names)


def read_fonts() -> Fonts:
    """Ask fontconfig what there is: it knows, on Linux, what LibreOffice will find."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Fonts({})
    try:
        answer = subprocess.run(
            [lister, "--format", "%{postscriptname} %{fontversion}\t%{family}\n"],
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return Fonts({})
    families: dict[str, tuple[str, ...]] = {}
    for line in sorted(answer.stdout.decode("utf-8", "replace").splitlines()):
        face, _, names = line.partition("\t")
        for family in names.split(","):
            families[family] = (*families.get(family, ()), face)
    return Fonts(families)


def configuration() -> str:
    """A fontconfig file with the aliases; empty where there is no fontconfig to read it."""
    if shutil.which("fc-list") is None:
        return ""
    aliases = "".join(
        _ALIAS.format(windows=escape(name), here=escape(here)) for name, here in ALIASES.items()
    )
    return _CONFIGURATION.format(aliases=aliases)
