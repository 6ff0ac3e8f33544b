"""changes.yaml's content as causes, with the Markdown that it holds."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pipeline.model.causes import Cause
from pipeline.model.eras import read_day
from pipeline.problems import Written
from pipeline.source.changes import CauseFile, ChangesFile, History
from pipeline.source.schema import CHANGES
from pipeline.source.yaml_texts import YamlTexts


def build_causes(texts: YamlTexts) -> tuple[Cause, ...]:
    """The causes in the order in which they are written."""
    file = texts.model(CHANGES, ChangesFile)
    return tuple(_build_cause(texts, cause, i) for i, cause in enumerate(file.changes))


def shows_history(texts: YamlTexts) -> bool:
    """Whether causes are to stand in the revision history."""
    return texts.model(CHANGES, ChangesFile).history is History.SHOWN


def _build_cause(texts: YamlTexts, cause: CauseFile, i: int) -> Cause:
    day = read_day(cause.basis.day)
    return Cause(
        places=tuple(
            Written(identity, texts.locate(CHANGES, "変更", i, "箇所", j))
            for j, identity in enumerate(cause.places)
        ),
        category=cause.category,
        opinions=tuple(
            Written(_number(number), texts.locate(CHANGES, "変更", i, "根拠", "意見", j))
            for j, number in enumerate(cause.basis.opinions)
        ),
        meeting=cause.basis.meeting,
        day=day if isinstance(day, date) else None,
        reason=texts.inlines(CHANGES, "変更", i, "理由"),
        location=texts.locate(CHANGES, "変更", i),
    )


def _number(written: str) -> str:
    """The number of an opinion, however it is written: No.３ is 3."""
    number = "".join(unicodedata.normalize("NFKC", written).split())
    return re.sub(r"^No\.?0*(?=.)|^0+(?=\d)", "", number, flags=re.IGNORECASE)
