"""The menu's plan: the one that was dropped on it, the last one, one of those that there are, or a new one."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pipeline.commands.menu_actions import run
from pipeline.commands.menu_screen import ask, ask_name, choose, say
from pipeline.commands.screen import Exit
from pipeline.model.file_names import fault_of_name
from pipeline.problems import MachineError
from pipeline.workspace.plans import (
    EXAMPLE,
    SOURCE,
    copy_plan,
    home_of_plans,
    kit_folder,
    last_plan,
    name_of,
    plan_of,
    plans_in,
    remember_plan,
)

# The whole line by which Windows started the batch file: `%*` ends at the `&` of a path that Explorer does not quote.
STARTED_LINE = "KEIKAKU_LINE"


def first_plan(told: Path | None) -> Path:
    """The plan with which the menu begins. Raises Ended, and Back where none was chosen."""
    told = _dropped(told, os.environ.get(STARTED_LINE, ""))
    if told:
        if (plan := plan_of(told.absolute())) and (taken := _taken(plan)):
            return taken
        say(f"{told} は、計画のフォルダーではありません（{SOURCE} の入ったフォルダーです）。")
    if last := last_plan():
        return last
    home = home_of_plans()
    plans = plans_in(home)
    found = _taken(plans[0]) if len(plans) == 1 or home in plans else None
    while not found:
        found = chosen_plan(home)
    return found


def chosen_plan(plan: Path) -> Path | None:
    """One of the plans that there are, another one, or one that is begun now; None where that was told to be impossible. Raises Ended, Back."""
    home, example = home_of_plans(), _example()
    plans = plans_in(home)
    further = {
        **({"見本の計画を写して、使ってみる": _copy} if example else {}),
        "新しい計画を作る": _begin,
        "ほかの所にある計画を開く": _elsewhere,
    }
    place = choose("計画を選んでください", [*(f"{name_of(each)}（{each}）" for each in plans), *further])
    if place < len(plans):
        return _taken(plans[place])
    begun = list(further.values())[place - len(plans)](home)
    return _taken(begun) if begun else None


def _taken(plan: Path) -> Path | None:
    """The plan that was chosen, which is kept in mind. Of the kit's own example a copy is taken: a newer kit would replace it."""
    if plan == _example():
        say("見本の計画は、キットを新しくすると置き換わります。写しを作って使います。")
        return _copy(home_of_plans())
    remember_plan(plan)
    return plan


def _copy(home: Path) -> Path | None:
    example = _example()
    assert example is not None
    folder = _new_folder(home, f"{EXAMPLE}の写し")
    try:
        copy_plan(example, folder)
    except MachineError as error:
        say(f"エラー: {error.message} [{error.code}]\n    {error.hint}")
        return None
    remember_plan(folder)
    say(f"見本の計画を、{folder} に写しました。")
    return folder


def _begin(home: Path) -> Path | None:
    from pipeline.workspace.new_project import KINDS, LOOKS

    kind = list(KINDS)[choose("計画の種類を選んでください", list(KINDS))]
    look = list(LOOKS)[choose("文書の見た目を選んでください", list(LOOKS))]
    folder = _new_folder(home, kind)
    folder.mkdir(parents=True)
    if run(folder, "new", "--kind", kind, "--look", look) == Exit.DONE:
        return folder
    folder.rmdir()  # a command that fails leaves nothing
    return None


def _elsewhere(home: Path) -> Path | None:
    path = Path(ask_name("計画のフォルダーを、この画面に引いて落とすか、場所を打ってください。"))
    if plan := plan_of(path.absolute()):
        return plan
    say(f"{path} は、計画のフォルダーではありません（{SOURCE} の入ったフォルダーです）。")
    return None


def _new_folder(home: Path, usual: str) -> Path:
    """A folder for a plan, under a name that is asked for until it can be one. Raises Back."""
    while True:
        name = _asked_or(usual, home)
        fault = fault_of_name(name)
        if not fault and not (home / name).exists():
            return home / name
        say(f"「{name}」は、{fault or f'{home} に既にあるので'}使えません。別の名前を打ってください。")


def _asked_or(usual: str, home: Path) -> str:
    free = next(
        each
        for each in (usual, *(f"{usual}{number}" for number in range(2, 1000)))
        if not (home / each).exists()
    )
    return ask(f"計画を入れるフォルダーの名前（何も打たずに Enter を押すと「{free}」）: ") or free


def _example() -> Path | None:
    """The kit's own plan."""
    kit = kit_folder()
    return kit / EXAMPLE if kit and plan_of(kit / EXAMPLE) else None


def _dropped(told: Path | None, line: str) -> Path | None:
    """What was dropped on the batch file: what it passed on, or the rest of the line where that was cut at an `&`."""
    if told is None or told.exists():
        return told
    whole = re.search(r'\.cmd"\s+"?(.*?)"*\s*$', line, re.IGNORECASE)
    return Path(whole[1]) if whole and Path(whole[1]).exists() else told
