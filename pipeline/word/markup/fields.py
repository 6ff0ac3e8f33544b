"""Live fields (ECMA-376 Part 1, 17.16), each with the text that it shows already in place.

All are complex fields, since simple ones can't hold formatted results, and none is dirty: Word shows the
cached text on opening without asking, and computes the same when it updates.
"""

from __future__ import annotations

from pipeline.word.markup.oxml import escape, internal_link, text_run

_CHARACTER = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
SEPARATE = _CHARACTER.format(kind="separate")
END = _CHARACTER.format(kind="end")


def field_begin(instruction: str) -> str:
    """The markup before a field's result."""
    begin = _CHARACTER.format(kind="begin")
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{SEPARATE}'
    )


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A field whose result is `cached`."""
    return f"{field_begin(instruction)}{text_run(cached, properties)}{END}"


def number_field(bookmark: str, cached: str, properties: str = "") -> str:
    """A heading's number in full context (`\\w`): never `\\r`, which depends on where the field stands."""
    return field(f"REF {bookmark} \\w \\h", cached, properties)


def text_field(bookmark: str, cached: str, properties: str = "") -> str:
    """The bookmark's own text: a caption's label and number, a term."""
    return title_field(bookmark, text_run(cached, properties))


def title_field(bookmark: str, runs: str) -> str:
    """The bookmark's own text as runs, with the looks that they have there, which Word copies."""
    return field_begin(f"REF {bookmark} \\h") + runs + END


def note_field(bookmark: str, cached: str, properties: str = "") -> str:
    """A footnote's number (17.16.5.37)."""
    return field(f"NOTEREF {bookmark} \\h", cached, properties)


def page_field(bookmark: str, cached: str, properties: str = "") -> str:
    return field(f"PAGEREF {bookmark} \\h", cached, properties)


def chapter_number_field(cached: str) -> str:
    """The numeral of the chapter around a caption, without the words around it (`\\s`)."""
    return field("STYLEREF 1 \\s", cached)


def division_number_field(style_name: str, cached: str) -> str:
    """The numeral of the 部 around a caption."""
    return field(f'STYLEREF "{style_name}" \\s', cached)


def appendix_number_field(style_name: str, cached: str) -> str:
    """The whole number (資料１) of the appendix part around a caption."""
    return field(f'STYLEREF "{style_name}" \\n', cached)


def sequence_field(label: str, cached: str, first: bool, in_appendix: bool) -> str:
    """A caption's ordinal. It starts anew with each chapter: at heading 1 by itself (`\\s 1`), in the
    appendix, whose headings Word does not look at here, by `\\r 1` on the first."""
    restart = "\\s 1" if not in_appendix else "\\r 1" if first else ""
    # Word reads field names in any case. LibreOffice knows SEQ in capitals only, and counts it anew without
    # regard to chapters: written small, it shows the cached number, which is right.
    return field(f"seq {label} \\* DBCHAR {restart}".rstrip(), cached)


def contents_entry(bookmark: str, runs: str, page: str) -> str:
    """A line of a contents list: a link over number and title, which are `runs`, and page."""
    return internal_link(bookmark, runs + text_run("\t") + page_field(bookmark, page))
