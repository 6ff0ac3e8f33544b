"""A second process of this program for long plans: it takes pieces of work from the end while this one takes them from
the beginning, until they meet.

It is started as any program is, never forked: that is the same on every system, and safe beside threads. What it can't do,
for whatever reason, is done here, so an error arises where it would have without it, and a process that is killed costs time alone.
It hears no Ctrl-C, and ends when this one does, however it does: nothing comes from it any more.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from itertools import cycle
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any, Generic

from pipeline.frozen import dataclass
from pipeline.model.share import Done, Piece, Share, alone
from pipeline.system.garbage import collect_garbage
from pipeline.system.processes import APART
from pipeline.system.python import python_with

# How many pieces the other process has at once, so that it never waits for one.
_AHEAD = 2
# Seconds between looks at whether the run is interrupted: some systems tell no thread that waits without end.
_LOOK = 0.5
# Seconds without anything to do after which a kept process looks for garbage, and after how much work it does so without any: a check
# leaves its other process alone for longer.
_IDLE, _BUSY = 0.2, 4
_SERVE = "import sys; sys.path[:] = {path!r}; sys.argv[:] = {argv!r}; from pipeline.system.second_process import serve; serve({kept})"


@contextmanager
def two_processes(
    forced: bool = False, kept: bool = False, first: Callable[..., object] | None = None
) -> Iterator[Share]:
    """A way to share work between this process and another, started with the first work and ended here.

    With one processor all is done here, unless `forced`. One that is `kept` from run to run gives back what each has left.
    Where it is known which function there will be work for `first`, the other process is started at once, and loads what that needs.
    """
    if (os.cpu_count() or 1) < 2 and not forced:
        yield alone
        return
    other = _Other(kept)
    if first:
        other.expect(first)
    try:
        yield other.share
    finally:
        other.end()


class _Other:
    """The other process, and what is shared with it: one work at a time."""

    def __init__(self, kept: bool) -> None:
        self._kept = kept
        self._process: Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._work: _Work[Any, Any] | None = None
        self._failed = False

    def share(self, function: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterator[Done]:
        """The result for each piece, in their order."""
        if len(pieces) < 2 or (self._work and self._work.goes_on()) or not self._runs():
            return alone(function, pieces)
        if self._thread:
            self._thread.join()
        work = self._work = _Work(function, pieces, len(pieces))
        self._thread = threading.Thread(target=self._give, args=(work,), daemon=True)
        self._thread.start()
        return work.results()

    def expect(self, function: Callable[..., object]) -> None:
        """Start the process, and have it load what a function needs, before there is work for it."""
        if self._runs():
            assert self._process
            assert self._process.stdin
            with suppress(OSError):  # it has gone, which is seen when there is work for it
                _send(self._process.stdin, function)

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._thread:
            self._thread.join()
        for stream in (self._process.stdin, self._process.stdout) if self._process else ():
            assert stream
            with suppress(OSError):  # what was on its way there
                stream.close()

    def _runs(self) -> bool:
        """Whether there is a process that does what it is given: it is started where there was none yet."""
        if self._process is None and not self._failed:
            try:
                self._process = _start(self._kept)
            except OSError:
                self._failed = True
        return not self._failed

    def _give(self, work: _Work[Any, Any]) -> None:
        assert self._process
        assert self._process.stdin
        assert self._process.stdout
        try:
            work.give(self._process.stdin, self._process.stdout)
        except Exception:
            # It has gone, or something does not pickle: whichever it is, all is done here from now on.
            self._failed = True
        finally:
            work.close()


class KeptProcess:
    """This program once more, for one function that keeps there what it has made from call to call; started with the first call."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None
        self._function: object = None
        self._ended = False

    def call(self, function: Callable[[Piece], Done], piece: Piece) -> Done | None:
        """What the function makes of a piece there; None once the process was ended. Where it fails, or has gone, that is done here,
        and the next call finds another process."""
        answer: tuple[Done] | None = None
        try:
            answer = None if self._ended else self._answer(function, piece)
        except Exception:
            # It has gone, or something does not pickle: whichever it is, this is done here, where it raises what there is to raise.
            self._kill()
        if answer is None and not self._ended:
            answer = (function(piece),)
        return answer[0] if answer else None

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._ended = True
        self._kill()

    def _kill(self) -> None:
        process, self._process, self._function = self._process, None, None
        if process:
            process.kill()
            process.wait()

    def _answer(self, function: Callable[[Piece], Done], piece: Piece) -> tuple[Done] | None:
        process = self._process = self._process or _start(kept=True)
        assert process.stdin
        assert process.stdout
        if self._function is not function:
            _send(process.stdin, function)
            self._function = function
        _send(process.stdin, (piece,))
        answer: tuple[Done] | None = pickle.load(process.stdout)
        return answer


@dataclass
class _Work(Generic[Piece, Done]):
    """Pieces of which the first `begun` are done here and those from `end` on over there, where `answers` are from."""

    function: Callable[[Piece], Done]
    pieces: Sequence[Piece]
    end: int
    begun: int = 1
    waiting: int = 0  # pieces over there that have no answer yet
    closed: bool = False  # no more answers will come
    answers: dict[int, tuple[Done] | None] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def goes_on(self) -> bool:
        """Whether there is still something to do, here or over there."""
        with self.changed:
            return self.begun < self.end or (self.waiting > 0 and not self.closed)

    # Here

    def results(self) -> Iterator[Done]:
        try:
            for at, piece in enumerate(self.pieces):
                answer = None if self._begins(at) else self._answer(at)
                yield self.function(piece) if answer is None else answer[0]
        finally:
            with self.changed:
                self.begun = self.end

    def _begins(self, at: int) -> bool:
        with self.changed:
            if at < self.end:
                self.begun = max(self.begun, at + 1)
            return at < self.end

    def _answer(self, at: int) -> tuple[Done] | None:
        with self.changed:
            while at not in self.answers and not self.closed:
                self.changed.wait(_LOOK)
            return self.answers.pop(at, None)

    # Over there

    def give(self, calls: IO[bytes], answers: IO[bytes]) -> None:
        """Give away one piece after another from the end, and take what comes back."""
        _send(calls, self.function)
        given: deque[int] = deque()
        while True:
            while len(given) < _AHEAD and (at := self._taken()) is not None:
                given.append(at)
                _send(calls, (self.pieces[at],))
            if not given:
                return
            answer = pickle.load(answers)
            with self.changed:
                self.answers[given.popleft()] = answer
                self.waiting -= 1
                self.changed.notify()

    def _taken(self) -> int | None:
        with self.changed:
            if self.begun >= self.end:
                return None
            self.end -= 1
            self.waiting += 1
            return self.end

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify()


def _send(stream: IO[bytes], value: object) -> None:
    """Whole or not at all, where it does not pickle."""
    stream.write(pickle.dumps(value, protocol=5))
    stream.flush()


def _start(kept: bool) -> Popen[bytes]:
    """The other process, out of reach of the keyboard's Ctrl-C. Raises OSError."""
    command = python_with(_SERVE.format(path=sys.path, argv=sys.argv, kept=kept))
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, **APART)


def serve(kept: bool) -> None:
    """The other process: does what it is given, until the first one ends it or has gone."""
    gc.disable()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not come between the answers
    calls: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(calls,), daemon=True).start()
    function: Callable[[Any], Any] = calls.get()
    next_call = _between_rests(calls) if kept else iter(calls.get, None)
    for call in next_call:
        if isinstance(call, tuple):
            answers.write(_answered(function, *call))
            answers.flush()
        else:
            function = call


def _between_rests(calls: queue.SimpleQueue[Any]) -> Iterator[Any]:
    """What is asked, one thing after another. Where nothing is for a while, what was left is given back: nobody waits."""
    for number in cycle(range(_BUSY)):
        try:
            call = calls.get(timeout=_IDLE)
        except queue.Empty:
            collect_garbage()
            call = calls.get()
        else:
            if number == 0:
                collect_garbage()
        yield call


def _receive(calls: queue.SimpleQueue[Any]) -> None:
    """Beside the work, so that a process whose first one has gone ends at once."""
    try:
        while True:
            calls.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


def _answered(function: Callable[[Any], Any], piece: Any) -> bytes:
    try:
        return pickle.dumps((function(piece),), protocol=5)
    except Exception:  # it is done once more where it can be told
        return pickle.dumps(None)
