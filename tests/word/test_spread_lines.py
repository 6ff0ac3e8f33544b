"""Paragraphs that are not filled to their right edge, since a line would be spread too wide before the number of a reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter

NUMBER = "（[](#measure-b)）。"  # （第２章第１節１(2)）。


def at_left(folder: Path, *paragraphs: str) -> list[bool]:
    """Whether each of a chapter's paragraphs says that it is set at the left."""
    project = write_project(folder, {CHAPTER: chapter("\n\n".join(paragraphs))})
    (document,) = make(project, ("plan",), None, quiet).documents
    shown = [each for each in checks.read("plan", document.docx).body.paragraphs if "あ" in each.text]
    assert len(shown) == len(paragraphs)
    found = [each.element.find(f"{w('pPr')}/{w('jc')}") for each in shown]
    return [each is not None and each.get(w("val")) == "left" for each in found]


@pytest.mark.parametrize("before", ["", "- "], ids=["text", "item"])
def test_only_where_the_line_before_a_number_is_much_too_short(before: str, tmp_path: Path) -> None:
    """One length of text after another: a line that ends before 第２節 lacks up to four characters."""
    found = at_left(tmp_path, *(f"{before}{'あ' * count}{NUMBER}" for count in range(22, 42)))
    assert 2 <= sum(found) <= len(found) / 2


def test_text_without_numbers_stays_filled(tmp_path: Path) -> None:
    """Whatever its lines lack because of what may not begin one."""
    texts = [f"{'あ' * count}」、」」。{'あ' * 30}" for count in range(30, 40)]
    assert not any(at_left(tmp_path, *texts))


def test_where_furigana_make_room_for_themselves_no_line_is_filled(tmp_path: Path) -> None:
    """A reading may be wider than what it stands over: where lines end can't be told."""
    ruby = '[住]{ruby="じゅう"}'
    found = at_left(tmp_path, f"{ruby}{'あ' * 30}{NUMBER}", f"{ruby}{'あ' * 60}")
    assert found == [True, False]
