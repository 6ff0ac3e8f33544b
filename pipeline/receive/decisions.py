"""採否 as it was chosen in the workbook of 受領一覧: what each entry of review.yaml gets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.receive.listing import DECISION, ID
from pipeline.review.model import Decision, Review
from pipeline.review.write import with_values
from pipeline.spreadsheets.rows import Row
from pipeline.spreadsheets.workbook import workbook_sheets

# What people write who don't choose from the list.
_MEANT = {
    **{each.value: each for each in Decision},
    **dict.fromkeys(("採", "採用", "可", "○", "〇", "◯"), Decision.TAKEN),
    **dict.fromkeys(("不採用", "否", "×", "✕"), Decision.REFUSED),
}


def with_decisions(review: Review, decisions: Mapping[str, Decision]) -> Review:
    """The review with these decisions, by the ids of entries."""
    return with_values(review, {each: {"decision": decision.value} for each, decision in decisions.items()})


def kept_decisions(file: str, data: bytes, review: Review) -> Mapping[str, Decision]:
    """Decisions in a workbook that is about to be written anew: for what the review has open. Raises PlanErrors."""
    still = Review(tuple(entry for entry in review.entries if entry.decision is Decision.OPEN))
    return read_decisions(file, data, still, only=True)


def read_decisions(file: str, data: bytes, review: Review, only: bool = False) -> Mapping[str, Decision]:
    """The decisions that differ from those in the review, by the ids of entries; what is left empty stays as it is there, and
    so does what stands in the source already. With `only`, rows of other entries are nothing to ask about.

    Raises PlanErrors with all that is wrong.
    """
    known = {entry.id: entry for entry in review.entries}
    found: dict[str, Decision] = {}
    problems: list[Problem] = []
    for row, identity, written in _rows(file, data):
        place = Location(file, row.line)
        entry, decision = known.get(identity), _MEANT.get(written)
        if entry is None and only:
            continue
        if entry is None:
            problems.append(
                Problem(place, Code.RETURN_DECISION, f"「{identity}」という修正は、受領していません", _IDS)
            )
        elif decision is None:
            problems.append(
                Problem(
                    place, Code.RETURN_DECISION, f"{DECISION}の「{written}」が、どちらか分かりません", _CHOOSE
                )
            )
        elif decision not in (Decision.OPEN, entry.decision) and not entry.is_done:
            found[identity] = decision
    raise_if_any(problems)
    return found


_IDS = "No. を元に戻すか、その行を消してください。ほかの計画の受領一覧なら、その計画のフォルダーで受領します"
_CHOOSE = "「採る」か「採らない」にするか、決めていなければ空にしてください"


def _rows(file: str, data: bytes) -> Iterator[tuple[Row, str, str]]:
    """The rows that have an id, with that and what is written of the decision."""
    for sheet in workbook_sheets(file, data, Code.RETURN_FILE):
        places: tuple[int, int] | None = None
        for row in sheet.rows:
            cells = [_tidy(each) for each in row.cells]
            if places is None:
                places = (cells.index(ID), cells.index(DECISION)) if {ID, DECISION} <= {*cells} else None
            elif len(cells) > max(places) and cells[places[0]]:
                yield row, cells[places[0]], cells[places[1]]
        if places is not None:
            return
    raise PlanErrors(
        [
            Problem(
                Location(file),
                Code.RETURN_DECISION,
                f"受領一覧ではありません（「{ID}」と「{DECISION}」の列が見つかりません）",
                "build/review/ の received.xlsx に採否を書いたものを指定してください",
            )
        ]
    )


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
