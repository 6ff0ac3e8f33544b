"""The gap between Japanese text and Latin letters or digits: pages have it where Word has it, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from pipeline.layout.script_gaps import has_gaps
from pipeline.model.xml_names import W
from tests.layout.projects import finish, small_project
from tests.small_plan import CHAPTER

OFF, DEFAULT = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="false"/>', ""
EM = 10.5  # points, of the plan's body text


def styles(defaults: str, own: str = "") -> etree._Element:
    return etree.fromstring(
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:pPrDefault><w:pPr>{defaults}</w:pPr></w:pPrDefault></w:docDefaults>'
        f'<w:style w:type="paragraph"><w:pPr>{own}</w:pPr></w:style></w:styles>'
    )


@pytest.mark.parametrize(
    ("defaults", "own", "expected"),
    [
        (OFF, "", False),
        (OFF, OFF, False),
        (OFF, '<w:autoSpaceDN w:val="1"/>', True),
        (OFF, "<w:autoSpaceDE/>", True),
        ('<w:autoSpaceDE w:val="0"/>', "", True),
        (DEFAULT, "", True),
        (DEFAULT, OFF, True),
    ],
)
def test_a_document_has_gaps_unless_its_defaults_say_otherwise(
    defaults: str, own: str, expected: bool
) -> None:
    """As in Word: beside letters and beside digits, unless both are switched off for all of it."""
    assert has_gaps(styles(defaults, own)) is expected


def test_nothing_is_said_where_there_are_no_defaults() -> None:
    assert has_gaps(etree.fromstring(f'<w:styles xmlns:w="{W}"/>'))


@pytest.mark.parametrize(("gaps", "expected"), [(False, 0.0), (True, 0.2)])
def test_pages_have_the_gaps_that_the_document_has(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gaps: bool, expected: float
) -> None:
    """Between a digit and what follows it; the templates here have none, as official documents don't."""
    if gaps:
        monkeypatch.setattr("pipeline.layout.copy.has_gaps", lambda styles: True)
    project = small_project(tmp_path, {CHAPTER: "# 本文 {#sec-text}\n\n参加した甲は765乙です。\n"})
    assert gap_behind("765", finish(project, ("plan",))["plan"].pdf) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("shown", ["765", "234"])
def test_charts_have_none_either(office: Path, tmp_path: Path, shown: str) -> None:
    """In legends and at axes: each text of a chart says it for itself."""
    chart = '::: {.グラフ #fig-a 種類="折れ線" csv="data/a.csv"}\n題\n:::'
    numbers = "年度,甲は765乙,丙\n第234年,1,2\n第235年,2,3\n"
    project = small_project(tmp_path, {CHAPTER: f"# 本文 {{#sec-text}}\n\n{chart}\n", "data/a.csv": numbers})
    assert gap_behind(shown, finish(project, ("plan",))["plan"].pdf) == pytest.approx(0.0, abs=0.05)


def gap_behind(text: str, pdf: bytes) -> float:
    """The room between a text and the character that follows it on the page, in em."""
    for page in pypdfium2.PdfDocument(pdf):
        shown = page.get_textpage()
        written = shown.get_text_range()
        if text in written:
            last = written.index(text) + len(text) - 1
            following = next(at for at in range(last + 1, len(written)) if not written[at].isspace())
            room = shown.get_charbox(following, loose=True)[0] - shown.get_charbox(last, loose=True)[2]
            return float(room) / EM
    raise AssertionError(f"{text} is on no page")
