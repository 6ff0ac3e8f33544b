"""A template in another setting keeps its proportions, and nothing gets smaller than the office allows."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline.model.pages import Setting
from pipeline.word.fitting.scaling import base_setting, squeezed
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.layout.projects import with_part
from tests.markup import there
from tests.templates import opened

SHEETS = ("summary", "framework")


@pytest.fixture(params=SHEETS)
def template(request: pytest.FixtureRequest) -> Template:
    """Each template that can be squeezed."""
    data = (TEMPLATES / f"{request.param}.docx").read_bytes()
    return opened(request.param, data)


def styles(template: Template) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        return etree.fromstring(package.read("word/styles.xml"))


def values(template: Template, tag: str, attribute: str, parent: str = "") -> list[int]:
    """The numbers in one attribute of all elements of a kind, in document order."""
    found = [each for each in styles(template).iter(qn(tag)) if each.get(qn(attribute))]
    if parent:
        found = [each for each in found if there(each.getparent()).tag == qn(parent)]
    return [int(each.get(qn(attribute), "0")) for each in found]


def sizes(template: Template) -> list[int]:
    """Text sizes in half points."""
    return values(template, "w:sz", "w:val", "w:rPr")


def test_a_template_in_its_own_setting_is_as_it_was(template: Template) -> None:
    """Not one style is changed."""
    same = squeezed(template, base_setting(template), 0)
    assert etree.tostring(styles(same), method="c14n") == etree.tostring(styles(template), method="c14n")
    assert same.styles.sizes == template.styles.sizes


def test_every_size_changes_in_proportion(template: Template) -> None:
    """Rounded to half points, as Word has them."""
    base = base_setting(template)
    half = squeezed(template, replace(base, size=base.size / 2), 0)
    for before, after in zip(sizes(template), sizes(half), strict=True):
        assert abs(after - before / 2) <= 0.5
    assert sizes(half) != sizes(template)


def test_no_text_gets_smaller_than_the_least_size(template: Template) -> None:
    """But what was smaller before: that stays, and is not made larger."""
    base = base_setting(template)
    floor = 9.0
    tight = squeezed(template, replace(base, size=floor), floor)
    for before, after in zip(sizes(template), sizes(tight), strict=True):
        assert after >= min(before, floor * 2)
        assert after <= before


def test_text_behind_a_number_begins_where_the_indents_are() -> None:
    """The tab stops at which text begins follow; one at the right edge stays there."""
    data = (TEMPLATES / "summary.docx").read_bytes()

    def change(root: etree._Element) -> None:
        found = next(each for each in root.iter(qn("w:style")) if each.get(qn("w:type")) == "paragraph")
        properties = there(found.find(qn("w:pPr")))
        tabs = etree.SubElement(properties, qn("w:tabs"))
        for kind, place in (("left", "840"), ("right", "9000")):
            etree.SubElement(tabs, qn("w:tab"), {qn("w:val"): kind, qn("w:pos"): place})

    template = opened("summary", with_part(data, "word/styles.xml", change))
    base = base_setting(template)
    half = squeezed(template, replace(base, size=base.size / 2), 0)
    assert values(half, "w:tab", "w:pos")[:2] == [420, 9000]


def test_lines_follow_size_and_spacing(template: Template) -> None:
    """Narrower spacing lowers every height of lines, but not below its text (a line of one point); half the size halves
    those that are in points."""
    base = base_setting(template)
    before = values(template, "w:spacing", "w:line")
    narrow = values(squeezed(template, replace(base, line=base.line * 0.9), 0), "w:spacing", "w:line")
    assert narrow == [pytest.approx(max(20, each * 0.9), abs=1) for each in before]
    small = squeezed(template, replace(base, size=base.size / 2), 0)
    for spacing, own in zip(
        styles(small).iter(qn("w:spacing")), styles(template).iter(qn("w:spacing")), strict=True
    ):
        if own.get(qn("w:line")):
            exact = own.get(qn("w:lineRule"), "auto") != "auto"
            factor = 0.5 if exact else 1.0
            assert int(spacing.get(qn("w:line"), "0")) == pytest.approx(
                int(own.get(qn("w:line"), "0")) * factor, abs=1
            )


def test_margins_of_cells_change_alone(template: Template) -> None:
    """Size and lines stay."""
    base = base_setting(template)
    narrow = squeezed(template, replace(base, padding=base.padding / 2), 1)
    table = template.contract.tables[0]
    assert narrow.styles.paddings[table].left == pytest.approx(
        template.styles.paddings[table].left / 2, abs=1
    )
    assert sizes(narrow) == sizes(template)


def test_what_the_writer_fits_by_is_squeezed_too(template: Template) -> None:
    """Column widths are computed from the sizes of the variant, not of the template."""
    base = base_setting(template)
    small = squeezed(template, Setting(base.size - 1, base.line, base.padding), 1)
    assert small.styles.sizes != template.styles.sizes
    assert all(small.styles.sizes[name] <= template.styles.sizes[name] for name in template.styles.sizes)


def test_other_parts_are_left_alone(template: Template) -> None:
    """Header, numbering, the document itself: the setting is a matter of styles."""
    base = base_setting(template)
    small = squeezed(template, replace(base, size=9.0), 9)
    with (
        zipfile.ZipFile(io.BytesIO(template.data)) as before,
        zipfile.ZipFile(io.BytesIO(small.data)) as after,
    ):
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/styles.xml"]
