"""Lines that come and go as a whole, and the proof by the frame of the text that nothing else does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.markdown import LEAF, Parsed, Passage, parse_markdown
from pipeline.splicing.proof import said


def cut(parsed: Parsed, begin: int, end: int) -> Edit:
    """The lines from one to before another; the end of the text may have no line's end."""
    starts = parsed.line_starts
    stop = min(starts[end] if end < len(starts) else len(parsed.text), len(parsed.text))
    start = starts[begin]
    if stop == len(parsed.text) and start and not parsed.text.endswith("\n"):
        start -= 1
    return start, stop, ""


def end_of(frame: Sequence[str], begin: int) -> int:
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


def proved_frame(
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


def with_words(
    parsed: Parsed, frame: Sequence[str], at: int, parts: Sequence[str]
) -> Sequence[Passage | str]:
    """The passages of a frame in which new ones stand from a place on."""
    before = sum(each == LEAF for each in frame[:at])
    return [*parsed.passages[:before], *parts, *parsed.passages[before:]]


def inserted(parsed: Parsed, line: int, new: str) -> Edit:
    """New lines before a line, or at the end of the text."""
    starts = parsed.line_starts
    if line < len(starts) and starts[line] <= len(parsed.text):
        at = starts[line]
        if at == len(parsed.text) and not parsed.text.endswith("\n"):
            return at, at, f"\n{new}"
        return at, at, f"{new}\n"
    return len(parsed.text), len(parsed.text), f"\n{new}"
