"""Styles and lists of the small documents, out of raw XML."""

from __future__ import annotations


def level(
    ilvl: int, fmt: str, text: str, style: str = "", start: int = 1, extra: str = "", before: str = ""
) -> str:
    """A w:lvl; `before` goes before w:pStyle (lvlRestart), `extra` after it (isLgl)."""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{before}{tied}{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    """A w:abstractNum."""
    return (
        f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(identity: int, abstract_id: int, *overrides: str) -> str:
    """A w:num."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def start_override(ilvl: int, start: int) -> str:
    """A w:lvlOverride that sets where a level starts."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


HEADING_LEVELS = (
    level(0, "decimalFullWidth", "第%1章", "1"),
    level(1, "decimalFullWidth", "第%2節", "2"),
    level(2, "decimalFullWidth", "%3", "3"),
    level(3, "decimal", "(%4)", "4"),
)


APPENDIX_LEVELS = (
    level(0, "decimalFullWidth", "資料%1", "a1"),
    level(1, "decimalFullWidth", "%2", "a2"),
)


LIST_LEVELS = (level(0, "decimal", "(%1)", "l1"), level(1, "aiueoFullWidth", "%2"))


NUMBERING = (
    abstract(0, *HEADING_LEVELS)
    + abstract(1, *APPENDIX_LEVELS)
    + abstract(2, *LIST_LEVELS)
    + abstract(3, level(0, "bullet", "・", "l2"))
    + num(1, 0)
    + num(2, 1)
    + num(3, 2)
    + num(4, 3)
    + num(5, 2, start_override(0, 1))
    + num(6, 2, start_override(0, 1))
)


def style(identity: str, name: str, kind: str = "paragraph", properties: str = "", based_on: str = "") -> str:
    """A w:style; `properties` is the inside of its w:pPr."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def numbered(num_id: int, outline: int | None = None) -> str:
    """The inside of a style's w:pPr that ties it to a list."""
    level_xml = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return f'<w:numPr><w:numId w:val="{num_id}"/></w:numPr>{level_xml}'


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + "".join(style(str(each), f"heading {each}", properties=numbered(1, each - 1)) for each in range(1, 5))
    + "".join(
        style(f"a{each}", f"資料見出し {each}", properties=numbered(2, each - 1)) for each in range(1, 3)
    )
    + style("u1", "見出し番号なし", properties='<w:outlineLvl w:val="0"/>')
    + "".join(style(f"t{each}", f"toc {each}") for each in range(1, 4))
    + style("tf", "table of figures")
    + style("b", "Body Text")
    + style("cap", "caption")
    + style("l1", "番号リスト(1)", properties=numbered(3))
    + style("l2", "点リスト", properties=numbered(4))
    + style("ti", "Title")
    + style("hd", "header")
    + style("fn", "footnote text")
    + style("st", "Strong", "character")
    + style("tb", "計画の表", "table")
)
