"""docs/problems.md explains every code that can come out, and none that can't; its examples are tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.commands.screen import Exit
from pipeline.problems import Code, Problem
from pipeline.public_comment.schema import COMMENT
from tests.answers import small_answers
from tests.goldens import ROOT
from tests.public_comment.small_comment import comment_problems
from tests.small_plan import CHAPTER, PNG, TEXTS, chapter, problems_with

TEXT = (ROOT / "docs" / "problems.md").read_text("utf-8")
SECTIONS = {
    part.partition("`")[0]: part for part in re.split(r"^### `", TEXT, flags=re.MULTILINE)[1:] if part
}
CSV, FIGURE = "data/a.csv", "figures/a.png"
CSV_TABLE = f'::: {{.表 #tbl-a csv="{CSV}"}}\n総人口の推移\n:::'
CSV_CHART = f'::: {{.グラフ #fig-a 種類="横積上げ棒" csv="{CSV}" 単位="％"}}\n参加の意向\n:::'
# Tables of the files of a survey: of answers, and of counts.
SURVEYS = {
    "data/survey.csv": '集計="問１" 別="学年" 少数="0"',
    "data/counts.csv": '集計="選択肢" 人数="人数"',
}


@dataclass(frozen=True)
class Example:
    """A block of a code's section: `kind` is 誤り or 正しい, `file` empty for Markdown."""

    code: str
    kind: str
    file: str
    text: str

    @property
    def files(self) -> dict[str, str | bytes | None]:
        """What it changes in the smallest plan."""
        pictures: dict[str, str | bytes | None] = {FIGURE: PNG}
        if self.file == CSV:
            shown = CSV_CHART if self.code.startswith("chart.") else CSV_TABLE
            return {**pictures, CHAPTER: chapter(shown), CSV: self.text}
        if self.file in SURVEYS:
            table = f'::: {{.表 #tbl-a csv="{self.file}" {SURVEYS[self.file]}}}\n調査の結果\n:::'
            return {**pictures, CHAPTER: chapter(table), self.file: self.text}
        if self.file == "position.yaml":  # has forms that share a key
            return {**pictures, self.file: self.text}
        if self.file:
            return {**pictures, self.file: with_keys(TEXTS.get(self.file, ""), self.text)}
        return {**pictures, CHAPTER: self.text if self.text.startswith("# は") else chapter(self.text)}


def read_examples() -> list[Example]:
    """Every block that says 誤り or 正しい, in the order of the document."""
    block = re.compile(r"^```(\w+)(?: ([\w/.]+))? (誤り|正しい)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [
        Example(code, found[3], found[2] or "", found[4])
        for code, section in SECTIONS.items()
        for found in block.finditer(section)
    ]


def problems_of(example: Example) -> list[Problem]:
    """What is wrong with an example in its place: in the smallest plan, or among the opinions on it."""
    if example.file == COMMENT:
        return comment_problems(example.text)
    if example.file in small_answers.TEXTS:
        return small_answers.problems_with({example.file: example.text})
    return problems_with(example.files)


def with_keys(text: str, lines: str) -> str:
    """A YAML file in which these lines stand for the keys that they begin with."""
    keys = set(re.findall(r"^([^\s:：#-]+)", lines, re.MULTILINE))
    rest: list[str] = []
    kept = True
    for line in text.splitlines(keepends=True):
        if found := re.match(r"[^\s:：#-]+", line):
            kept = found.group() not in keys
        rest += [line] if kept else []
    return lines + "".join(rest)


EXAMPLES = read_examples()
# Groups whose mistakes are no text of the source, or show only on pages that LibreOffice has laid out, or beside
# another version of the plan.
GROUPS_WITHOUT_EXAMPLE = (
    "cause",
    "template",
    "page",
    "pages",
    "source",
    "output",
    "machine",
    "preview",
    "project",
    "record",
    "review",
    "version",
    "batch",
    "kit",
    "program",
    "snapshot",
    "return",
    "reading",  # no part of the plan
    "ask",
    "collect",
)
# Codes of other groups whose mistake is no text: files, ids of other kinds.
WITHOUT_EXAMPLE = {
    *(
        "file.encoding",
        "file.too-large",
        "file.twice",
        "file.name",
        "file.unused",
        "path.long",
        "file.unreadable",
        "text.control",
        "text.fallback",  # shows in finished documents
        "text.gaiji",
        "md.unreadable",
        "image.format",
        "diagram.size",  # depends on the template
        "survey.raw",  # has fifty rows
    ),
    "ref.kind",
    "md.stage",  # shows in finished documents
    "ref.ambiguous",  # shows with another template
    "ref.deleted-title",
    "comment.stage",
    "id.reused",  # shows where two versions are compared
    "opinion.file",
    "opinion.cell",
    "answer.unchanged",  # shows where two versions are compared
    "answer.cause",  # shows where two files say otherwise
    "document.unknown",  # what somebody asks for, and what lies in build/
    "document.gone",
    # What was confirmed before is no text of the source that a drafter writes.
    "summary.stale",
    "summary.unconfirmed",
}
# Those of the rules of wording, each with its examples, are docs/wording.ja.md's: tests/wording holds it.
CODES = [code.value for code in Code if not code.startswith("wording.")]


def test_every_problem_code_has_its_section_and_no_other() -> None:
    """A drafter finds the code that the message shows."""
    assert sorted(re.findall(r"^### `([a-z.-]+)`$", TEXT, re.MULTILINE)) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_section_says_how_to_mend_it(code: str) -> None:
    """What it means, an example where there can be one, and what to do."""
    assert "\n直し方: " in SECTIONS[code]
    group = code.partition(".")[0]
    needs_example = group not in GROUPS_WITHOUT_EXAMPLE and code not in WITHOUT_EXAMPLE
    assert needs_example == any(example.code == code and example.kind == "誤り" for example in EXAMPLES)


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{number}-{example.code}" for number, example in enumerate(EXAMPLES, 1)]
)
def test_each_example_is_what_it_says(example: Example) -> None:
    """A wrong one has problems of its code alone, a right one none."""
    found = {problem.code.value for problem in problems_of(example)}
    assert found == ({example.code} if example.kind == "誤り" else set())


def test_every_finding_of_the_reader_is_listed_with_its_meaning() -> None:
    """The last section is the reader's own table of codes."""
    listed = dict(re.findall(r"^\| `((?:docx|agree|html|edition)\.[a-z-]+)` \| (.*) \|$", TEXT, re.MULTILINE))
    assert listed == dict(checks.CODES)


def test_every_exit_code_is_listed() -> None:
    """2 is typer's own, for wrong use."""
    section = TEXT.partition("## 終了コード\n")[2]
    listed = {int(number) for number in re.findall(r"^\| (\d) \|", section, re.MULTILINE)}
    assert listed == {*Exit, 2}


def test_every_code_is_used_somewhere() -> None:
    """A code that nothing reports is deleted."""
    sources = written(ROOT / "pipeline", but="problems.py")
    unused = [code for code in Code if f"Code.{code.name}" not in sources and f'"{code}"' not in sources]
    assert unused == []


def test_every_code_is_produced_by_a_test() -> None:
    """By name, by value, or by an example of the documents."""
    tests = written(ROOT / "tests", but=Path(__file__).name)
    shown = {example.code for example in EXAMPLES}
    assert [
        code
        for code in map(Code, CODES)
        if f"Code.{code.name}" not in tests and f'"{code}"' not in tests and code not in shown
    ] == []


def written(folder: Path, but: str) -> str:
    """All Python under a folder, without one file."""
    return "".join(path.read_text("utf-8") for path in folder.rglob("*.py") if path.name != but)
