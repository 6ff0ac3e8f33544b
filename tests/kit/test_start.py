"""A kit's start: what is missing or changed is named before anything runs, and a newer kit over an older one is whole."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.commands.screen import Exit
from pipeline.kit import layout, start
from pipeline.problems import Code
from tests.goldens import ROOT

FILES = {
    "app/pipeline/__main__.py": b"def run():\n    print('runs')\n",
    "app/pipeline/a.py": b"a = 1\n",
    "lib/b/b.py": b"b = 1\n",
    "python/python.exe": b"MZ",
    "keikaku.cmd": b"rem\r\n",
}


def put(folder: Path, files: Mapping[str, bytes] = FILES) -> Path:
    """A kit of these files, with an example that nobody looks after, all as old as zip files go."""
    for name, data in {**files, "見本/plan_source/plan.yaml": b"x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        os.utime(folder / name, (315_532_800, 315_532_800))
    said = {name: [len(data), hashlib.sha256(data).hexdigest()] for name, data in files.items()}
    (folder / layout.MANIFEST).write_text(json.dumps({"files": said}), "utf-8")
    return folder


def told(folder: Path) -> list[str]:
    """What the start says of a kit; the last line is whether it would run."""
    lines: list[str] = []
    wrong = start.problems_of(str(folder), lines.append)
    return [line for line in lines if "初めの１回" not in line] + ["" if wrong else "runs"]


def test_a_whole_kit_runs_and_says_so_once(tmp_path: Path) -> None:
    lines: list[str] = []
    assert not start.problems_of(str(put(tmp_path)), lines.append)
    assert lines == ["キットのファイルを確かめています（初めの１回だけです）"]
    assert told(tmp_path) == ["runs"]


@pytest.mark.parametrize("name", [*FILES, layout.MANIFEST])
def test_a_file_that_is_missing_is_named(name: str, tmp_path: Path) -> None:
    (put(tmp_path) / name).unlink()
    line, *hints, runs = told(tmp_path)
    assert line == f"{name.replace('/', os.sep)}: エラー: キットのファイルがありません [kit.damaged]"
    assert "もう一度展開してください" in hints[0]
    assert not runs


@pytest.mark.parametrize("data", [b"a = 2\n", b"a = 12\n", b""])
@pytest.mark.parametrize("checked", [False, True])
def test_a_file_that_is_changed_is_named(data: bytes, checked: bool, tmp_path: Path) -> None:
    """Also where it is as long as before, and where the kit was looked at already."""
    put(tmp_path)
    if checked:
        assert told(tmp_path) == ["runs"]
    (tmp_path / "app/pipeline/a.py").write_bytes(data)
    line, *_, runs = told(tmp_path)
    assert (
        line
        == f"{Path('app/pipeline/a.py')}: エラー: キットのファイルが、作られたときと違います [kit.damaged]"
    )
    assert not runs


def test_an_example_may_be_changed(tmp_path: Path) -> None:
    (put(tmp_path) / "見本/plan_source/plan.yaml").unlink()
    assert told(tmp_path) == ["runs"]


def test_of_many_damaged_files_ten_are_named(tmp_path: Path) -> None:
    put(tmp_path, {f"lib/{number:02}.py": b"" for number in range(30)})
    for number in range(30):
        (tmp_path / f"lib/{number:02}.py").unlink()
    lines = told(tmp_path)
    assert len([line for line in lines if "kit.damaged" in line]) == 10
    assert "ほかに20件あります。" in lines


class Held:
    """Files that somebody has open for the first times that they are opened."""

    def __init__(self, patched: pytest.MonkeyPatch, times: int) -> None:
        self.waited: list[float] = []
        self._left = times
        patched.setattr(start, "open", self._open, raising=False)
        patched.setattr(time, "sleep", self.waited.append)

    def _open(self, path: str, *arguments: str, **more: str) -> object:
        if path.endswith("a.py") and self._left:
            self._left -= 1
            raise PermissionError(13, "held")
        return open(path, *arguments, **more)  # type: ignore[call-overload]


def test_a_file_that_a_virus_scanner_holds_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, 3)
    assert told(put(tmp_path)) == ["runs"]
    assert held.waited == [0.1, 0.2, 0.4]


def test_a_file_that_stays_held_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another hint: nothing is to be unpacked again."""
    held = Held(monkeypatch, 99)
    line, hint, runs = told(put(tmp_path))
    assert line.endswith(f"キットのファイルを読めません [{Code.KIT_HELD}]")
    assert "少し待って" in hint
    assert sum(held.waited) < 4
    assert not runs


def test_where_nothing_can_be_kept_sizes_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kit on a share that nobody may write to: reading all of it at each start takes longer than a plan."""
    monkeypatch.setattr(start, "read_checked", lambda root: None)
    monkeypatch.setattr(start, "_digest", lambda path: pytest.fail(path))
    assert told(put(tmp_path)) == ["runs"]
    (tmp_path / "lib/b/b.py").write_bytes(b"b = 12\n")
    assert told(tmp_path)[-1] == ""


def test_what_was_looked_at_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(put(tmp_path)) == ["runs"]
    monkeypatch.setattr(start, "_digest", lambda path: pytest.fail(path))
    assert told(tmp_path) == ["runs"]


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"kit": 1}', b'{"kit": "a", "files": 3}'])
def test_a_record_that_says_nothing_is_made_anew(kept: bytes, tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / start._CHECKED).write_bytes(kept)
    assert told(tmp_path) == ["runs"]
    assert json.loads((tmp_path / start._CHECKED).read_bytes())["files"].keys() == FILES.keys()


def test_a_newer_kit_takes_away_what_the_older_one_left(tmp_path: Path) -> None:
    """But nothing that is none of it, or was changed since: that is told."""
    older = {**FILES, "lib/old/old.py": b"", "lib/old/changed.py": b"", "app/pipeline/gone.py": b""}
    assert told(put(tmp_path, older)) == ["runs"]
    (tmp_path / "lib/old/changed.py").write_bytes(b"mine")
    (tmp_path / "lib/new.py").write_bytes(b"mine")
    (tmp_path / "計画のフォルダー").mkdir()
    (tmp_path / "計画のフォルダー/plan.yaml").write_bytes(b"mine")
    lines = told(put(tmp_path))
    assert sorted(line for line in lines if "kit.extra" in line) == [
        f"{Path(name)}: 注意: このキットにないファイルです [kit.extra]"
        for name in ("lib/new.py", "lib/old/changed.py")
    ]
    assert lines[-2:] == ["    置いた覚えのないものは、消してください。", "runs"]
    assert not (tmp_path / "lib/old/old.py").exists()
    assert not (tmp_path / "app/pipeline/gone.py").exists()
    assert (tmp_path / "計画のフォルダー/plan.yaml").read_bytes() == b"mine"
    assert told(tmp_path) == ["runs"]


def test_no_byte_code_of_another_kit_is_used(tmp_path: Path) -> None:
    """Of modules with the time and the size that the new ones have, too."""
    assert told(put(tmp_path)) == ["runs"]
    code = tmp_path / "app/pipeline/__pycache__/a.cpython-313.pyc"
    code.parent.mkdir()
    code.write_bytes(b"old")
    assert told(tmp_path) == ["runs"]
    assert code.exists()
    assert told(put(tmp_path, {**FILES, "app/pipeline/a.py": b"a = 2\n"})) == ["runs"]
    assert not code.exists()


def test_a_kit_whose_byte_code_is_in_use_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)
    (tmp_path / "lib/__pycache__").mkdir()
    (tmp_path / "lib/__pycache__/b.pyc").write_bytes(b"old")
    monkeypatch.setattr(start, "_remove", lambda path: False)
    line, hint, runs = told(tmp_path)
    assert "[kit.held]" in line
    assert "終わらせて" in hint
    assert not runs


def test_the_start_runs_the_program_of_its_kit_alone(tmp_path: Path) -> None:
    """As a script, with nothing of this repository; what is damaged ends it with the machine's exit code."""
    own = (ROOT / "pipeline/kit/start.py").read_bytes()
    kit = put(tmp_path / "役所 の キット", {**FILES, str(layout.START): own, "app/pipeline/__init__.py": b""})
    command = [sys.executable, "-B", str(kit / layout.START), "check"]
    environment = {**os.environ, "PYTHONPATH": str(kit / "app"), "PYTHONUTF8": "1"}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")

    assert run().stdout == "runs\n"
    (kit / "lib/b/b.py").unlink()
    ended = run()
    assert ended.returncode == Exit.MACHINE
    assert ended.stdout == ""
    assert f"{Path('lib/b/b.py')}: エラー" in ended.stderr


def test_it_says_what_the_rest_of_the_program_calls_so() -> None:
    """It imports nothing of it, since that may be what is damaged."""
    assert {start._DAMAGED, start._HELD, start._EXTRA} == {Code.KIT_DAMAGED, Code.KIT_HELD, Code.KIT_EXTRA}
    assert start._MANIFEST == layout.MANIFEST
    assert set(start._FOLDERS) == {layout.PYTHON, layout.LIBRARIES, layout.PROGRAM, layout.OFFICE}
    assert start._MACHINE == Exit.MACHINE
