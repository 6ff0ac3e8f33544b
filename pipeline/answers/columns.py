"""The columns of the office's table, by the many names that offices give them.

The names are those of published results of 意見募集, without what parts or decorates them; what ends in 考え方 is the office's answer,
whoever's it is called.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.folded import folded


class Column(StrEnum):
    """The columns that are read; the value is what messages call them."""

    NUMBER = "No."
    PLACE = "該当箇所"
    TEXT = "意見"
    WAY = "提出方法"
    SUMMARY = "意見の概要"
    VIEW = "考え方"
    DRAFT = "回答案"
    KIND = "対応区分"
    GROUP = "提出者区分"


# Which a table has to have; the others are the office's own.
NEEDED = (Column.NUMBER, Column.PLACE, Column.TEXT, Column.WAY)

# How offices call them, plain (`plain_name`); where several columns of a table have names of one kind, those in the first row count.
_NAMES: Mapping[Column, tuple[tuple[str, ...], ...]] = {
    Column.NUMBER: (
        ("no.", "no", "番号", "意見no.", "意見no", "意見番号", "通番", "通し番号", "連番", "項番"),
        (
            "整理番号",
            "整理no.",
            "整理no",
            "受付番号",
            "受付no.",
            "受付no",
            "受理番号",
            "管理番号",
            "提出番号",
        ),
    ),
    Column.PLACE: (
        (
            "該当箇所",
            "該当部分",
            "該当ページ・箇所",
            "該当頁・箇所",
            "該当ページ及び箇所",
            "該当箇所・ページ",
        ),
        ("意見箇所", "意見の箇所", "意見のあった箇所", "意見該当箇所", "対象箇所", "該当する箇所", "箇所"),
        (
            "計画の該当箇所",
            "計画案の該当箇所",
            "案の該当箇所",
            "素案の該当箇所",
            "該当項目",
            "該当章節",
            "意見の対象",
        ),
        ("項目", "項目名", "該当ページ", "該当頁", "掲載ページ", "該当施策", "章", "章・節", "ページ", "頁"),
    ),
    Column.TEXT: (
        (
            "意見",
            "意見の内容",
            "意見内容",
            "意見の原文",
            "意見原文",
            "意見全文",
            "意見の全文",
            "意見本文",
            "意見の詳細",
        ),
        ("提出意見", "提出された意見", "提出された意見の内容", "寄せられた意見", "寄せられた意見の内容"),
        ("いただいた意見", "頂いた意見", "寄せいただいた意見", "意見の記載内容", "意見記入欄"),
        (
            "市民意見",
            "町民意見",
            "村民意見",
            "区民意見",
            "県民意見",
            "住民意見",
            "市民の意見",
            "町民の意見",
            "住民の意見",
        ),
        (
            "意見・提案",
            "意見及び提案",
            "意見・要望",
            "意見要望",
            "意見・提言",
            "意見・情報",
            "意見・質問",
            "質問・意見",
        ),
        ("意見・提案の内容", "意見・要望の内容", "内容", "コメント"),
    ),
    Column.SUMMARY: (
        (
            "意見の概要",
            "意見概要",
            "意見の要旨",
            "意見要旨",
            "意見の要約",
            "意見要約",
            "意見の趣旨",
            "意見内容の要旨",
        ),
        (
            "提出された意見の概要",
            "提出された意見の要旨",
            "提出意見の概要",
            "提出意見の要旨",
            "寄せられた意見の概要",
        ),
        ("概要", "要旨", "要約"),
    ),
    Column.WAY: (
        ("提出方法", "提出の方法", "提出手段", "提出形態", "提出媒体", "提出経路"),
        ("受付方法", "受付手段", "受付形態", "応募方法", "受理方法", "方法"),
    ),
    Column.VIEW: (("回答", "回答内容", "対応", "対応方針", "対応内容", "検討結果"),),
    Column.DRAFT: (("回答案", "回答素案", "対応案", "考え方案"),),
    Column.KIND: (
        (
            "対応区分",
            "対応の区分",
            "反映区分",
            "反映の区分",
            "取扱区分",
            "取扱いの区分",
            "回答区分",
            "処理区分",
        ),
        (
            "反映状況",
            "反映の状況",
            "計画への反映",
            "計画への反映状況",
            "案への反映",
            "反映の有無",
            "反映結果",
            "反映",
        ),
        ("対応状況", "対応結果", "取扱い", "意見の取扱い", "修正の有無", "案の修正の有無", "採否", "区分"),
    ),
    Column.GROUP: (
        (
            "提出者区分",
            "提出者の区分",
            "提出者属性",
            "提出者の属性",
            "提出者種別",
            "提出者の種別",
            "提出者の別",
        ),
        ("個人・団体", "個人・団体の別", "個人団体の別", "個人・団体区分"),
    ),
}
HEADERS: Mapping[Column, tuple[str, ...]] = {
    column: tuple(name for row in rows for name in row) for column, rows in _NAMES.items()
}
_KNOWN = {
    name: (column, rank) for column, rows in _NAMES.items() for rank, row in enumerate(rows) for name in row
}
# 町の考え方, 意見に対する本市の考え方と対応, 市の検討結果と理由.
_VIEW = re.compile(
    r".*(?:考え方|考えかた|考え|見解)(?:(?:と|及び|・).*)?|.+の(?:回答|検討結果|対応|対応方針)(?:(?:と|及び|・).*)?"
)
_SUMMARY = re.compile("要旨|概要|要約")
_BRACKETED = re.compile(r"[(\[【〔<].*?[)\]】〕>]")


@dataclass(frozen=True)
class Found:
    """The header of a table: the place of each column that is read, with its name as it is written; `unread` others stand beside."""

    places: Mapping[Column, int]
    names: Mapping[Column, str]
    unread: int
    twice: tuple[Column, ...] = ()

    @property
    def missing(self) -> list[Column]:
        return [column for column in NEEDED if column not in self.places]

    @property
    def told(self) -> str:
        """No.＝「受付番号」、意見＝「ご意見の内容」"""
        return "、".join(f"{column}＝「{name}」" for column, name in self.names.items())


def plain_name(header: str) -> str:
    """A header's name without blanks, brackets and courtesy, in NFKC and small letters: ご意見等の 内容（原文） is 意見の内容."""
    name = folded(header)
    bare = _BRACKETED.sub("", name) or name.strip("()[]【】〔〕<>")
    bare = re.sub("[ごご御お](?=意見|提案|要望|質問|提言|寄せ)", "", bare)
    bare = re.sub("[個か力カヶケヵ]所", "箇所", bare)
    bare = re.sub("(?<=意見)(?:等|など)", "", re.sub("[/／,、]", "・", bare))
    summary = _SUMMARY.search(name) and not _SUMMARY.search(bare) and "意見" in bare
    return "意見の要旨" if summary else bare.rstrip(":*※")


def find_columns(cells: Iterable[str]) -> Found | None:
    """The columns that a row of names has; None where it is no header, since neither number nor opinion stand in it."""
    headers = list(cells)
    named = list(_named(headers))
    kinds = {column for column, _, _ in named}
    if Column.TEXT not in kinds:  # a summary alone is what there is of the opinions
        named = [(Column.TEXT if each is Column.SUMMARY else each, rank, at) for each, rank, at in named]
    best = {column: min(rank for each, rank, _ in named if each is column) for column, _, _ in named}
    chosen = [(column, at) for column, rank, at in named if rank == best[column]]
    if not {Column.NUMBER, Column.TEXT} <= {column for column, _ in chosen}:
        return None
    places = {column: at for column in Column for each, at in reversed(chosen) if each is column}
    return Found(
        places,
        {column: " ".join(headers[at].split()) for column, at in places.items()},
        sum(bool(name.strip()) and at not in places.values() for at, name in enumerate(headers)),
        _twice(column for column, _ in chosen),
    )


def _named(headers: Sequence[str]) -> Iterator[tuple[Column, int, int]]:
    """What each name of a row says, how surely (0 is surest), and where it stands."""
    for at, header in enumerate(headers):
        name = plain_name(header)
        if name in _KNOWN:
            yield *_KNOWN[name], at
        elif name.endswith("考え方案"):
            yield Column.DRAFT, 0, at
        elif _VIEW.fullmatch(name):
            yield Column.VIEW, -1, at


def _twice(columns: Iterable[Column]) -> tuple[Column, ...]:
    seen: list[Column] = list(columns)
    return tuple(column for column in Column if seen.count(column) > 1)


def same_header(name: str, headers: Collection[str]) -> str:
    """The one of these names that is written as another name is, however wide and with whatever blanks."""

    return next((header for header in headers if folded(header) == folded(name)), "")
