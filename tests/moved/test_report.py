"""What moved between two states of a plan: each thing once, under what caused it, references one by one with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.model.numbers import Scheme
from pipeline.moved.record import (
    Record,
    labels_in,
    occurrences_of,
    outline_text,
    read_record,
    references_text,
)
from pipeline.moved.report import UNMOVED, report
from pipeline.resolve.texts import texts_of
from tests.divisions import ANEW, FILES, GENERAL, NEXT, NOW, PARTICULAR, RUN_ON, TABLE, TEXT, plan_yaml
from tests.small_plan import (
    CHAPTER,
    FOLDER,
    FRAMEWORK_YAML,
    MEASURES,
    PLAN_YAML,
    SCHEME,
    TEXTS,
    Changes,
    level,
    resolved,
)

BASE = """\
# 本文 {#sec-text}

初めに[](#sec-two)と[](#sec-three){.番号と題}を見ます。

## 一つ目 {#sec-one}

注があります[^a]。表は[](#tbl-a)です。

::: {.表 #tbl-a}
表の題

| 甲 | 乙 |
|---|---|
| 一 | 二 |
:::

## 二つ目 {#sec-two}

注があります[^b]。[](#measure-a)に取り組みます。

## 三つ目 {#sec-three}

終わりです。

[^a]: 一つ目の注です。

[^b]: 二つ目の注です。
"""
NOTED = BASE.replace("一つ目の注です", "[](#sec-three)の注、[](#sec-one){.番号と題}です")
FIRST = "## 一つ目 {#sec-one}\n"


def record(changes: Changes | None = None, scheme: Scheme = SCHEME, **texts: str) -> Record:
    """A plan as it would be recorded, with places; `texts` are recorded beside it."""
    plan = resolved({CHAPTER: BASE, **(changes or {})}, scheme)
    read = read_record({"outline": outline_text(plan), "references": references_text(plan), **texts})
    return replace(
        read, occurrences=tuple(occurrences_of(plan)), said=tuple(texts_of(plan)), labels=labels_in(plan)
    )


def moved(text: str, changes: Changes | None = None, before: Changes | None = None) -> list[str]:
    """What is said where a chapter's text has become this."""
    return report(record(before), record({CHAPTER: text, **(changes or {})}))


def edited(old: str, new: str) -> list[str]:
    assert BASE.count(old) == 1
    return moved(BASE.replace(old, new))


def place(line: int, column: int) -> str:
    return f"{FOLDER}/{CHAPTER}:{line}:{column}"


def test_nothing_is_said_where_nothing_moved() -> None:
    """Not even where lines moved in the source."""
    assert report(record(), record()) == []
    assert edited("終わりです。", "終わりです。\n\nもう一つの段落です。") == []


def test_what_follows_from_something_put_in_is_told_under_it() -> None:
    """Numbers first, then each reference with its place, what it showed and what it shows."""
    assert edited(FIRST, f"## 新しい節 {{#sec-new}}\n\n文です。\n\n{FIRST}") == [
        "第１章第１節「新しい節」を入れたため、番号が3件、参照が2か所変わりました",
        "  第１章第１節→第１章第２節　一つ目",
        "  第１章第２節→第１章第３節　二つ目",
        "  第１章第３節→第１章第４節　三つ目",
        f"  参照 {place(3, 4)}　第１章第２節→第１章第３節",
        f"  参照 {place(3, 17)}　第１章第３節「三つ目」→第１章第４節「三つ目」",
        "増えました（1件）",
        "  第１章第１節「新しい節」",
    ]


def test_a_chapter_put_in_is_the_cause_of_all_that_is_counted_after_it() -> None:
    """Of the tables and sections in later chapters, too."""
    plan_yaml = str(TEXTS["plan.yaml"])
    new = {
        "plan.yaml": plan_yaml.replace("章:\n", "章:\n  - chapters/00-new.md\n", 1),
        "chapters/00-new.md": "# 序 {#sec-begin}\n\n序です。\n",
    }
    lines = moved(BASE, new)
    assert [line for line in lines if not line.startswith(" ")] == [
        "第１章「序」を入れたため、番号が10件、参照が4か所変わりました",
        "増えました（1件）",
    ]
    assert "  表１－１→表２－１　表の題" in lines


def test_a_section_that_was_moved_is_the_cause_of_new_numbers_around_it() -> None:
    """Notes within it follow, with 注 beside their numbers."""
    head, first, rest = BASE.partition(FIRST)
    one, two, tail = rest.partition("## 二つ目 {#sec-two}\n")
    second, three, end = tail.partition("## 三つ目")
    lines = moved(head + two + second + first + one + three + end)
    assert lines[0].startswith("「一つ目」を第１章第１節から第１章第２節に移したため、番号が4件") or lines[
        0
    ].startswith("「二つ目」を第１章第２節から第１章第１節に移したため、番号が4件")
    assert "  注1→注2　一つ目の注です。" in lines
    assert "  注2→注1　二つ目の注です。" in lines


def test_two_causes_of_one_number_are_told_together() -> None:
    """One put in, one taken out, and what is after both."""
    text = BASE.replace(FIRST, f"## 新 {{#sec-a}}\n\n文です。\n\n## 更に新 {{#sec-b}}\n\n文です。\n\n{FIRST}")
    text = text.replace("[](#sec-two)と", "").replace("## 二つ目 {#sec-two}\n\n", "")
    lines = moved(text)
    assert (
        "第１章第１節「新」など2件を入れ、第１章第２節「二つ目」をなくしたため、番号が1件、参照が1か所変わりました"
        in lines
    )


def test_a_heading_that_gets_or_loses_its_number_is_the_cause_of_those_after_it() -> None:
    """Its own number among them."""
    numbered = BASE.replace("[](#sec-two)と", "")
    plain = numbered.replace("## 二つ目 {#sec-two}", "## 二つ目 {.番号なし #sec-two}")
    assert report(record({CHAPTER: numbered}), record({CHAPTER: plain}))[:3] == [
        "第１章第２節「二つ目」の番号をやめたため、番号が2件、参照が1か所変わりました",
        "  第１章第２節→（番号なし）　二つ目",
        "  第１章第３節→第１章第２節　三つ目",
    ]
    assert report(record({CHAPTER: plain}), record({CHAPTER: numbered}))[:3] == [
        "第１章第２節「二つ目」に番号を付けたため、番号が2件、参照が1か所変わりました",
        "  （番号なし）→第１章第２節　二つ目",
        "  第１章第２節→第１章第３節　三つ目",
    ]


def test_another_list_of_the_template_is_the_cause_where_nothing_else_is() -> None:
    """Sections are called 項 from now on; chapters stay what they are."""
    scheme = replace(SCHEME, body=(SCHEME.body[0], level("第%2項", "decimalFullWidth"), *SCHEME.body[2:]))
    lines = report(record(), record(scheme=scheme))
    assert lines[:2] == [
        "テンプレートの番号の付け方を変えたため、番号が7件、参照が3か所変わりました",
        "  第１章第１節→第１章第１項　一つ目",
    ]
    assert not [line for line in lines if "第１章→" in line]


def test_two_that_were_moved_to_the_same_place_are_told_together() -> None:
    """As the cause of what is counted after them there."""
    two = "### 甲 {#sec-a}\n\n甲です。\n\n### 乙 {#sec-b}\n\n乙です。\n\n"
    there = "終わりです。\n\n### 丙 {#sec-c}\n\n丙です。\n"
    before = BASE.replace("## 二つ目", f"{two}## 二つ目").replace("終わりです。", there)
    after = BASE.replace("終わりです。", there.replace("### 丙", f"{two}### 丙"))
    lines = report(record({CHAPTER: before}), record({CHAPTER: after}))
    assert lines[-2:] == [
        "第１章第３節１「甲」など2件を移したため、番号が1件変わりました",
        "  第１章第３節１→第１章第３節３　丙",
    ]


def test_notes_and_terms_that_come_are_told_by_what_they_are() -> None:
    """A note's number alone would be anything's, and a term has none."""
    assert moved(f"{BASE}\n終わりに[^c]。\n\n[^c]: 新しい注です。\n") == [
        "増えました（1件）",
        "  注3（新しい注です。…）",
    ]
    term = "  - {id: term-b, 語: 民生委員, 読み: みんせいいいん, 説明: 委員です。}\n"
    assert moved(BASE, {"glossary.yaml": f"{TEXTS['glossary.yaml']}{term}"}) == [
        "増えました（1件）",
        "  用語「民生委員」",
    ]


def test_a_link_with_a_text_of_its_own_is_told_by_that() -> None:
    """Whatever its target is called."""
    before = record({CHAPTER: BASE.replace("[](#sec-two)と", "[次の節](#sec-two)と")})
    after = record({CHAPTER: BASE.replace("[](#sec-two)と", "[後の節](#sec-two)と")})
    assert report(before, after) == [
        "参照の書き方が変わりました（1件）",
        f"  {place(3, 4)}　次の節→後の節",
    ]


def test_a_new_title_is_told_with_the_references_that_show_it() -> None:
    """And no number is said to have moved."""
    assert edited("## 三つ目 {", "## 最後 {") == [
        "題が変わりました（1件）",
        "  第１章第３節　三つ目→最後",
        f"    参照 {place(3, 17)}　第１章第３節「三つ目」→第１章第３節「最後」",
    ]


def test_a_new_id_is_the_same_thing() -> None:
    """Its references are no others, and it is neither new nor gone."""
    assert moved(BASE.replace("sec-two", "sec-second")) == [
        "idが変わりました（1件）",
        "  sec-two→sec-second　第１章第２節「二つ目」",
    ]


# Whatever has an id, with references to all of it.
ALL_KINDS = {
    CHAPTER: BASE.replace(
        "終わりです。",
        "[](#measure-b)と[](#sec-one){.題}、[](#term-welfare){.題}、[](#tbl-b)、[](#fn-a)、[](#direction-a)を見ます。\n\n"
        "::: {.表 #tbl-b}\n次の表\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n:::",
    )
    .replace("^a]", "^fn-a]")
    .replace("^b]", "^fn-b]"),
    "framework.yaml": FRAMEWORK_YAML,
    "glossary.yaml": f"{TEXTS['glossary.yaml']}  - {{id: term-ward, 語: 民生委員, 読み: みんせいいいん, 説明: 委員です。}}\n",
}


def with_ids(texts: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Texts in which these ids are others, wherever they stand."""
    pattern = re.compile("|".join(rf"(?<![\w-]){old}(?![\w-])" for old in others))
    return {name: pattern.sub(lambda found: others[found[0]], text) for name, text in texts.items()}


@pytest.mark.parametrize(
    "ids",
    [
        ("tbl-a", "tbl-b"),
        ("sec-one", "sec-two"),
        ("sec-one", "sec-two", "sec-three"),
        ("measure-a", "measure-b"),
        ("measure-a", "direction-a"),
        ("fn-a", "fn-b"),
        ("term-welfare", "term-ward"),
        ("sec-one", "tbl-a", "measure-b", "fn-a"),
        ("tbl-a", "tbl-b", ""),
        ("sec-one", "sec-two", "sec-three", ""),
    ],
    ids="-".join,
)
@pytest.mark.parametrize("chapter", ["", "# 序 {#sec-begin}\n\n序です。\n"], ids=["in place", "renumbered"])
def test_ids_that_were_exchanged_or_handed_on_are_new_ids_alone(ids: tuple[str, ...], chapter: str) -> None:
    """In pairs and rings, or to the next while the last gets a new one (""), with all references: nothing moved, and none has
    another title. What is put in before them moves them as it would have."""
    here, others = dict(ALL_KINDS), dict(zip(ids, (*ids[1:], ids[0]), strict=True))
    others = {old: new or "new-id" for old, new in others.items() if old}
    put_in = {
        "plan.yaml": str(TEXTS["plan.yaml"]).replace("章:\n", "章:\n  - chapters/00-new.md\n", 1),
        "chapters/00-new.md": chapter,
    }
    after = {**here, **(put_in if chapter else {})}
    expected = report(record(here), record(after))
    lines = report(record(here), record(with_ids(after, others)))
    begin = lines.index(f"idが変わりました（{len(others)}件）")
    told = lines[begin + 1 : begin + 1 + len(others)]
    assert {line.split("　")[0].strip() for line in told} == {"→".join(each) for each in others.items()}
    rest = lines[:begin] + lines[begin + 1 + len(others) :]
    assert list(map(without_column, rest)) == list(map(without_column, expected))


def without_column(line: str) -> str:
    """Ids of other lengths stand before what a line is about."""
    return re.sub(r":\d+　", "　", line)


def test_titles_that_were_exchanged_are_new_titles() -> None:
    """Their ids stayed, and their places."""
    text = BASE.replace("## 一つ目", "## 仮").replace("## 二つ目", "## 一つ目").replace("## 仮", "## 二つ目")
    assert heads(moved(text)) == ["題が変わりました（2件）"]


def test_an_id_that_was_handed_to_something_new_is_told_with_its_references() -> None:
    """What had it has another, and what refers to it points elsewhere now."""
    lines = edited("## 二つ目 {#sec-two}", "## 二つ目 {#sec-second}\n\n文です。\n\n## 間の節 {#sec-two}")
    assert "  sec-two→sec-second　第１章第２節「二つ目」" in lines
    assert f"  {place(3, 4)}　第１章第２節「二つ目」→第１章第３節「間の節」" in lines
    assert "題が変わりました（1件）" not in lines


def test_a_reference_that_points_elsewhere_is_told_with_both_targets() -> None:
    """Where it stands, what it pointed to, and what it points to."""
    assert edited("[](#sec-two)", "[](#sec-one)") == [
        "参照先が変わりました（1件）",
        f"  {place(3, 4)}　第１章第２節「二つ目」→第１章第１節「一つ目」",
    ]


def test_references_come_and_go_one_by_one() -> None:
    """What is gone is told by the words around it."""
    assert edited("[](#sec-two)と", "") == [
        "参照がなくなりました（1件）",
        "  第１章「本文」の「初めに第１章第２節と第１章第３節「三つ目」を見ます。」　第１章第２節",
    ]
    assert edited("終わりです。", "[](#sec-one)と[](#sec-one)です。") == [
        "参照が増えました（2件）",
        f"  {place(23, 1)}　第１章第１節",
        f"  {place(23, 14)}　第１章第１節",
    ]


def test_references_go_with_the_note_that_they_stand_in() -> None:
    """Notes that change places take theirs along, and read with what those show."""
    assert moved(
        NOTED.replace("[^a]。", "[^c]。").replace("[^b]。", "[^a]。").replace("[^c]。", "[^b]。"),
        before={CHAPTER: NOTED},
    ) == [
        "注2から注1に移したため、番号が1件変わりました",
        "  注2→注1　二つ目の注です。",
        "注1から注2に移したため、番号が1件変わりました",
        "  注1→注2　第１章第３節の注、第１章第１節「一つ目」です。",
    ]


def test_a_reference_that_goes_out_of_a_note_is_told_by_the_note() -> None:
    assert moved(NOTED.replace("[](#sec-three)の注", "注"), before={CHAPTER: NOTED})[-2:] == [
        "参照がなくなりました（1件）",
        "  注1（第１章第３節の注、第１章第１節「一つ目」です。…）の「第１章第３節の注、第１章第１節「一つ目」です。」　第１章第３節",
    ]


def test_another_way_to_show_the_same_is_told() -> None:
    """It points where it did."""
    assert edited("[](#sec-two)", "[](#sec-two){.題}") == [
        "参照の書き方が変わりました（1件）",
        f"  {place(3, 4)}　第１章第２節→二つ目",
    ]


def test_a_measure_that_is_gone_is_told_with_all_places_that_spoke_of_it() -> None:
    """Where they speak of something else now, and where they do not any more."""
    begin, end = (
        FRAMEWORK_YAML.index("          - id: measure-a"),
        FRAMEWORK_YAML.index("          - id: measure-b"),
    )
    framework = {"framework.yaml": FRAMEWORK_YAML[:begin] + FRAMEWORK_YAML[end:]}
    lines = moved(BASE.replace("[](#measure-a)", "[](#measure-b)"), framework)
    at = lines.index("なくなりました（1件）")
    assert lines[at : at + 3] == [
        "なくなりました（1件）",
        "  第２章第１節１(1)「見守り」",
        f"    これを指していた所: {place(19, 12)}　今は第２章第１節１(1)「相談」を指しています",
    ]
    gone = moved(BASE.replace("[](#measure-a)に", ""), framework)
    (line,) = [line for line in gone if "指していた" in line]
    assert line.startswith("    これを指していた所: 第１章第２節「二つ目」の「")
    assert line.endswith("第２章第１節１(1)に取り組みます。」　今は参照がありません")


def test_what_is_gone_and_still_named_by_its_title_is_told() -> None:
    """In brackets, or long enough to be meant."""
    text = BASE.replace("## 二つ目 {#sec-two}\n\n", "").replace("[](#sec-two)", "「二つ目」")
    lines = moved(text)
    assert "    まだ題が書かれている所: plan_source/chapters/01-text.md:3:1" in lines


def test_a_deleted_measure_is_told_where_its_title_stands_by_itself() -> None:
    """The record knows what is an item of the framework: a section of such a title is named in brackets alone."""
    measure = """\
          - id: measure-c
            題: 交流の支援
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [啓発事業]
"""
    section = "\n## 計画の期間 {#sec-d}\n\n文です。\n"
    text = BASE.replace("終わりです。", "計画の期間に、交流の支援を進めます。")
    before = record({CHAPTER: text + section, "framework.yaml": FRAMEWORK_YAML + measure})
    lines = report(before, record({CHAPTER: text}))
    assert [line for line in lines if "まだ題" in line] == [f"    まだ題が書かれている所: {place(23, 1)}"]


def test_no_line_is_said_twice() -> None:
    """However much moves at once."""
    text = BASE.replace(FIRST, f"## 新 {{#sec-a}}\n\n文です[^c]。\n\n{FIRST}") + "\n[^c]: 新しい注です。\n"
    lines = moved(
        text.replace("# 本文", "# 本章"), {MEASURES: str(TEXTS[MEASURES]).replace("# 施策", "# 施策集")}
    )
    assert len(lines) == len(set(lines))


PAGES = """\
plan\t文書\t本編\t30ページ　A4縦30
sec-text\t第１章\t本文\t1
sec-one\t第１章第１節\t一つ目\t2
"""


def test_pages_are_compared_where_both_were_measured() -> None:
    """What stands on another page, and documents with other pages or sizes."""
    after = PAGES.replace("一つ目\t2", "一つ目\t3").replace("30ページ　A4縦30", "31ページ　A4縦31")
    assert report(record(pages=PAGES), record(pages=after)) == [
        "文書の体裁が変わりました（1件）",
        "  本編　30ページ　A4縦30→31ページ　A4縦31",
        "ページが変わりました（1件）",
        "  第１章第１節　一つ目　2→3",
    ]
    assert report(record(pages=PAGES), record()) == []


def documents(before: str, after: str) -> list[str]:
    return report(record(plan=before), record(plan=after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "[Body Text] 五年間です。",
            "[Body Text] 五年間とします。",
            "五年間とします。　「五年間です」→「五年間とします」",
        ),
        (
            "[Body Text] 前からある行です。",
            "[Body Text] 前からある行です。\n[Body Text] 増えた文。",
            "増えた行　増えた文。",
        ),
        (
            "[Body Text] 前からある行です。\n[Body Text] 減る。",
            "[Body Text] 前からある行です。",
            "なくなった行　減る。",
        ),
    ],
)
def test_text_that_reads_otherwise_is_told_by_phrase(before: str, after: str, told: str) -> None:
    """And only then are numbers and references said to have stayed."""
    assert documents(f"{before}\n", f"{after}\n") == [
        "本編（plan.docx）の文章か体裁が変わりました（1行）",
        f"  {told}",
        UNMOVED,
    ]


def test_of_many_lines_that_read_otherwise_the_first_are_shown() -> None:
    """A template that says something on every page would else fill the screen."""
    before, after = ("".join(f"[Body Text] 文{i}{word}。\n" for i in range(8)) for word in ("は前", "が後"))
    lines = documents(before, after)
    assert lines[0].endswith("（8行）")
    assert lines[1:-1] == [*(f"  文{i}が後。　「は前」→「が後」" for i in range(5)), "  ほか3行"]


def test_what_stands_elsewhere_or_has_another_width_is_no_new_text() -> None:
    """A paragraph that went with its section; a table that fits its columns anew."""
    assert documents("[A] 一。\n[A] 二。\n", "[A] 二。\n[A] 一。\n") == [
        "本編（plan.docx）の体裁が変わりました",
        UNMOVED,
    ]
    widths = "┌ 表 列幅 10.0 20.0 mm\n", "┌ 表 列幅 12.0 18.0 mm\n"
    assert documents(*widths) == ["本編（plan.docx）の体裁が変わりました", UNMOVED]


DIVIDED: Changes = {**FILES, NOW: "# 現状 {#sec-now}\n\n## 人口 {#sec-people}\n\n[](#sec-next)です。\n"}
TWO = ((*GENERAL, (TEXT, NOW)), (*PARTICULAR, (MEASURES, NEXT)))
SHIFTED = ((*GENERAL, (TEXT,)), (*PARTICULAR, (NOW, MEASURES, NEXT)))
PARTED = ((*GENERAL, (TEXT, NOW)), (*PARTICULAR, (MEASURES,)), ("推進", "part-last", (NEXT,)))
ALONE = PLAN_YAML.replace(f"  - {MEASURES}\n", f"  - {NOW}\n  - {MEASURES}\n  - {NEXT}\n")


def divided(scheme: Scheme, before: str, after: str) -> list[str]:
    """What is said where plan.yaml has become another one; the lines within what they belong to are left out."""
    states = (
        record({**DIVIDED, "plan.yaml": text, CHAPTER: FILES[TEXT]}, scheme) for text in (before, after)
    )
    return [line for line in report(*states) if not line.startswith("    ")]


def heads(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith(" ")]


def test_a_chapter_that_is_in_another_division_now_is_told_where_chapters_run_on() -> None:
    """Nothing has another number."""
    assert divided(RUN_ON, plan_yaml(*TWO), plan_yaml(*SHIFTED)) == [
        "別の部に移りました（1件）",
        "  第２章　現状　第１部「総論」→第２部「各論」",
    ]


def test_a_chapter_that_is_in_another_division_now_moves_numbers_where_chapters_begin_anew() -> None:
    """Its own and those of what follows it, each with its cause."""
    lines = divided(ANEW, plan_yaml(*TWO), plan_yaml(*SHIFTED))
    assert heads(lines) == [
        "「現状」を第１部第２章から第２部第１章に移したため、番号が10件、参照が2か所変わりました",
        "別の部に移りました（1件）",
    ]
    assert lines[-1] == "  第１部第２章→第２部第１章　現状　第１部「総論」→第２部「各論」"


@pytest.mark.parametrize(
    ("scheme", "before", "after", "told"),
    [
        (RUN_ON, ALONE, plan_yaml(*TWO), ["増えました（2件）"]),
        (RUN_ON, plan_yaml(*TWO), ALONE, ["なくなりました（2件）"]),
        (RUN_ON, plan_yaml(*TWO), plan_yaml(*PARTED), ["増えました（1件）"]),
        (
            ANEW,
            plan_yaml(*TWO),
            plan_yaml(*PARTED),
            ["第３部「推進」を入れたため、番号が3件、参照が2か所変わりました", "増えました（1件）"],
        ),
        (
            ANEW,
            plan_yaml(*PARTED),
            plan_yaml(*TWO),
            ["第３部「推進」をなくしたため、番号が3件、参照が2か所変わりました", "なくなりました（1件）"],
        ),
    ],
    ids=["come", "gone", "parted", "parted anew", "joined anew"],
)
def test_a_division_that_has_come_or_is_gone_is_the_cause_of_numbers_that_hold_its_own(
    scheme: Scheme, before: str, after: str, told: list[str]
) -> None:
    """Where chapters run on, it is the cause of none."""
    assert heads(divided(scheme, before, after)) == told


def test_tables_are_counted_in_their_chapter_whatever_division_it_is_in() -> None:
    """One that is put in before moves the number of the next one, and is told as its cause."""
    table = TABLE.format("tbl-new")
    files = {**DIVIDED, CHAPTER: FILES[TEXT]}
    more = {**files, CHAPTER: FILES[TEXT].replace("::: {.表 #tbl-a}", f"{table}\n::: {{.表 #tbl-a}}")}
    lines = report(record(files, RUN_ON), record(more, RUN_ON))
    assert heads(lines) == ["表１－１「題」を入れたため、番号が1件変わりました", "増えました（1件）"]


@pytest.mark.parametrize(
    ("levels", "markdown", "told"),
    [
        (
            {1: 0},
            f"## 初め\n\n{FIRST}",
            "第１章第１節「初め」を入れたため、番号が7件、参照が3か所変わりました",
        ),
        (
            {2: 0},
            f"{FIRST}\n### 初め\n",
            "第１章第１節１「初め」を入れたため、番号が3件、参照が1か所変わりました",
        ),
    ],
    ids=["sections", "below sections"],
)
def test_what_is_put_in_is_the_cause_of_numbers_that_run_on_in_other_chapters(
    levels: dict[int, int], markdown: str, told: str
) -> None:
    """w:lvlRestart: sections of the second chapter follow those of the first."""
    body = tuple(
        replace(each, restart_after=levels.get(index, each.restart_after))
        for index, each in enumerate(SCHEME.body)
    )
    scheme = replace(SCHEME, body=body)
    text = BASE.replace(FIRST, markdown)
    assert heads(report(record(scheme=scheme), record({CHAPTER: text}, scheme)))[0] == told
