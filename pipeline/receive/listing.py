"""受領一覧: every edit and comment that came back, as a Word document and as a workbook in which 採否 is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.documents.cells import text_cell, text_line
from pipeline.documents.common import make_content
from pipeline.documents.comparison import STYLE, head_cell, marked_cell
from pipeline.documents.marked import Stretch, marks, portions, shortened, stretches
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import Contract
from pipeline.model.documents import RECEIVED, DocumentKind
from pipeline.model.floats import Grid, GridCell, RowFlow
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.workbook import Cell, Column, Mark, Marks, WorkbookSheet, changed, plain
from pipeline.passages.model import DocumentMap
from pipeline.passages.model import Kind as PassageKind
from pipeline.review.model import WORKBOOK, Decision, Entry, Kind

TITLE = RECEIVED.label
CONTRACT = Contract(
    slots=(TITLE,),
    needed=(TITLE,),
    paragraphs=(Role.BODY, Role.CELL, Role.CELL_HEAD, Role.CELL_CENTRED, Role.DOCUMENT_HEAD, Role.GAP),
    characters=("変更箇所",),
    tables=(STYLE,),
)
NOTHING = "受領した修正はありません。"
CHOICES = tuple(each.value for each in (Decision.TAKEN, Decision.REFUSED))
ID, DECISION = "No.", "採否"
_WIDTHS = (5, 8, 6, 15, 15, 11, 4)
_CHAPTER = re.compile(r"第[0-9０-９一二三四五六七八九十]+[章部]|資料[0-9０-９]+")
_NO_CHAPTER = "そのほか"
# A row stands on one page as a rule: so many characters of a text are shown in one, and what is longer goes on in the next.
_PORTION = 240


@dataclass(frozen=True)
class Group:
    """The entries of one chapter of a document."""

    title: str
    entries: tuple[Entry, ...]


def grouped(
    entries: Iterable[Entry], today: Mapping[str, DocumentMap], documents: Sequence[DocumentKind]
) -> list[Group]:
    """Entries in the order of what they are about, as the source stands today, by document and chapter."""
    labels = {each.name: each.label for each in documents}
    order = [each.name for each in documents]
    places = {
        name: {str(p.origin): at for at, p in reversed(list(enumerate(each.passages))) if p.origin}
        for name, each in today.items()
    }
    titles = {name: _chapters(each) for name, each in today.items()}

    def place(numbered: tuple[int, Entry]) -> tuple[int, int, int]:
        at, entry = numbered
        document = order.index(entry.document) if entry.document in order else len(order)
        return document, places.get(entry.document, {}).get(entry.source, -1), at

    found: dict[str, list[Entry]] = {}
    for _, entry in sorted(enumerate(entries), key=place):
        label = labels.get(entry.document, "照会の表" if entry.document == WORKBOOK else entry.document)
        chapter = _CHAPTER.match(entry.place)
        title = titles.get(entry.document, {}).get(chapter[0], chapter[0]) if chapter else ""
        found.setdefault("　".join(filter(None, (label, title))), []).append(entry)
    return [Group(title, tuple(each)) for title, each in found.items()]


def _chapters(found: DocumentMap) -> dict[str, str]:
    """The titles of chapters by their numbers, with these."""
    headings = (each.section for each in found.body if each.kind is PassageKind.HEADING)
    return {
        number: section for section in headings if _CHAPTER.fullmatch(number := section.partition("　")[0])
    }


# Word


def listing_content(resolved: ResolvedPlan, groups: Sequence[Group]) -> DocumentContent:
    """The document."""
    return make_content(resolved, RECEIVED, {TITLE: Part(tuple(_blocks(groups)))})


def _blocks(groups: Sequence[Group]) -> Iterator[Block]:
    if not groups:
        yield text_line(NOTHING)
    for group in groups:
        yield Paragraph((Text(group.title),), Role.DOCUMENT_HEAD)
        heads = (ID, "頁・箇所", "誰・日時", "修正前", "修正後", "コメント・注意", DECISION)
        rows = [row for entry in group.entries for row in _rows(entry)]
        head = tuple(head_cell(each, "") for each in heads)
        # Rows stand by themselves: tables that are kept whole would leave pages empty.
        flow = (RowFlow(),) * (len(rows) + 1)
        yield Grid(STYLE, _WIDTHS, (head, *rows), 1, f"{TITLE}（{group.title}）", flow=flow)


def _rows(entry: Entry) -> Iterator[tuple[GridCell, ...]]:
    """One row, or several of an entry with long texts, so that none is higher than a page."""
    first = True
    for part in _portions(entry):
        before, after = marks(part)
        yield (
            text_cell(entry.id if first else "（続き）"),
            text_cell(*_where(entry)) if first else text_cell(""),
            text_cell(*_who(entry)) if first else text_cell(""),
            _texts(before),
            _texts(after or (plain("（削除）") if first and entry.kind is Kind.DELETION else ())),
            text_cell(*(_remarks(entry) if first else ("",))),
            text_cell(entry.decision.value if first else "", role=Role.CELL_CENTRED),
        )
        first = False


def _portions(entry: Entry) -> Iterator[list[Stretch]]:
    if entry.kind is Kind.COMMENT:
        yield [Stretch(shortened(entry.before), "", True)] if entry.before else []
        return
    yield from portions(_stretches(entry), _PORTION)


@lru_cache(maxsize=4096)  # the document and each workbook show the same
def _stretches(entry: Entry) -> tuple[Stretch, ...]:
    if entry.kind is Kind.MOVE and entry.before == entry.after:
        return (Stretch(_shown(entry.before), _shown(entry.after), True),)
    return tuple(stretches(_shown(entry.before), _shown(entry.after)))


def _shown(text: str) -> str:
    """A text as the list shows it: the cells of a row side by side, parts without empty lines between them."""
    return text.replace("\n\n", "\n").replace("\t", "｜")


def _texts(text: Marks) -> GridCell:
    """A cell of marked text, a paragraph a line."""
    lines: list[list[Mark]] = [[]]
    for mark in text:
        first, *more = mark.text.split("\n")
        lines[-1] += [Mark(first, mark.changed)] if first else []
        lines += [[Mark(each, mark.changed)] if each else [] for each in more]
    kept = [tuple(line) for line in lines if line] or [()]
    return marked_cell(*((line, Role.CELL) for line in kept))


def _where(entry: Entry) -> Iterator[str]:
    if entry.page:
        yield f"{entry.page}ページ"
    yield from (entry.place.split("　") if entry.place else ())
    if entry.kind is not Kind.CHANGE:
        yield f"［{entry.kind.value}］"


def _who(entry: Entry) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, (entry.department, entry.author)))
    if entry.date:
        yield entry.date
    if not (entry.department or entry.author or entry.date):
        yield "－"


def _remarks(entry: Entry) -> list[str]:
    """What else is to be known: the comment, what the source says now, contradictions, what can't be put in by itself."""
    lines = entry.comment.split("\n") if entry.comment else []
    lines += [f"現在の原稿：{shortened(entry.now)}"] if entry.now else []
    lines += [f"矛盾：{'、'.join(entry.conflicts)}"] if entry.conflicts else []
    lines += [f"※{entry.note}"] if entry.note else []
    lines += [f"結果：{entry.result}"] if entry.result else []
    return lines or [""]


# Excel


def listing_sheet(plan_name: str, groups: Sequence[Group]) -> WorkbookSheet:
    """The same as a sheet, an entry a row, with whole texts."""
    columns = (
        *(Column(ID, 12), Column("文書・章", 20), Column("頁", 6), Column("箇所", 26), Column("種類", 8)),
        *(Column("依頼課", 12), Column("誰", 12), Column("日時", 16)),
        *(Column("修正前", 46), Column("修正後", 46), Column("コメント", 26), Column("現在の原稿", 26)),
        *(Column("矛盾", 12), Column("注意", 26), Column("原稿", 20)),
        *(Column(DECISION, 9, CHOICES), Column("結果", 16)),
    )
    rows = tuple(_row(group.title, entry) for group in groups for entry in group.entries)
    nothing = ((*[plain("")] * 3, plain(NOTHING), *[plain("")] * (len(columns) - 4)),)
    return WorkbookSheet(TITLE, f"{plan_name}　{TITLE}", columns, rows or nothing)


def _row(group: str, entry: Entry) -> tuple[Cell, ...]:
    before, after = _sides(entry)
    texts = (entry.comment, entry.now, "、".join(entry.conflicts), entry.note, entry.source)
    return (
        *map(plain, (entry.id, group)),
        int(entry.page) if entry.page.isdecimal() else plain(entry.page),
        *map(plain, (entry.place, entry.kind.value, entry.department, entry.author, entry.date)),
        *(before, after),
        *map(plain, texts),
        *map(plain, (entry.decision.value, entry.result)),
    )


def _sides(entry: Entry) -> tuple[Marks, Marks]:
    if entry.kind is Kind.COMMENT:
        return plain(entry.before), plain(entry.after)
    if entry.kind is Kind.DELETION:
        return changed(_shown(entry.before)), plain("（削除）")
    return marks(_stretches(entry))
