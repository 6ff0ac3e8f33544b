"""Answers of a survey, one person a row → their tally."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.problems import Code, Problem
from pipeline.source.survey_attributes import ONE, SEVERAL
from pipeline.source.survey_questions import Coding, Question, parted, plain, separators_in
from pipeline.source.survey_sheets import (
    ENOUGH,
    Labels,
    Refused,
    Row,
    Sheet,
    is_blank,
    labels_of,
    nothing_in,
)
from pipeline.source.tallies import Answer, Tally, count_answers

_NOT_ASKED = plain("非該当")
# Signs that stand in no option.
_CLEAR = (";", "|", "\n")


def tally_answers(sheet: Sheet, question: Question) -> Tally:
    """The answers of all persons who were asked. Raises Refused."""
    rows = [row for row in sheet.rows if plain(row.answer) != _NOT_ASKED]
    if all(is_blank(row.answer) for row in rows):
        raise Refused(nothing_in(sheet, question.column))
    options, groups = labels_of(question)
    parts = _parting(sheet, question, rows)
    problems: list[Problem] = []
    answers = [
        Answer(
            tuple(_labelled(sheet, row, parts(row.answer), options, problems)),
            next(_labelled(sheet, row, _known(row.group), groups, problems), ""),
        )
        for row in rows
    ]
    if problems:
        raise Refused(*problems[:ENOUGH])
    several = bool(question.several or question.separators)
    return count_answers(answers, options.ordered(sheet), groups.ordered(sheet), several)


def _labelled(
    sheet: Sheet, row: Row, values: Sequence[str], labels: Labels, problems: list[Problem]
) -> Iterator[str]:
    """The words for the values of a cell; what has none is put into `problems`."""
    for value in values:
        if label := labels.label(value):
            yield label
        else:
            problems.append(labels.undeclared(sheet, row.line, value))


def _known(value: str) -> tuple[str, ...]:
    """A cell that says something, as its one value."""
    return () if is_blank(value) else (value,)


def _parting(sheet: Sheet, question: Question, rows: Sequence[Row]) -> Callable[[str], tuple[str, ...]]:
    """How the options in a cell are parted. Of a question with one answer, cells that look like several are refused."""
    if question.several or question.separators:
        signs = question.separators or separators_in(row.answer for row in rows)
        return lambda cell: (
            _known(cell) if question.options.label(cell) or is_blank(cell) else parted(cell, signs)
        )
    if question.several is None and (row := next(_with_several(rows, question.options), None)):
        raise Refused(
            sheet.problem(
                row.line,
                Code.SURVEY_ANSWER,
                f"「{question.column}」の列の一つのセルに、回答が二つ以上あるようです",
                f'複数回答なら 回答="{SEVERAL}" と、そうでなければ 回答="{ONE}" と書いてください',
            )
        )
    return _known


def _with_several(rows: Sequence[Row], options: Coding) -> Iterator[Row]:
    """Rows whose answer is made of what others gave as theirs, or of declared options."""
    alone = {plain(row.answer) for row in rows} | {plain(each) for pair in options.pairs for each in pair}
    for row in rows:
        signs = separators_in((row.answer,))
        parts = parted(row.answer, signs) if signs and not options.label(row.answer) else ()
        if len(parts) > 1 and (signs in _CLEAR or all(plain(part) in alone for part in parts)):
            yield row
