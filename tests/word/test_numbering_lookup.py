"""Lists in the forms that Word itself writes: through list styles, with overrides, with the level said by the list alone."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import W
from pipeline.word.template.numbering import Numbering


def numbering_of(styles: str, lists: str) -> Numbering:
    return Numbering(*(etree.fromstring(f'<w:x xmlns:w="{W}">{each}</w:x>') for each in (styles, lists)))


def style(name: str, properties: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="s-{name}"><w:name w:val="{name}"/>'
        f"<w:pPr><w:numPr>{properties}</w:numPr></w:pPr></w:style>"
    )


def level(index: int, start: int, inner: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/>{inner}</w:lvl>'


def test_a_list_leads_through_its_list_style() -> None:
    """w:numStyleLink names the style, w:styleLink the list that has the levels (17.9.21, 17.9.27)."""
    found = numbering_of(
        "",
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s-list"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="s-list"/>{level(0, 3)}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>',
    )
    abstract = found.abstract_of("7")
    assert abstract is not None
    assert list(abstract.attrib.values()) == ["2"]
    assert list(found.levels("7")) == [0]


def test_an_override_stands_before_the_level_of_the_list() -> None:
    """A level written anew, and a start alone (17.9.8, 17.9.26)."""
    found = numbering_of(
        "",
        f'<w:abstractNum w:abstractNumId="1">{level(0, 1)}{level(1, 1)}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, 5)}</w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="8"/></w:lvlOverride></w:num>',
    )
    levels = found.levels("7")
    assert [found.start_of("7", index, levels[index]) for index in (0, 1)] == [5, 8]


def test_a_style_without_a_level_has_the_one_that_names_it() -> None:
    """Word leaves w:ilvl out of the style then (17.9.23)."""
    found = numbering_of(
        style("見出し", '<w:numId w:val="7"/>') + style("ほか", '<w:numId w:val="7"/>'),
        f'<w:abstractNum w:abstractNumId="1">{level(0, 1)}{level(2, 1, """<w:pStyle w:val="s-見出し"/>""")}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>',
    )
    assert found.list_of("見出し") == ("7", 2)
    assert found.list_of("ほか") == ("7", 0)
    assert found.list_of("ない") is None
