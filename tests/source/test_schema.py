"""YAML that can be read and does not fit: keys, types and values."""

from __future__ import annotations

import pytest

from pipeline.model.stages import Stage
from pipeline.problems import Code
from tests.small_plan import (
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    PLAN_YAML,
    POSITION_YAML,
    SUMMARY_YAML,
    expect,
    load,
    places,
    problems_with,
)


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "near"),
    [
        ("plan.yaml", "市名: ", "市町村名: ", "2:1", "市名"),
        ("plan.yaml", "{開始: ", "{開始年: ", "3:8", "開始"),
        ("plan.yaml", "{年月: ", "{年: ", "12:6", "年月"),
        ("framework.yaml", "    題: 安心", "    題名: 安心", "4:5", "題"),
        ("framework.yaml", "            課題認識: ", "            課題意識: ", "12:13", "課題認識"),
        ("summary.yaml", "  - 題: ", "  - 題目: ", "2:5", "題"),
        ("glossary.yaml", "    読み: ", "    読み方: ", "4:5", "読み"),
        ("glossary.yaml", "  - id: ", "  - ｉｄ: ", "2:5", "id"),
        ("position.yaml", "見出し: 基本方針", "見だし: 基本方針", "1:22", "見出し"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_one(
    file: str, old: str, new: str, place: str, near: str
) -> None:
    """The key that is then missing is told as well; both are one slip of the author."""
    problems = problems_with({file: texts()[file].replace(old, new, 1)})
    unknown = [problem for problem in problems if problem.code is Code.SCHEMA_UNKNOWN_KEY]
    expect(unknown, Code.SCHEMA_UNKNOWN_KEY, f"{file}:{place}", f"もしかして: {near}")
    assert {problem.code for problem in problems} == {Code.SCHEMA_UNKNOWN_KEY, Code.SCHEMA_MISSING_KEY}


def test_an_unknown_key_unlike_any_other_is_told_with_all_there_are() -> None:
    """Where nothing is near, the hint lists what may stand there."""
    problems = problems_with({"glossary.yaml": f"{GLOSSARY_YAML}    備考: なし\n"})
    expect(problems, Code.SCHEMA_UNKNOWN_KEY, "glossary.yaml:6:5", "id、語、読み、説明")


@pytest.mark.parametrize(
    ("file", "line", "place", "key"),
    [
        ("plan.yaml", "市名: みどり市\n", "1:1", "市名"),
        ("framework.yaml", "        略称: 安心\n", "6:9", "略称"),
        ("framework.yaml", "            対応方針: 方針です。\n", "10:13", "対応方針"),
        ("glossary.yaml", "    読み: ちいきふくし\n", "2:5", "読み"),
    ],
)
def test_a_missing_key_is_told_at_the_thing_that_lacks_it(file: str, line: str, place: str, key: str) -> None:
    """The hint gives the line to write."""
    problems = problems_with({file: texts()[file].replace(line, "", 1)})
    expect(problems, Code.SCHEMA_MISSING_KEY, f"{file}:{place}", f"「{key}」がありません", f"「{key}: 」の行")


def test_a_key_without_a_value_is_told_at_its_line() -> None:
    """It is there, so the author would look for it in vain."""
    problems = problems_with({"plan.yaml": PLAN_YAML.replace("市名: みどり市", "市名:")})
    expect(problems, Code.SCHEMA_MISSING_KEY, "plan.yaml:2:1", "「市名」に値がありません")


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        ("plan.yaml", "計画名: みどり市地域福祉計画", "計画名: [a, b]", "1:6", ("「計画名」", "文字")),
        ("plan.yaml", "計画名: みどり市地域福祉計画", "計画名: {a: b}", "1:6", ("「計画名」", "文字")),
        ("plan.yaml", "段階: 案", "段階: [案]", "4:5", ("「段階」", "文字")),
        ("plan.yaml", "{開始: 令和３年度, 終了: 令和７年度}", "令和３年度から", "3:7", ("「項目: 値」の組",)),
        ("plan.yaml", "  - chapters/01-text.md\n", "  - {a: b}\n", "7:5", ("「章」の1番目", "文字")),
        ("framework.yaml", "[見守り事業]", "見守り事業", "14:21", ("「関連する施策」", "一覧")),
        ("glossary.yaml", GLOSSARY_YAML, "用語: なし\n", "1:5", ("「用語」", "一覧")),
        ("glossary.yaml", GLOSSARY_YAML, "用語:\n  - 地域福祉\n", "2:5", ("「用語」の1番目", "組")),
        ("summary.yaml", SUMMARY_YAML, "- 題: 目的\n", "1:1", ("ファイルの内容", "組")),
        ("summary.yaml", SUMMARY_YAML, "概要は次のとおり\n", "1:1", ("ファイルの内容", "組")),
        ("summary.yaml", SUMMARY_YAML, "null\n", "1:1", ("ファイルの内容", "組")),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_the_right_one(
    file: str, old: str, new: str, place: str, words: tuple[str, ...]
) -> None:
    """Lists, mappings and texts in each other's places."""
    expect(
        problems_with({file: texts()[file].replace(old, new, 1)}), Code.SCHEMA_TYPE, f"{file}:{place}", *words
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        ("plan.yaml", "段階: 案", "段階: 案案", "4:5", ("「案案」", "骨子、素案、案、最終案、策定")),
        ("plan.yaml", "段階: 案", "段階: （案）", "4:5", ("「段階」に「（案）」", "骨子")),
        (
            "plan.yaml",
            "段階: 案",
            "段階: {名称: 決定, 日付: 令和３年１月15日}",
            "4:10",
            ("「名称」に「決定」", "骨子"),
        ),
        ("plan.yaml", "段階: 案", "段階: 案\n行番号: あり", "5:6", ("「あり」", "なし、ページごと、通し")),
        ("plan.yaml", "福祉計画\n", "福祉計画（案）\n", "1:6", ("（案）", "段階は")),
        ("plan.yaml", "福祉計画\n", "福祉計画(策定)概要\n", "1:6", ("(策定)", "段階は")),
        ("plan.yaml", "市名: みどり市", '市名: ""', "2:5", ("空",)),
        ("plan.yaml", "市名: みどり市", "市名: '　'", "2:5", ("空",)),
        ("plan.yaml", "みどり市地域福祉計画", "長" * 201, "1:6", ("長すぎます", "200文字")),
        ("framework.yaml", "[見守り事業]", "[]", "14:21", ("空",)),
        ("framework.yaml", "課題認識: 課題です。", "課題認識: ' '", "12:19", ("文章がありません",)),
        ("glossary.yaml", GLOSSARY_YAML, "用語: []\n", "1:5", ("空",)),
        ("summary.yaml", "要約: sum-purpose", "小見出し: 目的", "4:9", ("「要約」「図」「表」",)),
        ("summary.yaml", "要約: sum-purpose", "{要約: sum-purpose, 図: fig-a}", "4:9", ("どれか一つ",)),
        ("summary.yaml", "要約: sum-purpose", "{要約: sum-purpose, 題: なし}", "4:9", ("「図」と「表」",)),
        ("summary.yaml", "要約: sum-purpose", "改段: いいえ", "4:13", ("はい",)),
        ("position.yaml", "分野:\n", "分野:\n" + "  - {題: 福祉, 計画: 計画}\n" * 20, "3:3", ("20個",)),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_what_is(
    file: str, old: str, new: str, place: str, words: tuple[str, ...]
) -> None:
    """Stages, empty and endless values, and a summary's item with both or neither."""
    expect(
        problems_with({file: texts()[file].replace(old, new, 1)}),
        Code.SCHEMA_VALUE,
        f"{file}:{place}",
        *words,
    )


@pytest.mark.parametrize("identity", ["1", "policy a", "方針", "-a", "_a", "policy.a", "ｐｏｌｉｃｙ"])
def test_an_id_that_word_could_not_take_is_told(identity: str) -> None:
    """Ids are ASCII and begin with a letter."""
    problems = problems_with({"framework.yaml": FRAMEWORK_YAML.replace("policy-a", identity)})
    expect(problems, Code.ID_INVALID, "framework.yaml:3:9", f"「{identity}」", "半角")


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("framework.yaml", "題: 安心なまち", "題: '**安心**なまち'", "4:8"),
        ("framework.yaml", "基本理念: 支え合うまち", "基本理念: '支え合うまち[](#sec-text)'", "1:7"),
        ("summary.yaml", "題: 目的", "題: '目的[^a]'", "2:8"),
        ("position.yaml", "題: 健康なまち", "題: '[健康]{ruby=\"けんこう\"}'", "1:36"),
        ("plan.yaml", "市名: みどり市", "市名: '市{.題}'", "2:5"),
    ],
)
def test_markup_in_a_value_that_has_none_is_told(file: str, old: str, new: str, place: str) -> None:
    """It would be printed as it stands."""
    problems = problems_with({file: texts()[file].replace(old, new, 1)})
    expect(problems, Code.MD_LEFTOVER, f"{file}:{place}", "文字のまま")


def test_a_file_that_is_not_filled_in_lacks_each_of_its_keys() -> None:
    """An empty file, or one with comments alone, is a file without keys."""
    for text in ("", "# まだ\n", "---\n"):
        assert places(problems_with({"summary.yaml": text})) == [("schema.missing-key", "summary.yaml:1:1")]


def test_all_problems_of_several_files_come_at_once_and_in_order() -> None:
    """A drafter mends them in one go, from the first file to the last."""
    problems = problems_with(
        {
            "glossary.yaml": GLOSSARY_YAML.replace("読み: ", "よみ: "),
            "framework.yaml": FRAMEWORK_YAML.replace("measure-a", "取組"),
            "plan.yaml": PLAN_YAML.replace("段階: 案", "段階: 決定").replace(
                "  - chapters/91", "  - chapters/90"
            ),
            "chapters/01-text.md": "# 本文\n\n<b>\n\n#### 飛んだ見出し\n",
        }
    )
    assert places(problems) == [
        ("md.raw", "chapters/01-text.md:3:1"),
        ("md.heading-skipped", "chapters/01-text.md:5:1"),
        ("id.invalid", "framework.yaml:10:17"),
        ("schema.missing-key", "glossary.yaml:2:5"),
        ("schema.unknown-key", "glossary.yaml:4:5"),
        ("schema.value", "plan.yaml:4:5"),
        ("file.missing", "plan.yaml:10:5"),
    ]


def texts() -> dict[str, str]:
    """The YAML files of the smallest plan."""
    return {
        "plan.yaml": PLAN_YAML,
        "framework.yaml": FRAMEWORK_YAML,
        "summary.yaml": SUMMARY_YAML,
        "glossary.yaml": GLOSSARY_YAML,
        "position.yaml": POSITION_YAML,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("段階: 素案", (Stage.DRAFT, "", "")),
        ("段階: {名称: 素案}", (Stage.DRAFT, "", "")),
        (
            "段階:\n  名称: 最終案\n  日付: 令和３年２月３日\n  会議: 庁議",
            (Stage.FINAL_PROPOSAL, "令和３年２月３日", "庁議"),
        ),
        ("段階: {名称: 案, 日付: 令和1年 5月1日}", (Stage.PROPOSAL, "令和元年５月１日", "")),
        ("段階: {名称: 案, 日付: 令和3年2月10日(水)}", (Stage.PROPOSAL, "令和３年２月10日（水）", "")),
    ],
)
def test_a_stage_is_a_word_or_a_mapping(text: str, found: tuple[Stage, str, str]) -> None:
    """With the date and the meeting at which it was shown, or without."""
    profile = load({"plan.yaml": PLAN_YAML.replace("段階: 案", text)}).profile
    assert (profile.stage, profile.stage_date, profile.stage_meeting) == found


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("令和３年２月", Code.DATE_FORM, "「令和２年12月１日（火）」のように"),
        ("2021-02-10", Code.DATE_FORM, "「令和３年２月10日（水）」のように"),
        ("令和３年２月30日", Code.DATE_CALENDAR, "という日はありません"),
        ("平成33年２月10日", Code.DATE_CALENDAR, "正しくは「令和３年２月10日（水）」です"),
        ("令和３年２月10日（木）", Code.DATE_WEEKDAY, "水曜日です"),
    ],
)
def test_a_wrong_day_of_a_stage_is_told(day: str, code: Code, words: str) -> None:
    """It stands on the cover."""
    text = PLAN_YAML.replace("段階: 案", f"段階: {{名称: 案, 日付: {day}}}")
    expect(problems_with({"plan.yaml": text}), code, "plan.yaml:4:17", words)


def test_a_stage_without_its_word_is_told() -> None:
    """A date alone says nothing."""
    problems = problems_with({"plan.yaml": PLAN_YAML.replace("段階: 案", "段階: {日付: 令和３年１月15日}")})
    expect(problems, Code.SCHEMA_MISSING_KEY, "plan.yaml:4:5", "「名称」")


def test_a_mistyped_key_of_a_stage_is_told_with_the_nearest_one() -> None:
    """As everywhere else."""
    problems = problems_with({"plan.yaml": PLAN_YAML.replace("段階: 案", "段階: {名称: 案, 日: 令和３年}")})
    expect(problems, Code.SCHEMA_UNKNOWN_KEY, "plan.yaml:4:13", "日付")


@pytest.mark.parametrize(
    ("text", "found"), [("", "なし"), ("行番号: 通し\n", "通し"), ("行番号: ページごと\n", "ページごと")]
)
def test_line_numbers_are_a_setting(text: str, found: str) -> None:
    """Off where nothing is said."""
    assert load({"plan.yaml": f"{PLAN_YAML}{text}"}).profile.line_numbers == found
