"""What the menu's choices do: they run commands, and ask before what these have to be told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipeline.commands.menu_screen import ask, ask_name, choose, say
from pipeline.commands.screen import Exit
from pipeline.invocation import INSTALLED, STARTED_BY
from pipeline.kit.layout import GUIDE, GUIDE_START
from pipeline.system import interrupts
from pipeline.system.kit_folder import kit_folder
from pipeline.system.python import python_with
from pipeline.workspace.own_files import PACKAGE
from pipeline.workspace.plans import OUTPUT, SOURCE, TEMPLATES
from pipeline.workspace.project import Project

_RUN = "import sys; sys.path[:] = {path!r}; sys.argv[0] = {name!r}; from pipeline.__main__ import run; run()"
# Where the guide is in the repository.
_GUIDE = Path("docs", "drafters-guide.ja.md")


def run(folder: Path, *words: str) -> int:
    """Run a command in a folder, and say how it ended. Its exit code."""
    path = [os.path.abspath(each) for each in sys.path]
    said = (f'"{word}"' if " " in word else word for word in words if word != "--")
    with interrupts.left_to_others():
        say(f"\n{INSTALLED} {' '.join(said)}\n")
        ended = subprocess.run(
            [*python_with(_RUN.format(path=path, name=INSTALLED)), *words],
            cwd=folder,
            env={**os.environ, STARTED_BY: INSTALLED},
            stdin=subprocess.DEVNULL,
            check=False,
        )
    if ended.returncode != Exit.DONE:
        say("\n終わりまでできませんでした。上のメッセージを見てください。")
    return ended.returncode


def wait() -> None:
    """Leave what was said on the screen until it was read."""
    ask("\nEnter を押すと、メニューに戻ります。")


def command(name: str) -> Callable[[Path], None]:
    """The choice that runs a command without asking anything."""

    def act(plan: Path) -> None:
        _done(plan, name)

    return act


def _done(plan: Path, name: str, *words: str) -> None:
    if run(plan, name, *words) == Exit.DONE and (plan / OUTPUT).is_dir():
        say(f"\n文書などは、{plan / OUTPUT} にあります。")
    wait()


def snapshot(plan: Path) -> None:
    """Keep a version under a name."""
    name = ask_name('版の名前を打ってください（例: 第1回策定委員会）。\\ / : * ? " < > | は使えません。')
    _done(plan, "snapshot", "--", name)


def compare(plan: Path) -> None:
    """Compare what is written now with a version that was kept, or with any other."""
    names = _versions(plan)
    if not names:
        say("\n残した版が、まだありません。「版を残す」で残すと、後で比べられます。")
    options = [*names, "ほかの版（計画のフォルダー、版のファイル、gitの版）"]
    place = choose("どの版と比べますか", options)
    name = (
        names[place]
        if place < len(names)
        else ask_name("版の名前か、フォルダーやファイルの場所を打ってください。")
    )
    _done(plan, "compare", "--from", name)


def answers(plan: Path) -> None:
    """Reply to residents; where a version was shown to them, what was to be changed is held against it."""
    names = _versions(plan)
    place = choose("意見を募集した版は、どれですか（変更した所を確かめます）", ["確かめずに作る", *names])
    _done(plan, "answers", *(("--from", names[place - 1]) if place else ()))


def receive(plan: Path) -> None:
    """Take a Word file that others have edited."""
    file = ask_name("返ってきたWord文書を、この画面に引いて落とすか、場所を打ってください。")
    sender = ask_name("直した課などの名前を打ってください（例: 福祉課）。")
    _done(plan, "receive", "--from", sender, "--", file)


def collect(plan: Path) -> None:
    """Take the workbooks that came back."""
    folder = ask_name(
        "返ってきたExcelの表を入れたフォルダーを、この画面に引いて落とすか、場所を打ってください。"
    )
    _done(plan, "collect", "--", folder)


def open_output(plan: Path) -> None:
    """Show what was made."""
    folder = plan / OUTPUT
    if folder.is_dir():
        _open(folder)
    else:
        say(f"{folder} は、まだありません。「計画を作る」で文書を作ると、できます。")
    wait()


def open_plan(plan: Path) -> None:
    """Show what is written, and the templates beside it."""
    _open(plan)
    wait()


def open_guide(plan: Path) -> None:
    """Show the guide."""
    kit = kit_folder()
    _open(kit / GUIDE / GUIDE_START if kit else PACKAGE.parent / _GUIDE)
    wait()


def _versions(plan: Path) -> list[str]:
    from pipeline.workspace.versions import snapshot_names

    return snapshot_names(Project(plan / SOURCE, plan / TEMPLATES, plan / OUTPUT))


def _open(path: Path) -> None:
    """Say where something is, and have the system open it where somebody looks at a screen."""
    say(str(path))
    if not sys.stdout.isatty():
        return
    with suppress(OSError):  # where it is has been said
        if sys.platform == "win32":
            os.startfile(path)
        elif opener := shutil.which("open" if sys.platform == "darwin" else "xdg-open"):
            quiet = subprocess.DEVNULL
            subprocess.run([opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, check=False)
