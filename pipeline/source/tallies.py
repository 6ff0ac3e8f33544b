"""The answers to one question of a survey, counted: among all who were asked, and among groups of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pipeline.frozen import dataclass

ALL = "全体"
UNANSWERED = "無回答"
_TENTH = Decimal("0.1")
# What closes a list of options, however many chose it.
_LAST = ("その他", "特にな", "分からない", "わからない")


@dataclass(frozen=True)
class Answer:
    """What so many persons of a group answered: one option, several, or none. `group` is empty where it is not known."""

    options: tuple[str, ...]
    group: str = ""
    persons: int = 1


@dataclass(frozen=True)
class Group:
    """So many `persons` were asked (n); `counts` has how many chose each of the tally's options."""

    name: str
    persons: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Tally:
    """The counted answers. Who gave none is the last of the options, if there are such; `groups` begin with all persons."""

    options: tuple[str, ...]
    groups: tuple[Group, ...]
    multiple: bool

    @property
    def everyone(self) -> Group:
        return self.groups[0]

    @property
    def ungrouped(self) -> int:
        """How many of all are in no group."""
        return (
            self.everyone.persons - sum(group.persons for group in self.groups[1:]) if self.groups[1:] else 0
        )


def count_answers(
    answers: Iterable[Answer],
    options: Sequence[str],
    groups: Sequence[str],
    multiple: bool,
    asked: Mapping[str, int] | None = None,
) -> Tally:
    """The answers of persons of these groups, with these options in this order.

    An option counts once a person. All persons are those of every group and of none, unless there are answers of a group
    that is called so. `asked` says how many persons a group has where answers alone don't tell: counts of several answers.
    """
    counts: dict[str, Counter[str]] = {}
    persons: Counter[str] = Counter()
    for answer in answers:
        for option in dict.fromkeys(answer.options or (UNANSWERED,)):
            counts.setdefault(answer.group, Counter())[option] += answer.persons
        persons[answer.group] += answer.persons
    persons.update({group: number - persons[group] for group, number in (asked or {}).items()})
    if ALL not in persons:
        counts[ALL] = sum(counts.values(), Counter())
        persons[ALL] = persons.total()
    unanswered = any(each[UNANSWERED] for each in counts.values())
    shown = (*(each for each in options if each != UNANSWERED), *([UNANSWERED] if unanswered else []))
    return Tally(
        shown,
        tuple(
            Group(name, persons[name], tuple(counts.get(name, Counter())[option] for option in shown))
            for name in (ALL, *(each for each in groups if each != ALL))
        ),
        multiple,
    )


def percentage(count: int, persons: int) -> Decimal | None:
    """A share in percent, rounded half up to one decimal; None of nobody."""
    return (Decimal(100 * count) / persons).quantize(_TENTH, ROUND_HALF_UP) if persons else None


def largest_first(tally: Tally) -> Tally:
    """The options by how many of all chose them; その他, 特にない and the like, and 無回答 behind them, stay at the end."""

    def rank(at: int) -> tuple[int, int]:
        option = tally.options[at]
        last = 2 if option == UNANSWERED else int(option.startswith(_LAST))
        return last, 0 if last else -tally.everyone.counts[at]

    order = sorted(range(len(tally.options)), key=rank)
    return Tally(
        tuple(tally.options[at] for at in order),
        tuple(
            Group(group.name, group.persons, tuple(group.counts[at] for at in order))
            for group in tally.groups
        ),
        tally.multiple,
    )


def few_persons(tally: Tally, limit: int) -> tuple[str, ...]:
    """Groups, and options in a group, with fewer persons than `limit`: those who know them may see who answered what.

    Where nobody is, nobody is known; who answered nothing has said nothing. Of a small group its options are not named again.
    """
    found = []
    for group in tally.groups:
        if 0 < group.persons < limit:
            found.append(f"「{group.name}」（n={group.persons}）")
            continue
        found += [
            f"「{group.name}」の「{option}」（{count}人）"
            for option, count in zip(tally.options, group.counts, strict=True)
            if 0 < count < limit and option != UNANSWERED
        ]
    return tuple(found)


def is_rounded_off(tally: Tally) -> bool:
    """Whether the shown shares of a group add up to something else than 100.0, though each person gave one answer."""
    return not tally.multiple and any(
        sum((percentage(count, group.persons) or Decimal(0) for count in group.counts), Decimal(0)) != 100
        for group in tally.groups
        if group.persons
    )
