"""Contents lists: TOC fields with their entries in place (ECMA-376 Part 1, 17.16.5.68)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.content import (
    DIVISION_LEVEL,
    UNNUMBERED_LEVEL,
    CaptionList,
    Contents,
    Entry,
)
from pipeline.model.contract import (
    APPENDIX_HEADINGS,
    CHAPTER,
    DIVISION,
    DIVISION_HEADING,
    UNNUMBERED_HEADINGS,
)
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import END, contents_entry, field_begin
from pipeline.word.writing.document import Draft
from pipeline.word.writing.even_lines import lines_listed
from pipeline.word.writing.inlines import write_inlines
from pipeline.word.writing.stops import Lines, without_early_stops

LEVELS = 3
# What parts a caption's number from its title, there as here: Word copies the caption.
_CAPTION_GAP = "　"


def write_contents(draft: Draft, contents: Contents) -> str:
    """The contents list, to three levels; 部, appendix and unnumbered chapters come in by their styles."""
    styles = {name: level for level, name in enumerate(UNNUMBERED_HEADINGS[:LEVELS], 1)}
    styles[UNNUMBERED_HEADINGS[0]] = UNNUMBERED_LEVEL
    styles |= {name: level for level, name in enumerate(APPENDIX_HEADINGS[:LEVELS], 1)}
    if any(entry.level == DIVISION_LEVEL for entry in contents.entries):
        styles[DIVISION_HEADING] = DIVISION_LEVEL
    extra = [text for name, level in styles.items() for text in (name, str(level))]
    instruction = f'TOC \\o "1-{LEVELS}" \\h \\z \\t "{",".join(extra)}"'
    shown_in = [f"toc {entry.level}" for entry in contents.entries]
    return _list(draft, instruction, contents.entries, shown_in, "\t", _keeping(contents.entries))


def _keeping(entries: Sequence[Entry]) -> Iterator[str]:
    """The properties by which a line stays with what is listed under it alone.

    A style that keeps a line with the next (章 with its first 節) would keep whole runs of lines on one page where
    several of that level follow each other.
    """
    beside = {UNNUMBERED_LEVEL: CHAPTER, DIVISION_LEVEL: DIVISION}
    depths = [beside.get(entry.level, entry.level) for entry in entries]
    for depth, following in zip(depths, [*depths[1:], 0], strict=True):
        yield "" if following > depth else oxml.PART_FROM_NEXT


def write_caption_list(draft: Draft, captions: CaptionList) -> str:
    """The list of tables or of figures."""
    instruction = f'TOC \\h \\z \\c "{captions.kind.value}"'
    styles = ["table of figures"] * len(captions.entries)
    return _list(draft, instruction, captions.entries, styles, _CAPTION_GAP, [""] * len(captions.entries))


def listed_lines(slots: Iterable[tuple[Contents | CaptionList, int]]) -> Iterator[Lines]:
    """The lines of all contents lists by their styles; a slot comes with the width of the text where it stands, in twips."""
    found: dict[str, Lines] = {}
    for slot, width in slots:
        for lines in _lines(slot, width):
            known = found.get(lines.style)
            found[lines.style] = known.and_those(lines) if known else lines
    yield from found.values()


def _lines(slot: Contents | CaptionList, width: int) -> Iterator[Lines]:
    if isinstance(slot, CaptionList):
        labels = tuple(entry.label for entry in slot.entries)
        texts = tuple(f"{entry.label}{_CAPTION_GAP}{entry.title}" for entry in slot.entries)
        yield Lines("table of figures", width, labels, texts)
        return
    for level in sorted({entry.level for entry in slot.entries}):
        labels = tuple(entry.label for entry in slot.entries if entry.level == level)
        yield Lines(f"toc {level}", width, labels)


def _list(
    draft: Draft,
    instruction: str,
    entries: Sequence[Entry],
    styles: Sequence[str],
    number_gap: str,
    properties: Iterable[str],
) -> str:
    """One paragraph an entry; the field begins in the first and ends in the last."""
    paragraphs = []
    for index, (entry, style, own) in enumerate(zip(entries, styles, properties, strict=True)):
        content = contents_entry(entry.bookmark, _shown(draft, entry, number_gap, style), entry.page)
        if not entry.label and style in draft.stops:
            own += without_early_stops(draft.styles, draft.stops[style], entry.title)
        begin = field_begin(instruction) if index == 0 else ""
        end = END if index == len(entries) - 1 else ""
        paragraphs.append(oxml.paragraph(draft.styles.paragraph(style), begin + content + end, own))
    return "".join(paragraphs)


def _shown(draft: Draft, entry: Entry, number_gap: str, style: str) -> str:
    """The runs of an entry's number and title."""
    number = f"{entry.label}{number_gap}" if entry.label else ""
    if not entry.raised_title:
        first, *more = lines_listed(draft, entry.title, style)
        return oxml.text_run(number + first) + "".join(
            oxml.break_run() + oxml.text_run(each) for each in more
        )
    return oxml.text_run(number) + write_inlines(draft, entry.raised_title, style)
