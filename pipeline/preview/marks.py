"""What differs from the plan as it was: block by block, whatever line of its file each stands on by now."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.html.site import PageBlock, Site

# What a page says of places in the source, which is no text of the plan.
_PLACES = re.compile(r' data-(?:at|path)="[^"]*"')
_TAGS = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"</(?:p|li|tr|td|th|dt|dd|h[1-6]|div|figcaption|caption)>")
_BLANK = re.compile(r"[ \t\n]+")


class Kind(StrEnum):
    """What happened to a block."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Mark:
    """A block that differs: its page, its text as it was and as it is. One that is `GONE` stood behind `after` (empty: before all)."""

    kind: Kind
    page: str
    id: str
    before: str = ""
    after_text: str = ""
    after: str = ""


@dataclass(frozen=True)
class Base:
    """The plan as it was: the blocks of each page by their ids, in order."""

    name: str
    pages: Mapping[str, Mapping[str, str]]


def base_of(name: str, site: Site) -> Base:
    """A site, as far as later ones are held against it."""
    return Base(name, {page.name: {each.id: _said(each) for each in page.blocks} for page in site.pages})


def marks(base: Base, site: Site) -> Iterator[Mark]:
    """The blocks of a site that differ, in reading order."""
    for page in site.pages:
        before = base.pages.get(page.name, {})
        now = {each.id: _said(each) for each in page.blocks}
        stands_for = counterparts(list(before), list(now))
        gone = _gone(before, stands_for)
        yield from (_lost(page.name, each, before, "") for each in gone.get("", ()))
        for identity, said in now.items():
            was = stands_for.get(identity)
            if was is None:
                yield Mark(Kind.NEW, page.name, identity, "", text_of(said))
            elif before[was] != said:
                yield Mark(Kind.CHANGED, page.name, identity, text_of(before[was]), text_of(said))
            yield from (_lost(page.name, each, before, identity) for each in gone.get(identity, ()))


def counterparts(old: Sequence[str], new: Sequence[str]) -> Mapping[str, str]:
    """The old id by each new one: the same where it stands in the same order, and one that is gone where another has come in its
    place, since a block whose text is its name has another with each edit."""
    if old == new:
        return {each: each for each in new}
    known, wanted = set(old), set(new)
    found: dict[str, str] = {}
    for kind, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(zip(new[first:last], old[begin:end], strict=True))
        gone = [each for each in old[begin:end] if each not in wanted]
        come = [each for each in new[first:last] if each not in known]
        found.update(zip(come, gone, strict=False))
    return found


def _gone(before: Mapping[str, str], stands_for: Mapping[str, str]) -> Mapping[str, list[str]]:
    """The blocks that are gone, by the present one that stands before them."""
    present = {was: identity for identity, was in stands_for.items()}
    found: dict[str, list[str]] = {}
    last = ""
    for identity in before:
        if identity in present:
            last = present[identity]
        else:
            found.setdefault(last, []).append(identity)
    return found


def _lost(page: str, identity: str, before: Mapping[str, str], after: str) -> Mark:
    return Mark(Kind.GONE, page, identity, text_of(before[identity]), "", after)


def _said(block: PageBlock) -> str:
    return _PLACES.sub("", block.markup)


def text_of(markup: str) -> str:
    """The words of markup."""
    return _BLANK.sub(" ", html.unescape(_TAGS.sub("", _BETWEEN.sub("　", markup)))).strip(" 　")
