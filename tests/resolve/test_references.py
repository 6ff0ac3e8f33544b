"""References, ids and the places of what is made from YAML: everything that points to something else."""

from __future__ import annotations

import pytest

from pipeline.model.inlines import Variant
from pipeline.model.reference_text import reference_text
from pipeline.problems import Code, PlanErrors
from pipeline.resolve.plan import resolve
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    MEASURES,
    PLAN_YAML,
    SCHEME,
    SUMMARY_YAML,
    TEXTS,
    chapter,
    expect,
    load,
    places,
    problems_in,
    problems_with,
    resolved,
)

TABLE = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"
MEASURE = "            関連する施策: [相談事業]\n"


@pytest.mark.parametrize(
    ("target", "variant", "text"),
    [
        ("sec-text", Variant.NUMBER, "第１章"),
        ("sec-text", Variant.TITLE, "本文"),
        ("sec-text", Variant.NUMBER_TITLE, "第１章「本文」"),
        ("sec-text", Variant.PAGE, "－"),
        ("sec-a", Variant.NUMBER_TITLE, "第１章第１節『「我が事」の節』"),
        ("measure-b", Variant.NUMBER_TITLE, "第２章第１節１(2)「相談」"),
        ("tbl-a", Variant.NUMBER_TITLE, "表１－１「題」"),
        ("term-welfare", Variant.TITLE, "地域福祉"),
        ("sec-glossary", Variant.NUMBER, "資料１"),
        ("fn-a", Variant.NUMBER, "1"),
    ],
)
def test_what_references_show(target: str, variant: Variant, text: str) -> None:
    """Numbers in full context, titles in brackets that they don't hold themselves, no page yet."""
    markdown = f"## 「我が事」の節 {{#sec-a}}\n\n文[^fn-a]\n\n{TABLE}\n\n[^fn-a]: 注"
    assert reference_text(resolved({CHAPTER: chapter(markdown)}).targets[target], variant) == text


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("[](#tbl-b)に示す。", "3:1"),
        ("文章[ここ](#tbl-b)です。", "3:3"),
        ("- 項目[](#tbl-b){.題}", "3:5"),
        ("**「[](#tbl-b)」**です", "3:4"),
        ("文[^a]\n\n[^a]: 注[](#tbl-b)", "5:8"),
    ],
)
def test_a_reference_to_nothing_is_told_with_what_is_near(markdown: str, place: str) -> None:
    """Wherever it stands; the near id comes with its place."""
    problems = problems_with({CHAPTER: chapter(markdown), "chapters/91-glossary.md": f"# 資料\n\n{TABLE}\n"})
    expect(
        problems,
        Code.REF_MISSING,
        f"{CHAPTER}:{place}",
        "「tbl-b」という参照先はありません",
        "もしかして: tbl-a (plan_source/chapters/91-glossary.md:3:1)",
    )


def test_a_reference_unlike_any_id_is_told_with_what_to_look_for() -> None:
    """Nothing is near."""
    expect(problems_in("[](#zzzzzzzz)"), Code.REF_MISSING, f"{CHAPTER}:3:1", "{#id}")


def test_a_reference_in_yaml_is_told_in_its_line() -> None:
    """Measures refer as chapters do."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", "課題認識: 課題は『[](#tbl-b)』です。", 1)
    expect(problems_with({"framework.yaml": text}), Code.REF_MISSING, "framework.yaml:12:23")


def test_a_passage_is_no_target() -> None:
    """It stands in the summary alone; the section that is like it in name is not guessed."""
    expect(problems_in("[](#sum-purpose)"), Code.REF_MISSING, f"{CHAPTER}:3:1", "要約で", "のある節や章")


@pytest.mark.parametrize(
    ("target", "variant"),
    [("term-welfare", ""), ("term-welfare", "{.番号と題}"), ("sec-a", ""), ("sec-a", "{.番号と題}")],
)
def test_a_reference_to_a_number_that_is_not_there_is_told(target: str, variant: str) -> None:
    """Terms and unnumbered headings have titles alone."""
    problems = problems_in(f"[](#{target}){variant}\n\n## 節 {{#sec-a .番号なし}}")
    expect(problems, Code.REF_NO_NUMBER, f"{CHAPTER}:3:1", "番号がありません", f"[](#{target}){{.題}}")


@pytest.mark.parametrize("variant", ["{.題}", "{.番号と題}"])
def test_a_reference_to_the_title_of_a_note_is_told(variant: str) -> None:
    """A note has a number alone."""
    problems = problems_in(f"文[^fn-a]と[](#fn-a){variant}\n\n[^fn-a]: 注")
    expect(problems, Code.REF_NO_TITLE, f"{CHAPTER}:3:10", "脚注", "[](#fn-a)")


@pytest.mark.parametrize("variant", ["{.題}", "{.頁}"])
def test_what_has_no_number_has_a_title_and_a_page(variant: str) -> None:
    """Those may be shown."""
    assert not problems_in(f"[](#term-welfare){variant}[](#sec-a){variant}\n\n## 節 {{#sec-a .番号なし}}")


def test_captions_may_show_each_others_titles() -> None:
    """In a row, whatever their order."""
    first = TABLE.replace("題", "[](#tbl-b){.題}の内訳", 1)
    markdown = f"{first}\n\n{TABLE.replace('tbl-a', 'tbl-b').replace('題', '[](#tbl-c){.題}と数', 1)}\n\n"
    markdown += TABLE.replace("tbl-a", "tbl-c").replace("題", "人口", 1)
    assert resolved({CHAPTER: chapter(markdown)}).targets["tbl-a"].title == "人口と数の内訳"


@pytest.mark.parametrize(("first", "second"), [("tbl-a", ""), ("tbl-b", "tbl-a")])
def test_captions_that_show_their_own_titles_are_told(first: str, second: str) -> None:
    """Directly, or by way of another one."""
    markdown = TABLE.replace("題", f"[](#{first}){{.題}}の内訳", 1)
    if second:
        markdown += f"\n\n{TABLE.replace('tbl-a', 'tbl-b').replace('題', f'[](#{second}){{.番号と題}}', 1)}"
    expect(problems_in(markdown), Code.REF_CIRCULAR, f"{CHAPTER}:3:1", "「tbl-a」", "番号の参照")


@pytest.mark.parametrize("related", ["measure-b", "direction-a", "sec-text"])
def test_related_measures_are_other_measures(related: str) -> None:
    """Not the measure itself, nor a section."""
    text = FRAMEWORK_YAML.replace(MEASURE, f"{MEASURE}            関連する取組: [{related}]\n")
    expect(
        problems_with({"framework.yaml": text}),
        Code.REF_KIND,
        "framework.yaml:20:22",
        f"「{related}」",
        "取組",
    )


def test_a_related_measure_that_is_not_there_is_told_once() -> None:
    """Like any reference to nothing."""
    text = FRAMEWORK_YAML.replace(MEASURE, f"{MEASURE}            関連する取組: [measure-c]\n")
    expect(problems_with({"framework.yaml": text}), Code.REF_MISSING, "framework.yaml:20:22", "measure-")


# Ids


def test_two_items_of_the_framework_with_one_id_are_told() -> None:
    """Neither is left out."""
    changes = {"framework.yaml": TEXTS["framework.yaml"].replace("measure-b", "measure-a")}
    expect(
        problems_with(changes), Code.ID_DUPLICATE, "framework.yaml:15:13", "２か所", "framework.yaml:10:13"
    )


@pytest.mark.parametrize(
    ("markdown", "place", "first"),
    [
        ("## 節 {#sec-a}\n\n## 節 {#sec-a}", f"{CHAPTER}:5:1", f"{CHAPTER}:3:1"),
        (f"## 節 {{#tbl-a}}\n\n{TABLE}", f"{CHAPTER}:5:1", f"{CHAPTER}:3:1"),
        ("## 節 {#sec-measures}", f"{MEASURES}:1:1", f"{CHAPTER}:3:1"),
        ("## 節 {#sum-purpose}", f"{MEASURES}:5:1", f"{CHAPTER}:3:1"),
        ("## 節 {#measure-a}", "framework.yaml:10:13", f"{CHAPTER}:3:1"),
        ("## 節 {#term-welfare}", "glossary.yaml:2:5", f"{CHAPTER}:3:1"),
        ("文[^sec-text]\n\n[^sec-text]: 注", f"{CHAPTER}:3:2", f"{CHAPTER}:1:1"),
    ],
)
def test_an_id_that_stands_twice_is_told_with_the_first_place(markdown: str, place: str, first: str) -> None:
    """Across files and kinds; the first is the one that stands first in the plan."""
    expect(problems_in(markdown), Code.ID_DUPLICATE, place, "２か所", f"plan_source/{first}")


def test_a_footnotes_label_may_stand_in_every_file() -> None:
    """[^1] is no id."""
    files = {
        CHAPTER: chapter("文[^1]\n\n[^1]: 注"),
        "chapters/91-glossary.md": "# 資料\n\n文[^1]\n\n[^1]: 注\n",
    }
    assert not problems_with(files)


def test_terms_and_measures_count_once_wherever_the_ids_of_others_are_told() -> None:
    """Listing the measures twice is one problem, not one for each of their ids."""
    problems = problems_in("::: {.施策}\n:::")
    expect(problems, Code.MD_PLACE, f"{MEASURES}:9:1", "「施策」が２か所", f"{CHAPTER}:3:1")


# Listings and the summary


@pytest.mark.parametrize("part", ["前付", "資料編"])
def test_measures_stand_in_a_chapter(part: str) -> None:
    """Their numbers come from there."""
    text = PLAN_YAML.replace("  - chapters/02-measures.md\n", "")
    text = (
        text.replace("資料編:\n", "資料編:\n  - chapters/02-measures.md\n")
        if part == "資料編"
        else f"{text}前付: [chapters/02-measures.md]\n"
    )
    expect(problems_with({"plan.yaml": text}), Code.MD_PLACE, f"{MEASURES}:9:1", "「施策」", "「章」")


def test_measures_stand_somewhere() -> None:
    """Or the plan would not show them."""
    text = TEXTS[MEASURES].replace("::: {.施策}\n:::\n", "")
    expect(problems_with({MEASURES: text}), Code.MD_PLACE, f"{MEASURES}:1", "取組がどの章にも", "::: {.施策}")


def test_a_passage_that_the_summary_does_not_show_is_told() -> None:
    """Somebody wrote it to be read."""
    problems = problems_in("::: {.要約 #sum-more}\n文章です。\n:::")
    expect(problems, Code.SUMMARY_UNUSED, f"{CHAPTER}:3:1", "「sum-more」", "summary.yaml")


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("要約: sum-purpos", ("「sum-purpos」という要約", "もしかして: sum-purpose")),
        ("要約: zzzzzzzz", ("::: {.要約 #zzzzzzzz}",)),
        ("要約: sec-text", ("要約はありません",)),
        ("図: fig-position", ("「fig-position」という図", "章の中の図のid")),
        ("図: sum-purpose", ("図はありません",)),
        ("表: tbl-none", ("「tbl-none」という表",)),
    ],
)
def test_a_summarys_item_that_is_not_there_is_told(item: str, words: tuple[str, ...]) -> None:
    """Passages and the diagram, not each other's ids."""
    problems = problems_with({"summary.yaml": f"{SUMMARY_YAML}      - {item}\n"})
    expect(problems, Code.REF_MISSING, "summary.yaml:5:9", *words)


def test_a_vision_that_the_plan_does_not_state_is_told() -> None:
    """It is what the plan is for."""
    problems = problems_with({"framework.yaml": FRAMEWORK_YAML.replace("支え合うまち", "別の理念")})
    expect(problems, Code.VISION_MISSING, "framework.yaml:1:7", "「別の理念」", "位置付け図")


def test_the_diagram_states_the_vision_as_well() -> None:
    """It is drawn with it."""
    files = {
        CHAPTER: chapter("::: {.位置付け図 #fig-p}\n題\n:::"),
        "framework.yaml": FRAMEWORK_YAML.replace("支え合うまち", "別の理念"),
    }
    assert not problems_with(files)


def test_all_problems_of_the_resolver_come_at_once_and_in_order() -> None:
    """In the order of files and lines."""
    problems = problems_with(
        {
            CHAPTER: chapter("[](#a)\n\n## 節 {#sec-measures}\n\n[](#term-welfare)"),
            "summary.yaml": f"{SUMMARY_YAML}      - 要約: sum-none\n",
            "glossary.yaml": GLOSSARY_YAML.replace("説明: 地域", "説明: '[](#b)'#地域").replace(
                "'#地域の福祉です。", "'"
            ),
        }
    )
    assert places(problems) == [
        ("ref.missing", f"{CHAPTER}:3:1"),
        ("ref.no-number", f"{CHAPTER}:7:1"),
        ("id.duplicate", f"{MEASURES}:1:1"),
        ("ref.missing", "glossary.yaml:5:10"),
        ("ref.missing", "summary.yaml:5:9"),
    ]


@pytest.mark.parametrize(
    ("missing", "meant"),
    [
        ("sec-population", ""),
        ("tbl-populaton", "tbl-population"),
        ("term-welfar", "term-welfare"),
        ("measure-welfare", ""),
        ("measure-carers", ""),
        ("population", "tbl-population"),
        ("mesure-b", "measure-b"),
        ("tbl-position", ""),
        ("tbl-populations", "tbl-population"),
        ("tbl-population-trend", "tbl-population"),
        ("tbl_population", "tbl-population"),
        ("ＴＢＬ－population", "tbl-population"),
        ("table-population", "tbl-population"),
        ("figure-population", ""),
        ("sum-population", ""),
        ("goal-a", ""),
    ],
)
def test_a_guess_is_of_the_kind_that_the_id_says(missing: str, meant: str) -> None:
    """A table is not meant where a section is missing, and that all measures' ids begin alike makes none of them near."""
    table = TABLE.replace("tbl-a", "tbl-population")
    problems = problems_in(f"[見る](#{missing})\n\n{table}")
    assert [problem.code for problem in problems] == [Code.REF_MISSING]
    assert ("もしかして" in problems[0].hint) == bool(meant)
    assert meant in problems[0].hint


def test_a_number_is_not_guessed_of_what_has_none() -> None:
    """A term has a title alone."""
    expect(problems_in("[](#welfare)"), Code.REF_MISSING, f"{CHAPTER}:3:1", "{#id}")


def test_related_measures_are_guessed_among_measures() -> None:
    """Another id would be refused at once."""
    text = FRAMEWORK_YAML.replace(
        "関連する施策: [相談事業]", "関連する施策: [相談事業]\n            関連する取組: [direction-b]"
    )
    (problem,) = problems_with({"framework.yaml": text})
    assert problem.code is Code.REF_MISSING
    assert "もしかして" not in problem.hint


@pytest.mark.parametrize("name", ["地域福祉", "地域 福祉", "地域　福祉"])
def test_two_terms_with_one_name_are_told_at_both_places(name: str) -> None:
    """However wide its signs and blanks are."""
    entry = f"  - {{id: term-b, 語: {name}, 読み: ちいきふくし, 説明: 別の説明です。}}\n"
    problems = problems_with({"glossary.yaml": GLOSSARY_YAML + entry})
    assert places(problems) == [("term.twice", "glossary.yaml:2:5"), ("term.twice", "glossary.yaml:6:5")]
    assert "glossary.yaml:6:5" in problems[0].hint


RECORDED = {"measure-c": "第２章第１節１(3)「意識の醸成」", "tbl-old": "表１－１「題」"}


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("measure-c", ("もうありません", "第２章第１節１(3)「意識の醸成」", "削除")),
        ("tbl-old", ("表１－１「題」", "今のidは tbl-a です")),
    ],
)
def test_what_was_recorded_and_is_gone_is_told_with_where_it_stood(
    missing: str, words: tuple[str, ...]
) -> None:
    """It was deleted, or has another id: nothing that is near is guessed."""
    plan = load({CHAPTER: chapter(f"[見る](#{missing})\n\n{TABLE}")})
    with pytest.raises(PlanErrors) as raised:
        resolve(plan, SCHEME, RECORDED.get)
    expect(raised.value.problems, Code.REF_MISSING, f"{CHAPTER}:3:1", *words)
    assert "もしかして" not in str(raised.value)


def test_what_changes_yaml_says_was_deleted_is_no_slip() -> None:
    """It names the ids of what is gone."""
    changes = "変更:\n  - {箇所: [measure-c], 区分: 時点修正, 理由: 終わったからです。}\n"
    problems = problems_in("[見る](#measure-c)", {"changes.yaml": changes})
    expect(problems, Code.REF_MISSING, f"{CHAPTER}:3:1", "changes.yaml:2:", "削除")


def test_an_id_that_was_taken_off_is_told_with_the_heading_that_had_it() -> None:
    """The section is still there."""
    plan = load({CHAPTER: chapter("[見る](#sec-old)\n\n## 現状")})
    with pytest.raises(PlanErrors) as raised:
        resolve(plan, SCHEME, {"sec-old": "第１章第１節「現状」"}.get)
    expect(
        raised.value.problems, Code.REF_MISSING, f"{CHAPTER}:3:1", f"{CHAPTER}:5:1 にあります", "{#sec-old}"
    )
