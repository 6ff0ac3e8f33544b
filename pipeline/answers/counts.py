"""Opinions counted, and their numbers as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.answers.model import Consultation, Kind
from pipeline.model.folded import folded


def counts_by_kind(consultation: Consultation) -> list[tuple[Kind, int]]:
    """The number of opinions (not answers) by kind of answer, kinds that nobody got among them."""
    answers = consultation.answers
    counts = Counter(answer.kind.text for answer in answers.answers for _ in answer.opinions)
    return [(kind, counts[kind.name]) for kind in answers.kinds]


def counts_of(values: Iterable[str]) -> list[tuple[str, int]]:
    """How often each of these words stands, the commonest first and those that are lacking (empty) last.

    ＦＡＸ and FAX are one, called as it was written first.
    """
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value in values:
        plain = folded(value)
        names.setdefault(plain, " ".join(value.split()))
        counts[plain] += 1
    return [
        (names[plain], count)
        for plain, count in sorted(counts.items(), key=lambda each: (not each[0], -each[1]))
    ]


def number_list(numbers: Sequence[str]) -> str:
    """1、4〜6、9: runs of three and more are drawn together."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}〜{run[-1]}" if len(run) > 2 else "、".join(run) for run in runs)


def _follows(before: str, number: str) -> bool:
    return before.isdecimal() and number.isdecimal() and int(number) == int(before) + 1
