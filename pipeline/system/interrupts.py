"""Ctrl-C, and a system that ends the run: what was begun is cleared away, and what is half put into place is put.

A first signal raises KeyboardInterrupt, so that everything on the way out is done; a second one ends the run at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from pipeline.frozen import dataclass


@dataclass
class _Interrupts:
    """The signal that has come: its number, whether it has to wait, and whether documents were written before it."""

    number: int = 0
    waits: bool = False
    written: bool = False
    told: bool = False


_state = _Interrupts()


def listen() -> None:
    """From now on signals are taken here. Those that are to be ignored (nohup) go on being ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _take)
    sys.unraisablehook = _lost


@contextmanager
def uninterrupted() -> Iterator[None]:
    """For the moment in which documents take their places: a signal waits until all have."""
    _state.waits = True
    try:
        yield
        _state.written = True
    finally:
        _state.waits = False
    if _state.number:
        raise KeyboardInterrupt


@contextmanager
def left_to_others() -> Iterator[None]:
    """For the time in which another process of the same terminal, which hears Ctrl-C as well, is waited for."""
    with _heard_by(lambda number, frame: None):
        yield


@contextmanager
def as_answer() -> Iterator[None]:
    """For a question: Ctrl-C raises KeyboardInterrupt as an answer to it, and the run goes on."""
    with _heard_by(signal.default_int_handler):
        yield


@contextmanager
def _heard_by(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def came() -> bool:
    """Whether the run was interrupted: whatever is raised after that comes of it."""
    return bool(_state.number)


def leave() -> NoReturn:
    """Say that the run ends here, and end it, with the exit code that a shell gives for the signal.

    Python's own end is left out: it no longer listens to signals.
    """
    _state.number = _state.number or signal.SIGINT
    _tell()
    end(128 + _state.number)


def end(code: int) -> NoReturn:
    """End the process, once threads have cleared away what they are at.

    Python's own end takes apart every tree that the run has made, which is a tenth of the run; the system takes
    the memory back at once. What is registered with `atexit` is therefore not called.
    """
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    os._exit(code)


def _take(number: int, frame: FrameType | None) -> None:
    again = _state.number and not _state.waits
    _state.number = _state.number or number
    if again:
        _tell()
        os._exit(128 + _state.number)
    if not _state.waits:
        raise KeyboardInterrupt


def _lost(unraisable: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised while it clears objects away; an interruption must not get lost there."""
    if _state.number and unraisable.exc_type is KeyboardInterrupt:
        _tell()
        os._exit(128 + _state.number)
    sys.__unraisablehook__(unraisable)


def _tell() -> None:
    _state.waits = True  # said whole, and once
    if not _state.told:
        documents = "文書は新しくなっています" if _state.written else "文書は前のままです"
        cursor = "\x1b[?25h" if sys.stderr.isatty() and _reads_escapes() else ""
        with suppress(OSError, ValueError, RuntimeError):  # a terminal that has gone, or is being written to
            sys.stderr.write(f"{cursor}\n中止しました。{documents}。\n")
            sys.stderr.flush()
        _state.told = True
    _state.waits = False


def _reads_escapes() -> bool:
    """Whether the terminal takes what begins with ESC for what it means: Windows' old console prints it."""
    if sys.platform != "win32":
        return True
    import ctypes

    mode, kernel = ctypes.c_ulong(), ctypes.windll.kernel32
    asked = kernel.GetConsoleMode(kernel.GetStdHandle(_STANDARD_ERROR), ctypes.byref(mode))
    return bool(asked and mode.value & _ESCAPES)


_STANDARD_ERROR, _ESCAPES = -12, 0x4  # STD_ERROR_HANDLE, ENABLE_VIRTUAL_TERMINAL_PROCESSING
