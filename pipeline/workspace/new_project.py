"""A new project: an empty plan that builds, and the templates of its documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.problems import Code, MachineError

_PACKAGE = Path(__file__).parent.parent
_SKELETON = _PACKAGE / "skeleton"
# An installed program holds its templates; in the repository they stand beside it, for the office to restyle.
_HOMES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
_SOURCE, _TEMPLATES, _SAMPLES = "plan_source", "templates", "samples"


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
    given = {} if templates.exists() else _given_templates()
    try:
        shutil.copytree(_SKELETON, source, dirs_exist_ok=True)
        for name, path in given.items():
            (templates / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, templates / name)
    except OSError as error:
        for begun in (source, templates) if given else (source,):
            shutil.rmtree(begun, ignore_errors=True)
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{source} を作れません（{error.strerror or error}）",
            "フォルダーに書き込めるか、空きがあるかを確かめてください",
        ) from error
    return source, templates if given else None


def _given_templates() -> dict[str, Path]:
    """The files of this program's own templates and of the samples beside them, without what Word and others leave there; by
    their paths in the folder of templates."""
    home = next((path for path in _HOMES if path.is_dir()), None)
    folders = [home, home / _SAMPLES] if home else []
    found = [path for folder in folders for kind in ("docx", "yaml") for path in folder.glob(f"*.{kind}")]
    return {
        path.relative_to(home).as_posix(): path
        for path in sorted(found)
        if home and not path.name.startswith((".", "~$"))
    }
