"""Fonts of Windows, Office and macOS: each is measured with the one that is nearest in width."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.commands.run_report import page_notes
from pipeline.layout.fonts import configuration
from pipeline.layout.substitutes import substitute
from tests.layout.projects import edited_templates, finish, small_project
from tests.layout.tagged import read_tagged

FAMILIES = {
    "BIZ UD明朝": (
        *(
            "ＭＳ 明朝",
            "MS 明朝",
            "MS Mincho",
            "游明朝",
            "游明朝 Demibold",
            "Yu Mincho",
            "Yu Mincho Light",
            "HG明朝E",
        ),
        *(
            "HGS明朝B",
            "HG教科書体",
            "HG正楷書体-PRO",
            "UD デジタル 教科書体 N-R",
            "ヒラギノ明朝 ProN W3",
            "Hiragino Mincho Pro",
        ),
        *(
            "IPAmj明朝",
            "IPA明朝",
            "Noto Serif CJK JP",
            "Noto Serif JP",
            "小塚明朝 Pr6N",
            "源ノ明朝",
            "游教科書体",
        ),
    ),
    "BIZ UDP明朝": (
        "ＭＳ Ｐ明朝",
        "MS P明朝",
        "MS PMincho",
        "HGP明朝E",
        "HGP教科書体",
        "UD デジタル 教科書体 NP-R",
        "IPA P明朝",
    ),
    "BIZ UDゴシック": (
        *(
            "ＭＳ ゴシック",
            "MS Gothic",
            "游ゴシック",
            "游ゴシック Medium",
            "Yu Gothic",
            "Yu Gothic Light",
            "メイリオ",
            "Meiryo",
        ),
        *(
            "HGｺﾞｼｯｸE",
            "HG創英角ｺﾞｼｯｸUB",
            "HGS創英角ﾎﾟｯﾌﾟ体",
            "HG丸ｺﾞｼｯｸM-PRO",
            "ヒラギノ角ゴ ProN W3",
            "Hiragino Sans",
        ),
        *(
            "Hiragino Kaku Gothic ProN",
            "ヒラギノ丸ゴ Pro",
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "IPAexゴシック",
            "小塚ゴシック Pro",
        ),
    ),
    "BIZ UDPゴシック": (
        "ＭＳ Ｐゴシック",
        "MS PGothic",
        "MS UI Gothic",
        "Meiryo UI",
        "Yu Gothic UI",
        "HGPｺﾞｼｯｸM",
        "HGP創英角ｺﾞｼｯｸUB",
    ),
    "Liberation Serif": (
        "Times New Roman",
        "Century",
        "Cambria",
        "Georgia",
        "Garamond",
        "Book Antiqua",
        "Century Schoolbook",
    ),
    "Liberation Sans": (
        "Arial",
        "Calibri",
        "Verdana",
        "Segoe UI",
        "Century Gothic",
        "Franklin Gothic Medium",
        "Tahoma",
        "Aptos",
    ),
    "Liberation Mono": ("Courier New", "Consolas", "Lucida Console"),
}


@pytest.mark.parametrize(
    ("family", "nearest"), [(family, here) for here, families in FAMILIES.items() for family in families]
)
def test_a_font_is_measured_with_the_nearest_in_width(family: str, nearest: str) -> None:
    """Full-width kana with a fixed font of its kind, kana of their own widths with a proportional one."""
    assert substitute(family) == nearest


def test_names_that_mean_something_in_xml_are_names() -> None:
    """A template may ask for any family."""
    assert "A&amp;B &lt;C&gt;" in configuration(["A&B <C>"]) or configuration() == ""


def test_ms_mincho_is_measured_with_a_mincho_of_fixed_width(office: Path, tmp_path: Path) -> None:
    """And the note says with which, and what helps."""
    templates = edited_templates(tmp_path / "templates", {})
    path = templates / "plan.docx"
    path.write_bytes(_with_family(path.read_bytes(), "BIZ UD明朝 Medium", "ＭＳ 明朝"))
    finished = finish(small_project(tmp_path, templates=templates), ("plan",))
    names = {str(font.BaseFont).partition("+")[2] for font in read_tagged(finished["plan"].pdf).fonts}
    assert "BIZUDMincho-Regular" in names
    assert {name for name in names if "Mincho" in name or "DejaVu" in name} == {"BIZUDMincho-Regular"}
    (note,) = page_notes(finished.built.documents, wanted=True)
    assert "ＭＳ 明朝（BIZ UD明朝の幅で測りました）" in note
    assert "テンプレートの書体を" in note
    assert "apt" not in note


def _with_family(docx: bytes, old: str, new: str) -> bytes:
    """A document in another font, wherever it names it."""

    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return saved.getvalue()
