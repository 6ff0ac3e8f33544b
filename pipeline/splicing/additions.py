"""New paragraphs, and new items of lists, behind a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.found import Hint
from pipeline.splicing.frames import end_of, inserted, proved_frame, with_words
from pipeline.splicing.list_marks import MARKER, next_mark
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.proof import leaf_at
from pipeline.splicing.words import PARAGRAPH_END, tidied

# Divs behind whose end a paragraph goes that is to stand behind something in them.
_CLOSED = ("表", "図", "グラフ", "位置付け図", "施策の体系", "流れ図", "写真と文", "条文")


def added(text: str, parse: Parse, after: str, hint: Hint, as_items: bool = True) -> list[Edit]:
    """The edit by which paragraphs stand behind the passage of a line; behind an item of a list they are items, if they
    may be. Raises Refused."""
    parsed = parse_markdown(text, parse)
    anchor = anchor_of(parsed, hint)
    parts = tidied(after).split(PARAGRAPH_END)
    if not parts[0]:
        raise Refused("足す文章が空です")
    reason = Refused("")
    for everything in (False, True):
        try:
            if as_items and any(each.name == "item" for each in anchor.around):
                return _with_items(parsed, anchor, parts, everything, parse)
            return _with_paragraphs(parsed, anchor, parts, everything, parse)
        except Refused as refused:
            reason = refused
    raise reason


def anchor_of(parsed: Parsed, hint: Hint) -> Passage:
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
    mark = MARKER.match(lines[item.lines[0]])
    if not mark:
        raise Refused("一覧の記号が分かりません")
    new = []
    for number, part in enumerate(parts, 1):
        if "\n" in part:
            raise Refused("改行のある項目は、手で足してください")
        new.append(f"{mark[1]}{next_mark(mark[2], number)}{mark[3]}{escaped(part, True, everything)}")
    end = item.lines[1]
    while end > item.lines[0] and not lines[end - 1].strip(" >"):
        end -= 1
    edits = [inserted(parsed, end, "\n".join(new))]
    at = end_of(parsed.frame, item.begins) + 1
    frame = [*parsed.frame[:at], *(["<item>", LEAF, "</item>"] * len(parts)), *parsed.frame[at:]]
    return proved_frame(parsed, edits, frame, with_words(parsed, frame, at, parts), parse)


def _with_paragraphs(
    parsed: Parsed, anchor: Passage, parts: Sequence[str], everything: bool, parse: Parse
) -> list[Edit]:
    end, at, lead = place_behind(parsed, anchor)
    blocks = []
    for part in parts:
        written = [escaped(line, True, everything) for line in part.split("\n")]
        blocks.append("\\\n".join(f"{lead}{line}" for line in written))
    blank = f"\n{lead.rstrip()}\n"
    new = f"{lead.rstrip()}\n{blank.join(blocks)}"
    edits = [inserted(parsed, end, new)]
    frame = [*parsed.frame[:at], *[LEAF] * len(parts), *parsed.frame[at:]]
    return proved_frame(parsed, edits, frame, with_words(parsed, frame, at, parts), parse)


def behind(parsed: Parsed, anchor: Passage, container: Container) -> bool:
    """Whether something stands in a container behind a passage of it."""
    return any(
        container in each.around for each in parsed.passages[anchor.place + 1 :] if each.kind != "note"
    )


def place_behind(parsed: Parsed, anchor: Passage, quoted: bool = True) -> tuple[int, int, str]:
    """Where a paragraph behind a passage stands: before which line and at which place of the frame, and the marks of its quote.
    Behind the last item of a list it stands behind the list, and behind the end of a quote, if it is not `quoted`. Raises Refused."""
    lists = [each for each in anchor.around if each.name.startswith(("Bullet", "Ordered"))]
    if lists and behind(parsed, anchor, lists[0]):
        raise Refused("一覧の途中には、段落を入れられません。一覧を分けるときは、手で直してください")
    outer = next(
        (
            each
            for each in anchor.around
            if each.name.startswith(("term", "table", "Bullet", "Ordered"))
            or (each.name == "Quote" and not quoted)
            or any(f"'{name}'" in each.name for name in _CLOSED)
        ),
        None,
    )
    lines = parsed.text.split("\n")
    end = outer.lines[1] if outer else anchor.lines[1]
    while end > 1 and not lines[end - 1].strip(" >"):
        end -= 1
    first = outer.lines[0] if outer else anchor.lines[0]
    lead = "" if anchor.kind == "heading" or not quoted else quote_marks(lines[first])
    if outer:
        at = end_of(parsed.frame, outer.begins) + 1
    else:
        at = leaf_at(parsed.frame, anchor.place) + 1
        while at < len(parsed.frame) and parsed.frame[at] == "<note>":
            at = end_of(parsed.frame, at) + 1
    return end, at, lead


def quote_marks(line: str) -> str:
    """The marks of quotes with which a line begins."""
    found = re.match(r"(?:[ ]*>[ ]?)+", line)
    return found.group() if found else ""
