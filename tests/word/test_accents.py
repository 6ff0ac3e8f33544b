"""Colours of the framework's branches: what stands under each item of the outermost level has the colours that Word shows for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import W, w
from pipeline.source.parse_cache import Memory
from pipeline.workflows.build import make
from tests.goldens import TEMPLATES, quiet
from tests.hostile.projects import parts_of
from tests.layout.projects import edited_templates, small_project, with_part
from tests.markup import there
from tests.small_plan import CHAPTER, FRAMEWORK_YAML
from tests.templates import opened

OWN = ("1F4A5C", "E6EDF0")  # of the suite's templates
GREEN, BROWN = ("0B6E4F", "E3F2EC"), ("9C4A00", "FBEEDF")
STYLES = "word/styles.xml"
# Three items of the outermost level, the second with two of the next.
ITEMS = FRAMEWORK_YAML + "".join(
    f"""\
  - id: policy-{name}
    題: {title}
    施策の基本方向:
      - id: direction-{name}
        略称: {title}
        題: {title}の推進
        取組:
          - id: measure-{name}
            題: {title}の取組
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [{title}事業]
"""
    for name, title in (("x", "元気"), ("y", "つながり"))
)
FILES: Mapping[str, str] = {"framework.yaml": ITEMS}


def shown(*pairs: tuple[str, str, str]) -> Callable[[etree._Element], None]:
    """A change of styles.xml that adds character styles: their names, dark and light colours."""

    def change(root: etree._Element) -> None:
        for place, (name, dark, light) in enumerate(pairs):
            root.append(
                etree.fromstring(
                    f'<w:style xmlns:w="{W}" w:type="character" w:customStyle="1" w:styleId="Colour{place}"><w:name w:val="{name}"/>'
                    f'<w:rPr><w:color w:val="{dark}"/><w:shd w:val="clear" w:color="auto" w:fill="{light}"/></w:rPr></w:style>'
                )
            )

    return change


COLOURS = (("色分け", *OWN), ("色分け 1", *GREEN), ("色分け２", *BROWN))


def made(folder: Path, *pairs: tuple[str, str, str], name: str = "plan") -> bytes:
    templates = edited_templates(folder / "templates", {name: (STYLES, shown(*pairs))})
    (document,) = make(small_project(folder, FILES, templates), (name,), None, quiet).documents
    return document.docx


@pytest.fixture(scope="module")
def docx(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("colours"), *COLOURS)


def body_of(docx: bytes) -> str:
    return parts_of(docx)["word/document.xml"].decode()


def heading(docx: bytes, title: str) -> str:
    """The markup of the paragraph of a heading, without its bookmarks."""
    root = etree.fromstring(parts_of(docx)["word/document.xml"])
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        texts = "".join(each.text or "" for each in paragraph.iter(w("t")))
        if style is not None and "Heading" in style.get(w("val"), "") and texts == title:
            return etree.tostring(paragraph, encoding="unicode")
    raise AssertionError(title)


def test_a_heading_has_the_colour_of_its_branch(docx: bytes) -> None:
    """By hand: its style stays that of headings, by which contents and running heads find it."""
    for title, (dark, _) in (("安心なまち", GREEN), ("元気", BROWN)):
        markup = heading(docx, title)
        assert f'w:color="{dark}"' in markup
        assert '<w:pStyle w:val="Heading2"/>' in markup


def test_more_branches_than_colours_begin_them_anew(docx: bytes) -> None:
    assert f'w:color="{GREEN[0]}"' in heading(docx, "つながり")


def test_what_stands_in_no_branch_keeps_the_templates_own_colours(docx: bytes) -> None:
    for title in ("本文", "施策", "用語解説"):
        assert "w:color" not in heading(docx, title)


def test_tables_under_an_item_have_its_colours(docx: bytes) -> None:
    """Their lines by a style of their own, their shading where it is written."""
    body = body_of(docx)
    first, second = (body.index(f'w:name="{bookmark}"') for bookmark in ("policy_a", "policy_x"))
    assert '<w:tblStyle w:val="MeasureTable-1"/>' in body[first:second]
    assert f'w:fill="{GREEN[1]}"' in body[first:second]
    assert f'w:fill="{OWN[1]}"' not in body[first:second]
    assert '<w:tblStyle w:val="MeasureTable-2"/>' in body[second:]


def test_a_style_of_tables_has_its_colours_from_its_base_as_well(tmp_path: Path) -> None:
    """As that of a sample has, which says of itself only what was set by hand."""

    def based(root: etree._Element) -> None:
        shown(*COLOURS)(root)
        own = next(each for each in root if each.get(w("styleId")) == "MeasureTable")
        base = etree.fromstring(etree.tostring(own))
        base.set(w("styleId"), "Base")
        there(base.find(w("name"))).set(w("val"), "元の表")
        own.addprevious(base)
        there(own.find(w("basedOn"))).set(w("val"), "Base")
        for each in own.findall(w("tblPr")):
            own.remove(each)

    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, based)})
    (document,) = make(small_project(tmp_path, FILES, templates), ("plan",), None, quiet).documents
    styles = {each.get(w("styleId")): each for each in etree.fromstring(parts_of(document.docx)[STYLES])}
    assert there(styles["MeasureTable-1"].find(w("basedOn"))).get(w("val")) == "Base-1"
    assert there(styles["Base-1"].find(f".//{w('top')}")).get(w("color")) == GREEN[0]


def test_a_chart_under_an_item_begins_with_its_colour(tmp_path: Path) -> None:
    """Before those of the theme, as a chart elsewhere has them."""
    chart = "        説明: |\n          ::: {.グラフ #fig-%s 種類=棒 csv=data/x.csv}\n          利用\n          :::\n"
    framework = ITEMS.replace("        略称: 元気\n", "        略称: 元気\n" + chart % "own")
    text = (
        "# 本文 {#sec-text}\n\n" + chart.replace("        説明: |\n", "").replace("          ", "") % "other"
    )
    files = {
        "framework.yaml": framework,
        CHAPTER: text,
        "data/x.csv": "年度,人\n令和３年度,10\n令和４年度,12\n",
    }
    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, shown(*COLOURS))})
    (document,) = make(small_project(tmp_path, files, templates), ("plan",), None, quiet).documents
    charts = [
        data.decode() for name, data in sorted(parts_of(document.docx).items()) if "charts/chart" in name
    ]
    assert [BROWN[0] in chart for chart in charts] == [False, True]


def test_styles_of_tables_are_added_as_far_as_they_are_used(docx: bytes) -> None:
    styles = etree.fromstring(parts_of(docx)[STYLES])
    names = [each.get(w("val"), "") for each in styles.iter(w("name"))]
    assert [name for name in names if re.search(" 色[0-9]$", name)] == ["取組の表 色1", "取組の表 色2"]
    green = next(each for each in styles if each.get(w("styleId")) == "MeasureTable-1")
    lines = {each.get(w("color")) for each in green.iter(w("top"), w("bottom"))}
    assert lines == {GREEN[0], None}


def test_the_independent_reader_finds_nothing_wrong_with_it(docx: bytes) -> None:
    assert checks.check_document(checks.read("plan", docx)) == []


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param((), id="none"),
        pytest.param((("色分け", *OWN),), id="no item's"),
        pytest.param((("色分け 1", *GREEN), ("色分け 2", *BROWN)), id="none of the template's own"),
        pytest.param((("色分け", *OWN), ("色分け 2", *BROWN)), id="none of the first item"),
        pytest.param((("色分け", "auto", "auto"), ("色分け 1", *GREEN)), id="no colour"),
    ],
)
def test_without_them_nothing_is_in_other_colours(
    tmp_path: Path, pairs: tuple[tuple[str, str, str], ...]
) -> None:
    body = body_of(made(tmp_path, *pairs))
    assert GREEN[0] not in body
    assert BROWN[0] not in body


def test_one_colour_of_a_pair_is_enough(tmp_path: Path) -> None:
    body = body_of(made(tmp_path, ("色分け", OWN[0], "auto"), ("色分け 1", GREEN[0], "auto")))
    assert GREEN[0] in body
    assert f'w:fill="{OWN[1]}"' in body


def test_the_sheet_has_the_colours_of_its_rows(tmp_path: Path) -> None:
    """Where the row of tags is shaded; the first item has two rows."""

    def shaded(root: etree._Element) -> None:
        cell = next(each for each in root.iter(w("tc")) if "{{ 基本方針 }}" in "".join(each.itertext()))
        properties = cell.find(w("tcPr"))
        assert properties is not None
        shade = etree.SubElement(
            properties, w("shd"), {w("val"): "clear", w("color"): "auto", w("fill"): OWN[0]}
        )
        direction = properties.find(w("textDirection"))
        if direction is not None:
            direction.addprevious(shade)

    templates = edited_templates(tmp_path / "templates", {"framework": (STYLES, shown(*COLOURS))})
    path = templates / "framework.docx"
    path.write_bytes(with_part(path.read_bytes(), "word/document.xml", shaded))
    (document,) = make(small_project(tmp_path, FILES, templates), ("framework",), None, quiet).documents
    fills = re.findall('w:fill="([0-9A-F]{6})"', body_of(document.docx))
    assert [fill for fill in fills if fill in (GREEN[0], BROWN[0])] == [GREEN[0]] * 2 + [BROWN[0], GREEN[0]]


@pytest.mark.parametrize("name", ["plan", "framework"])
def test_a_template_with_colours_can_be_kept_for_the_next_run(name: str) -> None:
    """What is kept is made of values alone."""
    data = with_part((TEMPLATES / f"{name}.docx").read_bytes(), STYLES, shown(*COLOURS))
    template = opened(name, data)
    assert template.accents
    memory = Memory()
    memory.keep(template, name)
    again = Memory(memory.stored()).recall(name)
    assert again.accents == template.accents
