"""The two documents of a consultation: 意見募集要領 and 意見提出様式."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.documents.cells import text_cell, text_line
from pipeline.documents.common import document_title, make_content
from pipeline.model.blocks import Block
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import Contract
from pipeline.model.documents import COMMENT_FORM, COMMENT_GUIDE, published
from pipeline.model.eras import digits, write_day
from pipeline.model.floats import Grid
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.prose import ListBlock, ListKind
from pipeline.problems import Written
from pipeline.public_comment.model import PublicComment

# What is said of the plan besides stands under its name and stage.
_NAME_TAGS = ("計画名", "段階表示")
_PERIOD_TAGS = ("募集開始", "募集終了")
_CONTACT = "連絡先の表"
_CONTACT_ROLES = (Role.GAP, Role.CONTACT_LABEL, Role.CONTACT_TEXT)
GUIDE_CONTRACT = Contract(
    slots=("公表資料", "対象", "期間の理由", "提出方法", "提出先", "問合せ"),
    needed=("公表資料", "対象", "期間の理由", "提出方法", "提出先", "問合せ"),
    needed_tags=(*_NAME_TAGS, *_PERIOD_TAGS, "根拠"),
    own_tags=(*_PERIOD_TAGS, "募集日数", "根拠"),
    paragraphs=(Role.BODY, ListKind.BULLET, *_CONTACT_ROLES),
    tables=(_CONTACT,),
    lists=(ListKind.BULLET,),
)
FORM_CONTRACT = Contract(
    slots=("提出先",),
    needed=("提出先",),
    needed_tags=(*_NAME_TAGS, _PERIOD_TAGS[1]),
    own_tags=(*_PERIOD_TAGS, "募集日数"),
    controls=("氏名", "住所", "該当箇所", "意見"),
    paragraphs=_CONTACT_ROLES,
    tables=(_CONTACT,),
)

_OFFICE_WIDTHS = (1, 4)


def guide_content(resolved: ResolvedPlan, comment: PublicComment) -> DocumentContent:
    """意見募集要領: what is published, who may answer, until when and how."""
    reason = comment.reason
    slots = {
        "公表資料": Part(tuple(_published(resolved, comment))),
        "対象": Part((_list(comment.eligible),)),
        "期間の理由": Part(
            (_paragraph(replace(reason, text=f"期間が30日に満たない理由：{reason.text}")),) if reason else ()
        ),
        "提出方法": Part((_list(comment.ways),)),
        "提出先": Part((_office(comment.address, "提出先"),)),
        "問合せ": Part((_office(comment.contact, "問合せ先"),)),
    }
    content = make_content(resolved, COMMENT_GUIDE, slots)
    return replace(content, tags={**content.tags, **_period(comment), "根拠": comment.basis})


def form_content(resolved: ResolvedPlan, comment: PublicComment) -> DocumentContent:
    """意見提出様式: what a resident fills in, and where it goes."""
    content = make_content(resolved, COMMENT_FORM, {"提出先": Part((_office(comment.address, "提出先"),))})
    return replace(content, tags={**content.tags, **_period(comment)})


def _period(comment: PublicComment) -> dict[str, str]:
    return {
        "募集開始": write_day(comment.first),
        "募集終了": write_day(comment.last),
        "募集日数": digits(comment.days),
    }


def _published(resolved: ResolvedPlan, comment: PublicComment) -> Iterator[Block]:
    """The plan's documents, and where they can be seen."""
    title = document_title(resolved)
    shown = [f"{title}　{document.label}" for document in published(resolved.plan.documents)]
    yield ListBlock(ListKind.BULLET, 1, tuple((text_line(text),) for text in shown))
    if comment.places:
        yield text_line("次の場所で御覧いただけます。")
        yield _list(comment.places)


def _list(items: Iterable[Written]) -> ListBlock:
    return ListBlock(ListKind.BULLET, 1, tuple((_paragraph(item),) for item in items))


def _office(office: Mapping[str, Written], what: str) -> Grid:
    """An office as a small table, which stays on one page."""
    rows = tuple(
        (
            text_cell(label, role=Role.CONTACT_LABEL, shade=True),
            text_cell(said.text, role=Role.CONTACT_TEXT, location=said.location),
        )
        for label, said in office.items()
    )
    return Grid(_CONTACT, _OFFICE_WIDTHS, rows, alt=what)


def _paragraph(said: Written) -> Paragraph:
    return text_line(said.text, location=said.location)
