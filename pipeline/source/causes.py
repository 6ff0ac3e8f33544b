"""changes.yaml's content as causes, with the Markdown that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.model.causes import Cause, Reach, Replacement, UnfilledCause
from pipeline.model.eras import read_day
from pipeline.model.folded import unspaced
from pipeline.problems import Written
from pipeline.source.changes import CauseFile, ChangesFile, History
from pipeline.source.schema import CHANGES
from pipeline.source.yaml_texts import YamlTexts


def build_causes(texts: YamlTexts) -> tuple[Cause, ...]:
    """The causes in the order in which they are written, without those that are not filled in."""
    return tuple(_build_cause(texts, cause, i) for i, cause in _entries(texts) if not _missing(cause))


def unfilled_causes(texts: YamlTexts) -> tuple[UnfilledCause, ...]:
    """The entries that are not filled in yet."""
    return tuple(
        UnfilledCause(
            _places(texts, cause, i), _words(cause), _reach(cause), missing, texts.locate(CHANGES, "変更", i)
        )
        for i, cause in _entries(texts)
        if (missing := _missing(cause))
    )


def shows_history(texts: YamlTexts) -> bool:
    """Whether causes are to stand in the revision history."""
    return texts.model(CHANGES, ChangesFile).history is History.SHOWN


def _entries(texts: YamlTexts) -> Iterator[tuple[int, CauseFile]]:
    return enumerate(texts.model(CHANGES, ChangesFile).changes)


def _missing(cause: CauseFile) -> tuple[str, ...]:
    """The keys that an entry still lacks."""
    return tuple(
        key for key, value in (("区分", cause.category), ("理由", cause.reason.strip())) if not value
    )


def _build_cause(texts: YamlTexts, cause: CauseFile, i: int) -> Cause:
    assert cause.category, "those without are not filled in"
    day = read_day(cause.basis.day)
    return Cause(
        places=_places(texts, cause, i),
        category=cause.category,
        opinions=tuple(
            Written(_number(number), texts.locate(CHANGES, "変更", i, "根拠", "意見", j))
            for j, number in enumerate(cause.basis.opinions)
        ),
        meeting=cause.basis.meeting,
        day=day if isinstance(day, date) else None,
        reason=texts.inlines(CHANGES, "変更", i, "理由"),
        location=texts.locate(CHANGES, "変更", i),
        reach=_reach(cause),
        words=_words(cause),
        kept=tuple(cause.kept),
        count=cause.count or 0,
    )


def _places(texts: YamlTexts, cause: CauseFile, i: int) -> tuple[Written, ...]:
    return tuple(
        Written(identity, texts.locate(CHANGES, "変更", i, "箇所", j))
        for j, identity in enumerate(cause.places)
    )


def _reach(cause: CauseFile) -> frozenset[Reach]:
    return frozenset(cause.kinds or (Reach.EDITED,))


def _words(cause: CauseFile) -> tuple[Replacement, ...]:
    return tuple(Replacement(before, after) for before, after in cause.words.items())


def _number(written: str) -> str:
    """The number of an opinion, however it is written: No.３ is 3."""
    number = unspaced(written)
    return re.sub(r"^No\.?0*(?=.)|^0+(?=\d)", "", number, flags=re.IGNORECASE)
