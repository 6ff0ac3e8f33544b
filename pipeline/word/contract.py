"""What each template has to offer: the tags that it may use, the slots that it must have, its styles."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.blocks import ListKind
from pipeline.model.forms import sheet_columns
from pipeline.model.inlines import Role
from pipeline.word.scheme import APPENDIX_HEADINGS, BODY_HEADINGS, UNNUMBERED_HEADINGS

# Tags without which a document says nothing less: a line that holds nothing else goes where they have no value.
OPTIONAL_TAGS = ("段階日付", "段階会議")
TAGS = (
    *("計画名", "市名", "計画期間", "段階", "段階表示"),
    *OPTIONAL_TAGS,
    *("策定年月", "担当課", "基本理念"),
)
# What every document says of itself, so that none goes out under another name or stage.
_LABEL_TAGS = ("計画名", "計画期間", "段階表示")
# What else is said of the plan stands under its name and stage.
_NAME_TAGS = ("計画名", "段階表示")
_PERIOD_TAGS = ("募集開始", "募集終了")
_CHARACTERS = ("Strong", "Emphasis", "Hyperlink")
_DIAGRAM = (Role.DIAGRAM_HEAD, Role.DIAGRAM_TEXT, Role.DIAGRAM_ARROW)
_SUMMARY = (
    Role.BODY,
    Role.SUMMARY_HEAD,
    Role.SUMMARY_SUBHEAD,
    Role.LIST_MORE,
    Role.FIGURE,
    Role.GAP,
    *_DIAGRAM,
)
_SHEET = (
    Role.SHEET_POLICY,
    Role.SHEET_LABEL,
    Role.SHEET_DIRECTION,
    Role.SHEET_MEASURE,
    Role.SHEET_TEXT,
    Role.SHEET_PROGRAM,
)
_CONTACT = (Role.GAP, Role.CONTACT_LABEL, Role.CONTACT_TEXT)
_ANSWERS = (
    Role.DOCUMENT_HEAD,
    Role.BODY,
    Role.CELL,
    Role.CELL_HEAD,
    Role.CELL_NUMBER,
    Role.CELL_CENTRED,
    Role.SOURCE_NOTE,
    Role.GAP,
)
_COMPARED = (Role.BODY, Role.CELL, Role.CELL_HEAD, Role.COMPARED_TITLE, Role.GAP)
_ELSEWHERE = (
    *_SHEET,
    Role.SUMMARY_HEAD,
    Role.SUMMARY_SUBHEAD,
    Role.DOCUMENT_HEAD,
    Role.COMPARED_TITLE,
    Role.CONTACT_LABEL,
    Role.CONTACT_TEXT,
)
_PLAN_ROLES = tuple(role for role in Role if role not in _ELSEWHERE)


@dataclass(frozen=True)
class Head:
    """What stands over columns that the program fills; staff may say it in other words. Where one of them is `word`, no
    other column is meant."""

    name: str
    columns: int = 1
    word: str = ""


@dataclass(frozen=True)
class Contract:
    """The names that a template has to know; `needed` slots and `needed_tags` can't be left out of its body."""

    slots: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    needed_tags: tuple[str, ...] = _LABEL_TAGS
    own_tags: tuple[str, ...] = ()  # beside those that every template may use
    controls: tuple[str, ...] = ()  # content controls that readers fill in, by their tags
    paragraphs: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    headings: bool = False
    heads: tuple[Head, ...] = ()  # of the table in which the slot stands; none where slots stand in the text

    @property
    def columns(self) -> int:
        return sum(head.columns for head in self.heads)

    @property
    def names(self) -> tuple[str, ...]:
        return (*TAGS, *self.own_tags, *self.slots)


CONTRACTS = {
    "plan": Contract(
        slots=("前付", "目次", "表目次", "図目次", "本文", "資料編"),
        needed=("前付", "本文", "資料編"),
        paragraphs=(
            *BODY_HEADINGS,
            *APPENDIX_HEADINGS,
            *UNNUMBERED_HEADINGS,
            "toc 1",
            "toc 2",
            "toc 3",
            "toc 4",
            "table of figures",
            *(role.value for role in _PLAN_ROLES),
            *(kind.value for kind in ListKind),
        ),
        characters=(*_CHARACTERS, "footnote reference"),
        tables=("計画の表", "取組の表", "位置付け図"),
        lists=tuple(kind.value for kind in ListKind),
        headings=True,
    ),
    "summary": Contract(
        slots=("概要本文",),
        needed=("概要本文",),
        paragraphs=(*(role.value for role in _SUMMARY), ListKind.BULLET.value),
        characters=_CHARACTERS,
        tables=("位置付け図",),
        lists=(ListKind.BULLET.value,),
    ),
    "framework": Contract(
        slots=("体系図",),
        needed=("体系図",),
        needed_tags=(*_LABEL_TAGS, "基本理念"),
        paragraphs=tuple(role.value for role in _SHEET),
        characters=_CHARACTERS,
        tables=("体系図",),
        heads=(
            Head("基本方針"),
            Head("施策の基本方向", 2),
            Head("取組"),
            *(Head(field.key, word=column.head) for field, column in sheet_columns()),
        ),
    ),
    "comment_guide": Contract(
        slots=("公表資料", "対象", "期間の理由", "提出方法", "提出先", "問合せ"),
        needed=("公表資料", "対象", "期間の理由", "提出方法", "提出先", "問合せ"),
        needed_tags=(*_NAME_TAGS, *_PERIOD_TAGS, "根拠"),
        own_tags=(*_PERIOD_TAGS, "募集日数", "根拠"),
        paragraphs=(Role.BODY.value, ListKind.BULLET.value, *(role.value for role in _CONTACT)),
        tables=("連絡先の表",),
        lists=(ListKind.BULLET.value,),
    ),
    "comment_form": Contract(
        slots=("提出先",),
        needed=("提出先",),
        needed_tags=(*_NAME_TAGS, _PERIOD_TAGS[1]),
        own_tags=(*_PERIOD_TAGS, "募集日数"),
        controls=("氏名", "住所", "該当箇所", "意見"),
        paragraphs=tuple(role.value for role in _CONTACT),
        tables=("連絡先の表",),
    ),
    "answers": Contract(
        slots=("意見と市の考え方",),
        needed=("意見と市の考え方",),
        paragraphs=tuple(role.value for role in _ANSWERS),
        characters=_CHARACTERS,
        tables=("計画の表", "回答の表"),
    ),
    "comparison": Contract(
        slots=("新旧対照表",),
        needed=("新旧対照表",),
        paragraphs=tuple(role.value for role in _COMPARED),
        characters=("変更箇所",),
        tables=("新旧の表",),
    ),
    "changes": Contract(
        slots=("修正箇所一覧",),
        needed=("修正箇所一覧",),
        paragraphs=tuple(role.value for role in _COMPARED),
        characters=("変更箇所",),
        tables=("新旧の表",),
    ),
}
