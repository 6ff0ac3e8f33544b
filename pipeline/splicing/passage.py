"""A change of a passage in a Markdown text: its edits, the plainest that are proved by reading the text again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from pipeline.source.float_lines import NOTE_STARTS
from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.found import Found, Hint, find
from pipeline.splicing.list_marks import MARKER, next_mark
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.markdown import Parsed, Passage, parse_markdown
from pipeline.splicing.proof import prove
from pipeline.splicing.words import PARAGRAPH_END, edits_of, inner, tidied

# The divs in which a line is a note or the title by how it begins.
_FLOAT = re.compile(r"Div .*'(?:表|図|グラフ|位置付け図|施策の体系|流れ図|写真と文)'")


def changed_text(text: str, parse: Parse, before: str, after: str, hint: Hint) -> list[Edit]:
    """The edits of a text by which a passage prints `after` in place of `before`. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = find(parsed, before, hint)
    wanted = inner(found.shown, after)
    if wanted is None:
        raise Refused(f"「{''.join(found.shown.around).strip()}」は自動で付く言葉なので、変えられません")
    passage = found.passages[0]
    if passage.kind == "paragraph" and any(_FLOAT.match(each.name) for each in passage.around):
        starts = wanted.startswith(NOTE_STARTS), found.shown.text.startswith(NOTE_STARTS)
        if starts[0] != starts[1]:
            raise Refused("表や図の題と「資料：」「※」の行が入れ替わってしまいます")
    return proved(parsed, found, tidied(wanted), parse)


def proved(parsed: Parsed, found: Found, after: str, parse: Parse) -> list[Edit]:
    """Edits that were seen to do what is asked, and nothing else: the plainest way of writing that does."""
    if found.shown.text.replace("\x00", PARAGRAPH_END) == after:
        return []
    if not after:
        raise Refused("文章が空になります。段落を消すときは、種類を「削除」にしてください")
    reason = Refused("直した原稿が、そのとおりに読めません")
    for everything in (False, True):
        for cutting in (False, True):
            try:
                edits = _edits(parsed, found, after, everything, cutting)
                prove(parsed, found, after, applied(parsed.text, edits), parse)
            except Refused as refused:
                reason = refused
            else:
                return edits
    raise reason


def _edits(parsed: Parsed, found: Found, after: str, everything: bool, cutting: bool) -> list[Edit]:
    passage = found.passages[0]
    if passage.cell[0] >= 0 and not passage.units:
        return [_into_empty_cell(parsed, passage, after, everything)]
    styled = passage.styled if len(found.passages) == 1 else ()
    write = partial(_written, parsed, passage, everything)
    edits = edits_of(found.shown, after, styled, write)
    return _without_empty_lines(parsed.text, edits) if cutting else edits


def _written(parsed: Parsed, passage: Passage, everything: bool, text: str, begins: bool) -> str:
    """New words as they are written in a passage: lines with its indent, breaks as Markdown has them there."""
    in_cell = passage.kind == "cell"
    prefix = continuation(parsed.text, passage)
    between = f"\n{prefix.rstrip(' ')}\n{prefix}"
    if passage.item >= 0 and text.count(PARAGRAPH_END):
        between = _further_item(parsed.text, passage)
    paragraphs = []
    for number, paragraph in enumerate(text.split(PARAGRAPH_END)):
        lines = [
            escaped(line, (begins or number > 0) if at == 0 else True, everything, in_cell)
            for at, line in enumerate(paragraph.split("\n"))
        ]
        paragraphs.append(("<br>" if in_cell else f"\\\n{prefix}").join(lines))
    if len(paragraphs) > 1 and passage.kind not in ("paragraph", "note"):
        raise Refused("ここでは段落を分けられません")
    return between.join(paragraphs)


def _further_item(text: str, passage: Passage) -> str:
    """The mark, on a line of its own, of one more item behind that which a passage begins."""
    begin = text.rfind("\n", 0, passage.start) + 1
    mark = MARKER.match(text[begin:])
    if not mark:
        raise Refused("ここでは項目を分けられません")
    return f"\n{mark[1]}{next_mark(mark[2], 1)}{mark[3]}"


def continuation(text: str, passage: Passage) -> str:
    """What stands before a further line of a passage: the marks of quotes, and blanks for those of items and notes."""
    if not passage.units or passage.kind in ("cell", "heading"):
        return ""
    start = passage.start
    lead = text[text.rfind("\n", 0, start) + 1 : start]
    if passage.kind == "note" and lead.lstrip().startswith("[^"):
        return "    "
    return re.sub(r"[^>\s]", " ", re.sub(r"[*_\[]+$", "", lead))


def _into_empty_cell(parsed: Parsed, passage: Passage, after: str, everything: bool) -> Edit:
    """The place between the bars of an empty cell in its line."""
    begin = parsed.line_starts[passage.lines[0]]
    line = parsed.text[begin:].partition("\n")[0]
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", line)]
    if not line.lstrip(" >").startswith("|"):
        bars.insert(0, len(line) - len(line.lstrip(" >")) - 1)
    column = passage.cell[2]
    if column + 1 >= len(bars) and not (column < len(bars)):
        raise Refused("表のこのセルの場所が分かりません")
    start = begin + bars[column] + 1
    end = begin + (bars[column + 1] if column + 1 < len(bars) else len(line))
    words = "<br>".join(escaped(each, True, everything, in_cell=True) for each in after.split("\n"))
    return start, end, f" {words} "


def _without_empty_lines(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits where a line that would be left without words goes with its end: an empty one would part the paragraph."""
    result = []
    for begin, end, new in edits:
        line = text.rfind("\n", 0, begin) + 1
        stop = text.find("\n", end)
        if (
            not new
            and begin < end
            and stop >= 0
            and not text[line:begin].strip()
            and not text[end:stop].strip()
        ):
            begin, end = line, stop + 1
        result.append((begin, end, new))
    return _merged(result)


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Deletions that touch as one."""
    result: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each[:2]):
        if result and not result[-1][2] and not edit[2] and edit[0] <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], edit[1]), "")
        else:
            result.append(edit)
    return result
