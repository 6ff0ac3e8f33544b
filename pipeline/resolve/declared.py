"""Checks that what the 概要 and declared documents take from the plan is there, and of the kind that they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

from pipeline.model.blocks import Block
from pipeline.model.declared import (
    Head,
    ShownIndicators,
    ShownRows,
    ShownTerms,
    ShownTree,
    columns_of,
    fields_of_rows,
)
from pipeline.model.forms import Form
from pipeline.model.inlines import Inline
from pipeline.model.pieces import NextColumn, OwnText, ShownFloat, ShownPassage
from pipeline.model.plan import Plan
from pipeline.problems import Code, Location, Problem
from pipeline.resolve.pieces import check_piece, floats_of, missing


def check_declared(
    plan: Plan, nodes: Iterable[Block | Inline], passages: Collection[str]
) -> Iterator[Problem]:
    """`nodes` are those of the plan's own blocks, `passages` the ids of what stands for them."""
    floats = floats_of(nodes)
    terms = [entry.id for entry in plan.glossary]
    for piece in (piece for each in plan.declared for piece in each.pieces):
        match piece:
            case ShownTerms(targets, location):
                yield from _check_terms(targets, location, terms)
            case ShownTree(branch, location):
                yield from _check_branch(branch, location, plan)
            case ShownIndicators(branch, location):
                yield from _check_branch(branch, location, plan)
                yield from _check_indicators(location, plan)
            case ShownRows():
                yield from _check_branch(piece.branch, piece.at("範囲"), plan)
                yield from _check_rows(piece, plan)
            case Head():
                pass
            case ShownPassage() | ShownFloat() | OwnText() | NextColumn():
                yield from check_piece(piece, floats, passages)
            case _:
                assert_never(piece)


def _check_terms(targets: Collection[str], location: Location, known: Collection[str]) -> Iterator[Problem]:
    for target in targets:
        if target not in known:
            yield missing(target, location, "用語", known, "glossary.yamlの用語のidを書いてください")
    if not (known or targets):
        yield Problem(
            location,
            Code.FILE_MISSING,
            "用語解説を載せる文書がありますが、glossary.yaml がありません",
            "plan_source/glossary.yaml を作るか、「用語解説」を消してください",
        )


def _check_branch(branch: str, location: Location, plan: Plan) -> Iterator[Problem]:
    known = [item.id for item in plan.framework.walk()]
    if branch and branch not in known:
        levels = "・".join(level.name for level in plan.framework.levels)
        yield missing(branch, location, levels, known, "framework.yaml のidか、「全体」と書いてください")


def _check_indicators(location: Location, plan: Plan) -> Iterator[Problem]:
    fields = (field for level in plan.framework.levels for field in level.fields)
    if not any(field.form is Form.INDICATORS for field in fields):
        yield Problem(
            location,
            Code.REF_MISSING,
            "指標一覧を載せる文書がありますが、この計画には指標の欄がありません",
            "framework.yaml の「欄」に「形: 指標」の欄を作るか、「指標一覧」を消してください",
        )


def _check_rows(rows: ShownRows, plan: Plan) -> Iterator[Problem]:
    """Levels, fields and columns that rows are made of are there."""
    levels = plan.framework.levels
    names = [level.name for level in levels]
    if rows.level and rows.level not in names:
        hint = f"この計画の階層: {'、'.join(names)}"
        yield missing(rows.level, rows.at("階層"), "階層", names, hint)
        return
    fields = fields_of_rows(levels)
    if rows.field and rows.field not in fields:
        hint = (
            f"この計画の、表の欄: {'、'.join(fields)}"
            if fields
            else "この計画には、「形: 表」の欄がありません。「階層」を使ってください"
        )
        yield missing(rows.field, rows.at("欄"), "表の欄", fields, hint)
        return
    known = columns_of(rows, levels)
    written = {rows.order: rows.at("順"), rows.group: rows.at("まとめ")}
    written |= {column: rows.at("列", at) for at, column in enumerate(rows.columns)}
    for column, place in written.items():
        if column and column not in known:
            yield missing(column, place, "列", known, f"使える列: {'、'.join(known)}")
