"""Which causes speak for a change, by the ids that they name and the words that they replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from pipeline.causes.words import Replaced, is_in, replaced_in
from pipeline.model.causes import Cause, Grounds, Reach
from pipeline.model.comparison import Change, ChangeKind
from pipeline.model.eras import write_day
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.reference_text import shown_text


def causes_of(change: Change, causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """The causes of a change, of whichever of its kinds."""
    return tuple(dict.fromkeys(each for found in _by_kind(change, causes).values() for each in found))


def remark(change: Change, after: ResolvedPlan, replaced: Iterable[Replaced] = ()) -> str:
    """The text of 備考 on a change: 意見（No.3）; empty where it has no cause. `replaced` are what causes with words took."""
    shown = {each.cause: each.shown for each in replaced}
    bases = (f"{cause.basis}{shown.get(cause, '')}" for cause in causes_of(change, after.plan.causes))
    return "、".join(dict.fromkeys(bases))


def grounds(change: Change, after: ResolvedPlan, edited: bool) -> Grounds:
    """理由, 区分 and 根拠 of a change, or of what else happened to its unit than that its text was `edited`, references as what they
    show; all empty where it has no cause."""
    found = _by_kind(change, after.plan.causes)
    causes = [each for kind, some in found.items() if (kind is ChangeKind.EDITED) is edited for each in some]
    return grounds_of(list(dict.fromkeys(causes)), after)


def grounds_of(causes: Sequence[Cause], after: ResolvedPlan) -> Grounds:
    """The same of causes."""

    def joined(texts: Iterable[str], between: str = "、") -> str:
        return between.join(dict.fromkeys(filter(None, texts)))

    return Grounds(
        reason=joined((reason_of(cause, after) for cause in causes), ""),
        category=joined(cause.category.value for cause in causes),
        opinions=joined(opinion.text for cause in causes for opinion in cause.opinions),
        meeting=joined(cause.meeting for cause in causes),
        day=joined(write_day(cause.day, with_weekday=False) for cause in causes if cause.day),
    )


def reason_of(cause: Cause, after: ResolvedPlan) -> str:
    """A cause's reason with references as what they show."""
    return shown_text(cause.reason, after.targets)


def unexplained(change: Change, causes: Iterable[Cause]) -> tuple[ChangeKind, ...]:
    """The kinds of a change for which there is no cause."""
    return tuple(kind for kind, found in _by_kind(change, causes).items() if not found)


def _by_kind(change: Change, causes: Iterable[Cause]) -> dict[ChangeKind, tuple[Cause, ...]]:
    """The causes of each of a change's kinds: those that name its unit, else those that name the nearest thing around it and speak
    for that kind; and of words that were replaced, and nothing else, those with the words.

    Of what moved, both the old place and the new one count.
    """
    causes = tuple(causes)
    with_words = [cause for cause in causes if cause.words and is_in(change, cause)]
    named = _by_place(cause for cause in causes if not cause.words)
    found: dict[ChangeKind, tuple[Cause, ...]] = {}
    for kind in change.kinds:
        of_words, whole = _of_words(change, kind, with_words)
        of_places = () if whole else _nearest(change, kind, named)
        found[kind] = tuple(dict.fromkeys((*of_words, *of_places))) if whole or of_places else ()
    return found


def _of_words(change: Change, kind: ChangeKind, causes: Iterable[Cause]) -> tuple[tuple[Cause, ...], bool]:
    """The causes whose words were replaced in what a change of this kind shows, and whether each line of it is such a place."""
    counts = {cause: replaced_in(change, cause.words).get(kind, ()) for cause in causes}
    took = tuple(cause for cause, lines in counts.items() if any(lines))
    return took, bool(took) and all(map(any, zip(*counts.values(), strict=True)))


def _nearest(
    change: Change, kind: ChangeKind, named: Mapping[str | None, Sequence[Cause]]
) -> tuple[Cause, ...]:
    paths = [reversed(unit.path) for unit in (change.before, change.after) if unit]
    own = {unit.id for unit in (change.before, change.after) if unit}
    for ids in zip_longest(*paths):
        found = [
            cause
            for identity in dict.fromkeys(ids)
            for cause in named.get(identity, ())
            if identity in own or speaks_for(cause, kind)
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def speaks_for(cause: Cause, kind: ChangeKind) -> bool:
    """Whether a cause covers changes of this kind below its places."""
    return Reach(kind.value) in cause.reach


def _by_place(causes: Iterable[Cause]) -> Mapping[str | None, Sequence[Cause]]:
    named: dict[str | None, list[Cause]] = {}
    for cause in causes:
        for place in cause.places:
            named.setdefault(place.text, []).append(cause)
    return named
