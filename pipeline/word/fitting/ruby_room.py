"""A template with room for furigana: all lines of text are as high as those that have some, so that they stay even."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import replace

from lxml import etree

from pipeline.model.inlines import Role
from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.smaller import with_smaller
from pipeline.word.markup.styles import RUBY_LINE, read_styles
from pipeline.word.template.parts import with_parts
from pipeline.word.template.template import Template

_STYLES = "word/styles.xml"
# What stands in them is no text: pictures, charts, the room between things, the end of a section.
_WITHOUT = frozenset(
    (Role.FIGURE, Role.CHART, Role.GAP, Role.DIAGRAM_ARROW, "節の終わり", "header", "footer")
)


def with_room(template: Template) -> Template:
    """The template whose paragraph styles have lines of a fixed height that furigana need (`RUBY_LINE`), or the greater one of
    their own. Lines that grow by themselves would be as many heights as there are kinds of lines, so theirs is fixed as well."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        root = etree.fromstring(package.read(_STYLES))
    before = read_styles(root)
    for style in root.findall(w("style")):
        if style.get(w("type")) != "paragraph":
            continue
        name = _value(style, "name")
        height = max(before.lines[name], RUBY_LINE * before.sizes[name])
        if name in _WITHOUT or _is_roomy(name, before.fixed, before.lines[name], height):
            continue
        _set_line(style, height)
    put_in_order(root)
    data = with_parts(template.data, {_STYLES: root})
    return replace(template, data=data, styles=with_smaller(read_styles(root), template.styles.least))


def _is_roomy(name: str, fixed: Collection[str], line: int, needed: int) -> bool:
    return name in fixed and line >= needed


def _set_line(style: etree._Element, height: int) -> None:
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.SubElement(style, w("pPr"))
        _put_before_runs(style, properties)
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = etree.SubElement(properties, w("spacing"))
    spacing.set(w("line"), str(height))
    spacing.set(w("lineRule"), "exact")


def _put_before_runs(style: etree._Element, properties: etree._Element) -> None:
    """In a style w:pPr comes before w:rPr and what is said of tables (17.7.4.17)."""
    runs = next((each for each in style if each.tag in (w("rPr"), w("tblPr"))), None)
    if runs is not None:
        runs.addprevious(properties)


def _value(style: etree._Element, name: str) -> str:
    found = style.find(w(name))
    return "" if found is None else found.get(w("val"), "")
