"""A picture of every page: of the right size, and none of an earlier plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.layout.images import draw_pages
from pipeline.problems import Code, MachineError
from tests.layout.projects import ALL, Finished

DPI = 40


@pytest.fixture
def folder(everything: Finished, tmp_path: Path) -> Path:
    """build/ with three PDFs."""
    for document in everything.built.documents:
        (tmp_path / f"{document.name}.pdf").write_bytes(document.pdf)
    return tmp_path


def size(millimetres: float) -> int:
    """How many dots a length takes."""
    return round(millimetres / 25.4 * DPI)


def test_there_is_one_picture_a_page_as_large_as_its_paper(folder: Path, everything: Finished) -> None:
    """plan-01.png and so on; landscape pages lie, the framework is A3."""
    names = draw_pages(folder, ALL, DPI)
    assert sorted(names) == sorted(path.name for path in (folder / "pages").iterdir())
    for document in everything.built.documents:
        assert document.facts is not None
        for number, page in enumerate(document.facts.pages, 1):
            with Image.open(folder / "pages" / f"{document.name}-{number:02}.png") as picture:
                assert picture.format == "PNG"
                assert picture.size == pytest.approx((size(page.width), size(page.height)), abs=2)
    assert len(names) == sum(len(each.facts.pages) for each in everything.built.documents if each.facts)


def test_pictures_show_something(folder: Path) -> None:
    """No white sheet."""
    for name in draw_pages(folder, ("summary",), DPI):
        with Image.open(folder / "pages" / name) as picture:
            greys = picture.convert("L").histogram()
            assert any(greys[:100])
            assert any(greys[101:])


def test_pictures_of_pages_that_are_gone_go_too(folder: Path) -> None:
    """The folder is made anew; so is half of one from a run that was ended."""
    (folder / "pages").mkdir()
    (folder / "pages" / "plan-99.png").write_bytes(b"old")
    (folder / ".pages.new").mkdir()
    names = draw_pages(folder, ("summary", "framework"), DPI)
    assert names == ["summary-01.png", "framework-01.png"]
    assert sorted(path.name for path in (folder / "pages").iterdir()) == sorted(names)
    assert not (folder / ".pages.new").exists()


def test_without_pdfs_it_is_said_how_to_get_them(tmp_path: Path) -> None:
    """And the pictures of before stay."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "plan-01.png").write_bytes(b"old")
    with pytest.raises(MachineError) as caught:
        draw_pages(tmp_path, ALL, DPI)
    assert caught.value.code is Code.PAGES_MISSING
    assert "make plan" in caught.value.hint
    assert (tmp_path / "pages" / "plan-01.png").exists()


def test_no_room_for_pictures_is_told(folder: Path) -> None:
    """A file where the folder is to be."""
    (folder / ".pages.new").write_text("")
    with pytest.raises(MachineError) as caught:
        draw_pages(folder, ("summary",), DPI)
    assert caught.value.code is Code.OUTPUT_UNWRITABLE
