"""What an office notes of people stays in its own file: nothing else that this program writes or says holds it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import app
from pipeline.model.private import OPINION_FILES, is_private
from pipeline.problems import Code, PlanErrors
from pipeline.source.load import load_plan
from pipeline.workspace.up_to_date import digest_inputs, read_inputs
from tests.answers.small_answers import workbook
from tests.answers.test_document import project_of
from tests.commands import run
from tests.goldens import ROOT, TEMPLATES
from tests.kept import parse
from tests.small_plan import CHAPTER, FOLDER, chapter, expect

SECRETS = ("記載例氏名", "記載例住所", "kisairei@example.jp", "000-0000-0000", "ｷｻｲﾚｲ")
HEAD = ("氏名", "フリガナ", "No.", "住所", "該当箇所", "意見", "メール", "提出方法", "電話")


def row(number: object, text: str) -> tuple[object, ...]:
    return (SECRETS[0], SECRETS[4], number, SECRETS[1], "第１章", text, SECRETS[2], "窓口", SECRETS[3])


def as_csv(rows: list[tuple[object, ...]]) -> bytes:
    return "".join(",".join(map(str, each)) + "\n" for each in rows).encode("cp932")


RIGHT = [HEAD, *(row(number, "（記載例）言葉") for number in (1, 2, 3))]
# No number, a number twice, no text, a name where the number should be, columns shifted.
WRONG = [
    HEAD,
    row("", "言葉"),
    row(1, "言葉"),
    row(1, "言葉"),
    row(2, ""),
    row(SECRETS[0], "言葉"),
    row(3, SECRETS[3]),
]
FORMS = [("opinions.csv", as_csv), ("opinions.xlsx", workbook)]


def written(folder: Path) -> Iterator[bytes]:
    """Everything that a run left behind, with what is packed in it."""
    for path in folder.rglob("*"):
        yield str(path).encode()
        if path.is_file():
            yield (data := path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(io.BytesIO(data)) as package:
                    yield from map(package.read, package.namelist())


def assert_silent(*texts: bytes) -> None:
    for text in texts:
        for secret in SECRETS:
            for encoding in ("utf-8", "cp932", "utf-16-le"):
                assert secret.encode(encoding) not in text
            # A pickle, or JSON, may spell characters out.
            assert secret.encode("unicode_escape") not in text


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_names_and_addresses_reach_nothing_that_is_written(name: str, form: object, tmp_path: Path) -> None:
    """Documents, caches and stamps of both commands, and what they say."""
    assert callable(form)
    changes = {"opinions.csv": None, name: form(RIGHT)}
    project = project_of(tmp_path, changes)
    runs = [run(project, command) for command in ("answers", "quick")]
    assert [each.exit_code for each in runs] == [0, 0]
    assert (project.output / "answers.docx").exists()
    assert list(project.stamps.iterdir())
    assert_silent(*written(project.output), *(each.stdout_bytes + each.stderr_bytes for each in runs))


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_messages_repeat_no_names_and_addresses(name: str, form: object, tmp_path: Path) -> None:
    """Whatever is wrong with the table."""
    assert callable(form)
    ended = run(project_of(tmp_path, {"opinions.csv": None, name: form(WRONG)}), "answers")
    assert ended.exit_code == 1
    for code in (Code.OPINION_NUMBER, Code.OPINION_TEXT, Code.OPINION_PERSONAL):
        assert f"[{code}]" in ended.stderr
    assert_silent(ended.stdout_bytes, ended.stderr_bytes)


def test_an_accident_shows_no_values() -> None:
    """A traceback would, with what the functions were given."""
    assert app.pretty_exceptions_show_locals is False


@pytest.mark.parametrize(
    "name",
    [
        *OPINION_FILES,
        "opinions.xls",
        "Opinions.CSV",
        "opinions (2).xlsx",
        "data/opinions.csv",
        "opinions.csv.bak",
    ],
)
def test_files_of_opinions_are_no_part_of_the_plan(name: str, tmp_path: Path) -> None:
    """Neither read nor digested, under any of the names that offices give them."""
    assert is_private(name)
    project = project_of(tmp_path, {"opinions.csv": None})
    before = digest_inputs(project, read_inputs(project), ("plan",), "")
    (project.source / name).parent.mkdir(exist_ok=True)
    (project.source / name).write_bytes(as_csv(RIGHT))
    assert name not in project.read_source()
    assert digest_inputs(project, read_inputs(project), ("plan",), "") == before != ""


@pytest.mark.parametrize(
    "name", ["chapters/opinions.md", "figures/opinions.png", "opinions.yaml", "answers.yaml"]
)
def test_parts_of_a_plan_may_be_called_so(name: str) -> None:
    """A chapter about opinions is a chapter."""
    assert not is_private(name)


def test_a_chapter_can_not_show_the_opinions(tmp_path: Path) -> None:
    """A table made from the office's file would print it all."""
    project = project_of(tmp_path, {})
    text = chapter('::: {.表 #tbl-a csv="opinions.csv"}\n意見\n:::')
    (project.source / CHAPTER).write_text(text, "utf-8")
    with pytest.raises(PlanErrors) as errors:
        load_plan(project.read_source(), parse, FOLDER)
    expect(errors.value.problems, Code.FILE_MISSING, f"{CHAPTER}:3:1", "opinions.csv")


def test_the_plan_is_made_whatever_is_in_these_files(tmp_path: Path) -> None:
    """Broken opinions and answers stop `make answers`, and nothing else; openpyxl isn't loaded for the plan."""
    project = project_of(tmp_path, {"opinions.csv": b"\xff\xff", "answers.yaml": "回答: ["})
    assert run(project, "answers").exit_code == 1
    assert run(project, "quick").exit_code == 0
    code = (
        "import sys; from pathlib import Path; from pipeline.workflows.build import make; "
        "from pipeline.documents.registry import CONTENTS; "
        "from pipeline.workspace.project import Project; import pipeline.cli; "
        f"make(Project(Path({str(project.source)!r}), Path({str(TEMPLATES)!r}), Path('build'), keeps_cache=False), "
        "tuple(CONTENTS), None, lambda step: None); "
        "sys.exit('openpyxl' in sys.modules or any(name.startswith('pipeline.answers') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_run_with_problems_leaves_the_document_as_it_was(tmp_path: Path) -> None:
    """As every command does."""
    project = project_of(tmp_path, {})
    assert run(project, "answers").exit_code == 0
    before = (project.output / "answers.docx").read_bytes()
    (project.source / "answers.yaml").unlink()
    assert run(project, "answers").exit_code == 1
    assert (project.output / "answers.docx").read_bytes() == before
