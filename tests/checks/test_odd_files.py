"""Files that are odd without being wrong, and files that are wrong in any way at all."""

from __future__ import annotations

import random
from copy import deepcopy

from lxml import etree

from pipeline.checks import check_agreement, check_document, check_expected, check_mentions, project, read
from tests.word_save import save_as_word_does

from .small_docx import unzipped, zipped
from .small_plan import FACTS, plan_docx


def test_a_file_that_word_has_saved_reads_the_same() -> None:
    """Other style ids, other list numbers, runs cut up, Word's own bookmark: the same document."""
    saved = read("plan.docx", save_as_word_does(plan_docx()))
    assert check_document(saved) == []
    assert check_agreement({"plan": saved}, FACTS) == []
    assert project(saved) == project(read("plan.docx", plan_docx()))


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
