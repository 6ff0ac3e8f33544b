"""The program's own digest: another one as soon as any module is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.workspace import code_digest


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of a program of its own."""
    (tmp_path / "workspace" / "__pycache__").mkdir(parents=True)
    (tmp_path / "word").mkdir()
    written = tmp_path / "word" / "compose.py"
    written.write_text("first = 1\n")
    monkeypatch.setattr(code_digest, "__file__", str(tmp_path / "workspace" / "code_digest.py"))
    return written


def digest() -> str:
    return code_digest.digest.__wrapped__()


def test_it_is_the_same_while_no_module_changes(module: Path) -> None:
    """Whatever else lies there."""
    before = digest()
    (module.parents[1] / "workspace" / "__pycache__" / "a.py").write_text("")
    (module.parent / "pandoc.lua").write_text("")
    assert digest() == before


def test_it_is_another_once_a_module_is(module: Path) -> None:
    """Edited, also to the same size; added; renamed."""
    found = [digest()]
    facts = module.stat()
    module.write_text("other = 2\n")
    os.utime(module, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1))
    found.append(digest())
    (module.parent / "body.py").write_text("")
    found.append(digest())
    module.rename(module.with_name("composed.py"))
    found.append(digest())
    assert len(set(found)) == len(found)
