"""The program's start: nothing is loaded before it is needed, and typer has its say where something is wrong."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands.options import Pages
from pipeline.commands.table import COMMANDS
from pipeline.model.stages import Stage
from pipeline.start import main, usual_run
from pipeline.workspace.project import Project
from tests.goldens import ROOT
from tests.hostile.projects import write_project

# What takes long to load: libraries of others, and parts of Python.
HEAVY = frozenset(
    [
        *(
            "typer",
            "click",
            "pydantic",
            "pydantic_core",
            "docx",
            "docxtpl",
            "jinja2",
            "lxml",
            "yaml",
            "rich",
            "PIL",
        ),
        *(
            "pikepdf",
            "pypdfium2",
            "openpyxl",
            "xlsxwriter",
            "budoux",
            "subprocess",
            "concurrent",
            "logging",
            "importlib.metadata",
        ),
    ]
)
# What it takes to see that nothing has changed.
START = frozenset(
    f"pipeline.{name}"
    for name in [
        *(
            "start",
            "system",
            "workspace",
            "system.interrupts",
            "invocation",
            "problems",
            "workspace.kept",
            "workspace.project",
            "workspace.up_to_date",
            "workspace.made",
            "workspace.code_digest",
            "workspace.output",
            "system.cache_files",
            "system.locks",
            "system.console",
            "system.held_files",
            "system.long_paths",
        ),
        *("commands", "commands.table", "commands.options", "commands.screen", "commands.documents"),
        *(
            "model",
            "model.documents",
            "frozen",
            "model.limits",
            "model.numerals",
            "model.private",
            "model.stages",
        ),
        *("layout", "layout.cache"),
    ]
)
# Runs the program as `python -m pipeline`, and says at its end what it has loaded.
TELLING = """
import os, runpy, sys
end = os._exit
def tell(code):
    print(*sys.modules, file=sys.stderr, flush=True)
    end(code)
os._exit = tell
runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write_project(tmp_path)


def loaded_by(project: Project, *command: str) -> set[str]:
    """The modules that a run has loaded at its end."""
    run = subprocess.run(
        [sys.executable, "-c", TELLING, *command],
        cwd=project.source.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    return set(run.stderr.splitlines()[-1].split())


def test_a_plan_that_has_not_changed_loads_what_it_takes_to_see_that(project: Project) -> None:
    """Of this program the few modules that are named here, and of others none that is heavy."""
    loaded_by(project, "quick")
    loaded = loaded_by(project, "quick")
    assert {name for name in loaded if name.startswith("pipeline.")} == START
    assert loaded & HEAVY == set()


def test_a_plan_that_is_made_loads_no_typer_and_nothing_of_other_commands(project: Project) -> None:
    """Neither LibreOffice's side nor comparing, opinions and workbooks."""
    loaded = loaded_by(project, "quick")
    heavy = {
        "typer",
        "click",
        "pikepdf",
        "pypdfium2",
        "openpyxl",
        "xlsxwriter",
        "budoux",
        "rich.console",
        "importlib.metadata",
    }
    assert loaded & heavy == set()
    others = (
        "workflows.compare",
        "compare.compare",
        "answers",
        "public_comment",
        "workspace.versions",
        "excel",
        "word.tracked.redline",
        "layout.engine",
        "wording",
        "passages",
    )
    assert all(find_spec(f"pipeline.{name}") for name in others)
    assert loaded & {f"pipeline.{name}" for name in others} == set()


# What few plans have: documents of their own, boxes and trees and flows, indicators, reasons for changes, charts, surveys …
SELDOM = [
    *("model.declared", "source.document_keys", "source.declared_documents", "resolve.declared"),
    *("documents.declared", "documents.listed"),
    *("model.diagrams", "source.position_schema", "source.positions", "source.flows"),
    *("documents.drawing", "documents.layers", "documents.position_boxes", "documents.flow"),
    *("documents.framework_tree", "source.declaration", "source.indicators", "source.indicator_table"),
    *("source.changes", "source.causes", "model.comparison"),
    *("source.charts", "word.charts.parts", "word.writing.charts", "source.survey_floats", "source.surveys"),
    *(
        "source.provisions",
        "word.glyphs.fallback",
        "word.writing.thumb_index",
        "summary_review.stale",
        "text_diff",
    ),
]


def test_what_few_plans_have_is_loaded_for_those(project: Project) -> None:
    """Each module takes about a thousandth of a run."""
    assert all(find_spec(f"pipeline.{name}") for name in SELDOM)
    assert loaded_by(project, "quick") & {f"pipeline.{name}" for name in SELDOM} == set()


def test_a_plan_with_a_chapter_edited_loads_nothing_that_reads_yaml_or_templates(project: Project) -> None:
    """What these files say was kept, and is right as long as they are what they were."""
    loaded_by(project, "quick")
    chapter = sorted(project.source.glob("chapters/*.md"))[0]
    chapter.write_text(chapter.read_text("utf-8") + "\n文章を足しました。\n", "utf-8")
    loaded = loaded_by(project, "quick")
    readers = {f"pipeline.{name}" for name in ("source.yaml_files", "source.schema", "word.template.opening")}
    assert all(map(find_spec, readers))
    assert loaded & {*readers, "yaml", "pydantic", "importlib.resources", "PIL"} == set()
    assert "pipeline.word.compose" in loaded


def test_the_usual_commands_begin_without_typer() -> None:
    """With their options in either form; what is not given is left to the command."""
    run = usual_run(["plan", "--source", "a", "--output=b", "--layout", "none", "--stage", "素案"])
    given = {"source": Path("a"), "output": Path("b"), "layout": Pages.NONE, "stage": Stage.DRAFT}
    assert run is not None
    assert run.keywords == given  # type: ignore[attr-defined]
    assert all(
        usual_run([name]) for name in COMMANDS if name not in ("batch", "collect", "receive", "snapshot")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("plan", "--help"),
        ("plna",),
        ("plan", "--sauce", "a"),
        ("plan", "--source"),
        ("plan", "--source="),
        ("plan", "--source", "--output"),
        ("plan", "--source", "a", "--source", "b"),
        ("plan", "--layout", "always"),
        ("plan", "extra"),
        ("snapshot",),
        ("compare", "--date", "３月"),
        ("images", "--dpi", "100000"),
        ("--", "plan"),
    ],
)
def test_what_is_unusual_or_wrong_is_left_to_typer(arguments: tuple[str, ...]) -> None:
    assert usual_run(arguments) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plan", "--sauce", "a"), "No such option: --sauce"),
        (("plan", "--layout", "always"), "Invalid value for '--layout'"),
        (("compare", "--date", "2021年2月29日"), "Invalid value for '--date'"),
        (("images", "--dpi", "1"), "Invalid value for '--dpi'"),
        (("snapshot",), "Missing argument"),
        (("plan", "--stage", "原案"), "「原案」という段階はありません [schema.value]"),
    ],
)
def test_wrong_use_is_told_as_ever(
    arguments: tuple[str, ...],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With typer's message, or ours where the value is in our own words, and exit code 2."""
    monkeypatch.setattr(sys, "argv", ["pipeline", *arguments])
    monkeypatch.setattr(gc, "disable", lambda: None)  # the process is the tests', and goes on
    assert main() == 2
    assert words in capsys.readouterr().err


def test_help_lists_every_command_and_what_it_takes() -> None:
    """As the commands' own functions say it."""
    told = CliRunner().invoke(app, ["--help"]).stdout
    assert [
        line.split()[0] for line in told.partition("Commands:\n")[2].splitlines() if line[:3].strip()
    ] == list(COMMANDS)
    told = CliRunner().invoke(app, ["plan", "--help"]).stdout
    for words in (
        "--source フォルダー",
        "[default: plan_source]",
        "--layout auto|none",
        "--stage 骨子|素案|案|最終案|策定",
    ):
        assert words in told


def test_a_reader_that_goes_away_ends_the_run_without_a_traceback(project: Project) -> None:
    """As `make plan | head -1` does."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        run = subprocess.run(
            [sys.executable, "-m", "pipeline", "quick"],
            cwd=project.source.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr
