"""A passage that was changed on both sides since it was sent: merged where the changes do not touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.source.markdown import Parse
from pipeline.splicing.found import Found, Hint, find
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import Parsed, Passage, parse_markdown
from pipeline.splicing.passage import proved
from pipeline.splicing.units import COMPUTED, Unit
from pipeline.splicing.words import PARAGRAPH_END, Shown, inner, tidied


class MovedOn(Refused):
    """The source says something else by now, and what is wanted touches that; `now` is what it says."""

    def __init__(self, now: str) -> None:
        super().__init__("送った後に、原稿の同じ所が変わりました")
        self.now = now


def line_now(sent: str, now: str, line: int) -> tuple[int, bool]:
    """The line (from 0) at which a line of a text stands in a later one, and whether it stands there as it was."""
    if sent == now:
        return line, True
    before, after = sent.split("\n"), now.split("\n")
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i <= line < j:
            return (k + line - i, True) if tag == "equal" else (min(k + line - i, max(m - 1, k)), False)
    return line, False


def merged_edits(sent: str, now: str, parse: Parse, before: str, after: str, hint: Hint) -> list[Edit]:
    """The edits of a later text by which its passage has what was changed of it when it was sent. Raises MovedOn, or Refused."""
    parsed = parse_markdown(sent, parse)
    base = find(parsed, before, hint)
    wanted = inner(base.shown, after)
    if wanted is None or len(base.passages) > 1 or PARAGRAPH_END in wanted:
        raise Refused("送った後に、原稿の同じ所が変わりました")
    today = parse_markdown(now, parse)
    passage = _same(parsed, today, base.passages[0])
    ours = _shown(passage, base.shown.units)
    text = merged(base.shown.text, tidied(wanted), ours.text)
    if text is None:
        raise MovedOn(ours.text)
    return proved(today, Found((passage,), ours), text, parse)


def _same(before: Parsed, now: Parsed, passage: Passage) -> Passage:
    """The passage of a later text that one of an earlier text is by now: in the lines that took the place of its own."""
    line, _ = line_now(before.text, now.text, passage.lines[0])
    found = [
        each
        for each in now.passages
        if each.lines[0] <= line < max(each.lines[1], each.lines[0] + 1)
        and (each.kind, each.cell[2]) == (passage.kind, passage.cell[2])
    ]
    if len(found) != 1:
        raise Refused("送った後に、原稿のこの所が変わり、同じ文章が見つかりません")
    alike = SequenceMatcher(None, passage.text, found[0].text, autojunk=False).ratio()
    if alike < 0.5:
        raise Refused("送った後に、原稿のこの所が変わり、同じ文章が見つかりません")
    return found[0]


def _shown(passage: Passage, known: Sequence[Unit]) -> Shown:
    """A passage's units with the words that references had, as far as they were there."""
    words: dict[str, list[str]] = {}
    for unit in known:
        if unit.form in COMPUTED:
            words.setdefault(unit.what, []).append(unit.text)
    units = []
    for unit in passage.units:
        if unit.form in COMPUTED:
            if not words.get(unit.what):
                raise Refused("送った後に、原稿の同じ所が変わりました（参照が増えています）")
            unit = replace(unit, text=words[unit.what].pop(0))
        units.append(unit)
    return Shown(tuple(units))


def merged(base: str, theirs: str, ours: str) -> str | None:
    """A text with the changes of both; None where they touch. Changes that are the same are one."""
    if ours == base or theirs == ours:
        return theirs
    own, other = _changes(base, ours), _changes(base, theirs)
    for i, j, text in other:
        for k, m, new in own:
            if (i, j, text) != (k, m, new) and i <= m and k <= j:
                return None
    pieces: list[str] = []
    done = 0
    for i, j, text in sorted({*own, *other}):
        pieces += base[done:i], text
        done = j
    return "".join((*pieces, base[done:]))


def _changes(before: str, after: str) -> list[tuple[int, int, str]]:
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(i, j, after[k:m]) for tag, i, j, k, m in codes if tag != "equal"]
