"""What was written stands in the documents, character for character, in its place and order."""

from __future__ import annotations

from hypothesis import given

from tests.properties.documents import make, read_with_pandoc, read_xml
from tests.properties.plans import Shapes, fewer
from tests.properties.printed import Line, printed, printed_framework, printed_front, printed_summary
from tests.properties.sources import Plan
from tests.properties.words import NAMES, TEXTS, TITLES
from tests.properties.writing import files_of

PLANS = Shapes(TEXTS, TITLES, NAMES, referring=False).plans


@fewer(2)
@given(PLANS)
def test_every_text_stands_in_the_documents_as_it_was_written(plan: Plan) -> None:
    """As pandoc reads them, and as the XML holds them.

    pandoc's docx reader leaves out whatever stands in w:ruby, the base text too, and reads w:tab as a blank.
    """
    made = make(files_of(plan))
    assert made.findings == []

    def label(identity: str) -> str:
        return made.resolved.targets[identity].label

    for read, ruby, tab in ((read_xml, True, "\t"), (read_with_pandoc, False, " ")):
        lines = read(made.documents["plan"])
        contents = next(number for number, line in enumerate(lines) if line.text == "目　次")
        before = printed_front(plan, ruby)
        assert lines[contents - len(before) : contents] == before
        expected = printed(plan, ruby)
        # After the appendix comes the colophon, of three lines.
        assert lines[-len(expected) - 3 : -3] == expected
        sheet = read(made.documents["summary"])
        expected = printed_summary(plan, ruby)
        assert sheet[-len(expected) :] == expected
        cells = [line for line in read(made.documents["framework"]) if line.place == "セル"]
        expected = printed_framework(plan, label, ruby, tab)
        assert [*map(_undivided, cells[6:], expected)] == expected


def _undivided(line: Line, expected: Line) -> Line:
    """A cell that is as expected but for ends of lines, which vertical titles get at their phrases and blanks, is that."""
    same = "".join(line.text.split()) == "".join(expected.text.split())
    return expected if same and "\n" in line.text and "\n" not in expected.text else line
