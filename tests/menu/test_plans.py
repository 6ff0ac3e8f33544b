"""The menu's plan is the one that was dropped on it, the last one, the only one, or one that is chosen or begun."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.commands.menu_plans import STARTED_LINE
from pipeline.kit.layout import OWN
from pipeline.problems import MachineError
from pipeline.workspace.plans import copy_plan, name_of, plan_of, plans_in
from pipeline.workspace.project import Project
from tests.menu.conftest import Typed, is_kit, kit_in, plan_in

Ran = list[Sequence[str]]


def test_what_is_dropped_leads_to_its_plan(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """The plan's folder, or any of its files and folders."""
    plan = plan_in(tmp_path / "a" / "計画")
    (plan / "build").mkdir()
    for told in (plan, plan / "plan_source" / "plan.yaml", plan / "build"):
        typed(tmp_path, "1", "", "0", told=told)
    assert ran == [("計画", "plan")] * 3


def test_what_is_dropped_and_is_no_plan_is_told(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """Also what only lies in a plan's folder; then one is chosen."""
    plan_in(tmp_path / "a")
    (tmp_path / "a" / "資料").mkdir()
    for told in (tmp_path / "a" / "資料", tmp_path / "nothing"):
        said = typed(tmp_path, "1", "", "0", told=told)
        assert f"{told} は、計画のフォルダーではありません" in said
    assert ran == [("a", "plan")] * 2


def test_a_path_with_an_ampersand_is_taken_from_the_whole_line(
    tmp_path: Path, typed: Typed, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Explorer quotes none without a blank, and the batch file gets what stands before it."""
    plan = plan_in(tmp_path / "A&B")
    monkeypatch.setenv(STARTED_LINE, f'C:\\Windows\\system32\\cmd.exe /c ""C:\\k\\計画.cmd" {plan}"')
    typed(tmp_path, "1", "", "0", told=tmp_path / "A")
    assert ran == [("A&B", "plan")]


def test_one_of_several_plans_is_chosen_and_comes_first_the_next_time(
    tmp_path: Path, typed: Typed, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was chosen is kept in the kit's folder of plans, by a path from there: the kit may move."""
    kit = kit_in(tmp_path / "kit", monkeypatch)
    for name in ("a", "b"):
        plan_in(kit / OWN / name, f"{name}市計画")
    said = typed(tmp_path, "2", "1", "", "0")
    assert f"   1  a市計画（{kit / OWN / 'a'}）\n   2  b市計画（{kit / OWN / 'b'}）" in said
    typed(tmp_path, "1", "", "0")
    moved = kit.rename(tmp_path / "moved")
    is_kit(moved, monkeypatch)
    typed(tmp_path, "1", "", "0")
    assert ran == [("b", "plan")] * 3


def test_without_a_kit_nothing_is_kept(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    """The plan is that of the current folder, as for every command."""
    plan_in(tmp_path / "a")
    typed(tmp_path, "0", told=tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_another_plan_is_chosen_from_the_menu(tmp_path: Path, typed: Typed, ran: Ran) -> None:
    far = plan_in(tmp_path / "far" / "off" / "deep" / "c")
    home = plan_in(tmp_path / "home")
    typed(home, "8", "10", "3", f'"{far}"', "1", "", "0")
    assert ran == [("c", "plan")]


def test_where_there_is_no_plan_one_is_begun(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a kind and a look, in a folder of its own, under a name that any system takes."""
    ran: Ran = []

    def run(folder: Path, *words: str) -> int:
        ran.append((folder.name, *words))
        plan_in(folder)
        return 0

    monkeypatch.setattr("pipeline.commands.menu_plans.run", run)
    said = typed(tmp_path, "1", "2", "2", "aux", "a:b", "", "0")
    assert ran == [("子ども計画", "new", "--kind", "子ども計画", "--look", "冊子")]
    assert said.count("使えません。別の名前を打ってください。") == 2
    assert f"場所: {tmp_path / '子ども計画'}" in said


def test_a_plan_that_can_not_be_begun_leaves_nothing(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.menu_plans.run", lambda folder, *words: 1)
    typed(tmp_path, "1", "1", "1", "", "0")
    assert list(tmp_path.iterdir()) == []


def test_the_kits_examples_are_copied_and_never_used_themselves(
    tmp_path: Path, typed: Typed, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer kit replaces them. A copy is an office's own plan, beside the others."""
    kit = kit_in(tmp_path / "キット (1)", monkeypatch)
    typed(tmp_path, "1", "1", "", "0")
    typed(tmp_path, "1", "", "0", told=kit / "見本")
    typed(tmp_path, "8", "10", "4", "1", "", "0")
    assert ran == [(name, "plan") for name in ("見本の写し", "見本の写し2", "見本-子ども計画の写し")]
    assert (kit / OWN / "見本の写し" / "plan_source" / "plan.yaml").is_file()
    assert (kit / OWN / "見本の写し2" / "plan_source" / "plan.yaml").is_file()
    assert not (kit / "見本" / "build").exists()


def test_the_kits_guide_is_that_of_a_browser(
    tmp_path: Path, typed: Typed, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = kit_in(tmp_path / "kit", monkeypatch)
    assert str(kit / "手引" / "index.html") in typed(tmp_path, "1", "8", "13", "", "0")


def test_a_copy_can_be_written_in_and_has_nothing_that_was_made(tmp_path: Path) -> None:
    """However the kit's own files are: read-only on a share, or open in Word."""
    plan = plan_in(tmp_path / "見本")
    for name in (
        "build/plan.docx",
        "templates/plan.docx",
        "templates/~$plan.docx",
        "plan_source/.schema/a.json",
    ):
        (plan / name).parent.mkdir(exist_ok=True)
        (plan / name).write_bytes(b"x")
        (plan / name).chmod(0o444)
    copy_plan(plan, tmp_path / "写し")
    copied = {
        path.relative_to(tmp_path / "写し").as_posix(): path for path in (tmp_path / "写し").rglob("*.*")
    }
    assert set(copied) == {"plan_source/plan.yaml", "templates/plan.docx"}
    copied["templates/plan.docx"].write_bytes(b"y")


def test_what_a_plan_is_called_stands_in_its_first_file(tmp_path: Path) -> None:
    """Whatever its line ends are; a plan that does not say is called by its folder."""
    for number, (text, name) in enumerate(
        [
            ("計画名: 第３期計画\r\n", "第３期計画"),
            ('計画名:  "○○"  # 仮\n', "○○"),
            ("計画名:\n", "3"),
            ("a", "4"),
        ],
        1,
    ):
        plan = plan_in(tmp_path / str(number))
        (plan / "plan_source" / "plan.yaml").write_bytes(text.encode())
        assert name_of(plan) == name


def test_plans_are_found_two_folders_deep_and_no_deeper(tmp_path: Path) -> None:
    """Where somebody may look through a whole share."""
    shallow = [plan_in(tmp_path / name) for name in ("a", "b/c")]
    plan_in(tmp_path / "d" / "e" / "f")
    plan_in(tmp_path / ".hidden")
    assert plans_in(tmp_path) == shallow
    assert plan_of(tmp_path / "b" / "c" / "plan_source" / "chapters" / "x.md") == shallow[1]
    assert plan_of(tmp_path) is None


def test_one_who_chooses_a_folder_that_is_no_plan_is_asked_again(
    tmp_path: Path, typed: Typed, ran: Ran
) -> None:
    said = typed(tmp_path, "2", str(tmp_path), "0")
    assert "計画のフォルダーではありません" in said
    assert said.count("計画を選んでください") == 2


def test_where_no_plan_is_the_plans_below_are_named(tmp_path: Path) -> None:
    """In the kit's own folder `keikaku` finds none; a drafter who stands there is told where to go."""
    for name in ("見本", "計画のフォルダー/見本の写し"):
        plan_in(tmp_path / name)
    project = Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")
    with pytest.raises(MachineError) as raised:
        project.check_source()
    assert raised.value.hint == (
        f"見本、{Path('計画のフォルダー', '見本の写し')} に計画があります。そのフォルダーで実行してください"
    )
