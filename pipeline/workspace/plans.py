"""The plans of an office: where they lie, what each is called, which was chosen last, and a copy of one."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.problems import Code, MachineError
from pipeline.system.long_paths import check_lengths

# A plan's folder has this in it; messages, commands and the guide call its parts so.
SOURCE, TEMPLATES, OUTPUT, SNAPSHOTS = "plan_source", "templates", "build", "snapshots"
_PLAN = Path(SOURCE, "plan.yaml")
_LAST = ".last"


def plan_of(path: Path) -> Path | None:
    """The plan's folder to which a path leads: itself, or one of its parts, or anything in these."""
    for folder in (path, *path.parents):
        if (folder / _PLAN).is_file():
            inside = path.relative_to(folder).parts[:1]
            return folder if not inside or inside[0] in (SOURCE, TEMPLATES, OUTPUT, SNAPSHOTS) else None
    return None


def plans_in(home: Path) -> list[Path]:
    """The folders of plans in a folder, and in those that it has: itself, then by name."""
    inner = list(_folders(home))
    found = (home, *inner, *(each for folder in inner for each in _folders(folder)))
    return [folder for folder in found if (folder / _PLAN).is_file()]


def name_of(folder: Path) -> str:
    """What a plan is called: by its plan.yaml, or else by its folder."""
    with contextlib.suppress(OSError):
        text = (folder / _PLAN).read_text("utf-8", "replace")
        if found := re.search(r"^計画名\s*:[ \t]*(.*?)[ \t]*(?:#.*)?$", text, re.MULTILINE):
            return found[1].strip("\"'") or folder.name
    return folder.name


def last_plan(home: Path) -> Path | None:
    """The plan that was chosen last; None where none was, or where it has gone."""
    with contextlib.suppress(OSError, ValueError):
        folder = home / (home / _LAST).read_text("utf-8").strip()
        return folder if (folder / _PLAN).is_file() else None
    return None


def remember_plan(home: Path, folder: Path) -> None:
    """Keep the choice for the next time, in the folder of the plans. Where nothing can be written, one chooses again."""
    within = folder.relative_to(home) if folder.is_relative_to(home) else folder
    with contextlib.suppress(OSError):
        home.mkdir(exist_ok=True)
        (home / _LAST).write_text(str(within), "utf-8", newline="\n")


def copy_plan(plan: Path, folder: Path) -> None:
    """A plan's source, templates and versions in a folder that does not exist yet. Raises MachineError; then nothing was written."""
    if folder.exists():
        raise MachineError(
            Code.PROJECT_EXISTS, f"{folder} は既にあります", "上書きはしません。別の名前を付けてください"
        )
    copies = {path: folder / path.relative_to(plan) for path in _files_of(plan)}
    check_lengths(copies.values())
    try:
        for path, target in copies.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            # The content alone: what is read-only in the kit is to be written in here.
            shutil.copyfile(path, target)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{folder} を作れません（{error.strerror or error}）",
            "フォルダーに書き込めるか、空きがあるかを確かめてください",
        ) from error


def _files_of(plan: Path) -> Iterator[Path]:
    """The files of a plan, without what was made of it, and what programs that have one open leave beside it."""
    for path in sorted(plan.rglob("*")):
        parts = path.relative_to(plan).parts
        if path.is_file() and parts[0] != OUTPUT and not any(part.startswith((".", "~$")) for part in parts):
            yield path


def _folders(folder: Path) -> Iterator[Path]:
    """The folders in a folder by name, as far as they can be looked into."""
    try:
        found = sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:
        return
    yield from (each for each in found if not each.name.startswith("."))
