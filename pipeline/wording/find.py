"""What rules find in a plan's texts, and the problems that this makes: of what is alike one, with its count and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.frozen import dataclass
from pipeline.model.numerals import count_text
from pipeline.problems import Location, Problem, Words
from pipeline.source.words import place_words
from pipeline.wording.profile import Preset, Profile
from pipeline.wording.rule import Found, Rule
from pipeline.wording.texts import Text
from pipeline.wording.whole import whole_of

_PLACES = 5  # that a hint names
_SHOWN = 12  # characters of a long place


@dataclass(frozen=True)
class Finding:
    """A place of a text at which a rule speaks."""

    rule: Rule
    text: Text
    found: Found


def active(rules: Iterable[Rule], profile: Profile) -> Iterator[Rule]:
    """The rules that work for a city, in their order."""
    for rule in rules:
        wanted = rule.code in profile.on or not (
            rule.rests
            or rule.code in profile.off
            or (profile.preset is Preset.CITY and not rule.source.is_own)
        )
        if wanted:
            yield rule


def look(texts: Sequence[Text], rules: Iterable[Rule], profile: Profile) -> Iterator[Finding]:
    """All that these rules find, but for what is exempt, is silent, or stands as the city wants it."""
    for rule in rules:
        for text, found in _each(rule, texts, profile):
            silent = rule.heeds_silence and text.is_silent(found.start, found.end)
            wanted = profile.wants(text.text, found.start, found.end, found.right)
            if not (silent or wanted or _is_exempt(rule, text, found, profile)):
                yield Finding(rule, text, found)


def _each(rule: Rule, texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    if rule.find:
        for text in whole_of(texts).having(rule.has) if rule.has else texts:
            for found in rule.find(text, profile):
                yield text, found
    if rule.find_in_all:
        yield from rule.find_in_all(texts, profile)


def _is_exempt(rule: Rule, text: Text, found: Found, profile: Profile) -> bool:
    return any(
        each.target in (text.id, f"{text.id}/{text.key}")
        and (not each.codes or rule.code in each.codes)
        and (not each.words or found.wrong in each.words)
        for each in profile.exempt
    )


def problems_of(findings: Iterable[Finding], files: Mapping[str, bytes], folder: str) -> list[Problem]:
    """The findings as notes, in the order of the files: what has the same message is one, at its first place. `files` are those of
    `folder`."""
    groups: dict[str, list[Finding]] = {}
    for each in findings:
        groups.setdefault(f"{each.rule.code} {each.rule.message(each.found)}", []).append(each)
    return sorted(
        (_grouped(group, files, folder) for group in groups.values()),
        key=lambda problem: (problem.location, problem.code, problem.message),
    )


def _grouped(group: Sequence[Finding], files: Mapping[str, bytes], folder: str) -> Problem:
    """The problem of alike findings. Places are looked for as far as they are named."""
    ordered = sorted(group, key=lambda each: (_begin(each, folder), each.found.start))
    first, *others = place_words((_problem(each, folder) for each in ordered[: _PLACES + 1]), files, folder)
    if not others:
        return first
    left = len(group) - 1 - len(others)
    more = f"ほか{count_text(left)}か所" if left else ""
    places = "、".join(filter(None, (*(str(each.location) for each in others), more)))
    return replace(
        first,
        message=f"{first.message}（{count_text(len(group))}か所）",
        hint=f"{first.hint}\n    ほかの所: {places}",
    )


def _begin(finding: Finding, folder: str) -> Location:
    origin = finding.text.origin
    return Location(f"{folder}/{origin.file}", origin.line, origin.column)


def _problem(finding: Finding, folder: str) -> Problem:
    rule, text, found = finding.rule, finding.text, finding.found
    does = "。".join(
        filter(None, (found.hint, rule.does, f"出典: {f'{rule.source} {rule.section}'.strip()}"))
    )
    return Problem(
        _begin(finding, folder),
        rule.code,
        rule.message(found),
        does,
        warning=True,
        about=_about(text, found),
    )


def _about(text: Text, found: Found) -> Words:
    """The words by which a place is found: not more than what surely stands in one line, and nothing that the program puts in."""
    start = found.start
    end = min(found.end, start + _SHOWN)
    end = min([end, *(begin for begin, _ in text.made if start < begin < end)])
    return text.words(start, max(end, start + 1))
