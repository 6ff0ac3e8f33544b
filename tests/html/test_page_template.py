"""The office's own page and style: what they may hold, and how what they may not hold is told."""

from __future__ import annotations

from functools import cache

import pytest
from markupsafe import Markup

from pipeline.html.page_tags import FIELDS, VALUES
from pipeline.html.page_template import TRIALS, PageTemplate, read_page_template
from pipeline.problems import Code, PlanErrors, Problem
from tests.goldens import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "templates" / "html"
PAGE = """<!DOCTYPE html>
<html lang="{{ 言語 }}">
<head><title>{{ 題 }}｜{{ 計画名 }}{{ 段階表示 }}</title>
<link rel="stylesheet" href="{{ 根 }}{{ 体裁 }}"></head>
<body>
<main id="本文">
{{ 本文 }}
</main>
<p>足した所</p>
</body>
</html>
"""


@cache
def shipped() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def read(page: str = PAGE, style: str = "", **files: bytes) -> PageTemplate:
    return read_page_template(
        "templates/html", {"page.html": page.encode(), "style.css": style.encode(), **files}
    )


def problems(page: str = PAGE, style: str = "") -> tuple[Problem, ...]:
    with pytest.raises(PlanErrors) as errors:
        read(page, style)
    return errors.value.problems


def problem(added: str, style: str = "") -> Problem:
    """The one problem of a page in which this stands in place of 足した所."""
    (found,) = problems(PAGE.replace("足した所", added), style)
    return found


def test_the_shipped_page_is_taken_in() -> None:
    template = read_page_template("templates/html", shipped())
    assert '<h1 id="trial">' in template.filled(TRIALS[0])
    assert list(template.files) == ["style.css"]


def test_text_is_escaped_and_markup_is_not() -> None:
    values = {**TRIALS[0], "題": "<b>&", "本文": Markup("<p>文</p>")}
    page = read().filled(values)
    assert "<title>&lt;b&gt;&amp;｜" in page
    assert "<p>文</p>" in page


def test_pictures_and_fonts_of_the_template_go_beside_the_pages() -> None:
    page = PAGE.replace("足した所", '<img src="{{ 根 }}logo.svg" alt="市章">')
    template = read(
        page, "@font-face { src: url('a.woff2') }", **{"logo.svg": b"<svg/>", "a.woff2": b"", "memo.txt": b""}
    )
    assert set(template.files) == {"style.css", "logo.svg", "a.woff2"}


@pytest.mark.parametrize(
    ("added", "column", "said"),
    [
        ("{{ 計画めい }}", 7, "もしかして: 計画名"),
        ("{% for 項 in 目次 %}{{ 項.宛て先 }}{% endfor %}", 26, "もしかして: 宛先"),
        ("{{ 目次['名'] }}", 11, "使えるもの: 番号、題、宛先、今、中、下"),
        ("{{ 目次|lengths }}", 10, "もしかして: length"),
        ("{{ 本文|safe }}", 10, "使えるもの: "),
        ("{% include 'x.html' %}", 1, "docs/templates.md"),
        ("{{ 題 * 9 }}", 1, "docs/templates.md"),
        ("{{ 計画名() }}", 1, "docs/templates.md"),
        ("{% autoescape false %}{{ 題 }}{% endautoescape %}", 1, "docs/templates.md"),
    ],
)
def test_a_tag_that_nobody_knows_is_told_with_its_place(added: str, column: int, said: str) -> None:
    found = problem(added)
    assert (found.code, found.location.line, found.location.column) == (Code.TEMPLATE_TAG, 9, column)
    assert found.hint.startswith(said)


@pytest.mark.parametrize("added", ["{{ 計画名 }", "{% if 透かし %}", "{% endfor %}", "{{ }}"])
def test_a_tag_that_can_not_be_read_is_told_with_its_line(added: str) -> None:
    found = problem(added)
    assert found.code is Code.TEMPLATE_SYNTAX
    assert 9 <= found.location.line <= 12


@pytest.mark.parametrize(
    ("added", "line"), [("{{ 前.番号 }}", 9), ("{% macro 輪() %}{{ 輪() }}{% endmacro %}{{ 輪() }}", 9)]
)
def test_a_page_that_can_not_be_made_of_some_plan_is_told_before_there_is_one(added: str, line: int) -> None:
    found = problem(added)
    assert (found.code, found.location.line) == (Code.TEMPLATE_TAG, line)


@pytest.mark.parametrize(
    "added",
    [
        '<script src="https://example.com/a.js"></script>',
        '<link rel="stylesheet" href="//example.com/a.css">',
        '<img src="http://example.com/a.png" alt="">',
        '<img src="a.svg" srcset="data:, 1x, https://example.com/b.png 2x" alt="">',
        '<iframe src="a.html"></iframe>',
        '<form action="https://example.com/"></form>',
        '<link rel="preconnect" href="https://fonts.example.com">',
    ],
)
def test_a_page_loads_nothing_from_the_network(added: str) -> None:
    found = [
        each for each in problems(PAGE.replace("足した所", added)) if each.code is not Code.TEMPLATE_MISSING
    ]
    assert [(each.code, each.location.line, each.location.column) for each in found] == [
        (Code.TEMPLATE_NETWORK, 9, 4)
    ]


def test_an_address_that_a_tag_hides_is_found_in_the_page_that_comes_of_it() -> None:
    assert problem('<img src="{{ \'https://example.com/a.png\' }}" alt="">').code is Code.TEMPLATE_NETWORK


@pytest.mark.parametrize(
    "style",
    [
        '@import "https://example.com/a.css";',
        "@import url(//example.com/a.css);",
        "p { background: url( 'http://example.com/a.png' ) }",
        "@font-face { src: url(https://example.com/a.woff2) }",
        'p { background: image-set("https://example.com/a.png" 1x) }',
    ],
)
def test_a_style_loads_nothing_from_the_network(style: str) -> None:
    (found,) = problems(PAGE, f"/* @import 'https://example.com' */\n{style}")
    assert (found.code, found.location.file, found.location.line) == (
        Code.TEMPLATE_NETWORK,
        "templates/html/style.css",
        2,
    )


@pytest.mark.parametrize(
    "style",
    [
        "p::before { content: '→ a:b // c' }",
        "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "p { background: url(#a) }",
    ],
)
def test_what_only_looks_like_an_address_is_no_problem(style: str) -> None:
    read(PAGE.replace("足した所", '<a href="https://example.com/">市のページ</a>'), style)


@pytest.mark.parametrize("name", ["logo.png", "./logo.png?1"])
def test_a_file_that_is_not_there_is_told_where_it_is_named(name: str) -> None:
    page = PAGE.replace("足した所", f'<img src="{name}" alt="">')
    found = [*problems(page), *problems(PAGE, f"\np {{ background: url({name}) }}")]
    assert [(each.code, each.location.line) for each in found] == [
        (Code.TEMPLATE_MISSING, 9),
        (Code.TEMPLATE_MISSING, 2),
    ]


@pytest.mark.parametrize(
    "added",
    [
        "<script>a()</script>",
        '<b onclick="a()">',
        '<b style="color: red">',
        "<style>p {}</style>",
        '<a href=" javascript:a()">',
    ],
)
def test_what_a_browser_would_not_run_in_a_page_is_refused(added: str) -> None:
    found = problem(added + ("</b>" if "<b" in added else "</a>" if "<a" in added else ""))
    assert (found.code, found.location.line) == (Code.TEMPLATE_FAULT, 9)


@pytest.mark.parametrize("name", ["本文", "題", "計画名", "段階表示", "言語", "体裁"])
def test_a_page_says_what_it_is_and_at_what_stage(name: str) -> None:
    found = problems(PAGE.replace(f"{{{{ {name} }}}}", ""))
    assert [each.code for each in found] == [Code.TEMPLATE_TAG_MISSING]
    assert name in found[0].message


def test_the_text_stands_in_the_main_element() -> None:
    assert problems(PAGE.replace("main", "div"))[0].code is Code.TEMPLATE_TAG_MISSING
    assert problems(PAGE.replace("足した所", "{{ 本文 }}"))[0].code is Code.TEMPLATE_TAG_MISSING


@pytest.mark.parametrize("added", ["<div>", "</div>", "<em><strong></em></strong>"])
def test_an_element_that_is_not_closed_is_told(added: str) -> None:
    assert problem(added).code is Code.TEMPLATE_SYNTAX


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(PlanErrors) as errors:
        read_page_template(
            "templates/html", {"page.html": PAGE.encode(), "style.css": "a\n/* 市 */".encode("cp932")}
        )
    (found,) = errors.value.problems
    assert (found.code, found.location.line) == (Code.FILE_ENCODING, 2)


def test_the_guide_for_templates_names_all_that_a_page_can_use() -> None:
    text = (ROOT / "docs" / "templates.md").read_text("utf-8")
    section = text[text.index("## ウェブページ") : text.index("## メッセージ")]
    assert [name for name in VALUES if f"{{{{ {name} }}}}" not in section] == []
    assert [name for name in FIELDS if f"項.{name}" not in section] == []
