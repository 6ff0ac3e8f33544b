"""The preview in a browser: the page follows the source, and what the reader does to it stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Frame, Page

from pipeline.workspace.project import Project
from tests.browser.machine import AXE
from tests.hostile.projects import write_project
from tests.preview.running import started

CHAPTER = "chapters/01-text.md"
MANY = "".join(f"\n段落{number}の文章です。\n" for number in range(1, 41))
END = "\n## 終わり {#sec-end}\n\n終わりの文章です。\n"
# What the reader, and what the preview itself, put on elements.
OWN = ("data-mark", "data-gone", "data-found", "data-chosen")
PAGE = "sec-text.html"
READY = """
() => {
  const shown = document.querySelector("#page").contentDocument;
  return shown?.querySelector("meta[name=preview]") && shown.querySelector("[data-block]");
}
"""
# Scrolls to a paragraph, selects its beginning, and gives something the focus.
REMEMBER = """
(words) => {
  const block = [...document.querySelectorAll("[data-block]")].find((each) => each.textContent === words);
  block.scrollIntoView({ block: "center", behavior: "instant" });
  getSelection().setBaseAndExtent(block.firstChild, 0, block.firstChild, 4);
  const focus = document.querySelector("nav a");
  focus.focus({ preventScroll: true });
  globalThis.kept = { block, focus };
}
"""
TOP = """
(words) => [...document.querySelectorAll("[data-block]")].find((each) => each.textContent === words).getBoundingClientRect().top
"""
FETCHED = """
async (name) => new DOMParser().parseFromString(await (await fetch(`edition/${name}`)).text(), "text/html")
"""
# The page at the upper edge of the view of pages.
AT_TOP = """
() => {
  const { top } = document.getElementById("sheets").getBoundingClientRect();
  return [...document.getElementById("sheets").children].findIndex((each) => each.getBoundingClientRect().bottom > top + 1);
}
"""
BLOCKS = """
(root, own) => [...root.querySelectorAll("[data-block]")].map((each) => {
  const copy = each.cloneNode(true);
  for (const inside of [copy, ...copy.querySelectorAll("*")]) for (const name of own) inside.removeAttribute(name);
  return copy.outerHTML;
})
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small plan, one of whose chapters is longer than a window."""
    project = write_project(tmp_path_factory.mktemp("previewed"))
    path = project.source / CHAPTER
    path.write_text(path.read_text("utf-8") + MANY + END, "utf-8")
    return project


@pytest.fixture(scope="module")
def preview(browser: Browser, project: Project) -> Iterator[tuple[Page, Page]]:
    """Two tabs of one preview, both at the longer chapter."""
    running = started(project)
    tabs = [browser.new_page(viewport={"width": 1300, "height": 700}) for _ in range(2)]
    for tab in tabs:
        tab.goto(f"{running.url}#{PAGE}")
        tab.wait_for_function(READY)
    yield tabs[0], tabs[1]
    for tab in tabs:
        tab.close()
    running.process.terminate()
    running.process.communicate(timeout=60)


@pytest.fixture
def chapter(project: Project) -> Iterator[Chapter]:
    """The chapter, which is afterwards as it was."""
    path = project.source / CHAPTER
    before = path.read_text("utf-8")
    yield Chapter(path, before)
    path.write_text(before, "utf-8")


class Chapter(NamedTuple):
    path: Path
    text: str

    def save(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_text(self.text.replace(old, new), "utf-8")


def inside(tab: Page) -> Frame:
    """The edition's page in a tab."""
    holder = tab.query_selector("#page")
    assert holder
    frame = holder.content_frame()
    assert frame
    return frame


def until(tab: Page, words: str, there: bool = True) -> None:
    """Wait until a page has words in its text, or no more."""
    inside(tab).wait_for_function(
        "([words, there]) => document.querySelector('main').textContent.includes(words) === there",
        arg=[words, there],
    )


def test_a_changed_paragraph_is_replaced_where_it_stands(
    preview: tuple[Page, Page], chapter: Chapter
) -> None:
    """In all tabs; what one looks at stays where it is on the screen, and so do focus and selection."""
    tab, other = preview
    frame = inside(tab)
    frame.evaluate(REMEMBER, "段落30の文章です。")
    before = frame.evaluate(TOP, "段落30の文章です。")
    chapter.save("段落2の文章です。", "段落2を直しました。\n\n足した段落です。\n\nもう一つ足した段落です。")
    for each in preview:
        until(each, "段落2を直しました。")
    assert frame.evaluate(TOP, "段落30の文章です。") == pytest.approx(before, abs=1)
    assert frame.evaluate("() => [document.activeElement === kept.focus, String(getSelection())]") == [
        True,
        "段落30",
    ]
    assert frame.evaluate("() => kept.block.isConnected")
    assert tab.inner_text("#status").startswith("原稿と同じです")
    assert inside(other).evaluate("() => document.body.textContent.includes('もう一つ足した段落です。')")


def test_titles_change_in_the_contents_as_well(preview: tuple[Page, Page], chapter: Chapter) -> None:
    tab, _ = preview
    title = re.search(r"^# (.+?)(?: \{.*)?$", chapter.text, re.MULTILINE)
    assert title
    chapter.save(title[1], "新しい題")
    frame = inside(tab)
    frame.wait_for_function("() => document.querySelector('nav.contents').textContent.includes('新しい題')")
    assert frame.evaluate("() => document.title.includes('新しい題')")
    assert not frame.evaluate("() => document.querySelector('.tools').hidden")  # which a script has shown


def test_an_error_keeps_the_page_and_its_message_leads_there(
    preview: tuple[Page, Page], chapter: Chapter
) -> None:
    tab, _ = preview
    chapter.save("段落40の文章です。", "段落40の文章です。[](#nowhere)")
    tab.wait_for_function("() => document.getElementById('status').textContent.includes('前のページ')")
    assert "「nowhere」という参照先はありません" in tab.inner_text("#problems")
    tab.click("#problems .place")
    frame = inside(tab)
    frame.wait_for_selector("[data-found]")
    assert frame.inner_text("[data-found]") == "段落40の文章です。"
    assert f"plan_source/{CHAPTER}" in tab.inner_text("#where")


def test_a_paragraph_that_is_clicked_names_its_place(preview: tuple[Page, Page], chapter: Chapter) -> None:
    tab, _ = preview
    until(tab, "段落40の文章です。")
    inside(tab).click("text=段落39の文章です。")
    line = chapter.text.splitlines().index("段落39の文章です。") + 1
    assert tab.inner_text("#where") == f"plan_source/{CHAPTER}　{line}行目"


def test_what_changed_is_marked_and_listed(preview: tuple[Page, Page], chapter: Chapter) -> None:
    tab, _ = preview
    chapter.save("段落5の文章です。", "段落5の長い文章です。")
    until(tab, "段落5の長い文章です。")
    tab.click("#tab-changes")
    tab.check("#mark")
    marked = inside(tab).wait_for_selector("[data-mark]")
    assert marked
    assert marked.inner_text() == "段落5の長い文章です。"
    assert tab.inner_text(".mark ins") == "長い"


def test_after_all_that_the_page_is_the_one_that_is_loaded_anew(
    preview: tuple[Page, Page], chapter: Chapter
) -> None:
    for tab in preview:
        until(tab, "段落5の文章です。")
        until(tab, "足した段落です。", there=False)
        fresh = tab.evaluate(f"async ([name, own]) => ({BLOCKS})(await ({FETCHED})(name), own)", [PAGE, OWN])
        assert inside(tab).evaluate(f"(own) => ({BLOCKS})(document, own)", OWN) == fresh


@pytest.mark.parametrize("width", [1300, 400])
def test_the_previews_own_page_can_be_used_by_everybody(preview: tuple[Page, Page], width: int) -> None:
    """axe finds nothing, and nothing is wider than the window."""
    tab, _ = preview
    tab.set_viewport_size({"width": width, "height": 700})
    tab.evaluate(AXE.read_text("utf-8"))
    violations = tab.evaluate("() => axe.run(document, { iframes: false }).then((found) => found.violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


def test_pages_begin_with_what_was_in_view(preview: tuple[Page, Page]) -> None:
    """Of a chapter at its beginning, the page on which it begins."""
    tab, _ = preview
    frame = inside(tab)
    frame.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    pages = [[str(number), 210, 297] for number in range(1, 6)]
    document = {"name": "plan", "label": "本編", "key": "plan-a", "pages": pages, "free": None}
    told = {
        "documents": [{**document, "places": {"sec-text": 1, "sec-end": 4}}],
        "problems": [],
        "glances": [],
    }
    body = f"event: paper\ndata: {json.dumps(told)}\n\n"
    tab.route("**/events?paper=1", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    try:
        tab.click("#as-paper")
        tab.wait_for_function("() => document.getElementById('sheets').children.length")
        assert tab.evaluate(AT_TOP) == 1
    finally:
        tab.unroute("**/events?paper=1")
        tab.click("#as-text")
