"""A template in another setting: text, lines and cell margins larger or smaller, in the proportions that staff chose."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.pages import Setting
from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.smaller import with_smaller
from pipeline.word.markup.styles import WORD_SIZE, Styles, ancestry, read_styles
from pipeline.word.template.parts import with_parts
from pipeline.word.template.template import Template

_STYLES = "word/styles.xml"
_EM = 10  # twips a half-point of text
_TWIPS_IN_MM = 1440 / 25.4


@dataclass(frozen=True)
class _Base:
    """The setting of the template itself; `exact` says that its lines have a height in points."""

    setting: Setting
    exact: bool


def squeezed(template: Template, setting: Setting, least: float) -> Template:
    """The template set in `setting`; no text gets smaller than `least` points that was not smaller before.

    Text size and line spacing are those of the default paragraph style, cell margins those of the first
    table style of the contract; the other styles keep their proportion to them.
    """
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        root = etree.fromstring(package.read(_STYLES))
    base = _base(root, template)
    _scale_sizes(root, setting.size / base.setting.size, round(least * 2))
    _scale_lines(root, setting, base)
    _keep_text_whole(root, template.styles)
    _scale_indents(root, setting.size / base.setting.size)
    _scale_margins(root, setting.padding / base.setting.padding if base.setting.padding else 1.0)
    return replace(
        template,
        data=with_parts(template.data, {_STYLES: root}),
        styles=with_smaller(read_styles(root), template.styles.least),
    )


def base_setting(template: Template) -> Setting:
    """The setting of the template itself."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        return _base(etree.fromstring(package.read(_STYLES)), template).setting


def _base(root: etree._Element, template: Template) -> _Base:
    """The template's base setting; `root` is that of its styles."""
    default = next(
        style
        for style in root.findall(w("style"))
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
    )
    places = [default, *root.iter(w("rPrDefault"), w("pPrDefault"))]
    size = next((int(each.get(w("val"), "0")) for place in places for each in place.iter(w("sz"))), WORD_SIZE)
    spacing = next(
        (each for place in places for each in place.iter(w("spacing")) if each.get(w("line"))), None
    )
    exact = spacing is not None and spacing.get(w("lineRule"), "auto") != "auto"
    line = int(spacing.get(w("line"), "240")) if spacing is not None else 240
    padding = template.styles.paddings[template.contract.tables[0]].left / _TWIPS_IN_MM
    return _Base(Setting(size / 2, line / (size * 10) if exact else line / 240, padding), exact)


def _scale_sizes(root: etree._Element, factor: float, least: int) -> None:
    """Text sizes, in half points."""
    for properties in root.iter(w("rPr")):
        for size in properties.findall(w("sz")) + properties.findall(w("szCs")):
            own = int(size.get(w("val"), "0"))
            size.set(w("val"), str(max(round(own * factor), min(own, least))))


def _scale_lines(root: etree._Element, setting: Setting, base: _Base) -> None:
    """Line heights and the spaces around paragraphs: points follow size and spacing, multiples the spacing."""
    spread = setting.line / base.setting.line
    size = setting.size / base.setting.size
    for spacing in root.iter(w("spacing")):
        exact = spacing.get(w("lineRule"), "auto") != "auto"
        for name, factor in (
            ("line", spread * size if exact else spread),
            ("before", spread * size),
            ("after", spread * size),
        ):
            if spacing.get(w(name)):
                spacing.set(w(name), str(round(int(spacing.get(w(name), "0")) * factor)))


def _keep_text_whole(root: etree._Element, before: Styles) -> None:
    """Lines of an exact height that held their text hold it still, where that became no smaller: Word would cut it. What other styles
    have from the same one stays as it is: programs add styles that no text has."""
    after = read_styles(root)
    by_id = {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}
    for (kind, name), identity in after.ids.items():
        if kind != "paragraph" or name not in after.fixed or before.lines[name] < before.sizes[name] * _EM:
            continue
        if after.lines[name] < (least := after.sizes[name] * _EM):
            style = by_id[identity]
            places = [*ancestry(style, by_id), *root.iter(w("pPrDefault"))]
            spacings = (each for place in places for each in place.iter(w("spacing")))
            said = next(each for each in spacings if each.get(w("line")))
            own = _spacing_of(style)
            own.set(w("line"), str(least))
            own.set(w("lineRule"), said.get(w("lineRule"), ""))


def _spacing_of(style: etree._Element) -> etree._Element:
    """What a style itself says of its lines, which it says from here on."""
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.SubElement(style, w("pPr"))
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = etree.SubElement(properties, w("spacing"))
        put_in_order(style)
    return spacing


def _scale_indents(root: etree._Element, factor: float) -> None:
    """Indents and the tab stops at which text begins: numbers that hang out keep their room."""
    for indent in root.iter(w("ind")):
        for name in ("left", "start", "hanging", "firstLine"):
            if indent.get(w(name)):
                indent.set(w(name), str(round(int(indent.get(w(name), "0")) * factor)))
    for tab in root.iter(w("tab")):
        if tab.get(w("val")) in ("left", "start", "num") and tab.get(w("pos")):
            tab.set(w("pos"), str(round(int(tab.get(w("pos"), "0")) * factor)))


def _scale_margins(root: etree._Element, factor: float) -> None:
    for margins in root.iter(w("tblCellMar")):
        for side in margins:
            side.set(w("w"), str(round(int(side.get(w("w"), "0")) * factor)))
