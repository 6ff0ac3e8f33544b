"""What is typed is taken as it is meant, runs the very command, and leads back to the menu."""

from __future__ import annotations

import builtins
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.commands.menu import FURTHER, MAIN, menu_command
from pipeline.commands.menu_screen import number_of
from pipeline.commands.table import COMMANDS
from tests.goldens import ROOT
from tests.hostile.projects import write_project
from tests.menu.conftest import Typed, plan_in

Ran = list[Sequence[str]]


def test_numbers_run_their_commands_in_the_plans_folder(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """Full-width or half-width, with blanks around; after each the menu is there again."""
    plan_in(tmp_path)
    said = typed(tmp_path, "1", "", " ２ ", "", "③", "", "6.", "", "0")
    assert ran == [(tmp_path.name, name) for name in ("plan", "check", "preview", "public-comment")]
    assert said.count("計画: ○○市計画") == 5
    assert said.endswith("メニューを終わりました。\n")


def test_what_is_no_number_of_the_menu_is_told(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """And nothing is told of Enter alone."""
    plan_in(tmp_path)
    said = typed(tmp_path, "9", "いち", "-1", "1.5", "", "0")
    told = re.findall("「(.*)」は、選べません。0から8までの番号を打ってください。", said)
    assert told == ["9", "いち", "-1", "1.5"]
    assert ran == []


@pytest.mark.parametrize(
    ("answer", "number"), [("0", 0), ("８", 8), ("8)", 8), ("", None), ("²", 2), ("1e1", None)]
)
def test_numbers_are_read_in_any_width(answer: str, number: int | None) -> None:
    assert number_of(answer, 8) == number


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("keikaku check", ["check"]),
        ("check", ["check"]),
        ("keikaku　confirm　sum-a  sum-b", ["confirm", "sum-a", "sum-b"]),
        (
            'keikaku receive --from 福祉課 "C:\\戻り (1)\\plan.docx"',
            ["receive", "--from", "福祉課", "C:\\戻り (1)\\plan.docx"],
        ),
        ("keikaku compare --from it's", ["compare", "--from", "it's"]),
        ("keikaku --help", ["--help"]),
    ],
)
def test_a_command_is_typed_as_the_guide_writes_it(
    line: str, words: Sequence[str], tmp_path: Path, typed: Typed, ran: Ran
) -> None:
    """Messages name commands so, and there is no other window for them."""
    plan_in(tmp_path)
    typed(tmp_path, line, "", "0")
    assert ran == [(tmp_path.name, *words)]


def test_what_begins_like_a_command_and_is_none_is_told(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    plan_in(tmp_path)
    assert typed(tmp_path, "keikaku plna", 'check "a', "0").count("選べません") == 2
    assert ran == []


def test_a_version_is_kept_under_the_name_that_is_typed(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """What a name can't hold is said before; nothing typed is nothing done."""
    plan_in(tmp_path)
    said = typed(tmp_path, "4", "", "4", "第1回 策定委員会", "", "4", "--help", "", "0")
    assert '\\ / : * ? " < > | は使えません' in said
    assert ran == [(tmp_path.name, "snapshot", "--", name) for name in ("第1回 策定委員会", "--help")]


def test_versions_to_compare_with_are_chosen_by_number(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """Those that were kept, or any other by what it is called."""
    plan_in(tmp_path)
    (tmp_path / "snapshots").mkdir()
    for name in ("素案", "骨子"):
        (tmp_path / "snapshots" / f"{name}.zip").write_bytes(b"")
    typed(tmp_path, "5", "2", "", "5", "3", '"前の 版"', "", "5", "0", "7", "1", "", "7", "2", "", "0")
    assert [words[1:] for words in ran] == [
        ("compare", "--from", "骨子"),
        ("compare", "--from", "前の 版"),
        ("answers",),
        ("answers", "--from", "素案"),
    ]


def test_where_nothing_was_kept_it_is_said_how(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    plan_in(tmp_path)
    assert "残した版が、まだありません" in typed(tmp_path, "5", "0", "0")
    assert ran == []


def test_what_came_back_is_named_by_dropping_it(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """A window puts quotation marks around a path with blanks."""
    plan_in(tmp_path)
    typed(tmp_path, "8", "3", '"C:\\戻り\\本 編.docx"', "福祉課", "", "8", "5", "回収", "", "0")
    assert [words[1:] for words in ran] == [
        ("receive", "--from", "福祉課", "--", "C:\\戻り\\本 編.docx"),
        ("collect", "--", "回収"),
    ]


def test_folders_and_the_guide_are_named_where_no_window_can_be_opened(
    tmp_path: Path, typed: Typed, ran: Ran
) -> None:
    plan_in(tmp_path)
    said = typed(tmp_path, "8", "11", "", "8", "12", "", "8", "13", "", "0")
    assert f"{tmp_path / 'build'} は、まだありません" in said
    assert f"\n番号: {tmp_path}\n" in said
    assert str(ROOT / "docs" / "drafters-guide.ja.md") in said
    (tmp_path / "build").mkdir()
    assert f"番号: {tmp_path / 'build'}\n" in typed(tmp_path, "8", "11", "", "0")


def test_the_end_of_input_ends_the_menu_wherever_it_comes(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    plan_in(tmp_path)
    for lines in ([], ["1"], ["4"], ["5"], ["8"], ["8", "10"]):
        assert typed(tmp_path, *lines).endswith("メニューを終わりました。\n")


def test_ctrl_c_leads_back_to_the_menu(
    tmp_path: Path, typed: Typed, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a question; in the menu itself, too, where 0 is the way out."""
    plan_in(tmp_path)
    answers: Iterator[str | None] = iter(["4", None, None, "0"])

    def answered() -> str:
        if (answer := next(answers)) is None:
            raise KeyboardInterrupt
        return answer

    monkeypatch.setattr(builtins, "input", answered)
    assert typed(tmp_path).count("計画: ○○市計画") == 3
    assert ran == []


def test_all_that_it_runs_are_commands() -> None:
    """Each line of both menus says something, and none twice."""
    labels = [entry.label for entry in (*MAIN, *FURTHER)]
    assert len(set(labels)) == len(labels)
    assert menu_command.__name__ == COMMANDS["menu"][1]


def test_a_command_runs_as_a_process_of_its_own_and_its_errors_stay(tmp_path: Path) -> None:
    """In a pipe, from a folder with blanks: what it prints stands between what the menu says."""
    plan = plan_in(tmp_path / "計画 (1)")
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pipeline", "menu", str(plan)],
        cwd=ROOT,
        input=b"2\n\n0\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = ended.stdout.decode()
    assert ended.returncode == 0
    command, error, end = (
        said.index(each) for each in ("keikaku check", "[file.missing]", "終わりまでできませんでした")
    )
    assert command < error < end < said.index("メニューを終わりました")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a group")
def test_ctrl_c_ends_the_command_that_runs_and_not_the_menu(tmp_path: Path) -> None:
    """A terminal tells both."""
    project = write_project(tmp_path)
    menu = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "pipeline", "menu"],
        cwd=project.source.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert menu.stdin
    assert menu.stdout
    menu.stdin.write(b"2\n")
    menu.stdin.flush()
    next(line for line in menu.stdout if "ファイルを読んでいます" in line.decode())
    os.killpg(menu.pid, signal.SIGINT)
    rest, _ = menu.communicate(b"\n0\n", timeout=60)
    said = rest.decode()
    assert said.index("中止しました") < said.index("終わりまでできませんでした") < said.index("  0  終了")
    assert menu.returncode == 0
