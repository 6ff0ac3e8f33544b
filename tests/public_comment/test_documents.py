"""The documents of a consultation: what they say, what is in the folder and the zip, and when they can't be made."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline import checks
from pipeline.commands.consultation import public_comment_command
from pipeline.commands.options import Pages
from pipeline.documents.registry import CONTENTS
from pipeline.model.documents import COMMENT_FORM, COMMENT_GUIDE, PLAN_DOCUMENTS, names_of
from pipeline.model.xml_names import w
from pipeline.problems import Code, MachineError, PlanErrors
from pipeline.public_comment.schema import COMMENT
from pipeline.workflows.public_comment import ARCHIVE, FOLDER, Published, build_comment, make_comment
from pipeline.workspace import output
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import contents_of
from tests.public_comment.small_comment import comment_project, with_keys
from tests.word_save import save_as_word_does

GUIDE, FORM = COMMENT_GUIDE.name, COMMENT_FORM.name
PUBLIC = (*names_of(PLAN_DOCUMENTS), GUIDE, FORM)

SHORT = "期間: {開始: 令和２年12月１日, 終了: 令和２年12月20日}\n期間が短い理由: 議会の日程のためです。"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The documents of the smallest consultation, nothing written."""
    return make_comment(comment_project(tmp_path_factory.mktemp("comment")), None, quiet)


def docx_of(published: Published, name: str) -> bytes:
    return next(each.docx for each in published.built.documents if each.name == name)


def text_of(published: Published, name: str) -> str:
    return checks.read(name, docx_of(published, name)).body.text


def test_the_guide_says_what_a_resident_has_to_know(published: Published) -> None:
    """Under numbered headings, in the order of the template."""
    lines = text_of(published, GUIDE).splitlines()
    for line in (
        "みどり市地域福祉計画（案）",
        "みどり市では、「みどり市地域福祉計画」（令和３年度〜令和７年度）の策定を進めています。この度、計画の案を取りまとめましたので、皆様の御意見を募集します。",
        "みどり市地域福祉計画（案）　体系図",
        "市内に住所を有する方",
        "令和２年12月１日（火）から令和３年１月４日（月）まで（35日間）",
        "郵送",
        "〒000-0000　みどり市１番地",
        "この意見募集は、みどり市市民参画条例に基づいて行います。",
        "000-000-0000",
    ):
        assert line in lines
    reading = checks.read(GUIDE, docx_of(published, GUIDE))
    numbers = [reading.number(heading.at) for heading in reading.headings]
    assert [number and number.text for number in numbers] == list("１２３４５６７８９")
    assert not any("30日に満たない" in line for line in lines)


def test_a_short_period_stands_with_its_reason(tmp_path: Path) -> None:
    """行政手続法第40条: the reason is published."""
    published = make_comment(comment_project(tmp_path, with_keys(SHORT)), None, quiet)
    text = text_of(published, GUIDE)
    assert "まで（20日間）" in text
    assert "期間が30日に満たない理由：議会の日程のためです。" in text


def test_the_form_has_a_control_for_each_thing_to_fill_in(published: Published) -> None:
    """Plain text, with a title, a tag, and what to write in it; it can't be taken away by mistake."""
    root = Document(io.BytesIO(docx_of(published, FORM))).element
    found = {}
    for control in root.iter(w("sdt")):
        properties = control.find(w("sdtPr"))
        values = {etree.QName(each).localname: each.get(w("val")) for each in properties}
        assert values["alias"] == values["tag"]
        assert values["lock"] == "sdtLocked"
        assert {"text", "showingPlcHdr"} <= values.keys()
        found[values["tag"]] = properties.find(w("text")).get(w("multiLine"))
        assert "書いてください" in "".join(each.text for each in control.iter(w("t")))
    assert found == {"氏名": None, "住所": None, "該当箇所": None, "意見": "1"}


def test_a_form_that_was_filled_in_can_be_read(published: Published) -> None:
    """What Word does on typing: the text takes the place of the hint, and the reader finds nothing wrong."""
    document = Document(io.BytesIO(docx_of(published, FORM)))
    for control in document.element.iter(w("sdt")):
        properties = control.find(w("sdtPr"))
        properties.remove(properties.find(w("showingPlcHdr")))
        next(control.iter(w("t"))).text = f"{properties.find(w('tag')).get(w('val'))}の答え"
    saved = io.BytesIO()
    document.save(saved)
    reading = checks.read(FORM, saved.getvalue())
    assert list(checks.check_document(reading)) == []
    assert "該当箇所の答え" in reading.body.text


@pytest.mark.parametrize("name", [GUIDE, FORM])
def test_both_documents_are_valid_open_xml(published: Published, name: str, tmp_path: Path) -> None:
    """The schema and semantic rules of the SDK's validator hold in every part."""
    path = tmp_path / f"{name}.docx"
    path.write_bytes(docx_of(published, name))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_templates_saved_by_word_give_the_same_documents(published: Published, tmp_path: Path) -> None:
    """Japanese Word renames style ids and splits runs in tags."""
    project = comment_project(tmp_path)
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    for name in (GUIDE, FORM):
        path = templates / f"{name}.docx"
        path.write_bytes(save_as_word_does(path.read_bytes()))
    saved = make_comment(Project(project.source, templates, project.output), None, quiet)
    for name in (GUIDE, FORM):
        both = [checks.project(checks.read(name, docx_of(each, name))) for each in (published, saved)]
        assert both[0] == both[1]


def test_folder_and_zip_hold_the_same_files(tmp_path: Path) -> None:
    """In the zip under Japanese names, which say plan, stage and document."""
    project = comment_project(tmp_path, stage="素案")
    build_comment(project, None, quiet)
    written = contents_of(project.output / FOLDER)
    assert set(written) == {*(f"{name}.docx" for name in PUBLIC), ARCHIVE}
    with zipfile.ZipFile(io.BytesIO(written[ARCHIVE])) as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
    labels = ("本編", "概要", "体系図", "意見募集要領", "意見提出様式")
    assert list(zipped) == [f"みどり市地域福祉計画（素案）_{label}.docx" for label in labels]
    assert list(zipped.values()) == [written[f"{name}.docx"] for name in PUBLIC]


def test_the_same_source_gives_the_same_zip(published: Published, tmp_path: Path) -> None:
    """In another folder."""
    assert make_comment(comment_project(tmp_path), None, quiet).archive == published.archive


@pytest.mark.parametrize("stage", ["骨子", "最終案", "策定"])
def test_at_other_stages_there_is_no_consultation(stage: str, tmp_path: Path) -> None:
    """Nothing is written."""
    project = comment_project(tmp_path, stage=stage)
    with pytest.raises(PlanErrors) as errors:
        build_comment(project, None, quiet)
    (problem,) = errors.value.problems
    assert (problem.code, str(problem.location)) == (Code.COMMENT_STAGE, "plan_source/plan.yaml")
    assert f"「{stage}」" in problem.message
    assert not (project.output / FOLDER).exists()


def test_problems_of_the_plan_and_of_the_consultation_are_told_together(tmp_path: Path) -> None:
    """And that the stage is not the right one, where the plan can be read."""
    project = comment_project(tmp_path, with_keys("対象: []"), stage="策定")
    with pytest.raises(PlanErrors) as errors:
        build_comment(project, None, quiet)
    assert [problem.code for problem in errors.value.problems] == [Code.COMMENT_STAGE, Code.SCHEMA_VALUE]
    (project.source / "summary.yaml").unlink()
    with pytest.raises(PlanErrors) as errors:
        build_comment(project, None, quiet)
    assert [problem.code for problem in errors.value.problems] == [Code.SCHEMA_VALUE, Code.FILE_MISSING]


def test_the_plan_is_made_without_it(tmp_path: Path) -> None:
    """A consultation that is wrong, or its templates, keep nobody from making the plan."""
    from pipeline.workflows.build import make

    project = comment_project(tmp_path, "期間: いつか\n")
    assert len(make(project, tuple(CONTENTS), None, quiet).documents) == len(CONTENTS)


def test_what_a_killed_run_began_is_brought_to_an_end_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where that one has problems: zip and documents are of one set."""

    class Killed(BaseException):
        pass

    def kill(folder: Path, changes: object) -> None:
        raise Killed

    project = comment_project(tmp_path)
    folder = project.output / FOLDER
    build_comment(project, None, quiet)
    before = contents_of(folder)
    (project.source / COMMENT).write_text(with_keys(SHORT), "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(output, "_carry_out", kill)
        with pytest.raises(Killed):
            build_comment(project, None, quiet)
    (project.source / COMMENT).write_text("期間: いつか\n", "utf-8")
    with pytest.raises(PlanErrors):
        build_comment(project, None, quiet)
    after = contents_of(folder)
    assert after.keys() == before.keys()
    assert after[f"{GUIDE}.docx"] != before[f"{GUIDE}.docx"]
    with zipfile.ZipFile(io.BytesIO(after[ARCHIVE])) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [
            after[f"{name}.docx"] for name in PUBLIC
        ]


def test_a_document_that_is_open_is_told_before_anything_is_made(tmp_path: Path) -> None:
    """With its path."""
    project = comment_project(tmp_path)
    folder = project.output / FOLDER
    folder.mkdir(parents=True)
    (folder / f".~lock.{FORM}.docx#").write_text("")
    (project.source / COMMENT).unlink()
    with pytest.raises(MachineError) as error:
        build_comment(project, None, quiet)
    assert error.value.code is Code.OUTPUT_HELD
    assert str(folder / f"{FORM}.docx") in error.value.message


def test_the_command_ends_with_a_list_of_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The documents, and the names in the zip."""
    project = comment_project(tmp_path)
    public_comment_command(project.source, project.templates, project.output, Pages.NONE)
    shown = capsys.readouterr().out
    for word in (
        f"{FOLDER}/{GUIDE}.docx",
        f"{FOLDER}/{ARCHIVE}",
        "（案）_意見提出様式.docx",
        "５つの文書",
        "「－」",
    ):
        assert word in shown
