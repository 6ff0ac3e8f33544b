"""What each passage of the summary stands for."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.problems import Code
from pipeline.summary_review.passages import standings
from tests.divisions import FILES, RUN_ON, TEXT
from tests.small_plan import CHAPTER, MEASURES, PNG, Changes, chapter, expect, places, problems_in, resolved
from tests.summary_review.passages import passage, summary_of


def bodies_in(markdown: str, *ids: str, changes: Changes | None = None) -> dict[str, list[str]]:
    """What the passages of a chapter stand for."""
    plan = resolved({CHAPTER: chapter(markdown), "summary.yaml": summary_of(*ids), **(changes or {})})
    bodies = {each.passage.id: [said.text for said in each.body] for each in standings(plan)}
    return {identity: bodies[identity] for identity in ids}


def test_a_passage_stands_for_the_text_before_it_up_to_the_heading() -> None:
    """Sentence by sentence; what follows it, and what is under another heading, is not its own."""
    text = f"前の節\n\n## 節\n\n一つ目。二つ目（中。）。\n\n- 項目\n\n{passage('sum-a')}\n\n後の文章。"
    assert bodies_in(text, "sum-a") == {"sum-a": ["一つ目。", "二つ目（中。）。", "項目"]}


def test_a_passage_stands_for_the_text_since_the_passage_before() -> None:
    """Two in one section share it out."""
    text = f"一つ目。\n\n{passage('sum-a')}\n\n二つ目。\n\n{passage('sum-b')}"
    assert bodies_in(text, "sum-a", "sum-b") == {"sum-a": ["一つ目。"], "sum-b": ["二つ目。"]}


def test_passages_without_text_between_them_stand_for_the_same() -> None:
    """Two sentences of the summary that stand apart there."""
    text = f"一つ目。\n\n{passage('sum-a')}\n\n{passage('sum-b')}"
    assert bodies_in(text, "sum-a", "sum-b") == {"sum-a": ["一つ目。"], "sum-b": ["一つ目。"]}


def test_a_passage_under_a_heading_stands_for_all_that_is_under_it() -> None:
    """Some put it first. Headings below are part of it, the next one of its own level is not."""
    text = f"## 節\n\n{passage('sum-a')}\n\n文章。\n\n### 項\n\n続き。\n\n## 次の節\n\n別の文章。"
    assert bodies_in(text, "sum-a") == {"sum-a": ["節", "文章。", "項", "続き。"]}


def test_references_are_said_as_what_they_point_to() -> None:
    """Their numbers change by themselves."""
    text = f"[](#measure-a)と[](#sec-text){{.番号と題}}です。\n\n{passage('sum-a')}"
    assert bodies_in(text, "sum-a") == {"sum-a": ["[](#measure-a)と[](#sec-text){.番号と題}です。"]}


def test_tables_pictures_and_notes_are_said() -> None:
    """With a digest of the picture: what it shows can change under the same name."""
    table = "::: {.表 #tbl-a}\n表の題\n\n| 年 | 数 |\n|--|--|\n| 1年 | 2 |\n\n※ 注\n:::"
    figure = "::: {.図 #fig-a}\n![説明](figures/a.png)\n\n図の題\n:::"
    text = (
        f"文章[^fn-a]。\n\n[^fn-a]: 脚注\n\n{table}\n\n:::: {{.横長}}\n{figure}\n::::\n\n{passage('sum-a')}"
    )
    bodies = bodies_in(text, "sum-a", changes={"figures/a.png": PNG})
    *said, picture = bodies["sum-a"]
    expected = [
        "文章。",
        "脚注：脚注",
        "表の題：表の題",
        "年｜数",
        "1年｜2",
        "※ 注",
        "図の説明：説明",
        "図の題：図の題",
    ]
    assert said == expected
    assert picture == f"画像：figures/a.png（{hashlib.sha256(PNG).hexdigest()[:12]}）"


@pytest.mark.parametrize(
    ("of", "body"),
    [
        ("measure-a", ["見守り", "課題認識：課題です。", "対応方針：方針です。", "関連する施策：見守り事業"]),
        ("tbl-a", ["表の題：表の題", "年", "1年"]),
        ("term-welfare", ["地域福祉（ちいきふくし）", "地域の福祉です。"]),
        ("sec-a tbl-a", ["節", "文章。", "表の題：表の題", "年", "1年"]),
        ("sec-a、tbl-a", ["節", "文章。", "表の題：表の題", "年", "1年"]),
    ],
)
def test_a_passage_can_name_what_it_stands_for(of: str, body: list[str]) -> None:
    """Sections with all under them, measures, tables, terms, wherever they are."""
    table = "::: {.表 #tbl-a}\n表の題\n\n| 年 |\n|--|\n| 1年 |\n:::"
    text = f"{table}\n\n## 節 {{#sec-a}}\n\n文章。\n\n## 次の節\n\n別の文章。\n\n{passage('sum-a', of)}"
    assert bodies_in(text, "sum-a") == {"sum-a": body}


def test_a_passage_behind_the_measures_stands_for_all_of_them() -> None:
    """What is put in from framework.yaml is text before it."""
    text = f"# 施策\n\n支え合うまち\n\n::: {{.施策}}\n:::\n\n{passage('sum-purpose')}\n"
    (standing,) = standings(resolved({MEASURES: text}))
    said = [each.text for each in standing.body]
    assert said[:4] == ["支え合うまち", "安心なまち", "支え合いの推進", "見守り"]
    assert said[-1] == "関連する施策：相談事業"
    assert str(standing.body[3].location) == "plan_source/framework.yaml:10:13"


def test_a_passage_behind_the_glossary_stands_for_its_terms() -> None:
    """What is put in from glossary.yaml is text before it, too."""
    text = f"# 用語解説\n\n::: {{.用語解説}}\n:::\n\n{passage('sum-a')}\n"
    plan = resolved({"chapters/91-glossary.md": text, "summary.yaml": summary_of("sum-a")})
    (said,) = [each.body for each in standings(plan) if each.passage.id == "sum-a"]
    assert [each.text for each in said] == ["地域福祉（ちいきふくし）", "地域の福祉です。"]


def test_an_id_that_nothing_has_is_told_with_the_nearest() -> None:
    """At the passage that names it."""
    problems = problems_in(passage("sum-a", "measure-x"), {"summary.yaml": summary_of("sum-a")})
    expect(problems, Code.REF_MISSING, f"{CHAPTER}:3:1", "「measure-x」", "もしかして: measure-")


def test_a_passage_does_not_stand_for_a_footnote() -> None:
    """It would be a word without its sentence."""
    text = f"文章[^fn-a]。\n\n[^fn-a]: 脚注\n\n{passage('sum-a', 'fn-a')}"
    problems = problems_in(text, {"summary.yaml": summary_of("sum-a")})
    expect(problems, Code.REF_KIND, f"{CHAPTER}:7:1", "「fn-a」は脚注です")


@pytest.mark.parametrize("attribute", ['of=""', 'of=" 、"', 'on="sec-a"'])
def test_an_attribute_that_names_nothing_is_told(attribute: str) -> None:
    """Or one that passages don't have."""
    text = f"::: {{.要約 #sum-a {attribute}}}\n要約です。\n:::"
    problems = problems_in(text, {"summary.yaml": summary_of("sum-a")})
    assert places(problems) == [("md.attribute", f"{CHAPTER}:3:1")]


def test_a_passage_may_stand_for_a_division() -> None:
    """All of its chapters, and no more: the next 部 and the appendix are others."""
    files = {
        **FILES,
        TEXT: f"{FILES[TEXT]}\n{passage('sum-a', of='part-general')}\n\n{passage('sum-b', of='part-particular')}\n",
        "summary.yaml": summary_of("sum-a", "sum-b"),
    }
    bodies = {
        each.passage.id: [said.text for said in each.body] for each in standings(resolved(files, RUN_ON))
    }
    assert bodies["sum-a"][0] == "総論"
    assert "人口" in bodies["sum-a"]
    assert "各論" not in bodies["sum-a"]
    assert bodies["sum-b"][0] == "各論"
    assert "体制" in bodies["sum-b"]
    assert not {"総論", "用語解説"} & set(bodies["sum-b"])
