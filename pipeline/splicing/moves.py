"""Paragraphs, items of lists and rows of tables that stand elsewhere: their lines go there as they are, references, notes and all.

Within one text, or from one to another: the proof is that the frame and the passages are what they were, with that part of them at
its new place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.frozen import dataclass
from pipeline.source.markdown import Parse
from pipeline.splicing.additions import anchor_of, behind, place_behind, quote_marks
from pipeline.splicing.deletions import definition, emptied_list, lines_with_blank, renumbered
from pipeline.splicing.found import Hint, find
from pipeline.splicing.frames import cut, end_of, inserted, proved_frame
from pipeline.splicing.list_marks import MARKER, next_mark
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.proof import leaf_at
from pipeline.splicing.rows import find_row, rows_of
from pipeline.splicing.units import Form

_NOTE_USE = re.compile(r"\[\^[^\]\s]+\]")


# What ends behind a passage, before a list begins.
_CLOSING = ("</Quote", "</Div", "</table", "</row")


@dataclass(frozen=True)
class _Block:
    """What moves: the span of it in the frame, its lines, and the edits by which they go. Items tell where each begins."""

    kind: str
    frame: tuple[int, int]
    lines: tuple[str, ...]
    edits: tuple[Edit, ...]
    passages: tuple[Passage, ...]
    items: tuple[int, ...] = ()
    depth: int = 0
    quotes: int = 0
    whole_list: tuple[int, int] = (0, 0)

    @property
    def gone(self) -> tuple[int, int]:
        """The span of the frame that goes: with its last items a list goes as well."""
        return self.whole_list if any(self.whole_list) else self.frame


def moved(text: str, parse: Parse, before: str, hint: Hint, goal: Hint, row: bool) -> list[Edit]:
    """The edits of a text by which what prints `before` stands behind the passage of another line. Raises Refused."""
    parsed = parse_markdown(text, parse)
    block = _row(parsed, before, hint) if row else _block(parsed, before, hint)
    line, at, new = _placed(parsed, block, goal)
    begin, end = block.gone
    if begin < at < end:
        raise Refused("移す先が、移す文章の中にあります")
    own = parsed.frame[slice(*block.frame)]
    frame = parsed.frame
    numbers = list(range(len(parsed.passages)))
    first, last, place = (_leaves(frame, each) for each in (*block.frame, at))
    if at <= begin:
        wanted = (*frame[:at], *own, *frame[at:begin], *frame[end:])
        order = [*numbers[:place], *numbers[first:last], *numbers[place:first], *numbers[last:]]
    else:
        wanted = (*frame[:begin], *frame[end:at], *own, *frame[at:])
        order = [*numbers[:first], *numbers[last:place], *numbers[first:last], *numbers[place:]]
    edits = [*block.edits, inserted(parsed, line, new)]
    return proved_frame(parsed, edits, wanted, [parsed.passages[each] for each in order], parse)


def moved_between(
    text: str, other: str, parse: Parse, before: str, hint: Hint, goal: Hint, row: bool
) -> tuple[list[Edit], list[Edit]]:
    """The edits of two texts by which what the first prints stands in the other. Notes go along. Raises Refused."""
    parsed, there = parse_markdown(text, parse), parse_markdown(other, parse)
    block = _row(parsed, before, hint) if row else _block(parsed, before, hint)
    line, at, new = _placed(there, block, goal)
    notes, definitions = _notes(parsed, there, block)
    begin, end = block.gone
    first, last = (_leaves(parsed.frame, each) for each in block.gone)
    left = [*parsed.passages[:first], *parsed.passages[last:]]
    gone = [*block.edits, *notes]
    proved_frame(parsed, gone, (*parsed.frame[:begin], *parsed.frame[end:]), left, parse)
    place = _leaves(there.frame, at)
    frame = (*there.frame[:at], *parsed.frame[slice(*block.frame)], *there.frame[at:])
    passages = [*there.passages[:place], *block.passages, *there.passages[place:]]
    come = [inserted(there, line, new)]
    if definitions:
        end_of_text = len(other)
        lead = "\n" if other.endswith("\n") else "\n\n"
        come.append((end_of_text, end_of_text, lead + "\n".join(definitions) + "\n"))
    return gone, proved_frame(there, come, frame, passages, parse)


def _leaves(frame: Sequence[str], at: int) -> int:
    """How many passages stand before a place of a frame."""
    return sum(each == LEAF for each in frame[:at])


def _own(parsed: Parsed, frame: tuple[int, int]) -> tuple[Passage, ...]:
    first, last = (_leaves(parsed.frame, each) for each in frame)
    return parsed.passages[first:last]


# What moves


def _row(parsed: Parsed, before: str, hint: Hint) -> _Block:
    row, own = find_row(parsed, before.split("\t"), hint)
    if own[0].cell[1] == 0:
        raise Refused("表の見出しの行は、手で移してください")
    frame = row.begins, end_of(parsed.frame, row.begins) + 1
    lines = parsed.text.split("\n")[slice(*row.lines)]
    return _Block("row", frame, tuple(lines), (cut(parsed, *row.lines),), _own(parsed, frame))


def _block(parsed: Parsed, before: str, hint: Hint) -> _Block:
    found = find(parsed, before, hint)
    first, last = found.passages[0], found.passages[-1]
    if any(found.shown.around) or found.head or found.tail:
        raise Refused("この文章の一部だけが段落になっているので、移せません")
    if first.kind == "heading":
        raise Refused("見出しは、その下の文章と合わせて、手で移してください")
    if first.kind != "paragraph":
        raise Refused("本文の段落、一覧の項目、表の行のほかは、手で移してください")
    if first.item >= 0:
        return _items(parsed, found.passages)
    if any(not each.name.startswith("Quote") for each in first.around):
        raise Refused("囲みや一覧、表や図の中の段落は、手で移してください")
    begin = leaf_at(parsed.frame, first.place)
    frame = begin, _behind_notes(parsed.frame, leaf_at(parsed.frame, last.place) + 1)
    span = first.lines[0], last.lines[1]
    edit = cut(parsed, *lines_with_blank(parsed.text, span))
    lines = _without_blank_ends(parsed.text.split("\n")[slice(*span)])
    lead = quote_marks(lines[0])
    lines = [line.removeprefix(lead).removeprefix(lead.rstrip()) for line in lines]
    own = _own(parsed, frame)
    return _Block("paragraph", frame, tuple(lines), (edit,), own, quotes=len(first.around))


def _behind_notes(frame: Sequence[str], at: int) -> int:
    while at < len(frame) and frame[at] == "<note>":
        at = end_of(frame, at) + 1
    return at


def _without_blank_ends(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip(" >"):
        kept.pop()
    return kept


def _items(parsed: Parsed, passages: Sequence[Passage]) -> _Block:
    """Items that follow one another in one list, with all that is below them."""
    first = passages[0]
    level = len(first.around)
    around = first.around[: level - 1]
    if any(each.around[: level - 1] != around or len(each.around) < level for each in passages):
        raise Refused("一つの一覧の項目ではないので、手で移してください")
    items = list(dict.fromkeys(each.around[level - 1] for each in passages))
    inside = [
        each for each in parsed.passages if each.around[level - 1 : level] and each.around[level - 1] in items
    ]
    if [each for each in inside if each.kind != "note"] != list(passages):
        raise Refused("この項目の下に、ほかの段落や項目があります。手で移してください")
    frame = items[0].begins, end_of(parsed.frame, items[-1].begins) + 1
    written = parsed.text.split("\n")
    lines: list[str] = []
    begins = []
    for item in items:
        begins.append(len(lines))
        lines += _without_blank_ends(written[slice(*item.lines)])
    depth = sum(each.name == "item" for each in first.around)
    own = _own(parsed, frame)
    if whole := emptied_list(parsed, items):
        edit = cut(
            parsed, *lines_with_blank(parsed.text, (items[0].lines[0], _last_line(written, items[-1])))
        )
        return _Block("item", frame, tuple(lines), (edit,), own, tuple(begins), depth, whole_list=whole)
    edits = [cut(parsed, items[0].lines[0], items[-1].lines[1]), *renumbered(parsed, items)]
    return _Block("item", frame, tuple(lines), tuple(edits), own, tuple(begins), depth)


def _last_line(written: Sequence[str], item: Container) -> int:
    end = item.lines[1]
    while end > item.lines[0] and not written[end - 1].strip(" >"):
        end -= 1
    return end


# Where it goes


def _placed(parsed: Parsed, block: _Block, goal: Hint) -> tuple[int, int, str]:
    """The line before which it comes, its place in the frame, and how it is written there."""
    if not goal.sure:
        raise Refused("移す先が、原稿のどこか決められません")
    if block.kind == "row":
        return _as_row(parsed, block, goal)
    anchor = anchor_of(parsed, goal)
    if block.kind == "item":
        return _as_item(parsed, block, anchor)
    quotes = sum(each.name == "Quote" for each in anchor.around)
    if block.quotes and block.quotes != quotes:
        raise Refused("引用の段落を引用の外に移すときは、手で移してください")
    stays = block.quotes > 0
    if any(behind(parsed, anchor, each) for each in anchor.around if not (stays and each.name == "Quote")):
        raise Refused("移す先が、表や一覧、囲みの途中です。手で移してください")
    line, at, lead = place_behind(parsed, anchor, stays)
    new = "\n".join(f"{lead}{each}".rstrip() if not each else f"{lead}{each}" for each in block.lines)
    return line, at, f"{lead.rstrip()}\n{new}"


def _as_row(parsed: Parsed, block: _Block, goal: Hint) -> tuple[int, int, str]:
    found = [(row, own) for row, own in rows_of(parsed) if row.lines[0] == goal.line]
    if len(found) != 1:
        raise Refused("行を移す先が、原稿の表のどこか決められません")
    row, own = found[0]
    if len(own) != len([each for each in block.passages if each.kind == "cell"]):
        raise Refused("移す先の表は、列の数が違います")
    at = end_of(parsed.frame, row.begins) + 1
    return row.lines[1] + (own[0].cell[1] == 0), at, "\n".join(block.lines)


def _as_item(parsed: Parsed, block: _Block, anchor: Passage) -> tuple[int, int, str]:
    items = [each for each in anchor.around if each.name == "item"]
    if len(items) < block.depth:
        item, at, mark_line, step = _first_of(parsed, anchor, block.depth)
        line = item.lines[0]
    else:
        item = items[block.depth - 1]
        if behind(parsed, anchor, item):
            raise Refused("移す先の項目の下に、ほかの項目があります。手で移してください")
        at, mark_line, step = end_of(parsed.frame, item.begins) + 1, item.lines[0], 1
        line = _last_line(parsed.text.split("\n"), item)
    mark = MARKER.match(parsed.text.split("\n")[mark_line])
    if not mark:
        raise Refused("一覧の記号が分かりません")
    lines: list[str] = []
    spans = zip(block.items, (*block.items[1:], len(block.lines)), strict=True)
    for number, (begin, end) in enumerate(spans):
        lead = f"{mark[1]}{next_mark(mark[2], number + step)}{mark[3]}"
        lines += _remarked(block.lines[begin:end], lead)
    return line, at, "\n".join(lines)


def _first_of(parsed: Parsed, anchor: Passage, depth: int) -> tuple[Container, int, int, int]:
    """The first item of the list that follows a passage: what stands behind that passage comes before it."""
    at = _behind_notes(parsed.frame, leaf_at(parsed.frame, anchor.place) + 1)
    while at < len(parsed.frame) and parsed.frame[at].startswith(_CLOSING):
        at += 1
    name = parsed.frame[at] if at < len(parsed.frame) else ""
    following = next((each for each in parsed.passages[anchor.place + 1 :] if each.kind != "note"), None)
    if not name.startswith(("<Bullet", "<Ordered")) or following is None or following.item < 0:
        raise Refused("移す先が一覧ではありません。手で移してください")
    if sum(each.name == "item" for each in following.around) != depth:
        raise Refused("移す先の一覧の段が違います。手で移してください")
    item = following.around[-1]
    return item, item.begins, item.lines[0], 0


def _remarked(lines: Sequence[str], lead: str) -> list[str]:
    """The lines of an item with another mark; those that follow stand under its text."""
    mark = MARKER.match(lines[0])
    if not mark:
        raise Refused("一覧の記号が分かりません")
    width = mark.end()
    pad = re.sub(r"[^>\s]", " ", lead)
    rest = [pad + line[width:] if not line[:width].strip(" >") else line for line in lines[1:]]
    return [lead + lines[0][width:], *(line if line.strip() else "" for line in rest)]


# Notes


def _notes(parsed: Parsed, there: Parsed, block: _Block) -> tuple[list[Edit], list[str]]:
    """The edits by which definitions of notes go, and their lines."""
    marks = [unit.what for each in block.passages for unit in each.units if unit.form is Form.NOTE]
    edits: list[Edit] = []
    definitions: list[str] = []
    for label in dict.fromkeys(each for each in marks if _NOTE_USE.fullmatch(each)):
        if label in there.text:
            raise Refused(f"移す先のファイルに、同じ印の脚注 {label} があります。手で移してください")
        edit, lines = definition(parsed, label)
        edits.append(edit)
        definitions += lines
    return edits, definitions
