"""Blocks and inlines are closed kinds: none is forgotten by the walks, or by what is done with one kind after another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

from pipeline.model.blocks import (
    Aligned,
    Beside,
    Block,
    Box,
    BoxKind,
    Columns,
    Container,
    FieldValue,
    ItemText,
    Landscape,
    NamedBlock,
    Passage,
    children,
    own_texts,
    walk,
    walk_blocks,
    with_inner,
)
from pipeline.model.floats import Float, FloatKind, PositionDiagram
from pipeline.model.forms import INTRODUCTION
from pipeline.model.inlines import (
    Anchor,
    Inline,
    Note,
    Paragraph,
    Role,
    Ruby,
    Span,
    Strong,
    Text,
    walk_inlines,
)
from pipeline.model.prose import Definitions, ListBlock, ListKind, Quote
from pipeline.problems import Location
from tests.goldens import ROOT
from tests.parsed import modules_with
from tests.templates import CONTRACTS

HERE = Location("chapters/a.md", 1)
WORDS = (Text("文"),)
PARAGRAPH = Paragraph(WORDS)
HOLDING = (
    ListBlock(ListKind.BULLET, 1, ((PARAGRAPH,),)),
    Quote((PARAGRAPH,)),
    Definitions(((WORDS, (PARAGRAPH,)),)),
    Aligned(Role.RIGHT, (PARAGRAPH,)),
    Landscape((PARAGRAPH,)),
    Columns((PARAGRAPH,)),
    Box(BoxKind.FRAME, "", (), (PARAGRAPH,), HERE),
    Beside((PARAGRAPH,)),
    Passage("sum-a", (PARAGRAPH,), HERE),
    ItemText((FieldValue(INTRODUCTION, (PARAGRAPH,), (), HERE),)),
)


def test_every_container_gives_the_blocks_in_it() -> None:
    """A container that is new stands here too."""
    assert {type(each) for each in HOLDING} == set(get_args(Container))
    for container in HOLDING:
        assert list(walk_blocks([container])) == [container, PARAGRAPH]
        assert list(walk([container]))[-1] == WORDS[0]


def test_a_term_is_read_before_its_own_explanation() -> None:
    """Terms are texts of their block, explanations blocks in it."""
    block = Definitions((((Text("甲"),), (Paragraph((Text("説明"),)),)), ((Text("乙"),), (PARAGRAPH,))))
    texts = [node.text for node in walk([block]) if isinstance(node, Text)]
    assert texts == ["甲", "説明", "乙", "文"]
    assert own_texts(block) == ((Text("甲"),), (Text("乙"),))


def test_titles_of_tables_stand_above_them_and_titles_of_figures_below() -> None:
    """Numbers of footnotes follow what a reader meets first."""
    note = (Text("資料"),)
    figure = Float(FloatKind.FIGURE, "fig-a", WORDS, PositionDiagram(), (note,), HERE)
    assert children(figure) == (WORDS, note)


def test_what_an_inline_holds_is_walked_through_whatever_it_is() -> None:
    """Spans, references and notes hold inlines; all else is what it says."""
    inner = Strong((Text("中"),))
    note = Note("n", (Paragraph((inner,)),), HERE)
    assert list(walk_inlines((note, Ruby("基", "もと")))) == [note, inner, Text("中"), Ruby("基", "もと")]
    assert all("content" in {each.name for each in fields(kind)} for kind in get_args(Span))


def test_blocks_on_turned_paper_can_be_changed_and_prose_stays_itself() -> None:
    """Whoever puts something in a block's place need not know in what it stands."""
    assert with_inner(Landscape((PARAGRAPH,)), lambda inner: [*inner, PARAGRAPH]) == Landscape(
        (PARAGRAPH, PARAGRAPH)
    )
    quote = Quote((PARAGRAPH,))
    assert with_inner(quote, lambda inner: []) is quote


def test_whatever_has_an_id_can_be_referred_to() -> None:
    """But passages, which stand in the summary alone, and what items say, whose headings are."""
    kinds = (*get_args(Block), *get_args(Inline))
    with_id = {kind for kind in kinds if "id" in {each.name for each in fields(kind)}}
    assert with_id == {*get_args(NamedBlock), Anchor, Note, Passage, ItemText}


def test_every_role_stands_in_a_contract() -> None:
    """Templates are looked through for styles of these names: hidden ones, those of other case, lines too low."""
    assert set(Role) <= {name for contract in CONTRACTS.values() for name in contract.paragraphs}


def wildcards_that_pass(path: Path, tree: ast.Module) -> Iterator[str]:
    """The arms of a module that take every other kind and do nothing."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.match_case) or not isinstance(node.body[0], ast.Pass):
            continue
        if isinstance(node.pattern, ast.MatchAs) and node.pattern.pattern is None:
            yield f"{path.relative_to(ROOT)}:{node.pattern.lineno}"


def test_no_arm_lets_every_other_kind_vanish() -> None:
    """The type checker asks for an arm for each kind: `case _: pass` would answer it for kinds that are not there yet."""
    assert [place for each in modules_with("case ") for place in wildcards_that_pass(*each)] == []
