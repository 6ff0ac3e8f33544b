"""Files of plan_source/ from which nothing is made: which are told, with what to do, and which lie there by right."""

from __future__ import annotations

import pytest

from pipeline.answers.schema import ANSWERS
from pipeline.model.documents import DECLARATION
from pipeline.model.readings import READINGS
from pipeline.problems import Code, Problem
from pipeline.public_comment.schema import COMMENT
from pipeline.source.files import KNOWN_FILES
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.source.schema import CHANGES, FILES
from pipeline.summary_review.confirmed import CONFIRMED
from pipeline.wording.profile import WORDING
from pipeline.workflows.unused_files import unused_sources
from tests.declared import BRIEFING
from tests.small_plan import CHAPTER, FOLDER, MEASURES, PLAN_YAML, TEXTS, Changes, load, small_plan

NEW = "# 新しい章 {#sec-new}\n\n文章です。\n"
IN_DIVISIONS = PLAN_YAML.replace(
    f"章:\n  - {CHAPTER}\n  - {MEASURES}\n",
    f"章:\n  - 部: 総論\n    章: [{CHAPTER}]\n  - 部: 各論\n    章: [{MEASURES}]\n",
)
WITHOUT_GLOSSARY = PLAN_YAML.replace("資料編:\n  - chapters/91-glossary.md\n", "")


def unused(changes: Changes) -> list[Problem]:
    """What is told of the smallest plan after `changes`."""
    return list(unused_sources(load(changes), small_plan(changes), FOLDER))


def test_nothing_is_told_of_a_plan_that_lists_all_that_it_has() -> None:
    """The base of all that follows."""
    assert unused({}) == []


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("chapters/03-new.md", f"「章」で、「- {MEASURES}」の次などに「- chapters/03-new.md」を"),
        (
            "chapters/92-new.md",
            "「資料編」で、「- chapters/91-glossary.md」の次などに「- chapters/92-new.md」を",
        ),
        ("chapters/00-new.md", "「章」か「前付」「資料編」に、「- chapters/00-new.md」を"),
        ("chapters/03-new.markdown", "「- chapters/03-new.markdown」を"),
        ("chapters/第３部/03-new.md", "「- chapters/第３部/03-new.md」を"),
        ("03-new.md", "「- 03-new.md」を"),
        ("chapters/旧市街地の再生.md", "「- chapters/旧市街地の再生.md」を"),
        ("chapters/メモリアルパーク.md", "「- chapters/メモリアルパーク.md」を"),
    ],
)
def test_a_chapter_that_is_not_listed_is_told_with_the_line_for_plan_yaml(path: str, hint: str) -> None:
    """Wherever it lies, and named with the list where its neighbour by name stands."""
    (notice,) = unused({path: NEW})
    assert (notice.code, notice.warning, str(notice.location)) == (
        Code.FILE_UNUSED,
        True,
        f"plan_source/{path}",
    )
    assert notice.message == f"{path} は、plan.yaml に並んでいないので、どの文書にも載りません"
    assert notice.hint.partition("。")[0].startswith("載せるときは、plan_source/plan.yaml の")
    assert f"{hint}書いてください" in notice.hint


def test_under_a_division_the_line_goes_into_its_list() -> None:
    """Chapters stand in no other place there."""
    (notice,) = unused({"plan.yaml": IN_DIVISIONS, "chapters/03-new.md": NEW})
    assert f"部「各論」の「章」で、「- {MEASURES}」の次など" in notice.hint


def test_a_chapter_called_nearly_as_one_that_is_listed_is_told_with_that() -> None:
    """Somebody may have written on in the wrong file."""
    (notice,) = unused({"chapters/02-measures2.md": NEW})
    assert f"名前の近い {MEASURES} は並んでいます。" in notice.hint


def test_a_chapter_to_which_an_editor_gave_a_second_end_is_told_with_its_right_name() -> None:
    """Windows does not show the end that Notepad adds."""
    (notice,) = unused({"chapters/03-new.md.txt": NEW})
    assert "名前を chapters/03-new.md に直し、" in notice.hint
    assert "「- chapters/03-new.md」を" in notice.hint


@pytest.mark.parametrize(
    "path",
    [
        "chapters/02-measures.md~",
        "chapters/02-measures.md.bak",
        "chapters/02-measures.bak.md",
        "chapters/02-measures_old.md",
        "chapters/02-measures - コピー.md",
        "chapters/02-measures (2).md",
        "chapters/.02-measures.md",
        "chapters/旧/02-measures.md",
        "chapters/02-measures（旧）.md",
        "chapters/メモ.md",
        "README.md",
        "chapters/notes.md",
        "data/measures.txt",
    ],
)
def test_what_is_plainly_no_chapter_lies_there_unsaid(path: str) -> None:
    """Copies, notes, and what is no Markdown."""
    assert unused({path: NEW}) == []


@pytest.mark.parametrize("text", ["", "\n", TEXTS[MEASURES]])
def test_neither_an_empty_file_nor_one_that_says_what_a_listed_one_says_is_told(text: str) -> None:
    """Nobody waits for either."""
    assert unused({"chapters/03-new.md": text}) == []


@pytest.mark.parametrize("path", ["figures/later.png", "data/raw.csv", "data/raw.xlsx", "memo.yaml"])
def test_what_may_be_wanted_later_lies_there_unsaid(path: str) -> None:
    """Pictures, tables from which numbers were taken, and files that are called like nothing that is read."""
    assert unused({path: b"1,2\n"}) == []


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("document.yaml", DECLARATION),
        ("documents.yml", DECLARATION),
        ("documents.yaml.txt", DECLARATION),
        ("Wording.yaml", WORDING),
        ("chapters/readings.yaml", READINGS),
        ("public-comment.yaml", COMMENT),
        ("opinion.csv", "opinions.csv"),
    ],
)
def test_a_file_called_nearly_as_one_that_is_read_is_told_with_the_right_name(path: str, meant: str) -> None:
    """No file with that name is there, so what it says is lost, and opinions go where private files don't."""
    (notice,) = unused({path: "文書:\n"})
    assert (notice.code, str(notice.location)) == (Code.FILE_UNUSED, f"plan_source/{path}")
    assert notice.hint.startswith(f"もしかして: {meant}（")


def test_beside_the_right_file_one_with_a_like_name_is_no_mistake() -> None:
    """It is a copy, or another's."""
    assert unused({"glossary.yml": "用語:\n"}) == []


def test_data_that_a_chapter_names_may_be_called_as_it_likes() -> None:
    """Whatever it is like."""
    table = '::: {.表 #tbl-a csv="opinion.csv"}\n題\n:::'
    assert unused({"opinion.csv": "年,数\n１,２\n", CHAPTER: f"{TEXTS[CHAPTER]}\n{table}\n"}) == []


def test_every_file_that_a_command_reads_is_known() -> None:
    """By its name in the package that reads it."""
    read = {*FILES, FRAMEWORK, DECLARATION, CHANGES, CONFIRMED, READINGS, WORDING, COMMENT, ANSWERS}
    assert read <= set(KNOWN_FILES)


def test_a_glossary_that_no_document_shows_is_told() -> None:
    """Where nothing refers to its terms, nothing else tells."""
    (notice,) = unused({"plan.yaml": WITHOUT_GLOSSARY, "chapters/91-glossary.md": None})
    assert (notice.code, str(notice.location)) == (Code.FILE_UNUSED, "plan_source/glossary.yaml")
    assert "::: {.用語解説}" in notice.hint


def test_a_glossary_in_a_document_of_the_offices_own_is_shown() -> None:
    """A leaflet may be its only place."""
    shows = BRIEFING.replace("- 要約: sum-purpose", "- 用語解説: 全体")
    assert (
        unused({"plan.yaml": WITHOUT_GLOSSARY, "chapters/91-glossary.md": None, "documents.yaml": shows})
        == []
    )
