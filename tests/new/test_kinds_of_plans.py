"""A new plan of any kind builds as it is begun, and speaks of nothing that its kind does not have."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline import checks
from pipeline.commands.screen import Exit
from pipeline.commands.source import new_command
from pipeline.frozen import dataclass
from pipeline.model.levels import Levels
from pipeline.source.framework import levels_said
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.workflows import build
from pipeline.workspace.new_project import KINDS, USUAL_KIND, Begun, write_new
from pipeline.workspace.project import Project
from tests.commands import command, run
from tests.goldens import ROOT, TEMPLATES, quiet, texts_of

EXPECTED = Path(__file__).parent / "expected"
# The suite's own, as its other templates are.
OWN_TEMPLATES = ROOT / "tests" / "fixtures" / "kinds"
# Names of styles, which every template has.
STYLE = re.compile(r"\[[^]]*\]|［[^］]*］")
# Words of any plan, whatever it calls its levels and fields.
ORDINARY = {"現状と課題", "施策", "政策", "事業", "行動", "内容", "指標", "区分", "主体", "時期"}


@dataclass(frozen=True)
class Shown:
    """A plan as it is begun: its levels, all that its files say, its documents as texts, and what is told of it."""

    levels: Levels
    source: str
    documents: dict[str, str]
    told: tuple[str, ...]


@cache
def shown(kind: str) -> Shown:
    with TemporaryDirectory() as folder:
        project = begun(kind, Path(folder))
        files = project.read_source()
        warnings = build.make(project, (), None, quiet).warnings
        texts = texts_of(project)
    levels = levels_said(FRAMEWORK, files[FRAMEWORK].decode())
    assert levels is not None
    source = "\n".join(data.decode() for data in files.values())
    return Shown(levels, source, texts, tuple(map(str, warnings)))


def begun(kind: str, folder: Path) -> Project:
    """A new plan, with the suite's templates in place of those that the office may have changed."""
    write_new(folder / "plan_source", {}, kind)
    for path in (*TEMPLATES.glob("*.*"), *(OWN_TEMPLATES / KINDS[kind]).glob("*")):
        (folder / "templates" / path.name).write_bytes(path.read_bytes())
    return Project(folder / "plan_source", folder / "templates", folder / "build")


def names(levels: Levels) -> set[str]:
    return {level.name for level in levels} | {field.key for level in levels for field in level.fields}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plan_builds_and_nothing_is_told_of_it(kind: str) -> None:
    """No problem and no note: what it shows of its levels is what its templates show."""
    assert shown(kind).told == ()
    assert {"plan", "summary", "framework"} <= set(shown(kind).documents)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plan_speaks_of_no_level_or_field_of_another_kind(kind: str) -> None:
    """Neither its files nor its documents do."""
    own = shown(kind)
    foreign = (
        set[str]().union(*(names(shown(other).levels) for other in KINDS)) - names(own.levels) - ORDINARY
    )
    assert foreign
    for text in (own.source, *own.documents.values()):
        assert [name for name in foreign if name in STYLE.sub("", text)] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != USUAL_KIND])
def test_its_templates_speak_of_its_own_levels_alone(kind: str) -> None:
    """Every tag with a dot is of one of them."""
    levels = {level.name: {field.key for field in level.fields} for level in shown(kind).levels}
    for path in (OWN_TEMPLATES / KINDS[kind]).iterdir():
        text = checks.project(checks.read(path.stem, path.read_bytes()))
        tags = re.findall(r"\{\{ ([^ .}]+)\.([^ .}]+)", text)
        assert tags
        assert [tag for tag in tags if tag[1] not in {*levels[tag[0]], "略称"}] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_level_and_field_of_a_new_plan_is_shown(kind: str) -> None:
    """By the names that the drafter finds in framework.yaml, in the plan; those that may be left out need not be."""
    needed = {field.key for level in shown(kind).levels for field in level.fields if field.needed}
    assert [name for name in needed if name not in shown(kind).documents["plan"]] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["outline", "plan", "framework"])
def test_a_new_plan_gives_the_expected_text(
    kind: str, name: str, file_regression: FileRegressionFixture
) -> None:
    """Each is as tests/new/expected/ says."""
    path = EXPECTED / KINDS[kind] / f"{name}.txt"
    file_regression.check(shown(kind).documents[name], fullpath=path, encoding="utf-8")


def test_without_a_kind_it_is_a_local_welfare_plan(tmp_path: Path) -> None:
    """As it was before there were kinds."""
    write_new(tmp_path / "one", {})
    write_new(tmp_path / "two", {}, "地域福祉計画")
    one, two = (Project(tmp_path / name, tmp_path, tmp_path).read_source() for name in ("one", "two"))
    assert one == two


def test_templates_of_an_office_stay_and_those_of_the_kind_are_laid_beside(tmp_path: Path) -> None:
    """They may be its own; it is told where the others are."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "plan.docx").write_bytes(b"mine")
    beside = tmp_path / "templates" / "samples" / "children"
    result = command("new", str(tmp_path / "plan_source"), "--kind", "子ども計画")
    assert result.exit_code == Exit.DONE, result.output
    assert (tmp_path / "templates" / "plan.docx").read_bytes() == b"mine"
    assert {path.name for path in beside.iterdir()} == {"plan.docx", "framework.docx"}
    assert str(beside) in result.stdout
    assert write_new(tmp_path / "next", {}) == Begun(tmp_path / "next", tmp_path / "templates", given=False)


def test_a_new_plan_of_a_kind_has_its_own_schema(tmp_path: Path) -> None:
    """What its framework.yaml names in the first line is there, and stays as it is when the plan is checked."""
    folder = tmp_path / "plan_source"
    assert command("new", str(folder), "--kind", "行動計画").exit_code == Exit.DONE
    schema = folder / ".schema" / "framework.schema.json"
    before = schema.read_text("utf-8")
    assert '"主体"' in before
    project = Project(folder, tmp_path / "templates", tmp_path / "build")
    assert run(project, "check").stdout == "問題はありません。\n"
    assert schema.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("word", "hint"), [("こども計画", "もしかして: 子ども計画"), ("防災計画", "次のどれかにしてください")]
)
def test_an_unknown_kind_is_told_with_the_kinds(tmp_path: Path, word: str, hint: str) -> None:
    """And nothing is written."""
    result = command("new", str(tmp_path / "plan_source"), "--kind", word)
    assert result.exit_code == Exit.USE
    assert f"「{word}」という計画の種類はありません" in result.output
    assert hint in result.output
    assert "地域福祉計画、子ども計画、総合計画、行動計画" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_kind_typed_on_another_system_is_the_same(tmp_path: Path) -> None:
    """macOS may part ど into two characters."""
    result = command("new", str(tmp_path / "plan_source"), "--kind", "子と\u3099も計画")
    assert result.exit_code == Exit.DONE, result.output


def test_the_command_for_a_plan_beside_the_usual_one_names_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Templates and documents are those of the usual place."""
    monkeypatch.chdir(tmp_path)
    new_command(Path("children_source"), "子ども計画")
    assert "children_source" in capsys.readouterr().out.splitlines()[-1]
