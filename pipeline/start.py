"""The program's start: usual commands at once; all else by typer, which loads longer than an unchanged plan takes."""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, get_type_hints

from pipeline.commands.options import Option
from pipeline.commands.table import COMMANDS, command
from pipeline.system.console import make_readable


def main() -> int:
    """Run the program, on any console. The exit code."""
    make_readable((sys.stdout, sys.stderr))
    # What a run makes are trees that live to its end: looking for garbage among them takes a seventh of the time, and
    # finds none.
    gc.disable()
    try:
        code = _code_of(lambda: (usual_run(sys.argv[1:]) or _typer_run)())
        for stream in filter(None, (sys.stdout, sys.stderr)):  # a program without a console has none
            stream.flush()
    except BrokenPipeError:  # nobody reads any more
        return 1
    return code


def _code_of(run: Callable[[], None]) -> int:
    try:
        run()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _typer_run() -> None:
    from pipeline.cli import app

    # On Windows click would otherwise read `*`, `~` and `%…%` in names and paths as a shell does elsewhere.
    app(windows_expand_args=False)


def usual_run(arguments: Sequence[str]) -> Callable[[], None] | None:
    """A command with what its options are given, as `--flag VALUE` or `--flag=VALUE`.

    None where typer is needed: for help, for arguments, and to say what is wrong.
    """
    name, *rest = arguments or [""]
    values = _values(rest)
    if name not in COMMANDS or values is None:
        return None
    function = command(name)
    options = {option.flag: (parameter, read) for parameter, option, read in _options(function)}
    try:
        given = {options[flag][0]: options[flag][1](value) for flag, value in values.items()}
        inspect.signature(function).bind(**given)
    except (KeyError, TypeError, ValueError):  # no such option, one missing, a value that it can't have
        return None
    return partial(function, **given)


def _values(words: Sequence[str]) -> Mapping[str, str] | None:
    """The values by their flags; None where there is anything else, or a flag twice."""
    values: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        flag, equals, value = word.partition("=")
        value = value if equals else next(rest, "")
        if flag in values or not flag.startswith("--") or not value or value.startswith("-"):
            return None
        values[flag] = value
    return values


def _options(function: Callable[..., None]) -> Iterator[tuple[str, Option, Callable[[str], Any]]]:
    """The options that a function declares with its parameters, and what reads their values."""
    for parameter, hint in get_type_hints(function, include_extras=True).items():
        declared = next(iter(getattr(hint, "__metadata__", ())), None)
        if not isinstance(declared, Option) or declared.least is not None or hint.__origin__ is bool:
            continue
        if read := declared.read or (hint.__origin__ if isinstance(hint.__origin__, type) else None):
            yield parameter, declared, read
