"""`make editions`: all editions of a plan, each in a folder of its own, checked against the Word files, the same for the same source."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from pipeline import checks
from pipeline.editions.kinds import EditionKind, kinds_of
from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors
from pipeline.word.markup.styles import RUBY_LINE
from pipeline.workflows.editions import editions_of, make_editions
from pipeline.workspace.project import Project
from tests.commands import command
from tests.declared import BRIEFING, small_with
from tests.goldens import quiet
from tests.small_plan import CHAPTER, Changes

TEXT = """\
# 計画の本文 {#sec-text}

計画の文章です[^n]。表は[](#tbl-a)、用語は[](#term-welfare){.題}です。

[^n]: 脚注の文章です。

::: {.表 #tbl-a}
人口の推移

| 年 | 人口（人） |
|---|--:|
| 令和２年度 | 1,234 |
| 令和３年度 | 1,198 |
:::

::: {.流れ図 #fig-flow}
支援の流れ

1. 受け付ける
2. 確かめる
   - 急ぐとき
     1. すぐに訪ねる
   - 重なるとき
     1. 話し合う
:::
"""
READINGS = "読み:\n  計画: けいかく\n  本文: ほんぶん\n  人口: じんこう\n  文章: ぶんしょう\n未確認:\n  推移: すいい\n"
CHANGES: Changes = {
    CHAPTER: TEXT,
    "readings.yaml": READINGS,
    "documents.yaml": BRIEFING,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small plan with readings, of which all editions were made."""
    made = small_with(tmp_path_factory.mktemp("editions"), CHANGES)
    make_editions(made, tuple(EditionKind), None, quiet)
    return made


def files_of(project: Project, kind: EditionKind) -> dict[str, bytes]:
    folder = project.output / "editions" / kind
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def one(project: Project, kind: EditionKind, ending: str) -> bytes:
    (found,) = [data for name, data in files_of(project, kind).items() if name.endswith(ending)]
    return found


def text_of(data: bytes) -> str:
    assert data.startswith(b"\xef\xbb\xbf")  # for Windows' own editor
    assert b"\r\n" in data
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def test_each_edition_has_a_folder_whose_files_say_whose_they_are(project: Project) -> None:
    """They are given to people who don't know the program."""
    assert sorted(files_of(project, EditionKind.RUBY)) == [
        "みどり市地域福祉計画（案）_体系図.docx",
        "みどり市地域福祉計画（案）_本編.docx",
        "みどり市地域福祉計画（案）_概要.docx",
        "みどり市地域福祉計画（案）_説明資料.docx",  # which the plan declares itself
    ]
    assert len(files_of(project, EditionKind.LARGE)) == 8
    assert any(name.startswith("説明資料") for name in files_of(project, EditionKind.VOICE))
    assert "説明資料_全体.txt" in files_of(project, EditionKind.CLEAN)
    assert (project.output / "editions" / EditionKind.RUBY / "HTML" / "index.html").is_file()


def readings_in(docx: bytes) -> set[tuple[str, str]]:
    """Bases and readings of a document's furigana."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = [
            etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        ]
    return {(_said(ruby, "rubyBase"), _said(ruby, "rt")) for part in parts for ruby in part.iter(w("ruby"))}


def _said(ruby: etree._Element, part: str) -> str:
    return "".join(text.text or "" for each in ruby.iter(w(part)) for text in each.iter(w("t")))


def test_furigana_stand_over_text_titles_tables_contents_and_the_cover(project: Project) -> None:
    """What nobody has confirmed yet is there as well, and told."""
    docx = one(project, EditionKind.RUBY, "_本編.docx")
    assert {("人", "じん"), ("計", "けい"), ("目", "もく")} <= readings_in(docx)
    made = editions_of(project, [EditionKind.RUBY], None, quiet)
    assert {each.code for each in made.warnings} >= {Code.READING_OPEN, Code.READING_MISSING}
    page = (project.output / "editions" / EditionKind.RUBY / "HTML" / "sec-text.html").read_text("utf-8")
    assert "<ruby>" in page


def test_all_lines_are_as_high_as_those_with_furigana(project: Project) -> None:
    """Else they would dance."""
    reading = checks.read("plan", one(project, EditionKind.RUBY, "_本編.docx"))
    for name in ("Body Text", "heading 2", "footnote text", "表文字", "toc 1"):
        found = reading.styles.in_force(reading.styles.ids[name.casefold()])
        assert found.lines.rule == "exact"
        assert found.lines.height is not None
        assert found.lines.height >= RUBY_LINE * (
            found.size or reading.styles.in_force(reading.styles.default).size or 0
        )


def test_large_letters_say_all_with_tables_and_sheet_as_lists(project: Project) -> None:
    """The reader has checked that nothing is missing, or smaller."""
    reading = checks.read("framework", one(project, EditionKind.LARGE, "_体系図（22ポイント）.docx"))
    assert reading.body.tables == ()
    assert [each.level for each in reading.headings][:3] == [1, 2, 3]
    assert list(checks.check_large(reading, reading, 22)) == []
    assert {"edition.size"} == {each.code for each in checks.check_large(reading, reading, 23)}


def test_lists_in_the_steps_of_a_flow_have_marks_of_their_own(project: Project) -> None:
    """What comes behind a list in the item before it goes on in its own."""
    text = checks.project(checks.read("plan", one(project, EditionKind.LARGE, "_本編（18ポイント）.docx")))
    assert "・ 急ぐとき" in text
    assert "・ 重なるとき" in text


def test_codes_are_texts_of_sections_where_pages_are_not_known(project: Project) -> None:
    """Each begins with what it is of; references, notes and tables are said."""
    texts = {name: text_of(data) for name, data in files_of(project, EditionKind.VOICE).items()}
    assert max(map(len, texts.values())) <= 801
    (own,) = [text for name, text in texts.items() if "第１章" in name]
    assert own.startswith(
        "第１章　計画の本文。第１章　計画の本文。計画の文章です（注1、脚注の文章です）。表は表１－１、"
    )
    assert "年度は" not in own
    assert "令和２年度。人口（人）は、1,234。" in own


def test_clean_text_is_marked_and_gives_readings(project: Project) -> None:
    """Braille is written in kana."""
    text = text_of(one(project, EditionKind.CLEAN, "本編_全体.txt"))
    assert "【見出し1】第１章　計画の本文\n計画の文章です（注1）。" in text
    assert "【注1】脚注の文章です。\n" in text
    assert "【表１－１　人口の推移】\n・令和２年度。人口（人）は、1,234\n" in text
    assert "\n計画　けいかく\n" in text


def test_the_same_source_gives_the_same_files_and_what_is_gone_goes(project: Project) -> None:
    """All of them anew, or none."""
    before = {kind: files_of(project, kind) for kind in EditionKind}
    assert make_editions(project, tuple(EditionKind), None, quiet).removed == ()
    assert {kind: files_of(project, kind) for kind in EditionKind} == before
    (project.source / CHAPTER).write_text(TEXT.replace("#tbl-a)", "#tbl-lost)"), "utf-8")
    with pytest.raises(PlanErrors):
        make_editions(project, tuple(EditionKind), None, quiet)
    assert {kind: files_of(project, kind) for kind in EditionKind} == before
    (project.source / CHAPTER).write_text(TEXT.replace("計画の本文", "別の題"), "utf-8")
    gone = make_editions(project, [EditionKind.VOICE], None, quiet).removed
    assert len(gone) == 1
    assert gone[0].startswith("editions/音声コード/本編_")
    assert gone[0].endswith("計画の本文.txt")


def test_kinds_are_named_as_people_call_them() -> None:
    """In whatever order, and all where none is named."""
    assert kinds_of("点字、ルビ") == (EditionKind.RUBY, EditionKind.CLEAN)
    assert kinds_of("") == tuple(EditionKind)


def test_a_kind_that_there_is_not_is_told_with_those_that_there_are() -> None:
    """Before anything is read."""
    ended = command("editions", "--kind", "大活字")
    assert ended.exit_code == 2
    assert "次から選んでください: ルビ版、拡大版、音声、点字" in ended.output
