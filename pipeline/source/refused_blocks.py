"""Blocks that a plan holds nowhere, told alike wherever they stand: HTML, code, rules."""

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
