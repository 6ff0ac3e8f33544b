"""Tables that look like the answers to a survey, one person a row: nobody wants to print them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.floats import Table
from pipeline.model.inlines import plain_text
from pipeline.problems import Code, Location, Problem

# So many rows no author lists; and heads as forms have them: 問１, Q3, 性別.
_MANY = 50
_QUESTION = re.compile("(?:問|設問|質問|Q|Ｑ)\\s?[0-9０-９]|性別$|年代$")
# A column of answers has few values for so many rows: at the most one for each five.
_ROWS_A_VALUE = 5


def raw_answers(table: Table, place: Location) -> Iterator[Problem]:
    """A notice where a table holds the answers of persons; `place` is that of its div."""
    heads, body = table.rows[0], table.rows[table.head_rows :]
    if len(body) < _MANY:
        return
    for column, head in enumerate(heads):
        if head and _QUESTION.match(question := plain_text(head.text)):
            values = {plain_text(cell.text) for row in body if (cell := row[column])}
            if len(values) <= len(body) / _ROWS_A_VALUE:
                yield Problem(
                    place,
                    Code.SURVEY_RAW,
                    f"アンケートの回答のように見える{len(body)}行の表を、そのまま載せます（「{question}」の列など）",
                    f'回答を数えて載せるなら、囲みに 集計="{question}" のように書いてください。そのまま載せると、'
                    "誰が答えたか分かるおそれがあります",
                    warning=True,
                )
                return
