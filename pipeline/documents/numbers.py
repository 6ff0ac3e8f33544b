"""番号対照表: numbers that are others now, new or gone, and numbers typed into the text, which nothing keeps right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.documents.changes import page_cell, versioned
from pipeline.documents.compared_tables import ADDED, DELETED
from pipeline.model.comparison import Alone, Comparison, Renumbered, Versions
from pipeline.model.numbers import NO_PAGE, ResolvedPlan, TypedNumber, plain_number
from pipeline.model.workbook import Cell, Column, WorkbookSheet, plain

TITLE, TYPED_TITLE = "番号対照表", "手書きの番号"
_TYPED_COLUMNS = (
    *(Column("場所", 44), Column("書かれた番号", 22), Column("前後の文", 60)),
    *(Column("今、その番号のもの", 44), Column("前にその番号だったものの、今の番号", 44)),
)


def numbers_sheets(
    comparison: Comparison, typed: Iterable[TypedNumber], resolved: ResolvedPlan, versions: Versions
) -> tuple[WorkbookSheet, WorkbookSheet]:
    """Both sheets; `typed` are the numbers in the text of the later version, `resolved`."""
    name = resolved.plan.profile.name
    columns = (
        *(Column("種類", 16), Column(versioned("旧番号", versions.before), 22)),
        *(Column(versioned("新番号", versions.after), 22), Column("題", 50)),
        *(Column("旧の題（変わったもの）", 50), Column("頁（旧）", 8), Column("頁（新）", 8)),
    )
    moved = (*map(_moved, comparison.renumbered), *map(_alone, comparison.alone))
    written = tuple(_typed(number, comparison, resolved) for number in typed)
    return (
        WorkbookSheet(
            TITLE, f"{name}　{TITLE}", columns, moved or (_nothing("変わった番号はありません。", 7),)
        ),
        WorkbookSheet(
            TYPED_TITLE,
            f"{name}　{TYPED_TITLE}",
            _TYPED_COLUMNS,
            written or (_nothing("文章に直接書かれた番号はありません。", 5),),
        ),
    )


def _nothing(text: str, columns: int) -> tuple[Cell, ...]:
    return (plain(text), *[plain("")] * (columns - 1))


def _moved(each: Renumbered) -> tuple[Cell, ...]:
    before, after = each.before, each.after
    return (
        plain(after.what),
        plain(before.number or "（なし）"),
        plain(after.number or "（なし）"),
        plain(after.title),
        plain(before.title if before.title != after.title else ""),
        *(page_cell("" if unit.page == NO_PAGE else unit.page) for unit in (before, after)),
    )


def _alone(each: Alone) -> tuple[Cell, ...]:
    """A row for what one version has alone: the other may number another thing so."""
    unit, none = each.unit, page_cell("")
    page = page_cell("" if unit.page == NO_PAGE else unit.page)
    was, now = (unit.number, DELETED) if each.is_gone else (ADDED, unit.number)
    pages = (page, none) if each.is_gone else (none, page)
    return (plain(unit.what), plain(was), plain(now), plain(unit.title), plain(""), *pages)


def _typed(number: TypedNumber, comparison: Comparison, resolved: ResolvedPlan) -> tuple[Cell, ...]:
    now = resolved.targets.get(number.target)
    return (
        plain(str(number.location)),
        plain(number.text),
        plain(number.around),
        plain(f"{now.number}　{now.title}" if now else "（ありません）"),
        plain("、".join(_renamed(number, comparison))),
    )


def _renamed(number: TypedNumber, comparison: Comparison) -> Iterator[str]:
    """The things that had this number before, as numbered now."""
    wanted = plain_number(number.text)
    for each in comparison.renumbered:
        if each.before.number and plain_number(each.before.number) == wanted:
            yield each.after.shown
    for gone in comparison.alone:
        if gone.is_gone and plain_number(gone.unit.number) == wanted:
            yield f"{gone.unit.title}{DELETED}"
