"""Inlines, which stand in a paragraph: text, emphasis, references, notes; and the paragraph itself.

A footnote holds paragraphs of its own, so the two are one family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from enum import StrEnum
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.problems import Location


class Variant(StrEnum):
    """The forms of a reference's text; the value is the class written in Markdown."""

    NUMBER = ""
    TITLE = "題"
    NUMBER_TITLE = "番号と題"
    PAGE = "頁"
    OWN_TEXT = "文字"  # the link carries text of its own; no class is written for it


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    content: Inlines


@dataclass(frozen=True)
class Emphasis:
    content: Inlines


@dataclass(frozen=True)
class Superscript:
    content: Inlines


@dataclass(frozen=True)
class Subscript:
    content: Inlines


@dataclass(frozen=True)
class LineBreak:
    pass


@dataclass(frozen=True)
class Ruby:
    base: str
    reading: str


@dataclass(frozen=True)
class InlinePicture:
    """An image file of plan_source/ in a line: as high as that, or of a cell in which it stands alone, `width` (0 to 1) of it.

    `alt` is what is read aloud in its place: no printed text, so no walk goes through it.
    """

    path: str
    alt: Inlines
    location: Location = field(compare=False)
    width: float = 0


@dataclass(frozen=True)
class Link:
    """A link out of the plan (http, https, mailto)."""

    url: str
    content: Inlines


@dataclass(frozen=True)
class Reference:
    """A reference to something in the plan; `content` is used by `Variant.OWN_TEXT` alone."""

    target: str
    variant: Variant
    location: Location = field(compare=False)
    content: Inlines = ()


@dataclass(frozen=True)
class Anchor:
    """Words that references point to, and show as they stand: 第３条 of provisions."""

    id: str
    content: Inlines
    location: Location = field(compare=False)


@dataclass(frozen=True)
class Note:
    """A footnote, at the place where its mark stands; `id` is its Markdown label."""

    id: str
    content: tuple[Paragraph, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True)
class Mention:
    """A reference into another document: plain text, traceable to its target."""

    target: str
    content: Inlines


@dataclass(frozen=True)
class Changed:
    """Text that differs from another version, in a document that shows both."""

    content: Inlines


# Small and above or below the line (ECMA-376 Part 1, 17.3.2.42).
Raised = Superscript | Subscript
# What holds part of the text around it, so that its content is read with that.
Span = Strong | Emphasis | Raised | Link | Mention | Changed | Anchor
Inline = Text | LineBreak | Ruby | InlinePicture | Span | Reference | Note
# Made once: `inline_children` is asked of every inline.
_Bare = Text | LineBreak | Ruby | InlinePicture
_WithContent = Span | Reference
Inlines = tuple[Inline, ...]


class Role(StrEnum):
    """The role of a paragraph; the value is the `w:name` of the template's paragraph style."""

    BODY = "Body Text"
    LIST_MORE = "リスト続き"
    QUOTE = "Quote"
    TERM = "用語"
    TERM_TEXT = "用語の説明"
    FOOTNOTE = "footnote text"
    CAPTION = "caption"
    SOURCE_NOTE = "図表の資料"
    RIGHT = "右寄せ"
    CENTRED = "中央"
    DOOR_TEXT = "扉の文章"
    COLUMN_TITLE = "コラムの題"
    COLUMN_TEXT = "コラムの文章"
    FRAME_TITLE = "枠の題"
    FRAME_TEXT = "枠の文章"
    FIGURE = "図"
    CHART = "グラフ"
    UNIT = "表の単位"
    PICTURE_TITLE = "図の小題"
    GAP = "図表の間"
    CELL = "表文字"
    CELL_HEAD = "表見出し"
    CELL_NUMBER = "表数値"
    CELL_CENTRED = "表中央"
    PROVISION_TITLE = "条文題名"
    PROVISION_PROMULGATION = "条文公布"
    PROVISION_CHAPTER = "条文章"
    PROVISION_HEADING = "条文見出し"
    PROVISION_ARTICLE = "条文条"
    PROVISION_PARAGRAPH = "条文項"
    PROVISION_ITEM = "条文号"
    PROVISION_SUBITEM = "条文イロハ"
    PROVISION_DETAIL = "条文細目"
    PROVISION_SUPPLEMENT = "条文附則"
    PROVISION_TABLE = "条文別表"
    PROVISION_TEXT = "条文本文"
    MEASURE_LABEL = "取組見出し"
    MEASURE_TEXT = "取組本文"
    DIAGRAM_HEAD = "図中見出し"
    DIAGRAM_TEXT = "図中文字"
    DIAGRAM_ARROW = "図中矢印"
    SUMMARY_HEAD = "概要見出し"
    SUMMARY_SUBHEAD = "概要小見出し"
    DOCUMENT_HEAD = "文書見出し"
    COMPARED_TITLE = "新旧の題"
    SHEET_HEAD = "体系図見出し"
    SHEET_POLICY = "体系図方針"
    SHEET_LABEL = "体系図略称"
    SHEET_DIRECTION = "体系図方向"
    SHEET_MEASURE = "体系図取組"
    SHEET_TEXT = "体系図本文"
    SHEET_PROGRAM = "体系図施策"
    CONTACT_LABEL = "連絡先見出し"
    CONTACT_TEXT = "連絡先本文"


# Lines of provisions, which are somebody else's words; and those of them that stand over others.
PROVISION_ROLES = frozenset(role for role in Role if role.name.startswith("PROVISION_"))
PROVISION_HEADS = frozenset(
    (
        Role.PROVISION_TITLE,
        Role.PROVISION_CHAPTER,
        Role.PROVISION_HEADING,
        Role.PROVISION_SUPPLEMENT,
        Role.PROVISION_TABLE,
    )
)
# What single documents have of their own; all else the text of the plan itself may be.
_OWN_ROLES = frozenset(
    (
        Role.SUMMARY_HEAD,
        Role.SUMMARY_SUBHEAD,
        Role.DOCUMENT_HEAD,
        Role.COMPARED_TITLE,
        Role.SHEET_HEAD,
        Role.SHEET_POLICY,
        Role.SHEET_LABEL,
        Role.SHEET_DIRECTION,
        Role.SHEET_MEASURE,
        Role.SHEET_TEXT,
        Role.SHEET_PROGRAM,
        Role.CONTACT_LABEL,
        Role.CONTACT_TEXT,
    )
)
TEXT_ROLES = tuple(role for role in Role if role not in _OWN_ROLES)
# What diagrams are written in.
DIAGRAM_ROLES = (Role.DIAGRAM_HEAD, Role.DIAGRAM_TEXT, Role.DIAGRAM_ARROW)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. Its `role` is a style's name: a Role, or what a template's sample says. Its `location` says where it is
    written, where that is known; it is no part of what it is."""

    content: Inlines
    role: str = Role.BODY
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Kept(Paragraph):
    """A paragraph that says one thing together with what comes next: no page ends between them."""


def inline_children(inline: Inline) -> Inlines:
    """The inlines that an inline holds; a note's text among them."""
    if isinstance(inline, _Bare):
        return ()
    if isinstance(inline, _WithContent):
        return inline.content
    if isinstance(inline, Note):
        return tuple(each for paragraph in inline.content for each in paragraph.content)
    assert_never(inline)


def walk_inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline in reading order, containers before what they hold, notes' text at their mark."""
    for inline in content:
        yield inline
        if not isinstance(inline, Text) and (inner := inline_children(inline)):  # most are text
            yield from walk_inlines(inner)


def lines_of(content: Iterable[Inline]) -> Iterator[Inlines]:
    """The lines that the author's own breaks make of a text; what is bold or the like around one goes on in the next."""
    if isinstance(content, tuple) and len(content) == 1 and isinstance(content[0], Text):  # as most are
        yield content
        return
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text):  # as nearly all are
            line.append(inline)
        elif isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        elif isinstance(inline, Span) and any(
            isinstance(each, LineBreak) for each in walk_inlines(inline.content)
        ):
            first, *more = lines_of(inline.content)
            line.append(replace(inline, content=first))
            for each in more:
                yield tuple(line)
                line = [replace(inline, content=each)]
        else:
            line.append(inline)
    yield tuple(line)


def plain_text(content: Iterable[Inline], shown: Callable[[Reference], str] = lambda reference: "") -> str:
    """The text of inlines as a reader would say it: base of ruby, no notes, references as `shown` has them.

    A reference with text of its own is that text.
    """
    parts: list[str] = []
    for inline in content:
        if isinstance(inline, Text):  # as nearly all are
            parts.append(inline.text)
        elif isinstance(inline, Reference):
            parts.append(plain_text(inline.content, shown) if inline.content else shown(inline))
        elif isinstance(inline, Span):
            parts.append(plain_text(inline.content, shown))
        elif isinstance(inline, Ruby):
            parts.append(inline.base)
        elif not isinstance(inline, LineBreak | InlinePicture | Note):
            assert_never(inline)
    return "".join(parts)


def is_picture(content: Inlines) -> bool:
    """Whether a text is pictures and nothing else but blanks."""
    shown = False
    for each in content:
        if isinstance(each, InlinePicture):
            shown = True
        elif not (isinstance(each, LineBreak) or (isinstance(each, Text) and not each.text.strip())):
            return False
    return shown


def has_ruby(content: Iterable[Inline]) -> bool:
    """Whether furigana stand over some of the text itself; footnotes are paragraphs of their own."""
    for inline in content:
        if isinstance(inline, Text):  # as nearly all are
            continue
        if isinstance(inline, Ruby):
            return True
        if not isinstance(inline, Note) and has_ruby(inline_children(inline)):
            return True
    return False
