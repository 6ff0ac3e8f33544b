"""Before anything is laid out, page numbers are about as long as they will be."""

from __future__ import annotations

import pytest

from pipeline.model.numbers import ResolvedPlan
from pipeline.word.fitting.first_pages import about_pages
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.small_plan import CHAPTER, chapter, resolved
from tests.templates import opened

SENTENCE = "市民が互いに支え合い、安心して暮らし続けられるように、地域の力を育てます。"
PAGE = "\n\n".join([SENTENCE * 3] * 15)  # about one of A4


@pytest.fixture(scope="module")
def template() -> Template:
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes())


def about(template: Template, markdown: str) -> dict[str, int]:
    """The page of each bookmark in a plan whose chapter has this text."""
    pages = about_pages(resolved({CHAPTER: chapter(markdown)}), template)
    return {name: int(page) for name, page in pages.items()}


def all_bookmarks(plan: ResolvedPlan) -> set[str]:
    return {name for each in plan.targets.values() for name in (each.bookmark, each.title_bookmark) if name}


def test_everything_that_can_be_referred_to_has_a_page(template: Template) -> None:
    """Headings, floats, notes and terms, also those within tables and lists."""
    text = (
        "::: {.表 #tbl-a}\n題\n\n| 項目 | 値[^n] |\n|---|---|\n| あ | い |\n:::\n\n[^n]: 注\n\n"
        "::: {.横長}\n### 横の見出し {#sec-wide}\n\n文\n:::\n\n- 項目[^fn-b]\n\n[^fn-b]: 注\n"
    )
    plan = resolved({CHAPTER: chapter(f"## 節 {{#sec-one}}\n\n{text}")})
    assert {"sec_one", "sec_wide", "tbl_a", "fn_b"} <= about_pages(plan, template).keys()
    assert about_pages(plan, template).keys() <= all_bookmarks(plan)


def test_a_page_of_text_is_about_a_page(template: Template) -> None:
    """True to a tenth."""
    pages = about(template, f"{PAGE}\n\n" * 100 + "## 終わり {#sec-end}\n\n文")
    assert 90 <= pages["sec_end"] - pages["sec_text"] <= 120


def test_what_comes_later_stands_later(template: Template) -> None:
    """A page break turns the page, and so does turned paper."""
    breaks = ("::: {.改頁}\n:::", "::: {.横長}\n文\n:::")
    pages = about(
        template, "\n\n".join(f"## 節 {{#sec-n{n}}}\n\n文\n\n{text}" for n, text in enumerate(breaks))
    )
    assert pages["sec_n0"] == pages["sec_text"]
    assert pages["sec_n1"] == pages["sec_text"] + 1
