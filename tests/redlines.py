"""Redlines of two numbered plans, and in what they differ from those once their changes are accepted or rejected."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from difflib import unified_diff
from functools import lru_cache

from lxml import etree

from pipeline import checks
from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.documents.redline import redline_content
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.xml_names import w
from pipeline.word.compose import compose
from pipeline.word.template.template import Template
from pipeline.workflows.redlining import write_redline
from tests.hostile.projects import parts_of

# A document's title is its own, and so are the titles of its contents lists; widths and descriptions are those of the new plan.
_OWN = re.compile(r"^title: .*|^\[TOC Heading\].*\n|列幅 .*$|^│説明 .*\n", re.MULTILINE)
_EARLIER = "was_"
_AS_EARLIER = re.compile(rf"\b{_EARLIER}")
_BLANKS = re.compile(" +")  # around a bookmark that is left out
_BOOKMARK = re.compile(r"\{/?(\w+)\}")


def redline_of(before: ResolvedPlan, after: ResolvedPlan, template: Template) -> bytes:
    """The full plan with tracked changes."""
    old, new = plan_content(before), plan_content(after)
    comparison = compare((before, old), (after, new))
    content = redline_content(old, new, comparison, "市", "2021-03-01T00:00:00Z")
    return write_redline(content, template)[1]


def wrong_in_redline(before: ResolvedPlan, after: ResolvedPlan, template: Template) -> list[str]:
    """What is wrong in the redline of two plans."""
    return wrong_in(redline_of(before, after, template), before, after, template)


def wrong_in(redline: bytes, before: ResolvedPlan, after: ResolvedPlan, template: Template) -> list[str]:
    """What is wrong in a redline: faults of what accepting or rejecting it gives, and lines that are not the plan's."""
    accepted, rejected = checks.accepted(redline), checks.rejected(redline)
    return [
        *_twice(redline),
        *_faults(accepted),
        *_faults(rejected),
        *differing(accepted, _composed(after, template)),
        *differing(rejected, _composed(before, template), earlier=True),
    ]


# Of the plans that were looked at last: most are compared in both directions.
_COMPOSED = OrderedDict[tuple[int, int], tuple[ResolvedPlan, Template, bytes]]()
_KEPT = 8


def _composed(plan: ResolvedPlan, template: Template) -> bytes:
    which = id(plan), id(template)
    if which not in _COMPOSED:
        _COMPOSED[which] = plan, template, compose(plan_content(plan), template)
    _COMPOSED.move_to_end(which)
    if len(_COMPOSED) > _KEPT:
        _COMPOSED.popitem(last=False)
    return _COMPOSED[which][2]


def _twice(docx: bytes) -> list[str]:
    """Bookmarks' names that stand at two places, of which Word would know one (17.13.6.2)."""
    document = etree.fromstring(parts_of(docx)["word/document.xml"])
    names = Counter(each.get(w("name"), "").casefold() for each in document.iter(w("bookmarkStart")))
    return [f"bookmark {name} stands {count} times" for name, count in names.items() if count > 1]


def _faults(docx: bytes) -> list[str]:
    return [str(each) for each in checks.check_document(_read(docx))]


def differing(found: bytes, expected: bytes, earlier: bool = False) -> list[str]:
    """The lines in which a document differs from what it should be, but for bookmarks that the other version has.

    What stands at two places has another name where it stood `earlier`.
    """
    wanted, text = _text(expected), _text(found)
    names, right = set(_BOOKMARK.findall(text)), set(_BOOKMARK.findall(wanted))
    if earlier:
        right -= {name.removeprefix(_EARLIER) for name in names if name.startswith(_EARLIER)}
        right |= {name for name in names if name.startswith(_EARLIER)}
    text = _BOOKMARK.sub(lambda each: each[0] if each[1] in right else "", text)
    text = _AS_EARLIER.sub("", text)
    one, other = (
        [_BLANKS.sub(" ", line).rstrip(" ") for line in each.splitlines()] for each in (wanted, text)
    )
    return list(unified_diff(one, other, lineterm="", n=1))


@lru_cache(maxsize=8)
def _text(docx: bytes) -> str:
    """The golden text of a document without its contents list."""
    return _OWN.sub("", checks.project(_read(docx)))


@lru_cache(maxsize=8)
def _read(docx: bytes) -> checks.Reading:
    """A document without its contents list, which is looked at for its faults and for its text."""
    return checks.read("plan", checks.without_contents(docx))
