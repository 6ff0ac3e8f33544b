"""Counts of a survey's answers, an option a row with its numbers of persons → their tally."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.problems import Code, Problem
from pipeline.source.survey_attributes import COUNTS, SEVERAL
from pipeline.source.survey_questions import Question, plain
from pipeline.source.survey_sheets import ENOUGH, Labels, Refused, Row, Sheet, is_blank, labels_of
from pipeline.source.tallies import ALL, Answer, Tally, count_answers

_TOTALS = frozenset(map(plain, (ALL, "合計", "総数", "回答者数", "n")))
_NOBODY = frozenset("-－―–—")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@dataclass
class _Numbers:
    """What the rows said so far; `asked` has how many persons a group has, and the line that says so."""

    answers: list[Answer] = field(default_factory=list)
    asked: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def tally_counts(sheet: Sheet, question: Question) -> Tally:
    """The counts of all groups: columns of numbers are groups where there are several of them. Raises Refused."""
    options, groups = labels_of(question)
    numbers = _Numbers()
    for row in sheet.rows:
        _take(sheet, question, row, (options, groups), numbers)
    if numbers.problems:
        raise Refused(*numbers.problems[:ENOUGH])
    if wrong := tuple(_wrong_sums(sheet, question, numbers)):
        raise Refused(*wrong)
    tally = count_answers(
        numbers.answers,
        options.ordered(sheet),
        question.counts if len(question.counts) > 1 else groups.ordered(sheet),
        bool(question.several),
        {group: persons for group, (persons, _) in numbers.asked.items()},
    )
    if not tally.everyone.persons:
        raise Refused(
            sheet.problem(
                1, Code.SURVEY_EMPTY, "人数の合計が０です", f"「{COUNTS}」に書いた列の数を確かめてください"
            )
        )
    if tally.ungrouped < 0:
        raise Refused(
            sheet.problem(
                1,
                Code.SURVEY_COUNT,
                f"区分ごとの人数の合計が、「{ALL}」の{tally.everyone.persons}人より多くなっています",
                "人数を確かめてください",
            )
        )
    return tally


def _take(
    sheet: Sheet, question: Question, row: Row, labels: tuple[Labels, Labels], numbers: _Numbers
) -> None:
    """Read one row."""
    options, groups = labels
    is_total = plain(row.answer) in _TOTALS and not question.options.label(row.answer)
    option = "" if is_total or is_blank(row.answer) else options.label(row.answer)
    if not (option or is_total or is_blank(row.answer)):
        numbers.problems.append(options.undeclared(sheet, row.line, row.answer))
    group = "" if is_blank(row.group) else groups.label(row.group)
    if not (group or is_blank(row.group)):
        numbers.problems.append(groups.undeclared(sheet, row.line, row.group))
    for column, written in zip(question.counts, row.counts, strict=True):
        name = column if len(question.counts) > 1 else group
        if (count := _count(written)) is None:
            numbers.problems.append(_no_number(sheet, row.line, column))
        elif is_total:
            numbers.asked[name] = (count, row.line)
        else:
            numbers.answers.append(Answer((option,) if option else (), name, count))


def _count(written: str) -> int | None:
    """A number of persons; None for what is none."""
    value = plain(written)
    if value in _NOBODY:
        return 0
    return int(value.replace(",", "")) if _NUMBER.fullmatch(value) else None


def _no_number(sheet: Sheet, line: int, column: str) -> Problem:
    return sheet.problem(
        line,
        Code.SURVEY_COUNT,
        f"「{column}」の列の値が、人数ではありません",
        "０以上の整数で書いてください（誰もいなければ 0 か「－」）",
    )


def _wrong_sums(sheet: Sheet, question: Question, numbers: _Numbers) -> Iterator[Problem]:
    """Groups whose answers do not go with how many were asked."""
    for group in dict.fromkeys(answer.group for answer in numbers.answers):
        given = [answer for answer in numbers.answers if answer.group == group]
        name = f"「{group}」の" if group else ""
        if group in numbers.asked:
            asked, line = numbers.asked[group]
            for message, hint in _wrong_sum(given, asked, bool(question.several)):
                yield sheet.problem(line, Code.SURVEY_COUNT, f"{name}{message}", hint)
        elif question.several:
            yield sheet.problem(
                1,
                Code.SURVEY_COUNT,
                f"{name}回答した人数がありません",
                f"複数回答の割合は人数から求めるので、「{ALL}」の行に、回答した人数（n）を書いてください",
            )


def _wrong_sum(given: Sequence[Answer], asked: int, several: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a group's numbers, and what to do. Who gave several answers is counted at each of them."""
    total = sum(answer.persons for answer in given)
    if several and max(answer.persons for answer in given) > asked:
        yield (
            f"「{ALL}」の{asked}人より、人数の多い選択肢があります",
            f"「{ALL}」の行と、選択肢の人数を確かめてください",
        )
    elif several and total < asked and not all(answer.options for answer in given):
        yield (
            f"選択肢と無回答の人数の合計（{total}人）が、「{ALL}」の{asked}人に足りません",
            "抜けている選択肢がないか、人数を確かめてください",
        )
    elif not several and total != asked:
        yield (
            f"選択肢と無回答の人数の合計（{total}人）が、「{ALL}」の{asked}人と違います",
            f'抜けている選択肢や無回答の行がないか、人数を確かめてください。複数回答なら 回答="{SEVERAL}" と書いてください',
        )
