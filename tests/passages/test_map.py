"""The source map: each paragraph of each document has a passage, and each passage the line at which it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from pipeline import checks
from pipeline.passages.model import DocumentMap, Kind, Passage
from pipeline.passages.origins import BY_PROGRAM, map_document
from pipeline.passages.pairing import Pairing, Shown, pair
from pipeline.passages.stored import read_maps, store_maps
from pipeline.workflows import build
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES, quiet

PLANS = {
    "plan": (ROOT / "plan_source", ROOT / "templates"),
    "everything": (ROOT / "tests/cases/everything/plan_source", TEMPLATES),
    "children": (ROOT / "examples/children/plan_source", ROOT / "examples/children/templates"),
}


@dataclass(frozen=True)
class Mapped:
    """A plan's documents, their maps, and the files of which they were made."""

    maps: Mapping[str, DocumentMap]
    docx: Mapping[str, bytes]
    source: Mapping[str, bytes]

    def passages(self) -> list[Passage]:
        return [passage for each in self.maps.values() for passage in each.passages]


@pytest.fixture(scope="module", params=PLANS)
def mapped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    """Documents as they leave the house, made without pages."""
    source, templates = PLANS[request.param]
    project = Project(source, templates, tmp_path_factory.mktemp("build"))
    documents = build.make(project, (), None, quiet).documents
    prepared = prepare(project, quiet)
    maps = {
        each.name: map_document(each.content, prepared.resolved, prepared.source, project.source_called)
        for each in documents
    }
    return Mapped(maps, {each.name: each.docx for each in documents}, prepared.source)


def paired(mapped: Mapped, name: str) -> tuple[list[Shown], Pairing]:
    """The paragraphs of a document's text with their passages."""
    story = checks.read(name, mapped.docx[name]).body
    shown = [Shown(each.text, each.cell > 0) for each in story.paragraphs]
    return shown, pair(shown, mapped.maps[name].body)


def test_every_passage_has_its_paragraph_and_what_is_left_is_the_templates(mapped: Mapped) -> None:
    """Cover, contents' titles and colophon are words of the template: few, and none of them a sentence."""
    for name in mapped.maps:
        shown, pairing = paired(mapped, name)
        assert pairing.lost == ()
        left = [each.text for each, passage in zip(shown, pairing.passages, strict=True) if not passage]
        assert len([text for text in left if text.strip()]) <= 12
        assert not [text for text in left if "。" in text]


def test_every_note_has_its_paragraph(mapped: Mapped) -> None:
    """The passages of footnotes are those of the document's own part, in its order."""
    reading = checks.read("plan", mapped.docx["plan"])
    notes = [Shown(each.text) for story in reading.notes.values() for each in story.paragraphs]
    pairing = pair(notes, mapped.maps["plan"].notes)
    assert pairing.lost == ()
    assert all(passage for each, passage in zip(notes, pairing.passages, strict=True) if each.text.strip())


def test_every_passage_has_an_origin_or_is_made(mapped: Mapped) -> None:
    """What a program or a template adds is short; no sentence is without the place where it is written."""
    for each in mapped.passages():
        assert each.origin or each.made, each
        assert not (each.made == BY_PROGRAM and "。" in each.text), each


def literal(text: str) -> str:
    return re.sub(r"[\s\\*,\"']", "", text)


def test_origins_are_the_lines_where_the_words_are_written(mapped: Mapped) -> None:
    """The words of a passage stand in its line, or (a value of YAML that begins there) in the next ones."""
    checked = 0
    for each in mapped.passages():
        origin = each.origin
        if (
            each.made
            or not origin
            or not origin.line
            or not each.text.strip()
            or not re.search(r"\w", each.text)
        ):
            continue
        lines = mapped.source[origin.file].decode("utf-8-sig").splitlines()
        written = literal("".join(lines[origin.line - 1 : origin.line + (40 if origin.key else 0)]))
        words = [literal(word) for word in re.split(r"[\s　、。（）「」『』：・》①-⑳]+", each.text)]
        assert any(word in written for word in words if word) or "](#" in written or ".数" in written, each
        checked += 1
    assert checked > 150


def test_items_are_named_by_their_id_and_field(mapped: Mapped) -> None:
    """What stands under an item's heading is the field's; what stands in a chapter has the id of the smallest thing around it."""
    passages = mapped.maps["plan"].passages
    fields = [
        each for each in passages if each.origin and each.origin.file == "framework.yaml" and not each.made
    ]
    assert any(each.kind is Kind.CELL for each in fields)
    items = [
        each for each in fields if each.origin and "/" in each.origin.key and each.origin.path[0] != "階層"
    ]
    assert [each for each in items if not (each.id and each.key)] == []


def test_cells_know_their_row_and_column(mapped: Mapped) -> None:
    """In the table as it is printed, heads among the rows."""
    cells = [
        each
        for each in mapped.maps["plan"].passages
        if each.kind is Kind.CELL
        and each.origin
        and each.origin.file.endswith((".md", ".csv"))
        and not each.made
    ]
    numbered = [each for each in cells if each.origin and each.origin.row >= 0]
    assert len(numbered) > len(cells) / 2


def test_a_map_that_was_stored_is_the_same(mapped: Mapped) -> None:
    """What is kept beside a snapshot."""
    stored = store_maps(mapped.maps.values())
    assert read_maps(stored) == dict(mapped.maps)
    assert store_maps(mapped.maps.values()) == stored


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"keikaku": 99, "documents": {}}'])
def test_what_is_no_map_is_refused(data: bytes) -> None:
    """A file of another program, or of a later version."""
    with pytest.raises(ValueError, match="no map"):
        read_maps(data)


# Pairing


def passage(index: int, text: str) -> Passage:
    return Passage(index, text, Kind.CELL, None)


def test_words_of_the_template_have_no_passage() -> None:
    """Passages are found in order between them; a line break in a title changes nothing."""
    shown = [Shown(text) for text in ("表紙", "一", "題は\n長い", "")]
    assert pair(shown, [passage(0, "一"), passage(1, "題は長い")]).passages == (
        None,
        passage(0, "一"),
        passage(1, "題は長い"),
        None,
    )


def test_empty_cells_are_paired_where_they_can_be_counted() -> None:
    """Gaps stand in no cell; where the numbers differ nothing is guessed."""
    passages = [passage(0, "一"), passage(1, ""), passage(2, "二")]
    cells = [Shown("一", True), Shown("", False), Shown("", True), Shown("二", True)]
    assert [each and each.index for each in pair(cells, passages).passages] == [0, None, 1, 2]
    merged = [Shown("一", True), Shown("", True), Shown("", True), Shown("二", True)]
    assert [each and each.index for each in pair(merged, passages).passages] == [0, None, None, 2]


def test_a_passage_that_is_not_there_is_told() -> None:
    """Such a document is another one."""
    assert pair([Shown("一")], [passage(0, "二")]).lost == (passage(0, "二"),)
