"""The kit's batch files: what `cmd` reads rightly in any code page, in any folder, and with anything on its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.menu_plans import STARTED_LINE
from pipeline.invocation import INSTALLED, STARTED_BY
from pipeline.kit.layout import PYTHON, START
from tests.goldens import ROOT

LAUNCHERS = sorted((ROOT / "pipeline" / "kit" / "launchers").glob("*.cmd"))


@pytest.fixture(params=LAUNCHERS, ids=lambda path: path.name)
def launcher(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_bytes().decode("ascii")


def lines_of(launcher: str) -> list[str]:
    return [line for line in launcher.split("\r\n") if line and not line.startswith("rem ")]


def test_there_are_two() -> None:
    assert [path.name for path in LAUNCHERS] == ["keikaku.cmd", "menu.cmd"]


def test_every_line_ends_as_cmd_wants(launcher: str) -> None:
    """A label behind a bare line feed may not be found."""
    assert "\n" not in launcher.replace("\r\n", "")
    assert launcher.endswith("\r\n")


def test_folders_with_blanks_ampersands_and_exclamation_marks_are_one_word(launcher: str) -> None:
    """The kit's folder stands in quotation marks, and where no exclamation mark is taken away."""
    delayed = False
    for line in lines_of(launcher):
        if line.startswith("setlocal"):
            delayed = line == "setlocal EnableDelayedExpansion"
        if "%~dp0" in line or "%*" in line:
            assert not delayed
            assert re.sub(r'"[^"]*"', "", line).count("%~dp0") == 0
    assert lines_of(launcher)[1] == "setlocal DisableDelayedExpansion"


def test_nothing_depends_on_the_current_folder(launcher: str) -> None:
    """On a share `cmd` has none, and takes the Windows folder instead."""
    assert not re.search(r"\b(cd|chdir|pushd)\b", "\n".join(lines_of(launcher)), re.IGNORECASE)
    (start,) = (line for line in lines_of(launcher) if line.endswith("%*"))
    script = START.as_posix().replace("/", "\\")
    assert start.startswith(f'"%~dp0{PYTHON}\\python.exe" -X utf8 -B "%~dp0{script}" ')


def test_what_is_typed_is_passed_on_and_the_exit_code_comes_back(launcher: str) -> None:
    lines = lines_of(launcher)
    at = next(place for place, line in enumerate(lines) if line.endswith("%*"))
    assert "%ERRORLEVEL%" in lines[at + 1]
    assert f'set "{STARTED_BY}={INSTALLED}"' in lines


def test_a_window_of_the_menu_stays_open_on_an_error_and_no_other_does() -> None:
    """`keikaku` may be one of many commands in a file."""
    shell, menu = (path.read_text("ascii") for path in LAUNCHERS)
    assert 'if not "%KEIKAKU_CODE%"=="0" pause' in menu
    assert "pause" not in shell
    assert f'set "{STARTED_LINE}=!CMDCMDLINE!"' in menu


def test_a_kit_that_was_not_unpacked_is_told_in_japanese(launcher: str) -> None:
    """Explorer opens one file of a zip alone. The words are numbers, since the file's own bytes would be read in some code page."""
    codes = re.search(r"\[char\[\]\]\(([\d,]+)\)", launcher)
    assert codes is not None
    said = "".join(chr(int(code)) for code in codes[1].split(","))
    assert said == (
        "キットが揃っていません。ZIPファイルを右クリックし、［すべて展開］で展開してから、もう一度開いてください。"
    )
    assert re.search(r"exit (/b )?3", launcher)
