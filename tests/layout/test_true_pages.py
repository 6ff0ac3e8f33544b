"""Page numbers are true: what the documents say of pages is what is printed at their feet.

An independent check: the PDF is read with pdfium and pikepdf alone, the .docx with the reader in checks/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline import checks
from pipeline.checks.story import Field, Kind, Paragraph
from tests.layout.printed import Outlined, Printed, packed
from tests.layout.projects import ALL, Finished

CONTENTS_DEPTH = 3


@pytest.fixture(scope="module")
def plan(everything: Finished) -> checks.Reading:
    """The plan's .docx, read."""
    return checks.read("plan", everything["plan"].docx)


@pytest.fixture(scope="module")
def pdf(printed: dict[str, Printed]) -> Printed:
    """The plan's PDF, read."""
    return printed["plan"]


def lists_of(plan: checks.Reading) -> Iterator[tuple[bool, list[tuple[str, str]]]]:
    """Each contents list: whether it is one of captions, and its entries with the page that they show."""
    for field in plan.body.fields:
        if field.instruction.kind == "TOC":
            lines = plan.body.paragraphs[field.first : field.last + 1]
            parted = [line.text.rpartition("\t") for line in lines]
            yield "c" in field.instruction.switches, [(packed(text), page) for text, _, page in parted]


def headings_of(plan: checks.Reading) -> Iterator[str]:
    """The headings with their numbers."""
    for heading in plan.headings:
        number = plan.number(heading.at)
        yield packed((number.text if number else "") + plan.body.paragraphs[heading.at].text)


def running_page_fields(plan: checks.Reading) -> Iterator[Field]:
    """The page references that stand in text, not in a contents list."""
    lists = [field for field in plan.body.fields if field.instruction.kind == "TOC"]
    for story in plan.stories:
        for field in story.fields:
            listed = any(each.first <= field.first <= each.last for each in lists) and story is plan.body
            if field.instruction.kind == "PAGEREF" and not listed:
                yield field


def after_the_lists(plan: checks.Reading, pdf: Printed) -> int:
    """The last page with a contents list."""
    last = max(field.last for field in plan.body.fields if field.instruction.kind == "TOC")
    text = plan.body.paragraphs[last].text.rpartition("\t")[0]
    return next(page for page, own in enumerate(pdf.texts) if packed(text) in own)


def page_of_bookmark(plan: checks.Reading, pdf: Printed, name: str) -> int:
    """The page on which the text that a bookmark marks is printed: by the outline for a heading, else by its text."""
    target = plan.bookmarks[name.casefold()]
    paragraph = target.story.paragraphs[target.bookmark.first]
    if paragraph.index in plan.heading_at:
        number = plan.number(paragraph.index)
        title = packed((number.text if number else "") + paragraph.text)
        (entry,) = [entry for entry in pdf.outline if entry.title == title]
        return entry.page
    return pdf.page_with(paragraph.text, beyond=after_the_lists(plan, pdf))


def test_nothing_is_wrong_with_its_pages(everything: Finished) -> None:
    """No fault is found in a plan that has none."""
    assert everything.built.warnings == ()


# Headings


def test_the_outline_has_every_heading_in_order(plan: checks.Reading, pdf: Printed) -> None:
    """With its number, as the .docx has it."""
    assert [entry.title for entry in pdf.outline] == list(headings_of(plan))


def test_each_contents_entry_shows_the_number_at_the_foot_of_its_headings_page(
    plan: checks.Reading, pdf: Printed
) -> None:
    """In roman numerals before the first chapter, in arabic ones after it."""
    (entries,) = [entries for captions, entries in lists_of(plan) if not captions]
    listed = [entry for entry in pdf.outline if entry.depth <= CONTENTS_DEPTH]
    assert entries == [(entry.title, pdf.feet[entry.page]) for entry in listed]
    assert {page for _, page in entries} >= {"i", "1", "2"}


def test_each_heading_is_printed_on_the_page_to_which_the_outline_leads(pdf: Printed) -> None:
    """The outline is LibreOffice's; here it is checked by the text."""
    for entry in pdf.outline:
        assert entry.title in pdf.texts[entry.page]


# Captions


def test_each_list_of_captions_shows_the_number_at_the_foot_of_the_captions_page(
    plan: checks.Reading, pdf: Printed
) -> None:
    """Tables and figures, those on landscape pages, in a box, in columns and in the appendix among them."""
    lists = [entries for captions, entries in lists_of(plan) if captions]
    assert [len(entries) for entries in lists] == [8, 5]
    last = after_the_lists(plan, pdf)
    for text, page in (entry for entries in lists for entry in entries):
        assert pdf.feet[pdf.page_with(text, beyond=last)] == page


# References


def test_each_page_reference_in_text_shows_the_number_at_the_foot_of_its_targets_page(
    plan: checks.Reading, pdf: Printed
) -> None:
    """To headings in every part, a table, a figure, a measure and a glossary term."""
    fields = list(running_page_fields(plan))
    shown = {field.instruction.target: field.result for field in fields}
    assert shown == {name: pdf.feet[page_of_bookmark(plan, pdf, name)] for name in shown}
    assert len(fields) == 8
    assert len(shown) == 7
    assert len(set(shown.values())) >= 6


def test_the_summary_mentions_the_plans_pages(
    plan: checks.Reading, everything: Finished, printed: dict[str, Printed]
) -> None:
    """The same numbers, in its .docx and in its PDF, though the two documents have no field in common."""
    shown = [field.result for field in running_page_fields(plan)][-7:]
    labels = ("はじめに", "節", "表", "図", "取組", "用語", "資料")
    sentence = "、".join(f"{label}{page}頁" for label, page in zip(labels, shown, strict=True))
    summary = checks.read("summary", everything["summary"].docx)
    assert sentence in packed(plan.body.text)
    assert sentence in packed(summary.body.text)
    assert sentence in printed["plan"].text
    assert sentence in printed["summary"].text


def test_no_page_is_left_unmeasured(plan: checks.Reading, pdf: Printed) -> None:
    """－ is what stands there before the first run."""
    pages = [field.result for field in plan.body.fields if field.instruction.kind == "PAGEREF"]
    assert len(pages) > 25
    assert "－" not in pages
    assert not re.search(r"\.－", pdf.text)


# Pages


def test_pages_are_labelled_as_they_are_printed(pdf: Printed) -> None:
    """What a reader types to get to a page is what stands on it: i, ii …, 1, 2 …"""
    numbered = [(label, foot) for label, foot in zip(pdf.labels, pdf.feet, strict=True) if foot]
    assert [label for label, _ in numbered] == [foot for _, foot in numbered]
    body = [foot for foot in pdf.feet if foot.isdigit()]
    assert [foot for foot in pdf.feet if foot and not foot.isdigit()] == ["i", "ii"]
    assert body == [str(number) for number in range(1, len(body) + 1)]


def test_no_two_pages_share_a_label(pdf: Printed) -> None:
    """The cover, on which no number stands, has none that another page bears."""
    assert len(set(pdf.labels)) == len(pdf.labels)


def test_landscape_parts_turn_their_pages_only(pdf: Printed) -> None:
    """The wide tables stand on paper that lies, everything else on paper that stands; numbers go on."""
    turned = [foot for foot, (width, height) in zip(pdf.feet, pdf.sizes, strict=True) if width > height]
    assert set(pdf.sizes) == {(210, 297), (297, 210)}
    assert turned == [pdf.feet[pdf.page_with(text, beyond=2)] for text in ("横長の表3一", "終わりの横長の表")]


# Both files


@pytest.mark.parametrize("name", ALL)
def test_every_paragraph_of_the_docx_is_printed_in_the_pdf(
    name: str, everything: Finished, printed: dict[str, Printed]
) -> None:
    """Word for word, and so every reference, contents entry and note reads the same in both."""
    reading = checks.read(name, everything[name].docx)
    text = without_dots(printed[name].text)
    shown = [shown_text(reading, paragraph) for story in body_and_notes(reading) for paragraph in story]
    assert [each for each in shown if each not in text] == []
    assert len("".join(shown)) > 150


def test_each_note_stands_at_the_foot_under_the_number_of_its_mark(
    plan: checks.Reading, pdf: Printed
) -> None:
    """In Word they are paired by id, in LibreOffice by order."""
    texts = {identity: packed(note.text) for identity, note in plan.notes.items()}
    assert {"セルの脚注。", "題の脚注。"} < {*texts.values()}
    for identity, text in texts.items():
        assert f"{plan.note_numbers[identity]}{text}" in pdf.text
    assert (
        pdf.text.index("横長の表3")
        < pdf.text.index("六4")
        < pdf.text.index("3題の脚注。")
        < pdf.text.index("4セルの脚注。")
    )


def body_and_notes(reading: checks.Reading) -> Iterator[tuple[Paragraph, ...]]:
    yield reading.body.paragraphs
    yield from (story.paragraphs for story in reading.notes.values())


def shown_text(reading: checks.Reading, paragraph: Paragraph) -> str:
    """A paragraph's text as it is printed: a ruby before its base, the numbers of notes in place."""
    pieces = []
    for item in paragraph.items:
        if item.kind in (Kind.TEXT, Kind.RUBY):
            pieces.append(item.text)
        elif item.kind is Kind.FOOTNOTE:
            pieces.append(reading.note_numbers[item.text] or "")
    return without_dots(packed("".join(pieces)))


def without_dots(text: str) -> str:
    """Text without the dots that lead from an entry to its page."""
    return re.sub(r"\.{2,}", "", text)


# Links


def test_each_contents_entry_leads_to_the_page_that_it_names(plan: checks.Reading, pdf: Printed) -> None:
    """A click in the PDF's contents, as in Word's."""
    entries = [f"{text}{page}" for _, entries in lists_of(plan) for text, page in entries]
    last = after_the_lists(plan, pdf)
    links = [link for link in pdf.links if 0 < link.page <= last and link.text[-1:] in "0123456789iv"]
    assert sorted(without_dots(link.text) for link in links) == sorted(entries)
    for link in links:
        foot = pdf.feet[link.target]
        assert link.text.endswith(f".{foot}")


def test_references_in_text_lead_to_their_targets(pdf: Printed) -> None:
    """Numbers, titles and pages alike are links in the PDF."""
    by_title = {entry.title: entry for entry in pdf.outline}
    expected: dict[str, Outlined] = {
        "第１章第１節": by_title["第１節段落と強調"],
        "段落と強調": by_title["第１節段落と強調"],
        "第２章第２節１(1)": by_title["(1)四つ目の取組"],
        "はじめに": by_title["はじめに"],
    }
    found = {link.text: link.target for link in pdf.links if link.text in expected}
    assert found == {text: entry.page for text, entry in expected.items()}


@pytest.mark.parametrize(("name", "paper"), [("summary", (210, 297)), ("framework", (420, 297))])
def test_a_sheet_is_one_page_in_the_templates_own_size(
    name: str, paper: tuple[int, int], everything: Finished, printed: dict[str, Printed]
) -> None:
    """The summary stands on A4, the framework lies on A3; both hold little and stay as large as they are."""
    setting = everything[name].setting
    assert setting is not None
    assert (printed[name].sizes, setting.size) == ((paper,), 10.5)
