"""Quotes, terms with their explanations, and text of one role: paragraphs and lists in them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.inlines import Paragraph, Role
from pipeline.model.prose import Definitions, Prose
from pipeline.word.markup import oxml
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import write_inlines
from pipeline.word.writing.lists import write_list
from pipeline.word.writing.paragraphs import spacing, write_paragraph

# Between a list of terms and what follows it, in twips.
AFTER_DEFINITIONS = 120


def write_as_role(
    draft: Draft, blocks: Sequence[Prose], role: Role, width: int, after: int = 0, together: bool = False
) -> str:
    """Blocks whose paragraphs are all of one role, on one page if they stay `together`; `after` is the space after a paragraph that comes
    last, where it is not the style's."""
    last = len(blocks) - 1
    return "".join(
        write_paragraph(
            draft,
            Paragraph(block.content, role),
            width,
            oxml.KEEP_NEXT if together and index < last else "",
            after if index == last else 0,
        )
        if isinstance(block, Paragraph)
        else write_list(draft, block, width)
        for index, block in enumerate(blocks)
    )


def write_quote_with_lists(draft: Draft, content: Sequence[Prose], width: int) -> str:
    """A quote in a cell that has the lines and indents of its style: items of lists have indents of their own, at which the line
    beside them would stand, each at another place."""
    indents, frame = draft.styles.indents[Role.QUOTE.value], draft.styles.quote
    left = indents.rest - indents.right
    inner = width - indents.rest + frame.distance("left") + frame.distance("right")
    written = "".join(
        _in_frame(draft, each) if isinstance(each, Paragraph) else write_list(draft, each, width)
        for each in content
    )
    cell = oxml.table_cell(written, inner, 1, "", oxml.framed(frame.sides, frame.fill))
    row = oxml.table_row([cell], splits=True)
    table = oxml.table("", [inner], [row], "", indent=left - frame.distance("left"))
    return table + oxml.paragraph(draft.styles.paragraph(Role.GAP), "", oxml.LOW)


def _in_frame(draft: Draft, paragraph: Paragraph) -> str:
    content = write_inlines(draft, paragraph.content, Role.QUOTE)
    properties = oxml.UNFRAMED + spacing(draft, paragraph.content, Role.QUOTE) + oxml.NO_INDENTS
    return oxml.paragraph(draft.styles.paragraph(Role.QUOTE), content, properties)


def write_definitions(draft: Draft, block: Definitions, width: int, below: bool) -> str:
    """Terms, each with its explanation; what comes `below` the last one stands off from it as a next term would."""
    after = AFTER_DEFINITIONS if below else 0
    last = len(block.items) - 1
    return "".join(
        write_paragraph(draft, Paragraph(term, Role.TERM), width)
        + write_as_role(draft, explanation, Role.TERM_TEXT, width, after if index == last else 0)
        for index, (term, explanation) in enumerate(block.items)
    )
