"""Checks that footnotes' ids follow the order of reading: programs that pair notes by order show the right ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .findings import Finding
from .names import Element, w
from .reading import Reading
from .uses import NOTE


def check_note_order(reading: Reading, settled: bool = False) -> Iterator[Finding]:
    """Footnotes' ids count on from the separators', in the order of their references, and so do the notes themselves.

    References within deleted text count. Once changes are `settled`, the notes that went leave gaps.
    """
    notes = reading.package.tree("footnotes")
    if notes is None:
        return
    own, separators = [], [0]
    for each in notes.iterfind(w("footnote")):
        if each.get(w("type"), "normal") == "normal":
            own.append(each)
        else:
            separators.append(_identity(each))
    first = max(separators) + 1
    references = [each for each in reading.uses if each.tag == NOTE]
    for (before, after), part in (
        *((pair, reading.package.main) for pair in pairwise([None, *references])),
        *((pair, reading.package.related("footnotes") or "") for pair in pairwise([None, *own])),
    ):
        assert after is not None, "None stands at the beginning alone"
        expected = first if before is None else _identity(before) + 1
        found = _identity(after)
        if found < expected or (found > expected and not settled):
            message = f"脚注の番号（w:id）{found}が、並んだ順（{expected}）になっていません"
            yield Finding(reading.name, "docx.note-order", reading.where_element(part, after), message)
            return


def _identity(element: Element) -> int:
    return int(element.get(w("id"), "0"))
