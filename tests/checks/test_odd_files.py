"""Files that are odd without being wrong, and files that are wrong in any way at all."""

from __future__ import annotations

import random
from copy import deepcopy

from lxml import etree

from pipeline.checks import check_agreement, check_document, check_expected, check_mentions, project, read
from tests.word_save import save_as_word_does

from .small_docx import changed, unzipped, zipped
from .small_plan import FACTS, plan_docx
from .small_text import p, run


def test_a_file_that_word_has_saved_reads_the_same() -> None:
    """Other style ids, other list numbers, runs cut up, Word's own bookmark: the same document."""
    saved = read("plan.docx", save_as_word_does(plan_docx()))
    assert check_document(saved) == []
    assert check_agreement({"plan": saved}, FACTS) == []
    assert project(saved) == project(read("plan.docx", plan_docx()))


def test_folders_in_the_package_and_markup_of_later_words_are_no_faults() -> None:
    """Zips of other tools name their folders; a later Word adds elements of namespaces of its own among the known ones."""
    parts = unzipped(plan_docx())
    later = parts["word/document.xml"].replace(
        b'<w:pPr><w:pStyle w:val="b"/>', b'<w:pPr><w:pStyle w:val="b"/><x:later xmlns:x="urn:later"/>'
    )
    assert later != parts["word/document.xml"]
    assert (
        check_document(read("plan.docx", zipped({"word/": b"", **parts, "word/document.xml": later}))) == []
    )


def test_what_word_lets_stand_after_a_cells_last_paragraph_is_no_fault() -> None:
    """Ends of bookmarks and comments, and content controls around the paragraph."""
    for content in (
        p(run("118,594")) + "<!-- a comment of XML -->",
        '<w:bookmarkStart w:id="88" w:name="cell"/>' + p(run("118,594")) + '<w:bookmarkEnd w:id="88"/>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run('118,594'))}</w:sdtContent></w:sdt>",
    ):
        assert check_document(read("plan.docx", changed(plan_docx(), p(run("118,594")), content))) == []


def test_damage_of_any_kind_raises_nothing() -> None:
    """Elements lost, doubled, moved, with impossible values: the reader reports, and never breaks down."""
    clean = unzipped(plan_docx())
    for seed in range(60):
        reading = read("plan.docx", zipped(_damaged(clean, random.Random(seed))))
        check_document(reading)
        check_agreement({"plan": reading, "framework": reading}, FACTS)
        check_expected(reading, {"sec_intro": "第１章"}, {"sec_intro": "題"})
        check_mentions(reading, reading)
        assert project(reading)


def _damaged(clean: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    name = chance.choice([each for each in clean if each.endswith((".xml", ".rels"))])
    root = etree.fromstring(clean[name])
    for _ in range(3):
        element = chance.choice(list(root.iter()))
        parent = element.getparent()
        match chance.randrange(4):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None:
                element.addnext(deepcopy(element))
            case 2 if parent is not None:
                root.append(element)
            case _:
                for key in element.attrib:
                    element.set(key, chance.choice(["", "x", "-1", "0", "99999999999"]))
    return {**clean, name: etree.tostring(root)}
