"""Deleted things that the later version still speaks of by their titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.problems import Code, Location, Problem

# So long is no title that everybody says without meaning it, and that needs no brackets to be one.
_LONG = 8
# So long is one of several words (相談の充実) that names an item of the framework where nothing else stands beside it.
_ALONE = 5
_PHRASE = re.compile("..+[のを]..+")
_OPENS, _CLOSES = "[（(【［〔]", "[）)】］〕]"
_KINDS = (TargetKind.HEADING, TargetKind.TABLE, TargetKind.FIGURE)


def still_spoken_of(
    before: ResolvedPlan, after: ResolvedPlan, texts: Iterable[tuple[str, Location]]
) -> Iterator[Problem]:
    """Each of the later version's texts that names what was deleted, as a warning.

    A reference to it is an error of its own. Titles that something has in the later version are not gone.
    """
    there = {_bare(target.title) for target in after.targets.values()}
    gone = {
        title: target
        for target in before.targets.values()
        if target.id not in after.targets and target.kind in _KINDS
        if (title := _bare(target.title)) and title not in there
    }
    items = {item.id for item in before.plan.framework.walk()}
    phrases = {
        title
        for title, target in gone.items()
        if target.id in items and len(title) >= _ALONE and _PHRASE.fullmatch(title)
    }
    for title, location in places_of(gone, texts, phrases):
        yield _spoken(gone[title], location)


def places_of(
    titles: Collection[str], texts: Iterable[tuple[str, Location]], phrases: Collection[str] = ()
) -> Iterator[tuple[str, Location]]:
    """Those of these titles that texts name, each with the place: in brackets for titles, or long enough to be meant. `phrases` are those
    that are meant also where they stand alone, as a whole text or in round brackets."""
    bare_titles = {_bare(title): title for title in titles}
    for text, location in dict.fromkeys(texts) if titles else ():
        bare = _bare(text)
        for plain, title in bare_titles.items():
            if plain in bare and _is_meant(plain, bare, title in phrases):
                yield title, location


def _is_meant(title: str, text: str, alone: bool) -> bool:
    if len(title) >= _LONG:
        return True
    written = re.escape(title)
    return bool(
        re.search(f"[「『]{written}[」』]", text)
        or (alone and (text == title or re.search(_OPENS + written + _CLOSES, text)))
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _spoken(target: Target, location: Location) -> Problem:
    return Problem(
        location,
        Code.REF_DELETED_TITLE,
        f"前の版から削除された{target.number}「{target.title}」のことが、まだ書かれています",
        f"文章を直してください。前の版では {target.location} にありました。同じ言葉を別の意味で使っているのなら、このままで構いません",
        warning=True,
    )
