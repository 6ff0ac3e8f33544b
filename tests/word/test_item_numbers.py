"""Levels that are numbered by a list of their own: 基本目標１, 施策１－１, beside 章 and 節."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.hostile.projects import template_with
from tests.resolve.test_items import PLACE, TWO_GOALS, with_places
from tests.small_plan import small_plan
from tests.word.test_template_problems import NUMBERING, STYLES, part_of

DECLARED = TWO_GOALS.replace(
    "階層: [目標, 施策, 事業]\n",
    "階層: [{名: 目標, 番号: 独自}, {名: 施策, 番号: 独自}, {名: 事業, 番号: 独自}]\n"
    "欄:\n  事業:\n    - {名: 関連, 形: 参照, 任意: はい}\n",
).replace("題: 訪問}", "題: 訪問, 関連: [work-b]}")
LABELS = ("目標%1", "施策%1－%2", "事業%1－%2－%3")
STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="ItemNumbers"><w:name w:val="体系の番号"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9001"/></w:numPr></w:pPr></w:style></w:styles>'
)


def project(
    folder: Path, labels: tuple[str, ...] = LABELS, framework: str = DECLARED, form: str = "decimalFullWidth"
) -> Project:
    """The small plan with two goals, and a template that has a list for its items."""
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1400" w:hanging="1400"/></w:pPr></w:lvl>'
        for index, label in enumerate(labels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="9001"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering = part_of("plan", NUMBERING).replace("<w:num ", f"{abstract}<w:num ", 1)
    numbering = numbering.replace(
        "</w:numbering>", '<w:num w:numId="9001"><w:abstractNumId w:val="9001"/></w:num></w:numbering>'
    )
    styles = part_of("plan", STYLES).replace("</w:styles>", STYLE)
    templates = folder / "templates"
    templates.mkdir()
    for path in TEMPLATES.glob("*.*"):
        (templates / path.name).write_bytes(path.read_bytes())
    data = template_with({STYLES: styles.encode(), NUMBERING: numbering.encode()}, "plan")
    (templates / "plan.docx").write_bytes(data)
    text = "文章です。[](#work-b)と[](#policy-c){.番号と題}です。"
    files = small_plan({**with_places(text, PLACE), "framework.yaml": framework})
    for name, content in files.items():
        (folder / "plan_source" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "plan_source" / name).write_bytes(content)
    return Project(folder / "plan_source", templates, folder / "build")


def test_items_are_numbered_by_the_templates_own_list(tmp_path: Path) -> None:
    """Their headings stand where they stood; references show the label, which says enough by itself."""
    made = {
        each.name: each.docx for each in make(project(tmp_path), ("plan", "framework"), None, quiet).documents
    }
    reading = checks.read("plan", made["plan"])
    numbered = [
        (
            number.text if (number := reading.number(heading.at)) else "",
            reading.body.paragraphs[heading.at].text,
        )
        for heading in reading.headings
    ]
    assert numbered[:9] == [
        ("第１章", "本文"),
        ("第２章", "施策"),
        ("目標１", "育つまち"),
        ("施策１－１", "妊娠"),
        ("事業１－１－１", "訪問"),
        ("施策１－２", "保育"),
        ("事業１－２－１", "保育所"),
        ("目標２", "学ぶまち"),
        ("施策２－１", "学校"),
    ]
    text = reading.body.text
    assert "文章です。事業１－２－１と施策２－１「学校」です。" in text
    assert "事業１－２－１「保育所」" in text
    sheet = checks.read("framework", made["framework"]).body.text
    assert "目標１" in sheet
    assert "施策１－２" in sheet


def test_more_items_than_a_number_has_forms_for_are_told(tmp_path: Path) -> None:
    """① goes to 20."""
    many = "".join(
        f"      - {{id: more-{n}, 題: 施策{chr(0x3042 + n)}, 事業: [{{id: w-{n}, 題: 事業{chr(0x3042 + n)}}}]}}\n"
        for n in range(20)
    )
    framework = DECLARED.replace("  - id: goal-b", f"{many}  - id: goal-b")
    with pytest.raises(PlanErrors) as errors:
        make(project(tmp_path, framework=framework, form="decimalEnclosedCircle"), ("plan",), None, quiet)
    assert {problem.code for problem in errors.value.problems} == {Code.NUMBER_RANGE}


def test_a_list_with_too_few_levels_is_told(tmp_path: Path) -> None:
    """As is one that is not there."""
    with pytest.raises(PlanErrors) as errors:
        make(project(tmp_path, LABELS[:2]), ("plan",), None, quiet)
    assert [problem.code for problem in errors.value.problems if problem.code is Code.TEMPLATE_LIST]


def test_a_template_without_the_list_numbers_as_ever(tmp_path: Path) -> None:
    """A level that does not ask for the list does not have it."""
    plan = project(tmp_path, framework=TWO_GOALS.replace("題: 訪問}", "題: 訪問}"))
    (document,) = (each for each in make(plan, ("plan",), None, quiet).documents)
    reading = checks.read("plan", document.docx)
    assert [number.text for each in reading.headings[2:5] if (number := reading.number(each.at))] == [
        "第１節",
        "１",
        "(1)",
    ]
