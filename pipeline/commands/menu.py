"""The command that is a menu: what drafters do most, by numbers, and every other command as the guide writes it.

Each choice runs the very command, as a process of its own in the plan's folder, and comes back to the menu.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pipeline.commands import menu_actions as actions
from pipeline.commands.menu_plans import chosen_plan, first_plan
from pipeline.commands.menu_screen import Back, Ended, ask, number_of, say
from pipeline.commands.options import Argument
from pipeline.commands.table import COMMANDS
from pipeline.invocation import INSTALLED
from pipeline.workspace.plans import name_of


class Entry(NamedTuple):
    """A line of a menu, and what it does with the plan in a folder; what comes back is the plan from then on."""

    label: str
    act: Callable[[Path], Path | None]


FURTHER = (
    Entry("Word文書だけを手早く作る（ページは測りません）", actions.command("quick")),
    Entry("HTML版を作る", actions.command("html")),
    Entry("直されたWord文書を受け取る", actions.receive),
    Entry("課ごとのExcelの表を作る（照会）", actions.command("ask")),
    Entry("返ってきたExcelの表を集める", actions.collect),
    Entry("「採る」とした修正を原稿に入れる", actions.command("accept")),
    Entry("概要の要約を、本文と見比べたものとして記録する", actions.command("confirm")),
    Entry("前に記録したときから変わった所を見る", actions.command("moved")),
    Entry("今の計画を、正しいものとして記録する", actions.command("golden")),
    Entry("新しい計画を作る、別の計画を選ぶ", chosen_plan),
    Entry("できた文書のフォルダーを開く", actions.open_output),
    Entry("計画のフォルダーを開く（原稿とテンプレート）", actions.open_plan),
    Entry("手引を開く", actions.open_guide),
    Entry("ルビ版・拡大版と、音声や点字のための原稿を作る", actions.command("editions")),
)


def _further(plan: Path) -> Path | None:
    return _choice(plan, "そのほか", FURTHER, "戻る")


MAIN = (
    Entry("計画を作る（Word文書とPDF）", actions.command("plan")),
    Entry("確認する（原稿とテンプレートを調べる）", actions.command("check")),
    Entry("見ながら直す（ブラウザーで見る）", actions.command("preview")),
    Entry("版を残す（委員会に出したときなど）", actions.snapshot),
    Entry("比べる（前の版と、今の原稿を）", actions.compare),
    Entry("意見募集の文書を作る", actions.command("public-comment")),
    Entry("意見への回答を作る", actions.answers),
    Entry("そのほか", _further),
)


def menu_command(
    folder: Annotated[
        Path | None, Argument("計画のフォルダー（書かなければ、選びます）", "[フォルダー]")
    ] = None,
) -> None:
    """番号で選ぶメニューです。計画を作る、確認する、版を残すなど、主なことができます。"""
    say("番号で選ぶメニューです。番号を打って、Enter を押してください（全角でも半角でも）。")
    try:
        plan: Path | None = first_plan(folder)
        while plan:
            plan = _turn(plan)
    except (Ended, Back):
        pass
    say("メニューを終わりました。")


def _turn(plan: Path) -> Path | None:
    """One choice in the menu; None to leave it. Whatever is given up on the way leads back to it."""
    say(f"\n計画: {name_of(plan)}\n場所: {plan}\n")
    for place, entry in enumerate(MAIN, 1):
        say(f"  {place}  {entry.label}")
    say("  0  終了")
    try:
        answer = ask("番号: ")
        if words := _typed(answer):
            actions.run(plan, *words)
            actions.wait()
            return plan
        number = number_of(answer, len(MAIN))
        if number == 0:
            return None
        return MAIN[number - 1].act(plan) or plan if number else plan
    except Back:
        return plan


def _choice(plan: Path, title: str, entries: Sequence[Entry], back: str) -> Path | None:
    say(f"\n{title}\n")
    for place, entry in enumerate(entries, 1):
        say(f"  {place:>2}  {entry.label}")
    say(f"   0  {back}")
    number = number_of(ask("番号: "), len(entries))
    return entries[number - 1].act(plan) if number else None


def _typed(answer: str) -> Sequence[str]:
    """A command as the guide writes it, with or without the program's name; nothing where the answer is none."""
    reader = shlex.shlex(answer.replace("　", " "), posix=True, punctuation_chars="")
    reader.whitespace_split, reader.commenters, reader.escape, reader.quotes = True, "", "", '"'
    try:
        words = list(reader)
    except ValueError:  # a quotation mark that is not closed
        return ()
    words = words[1:] if words[:1] == [INSTALLED] else words
    return words if words[:1] and (words[0] in COMMANDS or words[0] == "--help") else ()
