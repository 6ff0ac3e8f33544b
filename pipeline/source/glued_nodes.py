"""Lines that are links or bold from one end to the other, and become one with the next: their text alone does not tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Node, Position, lines_of, start_of_inline
from pipeline.source.glued_lines import UNDER

# A short line in bold that is no sentence and no part of one, and what the rest of one begins with.
_BOLD = r"(\*{1,3})([^*\s][^*]{0,19})(?<![、，。．：:はがをにのとでもへや*])\1"
_GOES_ON = r"[a-zぁ-ん、。，．）」・]"


def tell_glued(fragment: Fragment, nodes: Sequence[Node], around: Position) -> None:
    """Report two lines of a paragraph that are links alone, or begin with one and a colon; and a first line in bold that names
    what stands under it."""
    if not nodes or start_of_inline(nodes[0], around)[0] == start_of_inline(nodes[-1], around)[0]:
        return
    for (line, place), (other, next_place) in pairwise(lines_of(nodes, around)):
        if _is_entry(line) and _is_entry(other):
            fragment.problem(
                place,
                Code.MD_LEFTOVER,
                "リンクや参照の行が、一つの段落につながってしまいます",
                "一覧なら「- 」で始めてください。行を分けるだけなら、行の終わりに「\\」を置くか、間の行を空けます",
            )
            return
        is_first = len(line) == 1 and line[0] is nodes[0]
        named = _names(fragment.source_at(place)) if is_first else ""
        if named and not re.match(_GOES_ON, fragment.source_at(next_place).lstrip("*")):
            message = f"「{named}」の行が、次の行とつながってしまいます"
            fragment.problem(place, Code.MD_LEFTOVER, message, UNDER)
            return


def _names(line: str) -> str:
    """What a line in bold says."""
    found = re.fullmatch(_BOLD, line.rstrip()) if line.startswith("*") else None
    return found[2] if found else ""


def _is_entry(line: Sequence[Node]) -> bool:
    kinds = {node["t"] for node in line}
    if kinds == {"Word"}:
        return bool(re.match(r"https?://[!-~]+\Z", "".join(node["c"][3] for node in line)))
    has_colon = len(line) > 1 and line[1]["t"] == "Word" and line[1]["c"][3][0] in "：:"
    return kinds == {"Link"} or (line[0]["t"] == "Link" and has_colon)
