"""`check --fix`: the difference that sure rules make in the source, and whether it is wanted."""

from __future__ import annotations

import sys
import unicodedata

from pipeline.commands.screen import progress, reported, show
from pipeline.invocation import command, started_by_make
from pipeline.model.numerals import count_text
from pipeline.workflows.mend import mend, write
from pipeline.workspace.project import Project

_YES = ("はい", "y", "yes")


def fix_wording(project: Project, sure: bool) -> None:
    """Show what would change, and change it if that is wanted: who is not there to be asked says so beforehand."""
    with reported():
        with progress() as tell:
            mended = mend(project, tell)
        for line in mended.difference:
            print(line)
        show(mended.left)
        if not mended.done:
            print("自動で直せる表記はありません。")
        elif sure or _wanted(mended.count):
            kept = write(project, mended)
            print(f"{count_text(mended.count)}か所を直しました。直す前の原稿は {kept} にあります。")
        else:
            print("原稿は直していません。")


def _wanted(count: int) -> bool:
    question = f"この{count_text(count)}か所を直しますか。直すなら「はい」: "
    if _is_asked():
        return unicodedata.normalize("NFKC", _answer(question)).strip().casefold() in _YES
    flags = "FIX=1 YES=1" if started_by_make() else "--fix --yes"
    print(f"直すには {command('check')} {flags} を実行してください。")
    return False


def _answer(question: str) -> str:
    """What somebody types; nothing where the console closes."""
    try:
        return input(question)
    except EOFError:
        return ""


def _is_asked() -> bool:
    """Whether somebody sits before a console."""
    return sys.stdin.isatty()
