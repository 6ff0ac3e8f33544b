"""The kit as it is made, on Windows as Wine is it: what it makes is to the byte what is made here, and what it says can be followed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.commands.screen import Exit
from pipeline.kit import layout
from pipeline.kit.signatures import signer
from pipeline.workflows.kit import NAME, make_kit
from pipeline.workflows.kit import Kit as Made
from tests.commands import command
from tests.goldens import ROOT, TEMPLATES, quiet
from tests.kit.windows import Kit, help_wine, unzip, wine

pytestmark = pytest.mark.windows

_MEGABYTE = 1_000_000
_CACHE = Path(".cache", "kit")
REVISION = ROOT / "examples" / "revision"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The kit; what was downloaded for one before is taken from build/."""
    build = tmp_path_factory.mktemp("build")
    kept = ROOT / "build" / _CACHE
    kept.mkdir(parents=True, exist_ok=True)
    (build / _CACHE.parent).mkdir()
    (build / _CACHE).symlink_to(kept)
    return make_kit(build, quiet)


@pytest.fixture(scope="module")
def kit(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """The kit in an office's folder, on a Windows that was never used."""
    wine()
    folder = unzip(made.path, tmp_path_factory.mktemp("pc"))
    help_wine(folder)
    kit = Kit(folder, tmp_path_factory.mktemp("wine"))
    yield kit
    shutil.rmtree(folder)


def plan_of(kit: Kit, source: Path, templates: Path) -> Path:
    """A plan in the office's own folder, as the menu lays one there."""
    shutil.rmtree(kit.own)
    kit.own.mkdir()
    for each in (source, source.parent / "snapshots"):
        if each.is_dir():
            shutil.copytree(each, kit.own / each.name)
    shutil.copytree(templates, kit.own / "templates", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return kit.own


def here(plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Mapping[str, bytes]:
    """What the same command makes of the same plan on this system."""
    shutil.copytree(plan, folder, ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(folder)
    assert command(*words).exit_code == Exit.DONE
    return files_in(folder / "build")


def files_in(build: Path) -> Mapping[str, bytes]:
    """What was made, by name: what commands keep for themselves is none."""
    found = (path for path in build.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in found if path.suffix == ".docx"}


def done(ended: subprocess.CompletedProcess[str]) -> str:
    """What a run printed; it has to end well."""
    assert ended.returncode == Exit.DONE, ended.stderr
    return ended.stdout


def test_the_kit_is_small_and_says_what_is_in_it(made: Made) -> None:
    """Less than 80 MB; its digest stands beside it, as sha256sum reads it."""
    assert made.size < 80 * _MEGABYTE
    digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert made.path.with_name(f"{NAME}.sha256").read_text("utf-8") == f"{digest}  {NAME}\n"
    assert made.made.signed.startswith("Python Software Foundation")


def test_all_in_the_kit_is_as_its_list_says(kit: Kit) -> None:
    """And nothing else is there but what a test put in; nothing of it is the office's own."""
    said = json.loads((kit.folder / layout.MANIFEST).read_bytes())["files"]
    there = {
        path.relative_to(kit.folder).as_posix(): path for path in kit.folder.rglob("*") if path.is_file()
    }
    own = ("python/bcryptprimitives.dll", layout.MANIFEST, "checked.json")
    assert {name for name in there if name not in own and "__pycache__" not in name} == set(said)
    assert [name for name, (size, _) in said.items() if there[name].stat().st_size != size] == []


def test_a_signed_program_with_another_byte_is_refused(kit: Kit) -> None:
    program = bytearray((kit.folder / "python/python.exe").read_bytes())
    assert signer(bytes(program)) == "Python Software Foundation"
    program[0x1000] ^= 1
    assert signer(bytes(program)) == ""


def test_the_shipped_plan_is_made_as_here(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the guide begins: open 計画.cmd, type 1 for a copy of the example, 1 to make it, Enter, 0. Each document is the same to the byte."""
    said = done(kit.open_menu("1", "1", "", "0"))
    assert "build\\plan.docx" in said
    assert said.endswith("メニューを終わりました。\n")
    (plan,) = (place for place in kit.own.iterdir() if place.is_dir())
    made = files_in(plan / "build")
    assert made.keys() >= {"plan.docx", "summary.docx", "framework.docx"}
    assert made == here(plan, tmp_path / "plan", monkeypatch, "plan", "--layout", "none")


def test_the_second_plan_is_made_as_here(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With documents of its own, charts and levels of other names."""
    second = kit.folder / layout.SECOND_EXAMPLE
    plan = plan_of(kit, second / "plan_source", second / "templates")
    done(kit.run("plan", "--layout", "none"))
    made = files_in(plan / "build")
    assert made
    assert made == here(plan, tmp_path / "plan", monkeypatch, "plan", "--layout", "none")


def test_what_is_wrong_is_told_with_its_place(kit: Kit) -> None:
    """In Japanese, with the code for the author's turn; nothing is written."""
    plan = plan_of(kit, ROOT / "tests/cases/everything/plan_source", TEMPLATES)
    chapter = next((plan / "plan_source").rglob("*.md"))
    chapter.write_bytes(
        chapter.read_bytes().replace(b"\n", b"\r\n") + "\r\n[](#tbl-watr)を見る。\r\n".encode()
    )
    ended = kit.run("check")
    assert ended.returncode == Exit.PROBLEMS
    lines = len(chapter.read_bytes().splitlines())
    assert f"{chapter.relative_to(plan / 'plan_source').as_posix()}:{lines}" in ended.stderr.replace(
        "\\", "/"
    )
    assert "tbl-watr" in ended.stderr
    assert "文書は前のままです。" in ended.stderr
    assert not (plan / "build/plan.docx").exists()


@pytest.fixture(scope="module")
def revision(kit: Kit) -> Path:
    """The worked revision, whose opinions come from the office's mail as Excel saves them: in CP932."""
    plan = plan_of(kit, REVISION / "plan_source", TEMPLATES)
    opinions = plan / "plan_source/opinions.csv"
    opinions.write_bytes(opinions.read_text("utf-8-sig").replace("\n", "\r\n").encode("cp932"))
    return plan


@pytest.mark.parametrize(
    "words", [("compare", "--from", "素案", "--date", "2021-02-12"), ("answers",)], ids=["compare", "answers"]
)
def test_revisions_and_opinions_come_out_as_here(
    words: tuple[str, ...], revision: Path, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version with a Japanese name, and opinions in the old encoding."""
    done(kit.run(*words))
    made = files_in(revision / "build")
    assert made
    assert made == here(revision, tmp_path / "plan", monkeypatch, *words)
    shutil.rmtree(revision / "build")


def test_a_damaged_kit_says_what_is_missing_and_runs_nothing(kit: Kit) -> None:
    """A package that a virus scanner took away."""
    gone = kit.folder / "lib/docx/__init__.py"
    data, state = gone.read_bytes(), gone.stat()
    gone.unlink()
    ended = kit.run("check")
    gone.write_bytes(data)
    assert ended.returncode == Exit.MACHINE
    assert "lib\\docx\\__init__.py: エラー: キットのファイルがありません [kit.damaged]" in ended.stderr
    assert state.st_size == len(data)
    assert "もう一度展開してください" in ended.stderr
