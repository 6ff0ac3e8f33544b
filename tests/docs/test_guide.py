"""The drafters' guide says what the program does: examples build, messages are those printed, names exist."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import typer

from pictures.guide import HEADINGS
from pipeline import checks
from pipeline.cli import app
from pipeline.problems import Code, PlanErrors
from tests.docs.examples import Example, code_spans, files_of, read_examples, rows_under
from tests.docs.made import made_of
from tests.goldens import ROOT

CHAPTERS = sorted((ROOT / "docs" / "guide").glob("*.md"))
ENTRY = ROOT / "docs" / "drafters-guide.ja.md"
TEXTS = {path.name: path.read_text("utf-8") for path in (ENTRY, *CHAPTERS)}
WHOLE = "\n".join(TEXTS.values())
SMALL_PLAN = read_examples((ROOT / "docs" / "source-format.md").read_text("utf-8")).model
EXAMPLES = [(path, example) for path in CHAPTERS for example in read_examples(TEXTS[path.name]).others]
RIGHT, WRONG = (
    [
        pytest.param(example, id=f"{path.stem}-{example.name}")
        for path, example in EXAMPLES
        if bool(example.code) is wrong
    ]
    for wrong in (False, True)
)
IMAGES = ROOT / "docs" / "images"
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
RECIPES = dict(
    re.findall(
        r"^([a-z]+):.*## .*\n\t@\$\(PY\) (.*?)(?= --layout| \$| >|$)",
        (ROOT / "Makefile").read_text("utf-8"),
        re.MULTILINE,
    )
)
MARKDOWN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_CODE_BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all examples share, so that pandoc reads the small plan's texts once."""
    return tmp_path_factory.mktemp("guide")


@pytest.mark.parametrize("example", RIGHT)
def test_each_example_builds_and_has_its_picture(example: Example, workshop: Path) -> None:
    """What a drafter copies from the guide gives documents, and stands above a picture of what it becomes."""
    documents = made_of(workshop, files_of(SMALL_PLAN, example), example.name)
    assert example.pictures
    heading = HEADINGS.get(list(example.files)[-1], "")
    assert any(line.endswith(heading) for line in documents["plan"]), "make pictures would not find it"


@pytest.mark.parametrize("example", WRONG)
def test_each_wrong_example_prints_the_message_that_is_shown(example: Example, workshop: Path) -> None:
    """Word for word, and all of the code that the example names."""
    with pytest.raises(PlanErrors) as errors:
        made_of(workshop, files_of(SMALL_PLAN, example), example.name)
    assert f"{errors.value}\n" == example.message
    assert {problem.code.value for problem in errors.value.problems} == {example.code}


def test_pictures_exist_and_are_small_and_every_picture_is_used() -> None:
    """`make pictures` draws those that the guide and README show, and no other is kept."""
    shown = {
        (path.parent / name).resolve()
        for path in MARKDOWN
        for name in re.findall(r"(?:\]\(|src=\")([^)\s\"]+\.png)", prose(path))
    }
    assert shown == {path.resolve() for path in IMAGES.rglob("*.png")}
    assert [path for path in (IMAGES / "guide").glob("*.png") if path.stat().st_size > 60_000] == []


def test_commands_that_the_guide_names_exist() -> None:
    """Targets of make, the program's commands, and what they are given."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:`|^ *)make ([a-z]+(?:-[a-z]+)*)", WHOLE, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for command in re.findall(r"(?:-m pipeline|(?:`|^ *)keikaku) ([a-z]+(?:-[a-z]+)*)", WHOLE, re.MULTILINE):
        assert command in COMMANDS, command
    for file in re.findall(r"-r (\S+)|pytest (\S+)", WHOLE):
        assert (ROOT / "".join(file).strip("`")).exists()


def test_commands_for_windows_are_those_that_make_runs() -> None:
    """The table of commands: the form that is typed in the menu does the same."""
    rows = rows_under(TEXTS["01-setup.md"], "コマンドの一覧")
    for row in rows:
        target = code_spans(row[1])[0].removeprefix("make ")
        written = code_spans(row[2])[0].removeprefix("keikaku ")
        assert written == ("--help" if target == "help" else RECIPES[target].removeprefix("-m pipeline "))


def test_message_codes_that_the_guide_names_exist() -> None:
    """Every code in backticks is one that can come out."""
    groups = {code.value.partition(".")[0] for code in Code} | {"docx", "agree"}
    known = {*Code, *checks.CODES}
    named = re.findall(r"[`\[]([a-z]+)\.([a-z-]+)[`\]]", WHOLE)
    codes = {f"{group}.{name}" for group, name in named if group in groups and name not in ("docx", "yaml")}
    assert codes
    assert codes <= known


def test_files_that_the_guide_names_exist() -> None:
    """Those that come with the program; the plan is the city's own."""
    for text in TEXTS.values():
        for name in code_spans(_CODE_BLOCK.sub("", text)):
            if re.fullmatch(r"(?:templates|tests)/[\w./-]*", name):
                assert (ROOT / name).exists(), name


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    """Links between documents, with the headings that they name as GitHub names them."""
    for link in re.findall(r"\]\(([^)\s]+)[^)]*\)", prose(path)):
        file, _, anchor = link.partition("#")
        if ":" in file:
            continue
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def prose(path: Path) -> str:
    """A document without code."""
    return re.sub(r"`[^`\n]+`", "", _CODE_BLOCK.sub("", path.read_text("utf-8")))


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to the headings of a document."""
    text = _CODE_BLOCK.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_chapter_is_in_the_contents_and_leads_on() -> None:
    """From the contents to each chapter, and from each to the next."""
    assert re.findall(r"\]\(guide/([\w-]+\.md)\)", TEXTS[ENTRY.name]) == [path.name for path in CHAPTERS]
    for path, following in pairwise(CHAPTERS):
        assert TEXTS[path.name].count(f"]({following.name})") >= 2


def test_readme_shows_what_the_guide_shows() -> None:
    """README's tour has some of the lines that the guide's walk prints, and no others."""
    shown = re.search(
        r"^```\n(「計画の期間」を.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S
    )
    assert shown is not None
    assert set(shown[1].splitlines()) - {"  …"} <= set(TEXTS["02-first-edit.md"].splitlines())
