"""Checks that a plan's documents agree on plan name, period, stage, 基本理念 and every measure's title.

Other documents about the plan agree on its name and stage, and on 基本理念 if they state it.

The city's own published sheet shows why: the plan was adopted, and its 体系図 still says （案）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .drawn_trees import check_drawn_trees
from .findings import Finding
from .reading import Reading
from .stages import ADOPTED, DRAFTS, check_line_numbers, check_watermarks, other_label_alone, other_labels
from .story import Story

_CELL_NUMBER = re.compile(r"\s*(?:[0-9０-９]+\s+|[（(][0-9０-９]+[）)]|[①-⑳])")
_VISION = re.compile(r"基本理念\s*[「『：:]|^\s*基本理念\s*$")


_USUAL = {"plan": "本編", "summary": "概要", "framework": "体系図"}


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """The facts on which all documents must agree; `stage_label` is as shown （案）, empty once adopted.

    `documents` are those that are made of the plan alone, with what they are called; `sheets` those of them that are made to show
    every measure in a table, `trees` others that do.
    """

    plan_name: str
    period: str
    stage: str
    stage_label: str
    vision: str
    measures: tuple[str, ...]  # the innermost items that the sheet shows, in its order
    headings: tuple[str, ...]  # the framework's innermost items that stand in the plan, in its order
    level: str = "取組"  # what such an item is called
    sheet_level: str = "取組"  # and one of the innermost that the sheet shows
    documents: Mapping[str, str] = field(default_factory=lambda: dict(_USUAL))
    sheets: tuple[str, ...] = ("framework",)
    trees: tuple[str, ...] = ()
    items: tuple[tuple[int, str], ...] = ()  # the whole framework in reading order, with levels from 1


def check_agreement(readings: Mapping[str, Reading], facts: Facts) -> list[Finding]:
    """Findings over the documents that are given: "plan", the others of `facts.documents`, and those that say more."""
    findings: list[Finding] = []
    for key, reading in readings.items():
        findings += _check_properties(reading, facts)
        findings += _check_label_places(reading, key, facts)
        findings += _check_names(reading, facts)
        if key in facts.documents:
            findings += check_watermarks(reading, facts.stage)
            findings += check_line_numbers(reading, facts.stage)
        if key in ("plan", *facts.sheets) or _states_vision(reading):
            findings += _check_vision(reading, facts)
        if key == "plan":
            findings += _check_plan_measures(reading, facts)
            findings += check_drawn_trees(reading, facts.vision, facts.items)
        elif key in facts.sheets:
            findings += _check_framework_measures(reading, facts)
            findings += _check_framework_numbers(reading, readings.get("plan"))
        elif key in facts.trees:
            findings += _check_tree_measures(reading, key, facts)
    return findings


def _squeezed(text: str) -> str:
    """Text without any blanks: a title may be broken into lines, or set wide, on a cover."""
    return "".join(text.split())


def _check_properties(reading: Reading, facts: Facts) -> Iterator[Finding]:
    where = "docProps/core.xml"
    title = reading.properties.get("title", "")
    for wanted in (facts.plan_name, facts.stage_label):
        if wanted not in title:
            yield Finding(
                reading.name, "agree.title", where, f"文書の題「{title}」に「{wanted}」がありません"
            )
    for text in reading.properties.values():
        yield from _check_other_stage(reading, where, text, facts, (*DRAFTS, ADOPTED))


def _check_label_places(reading: Reading, key: str, facts: Facts) -> Iterator[Finding]:
    """Cover (of the others: what stands above the first table or heading), headers, footers, titles."""
    front = _front(reading, key)
    shown = _squeezed("".join((*front, *(each.text for each in reading.headers.values()))))
    where = f"{reading.body.part}（{'表紙' if key == 'plan' else '初めの部分'}）"
    labels = [
        ("agree.plan-name", "計画名", facts.plan_name),
        ("agree.period", "計画期間", facts.period if key in facts.documents else ""),
        ("agree.stage", "段階", facts.stage_label),
    ]
    for code, word, wanted in labels:
        seen = _squeezed("".join(front)) if key == "plan" else shown
        if _squeezed(wanted) not in seen:
            message = f"{facts.documents.get(key, key)}に{word}「{wanted}」が出ていません"
            yield Finding(reading.name, code, where, message)
    for text in (*front, *_titles(reading)):
        yield from _check_other_stage(reading, where, text, facts)
    for story in reading.headers.values():
        yield from _check_header(reading, story, facts)


def _front(reading: Reading, key: str) -> list[str]:
    """The first section of the plan; of a sheet, the paragraphs above its first table and heading."""
    body = reading.body
    if key == "plan":
        end = reading.sections[0].last + 1 if reading.sections else 0
    else:
        end = min(_contents_of_sheet(reading), default=len(body.paragraphs))
    return [each.text for each in body.paragraphs[:end]]


def _contents_of_sheet(reading: Reading) -> Iterator[int]:
    """Starts of a sheet's own text: headings, and tables that are more than a frame around a title."""
    for table in reading.body.tables:
        if len(table.rows) > 1 and len(table.grid or ()) > 1:
            yield table.first
    heads = reading.styles_called(lambda name: "見出し" in name)
    for paragraph in reading.body.paragraphs:
        if paragraph.index in reading.heading_at or paragraph.style in heads:
            yield paragraph.index


def _titles(reading: Reading) -> Iterator[str]:
    styles = reading.styles_called(lambda name: name.casefold() in ("title", "subtitle"))
    return (each.text for each in reading.body.paragraphs if each.style in styles)


def _check_header(reading: Reading, story: Story, facts: Facts) -> Iterator[Finding]:
    text = _squeezed(story.text)
    if _squeezed(facts.plan_name) in text and facts.stage_label not in text:
        message = f"計画名に段階「{facts.stage_label}」が付いていません"
        yield reading.finding("agree.stage", story, 0, message)
    for paragraph in story.paragraphs:
        yield from _check_other_stage(reading, story.part, paragraph.text, facts)


def _check_names(reading: Reading, facts: Facts) -> Iterator[Finding]:
    """Lines of the text that name the plan with a label and say nothing else."""
    begin = facts.plan_name.strip()[:1]
    for paragraph in (each for each in reading.body.paragraphs if begin in each.text):
        for label in other_label_alone(paragraph.text, facts.stage, facts.plan_name):
            yield _other_stage(reading, reading.body.part, paragraph.text, label, facts)


def _check_other_stage(
    reading: Reading, where: str, text: str, facts: Facts, apart: Iterable[str] = DRAFTS
) -> Iterator[Finding]:
    for label in other_labels(text, facts.stage, facts.plan_name, apart):
        yield _other_stage(reading, where, text, label, facts)


def _other_stage(reading: Reading, where: str, text: str, label: str, facts: Facts) -> Finding:
    message = f"「{' '.join(text.split())[:60]}」に別の段階「{label}」があります（今は{facts.stage}）"
    return Finding(reading.name, "agree.stage-other", where, message)


def _states_vision(reading: Reading) -> bool:
    """Only plan and sheet have to give the 基本理念; who gives it, after that word or under it, gives the plan's."""
    return any(_VISION.search(each.text) for each in reading.body.paragraphs)


def _check_vision(reading: Reading, facts: Facts) -> Iterator[Finding]:
    if _squeezed(facts.vision) not in _squeezed(reading.body.text):
        yield Finding(
            reading.name, "agree.vision", reading.body.part, f"基本理念「{facts.vision}」が出ていません"
        )


# measures


def _check_plan_measures(reading: Reading, facts: Facts) -> Iterator[Finding]:
    headings = [_squeezed(reading.body.paragraphs[each.at].text) for each in reading.headings]
    for title, place in _out_of_order(facts.headings, headings):
        message = f"{facts.level}「{title}」が、本編の見出しに{place}"
        yield Finding(reading.name, "agree.measure-plan", reading.body.part, message)


def _check_framework_measures(reading: Reading, facts: Facts) -> Iterator[Finding]:
    cells = [_squeezed(_without_number(each.text)) for each in reading.body.paragraphs if each.cell]
    for title, place in _out_of_order(facts.measures, cells):
        message = f"{facts.sheet_level}「{title}」が、体系図のセルに{place}"
        yield Finding(reading.name, "agree.measure-framework", reading.body.part, message)


def _check_tree_measures(reading: Reading, key: str, facts: Facts) -> Iterator[Finding]:
    """A cell may have any number before a title."""
    titles = sorted(map(_squeezed, facts.measures), key=len, reverse=True)
    cells = [_squeezed(each.text) for each in reading.body.paragraphs if each.cell]
    ends = [next((title for title in titles if cell.endswith(title)), cell) for cell in cells]
    for title, place in _out_of_order(facts.measures, ends):
        message = f"{facts.level}「{title}」が、{facts.documents[key]}の表に{place}"
        yield Finding(reading.name, "agree.measure-framework", reading.body.part, message)


def _without_number(text: str) -> str:
    return _parted(text)[1]


def _parted(text: str) -> tuple[str, str]:
    """A cell's number and title: parted by a tab, or where something ends that can only be a number."""
    if "\t" in text:
        number, _, title = text.partition("\t")
        return number, title
    found = _CELL_NUMBER.match(text)
    return ("", text) if found is None else (found[0], text[found.end() :])


def _check_framework_numbers(reading: Reading, plan: Reading | None) -> Iterator[Finding]:
    """A cell with the title of one of the plan's headings gives that heading's number, if it gives one."""
    numbers: dict[str, set[str]] = {}
    for heading in () if plan is None else plan.headings:
        number = plan and plan.number(heading.at)
        if plan and number:
            numbers.setdefault(_squeezed(plan.body.paragraphs[heading.at].text), set()).add(number.own)
    for paragraph in reading.body.paragraphs:
        shown, title = _parted(paragraph.text) if paragraph.cell else ("", "")
        known = numbers.get(_squeezed(title))
        if shown.strip() and known is not None and shown.strip().rstrip(".") not in known:
            message = (
                f"「{' '.join(paragraph.text.split())}」の番号は、本編では「{'、'.join(sorted(known))}」です"
            )
            yield reading.finding("agree.number", reading.body, paragraph.index, message)


def _out_of_order(titles: tuple[str, ...], texts: list[str]) -> Iterator[tuple[str, str]]:
    """Titles that do not follow one another in `texts`, each with how it is missing."""
    start = 0
    known = set(texts)
    for title in titles:
        wanted = _squeezed(title)
        if wanted not in known:
            yield title, "ありません"
            continue
        try:
            start = texts.index(wanted, start) + 1
        except ValueError:
            yield title, "その順で出ていません"
