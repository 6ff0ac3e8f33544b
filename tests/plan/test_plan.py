"""The city's own regression test: the plan in plan_source/ is as it was when `make golden` last ran.

It reads whatever plan is there. A change is no mistake, only something to look at: what moved is said in
Japanese, and `make golden` accepts it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.project import Project
from tests.goldens import DOCUMENTS, ROOT, read_expected, texts_of
from tests.plan.moved import describe_changes

EXPECTED = Path(__file__).parent / "expected"
LABELS = {
    "outline": "番号と題",
    "references": "参照",
    "plan": "本編（plan.docx）",
    "summary": "概要（summary.docx）",
    "framework": "体系図（framework.docx）",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The golden texts of the plan as it is now."""
    project = Project(ROOT / "plan_source", ROOT / "templates", tmp_path_factory.mktemp("build"))
    return texts_of(project)


@pytest.mark.parametrize("name", ["outline", "references", *DOCUMENTS])
def test_plan_is_as_recorded(
    name: str,
    texts: dict[str, str],
    file_regression: FileRegressionFixture,
    record_property: Callable[[str, object], None],
) -> None:
    """The plan's numbers, references and documents are those in tests/plan/expected/."""
    if "problems" in texts:
        record_property("plan-problems", texts["problems"])
        pytest.fail("原稿に問題があります（make check で見られます）", pytrace=False)
    recorded = read_expected(EXPECTED)
    difference = ""
    try:
        file_regression.check(texts[name], fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")
    except AssertionError as error:
        difference = str(error)
    if difference:
        report = describe_changes(
            recorded.get("outline", ""), texts["outline"], recorded.get("references", ""), texts["references"]
        )
        record_property(
            "plan-report",
            report or f"{LABELS[name]}の文章か体裁が変わりました。番号と参照は変わっていません。",
        )
        pytest.fail(f"{LABELS[name]}が記録と違います\n{_shortened(difference)}", pytrace=False)


def _shortened(text: str, lines: int = 10) -> str:
    """The beginning of a long difference."""
    found = [line for line in text.splitlines() if not line.startswith(("HTML DIFF", "/"))]
    return "\n".join([*found[:lines], f"…ほか{len(found) - lines}行"] if len(found) > lines else found)
