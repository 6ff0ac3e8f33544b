"""`make receive`: edits of a returned file become entries of review.yaml with the place where each is written, and 受領一覧."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.passages.model import DocumentMap
from pipeline.problems import Code, MachineError, PlanErrors
from pipeline.receive.written import sent_lines
from pipeline.review.model import DONE, Entry, Kind
from pipeline.review.read import read_review
from pipeline.workflows import build
from pipeline.workflows.accept import accept
from pipeline.workflows.receive import Received, read_file, receive
from pipeline.workspace.project import Project
from pipeline.workspace.sent import mark_of
from tests.commands import run
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.receive.packages import BY, docx, p, packed, read
from tests.small_plan import CHAPTER

TEXT = """\
# 本文 {#sec-text}

市は、見守りの輪を広げます。詳しくは、[見守り](#measure-a)に書きます。

## 相談 {#sec-advice}

相談の窓口を増やします。

::: {.表 #tbl-a}
利用者の数

| 区分 | 令和２年 | 令和７年 |
|------|----------|----------|
| 相談 | 12 | 15 |
| 見学 | 12 | 20 |
:::
"""
FIRST, ADVICE = "見守りの輪を広げます", "相談の窓口を増やします。"
Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A project that was built once, and its plan."""
    folder = tmp_path_factory.mktemp("sent")
    project = write_project(folder, {CHAPTER: TEXT})
    return folder, build.build(project, (), None, quiet).files["plan.docx"]


@pytest.fixture
def project(sent: tuple[Path, bytes]) -> Project:
    """The same, with nothing received yet."""
    folder, _ = sent
    source = folder / "plan_source"
    (source / CHAPTER).write_text(TEXT, "utf-8")
    (source / "review.yaml").unlink(missing_ok=True)
    shutil.rmtree(folder / "build" / "review", ignore_errors=True)
    return Project(source, folder / "templates", folder / "build")


def returned(sent: tuple[Path, bytes], *changes: tuple[str, str], name: str = "戻り.docx") -> Path:
    """The plan with other text in its body."""
    folder, docx = sent
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as changed:
        for part in package.namelist():
            text = package.read(part)
            if part == "word/document.xml":
                for old, new in changes:
                    assert old.encode() in text
                    text = text.replace(old.encode(), new.encode())
            changed.writestr(part, text)
    path = folder / name
    path.write_bytes(target.getvalue())
    return path


def received(project: Project, path: Path, department: str = "福祉課") -> Received:
    return receive(project, path, department, quiet)


def kept(project: Project) -> tuple[Entry, ...]:
    """What stands in review.yaml."""
    return read_review((project.source / "review.yaml").read_bytes(), "review.yaml").entries


def test_an_edit_is_an_entry_with_its_place_in_the_source(project: Project, sent: tuple[Path, bytes]) -> None:
    (entry,) = received(project, returned(sent, (ADVICE, "相談の窓口を３か所に増やします。"))).new
    assert (entry.id, entry.kind, entry.document) == ("福祉課-001", Kind.CHANGE, "plan")
    assert (entry.source, entry.target, entry.place) == (f"{CHAPTER}:7", "sec-advice", "第１章第１節　相談")
    assert (entry.before, entry.after) == (ADVICE, "相談の窓口を３か所に増やします。")
    assert kept(project) == (entry,)


def test_a_cell_is_told_with_its_table_and_its_row(project: Project, sent: tuple[Path, bytes]) -> None:
    (entry,) = received(project, returned(sent, (">15<", ">18<"))).new
    assert entry.place == "第１章第１節　相談　表１－１　利用者の数　相談　令和７年"
    assert (entry.before, entry.after, entry.source) == ("15", "18", f"{CHAPTER}:14")


def test_a_field_of_an_item_is_told_by_its_key(project: Project, sent: tuple[Path, bytes]) -> None:
    found = received(project, returned(sent, ("課題です。", "大きな課題です。"))).new
    assert [(each.source.partition(":")[0], each.target) for each in found] == [
        ("framework.yaml", "measure-a/課題認識"),
        ("framework.yaml", "measure-b/課題認識"),
    ]


def test_the_same_file_received_twice_adds_nothing(project: Project, sent: tuple[Path, bytes]) -> None:
    path = returned(sent, (ADVICE, "相談の窓口を置きます。"))
    received(project, path)
    assert received(project, path).new == ()
    assert len(kept(project)) == 1


def test_returns_of_several_departments_are_one_list_with_their_contradictions(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    received(project, returned(sent, (ADVICE, "相談の窓口を置きます。")))
    received(project, returned(sent, (ADVICE, "相談の窓口を置きます。")), "長寿課")
    received(project, returned(sent, (ADVICE, "相談の窓口を減らします。")), "障害課")
    assert {each.id: each.conflicts for each in kept(project)} == {
        "福祉課-001": ("障害課-001",),
        "長寿課-001": ("障害課-001",),
        "障害課-001": ("福祉課-001", "長寿課-001"),
    }


def test_a_section_that_is_gone_with_all_under_it_is_one_entry(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    """Its heading, text and table, which stand in three parts of the file; accept leaves it to people."""
    folder, plan = sent
    path = folder / "戻り.docx"
    path.write_bytes(without_blocks(plan, "相談", "利用者の数", "見学"))
    (entry,) = received(project, path).new
    assert (entry.kind, entry.target) == (Kind.DELETION, "sec-advice/全体")
    assert entry.place == "第１章第１節　相談（全体）"
    assert entry.before.startswith(f"相談\n\n{ADVICE}\n\n")
    assert entry.before.endswith("見学\t12\t20")
    (outcome,) = accept(project, [entry.id], True, quiet).outcomes
    assert "手で消してください" in outcome.result


def without_blocks(plan: bytes, *words: str) -> bytes:
    """The file without the blocks of its body from the one that shows the first of these words to the one that shows the last."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(plan)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    document = etree.fromstring(files["word/document.xml"])
    body = document[0]
    blocks = [each for each in body if each.find(f".//{w('instrText')}") is None or each.tag == w("tbl")]
    texts = ["".join(each.text or "" for each in block.iter(w("t"))) for block in blocks]
    first = texts.index(words[0])
    last = next(at for at in range(first, len(texts)) if words[-1] in texts[at])
    for block in list(body)[list(body).index(blocks[first]) : list(body).index(blocks[last]) + 1]:
        body.remove(block)
    files["word/document.xml"] = etree.tostring(document)
    return packed(files)


def test_a_page_is_that_of_the_nearest_bookmark_before(project: Project, sent: tuple[Path, bytes]) -> None:
    """As it was measured when the file was sent. Of notes nobody knows it."""
    plan = read(sent[1])
    found = {
        line.text: line.page
        for line in sent_lines(plan, DocumentMap("plan", ()), {"sec_text": "1", "tbl_a": "3"})
    }
    assert [found[text] for text in ("目　次", ADVICE, "20")] == ["", "1", "3"]


# The source has moved on


def test_what_the_source_says_now_stands_beside_what_is_wanted(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    """And the place is that of today."""
    path = returned(sent, (ADVICE, "相談の窓口を置きます。"))
    now = TEXT.replace("市は、見守り", "はじめに書き足しました。\n\n市は、見守り")
    (project.source / CHAPTER).write_text(now.replace("窓口を増やし", "窓口を二つ増やし"), "utf-8")
    (entry,) = received(project, path).new
    assert (entry.now, entry.source) == ("相談の窓口を二つ増やします。", f"{CHAPTER}:9")
    assert entry.before == ADVICE


def test_what_is_as_it_was_wanted_already_is_said_to_be(project: Project, sent: tuple[Path, bytes]) -> None:
    (project.source / CHAPTER).write_text(TEXT.replace("窓口を増やし", "窓口を置き"), "utf-8")
    (entry,) = received(project, returned(sent, (ADVICE, "相談の窓口を置きます。"))).new
    assert (entry.result, entry.now) == (DONE, "")


def test_a_passage_that_is_gone_is_told(project: Project, sent: tuple[Path, bytes]) -> None:
    (project.source / CHAPTER).write_text(TEXT.replace(f"{ADVICE}\n\n", ""), "utf-8")
    (entry,) = received(project, returned(sent, (ADVICE, "相談の窓口を置きます。"))).new
    assert "なくなりました" in entry.note


def test_references_with_other_numbers_are_no_change_of_the_text(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    """Somebody put a chapter before it: no author has touched the passage."""
    (project.source / "chapters/00.md").write_text("# 前の章 {#sec-before}\n\n文章です。\n", "utf-8")
    plan = project.source / "plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("章:\n", "章:\n  - chapters/00.md\n", 1), "utf-8")
    try:
        (entry,) = received(project, returned(sent, (FIRST, "見守りの輪を大きく広げます"))).new
    finally:
        plan.write_text(text, "utf-8")
        (project.source / "chapters/00.md").unlink()
    assert entry.now == ""


# What can't be put in by itself


def test_words_of_a_template_and_numbers_are_named_as_what_they_are(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    found = received(project, returned(sent, ("目　次", "もくじ"))).new
    assert ["テンプレート" in each.note for each in found] == [True]


def test_comments_stand_with_the_passage_or_with_its_edit(project: Project, sent: tuple[Path, bytes]) -> None:
    comment = f"<w:comment {BY}>{p('根拠を書いてください。')}</w:comment>"
    changes = (
        (
            '<w:t xml:space="preserve">相談の窓口を増やします。</w:t></w:r>',
            f'<w:t>{ADVICE}</w:t></w:r><w:r><w:commentReference w:id="7"/></w:r>',
        ),
    )
    path = returned(sent, *changes)
    path.write_bytes(with_comments(path.read_bytes(), comment))
    (entry,) = received(project, path).new
    assert (entry.kind, entry.comment, entry.before) == (Kind.COMMENT, "根拠を書いてください。", ADVICE)
    assert (entry.author, entry.date, entry.source) == ("担当者Ａ", "2026-11-29 10:00", f"{CHAPTER}:7")
    path = returned(sent, (*changes[0][:1], changes[0][1].replace("増やし", "置き")))
    path.write_bytes(with_comments(path.read_bytes(), comment))
    (entry,) = received(project, path, "障害課").new
    assert (entry.kind, entry.comment, entry.after) == (
        Kind.CHANGE,
        "根拠を書いてください。",
        "相談の窓口を置きます。",
    )


def with_comments(docx: bytes, markup: str) -> bytes:
    """The file with a part of comments."""
    target = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rComments" Type="{kind}" Target="comments.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            changed.writestr(name, data)
        changed.writestr("word/comments.xml", f'<w:comments xmlns:w="{namespace}">{markup}</w:comments>')
    return target.getvalue()


def test_what_was_marked_by_hand_stands_with_the_edit_of_its_passage(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    """Who strikes words through and writes others behind them wants to see both decided on."""
    run = '<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">相談の</w:t></w:r>'
    old = f'<w:r><w:t xml:space="preserve">{ADVICE}</w:t></w:r>'
    new = f'{run}<w:r><w:t xml:space="preserve">支援の窓口を増やします。</w:t></w:r>'
    (entry,) = received(project, returned(sent, (old, new))).new
    assert (entry.kind, entry.after) == (Kind.CHANGE, "相談の支援の窓口を増やします。")
    assert entry.comment == "見た目の変更: 取消線「相談」"


# 受領一覧


def test_the_list_is_a_sound_document_and_a_workbook_in_which_to_choose(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    files = received(project, returned(sent, (ADVICE, "相談の窓口を置きます。"))).files
    assert list(checks.check_document(checks.read("received", files["received.docx"]))) == []
    sheet = load_workbook(io.BytesIO(files["received.xlsx"])).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads[heads.index("採否")] == "採否"
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.formula1, sheet.auto_filter.ref is not None) == ('"採る,採らない"', True)
    assert [sheet.cell(2, heads.index(head) + 1).value for head in ("No.", "修正前", "修正後")] == [
        "福祉課-001",
        ADVICE,
        "相談の窓口を置きます。",
    ]


def chosen(project: Project, **decisions: str) -> Path:
    """受領一覧 with 採否 by the ids of entries, saved as Excel does."""
    path = project.output / "review" / "received.xlsx"
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    for line in range(2, sheet.max_row + 1):
        identity = str(sheet.cell(line, 1).value)
        if identity in decisions:
            sheet.cell(line, heads.index("採否") + 1).value = decisions[identity]
    book.save(path)
    return path


@pytest.mark.parametrize("written", ["採る", "○", " 採用 "])
def test_what_is_chosen_in_the_workbook_is_read_back(
    project: Project, sent: tuple[Path, bytes], written: str
) -> None:
    received(project, returned(sent, (ADVICE, "相談の窓口を置きます。")))
    received(project, chosen(project, **{"福祉課-001": written}))
    assert [each.decision.value for each in kept(project)] == ["採る"]


def test_what_was_chosen_is_not_lost_when_the_list_is_written_anew(
    project: Project, sent: tuple[Path, bytes]
) -> None:
    received(project, returned(sent, (ADVICE, "相談の窓口を置きます。")))
    chosen(project, **{"福祉課-001": "採らない"})
    received(project, returned(sent, (ADVICE, "相談の窓口を減らします。")), "障害課")
    assert [each.decision.value for each in kept(project)] == ["採らない", ""]


def test_a_decision_that_is_none_is_told_by_its_row(project: Project, sent: tuple[Path, bytes]) -> None:
    received(project, returned(sent, (ADVICE, "相談の窓口を置きます。")))
    path = chosen(project, **{"福祉課-001": "保留"})
    with pytest.raises(PlanErrors) as caught:
        received(project, path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.line) == (Code.RETURN_DECISION, 2)
    with pytest.raises(PlanErrors, match="保留"):
        received(project, returned(sent, (ADVICE, "相談の窓口を減らします。")), "障害課")


def test_the_list_may_quote_what_the_plan_does_not_say(project: Project, sent: tuple[Path, bytes]) -> None:
    """基本理念 in other words would be wrong in a document of the plan."""
    (entry, *_) = received(project, returned(sent, ("支え合うまち", "支え合い、助け合うまち"))).new
    assert "支え合い、助け合うまち" in entry.after


# Files that can't be received


@pytest.mark.parametrize("kind", ["of another version", "of another plan"])
def test_a_file_of_an_unknown_version_changes_nothing(
    project: Project, sent: tuple[Path, bytes], kind: str
) -> None:
    folder, plan = sent
    path = folder / "別の版.docx"
    other = docx(p(ADVICE) + p("そのほかは、別の計画の文章です。"))
    path.write_bytes(marked(plan, "0" * 32) if kind == "of another version" else other)
    with pytest.raises(PlanErrors) as caught:
        received(project, path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.file) == (Code.RETURN_UNKNOWN, "別の版.docx")
    assert not (project.source / "review.yaml").exists()


def marked(plan: bytes, mark: str) -> bytes:
    """The file with another mark."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(plan)) as package:
        for name in package.namelist():
            files[name] = package.read(name).replace(mark_of(plan).encode(), mark.encode())
    return packed(files)


def test_a_file_that_lost_its_mark_is_known_by_its_text(project: Project, sent: tuple[Path, bytes]) -> None:
    """And it is told how it was found."""
    path = returned(sent, (ADVICE, "相談の窓口を置きます。"))
    path.write_bytes(marked(path.read_bytes(), ""))
    found = received(project, path)
    assert [(each.before, each.sent) for each in found.new] == [(ADVICE, mark_of(sent[1]))]
    assert found.told[0].startswith("版の印がないので、文章から、送った文書（plan.docx）を見分けました")


@pytest.mark.parametrize("name", ["ない.docx", "."], ids=["nothing", "a folder"])
def test_a_file_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(MachineError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code is Code.FILE_UNREADABLE
    assert "FILE=" in caught.value.hint


def test_the_command_says_how_many_and_where(project: Project, sent: tuple[Path, bytes]) -> None:
    path = returned(sent, (ADVICE, "相談の窓口を置きます。"))
    done = run(project, "receive", str(path), "--from", "福祉課")
    assert done.exit_code == 0, done.output
    assert "１件を受領しました" in done.output
    assert "received.xlsx" in done.output
