"""Pictures and charts, each in a paragraph of its own."""

from __future__ import annotations

from pipeline.model.charts import Chart
from pipeline.model.floats import Picture
from pipeline.model.inlines import Role
from pipeline.model.reference_text import said_text
from pipeline.word.markup import oxml
from pipeline.word.writing.document import Draft
from pipeline.word.writing.heights import TALLEST_PICTURE

# The pitch of single lines, in twips a half-point of text.
SINGLE = 12


def write_picture(draft: Draft, picture: Picture, width: int) -> str:
    """The paragraph of a picture in a text so wide (twips)."""
    image = draft.content.images[picture.path]
    return write_drawn(
        draft, picture, min(picture.width, TALLEST_PICTURE * image.width / image.height) * width
    )


def write_drawn(draft: Draft, picture: Picture, twips: float) -> str:
    """The paragraph of a picture that is so wide."""
    image = draft.content.images[picture.path]
    width = twips * oxml.EMU_PER_TWIP
    run = oxml.picture_run(
        draft.picture_of(image.data),
        draft.picture_number(),
        picture.path.rsplit("/", 1)[-1],
        said_text(picture.alt, draft.targets),
        round(width),
        round(width * image.height / image.width),
    )
    return oxml.paragraph(
        draft.styles.paragraph(Role.FIGURE), run, oxml.KEEP_NEXT + _high_enough(draft, Role.FIGURE)
    )


def write_chart_paragraph(draft: Draft, chart: Chart, width: int, page: int) -> str:
    """The paragraph of a chart in a text so wide, on a page so high (twips)."""
    from pipeline.word.writing.charts import write_chart  # wanted for plans with charts alone

    run = write_chart(draft, chart, width, page)
    return oxml.paragraph(
        draft.styles.paragraph(Role.CHART), run, oxml.KEEP_NEXT + _high_enough(draft, Role.CHART)
    )


def _high_enough(draft: Draft, role: Role) -> str:
    """Lines as high as a picture in them, where a sheet is set so tight that the style's are lower than their text: LibreOffice
    and Word would cut the picture's top."""
    name, styles = role.value, draft.styles
    low = name not in styles.fixed and styles.lines[name] < SINGLE * styles.sizes[name]
    return oxml.SINGLE_LINES if low else ""
