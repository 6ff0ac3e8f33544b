"""The program as a console sees it, with typer: help, arguments, and what is wrong with them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from pipeline import __version__
from pipeline.commands.options import Argument, Option, WrongValue
from pipeline.commands.table import COMMANDS, command
from pipeline.model.documents import PLAN_DOCUMENTS, labels_of

app = typer.Typer(
    help=f"計画の原稿（plan_source）から、{labels_of(PLAN_DOCUMENTS)}のWord文書を作ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # among them could be what residents wrote
    rich_markup_mode=None,
)


def _for_typer(function: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters are declared in typer's words."""
    hints = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    parameters = [
        each.replace(annotation=_declared(hints[each.name])) for each in signature.parameters.values()
    ]

    @functools.wraps(function)
    def told(**values: Any) -> None:
        function(**values)

    told.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    told.__annotations__ = {each.name: each.annotation for each in parameters}
    return told


def _declared(hint: Any) -> Any:
    declared: Option | Argument = hint.__metadata__[0]
    match declared:
        case Option(flag, text, metavar, read, least, most):
            parser = read and _parser(read)
            told = typer.Option(flag, help=text, metavar=metavar, parser=parser, min=least, max=most)
        case Argument(text, metavar):
            told = typer.Argument(help=text, metavar=metavar)
    return Annotated[hint.__origin__, told]


def _parser(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A reader of values that says in typer's way what is wrong with them."""

    @functools.wraps(read)
    def parse(text: str) -> Any:
        try:
            return read(text)
        except WrongValue as wrong:
            raise typer.BadParameter(str(wrong)) from None

    return parse


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"keikaku {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", help="版の番号を示します", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """The program's options without a command."""


for _name in COMMANDS:
    app.command(_name)(_for_typer(command(_name)))
