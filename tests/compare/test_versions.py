"""Versions of a plan: snapshots, folders and commits of git, and what is said of those that can't be compared."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from pipeline.checks import Finding
from pipeline.commands.screen import Exit
from pipeline.model.stages import Stage
from pipeline.model.xml_names import w
from pipeline.problems import Code, MachineError
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, keep_snapshot, read_version
from tests.commands import run
from tests.compare.pair import BASE, edited
from tests.docs.test_guide_screens import READY, needs_make
from tests.goldens import ROOT, TEMPLATES
from tests.hostile.projects import package_of, write_project
from tests.layout.projects import with_part
from tests.small_plan import CHAPTER
from tests.test_project import expect
from tests.word.test_template_problems import changed

# Made by `make snapshot` of version 0.1.0, and never again: what was kept then stays readable.
SNAPSHOT = ROOT / "tests" / "fixtures" / "snapshots" / "format-1.zip"
REVISION = ROOT / "examples" / "revision" / "plan_source"
COMPARED = ["changes.docx", "changes.xlsx", "comparison.docx", "numbers.xlsx", "redline.docx"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A whole plan in a folder of its own."""
    shutil.copytree(BASE, tmp_path / "plan_source")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """The smallest plan, where it does not matter what stands in it."""
    return write_project(tmp_path)


def rewritten(project: Project) -> None:
    """Say something else in the smallest plan."""
    path = project.source / CHAPTER
    path.write_text(path.read_text("utf-8").replace("文章です", "直した文章です"), "utf-8")


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=office", "-c", "user.email=office@example.jp", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_snapshot_is_read_as_it_was_kept(project: Project) -> None:
    """Source and templates, byte for byte; the same version gives the same file."""
    now = current_version(project)
    path, new = keep_snapshot(project, "第1回策定委員会", now)
    assert (path.name, new) == ("第1回策定委員会.zip", True)
    assert keep_snapshot(project, "第1回策定委員会", now) == (path, False)
    read = read_version(project, "第1回策定委員会")
    assert read.files.source == now.files.source
    assert {name: read.files.templates[name] for name in now.files.templates} == dict(now.files.templates)


def without_styles_of(template: Path, *styles: str) -> None:
    """Give styles of a template other names."""
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for style in styles:
        old = f'<w:name w:val="{style}"/>'.encode()
        assert old in parts["word/styles.xml"]
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(old, b'<w:name w:val="x"/>')
    with zipfile.ZipFile(template, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)


def without_styles(snapshot: Path, target: Path, *styles: str) -> None:
    """A snapshot whose template of the full plan does not have some styles."""
    folder = target.with_suffix("")
    shutil.unpack_archive(snapshot, folder)
    without_styles_of(folder / "templates" / "plan.docx", *styles)
    shutil.make_archive(str(folder), "zip", folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("lacking", [(), ("Quote", "図表の資料", "Body Text")])
def test_a_snapshot_of_an_earlier_program_is_compared_with(
    project: Project, lacking: tuple[str, ...]
) -> None:
    """What was kept is kept for years. Its template only says how it numbered: whether that had styles that are asked for now
    does not matter, since nothing is made from it."""
    kept = project.source.parent / "snapshots" / "素案.zip"
    kept.parent.mkdir()
    without_styles(SNAPSHOT, kept, *lacking)
    shutil.rmtree(project.source)
    with zipfile.ZipFile(SNAPSHOT) as package:
        package.extractall(
            project.source.parent, [n for n in package.namelist() if n.startswith("plan_source/")]
        )
    chapter = project.source / "chapters" / "01-text.md"
    chapter.write_text(
        chapter.read_text("utf-8").replace("文章です", "> 引用です。\n\n直した文章です"), "utf-8"
    )
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.DONE, result.output
    assert sorted(path.name for path in (project.output / "compare").iterdir()) == COMPARED
    read = read_version(project, "素案")
    assert read.pages["sec_measures"] == "2"


def test_a_snapshot_whose_template_can_not_number_is_told(project: Project) -> None:
    """Without its numbers nothing could be compared; the message names the snapshot's own template."""
    kept = project.source.parent / "snapshots" / "素案.zip"
    kept.parent.mkdir()
    with zipfile.ZipFile(SNAPSHOT) as package:
        files = {name: package.read(name) for name in package.namelist()}
    files["templates/plan.docx"] = with_part(
        files["templates/plan.docx"], "word/numbering.xml", _lose_a_level
    )
    kept.write_bytes(package_of(files))
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.PROBLEMS, result.output
    assert (
        "素案:templates/plan.docx: エラー: 番号のリストが壊れていて、読めません [template.list]"
        in result.output
    )


def _lose_a_level(lists: etree._Element) -> None:
    next(lists.iter(w("lvl"))).set(w("ilvl"), "8")


def test_a_style_that_only_deleted_text_needs_is_told_with_the_place_where_that_was(project: Project) -> None:
    """A redline shows it still: the place is one of the earlier version."""
    keep_snapshot(project, "素案", current_version(project))
    chapter = project.source / "chapters" / "01-text.md"
    text = chapter.read_text("utf-8")
    begin = text.index("> ")
    chapter.write_text(text[:begin] + text[text.index("\n\n", begin) :].lstrip("\n"), "utf-8")
    assert "> " not in chapter.read_text("utf-8")
    without_styles_of(project.templates / "plan.docx", "Quote")
    assert run(project, "check").exit_code == Exit.DONE
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.PROBLEMS
    assert re.search(
        r"「Quote」の要る所: 素案:plan_source/chapters/01-text\.md:\d+:\d+ 「引用", result.output
    )


def test_a_snapshot_holds_no_opinions(project: Project) -> None:
    """Residents' names may stand in them."""
    (project.source / "opinions.csv").write_text("No.,氏名\n1,記載例\n", "utf-8")
    (project.source / "opinions - コピー.xlsx").write_bytes(b"x")
    path, _ = keep_snapshot(project, "案", current_version(project))
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if "opinions" in name] == []


def test_a_snapshot_holds_of_answers_what_is_counted(project: Project) -> None:
    """Who answered is no part of the plan."""
    (project.source / "data").mkdir(exist_ok=True)
    (project.source / "data" / "survey.csv").write_text("氏名,問１\n記載例,はい\n", "utf-8")
    text = project.source / "chapters" / "01-text.md"
    div = '\n\n::: {.表 #tbl-survey csv="data/survey.csv" 集計="問１"}\n題\n:::\n'
    text.write_text(text.read_text("utf-8") + div, "utf-8")
    path, _ = keep_snapshot(project, "案", current_version(project))
    with zipfile.ZipFile(path) as package:
        assert package.read("plan_source/data/survey.csv").decode() == "問１\nはい\n"


def test_a_snapshot_is_never_another_one_later(project: Project) -> None:
    """What was kept stays."""
    path, _ = keep_snapshot(project, "素案", current_version(project))
    kept = path.read_bytes()
    edited(project.source)
    result = run(project, "snapshot", "素案")
    assert result.exit_code == Exit.MACHINE
    assert "snapshot.exists" in result.output
    assert path.read_bytes() == kept


@pytest.mark.parametrize(
    "name", ["", "a/b", "..", "素案?", "a\\b", "con:", "素案.", "aux", "NUL.素案", "あ" * 90]
)
def test_names_that_can_be_no_file_are_told(project: Project, name: str) -> None:
    """On Windows or elsewhere."""
    with pytest.raises(MachineError) as raised:
        keep_snapshot(project, name, current_version(project))
    assert raised.value.code is Code.SNAPSHOT_NAME


def test_a_name_that_differs_in_case_alone_is_another_version_s(project: Project) -> None:
    """On Windows it would be the same file."""
    keep_snapshot(project, "案A", current_version(project))
    with pytest.raises(MachineError) as raised:
        keep_snapshot(project, "案a", current_version(project))
    assert raised.value.code is Code.SNAPSHOT_EXISTS
    assert "「案A」" in raised.value.message


def test_a_snapshot_that_was_put_elsewhere_is_named_by_its_path(project: Project, tmp_path: Path) -> None:
    """Sent by mail, say, under any name."""
    path, _ = keep_snapshot(project, "素案", current_version(project))
    moved = path.rename(tmp_path / "received")
    found, before = read_version(project, str(moved)), current_version(project)
    assert (found.name, found.files.source) == ("received", before.files.source)


def test_keeping_the_same_twice_says_so(project: Project) -> None:
    """And where it is."""
    first, second = (run(project, "snapshot", "素案") for _ in range(2))
    assert "素案.zip に残しました。\n" in first.stdout
    assert "素案.zip に、同じものが既に残っています。\n" in second.stdout
    assert "この原稿から作った文書は、ありません" in second.stdout


def _of_another_format() -> bytes:
    return package_of({"snapshot.json": b'{"format": 99}'})


def _of_too_many_files() -> bytes:
    return package_of({f"plan_source/{number}.md": b"" for number in range(10_001)})


@pytest.mark.parametrize(
    "data",
    [b"no zip", b"PK\x03\x04 cut", _of_another_format(), _of_too_many_files()],
    ids=["text", "cut", "later", "many"],
)
def test_a_snapshot_that_can_not_be_read_is_told(project: Project, data: bytes) -> None:
    """Damaged on its way."""
    path, _ = keep_snapshot(project, "素案", current_version(project))
    path.write_bytes(data)
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.MACHINE
    assert "snapshot.unreadable" in result.output


def test_a_snapshot_whose_packed_bytes_are_damaged_is_told(project: Project) -> None:
    """The list of its files can still be read: what is found is no fault of the zip file, but of what is packed."""
    path, _ = keep_snapshot(project, "素案", current_version(project))
    data = bytearray(path.read_bytes())
    name, more = data[26] + data[27] * 256, data[28] + data[29] * 256
    data[30 + name + more] = 0xFF  # a kind of block that there is not
    path.write_bytes(data)
    with pytest.raises(MachineError) as raised:
        read_version(project, "素案")
    assert raised.value.code is Code.SNAPSHOT_UNREADABLE


def test_a_zip_of_something_else_is_no_snapshot(project: Project, tmp_path: Path) -> None:
    """Told by what is in it."""
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(MachineError) as raised:
        read_version(project, str(tmp_path / "other.zip"))
    assert raised.value.code is Code.SNAPSHOT_UNREADABLE


def test_a_version_compared_with_itself_shows_nothing(small: Project) -> None:
    """All documents are there, and say so."""
    keep_snapshot(small, "素案", current_version(small))
    result = run(small, "compare", "--from", "素案", "--date", "2021-03-01")
    assert result.exit_code == Exit.DONE, result.output
    assert "二つの版に違いはありません。" in result.stdout
    assert sorted(path.name for path in (small.output / "compare").iterdir()) == COMPARED


def test_what_opinions_are_asked_on_is_compared_key_by_key(small: Project) -> None:
    """It stands in none of the plan's documents, and a council asks for it all the same."""
    comment = small.source / "public_comment.yaml"
    shutil.copy(REVISION / "public_comment.yaml", comment)
    keep_snapshot(small, "素案", current_version(small))
    text = comment.read_text("utf-8")
    longer = text.replace("令和３年１月４日（月）", "令和３年１月15日（金）").replace(
        "  - ファックス\n", "", 1
    )
    comment.write_text(longer, "utf-8")
    said = run(small, "compare", "--from", "素案").output
    assert "計画の文書に違いはありません。" in said
    assert "意見募集の変更（2件）" in said
    assert "期間・終了　令和３年１月４日（月）→令和３年１月15日（金）" in said
    assert "public_comment.yaml:5:7" in said
    comment.unlink()
    assert (
        "意見募集の内容（public_comment.yaml）がなくなりました"
        in run(small, "compare", "--from", "素案").output
    )


def test_what_no_document_shows_is_no_difference_of_the_plan(small: Project) -> None:
    """A comment in a file alone: that something differs is said, and that no document shows it."""
    keep_snapshot(small, "素案", current_version(small))
    path = small.source / "glossary.yaml"
    path.write_text(f"# 覚え書き\n{path.read_text('utf-8')}", "utf-8")
    said = run(small, "compare", "--from", "素案").output
    assert "計画の文書に違いはありません。文書に出ない所が違います（glossary.yaml）。" in said


def test_readings_are_shown_by_editions(small: Project) -> None:
    """So it is not said that no document shows them."""
    keep_snapshot(small, "素案", current_version(small))
    (small.source / "readings.yaml").write_text("読み:\n  文章: ぶんしょう\n", "utf-8")
    said = run(small, "compare", "--from", "素案").output
    assert "計画の文書に違いはありません。\n" in said
    assert "ルビ版などに使う言葉の読みが違います（readings.yaml）。" in said
    assert "文書に出ない" not in said


def test_a_folder_and_a_commit_of_git_are_versions_too(project: Project, tmp_path: Path) -> None:
    """The three are the same files, so the same documents come of them."""
    keep_snapshot(project, "素案", current_version(project))
    git(tmp_path, "init")
    git(tmp_path, "add", "plan_source", "templates")
    git(tmp_path, "commit", "-m", "素案")
    shutil.copytree(project.source, tmp_path / "before" / "plan_source")
    edited(project.source)
    kept, commit, folder = (
        read_version(project, name).files for name in ("素案", "HEAD", str(tmp_path / "before"))
    )
    assert kept.source == commit.source == folder.source
    assert {**commit.templates, **kept.templates} == dict(commit.templates)
    result = run(project, "compare", "--from", "HEAD", "--date", "令和３年３月１日")
    assert result.exit_code == Exit.DONE, result.output
    assert sorted(path.name for path in (project.output / "compare").iterdir()) == COMPARED


def test_a_commit_from_before_there_was_a_plan_is_told(project: Project) -> None:
    """The name is right, and nothing to compare with is there."""
    folder = project.source.parent
    (folder / "README").write_text("x")
    git(folder, "init")
    git(folder, "add", "README")
    git(folder, "commit", "-m", "a")
    with expect(Code.VERSION_MISSING, "gitの版「HEAD」に plan_source がありません"):
        read_version(project, "HEAD")


@pytest.mark.parametrize("there", [False, True])
def test_where_git_is_missing_or_can_not_be_run_the_name_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """What is no snapshot and no folder can only be git's."""
    if there:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "git").write_text("no program")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    words = ("gitを実行できません", "make snapshot") if there else ("第９回", "make snapshot")
    with expect(Code.VERSION_MISSING, *words):
        read_version(project, "第９回")


def test_two_versions_of_the_past_can_be_compared(small: Project) -> None:
    """Whatever the plan says now."""
    keep_snapshot(small, "素案", current_version(small))
    rewritten(small)
    keep_snapshot(small, "案", current_version(small))
    (small.source / "plan.yaml").write_text("段階: x\n", "utf-8")
    result = run(small, "compare", "--from", "素案", "--to", "案")
    assert result.exit_code == Exit.DONE, result.output


def test_a_version_that_is_not_there_is_told_with_those_that_are(project: Project) -> None:
    """By the names to write."""
    keep_snapshot(project, "第1回策定委員会", current_version(project))
    result = run(project, "compare", "--from", "第１回策定委員会")
    assert result.exit_code == Exit.MACHINE
    assert "version.missing" in result.output
    assert "第1回策定委員会" in result.output


@pytest.mark.parametrize("command", [["compare"], ["compare", "--from", ""], ["answers", "--from", ""]])
def test_a_version_that_is_not_named_is_told_with_those_that_are_kept(
    project: Project, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not compared with the folder where one stands, which an empty path would be. make says it so without FROM."""
    keep_snapshot(project, "第1回策定委員会", current_version(project))
    monkeypatch.chdir(project.source.parent)
    result = run(project, *command)
    assert result.exit_code == Exit.MACHINE
    assert "前の版が書かれていません" in result.output
    assert "[version.missing]\n    残してある版: 第1回策定委員会\n" in result.output
    assert not (project.output / "compare").exists()


@pytest.mark.parametrize("command", [["compare"], ["compare", "FROM="], ["answers", "FROM="]])
def test_make_without_a_version_says_the_same(
    project: Project, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a script has lost the name that it meant to give."""
    needs_make()
    keep_snapshot(project, "素案", current_version(project))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONUTF8", "1")
    done = subprocess.run(
        ["make", *READY, "-f", ROOT / "Makefile", *command],
        cwd=project.source.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "前の版が書かれていません" in done.stderr
    assert "[version.missing]\n    残してある版: 素案\n" in done.stderr


def test_where_no_version_is_kept_it_is_told_how_to_keep_one(project: Project) -> None:
    """There is nothing to choose from yet."""
    with pytest.raises(MachineError, match="前の版が書かれていません") as raised:
        read_version(project, "")
    assert "make snapshot NAME=素案" in raised.value.hint


def test_a_folder_without_a_plan_is_told(project: Project, tmp_path: Path) -> None:
    """Not read as an empty one."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(MachineError) as raised:
        read_version(project, str(tmp_path / "empty"))
    assert raised.value.code is Code.VERSION_MISSING


def test_a_folder_of_templates_is_told(project: Project) -> None:
    """It has a plan.yaml too, which says what paper the plan is on."""
    result = run(project, "compare", "--from", str(project.templates))
    assert result.exit_code == Exit.MACHINE
    assert "templates は計画の原稿ではありません" in result.output
    assert "[version.missing]\n    計画の原稿（plan_source）か、それと templates の入った" in result.output


def test_a_source_that_is_called_templates_is_one(project: Project, tmp_path: Path) -> None:
    """Told by what is in it."""
    shutil.copytree(project.source, tmp_path / "old" / "templates")
    version = read_version(project, str(tmp_path / "old" / "templates"))
    assert version.files.source == project.read_source()


def test_a_version_with_problems_is_told_as_such_and_nothing_is_lost(small: Project, tmp_path: Path) -> None:
    """With the name of the version before each place; the documents made before stay."""
    keep_snapshot(small, "素案", current_version(small))
    assert run(small, "compare", "--from", "素案").exit_code == Exit.DONE
    before = {path.name: path.read_bytes() for path in (small.output / "compare").iterdir()}
    shutil.copytree(small.source, tmp_path / "old")
    plan = tmp_path / "old" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8") + "知らない項目: x\n", "utf-8")
    result = run(small, "compare", "--from", str(tmp_path / "old"))
    assert result.exit_code == Exit.PROBLEMS
    assert "version.problems" in result.output
    assert "schema.unknown-key" in result.output
    assert {path.name: path.read_bytes() for path in (small.output / "compare").iterdir()} == before


def test_what_a_killed_comparison_began_is_brought_to_an_end_first(small: Project) -> None:
    """Also where this one has problems: the documents in the folder are those of one run."""
    keep_snapshot(small, "素案", current_version(small))
    assert run(small, "compare", "--from", "素案").exit_code == Exit.DONE
    folder = small.output / "compare"
    desk = folder / ".writing"
    desk.mkdir()
    (desk / "redline.docx").write_bytes(b"new")
    (desk / "list.json").write_text('{"new": ["redline.docx"], "gone": []}')
    (small.source / "plan.yaml").write_text("段階: x\n", "utf-8")
    assert run(small, "compare", "--from", "素案").exit_code == Exit.PROBLEMS
    assert (folder / "redline.docx").read_bytes() == b"new"
    assert not desk.exists()


def test_what_differs_is_said_also_where_a_change_lacks_its_cause(project: Project) -> None:
    """At the last stages that is an error: one looks for the cause with the list of changes at hand."""
    keep_snapshot(project, "素案", current_version(project))
    edited(project.source)
    path = project.source / "plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("段階: .*", f"段階: {Stage.ADOPTED.value}", text), "utf-8")
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.PROBLEMS, result.output
    assert "[cause.missing]" in result.output
    assert "新設（" in result.output
    assert not (project.output / "compare").exists()


def test_a_template_that_spoils_the_comparison_is_told_as_such(small: Project) -> None:
    """Half a bookmark in the table's template."""
    keep_snapshot(small, "素案", current_version(small))
    rewritten(small)
    half = '<w:bookmarkStart w:id="900" w:name="mark"/></w:p>'
    (small.templates / "comparison.docx").write_bytes(
        changed("comparison", {"word/document.xml": ("</w:p>", half)})
    )
    result = run(small, "compare", "--from", "素案")
    assert result.exit_code == Exit.PROBLEMS, result.output
    assert "templates/comparison.docx" in result.output
    assert "[template.fault]" in result.output


def test_a_redline_that_is_not_sound_is_not_written(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the program's fault, and told as that."""
    found = Finding("redline.docx", "docx.ref-stale", "本文", "番号が違います")
    monkeypatch.setattr("pipeline.workflows.compare.check_redline", lambda *_: [found])
    keep_snapshot(small, "素案", current_version(small))
    rewritten(small)
    result = run(small, "compare", "--from", "素案")
    assert result.exit_code == Exit.BUG, result.output
    assert "redline.docx: 番号が違います [docx.ref-stale]" in result.output
    assert not (small.output / "compare").exists()


def test_an_id_that_names_something_else_now_is_told(project: Project) -> None:
    """It counts as deleted and added."""
    keep_snapshot(project, "素案", current_version(project))
    path = project.source / "framework.yaml"
    text = path.read_text("utf-8")
    begin = text.index("          - id: measure-four")
    path.write_text(
        text[:begin]
        + "          - id: measure-four\n            題: ＸＹＺ\n            課題認識: ｘｙｚ。\n"
        "            対応方針: ＺＺＺ。\n            関連する施策: [ＱＱ]\n"
        + text[begin:].partition("関連する施策: [防災訓練]\n")[2],
        "utf-8",
    )
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.DONE, result.output
    assert "id.reused" in result.output


def test_a_picture_that_was_changed_is_a_change(project: Project) -> None:
    """Though no text tells of it."""
    keep_snapshot(project, "素案", current_version(project))
    picture = project.source / "figures" / "bars.png"
    Image.new("L", (640, 480), 128).save(picture)
    result = run(project, "compare", "--from", "素案")
    assert result.exit_code == Exit.DONE, result.output
    assert "文章などの修正（1件）" in result.stdout


@pytest.mark.parametrize("text", ["2021-02-30", "令和３年２月30日", "あした"])
def test_a_date_that_is_none_is_told(project: Project, text: str) -> None:
    """As of the source."""
    result = run(project, "compare", "--from", "x", "--date", text)
    assert result.exit_code == Exit.USE
