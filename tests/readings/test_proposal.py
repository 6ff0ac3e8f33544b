"""What `make readings` puts into readings.yaml: a line for each word without a reading, doubtful ones first, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.inlines import Inlines, Paragraph, Ruby, Text
from pipeline.model.readings import Reading, Readings, RubyLevel
from pipeline.problems import Location
from pipeline.readings.proposal import Proposal, lines, propose
from pipeline.readings.ruby import InText, RubyOver
from pipeline.readings.schema import READINGS
from pipeline.readings.unit import Doubt
from pipeline.source.yaml_append import Pair, appended_pairs
from pipeline.system import analyser
from pipeline.workspace.project import Project
from tests.commands import run
from tests.goldens import TEMPLATES
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter

FILE = "plan_source/readings.yaml"


def seen(readings: Readings, *texts: str) -> list[InText]:
    """Paragraphs, in each of which words were looked for."""
    over = RubyOver(readings)
    over.blocks(
        Paragraph((Text(text),), location=Location("plan_source/chapters/01.md", line))
        for line, text in enumerate(texts, 1)
    )
    return over.seen


def proposed(*texts: str, **known: str) -> dict[str, Proposal]:
    """The proposals for texts by their words, where some words have readings already."""
    readings = Readings({word: Reading(word, kana) for word, kana in known.items()})
    return {each.word: each for each in propose(seen(readings, *texts), readings, analyser.analyser())}


def test_what_has_a_reading_is_not_proposed() -> None:
    found = proposed("奥州市の計画を策定する", 奥州市="おうしゅうし", 策定="さくてい")
    assert {word: each.kana for word, each in found.items()} == {"計画": "けいかく"}


def test_by_level_only_what_needs_a_reading_is_proposed() -> None:
    """査 is taught in the fifth grade, 学校 in the first."""
    readings = Readings(level=RubyLevel.BEYOND_4)
    found = propose(seen(readings, "学校の調査"), readings, analyser.analyser())
    assert [each.word for each in found] == ["調査"]


def test_doubtful_words_come_first() -> None:
    """What is read in two ways in the plan, then what is often read in two ways, counts, what was joined, all else."""
    found = proposed("安心。三か月の重層的な市場", "人はひと。（人）", "年に、前の年から")
    kinds = [each.doubt for each in found.values()]
    order = [*Doubt, None]
    assert kinds == sorted(kinds, key=order.index)
    assert found["年"].doubt is Doubt.SEVERAL
    assert found["市場"].doubt is Doubt.TWO_WAYS
    assert found["三か月"].doubt is Doubt.COUNTED
    assert found["重層的"].doubt is Doubt.JOINED
    assert found["安心"].doubt is None


def test_kana_beside_a_word_tell_which_of_two_readings_it_has() -> None:
    """Where they do: のとし stands in no other place."""
    found = proposed("年", "年", "年", "前の年から", "次の年まで")
    assert (found["年"].kana, found["の年"].kana) == ("ねん", "のとし")
    assert len(found["の年"].seen) == 2


def test_by_the_proposals_every_kanji_has_a_reading() -> None:
    """Also where the list alone would divide a text otherwise."""
    texts = (
        "東小学校区と本市場調査、みどり市緑台。障がい児者及び関係者等への支援を行って行く",
        "幾重にも避難行動要支援者名簿",
    )
    found = proposed(*texts)
    words = {word: Reading(word, each.kana) for word, each in found.items()}
    assert [each.found.missing for each in seen(Readings(words), *texts)] == [(), ()]


def test_a_line_has_the_word_its_reading_and_an_example() -> None:
    """Other readings before it: those of this plan with their places, and those of the dictionary."""
    (title, only) = lines(proposed("棚の上から", 棚="たな").values())
    assert (title.key, title.comment) == ("", "―― ２通りに読まれることの多い言葉 ――")
    assert (only.key, only.value) == ("上", "うえ")
    assert only.comment.startswith("ほかに「")
    assert only.comment.endswith("棚の【上】から（chapters/01.md:1）")


def test_lines_go_to_the_end_and_what_stands_there_stays() -> None:
    """Comments, blank lines and what follows, byte for byte."""
    before = "\ufeff読み:\r\n  市: し  # 確かめた\r\n未確認:\r\n  町: まち\r\n\r\n場所ごとの読み: {}\r\n"
    pairs = [Pair("", "", "―― 数 ――"), Pair("〜等: ", "とう", "例 #1")]
    after = appended_pairs(FILE, before.encode(), "未確認", pairs).decode()
    added = '  # ―― 数 ――\r\n  "〜等: ": とう  # 例 #1\r\n'
    assert after == before.replace("町: まち\r\n", f"町: まち\r\n{added}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("未確認:\n", "未確認:\n  市: し\n"),
        ("未確認: {}\n読み: {}\n", "未確認: \n  市: し\n読み: {}\n"),
        ("未確認: {町: まち}\n", "未確認: {町: まち,\n  市: し\n}\n"),
        ("読み:\n  町: まち\n", "読み:\n  町: まち\n未確認:\n  市: し\n"),
    ],
)
def test_a_mapping_may_be_written_in_any_way(before: str, after: str) -> None:
    assert appended_pairs(FILE, before.encode(), "未確認", [Pair("市", "し")]).decode() == after


def plan(folder: Path) -> Project:
    write_project(folder, {CHAPTER: chapter('この市の計画は、[奥州]{ruby="おうしゅう"}のものです。')})
    return Project(folder / "plan_source", TEMPLATES, folder / "build")


def test_the_command_proposes_once_and_then_only_what_is_new(tmp_path: Path) -> None:
    """What somebody confirmed, corrected or noted stays; what is used no more is told."""
    project = plan(tmp_path)
    path = project.source / READINGS
    first = run(project, "readings")
    assert first.exit_code == 0
    assert "語の読みの案" in first.stdout
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "\n  市: し  # " in text
    assert "奥州: " not in text  # its author wrote it
    # Somebody confirms all down to 市, and notes a word that is gone.
    lines_of_file = text.replace("\n未確認:\n", "\n").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines_of_file) if line.startswith("  市: ")) + 1
    edited = "".join((*lines_of_file[:at], "  村: むら\n", "未確認:\n", *lines_of_file[at:]))
    path.write_text(edited, "utf-8")
    second = run(project, "readings")
    assert path.read_text("utf-8") == edited
    assert "全て" in second.stdout
    assert "「村」は、この計画では使われていません" in second.stderr
    (project.source / CHAPTER).write_text(
        chapter('この市の計画は、[奥州]{ruby="おうしゅう"}のもの。人形です。'), "utf-8"
    )
    third = run(project, "readings")
    grown = path.read_text("utf-8")
    assert "１語" in third.stdout
    assert grown.startswith(edited.rstrip("\n"))
    assert "  人形: にんぎょう" in grown[len(edited.rstrip("\n")) :]


def test_check_tells_of_what_is_wrong_with_the_list(tmp_path: Path) -> None:
    """As notes: documents are made all the same. Places are ids of the plan."""
    project = plan(tmp_path)
    (project.source / READINGS).write_text("読み:\n  市: 市\n", "utf-8")
    assert f"{READINGS}:2:6: 注意: 「市」は、読みになりません" in run(project, "check").stderr
    (project.source / READINGS).write_text("場所ごとの読み:\n  sec-nowhere:\n    市: いち\n", "utf-8")
    assert "「sec-nowhere」という箇所はありません [ref.missing]" in run(project, "check").stderr


def test_without_the_analyser_the_command_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyser, "find_spec", lambda name: None)
    analyser.analyser.cache_clear()
    result = run(plan(tmp_path), "readings")
    assert result.exit_code == 3
    assert "pip install sudachipy sudachidict_small" in result.stderr


def test_what_authors_wrote_over_words_is_known() -> None:
    """It is no proposal, and wins everywhere."""
    content: Inlines = (Ruby("奥州", "おうしゅう"), Text("と奥州"))
    over = RubyOver(Readings({"奥州": Reading("奥州", "おうしゅう")}))
    assert [each for each in over.inlines(content) if isinstance(each, Ruby)] == [
        Ruby("奥州", "おうしゅう"),
        Ruby("奥", "おう"),
        Ruby("州", "しゅう"),
    ]
