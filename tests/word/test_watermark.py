"""The stage's word behind the text: Word's own kind of watermark, in every header of every document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.stages import Stage
from pipeline.model.xml_names import w
from pipeline.problems import Code
from pipeline.workflows.build import make
from tests.checks import small_docx
from tests.goldens import DOCUMENTS, quiet
from tests.hostile.projects import parts_of, template_with, write_project
from tests.small_plan import CHAPTER, PLAN_YAML, chapter
from tests.word.test_template_problems import changed, expect, problems_of

V = "{urn:schemas-microsoft-com:vml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Turned paper in the middle of the body, so that it has three sections.
LANDSCAPE = chapter(
    "文章です。\n\n::::: {.横長}\n::: {.表 #tbl-a}\n表\n\n| a | b |\n|--|--|\n| 1 | 2 |\n:::\n:::::\n\n文章です。"
)
FRAMED = '<w:p><w:pPr><w:framePr w:w="100" w:hRule="auto"/></w:pPr><w:r><w:t>枠</w:t></w:r></w:p>'
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
)
ART = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="案"/></v:shape>'
    "</w:pict></w:r></w:p></w:hdr>"
)


@dataclass(frozen=True)
class Mark:
    """A watermark: its part and shape, whose style is taken apart."""

    part: str
    shape: etree._Element

    @property
    def text(self) -> str:
        path = self.shape.find(f"{V}textpath")
        return path.get("string", "") if path is not None else ""

    @property
    def style(self) -> dict[str, str]:
        return dict(pair.split(":", 1) for pair in self.shape.get("style", "").split(";"))


def marks_of(docx: bytes) -> Iterator[Mark]:
    """Every watermark of a document, in the order of its parts."""
    for name, data in sorted(parts_of(docx).items()):
        if name.startswith("word/header"):
            yield from (Mark(name, shape) for shape in etree.fromstring(data).iter(f"{V}shape"))


def made(folder: Path, stage: str, plan_template: bytes | None = None) -> dict[str, bytes]:
    """The three documents of the smallest plan at a stage, checked."""
    plan = PLAN_YAML.replace("段階: 案", f"段階: {stage}")
    templates = {"plan.docx": plan_template} if plan_template else None
    project = write_project(folder, {"plan.yaml": plan, CHAPTER: LANDSCAPE}, templates)
    return {each.name: each.docx for each in make(project, DOCUMENTS, None, quiet).documents}


@pytest.mark.parametrize("stage", [stage.value for stage in Stage if stage is not Stage.ADOPTED])
def test_every_header_of_every_document_has_the_stages_word(stage: str, tmp_path: Path) -> None:
    """First and even pages too: the first section has each kind, and those after it bring or inherit theirs."""
    for docx in made(tmp_path, stage).values():
        headers = [name for name in parts_of(docx) if re.fullmatch(r"word/header\d+\.xml", name)]
        marks = list(marks_of(docx))
        assert [mark.part for mark in marks] == sorted(headers)
        assert {mark.text for mark in marks} == {stage}
        body = etree.fromstring(parts_of(docx)["word/document.xml"])
        first = next(body.iter(w("sectPr")))
        kinds = {each.get(w("type")) for each in first.findall(w("headerReference"))}
        assert kinds == {"default", "first", "even"}


def test_an_adopted_plan_has_neither_watermark_nor_more_headers(tmp_path: Path) -> None:
    """It is what its template is."""
    for name, docx in made(tmp_path, "策定").items():
        assert list(marks_of(docx)) == []
        headers = [part for part in parts_of(docx) if part.startswith("word/header")]
        assert len(headers) == (2 if name == "plan" else 0)


def test_the_watermark_is_one_that_word_knows(tmp_path: Path) -> None:
    """By its name ［透かしの削除］ finds it; it stands behind the text, in the middle, grey, and is no picture."""
    marks = list(marks_of(made(tmp_path, "素案")["plan"]))
    for mark in marks:
        assert mark.shape.get("id", "").startswith("PowerPlusWaterMarkObject")
        assert mark.shape.get("fillcolor") == "silver"
        assert int(mark.style["z-index"]) < 0
        assert mark.style["rotation"] == "315"
        assert mark.style["mso-position-horizontal"] == mark.style["mso-position-vertical"] == "center"
    for name in ("id", "{urn:schemas-microsoft-com:office:office}spid"):
        assert len({mark.shape.get(name) for mark in marks}) == len(marks)


@pytest.mark.parametrize("stage", ["案", "最終案"])
def test_the_watermark_stands_within_the_text_area_of_each_section(stage: str, tmp_path: Path) -> None:
    """Turned paper as well: what it takes, turned by 45°, is less than the shorter side, and not small."""
    for docx in made(tmp_path, stage).values():
        body = etree.fromstring(parts_of(docx)["word/document.xml"])
        sides = []
        for section in body.iter(w("sectPr")):
            size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
            assert size is not None
            assert margins is not None
            for side, edges in (("w", ("left", "right")), ("h", ("top", "bottom"))):
                sides.append(
                    int(size.get(w(side), "0")) - sum(int(margins.get(w(edge), "0")) for edge in edges)
                )
        for mark in marks_of(docx):
            width, height = (float(mark.style[side].removesuffix("pt")) for side in ("width", "height"))
            assert width == pytest.approx(height * len(stage), abs=0.2)
            assert 0.5 < (width + height) / math.sqrt(2) * 20 / min(sides) < 0.8


def test_headers_that_staff_added_for_first_and_even_pages_keep_their_text(tmp_path: Path) -> None:
    """Their parts are the template's own; header3.xml is the default one, which the cover lacks."""
    parts = parts_of(template_with({}))
    more = parts["word/_rels/document.xml.rels"].decode()
    more = more.replace(
        "</Relationships>", _relationship("rIdF", 8) + _relationship("rIdE", 9) + "</Relationships>"
    )
    types = parts["[Content_Types].xml"].decode()
    known = '<Override PartName="/word/header1.xml"'
    one = re.search(rf"{known}[^>]*/>", types)
    assert one is not None
    overrides = "".join(one[0].replace("header1", f"header{number}") for number in (8, 9))
    document = (
        parts["word/document.xml"]
        .decode()
        .replace(
            "<w:sectPr>",
            '<w:sectPr><w:headerReference w:type="first" r:id="rIdF"/><w:headerReference w:type="even" r:id="rIdE"/>',
            1,
        )
    )
    title_page = re.sub(r"(<w:pgNumType[^>]*/>)?(<w:cols[^>]*/>)", r"\1\2<w:titlePg/>", document, count=1)
    template = template_with(
        {
            "word/_rels/document.xml.rels": more.encode(),
            "[Content_Types].xml": types.replace(one[0], one[0] + overrides).encode(),
            "word/document.xml": title_page.encode(),
            "word/header8.xml": _header("初めのページ"),
            "word/header9.xml": _header("偶数ページ", FRAMED + TABLE),
        }
    )
    docx = made(tmp_path, "案", template)["plan"]
    shown = checks.project(checks.read("plan", docx))
    assert "ヘッダー（先頭ページ）: ⟦透かし 案⟧ ¶ [Normal] 初めのページ" in shown
    assert "ヘッダー（偶数ページ）: ⟦透かし 案⟧ ¶ " in shown
    assert "偶数ページ" in shown
    assert {mark.part for mark in marks_of(docx)} == {
        f"word/header{number}.xml" for number in (1, 2, 3, 8, 9)
    }


def test_a_header_of_frames_and_tables_gets_a_low_line_for_the_watermark(tmp_path: Path) -> None:
    """In a frame it would go where the frame goes."""
    template = template_with({"word/header2.xml": _header("", FRAMED + TABLE + FRAMED)})
    (mark,) = (
        each for each in marks_of(made(tmp_path, "案", template)["plan"]) if each.part.endswith("2.xml")
    )
    paragraph = next(mark.shape.iterancestors(w("p")))
    assert paragraph.find(f"{w('pPr')}/{w('framePr')}") is None
    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    assert spacing is not None
    assert spacing.get(w("line")) == "20"
    assert paragraph.getnext() is None


def test_a_watermark_in_the_template_is_told() -> None:
    """Staff put it there by hand; it would stay when the plan is adopted."""
    problems = problems_of(changed("plan", {"word/header2.xml": ("</w:hdr>", ART)}))
    expect(problems, Code.TEMPLATE_FAULT, "「案」", "透かしの削除")


# Damage to finished documents


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_lost_a_watermark_is_found_out(name: str, tmp_path: Path) -> None:
    """In whichever header: by the reader that every build goes through."""
    docx = made(tmp_path, "案")[name]
    for mark in marks_of(docx):
        for text, codes in (("", {"agree.watermark"}), ("素案", {"agree.watermark", "agree.stage-other"})):
            damaged = small_docx.changed(docx, 'string="案"', f'string="{text}"', mark.part)
            assert {each.code for each in _findings(name, damaged)} == codes


def _findings(name: str, docx: bytes) -> list[checks.Finding]:
    facts = checks.Facts(
        "みどり市地域福祉計画", "令和３年度〜令和７年度", "案", "（案）", "支え合うまち", (), ()
    )
    return checks.check_agreement({name: checks.read(name, docx)}, facts)


def _relationship(identity: str, number: int) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    return f'<Relationship Id="{identity}" Type="{kind}" Target="header{number}.xml"/>'


def _header(text: str, before: str = "") -> bytes:
    words = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if text else ""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:hdr xmlns:w="{space}">{before}{words}</w:hdr>'.encode()
