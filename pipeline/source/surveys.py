"""A question of a survey, counted: as the rows of a table, as the numbers of a chart, with what has to be said under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, Problem
from pipeline.source.survey_answers import tally_answers
from pipeline.source.survey_attributes import LARGEST_FIRST, ORDER, PERSONS, SHARES
from pipeline.source.survey_counts import tally_counts
from pipeline.source.survey_questions import Question, read_question
from pipeline.source.survey_sheets import Refused, Sheet, read_sheet
from pipeline.source.tallies import (
    UNANSWERED,
    Group,
    Tally,
    few_persons,
    is_rounded_off,
    largest_first,
    percentage,
)
from pipeline.source.unparsed_markup import plain_leftover

_SHOWN_FEW = 5  # places that a notice names
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Survey:
    """A question and its answers, counted."""

    question: Question
    tally: Tally


def read_survey(
    attributes: Mapping[str, str], file: str, text: str, place: Location
) -> tuple[Survey | None, tuple[Problem, ...]]:
    """Count what the attributes of a div at `place` ask of a CSV file; None where that is not possible, with the problems."""
    question, refused = read_question(attributes)
    if refused:
        return None, tuple(Problem(place, Code.MD_ATTRIBUTE, each.message, each.hint) for each in refused)
    try:
        sheet, question = read_sheet(file, text, question)
        tally = tally_counts(sheet, question) if question.counts else tally_answers(sheet, question)
    except Refused as problems:
        return None, problems.problems
    if wrong := tuple(_markup(sheet, question, tally, place)):
        return None, wrong
    ordered = largest_first(tally) if attributes.get(ORDER) == LARGEST_FIRST else tally
    return Survey(question, ordered), ()


def _markup(sheet: Sheet, question: Question, tally: Tally, place: Location) -> Iterator[Problem]:
    """Words that would print markup, at the first row that has them, or at the div, if they stand there."""
    for word in (question.by, *tally.options, *(group.name for group in tally.groups)):
        if found := plain_leftover(word):
            rows = (row.line for row in sheet.rows if word in row.answer or word == row.group)
            line = next(rows, 0)
            yield Problem(
                Location(sheet.file, line) if line else place,
                Code.MD_LEFTOVER,
                f"調査の選択肢か区分の「{found}」は、書式にならず、文字のまま出ます",
                "記号を消すか、値=言葉 と書いて、ほかの言葉で示してください",
            )


def survey_note(survey: Survey, notes: str, shows_n: bool) -> str:
    """The ※ line that a reader needs to understand the numbers; what the author's own notes say is not said again.

    Where the body itself has no place for n, it stands here.
    """
    sentences = [sentence for sign, sentence in _explanations(survey, shows_n) if sign not in notes]
    return f"※ {''.join(sentences)}" if sentences else ""


def _explanations(survey: Survey, shows_n: bool) -> Iterator[tuple[str, str]]:
    """What is to be explained, each with the word by which a note of the author's own is known."""
    tally = survey.tally
    if not shows_n:
        yield "n=", f"n={tally.everyone.persons:,}。"
    if tally.multiple:
        yield "複数回答", "複数回答のため、割合の合計は100％になりません。"
    if UNANSWERED in tally.options:
        yield UNANSWERED, f"nは、{UNANSWERED}を含む人数です。"
    if tally.ungrouped:
        by = f"{survey.question.by}の分からない" if survey.question.by else "どの区分にも入らない"
        yield by, f"全体は、{by}{tally.ungrouped:,}人を含みます。"
    if is_rounded_off(tally):
        yield (
            "四捨五入",
            "割合は、小数点以下第２位を四捨五入しているため、合計が100％にならないことがあります。",
        )


def few_notice(survey: Survey, place: Location) -> tuple[Problem, ...]:
    """A notice of groups and options with few persons, who may be known by them; none if there are none."""
    found = few_persons(survey.tally, survey.question.few)
    if not found:
        return ()
    more = f"、ほか{len(found) - _SHOWN_FEW}か所" if len(found) > _SHOWN_FEW else ""
    return (
        Problem(
            place,
            Code.SURVEY_FEW,
            f"{survey.question.few}人に満たない所があります: {'、'.join(found[:_SHOWN_FEW])}{more}",
            "誰が答えたか分かるおそれがあります。「選択肢」「区分」に 値=まとめた名前 と書いてまとめるか、"
            '差し支えなければ、少数="5" のように基準を下げてください（少数="0" で、知らせません）',
            warning=True,
        ),
    )


# As a table


def table_rows(survey: Survey, shows: Sequence[str], options_down: bool) -> Rows:
    """The rows of a table, its head first. `shows` names what stands in its cells: 人数, 割合 or both."""
    tally = survey.tally
    if len(tally.groups) == 1:
        return _plain_rows(tally, shows)
    cells = [
        (
            group,
            tuple(_cell(count, group, shows) for count in group.counts),
        )
        for group in tally.groups
    ]
    if not options_down:
        head = (survey.question.by or "区分", "n", *tally.options)
        return (head, *((group.name, f"{group.persons:,}", *row) for group, row in cells))
    head = ("選択肢", *(with_n(group) for group, _ in cells))
    return (
        head,
        *((option, *(row[at] for _, row in cells)) for at, option in enumerate(tally.options)),
    )


def _plain_rows(tally: Tally, shows: Sequence[str]) -> Rows:
    """One group's options, each in a row, and all of its persons at the end."""
    group = tally.everyone
    values = {PERSONS: lambda count: f"{count:,}", SHARES: lambda count: _percent(count, group)}
    whole = {PERSONS: f"{group.persons:,}", SHARES: "－" if tally.multiple else "100.0%"}
    return (
        ("選択肢", *shows),
        *(
            (option, *(values[each](count) for each in shows))
            for option, count in zip(tally.options, group.counts, strict=True)
        ),
        (with_n(group), *(whole[each] for each in shows)),
    )


def _cell(count: int, group: Group, shows: Sequence[str]) -> str:
    values = {PERSONS: f"{count:,}", SHARES: _percent(count, group)}
    return "\n".join(values[each] for each in shows)


def _percent(count: int, group: Group) -> str:
    share = percentage(count, group.persons)
    return "－" if share is None else f"{share}%"


def with_n(group: Group) -> str:
    """A group's name with how many persons it has, as reports of surveys name it: 全体（n=1,234）."""
    return f"{group.name}（n={group.persons:,}）"


# As a chart


def chart_rows(survey: Survey, groups_down: bool) -> Rows:
    """The shares as rows of a chart's numbers, the names of its columns first: a row a group, or a row an option."""
    tally = survey.tally
    names = tuple(with_n(group) for group in tally.groups)
    shares = tuple(tuple(_percent(count, group) for count in group.counts) for group in tally.groups)
    if groups_down:
        return (("区分", *tally.options), *((name, *row) for name, row in zip(names, shares, strict=True)))
    columns = zip(*shares, strict=True)
    return (
        ("選択肢", *names),
        *((option, *row) for option, row in zip(tally.options, columns, strict=True)),
    )
