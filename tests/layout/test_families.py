"""Which fonts a document asks for: by name, or by the theme, as Word's own templates do."""

from __future__ import annotations

from lxml import etree

from pipeline.layout.families import families_of
from pipeline.model.xml_names import W

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def root_of(inner: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W}" xmlns:a="{A}">{inner}</w:x>')


def style(identity: str, fonts: str, based_on: str = "", default: bool = False) -> str:
    attribute = ' w:default="1"' if default else ""
    below = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:styleId="{identity}"{attribute}>{below}<w:rPr><w:rFonts {fonts}/></w:rPr></w:style>'


def test_fonts_are_those_of_runs_and_of_styles_in_use() -> None:
    """With the styles that they are based on; a style that nothing uses asks for nothing."""
    parts = {
        "word/styles.xml": root_of(
            style("normal", 'w:eastAsia="標準の書体"', default=True)
            + style("head", 'w:ascii="見出しの書体"', "base")
            + style("base", 'w:hAnsi="元の書体"')
            + style("unused", 'w:ascii="使わない書体"')
        ),
        "word/document.xml": root_of(
            '<w:p><w:pPr><w:pStyle w:val="head"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="直の書体" w:cs="別の文字"/></w:rPr></w:r></w:p>'
        ),
    }
    assert families_of(parts) == {"標準の書体", "見出しの書体", "元の書体", "直の書体"}


def test_fonts_of_the_theme_are_its_latin_and_its_japanese_faces() -> None:
    """Faces for other scripts are not asked for, nor empty ones."""
    parts = {
        "word/styles.xml": root_of(style("normal", 'w:eastAsiaTheme="minorEastAsia"', default=True)),
        "word/document.xml": root_of("<w:p/>"),
        "word/theme/theme1.xml": root_of(
            '<a:latin typeface="Century"/><a:ea typeface=""/>'
            '<a:font script="Jpan" typeface="ＭＳ 明朝"/><a:font script="Hang" typeface="맑은 고딕"/>'
        ),
    }
    assert families_of(parts) == {"Century", "ＭＳ 明朝"}
