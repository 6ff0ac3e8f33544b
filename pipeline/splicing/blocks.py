"""Whole paragraphs, items of lists and rows of tables that come and go: their lines, and the proof that nothing else does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.passage import Found, Hint, find, said
from pipeline.splicing.units import MARKS
from pipeline.splicing.words import PARAGRAPH_END, tidied

_MARKER = re.compile(r"^([ >]*)([-+*]|\(?\d{1,9}[.)])([ \t]+)")
# Divs behind whose end a paragraph goes that is to stand behind something in them.
_CLOSED = ("表", "図", "グラフ", "位置付け図", "施策の体系", "流れ図", "写真と文", "条文")


def deleted(text: str, parse: Parse, before: str, hint: Hint) -> list[Edit]:
    """The edit by which paragraphs, or an item of a list, go. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = find(parsed, before, hint)
    if any(found.shown.around) or found.head or found.tail:
        raise Refused("この文章の一部だけが段落になっているので、消せません")
    first, last = found.passages[0], found.passages[-1]
    if any(unit.form in MARKS for each in found.passages for unit in each.units):
        raise Refused("消される文章に脚注か画像があります。手で消してください")
    match first.kind:
        case "paragraph" if first.item >= 0:
            return _without_item(parsed, found, parse)
        case "paragraph":
            begin, end = _lines_with_blank(text, (first.lines[0], last.lines[1]))
            edits = [_cut(parsed, begin, end)]
            frame = _frame_without(parsed, found, None)
            return _proved(parsed, edits, frame, _without(parsed, found), parse)
        case "heading":
            raise Refused("見出しは、その下の文章と合わせて、手で消してください")
        case _:
            raise Refused(
                f"{_CALLED.get(first.kind, 'この文章')}は、消すとほかの所も変わるので、手で消してください"
            )


_CALLED = {"cell": "表のセル", "note": "脚注", "term": "用語"}


def _without_item(parsed: Parsed, found: Found, parse: Parse) -> list[Edit]:
    (passage, *more) = found.passages
    item = passage.around[-1]
    own = [each for each in parsed.passages if item in each.around]
    if more or own != [passage]:
        raise Refused("この項目の下に、ほかの段落や項目があります。手で消してください")
    begin, end = item.lines
    edits = [_cut(parsed, begin, end)]
    around = passage.around[-2]
    siblings = [each for each in parsed.passages if each.around[-2:-1] == (around,) and each.item >= 0]
    if len(siblings) < 2:
        raise Refused("一覧の項目がなくなってしまいます。手で消してください")
    lines = parsed.text.split("\n")
    if siblings[0] is passage and around.name.startswith("Ordered"):
        mark, following = _MARKER.match(lines[begin]), siblings[1]
        at = parsed.line_starts[following.lines[0]]
        next_mark = _MARKER.match(lines[following.lines[0]])
        if mark and next_mark:
            edits.append((at + next_mark.start(2), at + next_mark.end(2), mark[2]))
    frame = _frame_without(parsed, found, item)
    return _proved(parsed, edits, frame, _without(parsed, found), parse)


def _cut(parsed: Parsed, begin: int, end: int) -> Edit:
    """The lines from one to before another; the end of the text may have no line's end."""
    starts = parsed.line_starts
    stop = min(starts[end] if end < len(starts) else len(parsed.text), len(parsed.text))
    start = starts[begin]
    if stop == len(parsed.text) and start and not parsed.text.endswith("\n"):
        start -= 1
    return start, stop, ""


def _lines_with_blank(text: str, lines: tuple[int, int]) -> tuple[int, int]:
    """Lines with the blank one that parts them from what follows, or from what comes before where nothing follows."""
    written = text.split("\n")
    begin, end = lines
    if end < len(written) and not written[end].strip(" >") and (end + 1 < len(written) or not written[end]):
        following = end + 1 < len(written) and written[end + 1].strip(" >")
        if following:
            return begin, end + 1
    if begin and not written[begin - 1].strip(" >"):
        return begin - 1, end
    return begin, end


def _frame_without(parsed: Parsed, found: Found, container: Container | None) -> tuple[str, ...]:
    frame = list(parsed.frame)
    if container is not None:
        end = _end_of(frame, container.begins)
        return (*frame[: container.begins], *frame[end + 1 :])
    at = _leaf_at(frame, found.first)
    return (*frame[:at], *frame[at + len(found.passages) :])


def _end_of(frame: Sequence[str], begin: int) -> int:
    """The place in a frame at which what begins at another ends."""
    depth = 0
    for at in range(begin, len(frame)):
        if frame[at].startswith("</"):
            depth -= 1
        elif frame[at].startswith("<"):
            depth += 1
        if depth == 0:
            return at
    raise AssertionError("what begins ends")


def _leaf_at(frame: Sequence[str], number: int) -> int:
    leaves = [at for at, each in enumerate(frame) if each == LEAF]
    return leaves[number]


def _without(parsed: Parsed, found: Found) -> list[Passage]:
    return [each for each in parsed.passages if each not in found.passages]


def _proved(
    parsed: Parsed, edits: list[Edit], frame: Sequence[str], passages: Sequence[Passage | str], parse: Parse
) -> list[Edit]:
    """The edits, if a text with them has this frame and these passages; words alone are those of a new one."""
    now = parse_markdown(applied(parsed.text, edits), parse)
    if tuple(frame) != now.frame or len(passages) != len(now.passages):
        raise Refused("直すと、文章の組み立て（段落、一覧、表など）が変わってしまいます")
    for wanted, seen in zip(passages, now.passages, strict=True):
        if isinstance(wanted, str):
            if seen.text != wanted or not all(unit.is_written for unit in seen.units):
                raise Refused("足した文章が、そのとおりに読めません")
        elif said(wanted) != said(seen):
            raise Refused("直すと、ほかの文章まで変わってしまいます")
    return edits


# What is added


def added(text: str, parse: Parse, after: str, hint: Hint) -> list[Edit]:
    """The edit by which paragraphs stand behind the passage of a line; behind an item of a list they are items. Raises Refused."""
    parsed = parse_markdown(text, parse)
    anchor = _anchor(parsed, hint)
    parts = tidied(after).split(PARAGRAPH_END)
    if not parts[0]:
        raise Refused("足す文章が空です")
    reason = Refused("")
    for everything in (False, True):
        try:
            if any(each.name == "item" for each in anchor.around):
                return _with_items(parsed, anchor, parts, everything, parse)
            return _with_paragraphs(parsed, anchor, parts, everything, parse)
        except Refused as refused:
            reason = refused
    raise reason


def _anchor(parsed: Parsed, hint: Hint) -> Passage:
    """The passage behind which something is to stand: the last one of its line."""
    if hint.line < 0 or not hint.sure:
        raise Refused("足す場所が、原稿のどこか決められません")
    found = [
        each for each in parsed.passages if each.lines[0] <= hint.line < each.lines[1] and each.kind != "note"
    ]
    if not found:
        raise Refused("足す場所に、文章がありません")
    return found[-1]


def _with_items(
    parsed: Parsed, anchor: Passage, parts: Sequence[str], everything: bool, parse: Parse
) -> list[Edit]:
    item = next((each for each in reversed(anchor.around) if each.name == "item"), None)
    if item is None:
        raise Refused("足す場所が一覧ではありません")
    lines = parsed.text.split("\n")
    mark = _MARKER.match(lines[item.lines[0]])
    if not mark:
        raise Refused("一覧の記号が分かりません")
    new = []
    for number, part in enumerate(parts, 1):
        if "\n" in part:
            raise Refused("改行のある項目は、手で足してください")
        new.append(f"{mark[1]}{_next(mark[2], number)}{mark[3]}{escaped(part, True, everything)}")
    end = item.lines[1]
    while end > item.lines[0] and not lines[end - 1].strip(" >"):
        end -= 1
    edits = [_inserted(parsed, end, "\n".join(new))]
    at = _end_of(parsed.frame, item.begins) + 1
    frame = [*parsed.frame[:at], *(["<item>", LEAF, "</item>"] * len(parts)), *parsed.frame[at:]]
    return _proved(parsed, edits, frame, _with_words(parsed, frame, at, parts), parse)


def _next(mark: str, step: int) -> str:
    return re.sub(r"\d+", lambda number: str(int(number.group()) + step), mark)


def _with_words(
    parsed: Parsed, frame: Sequence[str], at: int, parts: Sequence[str]
) -> Sequence[Passage | str]:
    """The passages of a frame in which new ones stand from a place on."""
    before = sum(each == LEAF for each in frame[:at])
    return [*parsed.passages[:before], *parts, *parsed.passages[before:]]


def _inserted(parsed: Parsed, line: int, new: str) -> Edit:
    """New lines before a line, or at the end of the text."""
    starts = parsed.line_starts
    if line < len(starts) and starts[line] <= len(parsed.text):
        at = starts[line]
        if at == len(parsed.text) and not parsed.text.endswith("\n"):
            return at, at, f"\n{new}"
        return at, at, f"{new}\n"
    return len(parsed.text), len(parsed.text), f"\n{new}"


def _with_paragraphs(
    parsed: Parsed, anchor: Passage, parts: Sequence[str], everything: bool, parse: Parse
) -> list[Edit]:
    outer = next(
        (
            each
            for each in anchor.around
            if each.name.startswith(("term", "table")) or any(f"'{name}'" in each.name for name in _CLOSED)
        ),
        None,
    )
    lines = parsed.text.split("\n")
    end = outer.lines[1] if outer else anchor.lines[1]
    while end > 1 and not lines[end - 1].strip(" >"):
        end -= 1
    lead = "" if outer or anchor.kind == "heading" else _quote_marks(lines[anchor.lines[0]])
    blocks = []
    for part in parts:
        written = [escaped(line, True, everything) for line in part.split("\n")]
        blocks.append("\\\n".join(f"{lead}{line}" for line in written))
    blank = f"\n{lead.rstrip()}\n"
    new = f"{lead.rstrip()}\n{blank.join(blocks)}"
    edits = [_inserted(parsed, end, new)]
    if outer:
        at = _end_of(parsed.frame, outer.begins) + 1
    else:
        at = _leaf_at(parsed.frame, anchor.place) + 1
        while at < len(parsed.frame) and parsed.frame[at] == "<note>":
            at = _end_of(parsed.frame, at) + 1
    frame = [*parsed.frame[:at], *[LEAF] * len(parts), *parsed.frame[at:]]
    return _proved(parsed, edits, frame, _with_words(parsed, frame, at, parts), parse)


def _quote_marks(line: str) -> str:
    found = re.match(r"(?:[ ]*>[ ]?)+", line)
    return found.group() if found else ""


# Rows of pipe tables


def row_deleted(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row goes that prints these cells. Raises Refused."""
    parsed = parse_markdown(text, parse)
    rows = _rows(parsed)
    found = [row for row, own in rows if [_plain(each) for each in own] == [each.strip() for each in cells]]
    near = [row for row in found if row.lines[0] == hint.line] if hint.sure else found
    if len(near) != 1:
        raise Refused("この行が、表のどの行か決められません" if found else "原稿の表に、この行がありません")
    row = near[0]
    own = [each for each in parsed.passages if row in each.around]
    if own[0].cell[1] == 0:
        raise Refused("表の見出しの行は、手で消してください")
    end = _end_of(parsed.frame, row.begins)
    frame = (*parsed.frame[: row.begins], *parsed.frame[end + 1 :])
    rest = [each for each in parsed.passages if each not in own]
    return _proved(parsed, [_cut(parsed, *row.lines)], frame, rest, parse)


def row_added(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row of these cells stands behind that of a line. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = [(row, own) for row, own in _rows(parsed) if hint.sure and row.lines[0] == hint.line]
    if len(found) != 1:
        raise Refused("行を足す場所が、原稿の表のどこか決められません")
    row, own = found[0]
    if len(cells) != len(own):
        raise Refused(f"足す行のセルは{len(cells)}個ですが、表の列は{len(own)}個です")
    line = parsed.text.split("\n")[row.lines[0]]
    lead = line[: len(line) - len(line.lstrip(" >"))]
    place = row.lines[1] + (own[0].cell[1] == 0)
    at = _end_of(parsed.frame, row.begins) + 1
    frame = [*parsed.frame[:at], "<row>", *[LEAF] * len(cells), "</row>", *parsed.frame[at:]]
    words = [tidied(each) for each in cells]
    reason = Refused("")
    for everything in (False, True):
        written = (
            "<br>".join(escaped(part, True, everything, in_cell=True) for part in each.split("\n"))
            for each in words
        )
        edits = [_inserted(parsed, place, f"{lead}| {' | '.join(written)} |")]
        try:
            return _proved(parsed, edits, frame, _with_words(parsed, frame, at, words), parse)
        except Refused as refused:
            reason = refused
    raise reason


def _rows(parsed: Parsed) -> list[tuple[Container, list[Passage]]]:
    rows: dict[int, tuple[Container, list[Passage]]] = {}
    for each in parsed.passages:
        if each.kind == "cell":
            rows.setdefault(each.around[-1].begins, (each.around[-1], []))[1].append(each)
    return list(rows.values())


def _plain(passage: Passage) -> str:
    return passage.text.strip()
