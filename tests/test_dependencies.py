"""What the program imports is what `make plan` installs: the lock files hold it, as they hold what pyproject.toml names."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_OWN = ("benchmarks", "pipeline", "pictures", "templates", "tests")
# What LibreOffice's own Python has: a long run edits documents by it.
_BRIDGE = ("uno", "unohelper", "com")
# What only those install who build on a cluster, or want readings proposed.
_EXTRA = {"distributed", "lief", "sudachipy"}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def _homes() -> Mapping[str, Sequence[str]]:
    """The packages by the modules that they install: asked of every file of the environment, which takes a second."""
    return packages_distributions()


@cache
def _imports(folder: str) -> Sequence[ast.Import | ast.ImportFrom]:
    """What the modules of a folder import, anywhere in them."""
    return [
        node
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def _imported(folder: str) -> set[str]:
    """The names of the distributions that the modules of a folder import."""
    homes = _homes()
    return {
        _plain(home)
        for node in _imports(folder)
        for module in _modules(node)
        if module not in sys.stdlib_module_names and module not in (*_OWN, *_BRIDGE)
        for home in homes.get(module, [module])
    }


def _modules(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name.partition(".")[0] for each in node.names)
    elif node.module and not node.level:
        yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(lines: list[str]) -> set[str]:
    return {_plain(found[0]) for line in lines if (found := _NAME.match(line))}


def _locked(lock: str) -> set[str]:
    return _named((ROOT / lock).read_text(encoding="utf-8").splitlines())


def test_what_the_program_imports_is_locked() -> None:
    assert _locked("requirements.lock") >= _imported("pipeline") - _EXTRA


def test_what_the_tests_import_is_locked() -> None:
    assert _locked("requirements-test.lock") >= _imported("tests") | _imported("pictures")


def test_what_is_named_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert _locked("requirements.lock") >= _named(project["dependencies"])
    assert _locked("requirements-test.lock") >= _named(project["optional-dependencies"]["test"])


# What is private by name and has no other: lxml's type of an element.
_NAMED_SO = {"_Element"}


@pytest.mark.parametrize("folder", ["pipeline", "templates", "pictures", "benchmarks"])
def test_only_public_parts_of_libraries_are_imported(folder: str) -> None:
    """What a library keeps to itself changes without notice."""
    private = {
        f"{node.module}.{alias.name}"
        for node in _imports(folder)
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
        if any(part.startswith("_") for part in f"{node.module}.{alias.name}".split("."))
        if alias.name not in _NAMED_SO and not (node.module or "").startswith(_OWN)
    }
    assert private == set()
