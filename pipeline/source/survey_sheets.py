"""The columns of a survey's file that a question is about, and the words for what stands in them.

Other columns are never looked at: there may be names, addresses and what people wrote. Messages name rows and columns, not
what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.survey_attributes import SEVERAL
from pipeline.source.survey_marks import Rows, columns_of_options, joined_marks
from pipeline.source.survey_questions import Coding, Question, plain
from pipeline.source.tables import csv_cells
from pipeline.source.tallies import ALL, UNANSWERED

# More than so many different answers are no options, but what people wrote in their own words.
MOST_OPTIONS = 40
# Of problems of one kind; with the wrong column every row has one.
ENOUGH = 10


class Refused(Exception):
    """Problems that leave nothing to count."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """A row's line, its answer and its group as they are written, and its numbers."""

    line: int
    answer: str
    group: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What a file says to a question."""

    file: str
    rows: tuple[Row, ...]

    def problem(self, line: int, code: Code, message: str, hint: str) -> Problem:
        return Problem(Location(self.file, line), code, message, hint)


def read_sheet(file: str, text: str, question: Question) -> tuple[Sheet, Question]:
    """The rows of a CSV file with the columns of a question, found by their names, and the question as it is asked of them.

    Raises Refused.
    """
    rows, problems = csv_cells(file, text)
    if problems:
        raise Refused(*problems)
    filled = [at for at, (_, row) in enumerate(rows) if any(row)]
    if len(filled) < 2:
        raise Refused(
            Problem(
                Location(file, 1),
                Code.SURVEY_EMPTY,
                "回答の行がありません",
                "１行目に列の名前を、次の行から回答を書いてください",
            )
        )
    used: Rows = rows[filled[0] : filled[-1] + 1]
    if blank := [Location(file, line) for line, row in used if not any(row)]:
        raise Refused(*(_blank_row(location) for location in blank[:ENOUGH]))
    place, heads = Location(file, used[0][0]), used[0][1]
    if options := columns_of_options(heads, question):
        places = _columns(place, heads, options)
        used, question, wrong = joined_marks(file, used, places, question)
        if wrong:
            raise Refused(*wrong[:ENOUGH])
        heads = used[0][1]
    by = (question.by,) if question.by else ()
    answer, *others = _columns(place, heads, (question.column, *by, *question.counts))
    group, counts = (others[0], others[1:]) if by else (None, others)
    sheet = Sheet(
        file,
        tuple(
            Row(line, row[answer], "" if group is None else row[group], tuple(row[at] for at in counts))
            for line, row in used[1:]
        ),
    )
    if question.by and all(is_blank(row.group) for row in sheet.rows):
        raise Refused(nothing_in(sheet, question.by))
    return sheet, question


def nothing_in(sheet: Sheet, column: str) -> Problem:
    """The problem of a column in which nobody answered."""
    return sheet.problem(
        1,
        Code.SURVEY_EMPTY,
        f"「{column}」の列に、回答が一つもありません",
        "列の名前と、CSVの中身を確かめてください",
    )


def _columns(place: Location, heads: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """Where the columns with these names stand."""
    found = {name: [at for at, head in enumerate(heads) if plain(head) == plain(name)] for name in names}
    wrong = [_no_column(place, name, heads, len(at)) for name, at in found.items() if len(at) != 1]
    if wrong:
        raise Refused(*wrong)
    return tuple(found[name][0] for name in names)


def _no_column(location: Location, name: str, heads: Iterable[str], found: int) -> Problem:
    if found:
        return Problem(
            location,
            Code.SURVEY_COLUMN,
            f"「{name}」という列が{found}つあります",
            "１行目の列の名前を、一つずつ別のものにしてください",
        )
    return Problem(
        location,
        Code.SURVEY_COLUMN,
        f"「{name}」という列がありません",
        did_you_mean(name, heads) or "１行目にある列の名前を、そのまま書いてください",
    )


def _blank_row(location: Location) -> Problem:
    return Problem(
        location,
        Code.SURVEY_ANSWER,
        "何も書かれていない行があります",
        f"何も答えなかった人なら、質問の列に「{UNANSWERED}」と書き、そうでなければ行を消してください",
    )


def is_blank(answer: str) -> bool:
    """Whether a cell says that there is no answer."""
    return plain(answer) in ("", UNANSWERED)


@dataclass(frozen=True)
class Labels:
    """The words for the values of a column, which messages call `kind`: those that are declared, else the values themselves."""

    column: str
    kind: str
    coding: Coding
    _found: dict[str, str]

    def label(self, value: str) -> str:
        """The words for a value; empty for one that should have been declared, and for none."""
        if self.coding or not value:
            return self.coding.label(value)
        return self._found.setdefault(plain(value), value.replace("\n", ""))

    def ordered(self, sheet: Sheet) -> tuple[str, ...]:
        """As they are declared, else by the numbers with which all of them begin, else as they came. Raises Refused for too many."""
        labels = self.coding.labels or _by_number(self._found.values())
        if len(labels) > MOST_OPTIONS:
            raise Refused(
                sheet.problem(
                    1,
                    Code.SURVEY_ANSWER,
                    f"「{self.column}」の列に、{len(labels)}通りの値があります（{MOST_OPTIONS}通りまで）",
                    f'自由に書かれた回答は集計できません。複数回答なら 回答="{SEVERAL}" と書いてください',
                )
            )
        if ALL in labels:
            raise Refused(
                sheet.problem(
                    1,
                    Code.SURVEY_ANSWER,
                    f"「{self.column}」の列に「{ALL}」という値があります",
                    f"「{ALL}」は、回答から数えて示します。この値の行を消してください",
                )
            )
        return labels

    def undeclared(self, sheet: Sheet, line: int, value: str) -> Problem:
        """The problem of a value without words."""
        return sheet.problem(
            line,
            Code.SURVEY_ANSWER,
            f"「{self.column}」の列の値が、「{self.kind}」に書いたもののどれでもありません",
            did_you_mean(value, [each for pair in self.coding.pairs for each in pair])
            or f"値を直すか、「{self.kind}」に書き足してください（ほかの言葉で示すには、値=言葉 と書きます）",
        )


def labels_of(question: Question) -> tuple[Labels, Labels]:
    """Those of a question's options, and of its groups."""
    return (
        Labels(question.column, "選択肢", question.options, {}),
        Labels(question.by, "区分", question.groups, {}),
    )


def _by_number(labels: Iterable[str]) -> tuple[str, ...]:
    numbered = [(re.match(r"\d+", plain(label)), label) for label in labels]
    if not all(number for number, _ in numbered):
        return tuple(label for _, label in numbered)
    return tuple(label for _, label in sorted(numbered, key=lambda each: int(each[0][0]) if each[0] else 0))
