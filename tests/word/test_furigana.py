"""Furigana in lines of a fixed height: they have room everywhere, and heights are estimated with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from pipeline.documents.registry import CONTENTS
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inline, Note, Paragraph, Role, Ruby, Strong, Text
from pipeline.model.xml_names import w
from pipeline.problems import Location
from pipeline.word.markup.styles import RUBY_LINE
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.layout.projects import edited_templates, small_project
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, Changes
from tests.word.test_grid_layout import A3_TEXT_WIDTH, styles

R = '[狭間]{ruby="はざま"}'
EVERYWHERE = f"""\
# 章の{R} {{#sec-text}}

## 節の{R}

本文の**{R}**です[^fn]。

- 点の{R}

    続きの{R}

1. 番号の{R}

> 引用の{R}

用語の{R}
: 説明の{R}

[^fn]: 脚注の{R}

::: {{.表 #tbl-a}}
題の{R}

| 見出しの{R} | 値 |
|---|---|
| セルの{R} | 値 |

資料：{R}統計
:::
"""
CHANGES: Changes = {
    CHAPTER: EVERYWHERE,
    "framework.yaml": FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: '{R}の課題です。'", 1),
}


def lines_with_furigana(docx: bytes) -> dict[str, tuple[int, str]]:
    """By their text, the paragraphs of body and footnotes with furigana: the height of their lines over the text's size, and its rule."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name not in package.namelist():
                continue
            for paragraph in etree.fromstring(package.read(name)).iter(w("p")):
                size = paragraph.find(f".//{w('hpsBaseText')}")
                if size is not None:
                    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
                    own = dict(spacing.attrib) if spacing is not None else {}
                    line = int(own.get(w("line"), 0)) // int(size.get(w("val"), ""))
                    found["".join(paragraph.itertext(w("t")))] = line, own.get(w("lineRule"), "")
    return found


def test_lines_with_furigana_are_high_enough_wherever_they_stand(tmp_path: Path) -> None:
    """Chapters' headings to footnotes, and the measures in the plan and on the framework's sheet."""
    documents = make(small_project(tmp_path, CHANGES), tuple(CONTENTS), None, quiet).documents
    found = {document.name: lines_with_furigana(document.docx) for document in documents}
    assert len(found["plan"]) == EVERYWHERE.count("ruby") + 1
    assert len(found["framework"]) == 1
    for name in ("plan", "framework"):
        assert set(found[name].values()) == {(RUBY_LINE, "exact")}


def growing(root: etree._Element) -> None:
    """Styles whose lines have no fixed height."""
    for spacing in root.iter(w("spacing")):
        if spacing.get(w("lineRule")) == "exact":
            spacing.set(w("lineRule"), "atLeast")


def test_lines_that_grow_by_themselves_are_left_to_do_so(tmp_path: Path) -> None:
    """Only a fixed height cuts furigana off."""
    templates = edited_templates(tmp_path / "templates", {"plan": ("word/styles.xml", growing)})
    (document,) = make(small_project(tmp_path, CHANGES, templates), ("plan",), None, quiet).documents
    assert set(lines_with_furigana(document.docx).values()) == {(0, "")}


def height_of(*content: Inline) -> float:
    """The height of a row with this in its cell."""
    row = (GridCell((Paragraph(content, Role.SHEET_TEXT),)),)
    return lay_out(styles(), {}, Grid("体系図", (), (row,)), A3_TEXT_WIDTH).height


def test_rows_are_estimated_with_their_furigana() -> None:
    """Also where it stands in bold; that of a footnote is not in the row."""
    plain = height_of(Text("狭間"))
    assert height_of(Ruby("狭間", "はざま")) > plain
    assert height_of(Strong((Ruby("狭間", "はざま"),))) == height_of(Ruby("狭間", "はざま"))
    note = Note("", (Paragraph((Ruby("狭間", "はざま"),)),), Location("a.md"))
    assert height_of(Text("狭間"), note) == plain
