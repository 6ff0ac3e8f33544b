"""Blocks that a plan holds nowhere, told alike wherever they stand: HTML, code, rules; and terms that nothing explains."""

from __future__ import annotations

import re

from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Node, Position
from pipeline.source.raw_html import refuse_raw


def refuse_block(fragment: Fragment, node: Node, position: Position) -> bool:
    """Whether a block is one of these, which is reported."""
    match node["t"]:
        case "RawBlock":
            refuse_raw(fragment, node["c"][1], position)
            return True
        case "CodeBlock":
            fence = re.match(r"`{3}|~{3}", fragment.source_at(position))
            name, hint = (
                (f"「{fence.group()}」の囲み", "囲みの行を消してください")
                if fence
                else (
                    "行の始めに空白を４つ以上置いた段落",
                    "字下げは様式が行います。行の始めの空白を消すか、一覧の項目の続きなら、項目の文章の始まりにそろえてください",
                )
            )
        case "HorizontalRule":
            name, hint = "区切り線", "改ページなら「::: {.改頁}」と「:::」を書いてください"
        case _:
            return False
    fragment.problem(position, Code.MD_UNSUPPORTED, f"{name}は使えません", hint)
    return True


def refuse_unexplained(fragment: Fragment, around: Position) -> None:
    """Report a term without an explanation, whose mark alone in a line vanishes; `around` is where its list begins."""
    lines = range(around[0], len(fragment.protected.lines) + 1)
    marked = (line for line in lines if fragment.source_at((line, 1)).strip() in (":", "~"))
    fragment.problem(
        (next(marked, around[0]), 1),
        Code.MD_CAPTION,
        "用語の説明に文章がありません",
        "説明なら「: 」の後に書いてください。文字としての「~」「:」なら前に「\\」を置き、要らなければ行を消します",
    )
