"""The search: what a reader types is found however it is written, is marked, and is told to who does not see it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ENTRIES = [
    {"to": "a.html", "number": "第１章", "title": "バスの利用", "where": "", "text": "コミュニティバスとＮＰＯの取組。市民の８割が知っています。"},
    {"to": "b.html#x", "number": "", "title": "ガス", "where": "第２章　暮らし", "text": "ばすを待つ人。ハ゛ス（半角ﾊﾞｽ）も Ｂｕｓ も同じです。"},
    {"to": "c.html", "number": "", "title": "見守り", "where": "", "text": "<b>記号</b>と & を含む文章。" + "長い文章です。" * 40 + "終わりに見守り隊"},
]  # fmt: skip


@pytest.fixture(scope="package")
def finder(
    browser: Browser, sites: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """The search page of a site in which these entries are all there is."""
    folder = tmp_path_factory.mktemp("search")
    for name in ("search.html", "style.css", "site.js", "search.js"):
        shutil.copy(sites["children"] / name, folder)
    (folder / "search-index.js").write_text(f"globalThis.searchIndex = {json.dumps(ENTRIES)};", "utf-8")
    page = browser.new_page()
    page.goto((folder / "search.html").as_uri())
    yield page
    page.close()


def found(page: Page, words: str) -> list[str]:
    """The titles of what is found, in order."""
    page.locator("main input").fill(words)
    page.locator("main input").press("Enter")
    return page.locator(".found .title").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("バス", ["第１章　バスの利用", "ガス"]),
        ("ﾊﾞｽ", ["第１章　バスの利用", "ガス"]),
        ("ばす", ["第１章　バスの利用", "ガス"]),
        ("bus", ["ガス"]),
        ("npo", ["第１章　バスの利用"]),
        ("8割", ["第１章　バスの利用"]),
        ("第1章", ["第１章　バスの利用"]),
        ("バス　市民", ["第１章　バスの利用"]),
        ("バス 無いもの", []),
        ("か\u3099す", ["ガス"]),
        ("<b>記号</b>", ["見守り"]),
        ("&", ["見守り"]),
        ("コミュニ ティ", ["第１章　バスの利用"]),
        (".*", []),
        ("　", []),
    ],
)  # fmt: skip
def test_words_are_found_in_any_width_case_and_kana(finder: Page, words: str, titles: list[str]) -> None:
    assert found(finder, words) == titles


def test_what_was_found_is_marked_in_its_context(finder: Page) -> None:
    found(finder, "ﾊﾞｽ")
    assert finder.locator(".found li").nth(1).locator("mark").all_inner_texts() == ["ばす", "ﾊﾞｽ"]
    found(finder, "見守り隊")
    context = finder.locator(".context").inner_text()
    assert context.startswith("…")
    assert context.endswith("終わりに見守り隊")
    assert len(context) < 100


def test_how_many_were_found_is_told_to_who_does_not_see_it(finder: Page) -> None:
    status = finder.get_by_role("status")
    found(finder, "バス")
    assert status.inner_text() == "「バス」が見つかった所は2件です。"
    found(finder, "無いもの")
    assert "見つかりませんでした" in status.inner_text()
    found(finder, "")
    assert status.inner_text() == ""


def test_results_come_while_words_are_typed(finder: Page) -> None:
    found(finder, "")
    finder.locator("main input").press_sequentially("見守")
    finder.wait_for_selector(".found li")
    assert finder.locator(".found .title").all_inner_texts() == ["見守り"]


def test_any_page_leads_to_the_search_by_keyboard_and_on_to_what_is_found(
    browser: Browser, sites: Mapping[str, Path]
) -> None:
    """From a folder, where nothing could be fetched; and going back shows the same again."""
    page = browser.new_page()
    page.goto((sites["children"] / "sec-situation.html").as_uri())
    page.get_by_label("計画の中を探す").fill("待機児童")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found li a")
    assert "待機児童" in page.get_by_role("status").inner_text()
    assert set(page.locator(".found mark").all_inner_texts()) == {"待機児童"}
    page.keyboard.press("Tab")
    link = page.locator(".found a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.found') === null")
    assert "待機児童" in page.locator("main").inner_text()
    page.go_back()
    page.wait_for_selector(".found li a")
    page.close()
