"""What was changed in the words of a passage, as edits of its source: characters go and come, references, ruby and notes are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.frozen import dataclass
from pipeline.model.characters import forbidden, visible
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.units import COMPUTED, MARKS, Form, Styled, Unit

# Stands for the empty line between two paragraphs.
PARAGRAPH_END = "\n\n"
_END = Unit(Form.BREAK, "\x00", 0, 0)
# Inserted text → how it is written at this place; the second says whether a block of Markdown begins with it.
Write = Callable[[str, bool], str]


@dataclass(frozen=True)
class Shown:
    """The units of one or more passages as they were printed: those that are written elsewhere have the words that they had.
    `around` are words before and behind them that are none of theirs (a number, a mark)."""

    units: tuple[Unit, ...]
    around: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)


def tidied(text: str) -> str:
    """A text as somebody typed it, as Markdown can say it: blanks at its ends and one behind another are none. Raises Refused."""
    if found := next(forbidden(text), None):
        raise Refused(f"使えない文字（U+{ord(found.group()):04X}）があります")
    lines = (
        re.sub(r"[ \t\u00a0]+", " ", line).strip(" ").rstrip(" \u3000") for line in visible(text).split("\n")
    )
    return re.sub(r"\n{2,}", PARAGRAPH_END, "\n".join(lines)).strip("\n")


def shown_as(units: Sequence[Unit], printed: str) -> Iterator[Shown]:
    """The units as they stand somewhere in a printed text; nothing where they don't."""
    if not units:
        if not printed:
            yield Shown(())
        return
    parts = [
        f"(?P<u{at}>.*?)" if unit.form in COMPUTED else re.escape(unit.text).replace("\x00", "\n\n")
        for at, unit in enumerate(units)
    ]
    pattern = "".join(parts)
    whole = re.fullmatch(f"[ 　]*(?P<all>{pattern})[ 　]*", printed, re.DOTALL)
    found = [whole] if whole else list(re.finditer(f"(?P<all>{pattern})", printed, re.DOTALL))
    for each in found:
        if each["all"]:
            filled = (
                replace(unit, text=each[f"u{at}"]) if unit.form in COMPUTED else unit
                for at, unit in enumerate(units)
            )
            start, end = each.span("all")
            yield Shown(tuple(filled), (printed[:start], printed[end:]))


def inner(shown: Shown, after: str) -> str | None:
    """What stands in a changed text between the words around a passage; None where these were changed too."""
    before, behind = shown.around
    if not (after.startswith(before) and after.endswith(behind)) or len(after) < len(before) + len(behind):
        return None
    return after[len(before) : len(after) - len(behind)]


def edits_of(shown: Shown, after: str, styled: Sequence[Styled], write: Write) -> list[Edit]:
    """The edits of the source that make it print `after`. Raises Refused where they would cut through what is kept."""
    units = list(shown.units)
    visible_units = [at for at, unit in enumerate(units) if unit.text]
    before = [_atom(units[at]) for at in visible_units]
    wanted = _tokens(after, units)
    gone: set[int] = set()
    new: list[tuple[int, str]] = []  # before the unit with this index
    for kind, i, j, k, m in _changes(before, wanted):
        if kind == "equal":
            continue
        removed = visible_units[i:j]
        text = "".join(wanted[k:m])
        _check(units, removed, text)
        gone.update(removed)
        new.append(
            (removed[0] if removed else visible_units[i] if i < len(visible_units) else len(units), text)
        )
    if not units:
        return [(0, 0, write(after, True))]
    filled = {at for at, text in new if text}
    return [
        *_removals(units, gone, [each for each in styled if not filled & set(range(each.first, each.last))]),
        *(_insertion(units, gone, at, text, write) for at, text in new if text),
    ]


def looks_kept(shown: Shown, after: str, now: Sequence[Unit]) -> bool:
    """Whether what stays of a text is set as it was; `now` are the units that print `after`."""
    before = [unit for unit in shown.units if unit.text]
    seen = [unit for unit in now if unit.text or unit.form in COMPUTED]
    wanted = [each for each in _tokens(after, before) if each != PARAGRAPH_END]
    if len(wanted) != len(seen):
        return (
            True  # typed words that look like a reference: nothing is kept of it that could be set otherwise
        )
    places = iter(seen)
    looks = [None if each == PARAGRAPH_END else next(places).style for each in _tokens(after, before)]
    return all(
        looks[k + step] in (None, before[i + step].style)
        for kind, i, j, k, _ in _changes([_atom(each) for each in before], _tokens(after, before))
        if kind == "equal"
        for step in range(j - i)
    )


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes between two sequences, in one where that is short: what both begin and end with is left alone."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    yield "equal", 0, start, 0, start
    inner_before, inner_after = before[start : len(before) - end], after[start : len(after) - end]
    for kind, i, j, k, m in SequenceMatcher(None, inner_before, inner_after, autojunk=False).get_opcodes():
        yield kind, i + start, j + start, k + start, m + start
    yield "equal", len(before) - end, len(before), len(after) - end, len(after)


def _atom(unit: Unit) -> str:
    return unit.text if unit.text != "\x00" else PARAGRAPH_END


def _tokens(text: str, units: Sequence[Unit]) -> list[str]:
    """A changed text as characters and as what is kept whole in it."""
    whole = {_atom(unit) for unit in units if not unit.is_written and len(unit.text) > 1}
    patterns = [re.escape(each) for each in sorted({*whole, PARAGRAPH_END}, key=len, reverse=True)]
    return re.findall(f"{'|'.join(patterns)}|.", text, re.DOTALL)


def _check(units: Sequence[Unit], removed: Sequence[int], text: str) -> None:
    """Whether what is removed, and what is put in its place, may be."""
    for at in removed:
        unit = units[at]
        if not unit.is_written and text:
            raise Refused(
                f"{unit.form.value}「{unit.text}」が書き換えられています。{_HINTS.get(unit.form, '手で直してください')}"
            )
    if removed:
        between = units[removed[0] : removed[-1] + 1]
        if marks := [unit for unit in between if unit.form in MARKS]:
            raise Refused(
                f"消される文章の中に{marks[0].form.value}（{marks[0].what}）があります。手で直してください"
            )


_HINTS = {
    Form.REFERENCE: "参照は、参照先の番号や題から作られます。参照先の方を直すか、手で参照を書き換えてください",
    Form.COUNT: "この数は、計画の中のものを数えて入ります。数を変えるのではなく、数えられるものの方を直します",
    Form.RUBY: "ふりがなも合わせて、手で直してください",
}


def _removals(units: Sequence[Unit], gone: set[int], styled: Sequence[Styled]) -> Iterator[Edit]:
    """Spans that go. Of what is bold all goes with its last word."""
    emptied = [
        each
        for each in styled
        if (
            inside := [at for at in range(each.first, each.last) if units[at].text or units[at].form in MARKS]
        )
        and gone.issuperset(inside)
    ]
    covered = [
        each for each in emptied if not any(_within(each, other) for other in emptied if other != each)
    ]
    for each in covered:
        yield each.start, each.end, ""
    for at in sorted(gone):
        if not any(each.first <= at < each.last for each in covered):
            yield units[at].start, units[at].end, ""


def _within(one: Styled, other: Styled) -> bool:
    return (
        other.first <= one.first
        and one.last <= other.last
        and (other.start, other.end) != (one.start, one.end)
    )


def _insertion(units: Sequence[Unit], gone: set[int], at: int, text: str, write: Write) -> Edit:
    """Where new words go: before what they replace; else beside that neighbour which has the plainer look, the one before them where
    both are alike. At the end of a line of the source a paragraph's end takes the place of that."""
    first = not any(unit.text for unit in units[:at])
    if at in gone:
        return units[at].start, units[at].start, write(text, first)
    following = units[at] if at < len(units) else None
    before = next((unit for unit in reversed(units[:at]) if unit.form is not Form.SOFT), None)
    if before is None or following is None:
        place = before.end if before else units[0].start
    elif units[at - 1].form is Form.SOFT:
        if text == PARAGRAPH_END:
            return before.end, following.start, write(text, first)
        place = following.start if before.text in _SENTENCE_ENDS else before.end
    else:
        plainer = len(following.style) < len(before.style)
        place = following.start if plainer or before.form in MARKS else before.end
    return place, place, write(text, first)


_SENTENCE_ENDS = ("。", "！", "？", "：")


def paragraph_end(before: int, after: int) -> Unit:
    """The unit between two passages that are read as one: the span between them."""
    return replace(_END, start=before, end=after)
