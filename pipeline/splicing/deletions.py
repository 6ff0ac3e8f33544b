"""Paragraphs and items of lists that go."""

from __future__ import annotations

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
            begin, end = _lines_with_blank(text, (first.lines[0], last.lines[1]))
            edits = [cut(parsed, begin, end)]
            frame = _frame_without(parsed, found, None)
            return proved_frame(parsed, edits, frame, _without(parsed, found), parse)
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
    edits = [cut(parsed, begin, end)]
    around = passage.around[-2]
    siblings = [each for each in parsed.passages if each.around[-2:-1] == (around,) and each.item >= 0]
    if len(siblings) < 2:
        raise Refused("一覧の項目がなくなってしまいます。手で消してください")
    lines = parsed.text.split("\n")
    if siblings[0] is passage and around.name.startswith("Ordered"):
        mark, following = MARKER.match(lines[begin]), siblings[1]
        at = parsed.line_starts[following.lines[0]]
        next_mark = MARKER.match(lines[following.lines[0]])
        if mark and next_mark:
            edits.append((at + next_mark.start(2), at + next_mark.end(2), mark[2]))
    frame = _frame_without(parsed, found, item)
    return proved_frame(parsed, edits, frame, _without(parsed, found), parse)


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
        end = end_of(frame, container.begins)
        return (*frame[: container.begins], *frame[end + 1 :])
    at = leaf_at(frame, found.first)
    return (*frame[:at], *frame[at + len(found.passages) :])


def _without(parsed: Parsed, found: Found) -> list[Passage]:
    return [each for each in parsed.passages if each not in found.passages]
