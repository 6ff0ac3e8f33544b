"""A new project: an empty plan that builds, the templates of its documents, and the schemas that its files name."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.problems import Code, MachineError

_PACKAGE = Path(__file__).parent.parent
_SKELETON = _PACKAGE / "skeleton"
# An installed program holds its templates; in the repository they stand beside it, for the office to restyle.
_HOMES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
_SOURCE, _TEMPLATES, _SAMPLES = "plan_source", "templates", "samples"
# Where the first lines of YAML look for it, in the plan as beside the templates: ../docs/schema.
_SCHEMAS = Path("docs", "schema")


def write_new(folder: Path, schemas: Mapping[str, str]) -> tuple[Path, Path | None]:
    """An empty plan in a folder that does not exist yet or is empty, and beside it the templates and these schemas, unless
    some are there.

    The current folder, in which commands look for plan and templates, gets all: the plan in its plan_source/. The
    places of plan and templates come back, None for templates that were not put there. Raises MachineError; then nothing was.
    """
    source = folder / _SOURCE if folder.absolute() == Path.cwd() else folder
    if source.exists() and (not source.is_dir() or any(source.iterdir())):
        raise MachineError(
            Code.PROJECT_EXISTS,
            f"{source} は既にあります",
            "上書きはしません。別の名前を付けるか、今のフォルダーの名前を変えてから実行してください",
        )
    parts = {
        source: _files(_SKELETON, "**/*.yaml", "**/*.md"),
        source.parent / _TEMPLATES: _given_templates(),
        source.parent / _SCHEMAS: {name: text.encode() for name, text in schemas.items()},
    }
    begun = {place: files for place, files in parts.items() if place == source or not place.exists()}
    try:
        for place, files in begun.items():
            for name, data in files.items():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(data)
    except OSError as error:
        for place in begun:
            shutil.rmtree(place, ignore_errors=True)
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{source} を作れません（{error.strerror or error}）",
            "フォルダーに書き込めるか、空きがあるかを確かめてください",
        ) from error
    templates = source.parent / _TEMPLATES
    return source, templates if templates in begun else None


def _given_templates() -> Mapping[str, bytes]:
    """This program's own templates and the samples beside them, by their paths in the folder of templates."""
    home = next((path for path in _HOMES if path.is_dir()), None)
    kinds = ("*.docx", "*.yaml")
    return _files(home, *kinds, *(f"{_SAMPLES}/{kind}" for kind in kinds)) if home else {}


def _files(folder: Path, *patterns: str) -> Mapping[str, bytes]:
    """Files of a folder by their paths in it, without what Word and others leave there."""
    found = sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith((".", "~$"))
    }
