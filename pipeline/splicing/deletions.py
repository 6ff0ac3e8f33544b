"""Paragraphs and items of lists that go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.source.markdown import Parse
from pipeline.splicing.found import Found, Hint, find
from pipeline.splicing.frames import cut, end_of, proved_frame
from pipeline.splicing.list_marks import MARKER
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.proof import leaf_at
from pipeline.splicing.units import MARKS, Form
from pipeline.splicing.words import PARAGRAPH_END, shown_as

# The mark of a note whose text is written elsewhere.
_LABEL = re.compile(r"\[\^[^\]\s]+\]")


def deleted(text: str, parse: Parse, before: str, hint: Hint) -> list[Edit]:
    """The edit by which paragraphs, or an item of a list, go. Raises Refused."""
    parsed = parse_markdown(text, parse)
    try:
        found = find(parsed, before, hint)
    except Refused:
        if PARAGRAPH_END not in before:
            raise
        return _without_run(parsed, before.split(PARAGRAPH_END), hint, parse)
    if any(found.shown.around) or found.head or found.tail:
        raise Refused("この文章の一部だけが段落になっているので、消せません")
    first, last = found.passages[0], found.passages[-1]
    if first.kind == "note" and len(found.passages) == 1:
        return _without_note(parsed, first, parse)
    _refuse_marks(found.passages)
    match first.kind:
        case "paragraph" if first.item >= 0:
            return _without_item(parsed, found, parse)
        case "paragraph":
            begin, end = lines_with_blank(text, (first.lines[0], last.lines[1]))
            edits = [cut(parsed, begin, end)]
            frame = _frame_without(parsed, found)
            return proved_frame(parsed, edits, frame, _without(parsed, found), parse)
        case "heading":
            return _without_heading(parsed, first, parse)
        case _:
            raise Refused(
                f"{_CALLED.get(first.kind, 'この文章')}は、消すとほかの所も変わるので、手で消してください"
            )


_CALLED = {"cell": "表のセル", "term": "用語"}


def _without_note(parsed: Parsed, note: Passage, parse: Parse) -> list[Edit]:
    """The edits by which a note goes with its mark: its text is written beside the mark, or once for all of the text."""
    container = note.around[-1]
    if [each for each in parsed.passages if container in each.around] != [note]:
        raise Refused("脚注に段落が幾つかあります。手で消してください")
    host = parsed.passages[_leaves_before(parsed.frame, container.begins) - 1]
    while host.kind == "note":
        host = parsed.passages[host.place - 1]
    before = dict.fromkeys(each.around[-1] for each in parsed.passages[host.place + 1 : note.place])
    marks = [each for each in host.units if each.form is Form.NOTE]
    if len(before) >= len(marks):
        raise Refused("脚注の印の場所が分かりません。手で消してください")
    mark = marks[len(before)]
    edits = [(mark.start, mark.end, "")]
    if _LABEL.fullmatch(mark.what):
        edits.append(definition(parsed, mark.what)[0])
    end = end_of(parsed.frame, container.begins) + 1
    frame = (*parsed.frame[: container.begins], *parsed.frame[end:])
    left = replace(host, units=tuple(each for each in host.units if each is not mark))
    wanted = [left if each is host else each for each in parsed.passages if each is not note]
    return proved_frame(parsed, edits, frame, wanted, parse)


def definition(parsed: Parsed, label: str) -> tuple[Edit, list[str]]:
    """The edit by which the text of a note goes that is used once, and its lines. Raises Refused."""
    lines = parsed.text.split("\n")
    begins = [at for at, line in enumerate(lines) if line.startswith(f"{label}:")]
    if len(begins) != 1 or parsed.text.count(label) != 2:
        raise Refused(f"脚注 {label} が幾つかの所で使われています。手で直してください")
    end = begins[0] + 1
    while end < len(lines) and lines[end].startswith((" ", "\t")):
        end += 1
    return cut(parsed, *lines_with_blank(parsed.text, (begins[0], end))), lines[begins[0] : end]


def _refuse_marks(passages: Sequence[Passage]) -> None:
    if any(unit.form in MARKS for each in passages for unit in each.units):
        raise Refused("消される文章に脚注か画像があります。脚注の削除も採るか、手で消してください")


def _without_run(parsed: Parsed, parts: Sequence[str], hint: Hint, parse: Parse) -> list[Edit]:
    """The edit by which a heading, paragraphs and whole lists go that follow one another."""
    runs = [
        run
        for each in parsed.passages
        if (run := _run(parsed, each, parts))
        and (not hint.sure or run[0].lines[0] <= hint.line < run[0].lines[1])
    ]
    if len(runs) != 1:
        raise Refused(
            "同じ文章が幾つかの所にあり、どれか決められません"
            if runs
            else "原稿に、続いたこの文章がありません"
        )
    (run,) = runs
    _refuse_marks(run)
    if any(each.kind not in ("heading", "paragraph") for each in run) or run[0].around:
        raise Refused("見出し、段落、一覧のほかは、手で消してください")
    frame = parsed.frame
    begin, end = leaf_at(frame, run[0].place), leaf_at(frame, run[-1].place) + 1
    begin -= run[0].kind == "heading"
    while end < len(frame) and frame[end].startswith("</"):
        end += 1
    if [each.place for each in run] != list(range(_leaves_before(frame, begin), _leaves_before(frame, end))):
        raise Refused("消される文章の間に、残るものがあります。手で消してください")
    if levels := [frame[leaf_at(frame, each.place) - 1] for each in run if each.kind == "heading"]:
        _refuse_what_stays(frame, end, min(each.split()[1] for each in levels))
    last = max(run[-1].lines[1], *(each.lines[1] for each in run[-1].around), 0)
    edits = [cut(parsed, *lines_with_blank(parsed.text, (run[0].lines[0], last)))]
    rest = [each for each in parsed.passages if each not in run]
    return proved_frame(parsed, edits, (*frame[:begin], *frame[end:]), rest, parse)


def _run(parsed: Parsed, first: Passage, parts: Sequence[str]) -> list[Passage]:
    """The passages from one on that print these parts; none where they don't."""
    run = list(parsed.passages[first.place : first.place + len(parts)])
    if len(run) == len(parts) and all(
        any(not any(shown.around) for shown in shown_as(each.units, part))
        for each, part in zip(run, parts, strict=True)
    ):
        return run
    return []


def _refuse_what_stays(frame: Sequence[str], at: int, level: str) -> None:
    """Raises Refused unless the section of a heading of a level ends at a place of the frame."""
    following = frame[at] if at < len(frame) else ""
    if following and not (following.startswith("Header ") and following.split()[1] <= level):
        raise Refused(
            "見出しの下に、残る文章があります。節ごと消すときは、その下の文章の削除も全て採ってください"
        )


def _without_heading(parsed: Parsed, heading: Passage, parse: Parse) -> list[Edit]:
    """The edit by which a heading goes that has nothing below it any more."""
    at = leaf_at(parsed.frame, heading.place)
    _refuse_what_stays(parsed.frame, at + 1, parsed.frame[at - 1].split()[1])
    edits = [cut(parsed, *lines_with_blank(parsed.text, heading.lines))]
    rest = [each for each in parsed.passages if each is not heading]
    return proved_frame(parsed, edits, (*parsed.frame[: at - 1], *parsed.frame[at + 1 :]), rest, parse)


def _leaves_before(frame: Sequence[str], at: int) -> int:
    return sum(each == LEAF for each in frame[:at])


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
