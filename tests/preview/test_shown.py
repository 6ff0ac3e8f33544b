"""What tabs know of an update: which text it is, and from where its steps lead to it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.html.site import Facts, Page, PageBlock, PageKind, Site
from pipeline.preview.operations import operations
from pipeline.preview.session import Update
from pipeline.preview.shown import Shown

FACTS = Facts("計画", "市", "", "", "", "", readings=False)


def site(text: str, title: str = "章", style: bytes = b"") -> Site:
    page = Page("a.html", PageKind.CHAPTER, title, (PageBlock(text, f"<p>{text}</p>"),))
    return Site(FACTS, (page,), (), (), (), {"style.css": style})


def after(before: Update, now: Site, version: int) -> Update:
    return replace(before, version=version, site=now, is_now=True, operations=operations(before.site, now))


FIRST = after(Update(0), site("一"), 1)
SHOWN = Shown(Update(0)).followed_by(FIRST)


def test_a_changed_paragraph_is_another_text_with_steps_from_the_one_before() -> None:
    shown = SHOWN.followed_by(after(FIRST, site("二"), 2))
    assert (shown.text, shown.shell, shown.since) == (SHOWN.text + 1, SHOWN.shell, 1)
    assert [each["step"] for each in shown.words["operations"]["a.html"]] == ["replace"]


def test_a_title_is_another_shell_and_a_style_another_file() -> None:
    shown = SHOWN.followed_by(after(FIRST, site("一", "題"), 2))
    assert (shown.shell, shown.files) == (SHOWN.shell + 1, ())
    shown = SHOWN.followed_by(after(FIRST, site("一", style=b"p {}"), 2))
    assert (shown.shell, shown.files) == (SHOWN.shell, ("style.css",))


def test_what_is_found_later_of_the_same_text_is_no_other_text() -> None:
    checked = replace(FIRST, version=2, checked=True, operations={})
    shown = SHOWN.followed_by(checked)
    assert (shown.text, shown.since) == (SHOWN.text, 1)
    again = after(checked, site("一"), 3)
    assert shown.followed_by(again).text == SHOWN.text


def test_after_an_update_that_was_missed_pages_are_read_whole() -> None:
    """Its steps would have led to where these begin."""
    shown = SHOWN.followed_by(after(FIRST, site("三"), 3))
    assert (shown.since, shown.words["operations"]) == (-1, {})
    assert shown.text == SHOWN.text + 1
