"""Samples (ひな形) in the plan's template: what of them comes out for each item, and what is told of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from pipeline import checks
from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.samples import Sample
from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.word.compose import compose
from pipeline.word.template.sample_tags import check_samples, with_fields
from pipeline.word.template.template import Template
from tests.redlines import redline_of, wrong_in_redline
from tests.samples import LOOK, cell, line, numbered, row, table, template_with, with_text
from tests.small_plan import FRAMEWORK_YAML, SCHEME, Changes, load, resolved
from tests.source.test_declaration import DECLARED
from tests.templates import opened
from tests.word.test_template_problems import expect

MEASURE = table(row("課題", "{{ 取組.課題認識 }}"), row("方針", "{{ 取組.対応方針 }}"))
SECTION = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/></w:sectPr></w:pPr></w:p>'
MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def written(template: Template, changes: Changes | None = None) -> bytes:
    """The small plan's 本編."""
    return compose(plan_content(numbered(template, changes)), template)


def shown(*sample: str, changes: Changes | None = None, under: str = "見守り") -> str:
    """What stands under the heading of an item, as the reader sees it; nothing of the document is wrong."""
    docx = written(template_with(*sample), changes)
    reading = checks.read("plan", docx)
    assert not list(checks.check_document(checks.read("plan", checks.without_contents(docx))))
    text = checks.project(reading)
    return text[text.index(f"　{under}  {{") :].partition("\n")[2].partition("\n#")[0]


def declared(*sample: str, old: str = "", new: str = "", under: str = "妊娠の支援") -> str:
    """The same of the plan that declares its levels, with one change."""
    assert not old or DECLARED.count(old) == 1
    changes = {"framework.yaml": DECLARED.replace(old, new) if old else DECLARED}
    return shown(*sample, changes=changes, under=under)


def problems_of(*sample: str) -> list[Problem]:
    """What the template's check says of a sample."""
    with pytest.raises(PlanErrors) as errors:
        template_with(*sample)
    return list(errors.value.problems)


def tag_problems(*sample: str, changes: Changes | None = None) -> list[Problem]:
    """What is said of its tags, once the plan's levels are known."""
    template = template_with(*sample)
    found = check_samples("templates/plan.docx", template.samples, load(changes).framework)
    return [problem for problem in found if not problem.warning]


# What comes out


def test_a_table_is_how_each_item_of_its_level_looks() -> None:
    """With the template's words, widths, styles and shading; a row without a value is left out."""
    sample = table(
        row("課題", "{{ 取組.課題認識 }}"),
        row("ほかの取組", "{{ 取組.関連する取組 }}"),
        row("事業", "・{{ 取組.関連する施策 }}"),
        widths=(3000, 6000),
    )
    assert shown(sample) == (
        "┌ 表［取組の表］ 列幅 53.3 106.7 mm\n"
        "│ [取組見出し] 課題 ｜ [取組本文] 課題です。\n"
        "│ 事業 ｜ ・見守り事業\n"
        "└"
    )


@pytest.mark.parametrize(
    "around",
    [
        [MEASURE],
        [line("{{ 取組 }}"), MEASURE, line("")],
        [MEASURE, line(""), line("")],
        [f"<w:sdt><w:sdtContent>{MEASURE}</w:sdtContent></w:sdt>"],
    ],
    ids=["table", "heading", "blank", "control"],
)
def test_the_sample_itself_is_in_no_document(around: list[str]) -> None:
    """Nor are the place of the heading, blank paragraphs behind it, and content controls around it."""
    assert _body(template_with(*around)) == _body(opened("plan", with_text()))


@pytest.mark.parametrize(
    "before",
    ['<w:p><w:r><w:br w:type="page"/></w:r></w:p>', f"{SECTION}"],
    ids=["page", "section"],
)
def test_a_page_or_a_section_of_its_own_goes_with_the_sample(before: str) -> None:
    """At the template's end: no blank page is left."""
    end = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>'
    plain = _body(opened("plan", with_text()))
    body = _body(opened("plan", with_text(before, MEASURE, line(""), after=end)))
    assert [body.count(each) for each in ("<w:p>", "<w:sectPr")] == [
        plain.count(each) for each in ("<w:p>", "<w:sectPr")
    ]


def test_a_section_of_its_own_between_others_goes_with_the_sample() -> None:
    """What stands before keeps its own paper."""
    body = _body(template_with(SECTION.replace("16838", "16000"), MEASURE))
    assert body.count("<w:sectPr") == _body(opened("plan", with_text())).count("<w:sectPr")
    assert "16000" in body


def _body(template: Template) -> str:
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        return package.read("word/document.xml").decode()


def test_a_level_without_a_sample_is_shown_by_default() -> None:
    """Label and text, as without any."""
    sample = template_with(line("{{ 事業.担当課 }}"))
    changes = {"framework.yaml": DECLARED}
    text = checks.project(checks.read("plan", written(sample, changes)))
    plain = checks.project(checks.read("plan", written(opened("plan", with_text()), changes)))
    part = "### １　妊娠の支援"
    assert (
        text[text.index(part) : text.index("#### (1)")] == plain[plain.index(part) : plain.index("#### (1)")]
    )
    assert "[Normal] 健康課" in text


def test_a_row_that_names_columns_is_repeated() -> None:
    """Its words, and what else of the item stands in it, are one cell over all of its turns."""
    sample = table(
        row("事業", cell("{{ 基本施策.主な事業.事業名 }}"), cell("{{ 基本施策.主な事業.担当課 }}")),
        widths=(1000, 4000, 4000),
    )
    more = "区分: 新規}\n          - {事業名: 相談, 担当課: 福祉課, 区分: 継続}"
    assert declared(sample, old="区分: 新規}", new=more) == (
        "┌ 表［取組の表］ 列幅 17.8 71.1 71.1 mm\n"
        "│ [取組見出し] 事業 ｜ [取組本文] 産後ケア ｜ [取組本文] 健康課\n"
        "│ ^ ｜ 相談 ｜ 福祉課\n"
        "└"
    )


def test_heads_stand_over_a_repeated_row_and_go_with_it() -> None:
    """Where it has no rows, other rows of the table stay."""
    sample = table(
        row(cell("指標", properties=MERGE), cell("名"), cell("目標")),
        row(cell("", properties=GOES_ON), cell("{{ 基本施策.指標.名 }}"), cell("{{ 基本施策.指標.目標 }}")),
        row("行政", cell("{{ 基本施策.役割.行政 }}", properties='<w:gridSpan w:val="2"/>')),
        widths=(1000, 4000, 4000),
    )
    assert declared(sample) == (
        "┌ 表［取組の表］ 列幅 17.8 71.1 71.1 mm\n"
        "│ [取組本文] 指標 ｜ [取組本文] 名 ｜ [取組本文] 目標\n"
        "│ ^ ｜ 訪問の割合 ｜ 100％（令和11年度）\n"
        "│ [取組見出し] 行政 ｜ 整えます。 ｜ <\n"
        "└"
    )
    indicator = DECLARED[DECLARED.index("        指標:") : DECLARED.index("        主な事業:")]
    assert declared(sample, old=indicator) == (
        "┌ 表［取組の表］ 列幅 17.8 71.1 71.1 mm\n│ [取組見出し] 行政 ｜ [取組本文] 整えます。 ｜ <\n└"
    )


@pytest.mark.parametrize(("number", "same"), [("0080", True), ("0000", False)])
def test_older_files_say_in_one_number_which_cells_are_shaded(number: str, same: bool) -> None:
    """w:tblLook without attributes for the first row and the first column (17.4.55)."""
    old = re.sub("<w:tblLook [^>]*>", f'<w:tblLook w:val="{number}"/>', LOOK)
    rows = row("課題", "{{ 取組.課題認識 }}"), row("方針", "{{ 取組.対応方針 }}")
    first, other = (template_with(table(*rows, look=look)).samples for look in (LOOK, old))
    assert (first == other) is same


def test_the_heads_of_a_table_of_rows_are_repeated_on_each_page() -> None:
    """As those of other tables are."""
    sample = table(
        row("事業名", "担当課"), row("{{ 基本施策.主な事業.事業名 }}", "{{ 基本施策.主な事業.担当課 }}")
    )
    assert declared(sample).splitlines()[1].startswith("│!")


def test_a_table_of_which_nothing_is_said_is_left_out_with_the_words_over_it() -> None:
    """Words alone stand over what follows them."""
    sample = (
        line("{{ 事業 }}"),
        line("場所"),
        table(row("場所", "{{ 事業.場所 }}")),
        line("SDGs"),
        line("{{ 事業.SDGs }}"),
        line("担当"),
        line("{{ 事業.担当課 }}"),
    )
    assert declared(*sample, under="相談") == "[Normal] 担当\n[Normal] 福祉課"
    assert declared(*sample, under="訪問").count("\n") == 9


def test_text_alone_in_a_paragraph_stands_as_it_is_written() -> None:
    """Paragraphs in the sample's style, lists as lists; tables as they are without a sample."""
    assert declared(line("{{ 基本施策.現状と課題 }}", "MeasureText"), line("{{ 基本施策.主な事業 }}")) == (
        "[取組本文] 相談する人がいません。\n[点リスト] ・ 窓口が遠い\n[図表の間]\n"
        "┌ 表［計画の表］ 列幅 67 53.3 39.7 mm\n"
        "│![表見出し] 事業名 ｜ [表見出し] 担当課 ｜ [表見出し] 区分\n"
        "│ [表文字] 産後ケア ｜ [表文字] 健康課 ｜ [表文字] 新規\n"
        "└"
    )


def test_the_label_above_the_first_tag_is_part_of_the_sample() -> None:
    """Where nothing else says that it begins."""
    assert declared(line("【現状と課題】"), line("{{ 基本施策.現状と課題 }}")).startswith(
        "[Normal] 【現状と課題】\n"
    )
    text = checks.project(checks.read("plan", written(template_with(line("お知らせ"), MEASURE))))
    assert text.count("お知らせ") == 1


def test_lists_and_tables_in_a_text_stand_under_its_label() -> None:
    """No cell holds them: the table goes on behind."""
    sample = table(
        row("行政", "{{ 基本施策.役割.行政 }}"),
        row("現状", "{{ 基本施策.現状と課題 }}"),
        row("市民", "{{ 基本施策.役割.市民 }}"),
    )
    assert declared(sample) == (
        "┌ 表［取組の表］ 列幅 32 128 mm\n│ [取組見出し] 行政 ｜ [取組本文] 整えます。\n└\n[図表の間]\n"
        "[取組見出し] 現状\n[Body Text] 相談する人がいません。\n[点リスト] ・ 窓口が遠い\n[図表の間]\n"
        "┌ 表［取組の表］ 列幅 32 128 mm\n│ [取組見出し] 市民 ｜ [取組本文] 相談します。\n└"
    )


def test_words_before_a_text_with_lists_stand_over_it() -> None:
    """The list can't stand behind them in their line."""
    lines = declared(line("課題：{{ 基本施策.現状と課題 }}")).split("\n")
    assert [each.partition("] ")[2] for each in lines[:3]] == [
        "課題：",
        "相談する人がいません。",
        "・ 窓口が遠い",
    ]


def test_two_values_of_a_row_of_which_one_has_a_list_stand_under_their_names() -> None:
    """No words of the row say which is which."""
    text = declared(table(row("{{ 基本施策.現状と課題 }}", "{{ 基本施策.役割 }}")))
    assert (
        text.index("現状と課題")
        < text.index("相談する人がいません。")
        < text.index("役割")
        < text.index("相談します。")
    )


def test_a_word_beside_a_text_with_a_list_stands_under_its_name_too() -> None:
    """In a row of both."""
    text = DECLARED.replace(
        "    - {名: 担当課, 形: 語}\n", "    - {名: 担当課, 形: 語}\n    - {名: 内容, 形: 文章, 任意: はい}\n"
    )
    text = text.replace(
        "            担当課: 健康課\n",
        "            担当課: 健康課\n            内容: |\n              - 訪ねる\n",
    )
    sample = table(row("{{ 事業.内容 }}", "{{ 事業.担当課 }}"))
    said = shown(sample, changes={"framework.yaml": text}, under="訪問")
    assert said.index("内容") < said.index("訪ねる") < said.index("担当課") < said.index("健康課")


def test_a_title_and_a_number_in_a_sample_are_live() -> None:
    """They follow the heading, as every reference does."""
    found = shown(table(row("{{ 取組.番号 }}", "{{ 取組.題 }}"), row("課題", "{{ 取組.課題認識 }}")))
    assert "⟦REF measure_a \\w \\h → 第２章第１節１(1)⟧ ｜ [取組本文] ⟦REF measure_a \\h → 見守り⟧" in found


def test_the_label_of_an_item_is_shown_where_the_sample_has_it() -> None:
    """略称, of which the plan says nothing else."""
    assert declared(line("{{ 基本施策 }}"), line("略称：{{ 基本施策.略称 }}")) == "[Normal] 略称：妊娠"


def test_what_is_set_by_hand_is_kept_as_a_style_of_its_own() -> None:
    """Size, bold, alignment, borders: equal looks share one style, and all measuring knows it."""
    bold, centred = "<w:b/><w:sz w:val='16'/>", '<w:jc w:val="center"/>'
    template = template_with(
        table(
            row(cell("課題", run=bold, look=centred), cell("{{ 取組.課題認識 }}", run=bold)),
            row(
                cell("方針", run=bold, look=centred),
                cell("{{ 取組.対応方針 }}", run='<w:rFonts w:hint="eastAsia"/>'),
            ),
            look='<w:tblBorders><w:top w:val="single" w:sz="24"/></w:tblBorders>',
        )
    )
    assert template.styles.sizes["取組本文（ひな形）"] == 16
    (sample,) = template.samples
    assert [tag.field for tag in sample.tags] == ["課題認識", "対応方針"]
    names = [style for _, style in template.styles.ids if "ひな形" in style]
    assert names == ["取組本文（ひな形）", "取組本文（ひな形）2", "表（ひな形）"]
    text = checks.project(checks.read("plan", written(template)))
    assert "┌ 表［表（ひな形）］" in text
    assert "│ 方針 ｜ [取組本文] 方針です。" in text


def test_bold_words_beside_a_tag_stay_bold() -> None:
    """In Word a label is often no more than that."""
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">課題　</w:t></w:r>'
    sample = line("{{ 取組.課題認識 }}").replace("<w:r>", f"{bold}<w:r>", 1)
    assert shown(sample) == "[Normal] ⟨Strong⟩課題　⟨/⟩課題です。"


def test_a_style_of_a_sample_whose_lines_are_too_low_is_told() -> None:
    """Word would cut its text."""
    low = '<w:spacing w:line="100" w:lineRule="exact"/>'
    expect(
        problems_of(line("{{ 取組.課題認識 }}", look=low)),
        Code.TEMPLATE_FAULT,
        "の行の高さが5ポイントの固定値",
    )


def test_a_cell_keeps_its_shading_borders_and_margins() -> None:
    """As they stand in the template."""
    looks = '<w:tcBorders><w:left w:val="double" w:sz="4"/></w:tcBorders><w:shd w:val="clear" w:fill="FFEECC"/><w:vAlign w:val="bottom"/>'
    docx = written(template_with(table(row("課題", cell("{{ 取組.課題認識 }}", properties=looks)))))
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    held = [each for each in root.iter(w("tcPr")) if each.find(w("vAlign")) is not None]
    assert [[child.tag for child in each] for each in held] == [
        [w("tcW"), w("tcBorders"), w("shd"), w("vAlign")]
    ] * 2


# Comparison

LEVELS = """\
階層: [基本方針, {名: 施策の基本方向, 略称: あり}, 取組]
欄:
  取組:
    - {名: 課題認識, 形: 文章}
    - {名: 対応方針, 形: 文章}
    - {名: 関連する施策, 形: 一覧}
    - {名: 担当, 形: 語, 任意: はい}
"""
OFFICE = FRAMEWORK_YAML.replace("[見守り事業]", "[見守り事業]\n            担当: 福祉課")


def told(before: ResolvedPlan, after: ResolvedPlan) -> list[tuple[str, str]]:
    """The lines that differ, as they were and as they are."""
    found = compare((before, plan_content(before)), (after, plan_content(after)))
    pairs = (pair for change in found.changes for pair in change.lines)
    return [
        (pair.before.shown if pair.before else "", pair.after.shown if pair.after else "") for pair in pairs
    ]


def test_a_new_field_appears_in_the_plan_the_comparison_and_the_redline() -> None:
    """A line of YAML where it is declared, one where it is said, and a row in Word."""
    template = template_with(
        table(
            row("課題", "{{ 取組.課題認識 }}"),
            row("方針", "{{ 取組.対応方針 }}"),
            row("施策", "{{ 取組.関連する施策 }}"),
            row("担当課", "{{ 取組.担当 }}"),
        )
    )
    after = numbered(template, {"framework.yaml": LEVELS + OFFICE})
    before = replace(numbered(template, {"framework.yaml": LEVELS + FRAMEWORK_YAML}), samples=after.samples)
    undeclared = replace(resolved(scheme=template.scheme or SCHEME), samples=after.samples)
    assert "│ 担当課 ｜ 福祉課" in checks.project(checks.read("plan", compose(plan_content(after), template)))
    for earlier in (before, undeclared):
        assert told(earlier, after) == [("", "担当課：福祉課")]
        assert wrong_in_redline(earlier, after, template) == []
        redline = redline_of(earlier, after, template)
        assert "福祉課" in checks.project(checks.read("plan", checks.accepted(redline)))
        assert "福祉課" not in checks.project(checks.read("plan", checks.rejected(redline)))


def test_fields_of_an_earlier_version_that_the_sample_does_not_know_are_compared_too() -> None:
    """They are shown behind it, as without a sample."""
    sample = template_with(MEASURE)
    after = numbered(sample)
    before = replace(numbered(sample, {"framework.yaml": LEVELS + OFFICE}), samples=after.samples)
    assert told(before, after) == [("担当：福祉課", "")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("区分: 新規}", "区分: 新規}\n          - {事業名: 相談, 担当課: 福祉課, 区分: 継続}"),
        (DECLARED[DECLARED.index("        指標:") : DECLARED.index("        主な事業:")], ""),
    ],
    ids=["row", "field"],
)
def test_redlines_of_repeated_rows_are_right_both_ways(old: str, new: str) -> None:
    """A row more, and a field with its heads gone; accepted it is the one version, rejected the other."""
    template = template_with(
        table(
            row(cell("指標", properties=MERGE), cell("名"), cell("目標")),
            row(
                cell("", properties=GOES_ON), cell("{{ 基本施策.指標.名 }}"), cell("{{ 基本施策.指標.目標 }}")
            ),
            row("事業", cell("{{ 基本施策.主な事業.事業名 }}"), cell("{{ 基本施策.主な事業.担当課 }}")),
            widths=(1000, 4000, 4000),
        )
    )
    one, other = (
        numbered(template, {"framework.yaml": each}) for each in (DECLARED, DECLARED.replace(old, new))
    )
    assert told(one, other)
    assert wrong_in_redline(one, other, template) == []
    assert wrong_in_redline(other, one, template) == []


def test_every_paragraph_of_a_field_is_compared() -> None:
    """Not the first alone."""
    one = "課題認識: |\n              初め。\n\n              終わり。\n"
    texts = [
        {"framework.yaml": FRAMEWORK_YAML.replace("課題認識: 課題です。\n", each, 1)}
        for each in (one, one.replace("終わり", "その次"))
    ]
    for template in (opened("plan", with_text()), template_with(MEASURE)):
        before, after = (numbered(template, each) for each in texts)
        ((was, now),) = told(before, after)
        assert (was[-4:], now[-4:]) == ("終わり。", "その次。")


# What is told


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ 取組.課題認織 }}", ("「取組」の欄に「課題認織」はありません", "もしかして: 課題認識")),
        ("{{ 取り組み.課題認識 }}", ("階層に「取り組み」はありません", "もしかして: 取組")),
        ("{{ 取組.課題認識.列 }}", ("「課題認識」の部分に「列」はありません",)),
        ("{{ 取組.課題認識 }}{{ 計画名 }}", ("ひな形の中には、計画名などのタグは書けません",)),
    ],
)
def test_a_tag_of_something_that_the_plan_has_not_is_told(tag: str, words: tuple[str, ...]) -> None:
    """With the nearest that there is."""
    expect(tag_problems(table(row("課題", tag))), Code.TEMPLATE_TAG, *words)


def test_two_levels_in_one_table_are_told() -> None:
    """Each item is of one level."""
    found = tag_problems(table(row("課題", "{{ 取組.課題認識 }}"), row("名", "{{ 施策の基本方向.略称 }}")))
    expect(found, Code.TEMPLATE_SAMPLE, "「取組」のひな形に、「施策の基本方向」のタグ")


def test_the_columns_of_two_tables_in_one_row_are_told() -> None:
    """A row can be repeated for one of them alone."""
    found = tag_problems(
        table(row("{{ 基本施策.指標.名 }}", "{{ 基本施策.主な事業.事業名 }}")),
        changes={"framework.yaml": DECLARED},
    )
    expect(found, Code.TEMPLATE_SAMPLE, "一つの行に、「指標」と「主な事業」の列が並んでいます")


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (
            [MEASURE, line("{{ 施策の基本方向.略称 }}"), line("{{ 取組.関連する施策 }}")],
            "「取組」のひな形が、2か所に分かれています",
        ),
        (
            [
                line("{{ 取組.課題認識 }}"),
                table(row("", "{{ 取組.対応方針 }}")).replace(
                    "<w:tc>", "<w:tc><w:tcPr/>" + table(row("", "")), 1
                ),
            ],
            "表の中に、表",
        ),
        (
            [line("{{ 取組.課題認識 }}", look='<w:numPr><w:numId w:val="1"/></w:numPr>')],
            "段落に直接付けた番号か箇条書き",
        ),
        (
            [
                table(row("課題", "{{ 取組.課題認識 }}"), row("一つ")),
            ],
            "2行目の端が",
        ),
        (
            [
                line("{{ 取組.課題認識 }}").replace(
                    "</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
                )
            ],
            "脚注があります",
        ),
    ],
    ids=["parted", "nested", "numbered", "uneven", "note"],
)
def test_what_no_sample_can_hold_is_told(sample: list[str], words: str) -> None:
    """With what to do instead."""
    expect(problems_of(*sample), Code.TEMPLATE_SAMPLE, words)


@pytest.mark.parametrize(
    ("style", "number"),
    [("MeasureText", 0), ("BulletList", 3)],
    ids=["none", "the style's own"],
)
def test_a_number_that_is_said_again_is_none_of_a_samples_own(style: str, number: int) -> None:
    """LibreOffice writes of each paragraph which number its style has, or that it has none."""
    said = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    sample = line("{{ 取組.課題認識 }}", style)
    assert shown(line("{{ 取組.課題認識 }}", style, look=said)) == shown(sample)


def test_a_tag_of_an_item_in_a_header_or_in_another_document_is_told() -> None:
    """Samples stand in the plan's text alone."""
    with pytest.raises(PlanErrors) as errors:
        opened(
            "summary",
            with_text(line("{{ 取組.課題認識 }}"), name="summary", after="{{ 概要本文 }}</w:t></w:r></w:p>"),
        )
    expect(list(errors.value.problems), Code.TEMPLATE_TAG, "{{ 取組.課題認識 }}", name="summary")


def notes(samples: tuple[Sample, ...], changes: Changes | None = None) -> list[Problem]:
    """The notes of what the samples leave out."""
    return list(check_samples("templates/plan.docx", samples, load(changes).framework))


def test_fields_that_the_sample_leaves_out_are_noted() -> None:
    """Once for a level, and only where an item says something there."""
    found = notes(template_with(MEASURE).samples)
    expect(
        found,
        Code.TEMPLATE_UNSHOWN,
        "「取組」のひな形に、「関連する施策」のタグがない",
        "{{ 取組.関連する施策 }}",
    )
    assert all(problem.warning for problem in found)


@pytest.mark.parametrize(
    "declared",
    [
        DECLARED,
        LEVELS.replace("    - {名: 課題認識, 形: 文章}\n", "")
        + OFFICE.replace("課題認識: 課題です。\n            ", ""),
    ],
    ids=["levels", "fields"],
)
def test_the_sample_that_templates_have_from_the_start_is_not_used_for_another_plan(declared: str) -> None:
    """Whose levels or fields are others; it is noted, and no error: nobody has made it his own yet."""
    samples, changes = template_with(MEASURE).samples, {"framework.yaml": declared}
    assert with_fields(samples, load(changes).framework.levels) == ()
    found = notes(samples, changes)
    expect(found, Code.TEMPLATE_SAMPLE, "{{ 取組.課題認識 }}", "使いません")
    assert all(problem.warning for problem in found)


def test_columns_and_labels_that_are_left_out_are_noted() -> None:
    """Of indicators any part may be."""
    sample = template_with(
        line("{{ 基本施策.現状と課題 }}"),
        table(row("{{ 基本施策.指標.名 }}", "{{ 基本施策.主な事業 }}")),
        table(row("役割", "{{ 基本施策.役割.市民 }}")),
    )
    found = notes(sample.samples, {"framework.yaml": DECLARED})
    expect(found, Code.TEMPLATE_UNSHOWN, "「役割.行政」のタグがない")
