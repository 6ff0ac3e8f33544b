"""A few builds that are killed: the long run is `python -m tests.accidents.kill`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.accidents.folders import FOLDERS
from tests.accidents.kill import kill_builds, kill_commands

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")


def test_a_killed_build_leaves_whole_documents_of_one_source(tmp_path: Path) -> None:
    """At whatever moment; the next run completes."""
    assert len(kill_builds(tmp_path, 3, 2021, pages=False)) == 3


def test_a_killed_build_takes_libreoffice_with_it(office: Path, tmp_path: Path) -> None:
    """Nothing goes on running, and what it left in the temporary folder is cleared away by the next run."""
    assert len(kill_builds(tmp_path, 1, 2021, pages=True)) == 1


@pytest.mark.parametrize("command", FOLDERS)
def test_a_killed_command_leaves_its_folder_whole_and_of_one_source(command: str, tmp_path: Path) -> None:
    """build/compare/ and build/public-comment/ as build/ itself."""
    assert len(kill_commands(tmp_path, command, 1, 2021)) == 1
