"""What the papers say of the code is true: modules, imports, commands, schemas."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.answers.schema import ANSWERS, AnswersFile
from pipeline.comment.schema import COMMENT, CommentFile
from pipeline.follow.confirmed import CONFIRMED, ConfirmedFile
from pipeline.source import schema
from pipeline.source.changes import CHANGES, ChangesFile
from pipeline.source.fit import FIT, FitFile
from tests.goldens import ROOT
from tests.templates import CONTRACTS

MODULES = sorted(path for path in (ROOT / "pipeline").rglob("*.py") if path.name != "__init__.py")
STAGES = ("source", "resolve", "editions", "word", "layout", "checks")
MAY_IMPORT = {stage: {"invocation", "model", "problems", "differences", stage} for stage in STAGES} | {
    "checks": {"checks"},
    "layout": {"invocation", "model", "problems", "locks", "store", "layout"},
    "model": {"model", "problems"},
    "word": {"model", "problems", "differences", "undated", "word"},
}


def imports_of(path: Path) -> Iterator[str]:
    """The parts of the package that a module imports, by their first name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            yield from (alias.name for alias in node.names)


def test_architecture_lists_every_module_and_no_other() -> None:
    """A reader who looks for a module finds it, and finds none that is gone."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    listed = set(re.findall(r"`(pipeline/[a-z_/]+\.py)`", text))
    assert listed == {path.relative_to(ROOT).as_posix() for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_stages_do_not_import_each_other(path: Path) -> None:
    """A stage knows the model, the problems and what differs between texts; the reader knows nothing but itself."""
    stage = path.relative_to(ROOT / "pipeline").parts[0]
    if stage in MAY_IMPORT:
        assert set(imports_of(path)) <= MAY_IMPORT[stage]


def test_make_help_shows_every_target() -> None:
    """Every target that is a command has a line of help."""
    text = (ROOT / "Makefile").read_text("utf-8")
    found = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert found is not None
    documented = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert set(found[1].split()) == documented


FURTHER = (
    (CHANGES, ChangesFile),
    (CONFIRMED, ConfirmedFile),
    (FIT, FitFile),
    (COMMENT, CommentFile),
    (ANSWERS, AnswersFile),
)


@pytest.mark.parametrize(("name", "model"), [*schema.FILES.items(), *FURTHER])
def test_published_schemas_are_those_of_the_code(name: str, model: type[schema.Strict]) -> None:
    """docs/schema/ is what `make schema` writes."""
    published = ROOT / "docs" / "schema" / schema.schema_name(name)
    assert published.read_text("utf-8") == schema.json_schema(model)


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_files_beside_the_templates_name_their_schema_in_the_first_line(name: str) -> None:
    """Editors find it there."""
    first = (ROOT / "templates" / f"{name}.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../docs/schema/{schema.schema_name(FIT)}"


@pytest.mark.parametrize("name", schema.FILES)
def test_a_new_plans_files_name_their_schema_in_the_first_line(name: str) -> None:
    """Editors find the schema by that line."""
    first = (ROOT / "pipeline" / "skeleton" / name).read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../docs/schema/{schema.schema_name(name)}"
