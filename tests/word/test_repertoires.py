"""What fonts are known to have, against the fonts themselves where this machine has them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline.layout.fonts import Face, read_fonts
from pipeline.layout.variants import variants
from pipeline.word.glyphs import repertoires

_FONTS = {"biz_ud": "BIZ UDMincho", "ipa_mj_mincho": "IPAmjMincho", "noto_cjk_jp": "Noto Serif CJK JP"}


def _ranges(characters: Iterable[str]) -> Iterator[str]:
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return (f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in runs)


def written(face: Face) -> str:
    """The list of a font's characters and forms as it is kept."""
    characters = (chr(code) for code in range(0x20, 0x40000) if face.has(chr(code)))
    entries = {"characters": set(characters)}
    for form in sorted(variants(face.file, face.index), key=lambda each: each[1:]):
        entries.setdefault(f"{ord(form[1]):x}", set()).add(form[0])
    return "\n\n".join(
        f"{head}\n{textwrap.fill(' '.join(_ranges(each)), 120)}" for head, each in entries.items()
    )


@pytest.mark.parametrize(("name", "family"), _FONTS.items())
def test_a_list_is_what_the_font_has(name: str, family: str, request: pytest.FixtureRequest) -> None:
    """A font of another version may have more, never less."""
    faces = read_fonts().families.get(family)
    if not faces:
        pytest.skip(f"this machine lacks {family}")
    path = Path(repertoires.__file__).with_name(f"{name}.txt")
    if request.config.getoption("regen_all"):
        path.write_text(written(faces[-1]), "ascii")
    assert path.read_text("ascii") == written(faces[-1])


@pytest.mark.parametrize(
    ("cluster", "families"),
    [
        ("a\u0302\u0336", {"IPAmj明朝"}),
        ("神\u0308", {"游明朝", "BIZ UD明朝 Medium", "IPAmj明朝", "ＭＳ 明朝"}),
        ("葛\U000e0100", {"游明朝", "BIZ UD明朝 Medium", "Noto Serif CJK JP"}),
        ("か\u3099", {"BIZ UD明朝 Medium", "IPAmj明朝", "Noto Serif CJK JP"}),
    ],
)
def test_a_character_is_looked_for_with_all_that_stands_upon_it(cluster: str, families: set[str]) -> None:
    """Marks and forms, also in fonts whose kanji are known from lists of single ones."""
    known = ("游明朝", "BIZ UD明朝 Medium", "IPAmj明朝", "Noto Serif CJK JP", "ＭＳ 明朝", "Segoe UI Symbol")
    assert {family for family in known if repertoires.has(family, cluster)} == families
