"""The licences of all that is in a kit, each as its maker gives it, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.kit.wheels import Wheel
from pipeline.problems import Code, MachineError

LIST = "licences.txt"
_TEXTS = Path(__file__).parent / "texts"
# Packages whose wheels have no text of the licence that they name, and where it is here.
_LACKING: Mapping[str, tuple[str, ...]] = {"docxtpl": ("LGPL-2.1.txt",), "pypandoc_binary": ("GPL-2.0.txt",)}
# Files of a package's licence that stand elsewhere in it.
_INSIDE: Mapping[str, tuple[str, ...]] = {"pypandoc_binary": ("pypandoc/files/COPYRIGHT.txt",)}
_NOTES = """
pandoc（lib/pypandoc/files/pandoc.exe）は、GNU General Public License version 2 以降で配られている、独立したプログラムです。
著作権の表示は pypandoc_binary/COPYRIGHT.txt、ライセンスは pypandoc_binary/GPL-2.0.txt にあります。
ソースコード: https://github.com/jgm/pandoc （版は pandoc.exe --version で分かります）

docxtpl は、GNU Lesser General Public License version 2.1 です。lib/docxtpl/ の中がソースコードで、そのまま差し替えられます。
pikepdf は、Mozilla Public License 2.0 です。ソースコード: https://github.com/pikepdf/pikepdf

書体は入っていません。
"""


def licences_of(
    wheels: Sequence[Wheel], python: tuple[str, bytes], own: tuple[str, bytes]
) -> Mapping[str, bytes]:
    """The files of licences/: a list, and a folder for each package, for Python and for this program (their versions and licences).
    Raises MachineError where a package's licence is not to be found."""
    texts = {f"python/{'LICENSE.txt'}": python[1], "keikaku/LICENSE": own[1]}
    lines = [_line("keikaku", own[0], "MIT"), _line("python", python[0], "PSF-2.0")]
    for wheel in wheels:
        found = dict(_texts_of(wheel))
        if not found:
            raise MachineError(
                Code.KIT_MATERIAL,
                f"{wheel.name} の中に、ライセンスの文がありません",
                "その文を pipeline/kit/texts/ に置き、pipeline/kit/licences.py に書き足してください",
            )
        texts |= {f"{wheel.name}/{name}": data for name, data in found.items()}
        lines.append(_line(wheel.name, wheel.version, wheel.licence))
    listed = "\r\n".join(
        ["このキットに入っているもののライセンス", "", *lines, *_NOTES.rstrip().splitlines(), ""]
    )
    return {LIST: listed.encode("utf-8-sig"), **texts}


def _texts_of(wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    yield from wheel.licences.items()
    for path in _INSIDE.get(wheel.name, ()):
        yield path.rpartition("/")[2], wheel.files[path]
    for name in _LACKING.get(wheel.name, ()):
        yield name, (_TEXTS / name).read_bytes()


def _line(name: str, version: str, licence: str) -> str:
    return f"{name} {version}: {licence}（{name}/）"
