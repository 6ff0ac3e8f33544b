"""pandoc at the edge: Markdown texts in, its JSON out, each as soon as it is read."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import subprocess
import threading
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path
from typing import Any

from pipeline.invocation import started_by_make
from pipeline.problems import Code, MachineError
from pipeline.system.processes import WINDOWLESS

_HOME = Path(__file__).parent.parent / "source"
_READER = _HOME / "pandoc.lua"
# At most 2 GB, so that no text can hold the whole machine. A nursery that stays in the processor's cache: pandoc's own, of 64 MB
# (-H), takes as long to get from the system as a short plan takes to be read. Whatever has outlived it is looked through once it is
# large: there is little of it, and pandoc's own constants are looked through along with it.
_MEMORY = ("+RTS", "-M2g", "-A4m", "-H1m", "-O32m", "-RTS")
# A word in the wrapper by which pandoc tells its place, as nearly all that it writes is: {"t": "Span", "c": [["", [], [["wrapper", "1"],
# ["data-pos", "5:1-5:6"]]], [{"t": "Str", "c": …}]]}. In a text no quotation mark is without a backslash, so this stands in none.
_WORD = (
    rb'\{"t":"Span","c":\[\["",\[\],\[\["wrapper","1"\],\["data-pos","(\d+):(\d+)-\1:(\d+)"\]\]\],'
    rb'\[\{"t":"Str","c":("[^"\\]*")\}\]\]\}'
)
_PATIENCE = 60  # seconds for pandoc to start, virus scanner included
_SLOWEST = 2000  # characters a second that even an old machine reads


class PandocFailed(Exception):
    """The process ended, or was ended, before it had read all that it was given."""


def version() -> str:
    """All an answer depends on beside the text: how pandoc is asked, and which pandoc it is, by its size and when it was written.
    (To ask for its package's version takes as long as to read a chapter.)"""
    installed = ""
    with contextlib.suppress(OSError):  # told where it is started
        facts = program().stat()
        installed = f"{facts.st_size} {facts.st_mtime_ns}"
    return f"{_READER.read_text('utf-8')}\0{installed}"


def read(texts: Sequence[str]) -> Iterator[dict[str, Any] | None]:
    """pandoc's JSON of each text, in order; None where it fails at a text, or nests deeper than can be followed.

    While it reads the last ones, the first answers are already here. Raises MachineError where pandoc does not run at all.
    """
    with _Process(texts) as process:
        for text in texts:
            try:
                answer = process.answer()
            except PandocFailed as failed:
                answer = _alone(text, failed)
            yield as_document(answer)


def _alone(text: str, failed: PandocFailed) -> bytes:
    """The answer to one text by a process of its own; nothing where pandoc fails at this very text."""
    for tried in (text, ""):
        with contextlib.suppress(PandocFailed), _Process([tried]) as process:
            answer = process.answer()
            return answer if tried == text else b""
    raise MachineError(
        Code.MACHINE_PANDOC,
        f"pandocを実行できません（{failed}）",
        "もう一度準備するには、.venv を消してから make plan を実行してください"
        if started_by_make()
        else "必要なソフトウェアを、手引の「準備」のとおりに、もう一度入れてください",
    )


class _Process:
    """One pandoc with its texts; leaving the context ends it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._waiting = len(texts)  # for so many answers
        self._answers: queue.SimpleQueue[bytes | PandocFailed] = queue.SimpleQueue()
        self._failed: PandocFailed | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._reader = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Process:
        if self._texts:
            try:
                self._process = start(subprocess.PIPE)
            except OSError as error:
                self._failed = PandocFailed(str(error))
            else:
                self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        # What has answered all ends by itself, and takes along the file for a history that pandoc has in the temporary folder.
        if self._process and self._waiting:
            self._process.kill()
            self._reader.join()

    def answer(self) -> bytes:
        """The answer to the next text. Raises PandocFailed from the first text on that has none."""
        if self._failed is None:
            answer = self._answers.get()
            if isinstance(answer, bytes):
                self._waiting -= 1
                return answer
            self._failed = answer
        raise self._failed

    def _run(self) -> None:
        """Hand the texts over and pass on what comes back, a line a text, until the process ends."""
        process, ended = self._process, ""
        assert process is not None
        assert process.stdin
        assert process.stdout
        assert process.stderr
        with process, killed_after(patience(self._texts), process):
            # The texts are read whole before the first answer is written.
            with contextlib.suppress(OSError), process.stdin:
                process.stdin.write(json.dumps(list(self._texts)).encode("ascii"))
            for line in process.stdout:
                self._answers.put(line)
            ended = process.stderr.read().decode("utf-8", "replace").strip()
        self._answers.put(PandocFailed(ended or f"終了コード {process.returncode}"))


def start(stderr: int) -> subprocess.Popen[bytes]:
    """A pandoc that waits for lists of texts, a line each. Raises OSError."""
    # pandoc's Lua finds files by the system's old code page, which has not every folder's name: so it starts beside its script.
    pipe = subprocess.PIPE
    return subprocess.Popen(_command(), cwd=str(_HOME), stdin=pipe, stdout=pipe, stderr=stderr, **WINDOWLESS)


def patience(texts: Sequence[str]) -> float:
    """The seconds after which a pandoc that was given these texts hangs."""
    return _PATIENCE + sum(map(len, texts)) / _SLOWEST


@contextlib.contextmanager
def killed_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def program() -> Path:
    """The pandoc that came with pypandoc's wheel: another one that this machine may have could read otherwise."""
    package = util.find_spec("pypandoc")
    assert package is not None
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0], "files", "pandoc.exe" if os.name == "nt" else "pandoc")


def _command() -> list[str]:
    return [str(program()), "lua", _READER.name, *_MEMORY]


def as_document(answer: bytes) -> dict[str, Any] | None:
    """pandoc's JSON as a value, in which a word with its place is one node, Word, with line, column, the column where it ends, and
    its text. Nothing where there is no value, or where it nests deeper than can be followed."""
    try:
        document: dict[str, Any] = json.loads(re.sub(_WORD, _as_word, answer))
    except (ValueError, RecursionError):
        return None
    return document


def _as_word(found: re.Match[bytes]) -> bytes:
    return b'{"t":"Word","c":[%b,%b,%b,%b]}' % found.groups()
