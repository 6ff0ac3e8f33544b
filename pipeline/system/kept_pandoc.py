"""A pandoc that stays for one reading after another, started before the first text is there."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.system import pandoc

_ENDING = 1.0  # seconds


class KeptPandoc:
    """Reads as `pandoc.read` does, one reading at a time; without the start of a process, which takes longer than most chapters."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._waited_for = False  # by a reading that has not ended

    def __reduce__(self) -> tuple[type[KeptPandoc], tuple[()]]:
        """In another process it has a pandoc of its own."""
        return KeptPandoc, ()

    def start(self) -> None:
        """Have a process ready. Where none can be started, a reading says so."""
        if self._process is None or self._process.poll() is not None:
            with contextlib.suppress(OSError):
                self._process = pandoc.start(stderr=subprocess.DEVNULL)

    def read(self, texts: Sequence[str]) -> Iterator[dict[str, Any] | None]:
        """pandoc's JSON of each text, as `pandoc.read` gives it. A process that fails at a text, or is left before its last answer,
        is ended, and another one takes its place. Raises MachineError where pandoc does not run at all."""
        if not texts:
            return
        if self._waited_for:  # what it answers next is another reading's
            self.end()
        self.start()
        process, answered = self._process, 0
        self._waited_for = True
        try:
            for answer in self._answers(texts):
                answered += 1
                yield pandoc.as_document(answer)
        finally:
            if self._process is process:
                self._waited_for = False
                if answered < len(texts):
                    self.end()
                    self.start()
        yield from pandoc.read(texts[answered:])

    def end(self) -> None:
        """End the process: by itself, so that it clears away its temporary file, where it has nothing more to do."""
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.communicate(timeout=_ENDING)
            self._process.kill()
            self._process.communicate()
            self._process = None
            self._waited_for = False

    def _answers(self, texts: Sequence[str]) -> Iterator[bytes]:
        """The answers, a line a text; fewer where the process ends before its last one."""
        process = self._process
        if process is None:
            return
        assert process.stdin
        assert process.stdout
        with pandoc.killed_after(pandoc.patience(texts), process):
            with contextlib.suppress(OSError):
                # All is read before the first answer is written, so neither waits for the other.
                process.stdin.write(json.dumps(list(texts)).encode("ascii") + b"\n")
                process.stdin.flush()
            for _ in texts:
                answer = process.stdout.readline()
                if not answer.endswith(b"\n"):
                    return
                yield answer
