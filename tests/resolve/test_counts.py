"""Counts that are typed by hand: told where they are wrong, silent where they are right or another's."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import CHAPTER, SUMMARY_YAML, chapter, expect, problems_with

# Three policies, eight directions, 21 measures; two chapters.
POLICIES = ((2, 3), (2, 3, 3), (2, 3, 3))


def framework() -> str:
    """A framework.yaml of that many policies, directions and measures."""
    text = "基本理念: 支え合うまち\n基本方針:\n"
    for policy, directions in enumerate(POLICIES):
        text += f"  - id: policy-{policy}\n    題: 方針\n    施策の基本方向:\n"
        for direction, measures in enumerate(directions):
            here = f"{policy}-{direction}"
            text += f"      - id: direction-{here}\n        略称: 略\n        題: 方向\n        取組:\n"
            for measure in range(measures):
                text += f"          - {{id: measure-{here}-{measure}, 題: 見守り, 課題認識: 課題です。, 対応方針: 方針です。, 関連する施策: [事業]}}\n"
    return text


def problems_in(markdown: str):  # type: ignore[no-untyped-def]
    return problems_with({CHAPTER: chapter(markdown), "framework.yaml": framework()})


@pytest.mark.parametrize(
    ("text", "right", "form"),
    [
        ("四つの基本方針を定めます。", "三つ", '{.数 .一つ of="基本方針"}'),
        ("４つの基本方針に基づいて進めます。", "３つ", '{.数 .１つ of="基本方針"}'),
        ("二つの基本方針を定めます。", "三つ", ""),
        ("次の二つの基本方針を定めます。", "三つ", ""),
        ("四つの 基本方針を定めます。", "三つ", '{.数 .一つ of="基本方針"}'),
        ("４ つの　基本方針に基づいて進めます。", "３つ", ""),
        ("22の取組を進めます。", "21", '{.数 of="取組"}'),
        ("22取組を進めます。", "21", ""),
        ("二十二の取組を進めます。", "二十一", '{.数 .漢数字 of="取組"}'),
        ("20の取組を掲げます。", "21", ""),
        ("全20の取組を進めます。", "21", ""),
        ("本計画の20の取組を進めます。", "21", ""),
        ("三つの基本方針の下に七つの施策の基本方向を置きます。", "八つ", '{.数 .一つ of="施策の基本方向"}'),
        ("三つの基本方針と20の取組を示します。", "21", ""),
        ("5つの基本方向を定めます。", "８つ", ""),
        ("基本方針は四つです。", "三つ", ""),
        ("基本方針が四つあります。", "三つ", ""),
        ("取組は、全部で20とします。", "21", ""),
        ("本計画は六つの章で構成します。", "二つ", '{.数 .一つ of="章"}'),
        ("全６章です。", "２", ""),
        ("四章から成ります。", "二", '{.数 .漢数字 of="章"}'),
        ("五章立てです。", "二", '{.数 .漢数字 of="章"}'),
        ("本計画は４章で構成します。", "２", '{.数 of="章"}'),
        ("章の数は四つです。", "二つ", '{.数 .一つ of="章"}'),
        ("取組数は20です。", "21", '{.数 of="取組"}'),
        ("本計画の基本方針の数は４です。", "３", ""),
        ("総取組数は22件です。", "21", ""),
        ("基本方針は２つ。", "３つ", '{.数 .１つ of="基本方針"}'),
        ("本計画の取組は20件、施策は省きます。", "21", ""),
        ("取組（全20件）です。", "21", '{.数 of="取組"}'),
        ("本計画の取組（全22件）を示します。", "21", ""),
        ("基本方針を二つ定めます。", "三つ", '{.数 .一つ of="基本方針"}'),
        ("本計画では基本方針を四つ掲げます。", "三つ", ""),
        ("基本方針の四つを定めます。", "三つ", ""),
        ("第１～第４の基本方針を進めます。", "３", ""),
        ("第４の基本方針を進めます。", "３", ""),
        ("計22の取組を進めます。", "21", '{.数 of="取組"}'),
        ("合計22の取組を進めます。", "21", ""),
        ("取組の数（22）です。", "21", ""),
        ("取組数：22件。", "21", ""),
        ("取組22件", "21", ""),
        ("本計画の取組（22件）です。", "21", ""),
        ("取組ごとに見直し、四つの基本方針を定めます。", "三つ", ""),
        ("四つの基本方針ごとに取組を定めます。", "三つ", ""),
        ("各主体の役割を踏まえ、22の取組を定めます。", "21", ""),
        ("毎年、22の取組を点検します。", "21", ""),
        ("実施する22の取組です。", "21", ""),
    ],
)
def test_a_wrong_count_is_told_with_the_right_one(text: str, right: str, form: str) -> None:
    """A number above the plan's own, or one below where the sentence speaks of the whole."""
    problems = problems_in(text)
    column = text.index(problems[0].message.split("」とあります")[0].removeprefix("「")) + 1
    expect(problems, Code.COUNT_WRONG, f"{CHAPTER}:3:{column}", f"は{right}です", form)
    assert problems[0].warning


@pytest.mark.parametrize(
    "text",
    [
        "三つの基本方針の下に八つの施策の基本方向を置き、21の取組を定めます。",
        "３つの基本方針と二十一の取組です。",
        "基本方針は三つです。",
        "取組数は21で、章の数は２です。",
        "二章から成ります。",
        "第１部は三章から成ります。",
        "第二部は四章から成ります。",
        "この部は四章から成ります。",
        "調査報告書は四章から成ります。",
        "次の四章から構想を練ります。",
        "総論は四つの章から成ります。",
        "第４章から成果を示します。",
        "前計画の章の数は四つです。",
        "基本方針１の取組数は５です。",
        "前計画の12の取組を引き継ぎます。",
        "他市では五つの基本方針を掲げています。",
        "第２期計画では、四つの基本方針を掲げました。",
        "国の五つの基本方針を踏まえます。",
        "総合計画の六つの基本方針を踏まえ、取組を進めます。",
        "社会福祉法は、五つの取組を求めています。",
        "アンケートでは、30の取組が挙げられました。",
        "二つの基本方針にまたがる施策です。",
        "[](#measure-0-0-0)、[](#measure-0-0-1)の四つの取組に関連します。",
        "次の二つの取組を進めます。",
        "このうち三つの取組を重点とします。",
        "この方針では、四つの取組を定めます。",
        "残る五つの取組を続けます。",
        "各基本方針に二つの取組を置きます。",
        "新たに25の取組を加えます。",
        "一つの取組として進めます。",
        "約20の取組を進めます。",
        "数十の取組を進めます。",
        "令和７年度の取組、平成29の取組です。",
        "三取組と四章を読みます。",
        "四つの取組方針を定めます。",
        "三つの章を読みます。",
        "基本方針は三つ。",
        "取組（全21件）を、基本方針を三つ定めて進めます。",
        "基本方針の二つを重点とします。",
        "基本方針の二つ、取組の10件です。",
        "前計画では基本方針を五つ定めました。",
        "新たに基本方針を五つ定めます。",
        "取組が10件に減りました。",
        "取組を二つ選びました。",
        "このほか22の取組もあります。",
        "その他、22の取組を進めます。",
        "別に22の取組を設けます。",
        "22の取組も進めます。",
        "基本方針ごとに30の取組を定めます。",
        "基本方針毎に、30の取組を定めます。",
        "各基本方針に30の取組を置きます。",
        "各分野では、30の取組を掲げます。",
        "どの基本方針にも30の取組を置きます。",
        "基本方針にそれぞれ30の取組を置きます。",
        "30の取組をそれぞれ定めます。",
        "１課につき30の取組を進めます。",
        "廃止した22の取組です。",
        "統合された30の取組を示します。",
        "終了する22の取組を示します。",
        "見直した22の取組を示します。",
        "実施してきた30の取組を示します。",
        "22の取組を廃止しました。",
        "30の取組を21に統合しました。",
        "評価がＡの22の取組を続けます。",
        "第22の取組です。",
        "取組22の進み方と、取組（22）です。",
        "取組22件の進み方です。",
        "計10の取組を重点とし、取組の数（10）を示します。",
        "方針１の取組10件。",
    ],
)
def test_counts_that_are_right_or_another_s_are_silent(text: str) -> None:
    """Other plans, laws and surveys, parts of the plan, and what is no count."""
    assert Code.COUNT_WRONG not in [problem.code for problem in problems_in(text)]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({CHAPTER: chapter("## 四つの基本方針")}, f"{CHAPTER}:3:4"),
        ({"framework.yaml": framework().replace("題: 方針", "題: 四つの基本方針", 1)}, "framework.yaml:4:8"),
        (
            {"framework.yaml": framework().replace("課題です。", "22の取組を進めます。", 1)},
            "framework.yaml:10",
        ),
        ({"summary.yaml": SUMMARY_YAML.replace("題: 目的", "題: 四つの基本方針")}, "summary.yaml:4:9"),
    ],
)
def test_titles_and_yaml_are_read_too(changes: dict[str, str], place: str) -> None:
    """Headings of chapters and measures, texts of framework.yaml, titles of the summary."""
    problems = problems_with({"framework.yaml": framework(), **changes})
    assert [problem.code for problem in problems] == [Code.COUNT_WRONG]
    assert str(problems[0].location).startswith(f"plan_source/{place}")
