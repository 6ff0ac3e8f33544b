"""A new plan in a look: its templates are those of the look, for each kind with the levels of the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.screen import Exit
from pipeline.workspace.new_project import KINDS, LOOKS, USUAL_KIND, USUAL_LOOK, write_new
from tests.commands import command
from tests.goldens import ROOT

SHIPPED = ROOT / "templates"
BOOKLET = SHIPPED / "samples" / LOOKS["冊子"]


def templates_of(folder: Path, kind: str = USUAL_KIND, look: str = USUAL_LOOK) -> dict[str, bytes]:
    begun = write_new(folder / "plan_source", {}, kind, look)
    return {
        path.relative_to(begun.templates).as_posix(): path.read_bytes()
        for path in begun.templates.rglob("*.docx")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_and_its_sheet_are_in_the_look_with_the_levels_of_the_kind(
    kind: str, tmp_path: Path
) -> None:
    own = BOOKLET if kind == USUAL_KIND else BOOKLET / KINDS[kind]
    given = templates_of(tmp_path, kind, "冊子")
    for name in ("plan.docx", "framework.docx"):
        assert given[name] == (own / name).read_bytes()


def test_all_documents_of_the_usual_look_are_there(tmp_path: Path) -> None:
    """Those that have no other look in the usual one."""
    usual, booklet = templates_of(tmp_path / "a"), templates_of(tmp_path / "b", look="冊子")
    assert usual.keys() == booklet.keys()
    assert {name for name in usual if usual[name] != booklet[name]} == {
        *("plan.docx", "framework.docx", "summary.docx"),
        *("samples/leaflet.docx", "samples/briefing.docx", "samples/programs.docx"),
    }


def test_templates_of_an_office_stay_and_those_of_the_look_are_laid_beside(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "plan.docx").write_bytes(b"mine")
    beside = tmp_path / "templates" / "samples" / "booklet"
    result = command("new", str(tmp_path / "plan_source"), "--look", "冊子")
    assert result.exit_code == Exit.DONE, result.output
    assert (tmp_path / "templates" / "plan.docx").read_bytes() == b"mine"
    assert (beside / "plan.docx").read_bytes() == (BOOKLET / "plan.docx").read_bytes()
    assert f"{USUAL_KIND}の階層と冊子の見た目に合わせたテンプレートは {beside} にある" in result.stdout


def test_a_look_that_is_not_known_is_told_with_those_that_are(tmp_path: Path) -> None:
    result = command("new", str(tmp_path / "plan_source"), "--look", "冊字")
    assert result.exit_code == Exit.USE
    assert "「冊字」という見た目はありません" in result.stderr
    assert "もしかして: 冊子" in result.stderr
    assert not (tmp_path / "plan_source").exists()
