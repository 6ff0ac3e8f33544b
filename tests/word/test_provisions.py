"""Provisions in documents: each kind in a style of its own, heads kept with what they stand over, articles marked."""

from __future__ import annotations

import pytest

from pipeline import checks
from pipeline.model.inlines import PROVISION_HEADS, PROVISION_ROLES
from pipeline.model.xml_names import w
from tests.properties.documents import make
from tests.small_plan import CHAPTER, chapter, small_plan

TEXT = (
    "::: {.条文 #rule}\n設置要綱\n令和元年６月３日告示第12号\n第１章　総則\n（設置）\n第１条　会議を置く。\n２　会議は、次による。\n"
    "(1)　計画\nア　相談\n(ア)　窓口\n附則\nこの要綱は、公布の日から施行する。\n別表（第１条関係）\n:::\n\n[](#rule-1)を見る。"
)


@pytest.fixture(scope="module")
def reading() -> checks.Reading:
    made = make(small_plan({CHAPTER: chapter(TEXT)}))
    assert not made.findings
    return checks.read("plan", made.documents["plan"])


def test_each_kind_has_its_own_style(reading: checks.Reading) -> None:
    shown = {
        line.split("]")[0][1:] for line in checks.project(reading).split("\n") if line.startswith("[条文")
    }
    assert shown == {role.value for role in PROVISION_ROLES}


def test_an_article_is_marked_where_references_show_it(reading: checks.Reading) -> None:
    text = checks.project(reading)
    assert "[条文条] {rule_1}第１条{/rule_1}　会議を置く。" in text
    assert "⟦REF rule_1 \\h → 第１条⟧を見る。" in text


def test_heads_stay_with_what_they_stand_over(reading: checks.Reading) -> None:
    """However the template's styles are set."""
    heads = {role.value for role in PROVISION_HEADS}
    for paragraph in reading.body.paragraphs:
        style = reading.style_name(paragraph)
        if style.startswith("条文"):
            kept = paragraph.element.find(f"{w('pPr')}/{w('keepNext')}") is not None
            assert kept == (style in heads), style
