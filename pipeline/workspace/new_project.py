"""A new project: an empty plan that builds, and the templates of its documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.problems import Code, MachineError

_PACKAGE = Path(__file__).parent.parent
_SKELETON = _PACKAGE / "skeleton"
# An installed program holds its templates; in the repository they stand beside it, for the office to restyle.
_HOMES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
_SOURCE, _TEMPLATES = "plan_source", "templates"


def write_new(folder: Path) -> tuple[Path, Path | None]:
    """An empty plan in a folder that does not exist yet or is empty, and beside it the templates, unless some are there.

    The current folder, in which commands look for plan and templates, gets both: the plan in its plan_source/. The
    places of both come back, None for templates that were not put there. Raises MachineError; then nothing was.
    """
    source = folder / _SOURCE if folder.absolute() == Path.cwd() else folder
    if source.exists() and (not source.is_dir() or any(source.iterdir())):
        raise MachineError(
            Code.PROJECT_EXISTS,
            f"{source} は既にあります",
            "上書きはしません。別の名前を付けるか、今のフォルダーの名前を変えてから実行してください",
        )
    templates = source.parent / _TEMPLATES
    given = [] if templates.exists() else _given_templates()
    try:
        shutil.copytree(_SKELETON, source, dirs_exist_ok=True)
        for path in given:
            templates.mkdir(exist_ok=True)
            shutil.copyfile(path, templates / path.name)
    except OSError as error:
        for begun in (source, templates) if given else (source,):
            shutil.rmtree(begun, ignore_errors=True)
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{source} を作れません（{error.strerror or error}）",
            "フォルダーに書き込めるか、空きがあるかを確かめてください",
        ) from error
    return source, templates if given else None


def _given_templates() -> list[Path]:
    """The files of this program's own templates, without what Word and others leave beside them."""
    home = next((path for path in _HOMES if path.is_dir()), None)
    found = [*home.glob("*.docx"), *home.glob("*.yaml")] if home else []
    return sorted(path for path in found if not path.name.startswith((".", "~$")))
