"""Checks that what the 概要 and other documents take from the plan is there, and of the kind that they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import assert_never

from pipeline.model.blocks import Block, walk
from pipeline.model.floats import Float, FloatKind
from pipeline.model.inlines import Inline, Note
from pipeline.model.pieces import NextColumn, OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.model.plan import Plan
from pipeline.problems import Code, Location, Problem, did_you_mean


def check_summary_pieces(
    plan: Plan, nodes: Iterable[Block | Inline], passages: Collection[str]
) -> Iterator[Problem]:
    """What the 概要 shows; `nodes` are those of the plan's own blocks, `passages` the ids of what stands for them."""
    floats = floats_of(nodes)
    for piece in plan.summary_pieces:
        yield from check_piece(piece, floats, passages)


def floats_of(nodes: Iterable[Block | Inline]) -> Mapping[str, FloatKind]:
    """The kinds of all tables and figures by their ids."""
    return {node.id: node.kind for node in nodes if isinstance(node, Float)}


def check_piece(
    piece: SheetPiece, floats: Mapping[str, FloatKind], passages: Collection[str]
) -> Iterator[Problem]:
    """One piece, held against the plan's tables, figures and passages."""
    match piece:
        case ShownPassage(target, location):
            if target not in passages:
                hint = "章の中に「::: {{.要約 #{}}}」を書いてください"
                yield missing(target, location, "要約", passages, hint)
        case ShownFloat(kind, target, location=location):
            yield from _check_float(kind, target, location, floats)
        case OwnText(blocks=own):
            yield from _check_notes(own)
        case NextColumn():
            pass
        case _:
            assert_never(piece)


def _check_notes(blocks: Iterable[Block]) -> Iterator[Problem]:
    for note in (node for node in walk(blocks) if isinstance(node, Note)):
        yield Problem(
            note.location,
            Code.MD_PLACE,
            f"{note.location.file.rpartition('/')[2]} の文章には脚注を書けません",
            "文章の中に括弧で書いてください",
        )


def _check_float(
    kind: FloatKind, target: str, location: Location, floats: Mapping[str, FloatKind]
) -> Iterator[Problem]:
    if target not in floats:
        known = [identity for identity, each in floats.items() if each is kind]
        what = kind.value
        yield missing(target, location, what, known, f"章の中の{what}のidを書いてください")
    elif floats[target] is not kind:
        other = floats[target].value
        yield Problem(
            location,
            Code.REF_KIND,
            f"「{target}」は{kind.value}でなく、{other}です",
            f"「{other}: {target}」と書いてください",
        )


def missing(target: str, location: Location, what: str, known: Collection[str], hint: str) -> Problem:
    return Problem(
        location,
        Code.REF_MISSING,
        f"「{target}」という{what}はありません",
        did_you_mean(target, known) or hint.format(target),
    )
