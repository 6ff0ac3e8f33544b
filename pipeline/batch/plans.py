"""Which plans are to be built: those that a file lists, or those of which a folder has a folder each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.batch.model import Task
from pipeline.batch.schema import PlansFile
from pipeline.model.stages import Stage
from pipeline.problems import Code, MachineError, Problem, raise_if_any
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document
from pipeline.workspace.project import begin_of

SOURCE = "plan_source"
_AT_BEGIN = re.compile(r"[0-9０-９]{5,6}(?![0-9０-９])")
_WEIGHTS = (6, 5, 4, 3, 2)


def tasks_of(plans: Path, measured: bool) -> tuple[Task, ...]:
    """The plans of a list (YAML), or of a folder. Raises PlanErrors, or MachineError where there is neither."""
    if plans.is_dir():
        found = tuple(_in_folder(plans))
    elif plans.is_file():
        found = _listed(plans)
    else:
        raise MachineError(
            Code.FILE_UNREADABLE,
            f"{plans} がありません",
            "計画の一覧（plans.yaml）か、計画のフォルダーを集めたフォルダーを指定してください",
        )
    return tuple(replace(task, measured=measured) for task in found)


def _in_folder(folder: Path) -> Iterator[Task]:
    plans = [each for each in sorted(folder.iterdir()) if (each / SOURCE).is_dir()]
    if not plans:
        raise MachineError(
            Code.PROJECT_MISSING,
            f"{folder} に、計画のフォルダーがありません",
            f"{SOURCE} の入ったフォルダーを、計画ごとに一つずつ {folder} に置いてください。名前を団体コードで始めると、報告はその順に並びます",
        )
    for each in plans:
        begin = _AT_BEGIN.match(each.name)
        code = _plain(begin.group()) if begin else ""
        yield Task(each, each.name, "" if _wrong_digit(code) else code)


def _listed(file: Path) -> tuple[Task, ...]:
    model, document = read_model(file.name, begin_of(file), PlansFile)
    raise_if_any(_wrong_entries(model, document))
    return tuple(
        Task(
            file.parent / each.folder,
            each.folder,
            _plain(each.code),
            Stage(each.stage) if each.stage else None,
        )
        for each in model.plans
    )


def _wrong_entries(model: PlansFile, document: Document) -> Iterator[Problem]:
    first: dict[Path, str] = {}
    for at, each in enumerate(model.plans):
        folder = Path(each.folder)
        place = document.locate(("計画", at, "フォルダー"))
        if folder in first:
            yield Problem(
                place,
                Code.FILE_TWICE,
                f"「{each.folder}」は二度書かれています",
                f"もう一つ: {first[folder]}。一つの計画は一度だけ書いてください",
            )
        first.setdefault(folder, str(place))
        if each.stage and each.stage not in list(Stage):
            yield Problem(
                document.locate(("計画", at, "段階")),
                Code.SCHEMA_VALUE,
                f"「{each.stage}」という段階はありません",
                f"次のどれかにしてください: {'、'.join(Stage)}",
            )
        if each.code and (said := _wrong_code(_plain(each.code))):
            yield Problem(
                document.locate(("計画", at, "団体コード")),
                Code.SCHEMA_VALUE,
                f"団体コード「{each.code}」は{said}",
                "総務省の全国地方公共団体コードを、数字６桁（検査数字まで）か５桁で書いてください",
            )


def _wrong_code(code: str) -> str:
    if not re.fullmatch("[0-9]{5,6}", code):
        return "５桁か６桁の数字ではありません"
    return (
        f"検査数字（終わりの桁）が合いません。{code[:5]}なら{check_digit(code)}です"
        if _wrong_digit(code)
        else ""
    )


def _wrong_digit(code: str) -> bool:
    return len(code) == 6 and int(code[5]) != check_digit(code)


def check_digit(code: str) -> int:
    """The sixth digit of a 全国地方公共団体コード, from the five before it (総務省「全国地方公共団体コード仕様」): the last digit of
    11 less the rest that their weighted sum leaves when it is divided by 11."""
    total = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False))
    return (11 - total % 11) % 10


def _plain(code: str) -> str:
    """A code in half-width digits."""
    return "".join(str(int(each)) if each.isdecimal() else each for each in code)
