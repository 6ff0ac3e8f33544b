"""The finished document: what it says, as a golden and by rules, and that it is a sound Word file."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline import checks
from pipeline.answers.counts import number_list
from pipeline.checks.reading import Reading
from pipeline.model.bodies import own_word
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.answers import build_answers, make_answers
from pipeline.workspace.project import Project
from tests.answers.small_answers import ANSWERS_YAML, HEAD, TEXTS, Changes, workbook
from tests.goldens import TEMPLATES, quiet
from tests.small_plan import PLAN_YAML, expect, small_plan
from tests.word_save import save_as_word_does

NOTHING = {"opinions.csv": f"{','.join(HEAD)}\n", "answers.yaml": None}
WORDS = """\
No.,該当箇所,意見,提出方法
1,"第２章
表２－１","（記載例）①字を大きく
②㈱や℡を減らす😀　髙﨑",ＦＡＸ
2,,"=HYPERLINK(""http://example.jp"",""ここ"")",FAX
3,全体,**太字**と[](#sec-text)と{{ 計画名 }}と<b>&amp;,
4,全体,（記載例）同じ趣旨,窓口
5,,（記載例）同じ趣旨,窓口
"""
WORDS_ANSWERS = """\
区分:
  - {名称: 反映, 説明: 計画を直したもの, 変更: 必要}
  - {名称: 参考, 説明: 今後の参考とするもの}
  - {名称: その他}
回答:
  - 意見: [2, 4, 5]
    該当箇所: '[](#sec-measures)'
    市の考え方: |
      **御意見**のとおり、[](#measure-b){.番号と題}（[](#measure-b){.頁}ページ）を直しました。

      次の段落です。
    対応区分: 反映
    変更: [sec-text, measure-b]
    削除: [{id: measure-gone, 題: 「我が事」の輪}]
  - 意見: [1]
    市の考え方: 今後の参考とします。
    対応区分: 参考
  - 意見: [3]
    意見の概要: まとめた言葉
    市の考え方: '[](#term-welfare){.題}と、[別の言葉](#sec-text)です。'
    対応区分: 参考
"""
CASES: dict[str, Changes] = {
    "three": {},
    "none": NOTHING,
    "words": {"opinions.csv": WORDS, "answers.yaml": WORDS_ANSWERS},
}


def project_of(folder: Path, changes: Changes, plan: Changes | None = None) -> Project:
    """The smallest plan with opinions and answers, as a folder."""
    files = {**small_plan(plan), **{k: v for k, v in {**TEXTS, **changes}.items() if v is not None}}
    for path, content in files.items():
        target = folder / "plan_source" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return Project(folder / "plan_source", TEMPLATES, folder / "build", keeps_cache=False)


def read_of(folder: Path, changes: Changes, plan: Changes | None = None) -> Reading:
    return checks.read("answers", make_answers(project_of(folder, changes, plan), quiet).docx)


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_as_recorded(
    name: str, tmp_path: Path, file_regression: FileRegressionFixture
) -> None:
    """Three opinions, none, and words of every kind: the whole document as the reader sees it."""
    expected = Path(__file__).parent / "expected" / f"{name}.txt"
    text = checks.project(read_of(tmp_path, CASES[name]))
    file_regression.check(text, fullpath=expected, encoding="utf-8")


def test_a_template_that_word_saved_gives_the_same_document(tmp_path: Path) -> None:
    """Japanese Word renames style ids, splits runs in tags, and writes other numbers; the document says the same."""
    project = project_of(tmp_path, CASES["words"])
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    template = tmp_path / "templates" / "answers.docx"
    template.write_bytes(save_as_word_does(template.read_bytes()))
    docx = make_answers(replace(project, templates=tmp_path / "templates"), quiet).docx
    expected = (Path(__file__).parent / "expected" / "words.txt").read_text("utf-8")
    assert checks.project(checks.read("answers", docx)) == expected


def test_what_is_wrong_with_the_template_is_told(tmp_path: Path) -> None:
    """As of the others: at its file, and the plan is made without it."""
    project = replace(project_of(tmp_path, {}), templates=tmp_path / "templates")
    shutil.copytree(TEMPLATES, project.templates)
    shutil.copy(TEMPLATES / "summary.docx", project.templates / "answers.docx")
    with pytest.raises(PlanErrors) as errors:
        make_answers(project, quiet)
    found = {(problem.location.file, problem.code) for problem in errors.value.problems}
    assert found == {("templates/answers.docx", code) for code in (Code.TEMPLATE_TAG, Code.TEMPLATE_SLOT)}


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_valid_open_xml(name: str, tmp_path: Path) -> None:
    """The schema and semantic rules of the SDK's validator hold in every part."""
    path = tmp_path / "answers.docx"
    path.write_bytes(make_answers(project_of(tmp_path, CASES[name]), quiet).docx)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def text_of(folder: Path, changes: Changes, plan: Changes | None = None) -> str:
    return read_of(folder, changes, plan).body.text


def test_references_show_the_plans_numbers_as_they_are_now(tmp_path: Path) -> None:
    """A measure that moves takes its number along; the reader compares each mention with the plan."""
    before = text_of(tmp_path / "before", {})
    turned = small_plan()["framework.yaml"].decode()
    first, second = turned.index("          - id: measure-a"), turned.index("          - id: measure-b")
    turned = turned[:first] + turned[second:] + turned[first:second]
    after = text_of(tmp_path / "after", {}, {"framework.yaml": turned})
    assert "意見を受けて、第２章第１節１(1)を直しました。" in before
    assert "意見を受けて、第２章第１節１(2)を直しました。" in after
    assert "【変更した所】第２章第１節１(2)「見守り」" in after


def test_no_opinions_have_a_text_of_their_own(tmp_path: Path) -> None:
    """And no empty tables."""
    reading = read_of(tmp_path, NOTHING)
    assert "意見の提出はありませんでした。" in reading.body.text
    assert reading.body.tables == ()


def test_opinions_without_a_change_say_so(tmp_path: Path) -> None:
    """With where the reason stands."""
    text = ANSWERS_YAML.replace("    変更: [measure-a]\n", "").replace("対応区分: 反映", "対応区分: 反映困難")
    assert "意見を受けて変更した所は、ありません。" in text_of(tmp_path, {"answers.yaml": text})


def test_five_hundred_opinions_are_all_there(tmp_path: Path) -> None:
    """Each in its row, in a table whose header comes again on every page."""
    rows = [HEAD, *((n, "第１章", f"（記載例）意見{n}", "窓口") for n in range(1, 501))]
    answers = "".join(
        f"  - {{意見: [{n}], 市の考え方: '[](#sec-text)に書いています。', 対応区分: 記載済み}}\n"
        for n in range(1, 501)
    )
    changes = {"opinions.csv": None, "opinions.xlsx": workbook(rows), "answers.yaml": f"回答:\n{answers}"}
    answered = make_answers(project_of(tmp_path, changes), quiet)
    reading = checks.read("answers", answered.docx)
    texts = {paragraph.text for paragraph in reading.body.paragraphs}
    assert {f"（記載例）意見{n}" for n in range(1, 501)} <= texts
    assert (
        "意見を募集し、500件の意見が提出されました。対応区分と提出方法ごとの件数は、次のとおりです。" in texts
    )
    with ZipFile(io.BytesIO(answered.docx)) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 3  # two tables of counts, and the opinions


def test_the_page_is_a4_on_its_side(tmp_path: Path) -> None:
    """So that opinion and answer stand side by side."""
    (section,) = read_of(tmp_path, {}).sections
    assert (section.width, section.height) == (16838, 11906)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the folder is called."""
    one, two = (make_answers(project_of(tmp_path / name, CASES["words"]), quiet).docx for name in ("a", "二"))
    assert one == two


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ("1", "1"),
        ("1 2", "1、2"),
        ("1 2 3", "1〜3"),
        ("1 3 4 5 9", "1、3〜5、9"),
        ("A-1 A-2 A-3", "A-1、A-2、A-3"),
    ],
)
def test_runs_of_numbers_are_drawn_together(numbers: str, shown: str) -> None:
    """Three and more; two stand for themselves."""
    assert number_list(numbers.split()) == shown


@pytest.mark.parametrize(
    ("city", "called", "word"),
    [
        ("みどり町", "", "町"),
        ("みどり村", "", "村"),
        ("みどり区", "", "区"),
        ("みどり広域行政事務組合", "", "組合"),
        ("みどり", "広域連合", "広域連合"),
    ],
)
def test_each_body_calls_itself_by_its_own_word(tmp_path: Path, city: str, called: str, word: str) -> None:
    """In titles, heads, texts and properties; the key may say so too."""
    plan = PLAN_YAML.replace("市名: みどり市", f"市名: {city}\n呼称: {called or word}")
    text = ANSWERS_YAML.replace("市の考え方", f"{word}の考え方")
    reading = read_of(tmp_path, {"answers.yaml": text}, {"plan.yaml": plan})
    shown = reading.body.text
    assert f"２　意見の概要と{word}の考え方" in shown
    assert f"※「該当箇所」は、意見が提出されたときのとおりです。「{word}の考え方」にある" in shown
    assert "市の考え方" not in shown


def test_the_word_is_that_of_the_name_where_nothing_else_is_said() -> None:
    """市 where its name does not tell."""
    names = {
        "奥州市": "市",
        "四日市町": "町",
        "東京都": "都",
        "みどり事務組合": "組合",
        "医療広域連合": "広域連合",
        "みどり": "市",
        "みどり町（記載例）": "町",
    }
    assert {name: own_word(name) for name in names} == names


def test_what_the_table_tells_of_submitters_is_shown(tmp_path: Path) -> None:
    """How many, and of which group; the office's summary stands for the words."""
    table = "番号,該当箇所,ご意見,意見の要旨,提出方法,提出者区分,受付者\n1,,長い言葉,短い言葉,窓口,個人,甲\n2,,二つ目,,郵送,団体,乙\n3,,三つ目,,郵送,個人,甲\n"
    shown = text_of(
        tmp_path,
        {
            "opinions.csv": table,
            "answers.yaml": f"提出者の列: 受付者\n{ANSWERS_YAML.replace('    意見の概要: （記載例）見守りを広げてほしい。', '')}",
        },
    )
    assert (
        "２人（団体を含みます。）から３件の意見が提出されました。対応区分、提出方法及び提出者の区分ごとの"
        in shown
    )
    assert "短い言葉" in shown
    assert "長い言葉" not in shown
    assert "個人" in shown


def test_answers_are_begun_for_opinions_that_have_none(tmp_path: Path) -> None:
    """Then told until they are written; what the office wrote in its table needs nobody to write it again."""
    head = (*HEAD, "町の考え方", "対応区分")
    rows = [(1, "", "一つ目", "窓口", "お知らせします。", "参考"), (2, "", "二つ目", "窓口", "", "")]
    town = {"plan.yaml": PLAN_YAML.replace("みどり市", "みどり町")}
    project = project_of(
        tmp_path, {"opinions.csv": None, "opinions.xlsx": workbook([head, *rows]), "answers.yaml": None}, town
    )
    told: list[str] = []
    with pytest.raises(PlanErrors) as errors:
        build_answers(project, quiet, told.append)
    expect(
        errors.value.problems, Code.ANSWER_MISSING, "answers.yaml:8:5", "No.2", "「町の考え方」と「対応区分」"
    )
    assert told == ["plan_source/answers.yaml を作り、回答のない意見の分を２件書き足しました。"]
    path = project.source / "answers.yaml"
    path.write_bytes(
        path.read_bytes().replace(
            "[2]\n    町の考え方:\n    対応区分:".encode(),
            "[2]\n    町の考え方: 聞きました。\n    対応区分: 参考".encode(),
        )
    )
    answered = build_answers(project, quiet, told.append)
    assert len(told) == 1
    assert "お知らせします。" in checks.read("answers", answered.docx).body.text
