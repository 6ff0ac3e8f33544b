"""A document as it is with its tracked changes accepted, or rejected (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

import pytest

from pipeline.checks import accepted, read, rejected

from .small_docx import Small
from .small_text import footnote, note_reference, p, run

_GOES = "<w:rPr><w:del/></w:rPr>"
_COMES = "<w:rPr><w:ins/></w:rPr>"


def both(body: str, footnotes: str = "") -> tuple[str, str]:
    """The text once all is accepted, and once all is rejected."""
    docx = Small(body, footnotes=footnotes).build()
    return read("a", accepted(docx)).body.text, read("a", rejected(docx)).body.text


@pytest.mark.parametrize("following", [p(run("次")), p(run("次"), "b")])
def test_a_paragraph_without_its_end_is_one_with_the_next(following: str) -> None:
    """The deleted end of a paragraph takes no text with it; the next one's own properties stay."""
    assert both(p(run("前"), properties=_GOES) + following) == ("前次", "前\n次")
    assert both(p(run("前"), properties=_COMES) + following) == ("前\n次", "前次")


def test_a_paragraph_that_goes_with_its_text_leaves_nothing() -> None:
    """Neither an empty line nor the bookmark around its words."""
    gone = (
        '<w:bookmarkStart w:id="5" w:name="x"/>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        '<w:bookmarkEnd w:id="5"/>'
    )
    assert both(p(gone, properties=_GOES) + p(run("次"))) == ("次", "旧\n次")


def test_a_note_goes_with_its_reference() -> None:
    """In a document with footnotes and in one without any."""
    body = p(run("文") + f"<w:ins>{note_reference(1)}</w:ins>")
    docx = Small(body, footnotes=footnote(1, "注の文")).build()
    assert read("a", accepted(docx)).note_numbers == {"1": "1"}
    assert read("a", rejected(docx)).note_numbers == {}
    assert "注の文" not in "".join(story.text for story in read("a", rejected(docx)).stories)
