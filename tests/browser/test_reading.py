"""Reading with a keyboard, with a choice of one's own, without scripts, and on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdfium2 import PdfDocument

CHAPTER, RUBY = "children/sec-situation.html", "everything/sec-text.html"
_FOCUSED = """
() => {
  const it = document.activeElement, { width, height, top, left } = it.getBoundingClientRect(), style = getComputedStyle(it);
  return { name: it.tagName + "." + it.className, seen: width > 0 && height > 0 && top + height > 0 && left + width > 0,
           outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
}
"""
_SIZE = "() => getComputedStyle(document.documentElement).fontSize"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def opened(context: BrowserContext, sites: Mapping[str, Path], name: str) -> Page:
    """A page of a site, opened from its folder."""
    site, _, file = name.partition("/")
    page = context.new_page()
    page.goto((sites[site] / file).as_uri())
    return page


def choose(page: Page, label: str) -> None:
    """Choose something in the panel of looks, by keyboard as far as it."""
    page.locator("summary", has_text="表示").press("Enter")
    page.get_by_label(label, exact=True).check()


def test_the_first_key_leads_to_the_text(context: BrowserContext, sites: Mapping[str, Path]) -> None:
    page = opened(context, sites, CHAPTER)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "本文へ移る"
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_whatever_keys_lead_to_is_seen(browser: Browser, sites: Mapping[str, Path]) -> None:
    """Each has a ring around it and is on the screen, to the end of the page and around to its beginning."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = opened(context, sites, CHAPTER)
    names: list[str] = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body") and len(names) < 400:
        focused = page.evaluate(_FOCUSED)
        assert (focused["seen"], focused["outlined"]) == (True, True), focused["name"]
        names.append(focused["name"])
        page.keyboard.press("Tab")
    assert {"A.skip", "INPUT.", "SUMMARY.", "A.reference", "DIV.scroll", "A.on"} <= set(names)
    assert len(names) < 400
    context.close()


def test_a_wide_table_is_moved_by_itself(context: BrowserContext, sites: Mapping[str, Path]) -> None:
    """On a phone, by the arrows; what moves says what it is."""
    page = opened(context, sites, CHAPTER)
    page.set_viewport_size({"width": 320, "height": 700})
    table = page.locator(".scroll").first
    assert table.get_attribute("aria-label")
    assert table.evaluate("it => it.scrollWidth > it.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("it => it.scrollLeft > 0", arg=table.element_handle())


def test_what_a_reader_chose_is_kept_from_page_to_page(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}sec-situation.html")
    usual = page.evaluate(_SIZE)
    choose(page, "特大")
    page.get_by_label("暗い").check()
    page.get_by_label("短く").check()
    page.goto(f"{served}index.html")
    assert page.evaluate(_SIZE) != usual
    assert page.evaluate("({...document.documentElement.dataset})") == {
        "size": "larger",
        "theme": "dark",
        "measure": "narrow",
    }
    choose(page, "機器に合わせる")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_a_browser_that_keeps_nothing_breaks_nothing(
    context: BrowserContext, sites: Mapping[str, Path]
) -> None:
    """As one may refuse to, of pages from a folder: a choice holds for the page, and nothing is said of it."""
    errors: list[str] = []
    context.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = opened(context, sites, CHAPTER)
    page.on("pageerror", lambda error: errors.append(str(error)))
    usual = page.evaluate(_SIZE)
    choose(page, "大")
    assert page.evaluate(_SIZE) != usual
    page.reload()
    assert page.evaluate(_SIZE) == usual
    assert errors == []


def test_the_panel_goes_away_by_escape_and_gives_the_focus_back(
    context: BrowserContext, sites: Mapping[str, Path]
) -> None:
    page = opened(context, sites, CHAPTER)
    choose(page, "大")
    page.keyboard.press("Escape")
    assert not page.get_by_label("特大").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_readings_are_shown_or_not_as_the_reader_likes(
    context: BrowserContext, sites: Mapping[str, Path]
) -> None:
    """There is a switch for them where some are written, and nowhere else."""
    page = opened(context, sites, RUBY)
    reading = page.locator("rt").first
    assert reading.is_visible()
    choose(page, "付けない")
    assert not reading.is_visible()
    assert opened(context, sites, CHAPTER).get_by_label("付けない").count() == 0


def test_without_scripts_everything_can_be_read(browser: Browser, sites: Mapping[str, Path]) -> None:
    """What would need them is not there; the contents are, beside the text and on a phone behind their summary."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = opened(context, sites, CHAPTER)
    assert page.locator("main h1").is_visible()
    assert not page.get_by_text("表示", exact=True).is_visible()
    assert not page.get_by_role("button", name="探す").is_visible()
    link = page.locator("nav.contents a").first
    assert link.is_visible()
    page.set_viewport_size({"width": 375, "height": 700})
    assert not link.is_visible()
    page.get_by_text("目次", exact=True).click()
    assert link.is_visible()
    context.close()


def test_on_a_phone_contents_are_closed_until_they_are_asked_for(
    context: BrowserContext, sites: Mapping[str, Path]
) -> None:
    page = opened(context, sites, CHAPTER)
    link = page.locator("nav.contents a").first
    assert link.is_visible()
    page.set_viewport_size({"width": 375, "height": 700})
    page.wait_for_function("!document.querySelector('nav.contents > details').open")
    page.locator("nav.contents summary").press("Enter")
    assert link.is_visible()
    link.press("Enter")
    page.wait_for_url("**/*.html")


def test_the_contents_show_where_one_reads(context: BrowserContext, sites: Mapping[str, Path]) -> None:
    page = opened(context, sites, CHAPTER)
    here = page.locator("nav.contents [data-here]")
    assert here.count() == 0
    section = page.locator("main h3", has_text="世帯").first
    section.evaluate("it => it.scrollIntoView({ behavior: 'instant' })")
    here.wait_for()
    assert here.inner_text().split() == section.inner_text().split()


def test_nothing_moves_for_whom_that_is_too_much(browser: Browser, sites: Mapping[str, Path]) -> None:
    for motion, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        page = opened(context, sites, CHAPTER)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


def test_a_plain_server_shows_the_same_as_a_folder(
    context: BrowserContext, sites: Mapping[str, Path], served: str
) -> None:
    errors: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{served}sec-situation.html")
    assert page.locator("main").inner_text() == opened(context, sites, CHAPTER).locator("main").inner_text()
    assert errors == []


def test_a_script_that_somebody_writes_into_a_page_does_not_run(
    context: BrowserContext, sites: Mapping[str, Path]
) -> None:
    page = opened(context, sites, CHAPTER)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { text: 'globalThis.ran = true' }))"
    )
    assert page.evaluate("globalThis.ran") is None


def test_on_paper_there_is_the_text_alone(context: BrowserContext, sites: Mapping[str, Path]) -> None:
    """A4, without what is for clicking, links as dark as the text, and the numbers of charts unfolded."""
    page = opened(context, sites, CHAPTER)
    document = PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    text = "".join(each.get_textpage().get_text_range() for each in document)
    assert "こどもと子育てを取り巻く現状" in text
    assert not [word for word in ("前へ", "次へ", "探す", "本文へ移る", "図の数値を表で見る") if word in text]
    page.emulate_media(media="print")
    link = page.locator("main a").first
    assert link.evaluate("it => getComputedStyle(it).color") == page.evaluate(
        "getComputedStyle(document.body).color"
    )
    assert [nav.is_visible() for nav in page.locator("nav").all()] == [False] * page.locator("nav").count()


def test_a_draft_says_so_on_screen_and_on_paper(context: BrowserContext, sites: Mapping[str, Path]) -> None:
    page = opened(context, sites, RUBY)
    assert page.locator(".draft").inner_text().startswith("素案")
    page.emulate_media(media="print")
    assert page.locator(".draft").is_visible()
