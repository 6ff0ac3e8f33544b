"""YAML that can't be read, or can be read and means something else than its author thinks."""

from __future__ import annotations

import pytest

from pipeline.model.inlines import Paragraph, plain_text
from pipeline.problems import Code
from tests.small_plan import FRAMEWORK_YAML, PLAN_YAML, expect, load, places, problems_with


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('担当課: "福祉課', "13:6", ("引用符",)),
        ("担当課: '福祉課", "13:6", ("引用符",)),
        ("担当課: [福祉課", "13:6", ("「[」", "「]」")),
        ("担当課: {名: 福祉課", "13:6", ("「{」", "「}」")),
        ("担当課: 福祉課: 地域係", "13:9", ("「:」", "引用符")),
        ('担当課: "福祉課"地域係', "13:11", ("引用符",)),
        ("担当課: [案] 福祉課", "13:10", ("引用符",)),
        ("担当課: @福祉課", "13:6", ("引用符",)),
        ("担当課: `福祉課`", "13:6", ("引用符",)),
        ("担当課: **福祉課**", "13:6", ("引用符",)),
        ('担当課: "C:\\課"', "13:9", ("「\\」",)),
        ("担当課: !福祉課", "13:6", ("引用符",)),
        ("担当課: !task 福祉課", "13:6", ("「!」", "引用符")),
        ("担当課", "13:1", ("「:」",)),
        ("担当 課:福祉課", "13:1", ("「:」",)),
        (": 福祉課", "13:1", ("字下げ",)),
        ("? [福祉課]\n: 地域係", "13:3", ("項目の名前",)),
        ("{担当課: 福祉課}: 地域係", "13:1", ("項目の名前",)),
        ("---\n担当課: 福祉課", "13:1", ("「---」",)),
        (" 担当課: 福祉課", "13:2", ("字下げ",)),
        ("担当課: - 福祉課", "13:6", ("「- 」",)),
        (f"担当課: {'[' * 40}{']' * 40}", "13:35", ("入れ子",)),
    ],
)
def test_a_line_that_yaml_cannot_read_is_told_in_plain_words(
    line: str, place: str, words: tuple[str, ...]
) -> None:
    """The place is where the mistake began, not where the reader gave up."""
    expect(
        problems_with({"plan.yaml": f"{PLAN_YAML}{line}\n"}), Code.YAML_SYNTAX, f"plan.yaml:{place}", *words
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("市名: みどり市", "  市名: みどり市", "plan.yaml:2:5", ("字下げ",)),
        ("計画名: みどり", "  計画名: みどり", "plan.yaml:2:1", ("字下げ",)),
        ("  - chapters/02", " - chapters/02", "plan.yaml:8:2", ("字下げ",)),
        ("令和３年度, 終了", "令和３年度、終了", "plan.yaml:3:7", ("半角の「,」",)),
        ("市名: みどり市", "市町村名：みどり市", "plan.yaml:2:1", ("半角",)),
    ],
)
def test_a_wrong_indent_or_sign_is_told_with_its_line(
    old: str, new: str, place: str, words: tuple[str, ...]
) -> None:
    """Indents that don't fit, and full-width signs where no known key helps."""
    expect(problems_with({"plan.yaml": PLAN_YAML.replace(old, new, 1)}), Code.YAML_SYNTAX, place, *words)


def test_anchors_and_aliases_are_refused() -> None:
    """Nobody in an office means them, and they can grow without end."""
    text = PLAN_YAML.replace("市名: みどり市", "市名: &a みどり市") + "担当課: *a\n"
    assert places(problems_with({"plan.yaml": text})) == [
        ("yaml.alias", "plan.yaml:2:5"),
        ("yaml.alias", "plan.yaml:13:6"),
    ]


@pytest.mark.parametrize("value", ["*福祉課", "&福祉課", "&a [*a]"])
def test_a_value_that_begins_like_an_alias_is_no_traceback(value: str) -> None:
    """An alias without its anchor, an anchor without use, and one that holds itself."""
    problems = problems_with({"plan.yaml": f"{PLAN_YAML}担当課: {value}\n"})
    assert problems
    assert {problem.code for problem in problems} <= {Code.YAML_ALIAS, Code.YAML_SYNTAX}


def test_a_key_that_stands_twice_is_told_with_the_first_place() -> None:
    """Of two values, one would vanish."""
    problems = problems_with({"plan.yaml": f"{PLAN_YAML}市名: あおば市\n"})
    expect(
        problems,
        Code.YAML_DUPLICATE_KEY,
        "plan.yaml:13:1",
        "「市名」が同じ所に２回",
        "plan_source/plan.yaml:2:1",
    )


def test_a_key_without_value_that_stands_twice_is_told_too() -> None:
    """The first one may be empty."""
    problems = problems_with({"plan.yaml": f"担当課:\n{PLAN_YAML}担当課: 福祉課\n"})
    expect(problems, Code.YAML_DUPLICATE_KEY, "plan.yaml:14:1", "plan.yaml:1:1")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("no", "no"),
        ("1:30", "1:30"),
        ("2021-03", "2021-03"),
        ("null", "null"),
        ("0123", "0123"),
        ("'福祉課: 地域係'", "福祉課: 地域係"),
        ('"福祉課 # 地域係"', "福祉課 # 地域係"),
        ("福祉課 # 覚え書き", "福祉課"),
        ("|\n  福祉部\n  福祉課\n", "福祉部福祉課"),
        (">\n  福祉部\n  福祉課\n", "福祉部福祉課"),
        ("福祉部\n  福祉課", "福祉部福祉課"),
        ("福祉部\n\n  福祉課", "福祉部福祉課"),
        ('"福祉部\n  福祉課"', "福祉部福祉課"),
        ("Welfare\n  Section", "Welfare Section"),
        ('"𠮷田課"', "𠮷田課"),
    ],
)
def test_values_are_what_was_typed(value: str, read: str) -> None:
    """No value becomes a number, a date or nothing; the lines of a Japanese name join without a blank."""
    assert load({"plan.yaml": f"{PLAN_YAML}担当課: {value}\n"}).profile.office == read


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_a_bom_of_windows_simply_work(end: str, bom: str) -> None:
    """What Notepad and Excel put into files."""
    files = {"plan.yaml": bom + PLAN_YAML.replace("\n", end), "framework.yaml": bom + FRAMEWORK_YAML}
    assert load(files).profile.city == "みどり市"


def test_a_problem_in_crlf_text_has_its_own_line() -> None:
    """Line numbers are those of the editor."""
    text = FRAMEWORK_YAML.replace("題: 相談", "題：相談").replace("\n", "\r\n")
    expect(problems_with({"framework.yaml": text}), Code.YAML_FULLWIDTH_COLON, "framework.yaml:16:14")


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        ("'一つ目**の文'", 12, 23),
        ("一つ目**の文", 12, 22),
        ("|\n              一行目\n              二行目**の文", 14, 18),
        ("|\n\n              一行目\n              二行目**の文", 15, 18),
    ],
)
def test_problems_in_the_text_of_a_value_have_the_place_in_the_file(
    value: str, line: int, column: int
) -> None:
    """Quotes and blocks shift a text; the place that is shown is the author's own."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: {value}", 1)
    expect(problems_with({"framework.yaml": text}), Code.MD_LEFTOVER, f"framework.yaml:{line}:{column}")


@pytest.mark.parametrize("sign", ["|", ">", ""])
def test_a_blank_line_in_a_long_value_parts_paragraphs(sign: str) -> None:
    """In folded and plain values as in blocks."""
    text = FRAMEWORK_YAML.replace(
        "    題: 安心なまち\n",
        f"    題: 安心なまち\n    説明: {sign}\n      一つ目\n      の段落\n\n      二つ目\n",
        1,
    )
    introduction = load({"framework.yaml": text}).framework.items[0].introduction
    assert [plain_text(block.content) for block in introduction if isinstance(block, Paragraph)] == [
        "一つ目の段落",
        "二つ目",
    ]


@pytest.mark.parametrize("key", ['"\\u202e"', '"段階\\x07"'])
def test_a_key_can_not_hide_what_no_text_may_hold(key: str) -> None:
    """Double quotes can spell any character."""
    expect(problems_with({"plan.yaml": f"{PLAN_YAML}{key}: 1\n"}), Code.TEXT_CONTROL, "plan.yaml:13:1")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (">\n              ・見守り\n              ・相談", "13:15"),
        (">-\n              次のとおりです。\n\n              - 見守り\n              - 相談", "16:15"),
        ("次のとおりです。\n              ①見守り", "13:15"),
        ('"見守り\n              です。\n\n              窓口：市\n              電話：000"', "15:15"),
    ],
)
def test_lines_without_a_bar_that_were_meant_to_stand_alone_are_told(value: str, place: str) -> None:
    """YAML makes one line of them, and a list a sentence."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: {value}", 1)
    expect(
        problems_with({"framework.yaml": text}),
        Code.MD_LEFTOVER,
        f"framework.yaml:{place}",
        "つながって",
        "「|」",
    )


@pytest.mark.parametrize(
    "value",
    [
        ">\n              課題が\n              あります。\n\n              - 見守り\n\n              - 相談",
        "課題が\n              二つあります。",
        "保健\n              ・福祉の課題です。",
    ],
)
def test_lines_of_prose_are_joined_without_a_word(value: str) -> None:
    """As they were meant."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", f"課題認識: {value}", 1)
    assert not problems_with({"framework.yaml": text})
