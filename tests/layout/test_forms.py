"""Forms of kanji (葛 and the number of a form): built, and told where no font has them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
import pytest

from pipeline.layout.fonts import read_fonts
from pipeline.layout.variants import variants
from pipeline.problems import Code
from tests.layout.printed import read_printed
from tests.layout.projects import finish, problems_of, small_project
from tests.small_plan import CHAPTER, FOLDER, PLAN_YAML, chapter

KNOWN, UNKNOWN = "葛\U000e0100", "葛\U000e01ee"


def test_a_form_that_the_font_lacks_is_a_note_at_its_place(office: Path, tmp_path: Path) -> None:
    """Once, though the cover, the colophon and two more documents show it; the documents are made."""
    files = {
        "plan.yaml": PLAN_YAML.replace("市名: みどり市", f"市名: {UNKNOWN}城市"),
        CHAPTER: chapter(f"{KNOWN}城市と{UNKNOWN}城市です。"),
    }
    finished = finish(small_project(tmp_path, files))
    (note,) = finished.built.warnings
    assert (note.code, note.warning, str(note.location)) == (
        Code.PAGE_VARIANT,
        True,
        f"{FOLDER}/plan.yaml:2:5",
    )
    assert "U+845B＋U+E01EE" in note.message
    assert f"{FOLDER}/{CHAPTER}:3:6" in note.hint
    assert any("葛" in text for text in read_printed(finished["plan"].pdf).texts)


def test_a_name_that_no_font_has_is_told_at_its_key(office: Path, tmp_path: Path) -> None:
    """Not at the chapter before it, nor at the template: a character of Linear B in a city's name."""
    plan = PLAN_YAML.replace("市名: みどり市", "市名: 𐀀野市")
    (problem,) = problems_of(small_project(tmp_path, {"plan.yaml": plan}), ("plan",))
    assert (problem.code, str(problem.location)) == (Code.PAGE_GLYPH, f"{FOLDER}/plan.yaml:2:5")
    assert "（𐀀 U+10000）" in problem.message


def test_a_name_comes_out_in_another_font_or_is_told(office: Path, tmp_path: Path) -> None:
    """𠮷 of a city's name, and ₂, which DejaVu has on any machine: no build stops for them. What no font here has is said of the
    PDF alone."""
    files = {
        "plan.yaml": PLAN_YAML.replace("市名: みどり市", "市名: 𠮷野市"),
        CHAPTER: chapter("二酸化炭素（CO₂）です。"),
    }
    finished = finish(small_project(tmp_path, files))
    notes = sorted((each.code, str(each.location)) for each in finished.built.warnings)
    here = any(read_fonts().has(each, "𠮷") for each in ("Noto Serif CJK JP", "IPAmj明朝"))
    assert notes == [
        *([] if here else [(Code.PAGE_FALLBACK, f"{FOLDER}/plan.yaml:2:5")]),
        (Code.TEXT_FALLBACK, f"{FOLDER}/{CHAPTER}:3:9"),
        (Code.TEXT_FALLBACK, f"{FOLDER}/plan.yaml:2:5"),
    ]
    with pikepdf.open(io.BytesIO(finished["plan"].pdf)) as tree:
        fonts = [str(font.BaseFont) for page in tree.pages for font in page.Resources.Font.values()]
    assert any("DejaVu" in each for each in fonts)


def font(usual: bytes, own: bytes) -> bytes:
    """A font with nothing but a table of characters, which has forms with the selector U+E0100."""
    at, selectors = 12, 10 + 11
    record = b"\x0e\x01\x00" + struct.pack(">II", selectors, selectors + 4 + len(usual))
    tables = struct.pack(">I", len(usual) // 4) + usual + struct.pack(">I", len(own) // 5) + own
    forms = struct.pack(">HII", 14, selectors + len(tables), 1) + record + tables
    cmap = struct.pack(">HHHHI", 0, 1, 0, 5, at) + forms
    head = b"OTTO" + struct.pack(">HHHH", 1, 0, 0, 0)
    return head + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap


def test_the_forms_of_a_font_are_read_from_its_table(tmp_path: Path) -> None:
    """Ranges that look as usual, and characters with a glyph of their own; a file that is no font has none."""
    path = tmp_path / "font.otf"
    path.write_bytes(font(b"\x00\x4e\x00\x01", b"\x00\x84\x5b\x00\x07"))
    assert variants(str(path), 0) == {"一\U000e0100", "丁\U000e0100", "葛\U000e0100"}
    (tmp_path / "broken.otf").write_bytes(b"OTTO\xff\xff")
    assert variants(str(tmp_path / "broken.otf"), 0) == variants(str(tmp_path / "none.otf"), 0) == frozenset()


@pytest.mark.parametrize("form", [KNOWN])
def test_forms_that_the_font_has_are_no_note(form: str, office: Path) -> None:
    """Those of names: BIZ UD has ten thousand."""
    from pipeline.layout.fonts import read_fonts

    fonts = read_fonts()
    assert fonts.lacking_forms(["BIZ UD明朝"], f"{form}{UNKNOWN}") == (UNKNOWN,)
