"""The menu's plan: the one that was dropped on it, the last one, one of those that there are, or a new one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.commands.menu_actions import run
from pipeline.commands.menu_screen import ask, ask_name, choose, say
from pipeline.commands.screen import Exit
from pipeline.kit.layout import EXAMPLE, OWN, SECOND_EXAMPLE
from pipeline.model.file_names import fault_of_name
from pipeline.problems import MachineError
from pipeline.system.kit_folder import kit_folder
from pipeline.workspace.plans import (
    SOURCE,
    copy_plan,
    last_plan,
    name_of,
    plan_of,
    plans_in,
    remember_plan,
)

# The whole line by which Windows started the batch file: `%*` ends at the `&` of a path that Explorer does not quote.
STARTED_LINE = "KEIKAKU_LINE"


def home_of_plans() -> Path:
    """The folder in which the office's plans are: the kit's own for them, or else the current one."""
    kit = kit_folder()
    return kit / OWN if kit else Path.cwd()


def first_plan(told: Path | None) -> Path:
    """The plan with which the menu begins. Raises Ended, and Back where none was chosen."""
    home = home_of_plans()
    found = _told(_dropped(told, os.environ.get(STARTED_LINE, ""))) if told else None
    if not found:
        plans = plans_in(home)
        only = plans[0] if len(plans) == 1 or home in plans else None
        last = last_plan(home) if kit_folder() else None
        found = last or (only and _taken(only))
    while not found:
        found = chosen_plan(home)
    return found


def chosen_plan(plan: Path) -> Path | None:
    """One of the plans that there are, another one, or one that is begun now; None where that was told to be impossible. Raises Ended, Back."""
    home = home_of_plans()
    choices: dict[str, Callable[[], Path | None]] = {
        **{f"{name_of(each)}（{each}）": partial(_taken, each) for each in plans_in(home)},
        **{f"見本を写して、使ってみる（{name_of(each)}）": partial(_copied, each) for each in _examples()},
        "新しい計画を作る": _begun,
        "ほかの所にある計画を開く": _elsewhere,
    }
    return list(choices.values())[choose("計画を選んでください", list(choices))]()


def _told(path: Path) -> Path | None:
    """The plan to which a path leads that somebody named; None, and said, where it leads to none."""
    if plan := plan_of(path.absolute()):
        return _taken(plan)
    say(f"{path} は、計画のフォルダーではありません（{SOURCE} の入ったフォルダーです）。")
    return None


def _taken(plan: Path) -> Path | None:
    """The plan that was chosen, which the kit keeps in mind. Of an example a copy is taken: a newer kit would replace it."""
    if plan in _examples():
        say("見本の計画は、キットを新しくすると置き換わります。写しを作って使います。")
        return _copied(plan)
    if kit_folder():
        remember_plan(home_of_plans(), plan)
    return plan


def _copied(example: Path) -> Path | None:
    folder = home_of_plans() / _free_name(f"{example.name}の写し")
    try:
        copy_plan(example, folder)
    except MachineError as error:
        say(f"エラー: {error.message} [{error.code}]\n    {error.hint}")
        return None
    say(f"見本の計画を、{folder} に写しました。")
    return _taken(folder)


def _begun() -> Path | None:
    from pipeline.workspace.new_project import KINDS, LOOKS

    kind = list(KINDS)[choose("計画の種類を選んでください", list(KINDS))]
    look = list(LOOKS)[choose("文書の見た目を選んでください", list(LOOKS))]
    folder = _new_folder(kind)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        say(f"{folder} を作れません（{error.strerror}）。書き込める所かを確かめてください。")
        return None
    if run(folder, "new", "--kind", kind, "--look", look) == Exit.DONE:
        return _taken(folder)
    folder.rmdir()  # a command that fails leaves nothing
    return None


def _elsewhere() -> Path | None:
    return _told(Path(ask_name("計画のフォルダーを、この画面に引いて落とすか、場所を打ってください。")))


def _new_folder(usual: str) -> Path:
    """A folder for a plan, under a name that is asked for until it can be one. Raises Back."""
    home, free = home_of_plans(), _free_name(usual)
    while True:
        name = ask(f"計画を入れるフォルダーの名前（何も打たずに Enter を押すと「{free}」）: ") or free
        fault = fault_of_name(name)
        if not fault and not (home / name).exists():
            return home / name
        say(f"「{name}」は、{fault or f'{home} に既にあるので'}使えません。別の名前を打ってください。")


def _free_name(usual: str) -> str:
    """A name that no plan has yet."""
    names = (usual, *(f"{usual}{number}" for number in range(2, 1000)))
    return next(name for name in names if not (home_of_plans() / name).exists())


def _examples() -> list[Path]:
    """The kit's own plans."""
    kit = kit_folder()
    return [kit / name for name in (EXAMPLE, SECOND_EXAMPLE) if plan_of(kit / name)] if kit else []


def _dropped(told: Path, line: str) -> Path:
    """What was dropped on the batch file: what it passed on, or the rest of the line where that was cut at an `&`."""
    if told.exists():
        return told
    whole = re.search(r'\.cmd"\s+"?(.*?)"*\s*$', line, re.IGNORECASE)
    return Path(whole[1]) if whole and Path(whole[1]).exists() else told
