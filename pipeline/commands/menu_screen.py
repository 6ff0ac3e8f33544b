"""What the menu says and asks: on a console, or where its input and output are files."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.system import interrupts

_BLANK = " \t\r\n　\ufeff"


class Ended(Exception):
    """There is no more input."""


class Back(Exception):
    """Nothing was chosen: Ctrl-C, or nothing where a name was asked for."""


def say(text: str) -> None:
    """A line, at once: what a command prints next comes from another process."""
    print(text, flush=True)


def ask(question: str) -> str:
    """What is typed, without blanks around it. Raises Ended, and Back at Ctrl-C."""
    print(question, end="", flush=True)
    try:
        with interrupts.as_answer():
            return unicodedata.normalize("NFC", input()).strip(_BLANK)
    except EOFError:
        say("")
        raise Ended from None
    except KeyboardInterrupt:
        say("")
        raise Back from None


def ask_name(question: str) -> str:
    """A name or a path, without the quotation marks that a window puts around what is dropped on it. Raises Back for nothing."""
    answer = ask(f"{question}\n（やめるときは、何も打たずに Enter）: ").strip('"').strip(_BLANK)
    if not answer:
        raise Back
    return answer


def number_of(answer: str, most: int) -> int | None:
    """The number that was typed, from 0 to `most`; None where it is another, which is told, or nothing."""
    text = unicodedata.normalize("NFKC", answer).strip(_BLANK + ".)")
    if text.isdecimal() and int(text) <= most:
        return int(text)
    if text:
        say(f"「{answer}」は、選べません。0から{most}までの番号を打ってください。")
    return None


def choose(title: str, options: Sequence[str]) -> int:
    """The place in `options` of the one that was chosen. Raises Back where none was."""
    say(f"\n{title}\n")
    for place, option in enumerate(options, 1):
        say(f"  {place:>2}  {option}")
    say("   0  やめる")
    while True:
        number = number_of(ask("番号: "), len(options))
        if number == 0:
            raise Back
        if number:
            return number - 1
