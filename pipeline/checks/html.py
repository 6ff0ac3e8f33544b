"""Checks of the HTML edition: whole in itself, and its numbers, references, titles, notes and lines those of plan.docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .findings import Finding
from .html_drawn import check_drawn
from .html_edition import Edition, finding
from .html_lines import check_lines_of_documents, check_lines_of_plan
from .html_pages import Page, squeezed
from .mentions import pages_of
from .references import PAGE


def check_edition(edition: Edition) -> list[Finding]:
    """Everything that is wrong within the pages, and between them and the documents."""
    return [
        *(each for page in edition.pages for each in _check_page(page, edition)),
        *_check_named(edition),
        *_check_references(edition),
        *_check_notes(edition),
        *check_lines_of_plan(edition),
        *check_lines_of_documents(edition),
        *check_drawn(edition),
    ]


# Pages by themselves


def _check_page(page: Page, edition: Edition) -> Iterator[Finding]:
    for word, wanted in (("計画名", edition.plan_name), ("段階", edition.stage_label)):
        if wanted not in page.title:
            yield finding(
                page.name,
                "html.title",
                "title",
                f"ページの題「{page.title}」に{word}「{wanted}」がありません",
            )
    if page.language != "ja":
        yield finding(page.name, "html.language", "html", f"ページの言語が「{page.language}」です")
    if page.mains != 1 or sum(each.level == 1 for each in page.headings) != 1:
        yield finding(
            page.name, "html.main", "main", "本文（main）か、一番上の見出し（h1）が、一つではありません"
        )
    for above, heading in pairwise(page.headings):
        if heading.level > above.level + 1:
            message = f"見出し「{heading.title}」の段階（{heading.level}）が、前の見出し（{above.level}）から飛んでいます"
            yield finding(page.name, "html.heading-order", heading.id, message)
    for identity in (
        sorted({each for each in page.ids if page.ids.count(each) > 1}) if _twice(page.ids) else ()
    ):
        yield finding(page.name, "html.id-duplicate", identity, f"id「{identity}」が重なっています")
    yield from _check_links(page, edition)
    for name in page.files:
        if name not in edition.files:
            yield finding(page.name, "html.file-missing", name, f"ページの使うファイル「{name}」がありません")


def _twice(ids: Sequence[str]) -> bool:
    return len(set(ids)) != len(ids)


def _check_links(page: Page, edition: Edition) -> Iterator[Finding]:
    ids = {each.name: frozenset(each.ids) for each in edition.pages}
    for link in page.links:
        if ":" in link.to.partition("/")[0]:
            continue
        home, _, place = link.to.partition("#")
        known = ids.get(home or page.name)
        if known is None or (place and place not in known):
            message = f"リンク「{link.text}」の先「{link.to}」がありません"
            yield finding(page.name, "html.link-missing", link.to, message)


# Pages and the plan in Word


def _check_named(edition: Edition) -> Iterator[Finding]:
    """Everything that has a bookmark in plan.docx stands once on the pages, with the same number and title."""
    heading_at = edition.plan.heading_at
    for bookmark, identity in edition.ids.items():
        target = edition.plan.bookmarks.get(bookmark.casefold())
        page = edition.homes.get(identity)
        if target is None:
            continue
        number, title = edition.numbered(bookmark)
        if page is None:
            message = f"本編にある「{number or title}」が、どのページにもありません"
            yield finding("", "html.missing", identity, message)
            continue
        named = page.named[identity]
        counted = edition.plan.number(target.bookmark.first)
        if target.story is edition.plan.body and target.bookmark.first in heading_at and counted:
            number = squeezed(counted.own)
        if (
            named.tag in ("div", "figure", *(f"h{level}" for level in range(1, 7)))
            and not target.bookmark.footnotes
        ):
            if named.number != number:
                message = f"「{named.title}」の番号が「{named.number}」です。本編では「{number}」です"
                yield finding(page.name, "html.number", identity, message)
            if named.title != title:
                message = f"「{identity}」の題が「{named.title}」です。本編では「{title}」です"
                yield finding(page.name, "html.name", identity, message)


def _check_references(edition: Edition) -> Iterator[Finding]:
    """What a link to something of the plan shows of it is its number, its title, both, or its page."""
    printed = pages_of(edition.plan)
    for page in edition.pages:
        for link in page.links:
            bookmark = edition.bookmarks.get(link.to.partition("#")[2], "")
            if not (link.kind and bookmark):
                continue
            number, title = edition.numbered(bookmark)
            right = {number, title, f"{number}「{title}」", f"{number}『{title}』"} - {""}
            pages = printed.get(bookmark.casefold(), set())
            # Documents beside the plan mention pages, too, which the plan itself need not show.
            on_page = link.text in pages or (not pages and PAGE.fullmatch(link.text) is not None)
            if link.kind == "page-number":
                agrees = on_page
            else:
                agrees = link.text in right or (on_page and page.name in edition.documents)
            if not agrees:
                message = f"参照「{link.text}」が、本編の「{'」「'.join(sorted(right | pages))}」と合いません"
                yield finding(page.name, "html.reference", link.to, message)


def _check_notes(edition: Edition) -> Iterator[Finding]:
    plan = edition.plan
    wanted = [
        (squeezed(plan.note_numbers.get(name) or ""), squeezed(story.text))
        for name, story in plan.notes.items()
    ]
    shown = [(page, note) for page in edition.of_plan for note in page.notes]
    if len(wanted) != len(shown):
        message = f"脚注が{len(shown)}つあります。本編には{len(wanted)}つあります"
        yield finding("", "html.note", "脚注", message)
    for (number, text), (page, note) in zip(wanted, shown, strict=False):
        if (note.number, note.text) != (number, text):
            message = f"脚注{note.number}「{note.text[:40]}」が、本編では{number}「{text[:40]}」です"
            yield finding(page.name, "html.note", note.id, message)
        if note.back.removeprefix("#") not in page.ids or f"#{note.id}" not in {
            each.to for each in page.links
        }:
            message = f"脚注{note.number}と、その印とが、互いにつながっていません"
            yield finding(page.name, "html.note-way", note.id, message)
