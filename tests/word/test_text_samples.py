"""Samples (ひな形) of headings and terms in templates of documents without items: what of them comes out, and what is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline import checks
from pipeline.documents.registry import contents_of, contract_of
from pipeline.model.documents import DocumentKind
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.word.compose import compose
from pipeline.word.template.opening import open_template
from pipeline.word.template.template import Template
from tests.declared import FURTHER
from tests.goldens import TEMPLATES
from tests.hostile.projects import package_of, parts_of
from tests.samples import line, row, table
from tests.small_plan import Changes, load, resolved
from tests.word.test_template_problems import expect

DOCUMENT = "word/document.xml"
OWN = re.compile(r"<w:p>(?:(?!<w:p>).)*\{\{ (?:見出し|用語)\..*?</w:p>")
HEAD = line("{{ 見出し.題 }}》", "SummaryHeading")
TWO = {
    "summary.yaml": "概要:\n"
    "  - 題: 目的\n    内容: [{小見出し: 参考, 要約: sum-purpose}]\n"
    "  - 題: 理念\n    内容: [要約: sum-purpose]\n"
}
# A leaflet that shows terms.
TERMS = {
    "documents.yaml": "文書:\n  - 名: leaflet\n    題: 概要版\n    差込:\n      表面: [要約: sum-purpose]\n"
    "      裏面: [{見出し: 言葉}, {用語解説: 全体}]\n"
}


def template(document: DocumentKind, *blocks: str) -> Template:
    """The suite's template of a document with these paragraphs before its first slot, in place of its own samples."""
    folder = FURTHER if document.declared else TEMPLATES
    parts = parts_of((folder / f"{document.name}.docx").read_bytes())
    text = OWN.sub("", parts[DOCUMENT].decode())
    slot = next(
        each
        for each in re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", text)
        if "本文 }}" in each or "表面" in each
    )
    data = package_of({**parts, DOCUMENT: text.replace(slot, "".join(blocks) + slot).encode()})
    return open_template(f"templates/{document.name}.docx", data, contract_of(document), KNOWN_FORMATS)


def shown(name: str, *blocks: str, changes: Changes | None = None) -> str:
    """What the reader sees of a document; nothing of it is wrong."""
    document = next(each for each in load(changes).documents if each.name == name)
    opened = template(document, *blocks)
    plan = replace(resolved(changes), text_samples={name: opened.samples})
    reading = checks.read(name, compose(contents_of([document])[name](plan), opened))
    assert not list(checks.check_document(reading))
    return checks.project(reading)


def problems_of(*blocks: str) -> list[Problem]:
    """What the check of the template of the 概要 says of samples in it."""
    with pytest.raises(PlanErrors) as errors:
        template(SUMMARY_KIND, *blocks)
    return list(errors.value.problems)


SUMMARY_KIND = next(each for each in load().documents if each.name == "summary")


# What comes out


def test_sections_have_the_numbers_of_the_templates_list_and_the_words_of_its_sample() -> None:
    """《１　 is the list's, 》 the sample's: numbers are live in Word, and both can be restyled there."""
    text = shown("summary", HEAD, changes=TWO)
    assert "# [概要見出し] 《１　目的》\n" in text
    assert "# [概要見出し] 《２　理念》\n" in text
    assert "{{" not in text


def test_words_on_both_sides_and_bold_ones_are_kept() -> None:
    """What stands around a tag stands around each title."""
    text = shown("summary", line("■{{ 見出し.題 }}（案）", "SummaryHeading"), changes=TWO)
    assert "《１　■目的（案）\n" in text


def test_a_subheading_has_a_sample_of_its_own() -> None:
    """Brackets are the template's."""
    text = shown("summary", HEAD, line("【{{ 小見出し.題 }}】", "SummarySubheading"), changes=TWO)
    assert "[概要小見出し] 【参考】\n" in text


def test_what_is_set_by_hand_in_a_sample_is_how_each_looks() -> None:
    """It becomes a style of its own, based on the one that the sample has."""
    text = shown(
        "summary", line("{{ 見出し.題 }}》", "SummaryHeading", '<w:jc w:val="center"/>'), changes=TWO
    )
    assert "[概要見出し（ひな形）] 《１　目的》\n" in text


def test_terms_hang_in_one_paragraph_with_their_label() -> None:
    """【…】 and the style are the template's."""
    text = shown("leaflet", line("【{{ 用語.語 }}】{{ 用語.説明 }}", "TermText"), changes=TERMS)
    assert (
        "[用語の説明] 【{see_1_term_welfare}地域福祉{/see_1_term_welfare}（ちいきふくし）】地域の福祉です。\n"
        in text
    )


def test_terms_may_have_a_paragraph_for_each_part() -> None:
    """Two paragraphs, as they are drawn."""
    text = shown(
        "leaflet", line("◆{{ 用語.語 }}", "Term"), line("{{ 用語.説明 }}", "TermText"), changes=TERMS
    )
    assert "[用語] ◆{see_1_term_welfare}地域福祉" in text
    assert "[用語の説明] 地域の福祉です。\n" in text


def test_the_heads_of_a_declared_document_are_numbered_by_its_template() -> None:
    """It has samples as the 概要 has; without one, its style says all."""
    assert "[概要見出し] ◆言葉\n" in shown(
        "leaflet", line("◆{{ 見出し.題 }}", "SummaryHeading"), changes=TERMS
    )
    assert "[概要見出し] 言葉\n" in shown("leaflet", changes=TERMS)


def test_a_template_of_an_earlier_version_makes_titles_alone_and_is_told_so() -> None:
    """Until then the program wrote number and brackets; whoever wants none is not told again, once a sample says so."""
    (note,) = [each for each in template(SUMMARY_KIND).notes if each.code is Code.TEMPLATE_SAMPLE]
    assert note.warning
    assert "見出し" in note.message
    assert "[概要見出し] 《１　目的\n" in shown("summary", changes=TWO)
    assert not template(SUMMARY_KIND, line("{{ 見出し.題 }}", "SummaryHeading")).notes


# What is told


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((line("{{ 取組.題 }}"),), ("取組.題", "{{ 見出し.題 }}")),
        ((line("{{ 小見だし.題 }}"),), ("もしかして: 小見出し",)),
        ((line("{{ 見出し.番号 }}"),), ("見出し.番号", "{{ 用語.説明 }}")),
        ((line("{{ 見出し.題.字 }}"),), ("見出し.題.字",)),
    ],
    ids=["item", "misspelt", "field", "part"],
)
def test_a_tag_that_names_nothing_is_told(blocks: tuple[str, ...], words: tuple[str, ...]) -> None:
    """With the tags that there are."""
    (problem,) = problems_of(*blocks)
    expect([problem], Code.TEMPLATE_TAG, name="summary")
    assert all(word in problem.message + problem.hint for word in words)


@pytest.mark.parametrize(
    ("blocks", "word"),
    [
        ((table(row("題", "{{ 見出し.題 }}")),), "表の中"),
        ((HEAD, line("ほか"), HEAD), "段落が3つ"),
        ((line("{{ 用語.語 }}"),), "{{ 用語.説明 }}"),
        ((line("{{ 用語.語 }}"), line("中"), line("{{ 用語.説明 }}")), "段落が3つ"),
        ((HEAD, line("{{ 小見出し.題 }}"), HEAD), "2か所"),
        ((line("{{ 見出し.題 }}", look='<w:numPr><w:numId w:val="1"/></w:numPr>'),), "番号"),
    ],
    ids=["table", "words between", "half", "three", "parted", "number by hand"],
)
def test_a_sample_that_is_no_paragraph_with_its_tags_is_told(blocks: tuple[str, ...], word: str) -> None:
    """The hint says what can stand there."""
    expect(problems_of(*blocks), Code.TEMPLATE_SAMPLE, word, name="summary")
