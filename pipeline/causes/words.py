"""Words that were replaced wherever they stood: which lines changed by that alone, and where the old word was left.

Which places are the names of laws is known by their form alone, so an entry can say what else is to stay (除く).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.frozen import dataclass
from pipeline.model.causes import Cause, Grounds, Replacement
from pipeline.model.comparison import Change, ChangeKind, Comparison, FoldedChange
from pipeline.model.lines import Line
from pipeline.problems import Code, Location, Problem
from pipeline.source.schema import CHANGES

# What a name of a law is made of. A method (方法, 手法 …) is none.
_NAME = "[一-鿿々ァ-ヶー・]"
_NO_LAW = "(?<![方手用技療作文話礼司立])"
_WITHIN = "[^、。「」『』（）()\n]"


@dataclass(frozen=True)
class Replaced:
    """What a cause with words took: how many words in how many changes' lines."""

    cause: Cause
    count: int
    changes: tuple[Change, ...]

    @property
    def shown(self) -> str:
        """「障害」→「障がい」（22か所）"""
        return f"{self.cause.replaced}（{self.count}か所）"


def replaced_count(before: str, after: str, words: Sequence[Replacement]) -> int:
    """How many of these words were replaced from the one text to the other; 0 where that is not the whole difference."""
    if before == after:
        return 0
    by_word = {each.before: each for each in words}
    longest = sorted(by_word, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest))})", before)
    pattern = "".join(
        f"(?:{re.escape(part)}|({re.escape(by_word[part].after)}))" if i % 2 else re.escape(part)
        for i, part in enumerate(parts)
    )
    found = re.fullmatch(pattern, after)
    return sum(group is not None for group in found.groups()) if found else 0


def replaced_in(change: Change, words: Sequence[Replacement]) -> dict[ChangeKind, tuple[int, ...]]:
    """Of the kinds of a change that lines and titles tell, how many words were replaced in each line: 0 where it changed otherwise."""
    found: dict[ChangeKind, tuple[int, ...]] = {}
    before, after = change.before, change.after
    if before is None or after is None:
        return found
    if ChangeKind.RENAMED in change.kinds:
        found[ChangeKind.RENAMED] = (replaced_count(before.title, after.title, words),)
    if ChangeKind.EDITED in change.kinds:
        found[ChangeKind.EDITED] = tuple(
            replaced_count(_written(pair.before), _written(pair.after), words)
            if pair.before and pair.after
            else 0
            for _, pair in change.text_lines
        )
    return found


def _written(line: Line) -> str:
    """A line with what it is called: in a table, the words may stand in the label of the row."""
    return "\n".join(line.written)


def is_in(change: Change, cause: Cause) -> bool:
    """Whether a change stands at or below the places of a cause, or it has none."""
    ids = {identity for unit in (change.before, change.after) for identity in (unit.path if unit else ())}
    return not cause.places or any(place.text in ids for place in cause.places)


def replaced_by(causes: Iterable[Cause], changes: Sequence[Change]) -> list[Replaced]:
    """What each of the causes with words took."""
    return [_replaced(cause, changes) for cause in causes if cause.words]


def _replaced(cause: Cause, changes: Sequence[Change]) -> Replaced:
    counts = {
        i: sum(map(sum, replaced_in(change, cause.words).values()))
        for i, change in enumerate(changes)
        if is_in(change, cause)
    }
    return Replaced(cause, sum(counts.values()), tuple(changes[i] for i, count in counts.items() if count))


def without_replaced(comparison: Comparison, replaced: Iterable[Replaced]) -> Comparison:
    """A comparison without what causes with words took: a list of places tells it in one line."""
    causes = [each.cause for each in replaced]
    rest = (
        _rest(change, [cause for cause in causes if is_in(change, cause)]) for change in comparison.changes
    )
    return replace(comparison, changes=tuple(change for change in rest if change.kinds))


def _rest(change: Change, causes: Sequence[Cause]) -> Change:
    taken = [replaced_in(change, cause.words) for cause in causes]
    lines = {
        index
        for counts in taken
        for (index, _), count in zip(change.text_lines, counts.get(ChangeKind.EDITED, ()), strict=False)
        if count
    }
    whole = {
        ChangeKind.EDITED: bool(lines) and len(lines) == len(change.text_lines),
        ChangeKind.RENAMED: any(any(counts.get(ChangeKind.RENAMED, ())) for counts in taken),
    }
    return replace(
        change,
        kinds=tuple(kind for kind in change.kinds if not whole.get(kind)),
        lines=tuple(pair for index, pair in enumerate(change.lines) if index not in lines),
    )


def folded(replaced: Replaced, grounds: Grounds) -> FoldedChange:
    """What a cause with words took, as one line; where it took nothing there is none."""
    words = replaced.cause.words
    units = (change.unit for change in replaced.changes)
    return FoldedChange(
        "、".join(word.before for word in words),
        "、".join(word.after for word in words),
        replaced.count,
        tuple(dict.fromkeys(unit.number or unit.title for unit in units)),
        grounds,
    )


def check_words(replaced: Iterable[Replaced], texts: Sequence[tuple[str, Location]]) -> Iterator[Problem]:
    """Words that were replaced nowhere, or not as often as their author says, and places where they were left."""
    for each in replaced:
        yield from _check_count(each)
        yield from _left(each.cause, texts)


def _check_count(replaced: Replaced) -> Iterator[Problem]:
    cause, count = replaced.cause, replaced.count
    if not count:
        yield Problem(
            cause.location,
            Code.CAUSE_UNCHANGED,
            f"{cause.replaced}の置き換えだけをした所は、ありません",
            "前の計画の言葉と今の言葉を「語句」に書いてください。ほかの修正もした所には、「箇所」で理由を書きます",
            warning=True,
        )
    elif cause.count and cause.count != count:
        yield Problem(
            cause.location,
            Code.CAUSE_COUNT,
            f"「か所: {cause.count}」とありますが、{cause.replaced}の置き換えだけをした所は{count}か所です",
            f"「か所: {count}」に直してください。別の版から数えたものなら、このままで構いません",
            warning=True,
        )


def _left(cause: Cause, texts: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """The texts in which a replaced word still stands, but in what it is to stay in: the new word, names of laws, 除く."""
    for word in cause.words:
        stays = _stays(word, cause.kept)
        for text, location in dict.fromkeys(texts):
            left = stays.sub("\n", text).count(word.before) if word.before in text else 0
            if left:
                yield Problem(
                    location,
                    Code.CAUSE_LEFT,
                    f"「{word.before}」が、「{word.after}」に置き換えられずに{left}か所残っています",
                    f"直すか、残すのなら、残す言葉を {CHANGES} のその変更の「除く」に書いてください",
                    warning=True,
                )


def _stays(word: Replacement, kept: Iterable[str]) -> re.Pattern[str]:
    """Everything in which the old word may stand."""
    texts = sorted(filter(None, (word.after, *kept)), key=len, reverse=True)
    name = f"{_NAME}*{re.escape(word.before)}"
    laws = (
        f"{name}{_NAME}*{_NO_LAW}法(?:施行令|施行規則)?(?!{_NAME})",
        f"{name}{_WITHIN}{{0,60}}?法律",
        f"{name}{_WITHIN}{{0,40}}?(?:条例|規則)",
    )
    return re.compile("|".join((*map(re.escape, texts), *laws)))
