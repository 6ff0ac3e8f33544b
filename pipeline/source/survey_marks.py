"""Questions that have a column an option, with a mark where a person chose it → one column with all that each person chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.problems import Code, Location, Problem
from pipeline.source.survey_questions import Coding, Question, listed, plain

# What says that the option of a column was chosen, beside its own name, and that it was not.
_CHOSEN = frozenset(map(plain, ("1", "○", "◯", "〇", "✓", "✔", "☑", "レ", "はい", "有", "true", "yes")))
_NOT_CHOSEN = frozenset(map(plain, ("", "0", "-", "－", "―", "×", "いいえ", "無", "false", "no", "無回答")))
_NOT_ASKED = plain("非該当")
_BETWEEN = "\n"

Rows = Sequence[tuple[int, Sequence[str]]]


def columns_of_options(heads: Sequence[str], question: Question) -> tuple[str, ...]:
    """The names of a question's columns, where it has one an option: several names, of which none is the whole of what is written."""
    names = listed(question.column)
    is_one = any(plain(head) == plain(question.column) for head in heads)
    return () if is_one or len(names) < 2 else names


def joined_marks(
    file: str, rows: Rows, places: Sequence[int], question: Question
) -> tuple[Rows, Question, tuple[Problem, ...]]:
    """The rows with one more column, of the question's own name, in which the names of the columns at `places` stand that have marks;
    the question as it is asked of that; and the cells that say neither."""
    (line, heads), *others = rows
    problems: list[Problem] = []
    names = [heads[at] for at in places]
    chosen = [_CHOSEN | {plain(name), plain(question.options.label(name))} - {""} for name in names]

    def marked(number: int, row: Sequence[str]) -> str:
        cells = [plain(row[at]) for at in places]
        if all(cell == _NOT_ASKED for cell in cells):
            return _NOT_ASKED
        problems.extend(
            _no_mark(Location(file, number), name)
            for name, cell, signs in zip(names, cells, chosen, strict=True)
            if cell not in signs and cell not in _NOT_CHOSEN
        )
        return _BETWEEN.join(
            name for name, cell, signs in zip(names, cells, chosen, strict=True) if cell in signs
        )

    joined = [
        (line, (*heads, question.column)),
        *((number, (*row, marked(number, row))) for number, row in others),
    ]
    options = question.options or Coding(tuple((name, name) for name in names))
    return joined, replace(question, options=options, several=True, separators=_BETWEEN), tuple(problems)


def _no_mark(location: Location, column: str) -> Problem:
    return Problem(
        location,
        Code.SURVEY_ANSWER,
        f"「{column}」の列の値が、選んだ印でも、選ばなかった印でもありません",
        "選んだ人は 1 か ○、選ばなかった人は 0 か空欄にしてください",
    )
