"""A document that is looked at again is judged as if it were looked at for the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass

import pytest
from lxml import etree

from pipeline.checks import (
    Finding,
    Reading,
    check_form,
    check_note_order,
    check_running,
    check_sense,
    open_document,
    project,
    read,
)
from pipeline.checks.again import FormAgain, ReadingAgain
from pipeline.checks.pieces import bodies_of, parted

from .mutations import DOCUMENT, NOTES, Mutation, edit, more
from .reference_mutations import ALL_REFERENCES
from .small_docx import unzipped, zipped
from .small_plan import plan_docx
from .small_text import p, run
from .structure_mutations import STRUCTURE

MUTATIONS = [*STRUCTURE, *ALL_REFERENCES]
# Sound changes: of words, of what is counted, of what is open from one paragraph to the next, of other parts.
SOUND: dict[str, Callable[[], bytes]] = {
    "as it was": plan_docx,
    "other words": edit("この計画は、", "この計画書は、"),
    "a paragraph more, so that all that follows is counted otherwise": edit(
        "<w:body>", f"<w:body>{p(run('まえがき'))}"
    ),
    "a paragraph more at the end": more(p(run("あとがき"))),
    "a bookmark over two paragraphs": more(
        p('<w:bookmarkStart w:id="900" w:name="wide"/>' + run("前"))
        + p(run("後") + '<w:bookmarkEnd w:id="900"/>')
    ),
    "a bookmark around a paragraph": more(
        f'<w:bookmarkStart w:id="900" w:name="wide"/>{p(run("中"))}<w:bookmarkEnd w:id="900"/>'
    ),
    "a comment in which a paragraph seems to end": edit("<w:body>", "<w:body><!-- <w:p></w:p> -->"),
    "another note": edit("民生委員など", "民生委員", NOTES),
}


def _sense(reading: Reading) -> list[Finding]:
    return [*check_sense(reading), *check_note_order(reading), *check_running(reading)]


def _values(value: object) -> object:
    """A value without the elements that it was read from."""
    if isinstance(value, etree._Element):
        return value.tag
    if is_dataclass(value):
        return [_values(each) for each in vars(value).values()]
    return [_values(each) for each in value] if isinstance(value, tuple) else value


@pytest.fixture(scope="module")
def seen() -> tuple[FormAgain, ReadingAgain]:
    """What has looked at the sound document, and then at each that was damaged before."""
    return FormAgain("plan"), ReadingAgain("plan")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.code}: {each.what}")
def test_damage_is_found_in_a_document_that_was_sound_before(
    mutation: Mutation, seen: tuple[FormAgain, ReadingAgain]
) -> None:
    """The same as in one that nobody has seen, and nothing once it is mended."""
    form, reading = seen
    assert form.check(plan_docx()) == _sense(reading.read(plan_docx())) == []
    damaged = mutation.make()
    assert form.check(damaged) == check_form(open_document("plan", damaged))
    assert {each.code for each in _sense(reading.read(damaged))} == {
        each.code for each in _sense(read("plan", damaged))
    }
    assert form.check(plan_docx()) == _sense(reading.read(plan_docx())) == []


def test_each_change_is_read_as_the_whole_is() -> None:
    """Whatever was read before it."""
    form, again = FormAgain("plan"), ReadingAgain("plan")
    for make in (change for name in SOUND for change in (SOUND[name], plan_docx)):
        reading, whole = again.read(make()), read("plan", make())
        assert form.check(make()) == _sense(reading) == []
        assert _values(reading.body) == _values(whole.body)
        assert reading.numbers == whole.numbers
        assert reading.note_numbers == whole.note_numbers
        assert project(reading) == project(whole)


def test_of_a_body_with_other_words_one_piece_is_parsed() -> None:
    """All others had the same bytes."""
    again = ReadingAgain("plan")
    again.read(plan_docx())
    tree = again.read(SOUND["other words"]()).package.trees[DOCUMENT]
    assert ["".join(each.itertext())[:7] for each in bodies_of(tree)] == ["この計画書は、"]


def test_what_is_parsed_again_and_again_is_not_held_for_good() -> None:
    """An element holds the tree of all that was parsed with it: of paragraphs put in one after the other, each would add all that follows."""
    parts, again = unzipped(plan_docx()), ReadingAgain("plan")
    body = parted(parts[DOCUMENT])
    assert body
    pieces = [*body.pieces]
    for at in range(0, 2 * len(body.pieces) - 2, 2):
        pieces.insert(at, p(run(f"{at}")).encode())
        reading = again.read(zipped({**parts, DOCUMENT: body.head + b"".join(pieces) + body.tail}))
        trees = {each.element.getroottree().getroot() for each in reading.body.paragraphs}
        assert sum(len(tree) for tree in trees) <= 4 * len(pieces)


@pytest.mark.parametrize("name", SOUND)
def test_every_byte_stands_in_one_piece(name: str) -> None:
    """None is left out, and none is looked at twice."""
    part = unzipped(SOUND[name]())[DOCUMENT]
    pieces = parted(part)
    if b"<!--" in part:
        assert pieces is None
    else:
        assert pieces
        assert pieces.head + b"".join(pieces.pieces) + pieces.tail == part


def test_markup_that_is_well_formed_only_with_its_neighbour_is_not_taken_to_pieces() -> None:
    """What stands in a piece would depend on others."""
    pieces = parted(b"<w:document><w:body><x><w:p></w:p></x><w:p></w:p></w:body></w:document>")
    assert pieces
    with pytest.raises(etree.XMLSyntaxError):
        pieces.tree(pieces.pieces)
