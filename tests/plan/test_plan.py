"""The city's own regression test: the plan in plan_source/ is as it was when `make golden` last ran.

It reads whatever plan is there. A change is no mistake, only something to look at: `make moved` says in Japanese what it
moved, and `make golden` accepts it. Which page a heading, a table or a term stands on changes with every longer edit;
another LibreOffice or another version of the fonts can move pages as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.problems import MachineError
from pipeline.workflows.moved import State, read_recorded, told
from tests.goldens import DOCUMENTS
from tests.plan.conftest import Now

EXPECTED = Path(__file__).parent / "expected"
LABELS = {
    "outline": "番号と題",
    "references": "参照",
    "plan": "本編（plan.docx）",
    "summary": "概要（summary.docx）",
    "framework": "体系図（framework.docx）",
    "pages": "ページ",
}
# What is recorded of the plan as a whole; each other text is a document's, those that the plan declares among them.
OF_PLAN = ("outline", "references", "pages")
RECORDED = [path.stem for path in sorted(EXPECTED.glob("*.txt")) if path.stem not in OF_PLAN] or DOCUMENTS
Say = Callable[[str, object], None]


@pytest.fixture
def state(now: Now, record_property: Say) -> State:
    """The plan as it is now; where it has problems, those."""
    if now.problems or now.state is None:
        record_property("plan-problems", now.problems)
        pytest.fail("原稿に問題があります（make check で見られます）", pytrace=False)
    return now.state


@pytest.mark.parametrize("name", ["outline", "references", *RECORDED, "pages"])
def test_plan_is_as_recorded(
    name: str, state: State, request: pytest.FixtureRequest, record_property: Say
) -> None:
    """The plan's numbers, references, documents and pages are those in tests/plan/expected/."""
    if name == "pages":
        request.getfixturevalue("office")
    if name not in state.texts and name not in OF_PLAN:
        record_property("plan-report", whatever_moved(state))
        pytest.fail(f"{name}.docx は、今の計画では作りません", pytrace=False)
    regression: FileRegressionFixture = request.getfixturevalue("file_regression")
    moved = whatever_moved(state)
    difference = ""
    try:
        regression.check(state.texts[name], fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")
    except AssertionError as error:
        difference = str(error)
    if difference:
        record_property("plan-report", moved)
        pytest.fail(f"{LABELS.get(name, name)}が記録と違います\n{_shortened(difference)}", pytrace=False)


def test_every_document_of_the_plan_is_recorded(state: State, record_property: Say) -> None:
    """One that documents.yaml has anew is recorded by `make golden`."""
    new = [name for name in state.texts if name not in (*OF_PLAN, *RECORDED)]
    if new:
        record_property("plan-report", whatever_moved(state))
        pytest.fail(f"記録のない文書があります: {'、'.join(new)}", pytrace=False)


def whatever_moved(state: State) -> str:
    """What moved since the plan was recorded, before the record is written anew."""
    try:
        return "\n".join(told(read_recorded(EXPECTED), state))
    except MachineError as error:
        return f"{error.message}\n{error.hint}"


def _shortened(text: str, lines: int = 10) -> str:
    """The beginning of a long difference."""
    found = [line for line in text.splitlines() if not line.startswith(("HTML DIFF", "/"))]
    return "\n".join([*found[:lines], f"…ほか{len(found) - lines}行"] if len(found) > lines else found)


def test_everything_in_the_plan_is_on_some_page(office: Path, state: State) -> None:
    """Nothing that can be referred to was lost on the way to paper."""
    assert [line for line in state.texts["pages"].splitlines() if line.endswith("\tなし")] == []
