"""Fenced divs that hold blocks and say how these stand: boxes, columns, turned paper, text at the right or in the middle."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    BoxKind,
    ColumnBreak,
    Columns,
    Heading,
    Landscape,
    ListingPlace,
    PageBreak,
    Passage,
    place_of,
)
from pipeline.model.contract import CHAPTER
from pipeline.model.floats import Float, Picture
from pipeline.model.inlines import Inlines, Paragraph, Role, Text
from pipeline.model.prose import Definitions, ListBlock, Quote
from pipeline.problems import Code, Problem
from pipeline.source.floats import Div
from pipeline.source.fragment import Fragment, Node

TITLE, PAPER = "題", "用紙"
# The shares of the text's width that a picture beside text takes, at most and where nothing is said.
_WIDEST_BESIDE, _USUAL_BESIDE = 0.6, 0.3
_TEXTS = {BoxKind.COLUMN: Role.COLUMN_TEXT, BoxKind.FRAME: Role.FRAME_TEXT}
# What a box can't hold: it begins something outside of it, or stands for something else.
_OUTSIDE = (Heading, Landscape, Columns, Box, PageBreak, ColumnBreak, Passage, ListingPlace)


def read_box(fragment: Fragment, div: Div, content: Iterable[Block]) -> Box:
    """A box of blocks; its paragraphs get the style of its kind."""
    kind = BoxKind(div.name)
    title: Inlines = (Text(written),) if (written := div.attributes.get(TITLE, "").strip()) else ()
    if not title and (kind is BoxKind.COLUMN or div.id):
        fragment.problem(
            div.position,
            Code.MD_CAPTION,
            f"「{kind}」に題がありません" if not div.id else f"idのある「{kind}」に題がありません",
            f'「::: {{.{kind} {f"#{div.id} " if div.id else ""}{TITLE}="…"}}」のように書いてください',
        )
    role = _TEXTS[kind]
    shown = tuple(
        replace(block, role=role) if _is_plain(block) else block
        for block in _without(fragment, div, content, _OUTSIDE)
    )
    _expect_content(fragment, div, shown)
    return Box(kind, div.id, title, shown, fragment.locate(div.position))


def read_columns(fragment: Fragment, div: Div, content: Iterable[Block]) -> Columns:
    """Blocks in columns. What begins a page can't stand in them, nor what is wider."""
    shown = tuple(_without(fragment, div, content, (Landscape, Columns, PageBreak)))
    for block in shown:
        if isinstance(block, Heading) and block.level <= CHAPTER:
            fragment.add(
                Problem(
                    block.location,
                    Code.MD_PLACE,
                    f"「{div.name}」の中に章の見出し（# が一つ）は置けません",
                    f"章の見出しを「{div.name}」の囲みの前に移してください",
                )
            )
    _expect_content(fragment, div, shown)
    return Columns(shown)


def read_landscape(fragment: Fragment, div: Div, content: Iterable[Block]) -> Landscape:
    """Blocks on turned paper, or on a larger sheet that is folded into the document."""
    shown = tuple(_without(fragment, div, content, (Landscape, Columns)))
    _expect_content(fragment, div, shown)
    return Landscape(shown, _folds_out(fragment, div))


def _folds_out(fragment: Fragment, div: Div) -> bool:
    """Whether turned paper is A3."""
    said = unicodedata.normalize("NFKC", div.attributes.get(PAPER, "")).strip().upper()
    if PAPER in div.attributes and said not in ("A3", "A3横"):
        fragment.problem(
            div.position,
            Code.MD_ATTRIBUTE,
            f'{PAPER}="{div.attributes[PAPER]}" は使えません',
            f'書けるのは {PAPER}="A3" だけです。本編と同じ大きさの紙を横にするなら、{PAPER} を消してください',
        )
    return bool(said)


def is_picture(node: Node) -> bool:
    """Whether a paragraph of pandoc's holds pictures alone."""
    return node["t"] in ("Para", "Plain") and all(_shows_picture(each) for each in node["c"])


def _shows_picture(inline: Node) -> bool:
    content: Any = inline.get("c")
    return inline["t"] == "Image" or (inline["t"] == "Span" and all(map(_shows_picture, content[1])))


def read_beside(fragment: Fragment, div: Div, content: Iterable[Block]) -> Iterator[Beside]:
    """One picture and the text beside it, before or after it; a picture of which no width is said takes 30 %."""
    blocks = tuple(content)
    pictures = [each for each in blocks if isinstance(each, Float) and isinstance(each.body, Picture)]
    text = [
        each for each in blocks if isinstance(each, Paragraph | ListBlock | Quote | Definitions | Aligned)
    ]
    if len(pictures) != 1 or not text or len(text) + 1 < len(blocks):
        fragment.problem(
            div.position,
            Code.MD_PLACE,
            f"「{div.name}」に書けるのは、画像一つと、その横に置く文章だけです",
            "画像だけの段落を一つ書き、文章をその後（画像は左）か前（画像は右）に書いてください",
        )
        return
    (picture,) = pictures
    body = picture.body
    assert isinstance(body, Picture)
    if picture not in (blocks[0], blocks[-1]):
        fragment.problem(
            div.position,
            Code.MD_PLACE,
            f"「{div.name}」の画像が、文章の間にあります",
            "画像は、文章の前（左に置かれます）か後（右に置かれます）に書いてください",
        )
    elif _WIDEST_BESIDE < body.width < 1:
        fragment.problem(
            div.position,
            Code.MD_ATTRIBUTE,
            f"「{div.name}」の画像の幅は、60%までです",
            '画像の後に {width="30%"} のように書いてください。何も書かなければ30%です',
        )
    share = body.width if body.width < 1 else _USUAL_BESIDE
    shown = replace(picture, body=replace(body, width=share))
    yield Beside(tuple(shown if each is picture else each for each in blocks))


def read_aligned(fragment: Fragment, div: Div, content: Iterable[Block]) -> Aligned:
    """Paragraphs at the right or in the middle."""
    blocks = tuple(content)
    shown = tuple(block for block in blocks if _is_plain(block))
    if len(shown) < len(blocks):
        fragment.problem(
            div.position,
            Code.MD_PLACE,
            f"「{div.name}」の中に書けるのは文章だけです",
            "見出し、一覧、表、図などは囲みの外に置いてください",
        )
    _expect_content(fragment, div, shown)
    return Aligned(Role(div.name), shown)


def _is_plain(block: Block) -> TypeGuard[Paragraph]:
    """Whether a block is a paragraph that has the usual style."""
    return isinstance(block, Paragraph) and block.role == Role.BODY


def _without(
    fragment: Fragment, div: Div, blocks: Iterable[Block], refused: tuple[type[Block], ...]
) -> Iterator[Block]:
    """The blocks; those of kinds that can't stand in the div are told and left out."""
    for block in blocks:
        if not isinstance(block, refused):
            yield block
            continue
        name, hint = _called(block, div)
        place = place_of(block) or fragment.locate(div.position)
        message = f"「{div.name}」の中に{name}は置けません"
        fragment.add(Problem(place, Code.MD_PLACE, message, hint))


def _called(block: Block, div: Div) -> tuple[str, str]:
    """The name of a block that stands where it can't, and what helps."""
    outside = f"「{div.name}」の囲みの外に置いてください"
    match block:
        case Heading():
            return (
                "見出し",
                f'題なら「::: {{.{div.name} {TITLE}="…"}}」と書き、節の見出しなら囲みの外に置いてください',
            )
        case Box(kind=kind):
            return f"「{kind}」", outside
        case Landscape():
            return "「横長」", outside
        case Columns():
            return "「二段」", outside
        case PageBreak():
            return "「改頁」", outside
        case ColumnBreak():
            return "「改段」", outside
        case Passage():
            return "「要約」", outside
        case ListingPlace(listing):
            return f"「{listing}」", outside
        case _:
            raise AssertionError(f"{type(block).__name__} can stand everywhere")


def _expect_content(fragment: Fragment, div: Div, content: tuple[Block, ...]) -> None:
    if not content:
        fragment.problem(
            div.position,
            Code.MD_PLACE,
            f"「{div.name}」の囲みの中に何もありません",
            "中に置くものを書くか、囲みを消してください",
        )
