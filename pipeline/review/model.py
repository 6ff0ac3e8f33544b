"""An entry of review.yaml: what somebody wants changed, and what the office decides of it."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from pipeline.frozen import dataclass


class Kind(StrEnum):
    """What is wanted of a passage."""

    CHANGE = "修正"
    ADDITION = "追加"
    DELETION = "削除"
    MOVE = "移動"
    COMMENT = "コメント"
    NEW_ITEM = "新しい項目"


class Decision(StrEnum):
    """What the office says of an entry."""

    OPEN = ""
    TAKEN = "採る"
    REFUSED = "採らない"


WORKBOOK = "workbook"
# What `result` begins with where an entry stands in the source.
DONE = "反映済み"


@dataclass(frozen=True)
class Entry:
    """One thing that a department wants: texts are whole passages as they are printed.

    `sent` is the digest of the version that was sent out, `document` the name of the document that came back, or
    `WORKBOOK`. `source` is file:line in plan_source/, as it was when the entry was written; `target` the id and the key
    of what is around the passage (act-1/課題認識). `before` is empty of an addition, which stands behind the passage
    that `source` names; `after` of a deletion. `origin` is that place in the source as it was sent. `now` is what the source says where it moved on meanwhile.
    `conflicts` are the ids of entries that want something else of the same passage. `note` says why it can't be put in
    by itself, where that is known. `mark` is what the entry was when it was written first; new ones have none.
    """

    id: str
    department: str
    received: str
    sent: str
    document: str
    place: str
    kind: Kind
    page: str = ""
    source: str = ""
    target: str = ""
    author: str = ""
    date: str = ""
    before: str = ""
    after: str = ""
    comment: str = ""
    now: str = ""
    conflicts: tuple[str, ...] = ()
    note: str = ""
    decision: Decision = Decision.OPEN
    result: str = ""
    mark: str = ""
    origin: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it stands in the source."""
        return self.result.startswith(DONE)

    @property
    def first_mark(self) -> str:
        """What makes two entries the same, whenever they were received and whatever staff changed of one since: a return
        that is read again adds nothing."""
        return self.mark or hashlib.sha256("\0".join(self._said()).encode()).hexdigest()[:12]

    def _said(self) -> tuple[str, ...]:
        # Lines of a workbook's values are those of the day on which it was read.
        where = (self.target if self.document == WORKBOOK else "") or self.source or self.place
        who = (self.department, self.author, self.date)
        return (
            *who,
            self.sent,
            self.document,
            self.kind,
            where,
            self.target,
            self.before,
            self.after,
            self.comment,
        )


@dataclass(frozen=True)
class Review:
    """review.yaml: its entries in their order, and the bytes that they were read of (None: there is no file yet)."""

    entries: tuple[Entry, ...] = ()
    data: bytes | None = None

    def next_id(self, prefix: str) -> str:
        """An id that no entry has: 福祉課-001 and so on."""
        own = [
            each.id.removeprefix(f"{prefix}-") for each in self.entries if each.id.startswith(f"{prefix}-")
        ]
        return f"{prefix}-{max((int(number) for number in own if number.isdecimal()), default=0) + 1:03}"
