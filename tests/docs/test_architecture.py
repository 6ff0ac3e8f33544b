"""What the papers say of the code is true: modules, imports, commands, schemas."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.source import schema
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.source.schema_keys import schema_name
from pipeline.source.template_settings import FIT
from pipeline.workflows.schemas import OWN_FOLDER, published
from pipeline.workspace.new_project import KINDS, USUAL_KIND
from tests.goldens import ROOT
from tests.templates import CONTRACTS

SOURCES = sorted((ROOT / "pipeline").rglob("*.py"))
PAGE = ROOT / "docs" / "modules.md"
# From the top: each imports from the layers under its own alone, so that no arrow runs back, and stages don't know each other.
# What is imported late, or for annotations, counts too.
LAYERS = (
    ("__main__", "__init__"),
    ("start",),
    ("cli",),
    ("commands",),
    ("preview",),
    ("api",),
    ("workflows",),
    ("answers", "batch", "editions", "inquiry", "kit", "moved", "receive", "verification", "wording"),
    ("fitting",),
    (
        "workspace",
        "causes",
        "passages",
        "public_comment",
        "readings",
        "review",
        "splicing",
        "summary_review",
    ),
    ("source", "resolve", "documents", "word", "html", "layout", "checks", "compare"),  # the stages
    ("excel", "spreadsheets"),
    ("system",),
    ("line_ends",),
    ("model",),
    ("problems",),
    ("table_diff",),
    ("invocation", "side_by_side", "text_diff"),
    ("slips", "words"),
    ("frozen",),
)
LAYER_OF = {name: number for number, layer in enumerate(LAYERS) for name in layer}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KNOWN = {module_name(path) for path in SOURCES}


@cache
def read(path: Path) -> tuple[str, frozenset[str]]:
    """A module's docstring, and the modules of the program that it imports, anywhere in it."""
    tree = ast.parse(path.read_text("utf-8"))
    return ast.get_docstring(tree) or "", frozenset(_imports(path, tree))


def imports_of(path: Path) -> frozenset[str]:
    return read(path)[1]


def _imports(path: Path, tree: ast.Module) -> Iterator[str]:
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            for name in {f"{module}.{alias.name}" for alias in node.names}:
                yield from [each for each in (name, module) if each in KNOWN][:1]


def home(path: Path) -> str:
    """The package or the module of the top in which a file is."""
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def described(path: Path) -> str:
    """A line of the page: the first paragraph of a module's docstring."""
    name = path.relative_to(ROOT).as_posix()
    text = " ".join(read(path)[0].partition("\n\n")[0].split())
    if path.name == "__init__.py" and name.count("/") > 1:
        return f"| **`{name.removesuffix('__init__.py')}`** | **{text}** |"
    return f"| `{name}` | {text} |"


def test_the_page_of_modules_says_what_each_is(file_regression: FileRegressionFixture) -> None:
    """It is made from their docstrings: `python -m pytest tests/docs/test_architecture.py --regen-all`."""
    order = [name for layer in LAYERS for name in layer]
    lines = map(described, sorted(SOURCES, key=lambda path: (order.index(home(path)), path)))
    head = "# The modules\n\nFrom the top: each imports from layers under its own alone. Made from their docstrings.\n\n| Module | What it is |\n|---|---|"
    file_regression.check("\n".join([head, *lines, ""]), fullpath=PAGE, encoding="utf-8")


def test_imports_go_down() -> None:
    """From a layer to those below it: what is beside, and what is above, is not known."""
    wrong = [
        f"{home(path)} imports {name}"
        for path in SOURCES
        for name in imports_of(path) - {"pipeline"}  # which is asked for the version alone
        if (other := name.split(".")[1]) != home(path) and LAYER_OF[other] <= LAYER_OF[home(path)]
    ]
    assert wrong == []


# The packages in word/, in the same way.
WORD = (
    ("compose",),
    ("fitting", "tracked"),
    ("writing",),
    ("template", "charts"),
    ("measuring", "glyphs"),
    ("markup",),
)


def test_imports_go_down_in_word_too() -> None:
    """What reads templates knows nothing of what is written into them."""
    layer_of = {name: number for number, layer in enumerate(WORD) for name in layer}
    wrong = [
        f"word.{own[0]} imports {name}"
        for path in SOURCES
        if home(path) == "word" and (own := module_name(path).split(".")[2:3])
        for name in imports_of(path)
        if (other := name.split(".")[1:3])[0] == "word"
        and other[1] != own[0]
        and layer_of[other[1]] <= layer_of[own[0]]
    ]
    assert wrong == []


def test_the_layers_name_what_there_is() -> None:
    """Each package and each module of the top once."""
    assert sorted(name for layer in LAYERS for name in layer) == sorted({home(path) for path in SOURCES})


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Within packages, too."""
    graph = {module_name(path): imports_of(path) for path in SOURCES}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names them


def test_make_help_shows_every_target() -> None:
    """Every target that is a command has a line of help."""
    text = (ROOT / "Makefile").read_text("utf-8")
    found = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert found is not None
    documented = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert set(found[1].split()) == documented


SOURCE_FILES = (*schema.FILES, FRAMEWORK)


def test_published_schemas_are_those_of_the_code() -> None:
    """docs/schema/ is what `make schema` writes."""
    folder = ROOT / "docs" / "schema"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == published()


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_files_beside_the_templates_name_their_schema_in_the_first_line(name: str) -> None:
    """Editors find it there."""
    first = (ROOT / "templates" / f"{name}.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../docs/schema/{schema_name(FIT)}"


@pytest.mark.parametrize("name", SOURCE_FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plans_files_name_their_schema_in_the_first_line(kind: str, name: str) -> None:
    """Editors find the schema by that line: a plan with levels of its own has its own."""
    first = (ROOT / "pipeline" / "skeleton" / KINDS[kind] / name).read_text("utf-8").splitlines()[0]
    folder = OWN_FOLDER if name == FRAMEWORK and kind != USUAL_KIND else "../docs/schema"
    assert first == f"# yaml-language-server: $schema={folder}/{schema_name(name)}"
