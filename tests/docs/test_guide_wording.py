"""The guide's chapter on wording is followed on the smallest plan: what it writes, what the command prints."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.screen import Exit
from tests.commands import run
from tests.docs.test_guide_screens import blocks_of
from tests.hostile.projects import write_project


def test_the_chapter_on_wording_prints_what_it_shows(tmp_path: Path) -> None:
    """Each screen is that of `make check` after the file above it was written; nothing is fixed without a yes."""
    project = write_project(tmp_path)
    screens = 0
    words = ["check"]
    for block in blocks_of("12-wording.md"):
        match block.words:
            case (_, path, "前" | "後"):
                (project.source / path).write_text(f"{block.text}\n", "utf-8")
                words = ["check"]
            case ("sh",):
                assert block.text == "make check FIX=1"
                words = ["check", "--fix"]
            case ("text", "画面"):
                told = run(project, *words)
                assert told.exit_code == Exit.DONE
                screen = f"{told.stdout}{told.stderr}".replace(str(project.source), "plan_source")
                assert block.text in screen.replace("\n \n", "\n\n")  # a line of blanks is an empty one there
                screens += 1
    assert screens == 3
    assert "[wording." not in run(project, "check").stderr
