"""The proof that a changed text prints what was asked, and else what it did."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.found import Found
from pipeline.splicing.mapped import Refused
from pipeline.splicing.markdown import LEAF, Parsed, Passage, parse_markdown
from pipeline.splicing.units import COMPUTED, Form, Unit
from pipeline.splicing.words import PARAGRAPH_END, looks_kept


def prove(parsed: Parsed, found: Found, after: str, text: str, parse: Parse) -> None:
    """Raises Refused unless a text prints what it did, but for the passages that were found, which print `after`."""
    now = parse_markdown(text, parse)
    parts = after.split(PARAGRAPH_END)
    count = len(found.passages)
    frame = _with_parts(parsed, found, len(parts))
    if frame != now.frame:
        raise Refused("直すと、文章の組み立て（段落、一覧、表など）が変わってしまいます")
    begin, end = found.first, found.first + count
    rest = (*parsed.passages[:begin], *parsed.passages[end:])
    kept = (*now.passages[:begin], *now.passages[begin + len(parts) :])
    if [said(each) for each in rest] != [said(each) for each in kept]:
        raise Refused("直すと、ほかの文章まで変わってしまいます")
    own = now.passages[begin : begin + len(parts)]
    _prove_words(found, own, after)


def said(passage: Passage) -> tuple[object, ...]:
    """All that a passage says, and how; not where."""
    return passage.kind, tuple(each.said for each in passage.units if each.text or each.form is not Form.SOFT)


def _prove_words(found: Found, own: Sequence[Passage], after: str) -> None:
    """The words are those that were asked for, with references as they were printed, and what is kept looks as it did; what is no
    character was there before, in order."""
    units = (*found.head, *found.shown.units, *found.tail)
    printed: dict[tuple[Form, str], list[str]] = {}
    for unit in units:
        printed.setdefault((unit.form, unit.what), []).append(unit.text)
    texts = [_words(passage, printed) for passage in own]
    head, tail = ("".join(each.text for each in part) for part in (found.head, found.tail))
    if PARAGRAPH_END.join(texts) != f"{head}{after}{tail}":
        raise Refused("直した原稿が、そのとおりに読めません")
    before = iter([(each.form, each.what) for each in units if _is_kept(each)])
    now = [each for passage in own for each in passage.units]
    if not all((each.form, each.what) in before for each in now if _is_kept(each)):
        raise Refused("直すと、参照やふりがなでない所がそうなります")
    if not found.head and not found.tail and not looks_kept(found.shown, after, now):
        raise Refused("直すと、太字などの範囲が変わってしまいます")


def _is_kept(unit: Unit) -> bool:
    return not unit.is_written and unit.form is not Form.SOFT


def _words(passage: Passage, printed: dict[tuple[Form, str], list[str]]) -> str:
    words = ""
    for unit in passage.units:
        if unit.form not in COMPUTED:
            words += unit.text
        elif known := printed.get((unit.form, unit.what)):
            words += known.pop(0)
        else:
            raise Refused("直すと、参照でない所が参照になります")
    return words


def _with_parts(parsed: Parsed, found: Found, wanted: int) -> tuple[str, ...]:
    """The frame in which so many paragraphs, or items of a list, stand in place of those that were found."""
    frame = parsed.frame
    between = ("</item>", "<item>") if found.passages[0].item >= 0 else ()
    begin, end = leaf_at(frame, found.first), leaf_at(frame, found.first + len(found.passages) - 1) + 1
    if frame[begin:end] != _leaves(len(found.passages), between):
        raise Refused("直す文章の間に、ほかのものがあります")
    return (*frame[:begin], *_leaves(wanted, between), *frame[end:])


def _leaves(count: int, between: tuple[str, ...]) -> tuple[str, ...]:
    return (LEAF, *((*between, LEAF) * (count - 1)))


def leaf_at(frame: Sequence[str], number: int) -> int:
    """The place in a frame of the passage with this number."""
    return [at for at, each in enumerate(frame) if each == LEAF][number]
