"""What a plan's author is told of its wording: where, once, and never more than a note."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.screen import Exit
from pipeline.documents.registry import contents_of
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.wording.find import problems_of
from pipeline.wording.load import read_profile
from pipeline.wording.profile import WORDING, Digits
from pipeline.workflows.prepare import Prepared, prepare
from pipeline.workflows.wording import findings_of, profile_of, texts_of, wording_notes
from pipeline.workspace.project import Project
from tests.answers.small_answers import ANSWERS_YAML
from tests.answers.small_answers import TEXTS as OPINIONS
from tests.commands import run
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.layout.projects import small_project
from tests.public_comment.small_comment import COMMENT_YAML
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, PLAN_YAML, PNG, POSITION_YAML, SUMMARY_YAML, chapter

TEXT = """\
市民および事業者[^note]。

::: {.条文}
第１条　市民および市の責務を定める。
:::

> 市民および市がともに進める。

::: {.表 #tbl-a}
| 区分 | 人数 |
|---|---|
| 子および親 | 10 |

表の題および注
:::

[^note]: 団体または個人。
"""


def prepared(folder: Path, **files: str) -> Prepared:
    named = {f"{name}.yaml": text for name, text in files.items() if name != "text"}
    project = small_project(folder, {CHAPTER: chapter(files.get("text", TEXT)), **named})
    return prepare(project, quiet)


def notes(made: Prepared) -> list[Problem]:
    """What is said of all documents."""
    contents = [make(made.resolved) for make in contents_of(made.documents).values()]
    return [*wording_notes(made, contents, "plan_source")]


def test_words_are_told_at_their_places_and_once_for_all(tmp_path: Path) -> None:
    """In paragraphs, cells, captions and notes; provisions and quotations are somebody else's."""
    found = notes(prepared(tmp_path))
    assert [(str(each.location), each.warning, each.message) for each in found] == [
        ("plan_source/chapters/01-text.md:3:3", True, "「および」は、「及び」と書きます（３か所）"),
        ("plan_source/chapters/01-text.md:19:12", True, "「または」は、「又は」と書きます"),
    ]
    assert "plan_source/chapters/01-text.md:14:4、plan_source/chapters/01-text.md:16:4" in found[0].hint


PLACES = """\
![市および県](figures/a.png)の印と市および県。

::: {.図 #fig-a}
![市および県](figures/a.png)
一つ目

![町および村](figures/a.png)
二つ目

図の題
:::

::: {.グラフ #fig-b 種類="棒" csv="data/b.csv" 単位="人および組" 説明="年および組の図です。"}
グラフの題
:::

::: {.表 #tbl-a}
表の題

| 子又は親 | 子または祖父または祖母 |
|---|---|
| （市が | 県が） |
:::
"""


def test_each_word_is_told_at_its_own_place_whatever_stands_before_it(tmp_path: Path) -> None:
    """What is read aloud in the place of pictures, names in charts, titles that templates set, cells of one row."""
    files = {
        CHAPTER: chapter(PLACES),
        "data/b.csv": "年度,親および子\n市および県,3\n",
        "summary.yaml": SUMMARY_YAML.replace("題: 目的", "題: 目的および趣旨"),
        "position.yaml": POSITION_YAML.replace("題: 健康なまち", "題: 健康および安全"),
    }
    made = prepare(small_project(tmp_path, {**files, "figures/a.png": PNG}), quiet)
    contents = [make(made.resolved) for make in contents_of(made.documents).values()]
    profile = profile_of(made, "plan_source")
    found = findings_of(texts_of(made, contents, "plan_source", profile), profile)
    alone = [problem for each in found for problem in problems_of([each], made.source, "plan_source")]
    told = [str(each.location) for each in alone if each.code == Code.WORDING_CONJUNCTION_KANJI]
    assert sorted(told) == sorted(
        f"plan_source/{name}:{number}:{found.start() + 1}"
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        for found in re.finditer("および|または", line)
    )
    assert len([each for each in alone if each.code == Code.WORDING_BRACKET_ALONE]) == 2


def test_a_bracket_that_closes_in_the_next_paragraph_of_a_cell_is_closed(tmp_path: Path) -> None:
    """As items of a list in it are."""
    text = "::: {.表 #tbl-a}\n題\n\n| 意見 |\n|---|\n| - 意見（市が進める。<br>- 県も進める。） |\n:::\n"
    assert notes(prepared(tmp_path, text=text)) == []


def test_what_the_sheet_shows_has_shorter_sentences(tmp_path: Path) -> None:
    """Though the plan shows it first."""
    sentence = f"{'見守りを進め、' * 12}ています。"
    framework = FRAMEWORK_YAML.replace("対応方針: 方針です。", f"対応方針: {sentence}", 1)
    (only,) = notes(prepared(tmp_path, text=sentence, framework=framework))
    assert str(only.location) == "plan_source/framework.yaml:13:19"
    assert f"{len(sentence)}字" in only.hint


def test_a_value_that_several_documents_show_is_told_once(tmp_path: Path) -> None:
    """The sheet and the plan show the same title."""
    text = FRAMEWORK_YAML.replace("支え合いの推進", "相談および見守りの推進")
    (only,) = notes(prepared(tmp_path, text="文章です。", framework=text))
    assert (str(only.location), only.message) == (
        "plan_source/framework.yaml:8:14",
        "「および」は、「及び」と書きます",
    )


def test_a_wrong_key_is_a_note_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    """Documents are made; nothing is said of wording meanwhile, since it could be against the city's habits."""
    made = prepared(tmp_path, wording="言葉:\n  - 書き方: 子ども\n    ほかの書きかた: [子供]\n")
    found = {each.code: each for each in notes(made)}
    unknown = found[Code.SCHEMA_UNKNOWN_KEY]
    assert (str(unknown.location), unknown.warning) == ("plan_source/wording.yaml:3:5", True)
    assert "ほかの書き方" in unknown.hint
    assert "直すまで、表記は調べません" in unknown.hint
    assert not any(code.startswith("wording.") for code in found)


def test_a_rule_that_is_none_is_told_with_the_nearest(tmp_path: Path) -> None:
    """As it stands in the brackets behind a note."""
    (only,) = notes(prepared(tmp_path, wording="止める規則: [wording.long-sentense]\n"))
    assert (str(only.location), only.code) == ("plan_source/wording.yaml:1:9", Code.SCHEMA_VALUE)
    assert "wording.long-sentence" in only.hint


@pytest.mark.parametrize("said", ["１桁は全角", "1桁は全角", "一桁は全角"])
def test_a_width_is_named_in_any_width(said: str) -> None:
    """As everywhere in the source."""
    assert read_profile(f"数字: {said}".encode(), WORDING).digits is Digits.SINGLE_FULL


def test_the_city_decides(tmp_path: Path) -> None:
    """A rule that is off, a passage that is excepted, a word of its own; an exception for nothing is told."""
    wording = """\
言葉:
  - 書き方: 事業所
    ほかの書き方: 事業者
止める規則: wording.conjunction-kanji
例外:
  - {id: tbl-b}
"""
    found = {each.code: str(each.location) for each in notes(prepared(tmp_path, wording=wording))}
    assert found == {
        Code.WORDING_CITY_WORD: "plan_source/chapters/01-text.md:3:6",
        Code.REF_MISSING: "plan_source/wording.yaml:6:10",
    }
    others = "例外: [{id: sec-text, 言葉: または}, {id: tbl-a, 規則: wording.conjunction-kanji}]\n"
    (other,) = notes(prepared(tmp_path / "others", wording=others))
    assert other.message == "「および」は、「及び」と書きます"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (("plan", "summary", "framework"), ["sec-nowhere"]),
        (("plan",), []),
        (("summary",), []),
        (("plan", "summary"), []),
    ],
)
def test_exceptions_for_nothing_are_told_where_all_documents_are_made(
    tmp_path: Path, made: tuple[str, ...], told: list[str]
) -> None:
    """What single documents don't show may stand in the others."""
    plan = prepared(
        tmp_path,
        wording="例外: [{id: sec-text}, {id: tbl-a}, {id: sec-nowhere}]\n",
    )
    contents = [make(plan.resolved) for name, make in contents_of(plan.documents).items() if name in made]
    found = [each for each in wording_notes(plan, contents, "plan_source") if each.code == Code.REF_MISSING]
    assert [each.message for each in found] == [f"例外の「{name}」という箇所はありません" for name in told]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write_project(tmp_path, {CHAPTER: chapter("市民および事業者。")})


def test_check_tells_and_ends_well(project: Project) -> None:
    """A note changes no exit code."""
    told = run(project, "check")
    assert told.exit_code == Exit.DONE
    assert "01-text.md:3:3: 注意: 「および」は、「及び」と書きます [wording.conjunction-kanji]" in told.stderr
    assert "出典: 公用文における漢字使用等について" in told.stderr


def test_quick_says_nothing_of_wording(project: Project) -> None:
    """It is for looking at what one writes."""
    assert "wording." not in run(project, "quick").stderr


def test_the_papers_of_a_consultation_are_looked_at(tmp_path: Path) -> None:
    """What the city writes there, not what residents wrote."""
    answers = ANSWERS_YAML.replace("市の考え方: ", "市の考え方: 市民および市で進めます。", 1)
    assert answers != ANSWERS_YAML
    project = write_project(
        tmp_path,
        {
            **OPINIONS,
            "answers.yaml": answers,
            "public_comment.yaml": COMMENT_YAML.replace("[郵送, 持参]", "[郵送または持参, ファックス]"),
            "plan.yaml": PLAN_YAML,
        },
    )
    told = run(project, "answers").stderr
    assert told.count("[wording.") == 1
    assert "answers.yaml" in told
    asked = run(project, "public-comment", "--layout", "none").stderr
    assert "public_comment.yaml:3:" in asked
    assert "「または」は、「又は」と書きます" in asked


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("止める規則: [漢字で書く接続詞]", "wording.conjunction-kanji"),
        ("止める規則: wording.can\n使う規則: wording.can", "どちらか一方"),
        (
            "言葉:\n  - {書き方: 子ども, ほかの書き方: 子供}\n  - {書き方: 子供, ほかの書き方: 子ども}",
            "一つに決めて",
        ),
    ],
)
def test_what_is_said_twice_or_by_another_name_is_told(wording: str, said: str) -> None:
    """Else one of two would hold, and nobody knew which."""
    with pytest.raises(PlanErrors) as wrong:
        read_profile(wording.encode(), WORDING)
    assert said in wrong.value.problems[0].hint
