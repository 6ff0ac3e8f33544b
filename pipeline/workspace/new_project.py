"""A new project: an empty plan that builds, the templates of its documents, and the schemas that its files name."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.model.file_names import fault_of_name
from pipeline.problems import Code, MachineError
from pipeline.system.long_paths import check_lengths
from pipeline.workspace.own_files import PACKAGE, PAGES, files_in, templates_home

_SKELETONS = PACKAGE / "skeleton"
_SOURCE, _TEMPLATES, _SAMPLES = "plan_source", "templates", "samples"
# Where the first lines of YAML look for it, in the plan as beside the templates: ../docs/schema.
_SCHEMAS = Path("docs", "schema")


# The kinds of plans that can be begun: their folders of what is written, and of the templates that show their levels.
USUAL_KIND = "地域福祉計画"
KINDS: Mapping[str, str] = {
    USUAL_KIND: "welfare",
    "子ども計画": "children",
    "総合計画": "comprehensive",
    "行動計画": "action",
}


# The looks in which templates come: their folders under the samples, with one for each kind that shows levels of its own.
USUAL_LOOK = "報告書"
LOOKS: Mapping[str, str] = {USUAL_LOOK: "", "冊子": "booklet"}


@dataclass(frozen=True)
class Begun:
    """Where a new plan is, and its templates: those that were put there, or that were there before, for which the kind's own
    were laid beside."""

    source: Path
    templates: Path
    given: bool
    beside: Path | None = None


def write_new(
    folder: Path, schemas: Mapping[str, str], kind: str = USUAL_KIND, look: str = USUAL_LOOK
) -> Begun:
    """A plan of a kind, nothing in it but what is to be replaced, in a folder that does not exist yet or is empty; and beside it
    the templates in a look and these schemas, unless some are there.

    The current folder, in which commands look for plan and templates, gets all: the plan in its plan_source/. Raises
    MachineError; then nothing was written.
    """
    source = folder / _SOURCE if folder.absolute() == Path.cwd() else folder
    if source.exists() and (not source.is_dir() or any(source.iterdir())):
        raise MachineError(
            Code.PROJECT_EXISTS,
            f"{source} は既にあります",
            "上書きはしません。別の名前を付けるか、今のフォルダーの名前を変えてから実行してください",
        )
    if not source.exists() and (fault := fault_of_name(source.name)):
        raise MachineError(
            Code.PROJECT_NAME,
            f"「{source.name}」は、{fault}フォルダーの名前にできません",
            "別の名前を付けてください",
        )
    templates = source.parent / _TEMPLATES
    given = not templates.exists()
    own = {**_templates_of(kind), **_templates_in(look, kind)}
    beside = templates / _SAMPLES / (LOOKS[look] or KINDS[kind])
    _put(
        {
            source: files_in(_SKELETONS / KINDS[kind], "**/*.yaml", "**/*.md"),
            templates: {**_given_templates(), **own},
            source.parent / _SCHEMAS: {name: text.encode() for name, text in schemas.items()},
            **({} if given else {beside: own}),
        },
        source,
    )
    return Begun(source, templates, given, None if given or not own else beside)


def _put(parts: Mapping[Path, Mapping[str, bytes]], source: Path) -> None:
    """Files into each of these folders that is not there yet, and into that of the source, or into none."""
    begun = {place: files for place, files in parts.items() if place == source or not place.exists()}
    check_lengths(place / name for place, files in begun.items() for name in files)
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


def _given_templates() -> Mapping[str, bytes]:
    """This program's own templates and the samples beside them, by their paths in the folder of templates."""
    home = templates_home()
    kinds = ("*.docx", "*.yaml")
    return files_in(home, *kinds, *(f"{_SAMPLES}/{kind}" for kind in kinds), f"{PAGES}/*") if home else {}


def _templates_of(kind: str) -> Mapping[str, bytes]:
    """The templates that show the levels of plans of a kind; none, where those are the usual ones."""
    home = templates_home()
    return files_in(home / _SAMPLES / KINDS[kind], "*.docx") if home else {}


def _templates_in(look: str, kind: str) -> Mapping[str, bytes]:
    """The templates in a look that is not the usual one, those of a kind in place of the others, and its samples."""
    home = templates_home()
    if not home or not LOOKS[look]:
        return {}
    folder = home / _SAMPLES / LOOKS[look]
    return {
        **files_in(folder, "*.docx", f"{_SAMPLES}/*.docx"),
        **files_in(folder / KINDS[kind], "*.docx"),
    }
