"""Lines that are new in a cell: behind which paragraph they stand, or which place of a list they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.inquiry.merge import Wanted
from pipeline.inquiry.model import Column, Holds, Part, Value


def target_of_new(column: Column, value: Value, parts: Sequence[Part], each: Wanted, number: int) -> str:
    """Where a new line comes: behind the last of a list, as so many others; else in the value."""
    at_end = each.at == len(parts) - 1 if parts else True
    behind = column.holds in (Holds.LIST, Holds.NUMBERS) and at_end
    return f"{value.target}/{number + 1}" if behind else value.target


def together(
    changes: Iterable[Wanted], column: Column, parts: Sequence[Part], now: Sequence[str]
) -> Iterator[Wanted]:
    """Changes of running text in which new paragraphs belong to the one behind which they stand: that is known by its words, wherever it
    stands by then."""
    waiting: Wanted | None = None
    for each in changes:
        if column.holds is not Holds.TEXT or each.before is not None or _is_item(parts, each):
            yield from filter(None, (waiting,))
            waiting = each if column.holds is Holds.TEXT and each.after is not None else None
            yield from () if waiting else (each,)
        elif waiting and waiting.at == each.at and waiting.now is None and not _is_item(parts, waiting):
            waiting = replace(waiting, after=f"{waiting.after}\n\n{each.after}")
        else:
            yield from filter(None, (waiting,))
            anchor = now[each.at] if each.at is not None else None
            after = f"{anchor}\n\n{each.after}" if anchor is not None else each.after
            waiting = replace(each, before=anchor, after=after)
    yield from filter(None, (waiting,))


def _is_item(parts: Sequence[Part], each: Wanted) -> bool:
    """Whether a line is an item of a list, or new behind one."""
    return each.at is not None and bool(parts[each.at].mark.strip())
