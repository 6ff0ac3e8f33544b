"""Headers and footers: which of a section's stand on which of its pages (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.layout.margins import read_margins
from pipeline.layout.texts import read_text_styles
from pipeline.model.xml_names import R, W

WAYS = ("default", "first", "even")
STYLES = read_text_styles(etree.fromstring(f'<w:styles xmlns:w="{W}"/>'))


def shown(number: int, is_first: bool, title_page: bool, even_and_odd: bool) -> str:
    """The header of a page of a section that has one of each kind."""
    references = "".join(f'<w:headerReference w:type="{way}" r:id="{way}"/>' for way in WAYS)
    section = f"<w:sectPr>{references}{'<w:titlePg/>' * title_page}</w:sectPr>"
    document = etree.fromstring(
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{section}</w:body></w:document>'
    )
    stories = {
        way: etree.fromstring(f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>{way}</w:t></w:r></w:p></w:hdr>')
        for way in WAYS
    }
    (margins,) = read_margins(document, stories, STYLES, even_and_odd)
    (header,) = margins.on(number, is_first)
    return header.whole


@pytest.mark.parametrize("number", [3, 4])
@pytest.mark.parametrize("even_and_odd", [False, True])
def test_a_first_page_has_its_own_header_where_the_section_says_so(number: int, even_and_odd: bool) -> None:
    assert shown(number, is_first=True, title_page=True, even_and_odd=even_and_odd) == "first"


@pytest.mark.parametrize(
    ("number", "even_and_odd", "header"), [(3, True, "default"), (4, True, "even"), (4, False, "default")]
)
@pytest.mark.parametrize("is_first", [False, True])
def test_any_other_page_has_that_of_its_side(
    number: int, even_and_odd: bool, header: str, is_first: bool
) -> None:
    """A section's first page, too, where it has no header of its own."""
    assert shown(number, is_first, title_page=False, even_and_odd=even_and_odd) == header
