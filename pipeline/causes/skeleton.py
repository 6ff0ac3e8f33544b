"""Entries for changes.yaml that somebody has to fill in: one for each change without a cause, one for a word that was replaced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.causes.check import uncaused
from pipeline.causes.cover import unexplained
from pipeline.causes.words import replaced_by, replaced_count, without_replaced
from pipeline.documents.changes import changed_places
from pipeline.model.causes import Category, Cause, Replacement
from pipeline.model.comparison import Change, ChangeKind, Comparison
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.workbook import Marks
from pipeline.problems import Location
from pipeline.source.yaml_append import Entry
from pipeline.source.yaml_values import Value

# So many lines of a change are told in comments, each no longer than this.
_MOST_LINES, _LONGEST = 3, 120
# A word that was replaced in so many lines is told as one.
_OFTEN = 3
_WORD = "[ぁ-んァ-ヶ一-鿿々ー％%]"
_STEM = re.compile("[一-鿿々ァ-ヶー]")
_FILL: tuple[tuple[str, Value], ...] = (("区分", ""), ("根拠", {}), ("理由", ""))


def cause_entries(
    comparison: Comparison,
    before: ResolvedPlan,
    after: ResolvedPlan,
    opinions: Mapping[str, Sequence[str]],
) -> list[Entry]:
    """Entries for all that has none, words before places. `opinions` are the numbers of those that answers say led to a change,
    by its id: of that much the entry is filled in."""
    written = (*after.plan.causes, *(each.filled for each in after.plan.unfilled_causes))
    open_changes = [change for change, _ in uncaused(comparison, before, after)]
    open_units = {change.unit.id for change in open_changes}
    left = without_replaced(comparison, replaced_by(written, comparison.changes))
    words = [
        _cause(word) for word in replaced_words(each for each in left.changes if each.unit.id in open_units)
    ]
    known = (*written, *words)
    rest = without_replaced(comparison, replaced_by(known, comparison.changes))
    return [
        *(
            Entry(
                (f"語句の置換え（{each.count}か所）　残すもの（法律の名前など）があれば「除く: [...]」",),
                (
                    ("語句", {word.before: word.after for word in each.cause.words}),
                    ("か所", str(each.count)),
                    *_FILL,
                ),
            )
            for each in replaced_by(words, comparison.changes)
        ),
        *(
            _entry(rest, change, kinds, opinions.get(change.unit.id, ()))
            for change in open_changes
            if (kinds := unexplained(change, known))
        ),
    ]


def _cause(word: Replacement) -> Cause:
    return Cause((), Category.OFFICE, (), "", None, (), Location(""), words=(word,))


def _entry(rest: Comparison, change: Change, kinds: Sequence[ChangeKind], opinions: Sequence[str]) -> Entry:
    unit = change.unit
    basis: Value = {"意見": list(opinions)} if opinions else {}
    return Entry(
        (f"{unit.shown}（{'・'.join(kinds)}）", *_told(rest, change)),
        (
            ("箇所", [unit.id]),
            ("区分", Category.OPINION.value if opinions else ""),
            ("根拠", basis),
            ("理由", ""),
        ),
    )


def _told(rest: Comparison, change: Change) -> Iterator[str]:
    """The first lines of a change as they were and as they are, without those that `rest` leaves to words."""
    left = tuple(each for each in rest.changes if (each.before, each.after) == (change.before, change.after))
    places = changed_places(replace(rest, changes=left))
    for place in places[:_MOST_LINES]:
        for side, lines in (("前", place.before), ("後", place.after)):
            yield f"  {side}: {_shortened('　'.join(map(_marked, lines)))}"
    if len(places) > _MOST_LINES:
        yield f"  ほかに{len(places) - _MOST_LINES}か所"


def _marked(text: Marks) -> str:
    return "".join(f"【{mark.text}】" if mark.changed else mark.text for mark in text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


# Words that were replaced


def replaced_words(changes: Iterable[Change]) -> list[Replacement]:
    """The words that were replaced in many lines of these changes, where that is all that happened to those lines."""
    texts = [pair for change in changes for pair in _texts(change)]
    around: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for text in texts:
        found = list(_differing(*text))
        if len({difference for _, difference in found}) == 1:
            length = len(found[0][1][0])
            around[found[0][1]] += [(text[0][:at], text[0][at + length :]) for at, _ in found]
    words = (_extended(*difference, beside) for difference, beside in around.items())
    return [
        word
        for word in words
        if re.fullmatch(f"{_WORD}+", word.before + word.after)
        and sum(bool(replaced_count(*text, (word,))) for text in texts) >= _OFTEN
    ]


def _texts(change: Change) -> Iterator[tuple[str, str]]:
    """What stood before and what stands now, in each line that was edited."""
    if change.before and change.after:
        if ChangeKind.RENAMED in change.kinds:
            yield change.before.title, change.after.title
        for _, pair in change.text_lines:
            if pair.before and pair.after:
                yield pair.before.source, pair.after.source


def _differing(before: str, after: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """The stretches of two texts that differ, each with its place in the first; of what was put in or taken out, with the
    character before it."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            more = 1 if (a == b or c == d) and a and c else 0
            yield a - more, (before[a - more : b], after[c - more : d])


def _extended(before: str, after: str, beside: Sequence[tuple[str, str]]) -> Replacement:
    """A word with what stands around it wherever it was replaced: 害→がい is 障害→障がい."""
    head = _shared([text[::-1] for text, _ in beside])[::-1]
    tail = _shared([text for _, text in beside])
    return Replacement(head + before + tail, head + after + tail)


def _shared(texts: Sequence[str]) -> str:
    """The letters of a word with which all these texts begin."""
    shared = ""
    for letters in zip(*texts, strict=False):
        if len(set(letters)) > 1 or not _STEM.fullmatch(letters[0]):
            break
        shared += letters[0]
    return shared
