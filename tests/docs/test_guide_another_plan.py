"""The guide's chapter on another plan: what is typed and drawn in it gives the screens and documents that it shows."""

from __future__ import annotations

from pathlib import Path

from pipeline import checks
from tests.docs.another_plan import begin, follow
from tests.docs.made import lines_of
from tests.docs.test_guide_screens import needs_make, screen_of, without_measures


def test_another_plan_made_from_nothing_is_what_the_guide_shows(tmp_path: Path) -> None:
    """Every command, every message, and lines of each document in their order, as the plan grows."""
    needs_make()
    begin(tmp_path)
    screen, commands, shown = "", [], 0
    for step in follow(tmp_path):
        if step.kind == "command":
            commands.append(step.text)
            screen = screen_of(tmp_path, step.text)
        elif step.kind == "screen":
            assert without_measures(step.text) in screen
        elif step.kind == "lines":
            docx = (tmp_path / "build" / f"{step.name}.docx").read_bytes()
            rest = lines_of(checks.read(step.name, docx))
            assert [line for line in step.text.splitlines() if line not in rest] == []
            shown += 1
    assert commands == [
        "make new",
        *(
            f"make {each}"
            for each in ["check", "quick", "check", "check", "quick", "check", "quick", "quick", "quick"]
        ),
    ]
    assert shown == 6
