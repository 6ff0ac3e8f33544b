"""What one test has read, the next does not read again: pandoc's answers, which depend on the text alone, and templates, those of pages as well.
A document that the program has read to check it is not read anew by the test that looks at it.

What is new is answered by a pandoc that stays, and laid out by a LibreOffice that stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from pipeline import checks
from pipeline.html.page_template import PageTemplate, read_page_template
from pipeline.layout import engine
from pipeline.layout.office import Office, find_office
from pipeline.system import pandoc
from pipeline.word.template import opening
from pipeline.workflows import html

_PATIENCE = 30  # seconds

# As the program reads: with a process for these texts alone.
read_anew = pandoc.read
_answers: dict[str, bytes] = {}


@contextlib.contextmanager
def kept_for_all_tests() -> Iterator[None]:
    """Puts what is kept in the place of what the program reads with; a test that imports that gets it as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pandoc, "read", parse)
        patch.setattr(opening, "open_template", lru_cache(maxsize=32)(opening.open_template))
        patch.setattr(html, "read_page_template", _page_template)
        patch.setattr(checks, "read", lru_cache(maxsize=8)(checks.read))
        with contextlib.ExitStack() as session:
            patch.setattr(engine, "Office", _offices(session))
            yield
    if _pandoc_of.cache_info().currsize:
        _end_pandoc()


def _page_template(folder: str, files: Mapping[str, bytes]) -> PageTemplate:
    return _page_template_of(folder, frozenset(files.items()))


@lru_cache(maxsize=8)
def _page_template_of(folder: str, files: frozenset[tuple[str, bytes]]) -> PageTemplate:
    return read_page_template(folder, dict(files))


def _offices(session: contextlib.ExitStack) -> Callable[[Path], Office]:
    """Gives the LibreOffice that is kept open through the session; tests that look into the folder for temporary files, and those with
    a program of their own, get one of their own."""
    staying, folder = find_office(), tempfile.gettempdir()

    @lru_cache(maxsize=1)
    def kept(_: int) -> Office:
        assert staying, "it is asked for where there is one"
        return session.enter_context(Office(staying))

    def office_of(program: Path) -> Office:
        own = program != staying or tempfile.gettempdir() != folder
        return Office(program) if own else kept(os.getpid())

    return office_of


def parse(texts: Sequence[str]) -> list[dict[str, Any] | None]:
    """What `pandoc.read` gives."""
    unknown = [text for text in dict.fromkeys(texts) if text not in _answers]
    found = _asked(unknown) if unknown else []
    if len(found) < len(unknown):  # pandoc fails at one of them, or takes too long
        return list(read_anew(texts))
    _answers.update(zip(unknown, found, strict=True))
    return [pandoc.as_document(_answers[text]) for text in texts]


def _asked(texts: Sequence[str]) -> list[bytes]:
    """The answers of the pandoc that stays, a line a text; fewer where it ends at one of them, and another one is begun."""
    process, answers = _pandoc_of(os.getpid()), list[bytes]()
    assert process.stdin
    assert process.stdout
    patience = Timer(_PATIENCE, process.kill)
    patience.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(texts).encode("ascii") + b"\n")
            process.stdin.flush()
        answers += islice(iter(process.stdout.readline, b""), len(texts))
    finally:
        patience.cancel()
        if len(answers) < len(texts):
            _end_pandoc()
    return answers


@lru_cache(maxsize=1)
def _pandoc_of(_: int) -> subprocess.Popen[bytes]:
    """The pandoc of one process of ours: what is forked from it has its own."""
    return pandoc.start(subprocess.DEVNULL)


def _end_pandoc() -> None:
    process = _pandoc_of(os.getpid())
    process.kill()
    process.communicate()
    _pandoc_of.cache_clear()
