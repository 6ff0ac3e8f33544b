"""Titles of several lines: they end at phrases, are about equally long, and divided as the plan's author says."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.word.measuring.titles import even_room, filled, spread_by, title_lines
from pipeline.workflows.build import build, make
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.layout.projects import small_project
from tests.small_plan import PLAN_YAML, load


def lines(text: str, room: int, names: tuple[str, ...] = ("みどり市",), tied: str = "") -> list[str]:
    """A title on lines of so many characters."""
    places = [0, *title_lines(text, room * 100, False, names=names, tied=tied), len(text)]
    return [text[begin:end] for begin, end in pairwise(places)]


def test_a_title_that_has_room_is_one_line() -> None:
    assert lines("みどり市地域福祉計画", 10) == ["みどり市地域福祉計画"]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        (
            "第４期みどり市地域福祉計画・地域福祉活動計画",
            16,
            ["第４期みどり市地域福祉計画・", "地域福祉活動計画"],
        ),
        ("みどり市子ども・若者・子育て支援総合計画", 16, ["みどり市子ども・若者・", "子育て支援総合計画"]),
        ("みどり市都市計画マスタープラン", 10, ["みどり市都市計画", "マスタープラン"]),
        ("みどり市地球温暖化対策実行計画区域施策編", 16, ["みどり市", "地球温暖化対策実行計画区域施策編"]),
        ("みどり市男女共同参画基本計画", 10, ["みどり市", "男女共同参画基本計画"]),
        (
            "地域福祉計画（令和７年度〜令和11年度）概要",
            18,
            ["地域福祉計画", "（令和７年度〜令和11年度）概要"],
        ),
    ],
)
def test_lines_end_at_phrases(text: str, room: int, expected: list[str]) -> None:
    """Behind marks first, then at phrases, between kana and kanji, and between words of kanji at last."""
    assert lines(text, room) == expected


def full_lines(text: str, room: float) -> list[str]:
    """A title whose lines are filled, in lines as narrow as is good for it."""
    places = [0, *filled(text, even_room(text, room * 100, False) or room * 100, False), len(text)]
    return [text[begin:end] for begin, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("地域福祉を取り巻く現状", 10.5, ["地域福祉を取り巻く", "現状"]),
        ("子どもの育ちを地域で支える仕組みづくり", 18.2, ["子どもの育ちを地域で", "支える仕組みづくり"]),
        (
            "取組：(3)　利用者の選択を確保する体制づくり",
            16,
            ["取組：(3)　利用者の選択を", "確保する体制づくり"],
        ),
        (
            "方向：【仕組み】１　移動制約者の支援の仕組みづくり",
            17.2,
            ["方向：【仕組み】１　移動制約者の", "支援の仕組みづくり"],
        ),
        ("計画の策定", 10.5, ["計画の策定"]),
        ("あ" * 21, 20.5, ["あ" * 11, "あ" * 10]),
    ],
)
def test_lines_that_are_filled_end_at_phrases_where_they_have_less_room(
    text: str, room: float, expected: list[str]
) -> None:
    """Nothing is put into the text, so contents lists stay as they are. The number of an item stays with its title."""
    assert full_lines(text, room) == expected


def spread_lines(text: str, room: float) -> list[str]:
    """A title in lines so many characters wide, its characters as far apart as is good for it, and as programs differ."""
    em = 640
    more = spread_by(text, round(room * em), em)
    assert more <= em / 8
    width = 100 * (em + more) / em
    found = [
        [0, *filled(text, available * 100 * 100 / width, False), len(text)]
        for available in (room, room + more / em)
    ]
    assert found[0] == found[1]
    return [text[begin:end] for begin, end in pairwise(found[0])]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("地域の支え合いを進めるための仕組みと役割", 12.9, ["地域の支え合いを進める", "ための仕組みと役割"]),
        ("地域福祉を取り巻く現状", 10.5, ["地域福祉を取り巻く", "現状"]),
        ("計画の策定", 10.5, ["計画の策定"]),
        ("計画の策定に当たって", 9.2, ["計画の策定に当たっ", "て"]),
        ("こどもと子育てを取り巻く現状", 12.4, ["こどもと子育てを取り巻く", "現状"]),
        ("困難を抱えるこどもと家庭を支えるまち", 16.9, ["困難を抱えるこどもと家庭を支える", "まち"]),
    ],
)
def test_characters_stand_apart_so_that_lines_end_at_phrases(
    text: str, room: float, expected: list[str]
) -> None:
    """A band or a line around a title stays as wide as the text. By an eighth of a character at the most, which is
    hardly seen: what would take more is left as it is."""
    assert spread_lines(text, room) == expected


@pytest.mark.parametrize("room", range(8, 24))
def test_numbers_stay_whole_and_marks_begin_no_line(room: int) -> None:
    """However little room there is: never 令和⏎11年度."""
    divided = lines("みどり市地域福祉計画（令和７年度〜令和11年度）の概要", room)
    assert not [each for each in divided if re.match("[0-9０-９年）〜・]", each)]
    assert not [each for each in divided if each.endswith(("令和", "（", "令和1"))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("総人口の推移と見通し（表２－１及び表２－２から作成）", "表２－１"),
        ("こどもの意識（表資料２－１から作成）", "２－１"),
        ("教育・保育の必要な１・２号認定のこども", "１・２号"),
        ("取組の分担（第４章第２節１(2)の続き）", "１(2)"),
    ],
)
def test_numbers_of_several_parts_stay_whole(text: str, number: str) -> None:
    """However little room there is: never 表２－⏎１."""
    for room in range(6, 18):
        assert any(number in each for each in lines(text, room))


def test_the_stage_stays_with_the_name() -> None:
    assert (
        lines("みどり市地域福祉計画（案）（令和７年度）", 16, tied="（案）")[0]
        == "みどり市地域福祉計画（案）"
    )


def test_what_nothing_divides_is_left_to_the_programs() -> None:
    assert lines("アルファベータガンマデルタ", 6) == ["アルファベータガンマデルタ"]


# In documents

LONG = "第４期みどり市地域福祉計画・地域福祉活動計画"


def titles(folder: Path, name: str) -> dict[str, str]:
    """The first paragraph of each document, with its line breaks; and the headers of the plan."""
    plan = PLAN_YAML.replace("計画名: みどり市地域福祉計画", name).replace("令和７年度", "令和11年度")
    built = build(small_project(folder, {"plan.yaml": plan}), (), None, quiet)
    found = {}
    for document in built.documents:
        with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
            shown = body.find(f".//{w('p')}").iter(w("t"), w("br"), w("tab"))  # type: ignore[union-attr]
            found[document.name] = "".join(
                {w("br"): "\n", w("tab"): "\t"}.get(str(each.tag), each.text or "") for each in shown
            )
            found[f"{document.name} headers"] = "".join(
                package.read(part).decode() for part in package.namelist() if part.startswith("word/header")
            )
    return found


def test_titles_on_cover_summary_and_sheet_are_divided(tmp_path: Path) -> None:
    """Each for the room that it has; in headers names are whole."""
    found = titles(tmp_path, f"計画名: {LONG}")
    assert found["plan"] == "第４期みどり市地域福祉計画・\n地域福祉活動計画"
    assert found["summary"] == f"{LONG}（案）\n（令和３年度〜令和11年度）概要"
    assert found["framework"] == f"{LONG}（案）　体系図\t令和３年度〜令和11年度"
    assert LONG in found["plan headers"]


def test_the_author_divides_the_name_on_the_cover(tmp_path: Path) -> None:
    """Elsewhere it is joined."""
    found = titles(tmp_path, "計画名: |\n  第４期みどり市\n  地域福祉計画・地域福祉活動計画")
    assert found["plan"] == "第４期みどり市\n地域福祉計画・地域福祉活動計画"
    assert found["summary"].startswith(LONG)
    assert LONG in found["plan headers"]


def test_a_short_name_is_divided_too_where_its_author_does(tmp_path: Path) -> None:
    found = titles(tmp_path, "計画名: |\n  みどり市\n  地域福祉計画")
    assert found["plan"] == "みどり市\n地域福祉計画"
    assert found["framework"].startswith("みどり市地域福祉計画（案）")


@pytest.mark.parametrize(
    ("written", "name", "breaks"),
    [
        ("計画名: みどり市計画", "みどり市計画", ()),
        ("計画名: |\n  みどり市\n  計画", "みどり市計画", (4,)),
        ('計画名: "みどり市\\n計画\\n後期"', "みどり市計画後期", (4, 6)),
        ("計画名: |\n  Smart City\n  Plan 2030", "Smart City Plan 2030", (11,)),
    ],
)
def test_a_name_of_several_lines_is_joined(written: str, name: str, breaks: tuple[int, ...]) -> None:
    profile = load({"plan.yaml": PLAN_YAML.replace("計画名: みどり市地域福祉計画", written)}).profile
    assert (profile.name, profile.name_breaks) == (name, breaks)


GLOSSARY = """\
用語:
  - {id: term-a, 語: 避難行動要支援者, 読み: ひなんこうどうようしえんしゃ, 説明: 人です。}
  - {id: term-b, 語: 避難行動要支援者とその家族を支える地域の福祉団体, 読み: ひなんこうどうようしえんしゃとそのかぞく, 説明: 人です。}
  - {id: term-c, 語: 避難路, 読み: ひなんろひなんろひなんろひなんろひなんろひなんろひなんろひなんろひなんろひなんろひなんろひなんろ, 説明: 道です。}
"""


def test_a_reading_that_has_no_room_beside_its_term_stands_under_it(tmp_path: Path) -> None:
    """Kana have no phrases at which a line would end well; a reading of two lines begins on the first."""
    project = write_project(tmp_path, {"glossary.yaml": GLOSSARY})
    (document,) = make(project, ("plan",), None, quiet).documents
    terms = [
        each for each in checks.read("plan", document.docx).body.paragraphs if each.text.startswith("避難")
    ]
    assert [len(each.element.findall(f".//{w('br')}")) for each in terms] == [0, 1, 0]
