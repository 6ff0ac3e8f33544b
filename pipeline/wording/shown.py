"""What documents show → the texts that are looked at: what somebody wrote for the plan, each once, wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.frozen import dataclass, replace
from pipeline.model.content import DocumentContent
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.floats import Float
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.private import is_private
from pipeline.passages.files import Files, tight
from pipeline.passages.model import Origin, Passage
from pipeline.passages.origins import IN_ATTRIBUTE, Walk
from pipeline.passages.printed import Printed, is_plain, printed, printed_parts
from pipeline.wording.profile import Profile
from pipeline.wording.texts import Span, Text, names_among, with_silence
from pipeline.wording.unprinted import unprinted_texts

# What is put before values that are items of a list or titles.
_MARK = re.compile(r"[・○●] *|[(（]?[0-9０-９]+[)）]?[.．]?\t|[①-⑳]\t?")
# A title of fewer characters is a word like others.
_TITLE = 5
# What stands for a made part: no plan can hold this sign.
_MADE = "\ufdd0"
# What residents said, as the office sums it up: answers.yaml.
_OPINIONS = ("意見の概要", "該当箇所")


def shown_texts(
    contents: Iterable[DocumentContent], resolved: ResolvedPlan, files: Files, profile: Profile
) -> tuple[Text, ...]:
    """The texts of documents in their order, with what in them is silent. Left out is what has no place in the files or is made by the
    program, and what is somebody else's as a whole: quotations, provisions, what residents wrote."""
    names = names_among((*profile.names, *names_of(resolved)))
    titles = names_among(tuple(titles_of(resolved)))
    texts = (text for content in contents for text in _written(content, resolved, files))
    return tuple(with_silence(text, names, titles) for text in _each_once(texts))


def _written(content: DocumentContent, resolved: ResolvedPlan, files: Files) -> Iterator[Text]:
    """What somebody wrote of what a document shows."""
    ahead, last = "", None
    for shown, passage in _passages(content, resolved, files):
        if _is_written(shown, passage, files):
            text = _text(shown, passage, content, resolved)
            ahead = f"{ahead}{last.text}" if last and _are_of_one_cell(last, text) else ""
            last = replace(text, ahead=ahead) if ahead else text
            yield from _as_values(last, files)
    if content.name == PLAN.name:
        yield from unprinted_texts(resolved, files)


def _as_values(text: Text, files: Files) -> Iterator[Text]:
    """A text that prints a value as that, without the mark or the number before it; one that prints several, as each of them."""
    origin = text.origin
    yaml = files.yaml(origin.file) if origin.key else None
    value = yaml.value(origin.path) if yaml else None
    if yaml and isinstance(value, list) and all(isinstance(each, str) for each in value):
        for at, each in enumerate(value):
            path = (*origin.path, at)
            identity, key = yaml.id_around(path)
            yield replace(text, text=str(each), origin=yaml.origin(path), id=identity, key=key, made=())
    elif isinstance(value, str) and (mark := _MARK.match(text.text)) and not value.startswith(mark.group()):
        end = mark.end()
        made = tuple((begin - end, stop - end) for begin, stop in text.made if begin >= end)
        yield replace(text, text=text.text[end:], made=made)
    else:
        yield text


def _are_of_one_cell(text: Text, other: Text) -> bool:
    return text.origin.row >= 0 and text.origin == other.origin


def _each_once(texts: Iterable[Text]) -> Iterator[Text]:
    """The texts as they come first; what several documents show is one, and what says nothing is none."""
    found: dict[object, Text] = {}
    for text in texts:
        identity = (place_of(text.origin), text.text, text.ahead, text.origin.cell)
        if text.text.strip():
            known = found.setdefault(identity, text)
            if text.document == FRAMEWORK.name:
                found[identity] = replace(known, on_sheet=True)
    return iter(found.values())


def place_of(origin: Origin) -> tuple[str, str | int]:
    """The file and the way to a value in it; of other files the line."""
    return origin.file, origin.key or origin.line


@dataclass(frozen=True)
class Line:
    """A passage as it is written: what the program puts in is one sign each. `what` says which it is, `place` where it is written, and
    `quoted` that it is somebody else's."""

    what: tuple[str, ...]
    words: str
    place: tuple[str, str | int]
    quoted: bool


def written_lines(
    contents: Iterable[DocumentContent], resolved: ResolvedPlan, files: Files
) -> Iterator[Line]:
    """The passages of documents, but for those that are made of others."""
    for content in contents:
        for shown, passage in _passages(content, resolved, files):
            if not passage.made:
                what = (content.name, passage.kind, passage.id, passage.key)
                words = "".join(_MADE if made else text for text, made in _parts(shown, resolved))
                yield Line(what, words, place_of(passage.origin or Origin("")), shown.quoted)


def words_of(text: Text, changed: str | None = None) -> str:
    """A text in the form of a line; with `changed`, which has the same made parts, that."""
    words, parts = (
        text.text if changed is None else changed,
        [text.text[begin:end] for begin, end in text.made],
    )
    result, at = "", 0
    for part in parts:
        found = words.index(part, at)
        result, at = f"{result}{words[at:found]}{_MADE}", found + len(part)
    return result + words[at:]


def _passages(
    content: DocumentContent, resolved: ResolvedPlan, files: Files
) -> Iterator[tuple[Printed, Passage]]:
    walk = Walk(content, resolved, files)
    for slot in content.slots.values():
        for shown in printed(slot, content.captions):
            yield shown, walk.passage(shown)


def _is_written(shown: Printed, passage: Passage, files: Files) -> bool:
    """Whether somebody wrote a passage for the plan as it is printed. What a document makes of values, and is found by its words, has to
    be one of them."""
    origin = passage.origin
    if shown.quoted or origin is None or not origin.line or not passage.text.strip():
        return False
    if passage.made not in ("", IN_ATTRIBUTE) or is_private(origin.file) or origin.key.endswith(_OPINIONS):
        return False
    if shown.location or isinstance(shown.holder, Float):
        return True
    yaml = files.yaml(origin.file)
    value = yaml.value(origin.path) if yaml and origin.key else None
    return isinstance(value, str) and tight(value) == tight(passage.text)


def _text(shown: Printed, passage: Passage, content: DocumentContent, resolved: ResolvedPlan) -> Text:
    assert passage.origin is not None, "what is written is written somewhere"
    made = () if is_plain(shown.content) and not shown.before else tuple(_made(shown, resolved))
    return Text(passage.text, passage.origin, passage.kind, passage.id, passage.key, content.name, made)


def _parts(shown: Printed, resolved: ResolvedPlan) -> Iterator[tuple[str, bool]]:
    if shown.before:
        yield shown.before, True
    yield from printed_parts(shown.content, resolved.targets)


def _made(shown: Printed, resolved: ResolvedPlan) -> Iterator[Span]:
    begin = 0
    for text, made in _parts(shown, resolved):
        if made and text:
            yield begin, begin + len(text)
        begin += len(text)


def names_of(resolved: ResolvedPlan) -> Iterator[str]:
    """The names that the plan's files say: its own and those of other plans and bodies, and what the glossary explains."""
    plan = resolved.plan
    yield from (plan.profile.name, plan.profile.office, plan.profile.city)
    yield from (entry.term for entry in plan.glossary)
    position = plan.position
    for each in ("superior_name", "own_name", "partner_name", "partner_owner"):
        yield getattr(position, each, "")


def titles_of(resolved: ResolvedPlan) -> Iterator[str]:
    """The titles of the framework's items, which other texts repeat as they are."""
    return (item.title for item in resolved.plan.framework.walk() if len(item.title) >= _TITLE)


def with_names(profile: Profile, resolved: ResolvedPlan) -> Profile:
    """The profile with the names that the plan says, for rules that look for their misspellings."""
    return replace(profile, names=tuple(dict.fromkeys(filter(None, (*profile.names, *names_of(resolved))))))
