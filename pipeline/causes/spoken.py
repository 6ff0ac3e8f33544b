"""Deleted things that the later version still speaks of by their titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.problems import Code, Location, Problem, Words
from pipeline.resolve.texts import REFERENCE, with_what_is_ahead, words_at

# So long is no title that everybody says without meaning it, and that needs no brackets to be one.
_LONG = 8
# So long is one of several words (相談の充実) that names an item of the framework where it is no part of something longer:
# 身近な相談の充実 and 相談の充実度 are.
_ALONE = 5
_PHRASE = re.compile("..+[のを]..+")
_OPENS, _CLOSES = "[「『（(【［〔]", "[」』）)】］〕]"
_AHEAD = rf"(?<![^\s{REFERENCE}。．、，：:「『（(【［〔はがもにで])"
_BEHIND = rf"(?![^\s{REFERENCE}。．、，：:」』）)】］〕をにのはがともでへやだ等な])(?!な[^ど])"
_KINDS = (TargetKind.HEADING, TargetKind.TABLE, TargetKind.FIGURE)


def still_spoken_of(
    before: ResolvedPlan, after: ResolvedPlan, texts: Iterable[tuple[str, Location]]
) -> Iterator[Problem]:
    """Each place of the later version's texts that names what was deleted, as a warning.

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
    phrases = {title for title, target in gone.items() if target.id in items}
    for title, location, words in places_of(gone, texts, there, phrases):
        yield _spoken(gone[title], location, words)


def places_of(
    titles: Collection[str],
    texts: Iterable[tuple[str, Location]],
    there: Iterable[str],
    items: Collection[str],
) -> Iterator[tuple[str, Location, Words]]:
    """Those of these titles that texts name, each with its text's place and its own: in brackets for titles, or long enough to be meant,
    and no part of a title that is `there`, unless that names it in brackets. Those of `items` of the framework are meant where they stand by themselves, too."""
    others = [*map(_bare, there)]
    patterns = {title: _meant(_bare(title), others, title in items) for title in titles}
    for text, location, ahead in with_what_is_ahead(texts) if titles else ():
        bare = _bare(text)
        for title, pattern in patterns.items():
            if _bare(title) in bare:
                spans = (each.span(each.lastgroup) for each in pattern.finditer(text) if each.lastgroup)
                yield from ((title, location, words_at(text, *span, ahead)) for span in spans)


def _meant(title: str, others: Iterable[str], is_item: bool) -> re.Pattern[str]:
    """Finds where a title is meant, as a group with a name; titles of which it is a part are no such places."""
    written = _spaced(title)
    named = re.compile(f"{_OPENS}{written}{_CLOSES}")
    longer = sorted(
        (each for each in others if title in each and not named.search(each)), key=len, reverse=True
    )
    if len(title) >= _LONG:
        plain = written
    elif is_item and len(title) >= _ALONE and _PHRASE.fullmatch(title):
        plain = f"{_AHEAD}{written}{_BEHIND}"
    else:
        plain = "(?!)"
    return re.compile(
        "|".join([f"[「『](?P<quoted>{written})[」』]", *map(_spaced, longer), f"(?P<plain>{plain})"])
    )


def _spaced(title: str) -> str:
    return r"\s*".join(map(re.escape, title))


def _bare(text: str) -> str:
    return "".join(text.split())


def _spoken(target: Target, location: Location, words: Words) -> Problem:
    return Problem(
        location,
        Code.REF_DELETED_TITLE,
        f"前の版から削除された{target.number}「{target.title}」のことが、まだ書かれています",
        f"文章を直してください。前の版では {target.location} にありました。同じ言葉を別の意味で使っているのなら、このままで構いません",
        warning=True,
        about=words,
    )
