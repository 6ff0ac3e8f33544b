"""Answers of a survey, one person a row → their tally."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    signs = _signs(sheet, question, rows)
    problems: list[Problem] = []
    answers = [
        Answer(
            tuple(_labelled(sheet, row, _parts(row.answer, signs, question.options), options, problems)),
            next(_labelled(sheet, row, _known(row.group), groups, problems), ""),
        )
        for row in rows
    ]
    if problems:
        raise Refused(*problems[:ENOUGH])
    several = bool(question.several or signs)
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


def _parts(cell: str, signs: str, options: Coding) -> tuple[str, ...]:
    """The options in a cell: what is declared as one is one, whatever signs it has."""
    if is_blank(cell) or not signs or options.label(cell):
        return _known(cell)
    return parted(cell, signs)


def _signs(sheet: Sheet, question: Question, rows: Sequence[Row]) -> str:
    """The signs that part answers in a cell; none where each is one.

    Where it is not said whether there are several, they are where no option could have such a sign in it, or where all
    parts are declared. What could be either is refused.
    """
    if question.separators or question.several is False:
        return question.separators or ""
    signs = separators_in(row.answer for row in rows if not question.options.label(row.answer))
    if question.several or signs in _CLEAR:
        return signs
    known = _declared(question.options) or frozenset(plain(row.answer) for row in rows)
    made = [row for row in rows if not question.options.label(row.answer) and _is_made_of(row.answer, known)]
    if made and not question.options:
        raise Refused(
            sheet.problem(
                made[0].line,
                Code.SURVEY_ANSWER,
                f"「{question.column}」の列の一つのセルに、回答が二つ以上あるようです",
                f'複数回答なら 回答="{SEVERAL}" と、そうでなければ 回答="{ONE}" と書いてください',
            )
        )
    return signs if made else ""


def _declared(options: Coding) -> frozenset[str]:
    return frozenset(plain(each) for pair in options.pairs for each in pair)


def _is_made_of(answer: str, known: frozenset[str]) -> bool:
    """Whether an answer is made of several that are known."""
    parts = parted(answer, separators_in((answer,)))
    return len(parts) > 1 and all(plain(part) in known for part in parts)
