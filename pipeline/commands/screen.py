"""The screen: progress, problems, the end of a run, exit codes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from itertools import pairwise

from pipeline.model.numerals import count_text
from pipeline.problems import MachineError, PlanErrors, Problem

_MOST = 100  # problems that are shown at once


class Exit(IntEnum):
    """The exit codes (wrong use of most kinds is typer's own)."""

    DONE = 0
    PROBLEMS = 1
    USE = 2
    MACHINE = 3
    BUG = 4


def warn(line: str) -> None:
    """A line beside what is printed, at once."""
    print(line, file=sys.stderr, flush=True)


def show(problems: Sequence[Problem | str]) -> None:
    """The first problems, and how many more there are: a table that is broken has one in each of its rows."""
    for line in _together([str(problem) for problem in problems[:_MOST]]):
        warn(line)
    if len(problems) > _MOST:
        warn(
            f"ほかに{count_text(len(problems) - _MOST)}件あります。上のものから直して、もう一度実行してください。"
        )


def _together(said: Sequence[str]) -> Iterator[str]:
    """Problems as they are shown: of those of one code that follow each other, what is to be done about all is said under the last."""
    for text, behind in pairwise([*said, ""]):
        head, _, hint = text.partition("\n")
        yield head if hint and (_code(text), hint) == (_code(behind), behind.partition("\n")[2]) else text


def _code(said: str) -> str:
    return said.partition("\n")[0].rpartition("[")[2]


def seconds_since(begin: float) -> str:
    """The time since something began, by `time.perf_counter`, in seconds."""
    return f"{time.perf_counter() - begin:.1f}秒"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A moving line on a terminal, one line a step elsewhere."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True)
        # The usual spinner is of braille, which Windows' old console and CP932 have not.
        spinner = "line" if console.legacy_windows or console.options.ascii_only else "dots"
        with console.status(Text("始めています"), spinner=spinner) as status:
            yield lambda step: status.update(Text(step))
    else:
        yield warn


@contextmanager
def reported() -> Iterator[None]:
    """Errors as messages, with the exit code that says whose turn it is."""
    try:
        yield
    except PlanErrors as errors:
        show(errors.problems)
        warn(f"{count_text(len(errors.problems))}件の問題があります。文書は前のままです。")
        raise SystemExit(Exit.PROBLEMS) from None
    except MachineError as error:
        warn(f"エラー: {error.message} [{error.code}]\n    {error.hint}")
        raise SystemExit(Exit.MACHINE) from None


@contextmanager
def sound() -> Iterator[None]:
    """A finished document that is not what it should be, as a message."""
    from pipeline.workflows.build import CheckFailure

    try:
        yield
    except CheckFailure as failure:
        warn(str(failure))
        if any(finding.code.startswith("agree.") for finding in failure.findings):
            warn(
                "計画名や段階、基本理念が食い違っています。テンプレートや原稿に、それらを直接書いた所がないか見てください。"
            )
        warn(
            "できた文書に誤りが見つかりました。プログラムの不具合です。文書は前のままです。この画面の内容を開発者に知らせてください。"
        )
        raise SystemExit(Exit.BUG) from None
