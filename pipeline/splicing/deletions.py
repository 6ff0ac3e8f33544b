"""Paragraphs and items of lists that go."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.found import Found, Hint, find
from pipeline.splicing.frames import MARKER, cut, end_of, leaf_at, proved_frame
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import Container, Parsed, Passage, parse_markdown
from pipeline.splicing.units import MARKS


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
            begin, end = lines_with_blank(text, (first.lines[0], last.lines[1]))
            edits = [cut(parsed, begin, end)]
            frame = _frame_without(parsed, found)
            return proved_frame(parsed, edits, frame, _without(parsed, found), parse)
        case "heading":
            raise Refused("見出しは、その下の文章と合わせて、手で消してください")
        case _:
            raise Refused(
                f"{_CALLED.get(first.kind, 'この文章')}は、消すとほかの所も変わるので、手で消してください"
            )


_CALLED = {"cell": "表のセル", "note": "脚注", "term": "用語"}


def _without_item(parsed: Parsed, found: Found, parse: Parse) -> list[Edit]:
    items = [each.around[-1] for each in found.passages]
    own = [each for each in parsed.passages if any(item in each.around for item in items)]
    if own != list(found.passages) or len({each.around[:-1] for each in found.passages}) > 1:
        raise Refused("この項目の下に、ほかの段落や項目があります。手で消してください")
    if whole := emptied_list(parsed, items):
        span = lines_with_blank(parsed.text, (items[0].lines[0], own[-1].lines[1]))
        edits = [cut(parsed, *span)]
    else:
        whole = items[0].begins, end_of(parsed.frame, items[-1].begins) + 1
        edits = [cut(parsed, items[0].lines[0], items[-1].lines[1]), *renumbered(parsed, items)]
    frame = (*parsed.frame[: whole[0]], *parsed.frame[whole[1] :])
    return proved_frame(parsed, edits, frame, _without(parsed, found), parse)


def _siblings(parsed: Parsed, item: Container) -> list[Container]:
    """The items of an item's list."""
    around = next(each.around for each in parsed.passages if item in each.around)
    level = around.index(item)
    above = around[:level]
    return list(dict.fromkeys(each.around[level] for each in parsed.passages if each.around[:level] == above))


def emptied_list(parsed: Parsed, items: Sequence[Container]) -> tuple[int, int] | None:
    """The span in the frame of the list of which these are all items; None where others stay."""
    if len(_siblings(parsed, items[0])) > len(items):
        return None
    begin = items[0].begins - 1
    return begin, end_of(parsed.frame, begin) + 1


def renumbered(parsed: Parsed, items: Sequence[Container]) -> list[Edit]:
    """The edit by which a list begins with the number that it had, once its first items go."""
    siblings = _siblings(parsed, items[0])
    if siblings[0] != items[0] or not parsed.frame[items[0].begins - 1].startswith("<Ordered"):
        return []
    lines = parsed.text.split("\n")
    following = siblings[len(items)].lines[0]
    mark, next_mark = MARKER.match(lines[items[0].lines[0]]), MARKER.match(lines[following])
    if not mark or not next_mark:
        return []
    at = parsed.line_starts[following]
    return [(at + next_mark.start(2), at + next_mark.end(2), mark[2])]


def lines_with_blank(text: str, lines: tuple[int, int]) -> tuple[int, int]:
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


def _frame_without(parsed: Parsed, found: Found) -> tuple[str, ...]:
    frame = parsed.frame
    at = leaf_at(frame, found.first)
    return (*frame[:at], *frame[at + len(found.passages) :])


def _without(parsed: Parsed, found: Found) -> list[Passage]:
    return [each for each in parsed.passages if each not in found.passages]
