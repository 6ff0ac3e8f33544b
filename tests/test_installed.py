"""The program as it is installed elsewhere: a wheel that holds all that a new project needs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import pipeline
from pipeline.model.documents import PLAN_DOCUMENTS, names_of
from tests.goldens import ROOT, TEMPLATES


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the project builds."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def keikaku(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed beside this environment's libraries and nowhere near the repository."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    scheme = {"base": str(home), "platbase": str(home)}
    libraries, scripts = (
        sysconfig.get_path("purelib", vars=scheme),
        sysconfig.get_path("scripts", vars=scheme),
    )
    python = Path(scripts) / Path(sys.executable).name
    install = [
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    Path(libraries, "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return next(Path(scripts).glob("keikaku*"))


def run(keikaku: Path, folder: Path, *arguments: str) -> str:
    """What the command prints; it has to end well."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [keikaku, *arguments],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_wheel_holds_what_a_new_project_needs(wheel: Path) -> None:
    """The skeleton, every template with its paper, and that the package is typed; nothing of the tests."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"pipeline/templates/{path.name}" for path in TEMPLATES.glob("*.*")} <= set(names)
    assert {"pipeline/py.typed", "pipeline/skeleton/welfare/plan.yaml", "pipeline/source/pandoc.lua"} <= set(
        names
    )
    assert {"pipeline/templates/html/page.html", "pipeline/templates/html/style.css"} <= set(names)
    for kind in ("children", "comprehensive", "action"):
        assert {f"pipeline/skeleton/{kind}/plan.yaml", f"pipeline/templates/samples/{kind}/plan.docx"} <= set(
            names
        )
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"pipeline", "keikaku"}


def test_an_installed_program_says_its_version(keikaku: Path, tmp_path: Path) -> None:
    """It is said once, in the package."""
    assert run(keikaku, tmp_path, "--version") == f"keikaku {pipeline.__version__}\n"


@pytest.mark.parametrize("asked", [("plan_source",), (".", "--kind", "行動計画")])
def test_an_installed_program_begins_a_plan_in_an_empty_folder(
    keikaku: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    """The new plan and the templates are where the next command looks for them, of whatever kind it is."""
    run(keikaku, tmp_path, "new", *asked)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "plan_source", "templates"]
    assert not [path.name for path in (tmp_path / "templates").iterdir() if path.suffix == ".py"]
    assert run(keikaku, tmp_path, "check") == "問題はありません。\n"
    run(keikaku, tmp_path, "plan", "--layout", "none")
    assert {path.name for path in (tmp_path / "build").glob("*.docx")} == {
        f"{name}.docx" for name in names_of(PLAN_DOCUMENTS)
    }


# The digest of all that the program itself puts into a kit, but the guide, which takes seconds.
KIT = """
import hashlib
from pipeline.kit import materials
files = {**materials.program_files(), **materials.example_files(), **materials.launchers()}
files |= {path.relative_to(materials.docs()).as_posix(): path.read_bytes() for path in materials.docs().glob("guide/*")}
print(hashlib.sha256(repr(sorted(files.items()) + [materials.locks(), materials.licence()]).encode()).hexdigest())
"""


def test_an_installed_program_makes_the_kit_of_the_repository(keikaku: Path, tmp_path: Path) -> None:
    """Its wheel holds locks, examples and guide."""

    def digest(python: Path | str, place: Path) -> str:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [str(python), "-c", KIT]
        return subprocess.run(
            command, cwd=place, env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert digest(keikaku.with_name(Path(sys.executable).name), tmp_path) == digest(sys.executable, ROOT)
