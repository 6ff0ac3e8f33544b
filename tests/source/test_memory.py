"""What was read before: recalled where everything is the same, and never more than that."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import pytest

from pipeline.model.plan import Plan
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.source import yaml_files
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import LiveMemory, Memory, Read
from tests.kept import parse
from tests.small_plan import CHAPTER, FOLDER, chapter, small_plan


class Asked:
    """Reads texts, and remembers which."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Sequence[dict[str, Any] | None]:
        self.texts += texts
        return parse(texts)


def read(
    files: Mapping[str, bytes], stored: bytes = b"", salt: str = ""
) -> tuple[Plan | None, bytes, list[str]]:
    """The plan, what is kept for the next reading, and the texts that pandoc was asked for."""
    memory, asked = Memory(stored, salt), Asked()
    try:
        plan = load_plan(files, asked, FOLDER, memory)
    except PlanErrors:
        plan = None
    return plan, memory.stored(), asked.texts


def test_a_plan_that_is_the_same_is_not_read_again() -> None:
    """And is the same plan, with all its places."""
    files = small_plan()
    first, stored, _ = read(files)
    second, kept, asked = read(files, stored)
    assert asked == []
    assert second == first
    assert repr(second) == repr(first)
    assert kept == stored


def test_an_edit_has_one_text_read_again() -> None:
    """The others stay what they were."""
    _, stored, _ = read(small_plan())
    edited = small_plan({CHAPTER: chapter("直した文章です。")})
    plan, _, asked = read(edited, stored)
    assert asked == [chapter("直した文章です。")]
    assert plan == load_plan(edited, parse, FOLDER)


def test_a_text_that_moves_in_its_yaml_file_has_its_new_place() -> None:
    """Messages would name the wrong line otherwise."""
    files = small_plan()
    _, stored, _ = read(files)
    moved = {**files, "framework.yaml": b"# \xe6\xb3\xa8\n" + files["framework.yaml"]}
    plan, _, _ = read(moved, stored)
    assert repr(plan) == repr(load_plan(moved, parse, FOLDER))


def test_what_has_problems_is_read_again_until_it_has_none() -> None:
    """Problems are not kept, so they are told each time."""
    broken = small_plan({CHAPTER: chapter("**文章です。")})
    plan, stored, _ = read(broken)
    assert plan is None
    plan, _, asked = read(broken, stored)
    assert plan is None
    assert asked == [chapter("**文章です。")]


def test_a_text_that_another_process_read_is_the_same_text() -> None:
    """Its blocks, and its problems with their places."""
    told = Problem(Location(CHAPTER, 3, 5), Code.MD_LEFTOVER, "閉じていません")
    read = Read(load_plan(small_plan(), parse, FOLDER).chapters[0].blocks, (told,))
    there = pickle.loads(pickle.dumps(read))
    assert (there.blocks, there.problems, there.stored) == (read.blocks, read.problems, read.stored)


TABLE = chapter('::: {.表 #tbl-a csv="data/a.csv"}\n題\n:::')


def test_a_table_changes_with_its_csv_file() -> None:
    """The text in which it stands is the same."""
    _, stored, _ = read(small_plan({CHAPTER: TABLE, "data/a.csv": "年,人\n１,2\n"}))
    edited = small_plan({CHAPTER: TABLE, "data/a.csv": "年,人\n１,3\n"})
    plan, _, _ = read(edited, stored)
    assert plan == load_plan(edited, parse, FOLDER)


def test_a_csv_file_that_went_away_is_missed_each_time() -> None:
    """Although the text that names it is the same."""
    _, stored, _ = read(small_plan({CHAPTER: TABLE, "data/a.csv": "年,人\n１,2\n"}))
    gone = small_plan({CHAPTER: TABLE})
    plan, stored, _ = read(gone, stored)
    assert plan is None
    plan, _, _ = read(gone, stored)
    assert plan is None


def test_another_version_of_the_program_reads_all_again() -> None:
    """It may read otherwise."""
    files = small_plan()
    _, stored, first = read(files, salt="1")
    _, _, asked = read(files, stored, salt="2")
    assert asked == first


def test_what_is_not_used_any_more_is_forgotten() -> None:
    """A memory does not grow with every edit."""
    _, stored, _ = read(small_plan({CHAPTER: chapter("長い" * 1000)}))
    _, kept, _ = read(small_plan(), stored)
    assert len(kept) < len(stored)


class Command:
    """What a stranger's file would have run."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("stranger",)


@pytest.mark.parametrize(
    "stored",
    [b"", b"\x80", b"\x80\x05.", pickle.dumps(Command()), pickle.dumps([1]), b"\xff" * 99],
    ids=["empty", "cut", "nothing", "command", "list", "noise"],
)
def test_a_memory_that_is_damaged_or_a_stranger_s_is_as_good_as_none(
    stored: bytes, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing in it is run."""
    monkeypatch.chdir(tmp_path)
    plan, _, asked = read(small_plan(), stored)
    assert plan == load_plan(small_plan(), parse, FOLDER)
    assert asked
    assert list(tmp_path.iterdir()) == []


def test_a_value_of_a_memory_is_as_harmless_as_the_whole(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands under each key is looked at in the same way."""
    monkeypatch.chdir(tmp_path)
    _, stored, _ = read(small_plan())
    forged = pickle.dumps(dict.fromkeys(pickle.loads(stored), pickle.dumps(Command())))
    plan, _, _ = read(small_plan(), forged)
    assert plan == load_plan(small_plan(), parse, FOLDER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "write",
    [Enum.__reduce_ex__, lambda member, _: (getattr, (type(member), member.name))],
    ids=["here", "3.11.2"],
)
def test_a_memory_is_read_however_this_python_writes_enumerations(
    write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.11.4 writes a member's value, the versions before it, Debian 12's among them, its name."""
    monkeypatch.setattr(Enum, "__reduce_ex__", write)
    first, stored, _ = read(small_plan())
    second, kept, asked = read(small_plan(), stored)
    assert asked == []
    assert repr(second) == repr(first)
    assert kept == stored


@pytest.mark.parametrize(
    ("holder", "name"), [(Problem, "__init__"), (Code, "mro"), (Code, "none such"), (str, "format")], ids=str
)
def test_an_attribute_in_a_memory_is_a_member_of_an_enumeration_or_nothing(holder: type, name: str) -> None:
    """A file can't reach through a class to something else."""

    class Attribute:
        def __reduce__(self) -> tuple[Any, ...]:
            return getattr, (holder, name)

    key = Memory().key(("made",))
    assert Memory(pickle.dumps({key: pickle.dumps(Attribute())})).recall("made") is None


def test_a_chapter_that_was_edited_reads_no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its files say is kept as a whole, checked, and is the same."""
    _, stored, _ = read(small_plan())
    edited = small_plan({CHAPTER: chapter("直した文章です。")})
    expected = load_plan(edited, parse, FOLDER)
    monkeypatch.setattr(yaml_files, "YamlFiles", None)
    plan, _, _ = read(edited, stored)
    assert repr(plan) == repr(expected)


def test_texts_in_yaml_are_kept_while_only_chapters_change() -> None:
    """So that an edit of their file later has one text read again, not all."""
    _, stored, _ = read(small_plan())
    _, stored, _ = read(small_plan({CHAPTER: chapter("直した文章です。")}), stored)
    framework = small_plan()["framework.yaml"].replace(
        "対応方針: 方針です。".encode(), "対応方針: 新しい*方針*です。".encode(), 1
    )
    _, _, asked = read(
        small_plan({CHAPTER: chapter("直した文章です。")}) | {"framework.yaml": framework}, stored
    )
    assert asked == ["新しい*方針*です。"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"chapters/91-glossary.md": None}, Code.FILE_MISSING),
        ({"plan.yaml": "計画名: [一]\n"}, Code.SCHEMA_TYPE),
    ],
    ids=["a chapter is gone", "a value is wrong"],
)
def test_what_the_yaml_files_name_and_say_is_looked_at_anew_where_it_changed(
    change: Mapping[str, str | None], code: Code
) -> None:
    """Although all of it was right before."""
    _, stored, _ = read(small_plan())
    files = {name: data for name, data in small_plan().items() if change.get(name, "") is not None}
    files |= {name: text.encode() for name, text in change.items() if text is not None}
    with pytest.raises(PlanErrors) as caught:
        load_plan(files, parse, FOLDER, Memory(stored))
    assert code in {problem.code for problem in caught.value.problems}


def test_a_process_that_is_kept_gets_the_very_values_again() -> None:
    """So that what depends on them can see that nothing has changed."""
    memory, edited = LiveMemory(), small_plan({CHAPTER: chapter("直した文章です。")})
    first = load_plan(small_plan(), parse, FOLDER, memory)
    memory.turn()
    second = load_plan(edited, parse, FOLDER, memory)
    assert second == load_plan(edited, parse, FOLDER)
    assert second.framework is first.framework
    assert [
        after.blocks is before.blocks for before, after in zip(first.chapters, second.chapters, strict=True)
    ] == [False, True]


def test_what_was_undone_is_known_for_some_readings_and_then_forgotten() -> None:
    """Or a long day of writing would fill the memory."""
    memory = LiveMemory()
    for number in range(30):
        load_plan(small_plan({CHAPTER: chapter(f"文章の{number}です。")}), parse, FOLDER, memory)
        memory.turn()
    asked = Asked()
    load_plan(small_plan({CHAPTER: chapter("文章の28です。")}), asked, FOLDER, memory)
    assert asked.texts == []
    load_plan(small_plan({CHAPTER: chapter("文章の2です。")}), asked, FOLDER, memory)
    assert asked.texts == [chapter("文章の2です。")]


def test_it_begins_with_what_another_process_has_stored() -> None:
    """And reads the texts of YAML files from there as well, once one of them changes."""
    _, stored, _ = read(small_plan())
    memory, asked = LiveMemory(stored), Asked()
    load_plan(small_plan(), asked, FOLDER, memory)
    memory.turn()
    framework = small_plan()["framework.yaml"].replace(
        "課題です。".encode(), "新しい**課題**です。".encode(), 1
    )
    load_plan(small_plan({"framework.yaml": framework}), asked, FOLDER, memory)
    assert asked.texts == ["新しい**課題**です。"]
