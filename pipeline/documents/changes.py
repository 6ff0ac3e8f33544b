"""修正箇所一覧: every place that changed, with the words around what differs, as a Word document and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.documents.cells import text_line
from pipeline.documents.changed_lines import ShownLine, paragraphs, shown_line, unit_sign
from pipeline.documents.common import make_content
from pipeline.documents.compared_tables import ADDED, DELETED, LEFT_OUT
from pipeline.documents.comparison import CONTRACT as OF_COMPARISON
from pipeline.documents.comparison import OTHER_LOOK, STYLE, head_cell, in_order, marked_cell
from pipeline.documents.marked import Stretch, excerpt, marks, shortened, stretches
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.causes import Grounds
from pipeline.model.comparison import Change, ChangeKind, Comparison, FoldedChange, LinePair, Versions
from pipeline.model.content import DocumentContent, Part
from pipeline.model.documents import CHANGES
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Role
from pipeline.model.numbers import NO_PAGE, ResolvedPlan
from pipeline.model.workbook import Cell, Column, Mark, Marks, WorkbookSheet, changed, plain

TITLE = CHANGES.label
CONTRACT = replace(OF_COMPARISON, slots=(TITLE,), needed=(TITLE,))
NOTHING = "違いはありません。"
# 区分 of what differs without its text.
LOOK = "文字以外"
_REPLACED = "語句の置換え"
# Of No., 頁, 箇所, 変更, 修正前, 修正後, 理由, 根拠.
_WIDTHS = (2.2, 3, 7.4, 3.4, 12.6, 12.6, 7, 7.4)
# Of what is new or gone as a whole, so many lines are told.
_MOST_LINES = 4
# Of a word that was replaced, so many places.
_MOST_PLACES = 8


# Why units changed: by their ids, and whether it is their text that was edited, or else the units themselves.
Causes = Mapping[tuple[str, bool], Grounds]


@dataclass(frozen=True)
class ChangedPlace:
    """One place that changed: `before` and `after` are lines of text, `edited` says that the text of a unit is meant."""

    change: Change
    kind: str
    before: tuple[Marks, ...]
    after: tuple[Marks, ...]
    edited: bool = False

    @property
    def name(self) -> str:
        return self.change.unit.shown

    @property
    def pages(self) -> tuple[str, str]:
        """The page in either version, empty where it is not known."""
        units = (self.change.before, self.change.after)
        before, after = (unit.page if unit and unit.page != NO_PAGE else "" for unit in units)
        return before, after


def changes_content(
    comparison: Comparison,
    resolved: ResolvedPlan,
    versions: Versions,
    causes: Causes,
    folded: Sequence[FoldedChange] = (),
) -> DocumentContent:
    """The document; `resolved` is the later version, `causes` are why it changed. `folded` are told
    after everything that `comparison` has."""
    blocks = tuple(_blocks(changed_places(comparison), versions, causes, folded))
    return make_content(resolved, CHANGES, {TITLE: Part(blocks)})


def changes_sheet(
    comparison: Comparison,
    plan_name: str,
    versions: Versions,
    causes: Causes,
    folded: Sequence[FoldedChange] = (),
) -> WorkbookSheet:
    """The same as a sheet, with a number for each place."""
    columns = (
        *(Column("No.", 6), Column("頁（修正前）", 8), Column("頁（修正後）", 8)),
        *(Column("箇所", 30), Column("変更", 12)),
        *(Column(versioned("修正前", versions.before), 50), Column(versioned("修正後", versions.after), 50)),
        *(
            Column("理由", 30),
            Column("区分", 12),
            Column("意見No.", 10),
            Column("会議", 20),
            Column("日付", 16),
        ),
    )
    places = changed_places(comparison)
    rows = (
        *(_row(number, place, causes) for number, place in enumerate(places, 1)),
        *(_folded_row(number, each) for number, each in enumerate(folded, len(places) + 1)),
    )
    nothing = ((plain(""), plain(""), plain(""), plain(NOTHING), *[plain("")] * 8),)
    return WorkbookSheet(TITLE, f"{plan_name}　{TITLE}", columns, rows or nothing)


def changed_places(comparison: Comparison) -> list[ChangedPlace]:
    """Every place that changed, in the order of tables."""
    return [place for change in in_order(comparison.changes) for place in _places(change)]


def _places(change: Change) -> Iterator[ChangedPlace]:
    before, after = change.before, change.after
    if before is None:
        yield ChangedPlace(change, ChangeKind.ADDED, (plain(ADDED),), _whole(change))
    elif after is None:
        yield ChangedPlace(change, ChangeKind.DELETED, _whole(change), (plain(DELETED),))
    else:
        if kinds := [kind for kind in change.kinds if kind is not ChangeKind.EDITED]:
            old, new = marks(stretches(before.shown, after.shown))
            yield ChangedPlace(change, "・".join(kinds), (old,), ((*new, *plain(unit_sign(change))),))
        for _, pair in change.text_lines:
            if not _is_told_where_it_is(pair):
                kind = LOOK if pair.look else pair.change or ChangeKind.EDITED
                yield ChangedPlace(change, kind, *_line(pair), edited=True)
        if ChangeKind.EDITED in change.kinds and not change.text_lines:
            yield ChangedPlace(change, LOOK, (plain(OTHER_LOOK),), (plain(OTHER_LOOK),), edited=True)


def _is_told_where_it_is(pair: LinePair) -> bool:
    """Whether a line stands elsewhere in the same unit now."""
    return bool(pair.elsewhere and not pair.elsewhere.unit and pair.after is None)


def _whole(change: Change) -> tuple[Marks, ...]:
    """The beginning of what is new or gone; what moved is none of that."""
    lines = [_alone(pair) for _, pair in change.text_lines[1:]]
    more = (plain(LEFT_OUT),) if len(lines) > _MOST_LINES else ()
    return (changed(shortened(change.unit.shown)), *lines[:_MOST_LINES], *more)


def _alone(pair: LinePair) -> Marks:
    line = pair.after or pair.before
    assert line is not None, "a pair of lines has a side"
    if not pair.elsewhere:
        return changed(shortened(line.shown))
    shown = shown_line(pair, whole=True)
    return (*plain(shortened(line.shown)), *plain(shown.before or shown.after))


def _line(pair: LinePair) -> tuple[tuple[Marks, ...], tuple[Marks, ...]]:
    shown = shown_line(pair, alone=True)
    before, after = marks(_short(pair, shown))
    return tuple(paragraphs((*before, *plain(shown.before)))), tuple(
        paragraphs((*after, *plain(shown.after)))
    )


def _short(pair: LinePair, shown: ShownLine) -> list[Stretch]:
    """What differs with the words around it; of a text in which nothing does, its beginning and its end."""
    if any(not part.same for part in shown.parts):
        label = 1 if any(line and line.label for line in (pair.before, pair.after)) else 0
        return [*shown.parts[:label], *excerpt(shown.parts[label:])]
    return [Stretch(shortened(part.before), shortened(part.after), True) for part in shown.parts]


# Word


def _blocks(
    places: Iterable[ChangedPlace],
    versions: Versions,
    causes: Causes,
    folded: Iterable[FoldedChange],
) -> Iterator[Block]:
    heads = (
        *(("No.", ""), ("頁", ""), ("箇所", ""), ("変更", "")),
        *(("修正前", versions.before), ("修正後", versions.after), ("理由", ""), ("区分・根拠", "")),
    )
    told = [
        (
            _page(place),
            ((plain(place.name), Role.CELL),),
            place.kind,
            place.before,
            place.after,
            causes.get((place.change.unit.id, place.edited), Grounds()),
        )
        for place in places
    ]
    told += [
        (
            "",
            ((plain(f"{each.count}か所（{_some(each.places)}）"), Role.CELL),),
            _REPLACED,
            (changed(each.before),),
            (changed(each.after),),
            each.grounds,
        )
        for each in folded
    ]
    rows = [
        (
            *(_text_cell(str(number)), _text_cell(page), marked_cell(*where), _text_cell(kind)),
            *(marked_cell(*((text, Role.CELL) for text in side)) for side in (before, after)),
            *(_text_cell(grounds.reason), _text_cell(*grounds.based_on)),
        )
        for number, (page, where, kind, before, after, grounds) in enumerate(told, 1)
    ]
    if rows:
        yield Grid(STYLE, _WIDTHS, (tuple(head_cell(*head) for head in heads), *rows), head_rows=1, alt=TITLE)
    else:
        yield text_line(NOTHING)


def _text_cell(*lines: str) -> GridCell:
    return marked_cell(*((plain(line), Role.CELL) for line in lines or ("",)))


def _page(place: ChangedPlace) -> str:
    """頁: both pages where they differ; that of something deleted is one of the earlier version."""
    pages = "→".join(dict.fromkeys(page for page in place.pages if page))
    return f"（{pages}）" if pages and not place.change.after else pages


# Excel


def _row(number: int, place: ChangedPlace, causes: Causes) -> tuple[Cell, ...]:
    before, after = place.pages
    return (
        number,
        page_cell(before),
        page_cell(after),
        plain(place.name),
        plain(place.kind),
        _joined(place.before),
        _joined(place.after),
        *_grounds(causes.get((place.change.unit.id, place.edited), Grounds())),
    )


def _grounds(grounds: Grounds) -> tuple[Cell, ...]:
    said = (grounds.reason, grounds.category, grounds.opinions, grounds.meeting, grounds.day)
    return tuple(map(plain, said))


def _some(places: Sequence[str]) -> str:
    """The first places of many: all of them stand in 新旧対照表."""
    more = len(places) - _MOST_PLACES
    return "、".join(places[:_MOST_PLACES]) + (f"ほか{more}" if more > 0 else "")


def _folded_row(number: int, folded: FoldedChange) -> tuple[Cell, ...]:
    return (
        number,
        plain(""),
        plain(""),
        plain(f"{folded.count}か所（{_some(folded.places)}）"),
        plain(_REPLACED),
        changed(folded.before),
        changed(folded.after),
        *_grounds(folded.grounds),
    )


def versioned(head: str, version: str) -> str:
    """The head of a column, with the version that it shows."""
    return f"{head}\n（{version}）" if version else head


def page_cell(page: str) -> Cell:
    """A page as a number, so that it sorts; those of the front matter (ii) are text."""
    return int(page) if page.isdecimal() else plain(page)


def _joined(lines: Iterable[Marks]) -> Marks:
    joined: list[Mark] = []
    for line in lines:
        joined += [Mark("\n"), *line] if joined else line
    return tuple(joined)
