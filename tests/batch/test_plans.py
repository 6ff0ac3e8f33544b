"""Which plans a list or a folder names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.plans import check_digit, tasks_of
from pipeline.model.stages import Stage
from pipeline.problems import Code, MachineError, PlanErrors

DOCUMENTED = Path(__file__).parents[2] / "docs" / "library.md"


def listed(folder: Path, text: str) -> Path:
    file = folder / "plans.yaml"
    file.write_text(text, "utf-8")
    return file


def folders(root: Path, *names: str) -> None:
    for name in names:
        (root / name / "plan_source").mkdir(parents=True)


@pytest.mark.parametrize("code", ["011002", "032158", "131016", "271004"])
def test_the_sixth_digit_of_a_code_follows_from_the_others(code: str) -> None:
    assert check_digit(code[:5]) == int(code[5])


def test_a_list_names_folders_from_where_it_stands(tmp_path: Path) -> None:
    file = listed(
        tmp_path, "計画:\n  - フォルダー: 市/福祉\n    団体コード: 032158\n    段階: 案\n  - フォルダー: 町\n"
    )
    first, second = tasks_of(file, measured=False)
    assert (first.folder, first.name, first.code) == (tmp_path / "市/福祉", "市/福祉", "032158")
    assert (first.stage, second.stage) == (Stage.PROPOSAL, None)
    assert second.code == ""


def test_the_list_in_the_documentation_is_read(tmp_path: Path) -> None:
    text = DOCUMENTED.read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    tasks = tasks_of(listed(tmp_path, text), measured=True)
    assert [(task.name, task.code, task.stage) for task in tasks] == [
        ("奥州市/地域福祉計画", "032158", None),
        ("奥州市/こども計画", "032158", Stage.PROPOSAL),
    ]


@pytest.mark.parametrize(
    ("entry", "code", "place"),
    [
        ("- フォルダー: 町\n    団体コード: '032157'", Code.SCHEMA_VALUE, "plans.yaml:3:12"),
        ("- フォルダー: 町\n    団体コード: 奥州市", Code.SCHEMA_VALUE, "plans.yaml:3:12"),
        ("- フォルダー: 市\n  - フォルダー: 市", Code.FILE_TWICE, "plans.yaml:3:12"),
        ("- フォルダ: 市", Code.SCHEMA_MISSING_KEY, "plans.yaml:2:5"),
        ("- フォルダー: 市\n    段階: 案の案", Code.SCHEMA_VALUE, "plans.yaml:3:9"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_at_its_place(
    tmp_path: Path, entry: str, code: Code, place: str
) -> None:
    with pytest.raises(PlanErrors) as errors:
        tasks_of(listed(tmp_path, f"計画:\n  {entry}\n"), measured=False)
    assert [(each.code, str(each.location)) for each in errors.value.problems][:1] == [(code, place)]


def test_a_folder_has_a_plan_in_each_folder_with_a_source(tmp_path: Path) -> None:
    """Names may begin with the code: a number that is none is a part of the name."""
    folders(tmp_path, "032158奥州市", "01100札幌", "123456", "町")
    (tmp_path / "メモ").mkdir()
    codes = {task.name: task.code for task in tasks_of(tmp_path, measured=True)}
    assert codes == {"032158奥州市": "032158", "01100札幌": "01100", "123456": "", "町": ""}


@pytest.mark.parametrize(("name", "code"), [("", Code.PROJECT_MISSING), ("ない", Code.FILE_UNREADABLE)])
def test_nothing_to_build_is_told(tmp_path: Path, name: str, code: Code) -> None:
    with pytest.raises(MachineError) as error:
        tasks_of(tmp_path / name, measured=False)
    assert error.value.code is code
