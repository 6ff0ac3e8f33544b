"""Content of the small documents, out of raw XML, so that a test sees every element that it is about."""

from __future__ import annotations

from itertools import count

_ids = count(1)


def run(text: str, properties: str = "") -> str:
    """A run; tabs and line breaks in `text` become elements."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = [
        "<w:tab/>"
        if each == "\t"
        else "<w:br/>"
        if each == "\n"
        else f'<w:t xml:space="preserve">{each}</w:t>'
        for each in _split(text)
    ]
    return f"<w:r>{inner}{''.join(pieces)}</w:r>"


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if character in "\t\n" or not pieces or pieces[-1] in ("\t", "\n"):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def mark(kind: str) -> str:
    """A w:fldChar in its run."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(instruction: str) -> str:
    """A field's instruction in its run."""
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def ref(instruction: str, result: str) -> str:
    """A complex field with its cached result."""
    return mark("begin") + code(instruction) + mark("separate") + run(result) + mark("end")


def bookmark(name: str, content: str) -> str:
    """A bookmark around content."""
    identity = next(_ids)
    return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identity}"/>'


def p(content: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{tied}{properties}</w:pPr>" if tied or properties else ""
    return f"<w:p>{inner}{content if content.startswith('<') or not content else run(content)}</w:p>"


def heading(depth: int, text: str, name: str = "", style: str = "") -> str:
    """A numbered heading with a bookmark over its text."""
    content = text if text.startswith("<") else run(text)
    return p(bookmark(name, content) if name else content, style or str(depth))


def item(text: str, num_id: int | None = None, ilvl: int = 0, style: str = "l1") -> str:
    """A list paragraph, of a list of its own where `num_id` is given."""
    own = "" if num_id is None else f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return p(text, style, own)


def caption(label: str, name: str, chapter: str, figure: str, title: str, sequence: str = r"\s 1") -> str:
    """表２－１　title, with a bookmark over label and number."""
    number = (
        run(label)
        + ref(r"STYLEREF 1 \s", chapter)
        + run("－")
        + ref(rf"SEQ {label} \* DBCHAR {sequence}", figure)
    )
    return p(bookmark(name, number) + run(f"　{title}"), "cap")


def entry(
    style: str, number: str, title: str, anchor: str, page: str = "－", before: str = "", after: str = ""
) -> str:
    """A line of a contents list."""
    front = f"{number}\t" if number else ""
    line = run(f"{front}{title}\t") + ref(rf"PAGEREF {anchor} \h", page)
    return p(f'{before}<w:hyperlink w:anchor="{anchor}">{line}</w:hyperlink>{after}', style)


def contents(instruction: str, *entries: tuple[str, str, str, str]) -> str:
    """A TOC field over its entries: (style, number, title, bookmark)."""
    lines = []
    for place, each in enumerate(entries):
        before = mark("begin") + code(instruction) + mark("separate") if place == 0 else ""
        after = mark("end") if place == len(entries) - 1 else ""
        lines.append(entry(*each, before=before, after=after))
    return "".join(lines)


def cell(content: str, span: int = 1, merge: str = "", direction: str = "") -> str:
    """A table cell; text that is no XML becomes a paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    turned = f'<w:textDirection w:val="{direction}"/>' if direction else ""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{spanned}{merged}{turned}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """A table row."""
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(widths: tuple[int, ...], *rows: str) -> str:
    """A table in style 計画の表; widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    properties = '<w:tblPr><w:tblStyle w:val="tb"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(
    identity: int, alt: str, embed: str = "rImage", width: int = 3_600_000, height: int = 1_800_000
) -> str:
    """An inline picture in its run; the size in EMU."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{identity}" name="図" '
        f'descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{embed}"/></pic:blipFill>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def note_reference(identity: int) -> str:
    """A footnote's reference in its run."""
    return f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'


def footnote(identity: int, text: str) -> str:
    """A w:footnote with the mark of its number."""
    return f'<w:footnote w:id="{identity}">{p("<w:r><w:footnoteRef/></w:r>" + run(f" {text}"), "fn")}</w:footnote>'


def section(
    references: str = "", width: int = 11906, height: int = 16838, extra: str = "", pages: str = ""
) -> str:
    """A w:sectPr; A4 upright unless told otherwise."""
    orient = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:sectPr>{references}{extra}<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="850" w:footer="850"/>{pages}'
        "</w:sectPr>"
    )


def shown(kind: str, relationship: str, pages: str = "default") -> str:
    """A header or footer reference, for these pages of a section."""
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relationship}"/>'


def word_art(text: str) -> str:
    """A run with a watermark."""
    return f'<w:r><w:pict><v:shape><v:textpath string="{text}"/></v:shape></w:pict></w:r>'
