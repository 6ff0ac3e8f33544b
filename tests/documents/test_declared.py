"""Documents that a plan declares: what documents.yaml may say, and what becomes of it."""

from __future__ import annotations

import io
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from pipeline import checks
from pipeline.commands.screen import Exit
from pipeline.model.charts import ChartKind
from pipeline.problems import Code, PlanErrors
from pipeline.public_comment.schema import COMMENT
from pipeline.workflows.build import Built, make
from pipeline.workflows.moved import keep_record, read_recorded, state_of, told
from pipeline.workflows.public_comment import make_comment
from pipeline.workspace.output import put
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, keep_snapshot, read_version
from tests.charts import plans as charts
from tests.commands import run
from tests.declared import BRIEFING, LEAFLET, everything_with, small_with
from tests.goldens import quiet
from tests.public_comment.small_comment import COMMENT_YAML
from tests.small_plan import CHAPTER, MEASURES, TEXTS, Changes, chapter, expect, problems_with
from tests.word_save import save_as_word_does

FILE = "documents.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The case with every feature, a leaflet and a sheet for the council made of it."""
    return make(everything_with(tmp_path_factory.mktemp("leaflet"), LEAFLET), (), None, quiet)


def text_of(built: Built, name: str) -> list[str]:
    """The lines of a document as the reader sees them."""
    (document,) = (each for each in built.documents if each.name == name)
    return [each.text for each in checks.read(name, document.docx).body.paragraphs]


def codes(project: Project) -> list[Code]:
    """What keeps a project from being made, or what is said of it."""
    try:
        return [problem.code for problem in make(project, (), None, quiet).warnings]
    except PlanErrors as errors:
        return [problem.code for problem in errors.problems]


def parts_of(docx: bytes) -> dict[str, str]:
    """The text of a file's parts."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def with_text(docx: bytes, old: str, new: str) -> bytes:
    """A document in which somebody wrote something else."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as written:
        for name in package.namelist():
            written.writestr(name, package.read(name).replace(old.encode(), new.encode()))
    return target.getvalue()


# What is made


def test_all_documents_are_made_in_the_order_of_the_declaration(built: Built) -> None:
    """Behind those that every plan has; none needed a line of Python, and the reader found nothing."""
    assert [each.name for each in built.documents] == ["plan", "summary", "framework", "leaflet", "briefing"]
    assert built.labels["briefing"] == "議会説明資料"
    assert [each.code for each in built.warnings] == [Code.TEMPLATE_UNUSED]  # programs.docx


def test_a_declared_document_says_of_which_plan_and_stage_it_is(built: Built) -> None:
    """In its properties as above its text, and behind it until the plan is adopted."""
    (leaflet,) = (each for each in built.documents if each.name == "leaflet")
    assert leaflet.content.title.endswith("（素案）　概要版")
    assert "（素案）　概要版" in text_of(built, "leaflet")[0]
    assert leaflet.content.watermark == "素案"
    headers = [part for name, part in parts_of(leaflet.docx).items() if "header" in name]
    assert headers
    assert all("PowerPlusWaterMarkObject" in header for header in headers)


def test_what_it_shows_stands_in_its_slots_in_order(built: Built) -> None:
    """Headings, the passage, the figure without its caption and one with it; the next slot behind them."""
    shown = text_of(built, "leaflet")
    places = [
        next(at for at, line in enumerate(shown) if begin in line)
        for begin in (
            "文章の書き方",
            "文章の書き方を示します",
            "位置",
            "図１－２",
            "表１－１　普通の表",
            "詳しくは、",
            "窓口",
        )
    ]
    assert places == sorted(places)
    assert not any("図１－１" in line for line in shown)


def test_captions_and_references_keep_the_plans_numbers(built: Built) -> None:
    """The council's sheet shows one table, which is not its first one: it has the number of the plan's appendix."""
    assert any(line.startswith("表資料１－１　") for line in text_of(built, "briefing"))
    assert "詳しくは、第１章「文章の書き方」を御覧ください。" in text_of(built, "leaflet")


def test_terms_are_those_named_or_all(built: Built) -> None:
    """In the order of the list, or of the glossary; a term with its reading."""
    assert "見守り（みまもり）" in text_of(built, "leaflet")
    assert not any(line.startswith("伴走") for line in text_of(built, "leaflet"))
    assert {"伴走（ばんそう）", "見守り（みまもり）"} < set(text_of(built, "briefing"))


def test_a_number_that_is_not_the_plans_is_found(built: Built) -> None:
    """The reader holds captions and references of the leaflet against the finished plan, and knows no declaration."""
    documents = {each.name: each.docx for each in built.documents}
    wrong = with_text(documents["leaflet"], "図１－２", "図１－９")
    findings = checks.check_mentions(checks.read("leaflet", wrong), checks.read("plan", documents["plan"]))
    assert [finding.code for finding in findings] == ["docx.mention-differs"]


def test_a_table_that_is_not_the_plans_is_found(built: Built) -> None:
    """Cell by cell, under the caption that says which it is."""
    documents = {each.name: each.docx for each in built.documents}
    plan = checks.read("plan", documents["plan"])
    assert list(checks.check_copies(checks.read("leaflet", documents["leaflet"]), plan)) == []
    wrong = with_text(documents["leaflet"], "1,234", "1,243")
    (finding,) = checks.check_copies(checks.read("leaflet", wrong), plan)
    assert finding.code == "docx.copy-differs"
    assert "「1,243」は「1,234」です" in finding.message


def test_a_chart_that_is_not_the_plans_is_found(tmp_path: Path) -> None:
    """Number by number, over the caption that says which it is."""
    files = {**charts.changes(ChartKind.BARS), FILE: BRIEFING.replace("要約: sum-purpose", "図: fig-0")}
    built = make(small_with(tmp_path, files), (), None, quiet)
    documents = {each.name: each.docx for each in built.documents}
    plan = checks.read("plan", documents["plan"])
    assert list(checks.check_copies(checks.read("briefing", documents["briefing"]), plan)) == []
    wrong = with_text(documents["briefing"], "<c:v>12.5</c:v>", "<c:v>15.2</c:v>")
    (finding,) = checks.check_copies(checks.read("briefing", wrong), plan)
    assert finding.code == "docx.copy-differs"
    assert "グラフが、本編と違います（「令和２年度 15.2」は「令和２年度 12.5」です）" in finding.message


def test_the_standard_documents_can_be_left_out_or_replaced(tmp_path: Path) -> None:
    """Then summary.yaml is not needed; a document of the same name takes the place."""
    replaced = BRIEFING.replace("briefing", "summary").replace("説明:", "概要本文:") + "作らない: [体系図]\n"
    project = small_with(tmp_path, {FILE: replaced, "summary.yaml": None})
    made = make(project, (), None, quiet)
    assert list(made.labels.items()) == [("plan", "本編"), ("summary", "説明資料")]
    assert "目的です。" in text_of(made, "summary")


def test_one_document_is_made_by_its_name_or_its_title(tmp_path: Path) -> None:
    """`--doc`, and what make makes of DOC."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    for name in ("briefing", "説明資料", "plan"):
        (document,) = make(project, [name], None, quiet).documents
        assert document.name == name or name == "説明資料"
    result = run(project, "plan", "--doc", "briefing", "--layout", "none")
    assert result.exit_code == 0
    assert sorted(path.name for path in project.output.glob("*.docx")) == ["briefing.docx"]


def test_a_document_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    """With the nearest name."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    result = run(project, "plan", "--doc", "breifing", "--layout", "none")
    assert result.exit_code == Exit.PROBLEMS
    assert "「breifing」という文書はありません [document.unknown]" in result.stderr
    assert "もしかして: briefing" in result.stderr
    assert "plan（本編）、summary（概要）、framework（体系図）、briefing（説明資料）" in result.stderr


# What is wrong with a declaration


def declared(*pieces: str, slot: str = "説明", name: str = "briefing", title: str = "説明資料") -> str:
    lines = "".join(f"        - {piece}\n" for piece in pieces)
    return f"文書:\n  - 名: {name}\n    題: {title}\n    差込:\n      {slot}:\n{lines}"


@pytest.mark.parametrize(
    ("piece", "code", "column", "words"),
    [
        ("要訳: sum-purpose", Code.SCHEMA_UNKNOWN_KEY, 11, ("もしかして: 要約",)),
        ("要約: sum-purpos", Code.REF_MISSING, 11, ("要約", "もしかして: sum-purpose")),
        ("表: tbl-none", Code.REF_MISSING, 11, ("「tbl-none」という表",)),
        ("図: fig-none", Code.REF_MISSING, 11, ("「fig-none」という図",)),
        ("用語解説: [term-welfar]", Code.REF_MISSING, 11, ("もしかして: term-welfare",)),
        ("要約: sum-purpose\n          見出し: 目的", Code.SCHEMA_VALUE, 11, ("どれか一つ",)),
        ("見出し: 目的\n          題: なし", Code.SCHEMA_VALUE, 11, ("「図」と「表」",)),
        ("文章: 本文は[](#sec-txt)です。", Code.REF_MISSING, 18, ("もしかして: sec-text",)),
        ("見出し: " + "'**目的**'", Code.MD_LEFTOVER, 16, ("文字のまま",)),
    ],
)
def test_a_piece_that_is_wrong_is_told_at_its_place(
    piece: str, code: Code, column: int, words: tuple[str, ...]
) -> None:
    """In Japanese, with the file, the line and what was probably meant."""
    found = problems_with({FILE: declared("要約: sum-purpose", piece)})
    expect(found, code, f"{FILE}:7:{column}", *words)


def test_terms_of_a_plan_without_a_glossary_are_told() -> None:
    """There is nothing that could be shown."""
    found = problems_with({FILE: declared("要約: sum-purpose", "用語解説: 全体"), "glossary.yaml": None})
    expect(found, Code.FILE_MISSING, f"{FILE}:7:11", "glossary.yaml")


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, "summary.yamlの「内容」に足すか、要約を消してください"),
        (
            {FILE: declared("見出し: あ")},
            "summary.yamlの「内容」に足すか、documents.yamlの文書の「差込」に「- 要約: …」を足すか、要約を消してください",
        ),
        (
            {FILE: f"{declared('見出し: あ')}作らない: [概要]\n", "summary.yaml": None},
            "documents.yamlの文書の「差込」に「- 要約: …」を足すか、要約を消してください",
        ),
    ],
)
def test_a_passage_that_nothing_shows_is_told_where_it_could_stand(changes: Changes, hint: str) -> None:
    """In the files that the plan has."""
    more = f"{TEXTS[MEASURES]}\n::: {{.要約 #sum-more}}\n載らない文章です。\n:::\n"
    found = [each for each in problems_with({MEASURES: more, **changes}) if "sum-more" in each.message]
    assert [(each.code, each.hint) for each in found] == [(Code.SUMMARY_UNUSED, hint)]


def test_a_table_called_a_figure_is_told(tmp_path: Path) -> None:
    """With the word that is right."""
    with pytest.raises(PlanErrors) as errors:
        make(everything_with(tmp_path, declared("図: tbl-plain")), (), None, quiet)
    (problem,) = errors.value.problems
    assert problem.code is Code.REF_KIND
    assert problem.hint == "「表: tbl-plain」と書いてください"


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        (declared("見出し: あ", name="plan"), Code.DOCUMENT_TWICE, "2:8", ("plan",)),
        (declared("見出し: あ", name="Answers"), Code.DOCUMENT_TWICE, "2:8", ("同じ名",)),
        (declared("見出し: あ", name="pages"), Code.DOCUMENT_TWICE, "2:8", ("同じ名",)),
        (declared("見出し: あ", title="概 要"), Code.DOCUMENT_TWICE, "3:8", ("題",)),
        (declared("見出し: あ", name="a/b"), Code.SCHEMA_VALUE, "2:8", ("ファイルの名前",)),
        (declared("見出し: あ", name="con"), Code.SCHEMA_VALUE, "2:8", ("ファイルの名前",)),
        (declared("見出し: あ", slot="主な 内容"), Code.SCHEMA_VALUE, "5:7", ("差し込み口の名前",)),
        (declared("見出し: あ", slot="計画名"), Code.SCHEMA_VALUE, "5:7", ("ほかのタグ",)),
        ("作らない: [本編]\n", Code.SCHEMA_VALUE, "1:8", ("概要",)),
        (
            "文書:\n  - {名: a, 題: あ, 差込: 説明}\n",
            Code.SCHEMA_TYPE,
            "2:22",
            ("「差込」", "「項目: 値」の組"),
        ),
        (
            "文書:\n  - {名: a, 題: あ, 差込: {説明: {要約: sum-purpose}}}\n",
            Code.SCHEMA_TYPE,
            "2:27",
            ("「- 」で始まる一覧",),
        ),
        (
            "文書:\n  - {名: a, 題: あ, 公表: yes, 差込: {説明: [{要約: sum-purpose}]}}\n",
            Code.SCHEMA_VALUE,
            "2:22",
            ("はい", "いいえ"),
        ),
    ],
)
def test_names_that_no_document_can_have_are_told(
    text: str, code: Code, place: str, words: tuple[str, ...]
) -> None:
    """Files would be mixed up, or can't be called so on Windows."""
    expect(problems_with({FILE: text}), code, f"{FILE}:{place}", *words)


def test_what_stands_in_a_documents_own_text_is_checked_as_all_text(tmp_path: Path) -> None:
    """A typed number of the plan, a date that no calendar has, a footnote."""
    project = small_with(tmp_path, {FILE: declared("文章: 第１章に示すとおり、令和３年２月30日に始めます。")})
    assert set(codes(project)) == {Code.DATE_CALENDAR, Code.REF_TYPED_NUMBER, Code.TEMPLATE_UNUSED}
    (noted,) = problems_with({FILE: declared("文章: |\n            注です[^1]。\n\n            [^1]: 注。")})
    assert noted.code is Code.MD_PLACE


# Templates


def test_a_missing_template_says_which_document_wants_it(tmp_path: Path) -> None:
    """And what it could be copied from."""
    project = small_with(tmp_path, {FILE: BRIEFING.replace("briefing", "チラシ")})
    with pytest.raises(PlanErrors) as errors:
        make(project, (), None, quiet)
    assert [(each.code, str(each.location)) for each in errors.value.problems] == [
        (Code.TEMPLATE_MISSING, "templates/チラシ.docx"),
        (Code.TEMPLATE_MISSING, "templates/チラシ.yaml"),
    ]
    assert all("documents.yaml:2:8 の文書" in each.hint for each in errors.value.problems)


def test_templates_saved_by_word_give_the_same_documents(built: Built, tmp_path: Path) -> None:
    """Japanese Word renames the ids of styles and splits tags into runs."""
    project = everything_with(tmp_path, LEAFLET)
    for name in ("leaflet", "briefing"):
        path = project.templates / f"{name}.docx"
        path.write_bytes(save_as_word_does(path.read_bytes()))
    again = make(project, (), None, quiet)
    assert text_of(again, "leaflet") == text_of(built, "leaflet")
    assert text_of(again, "briefing") == text_of(built, "briefing")


def test_slots_of_template_and_declaration_are_the_same(tmp_path: Path) -> None:
    """One that is only declared, and one that only the template has, are told with the other file's name."""
    project = small_with(tmp_path, {FILE: declared("見出し: あ", slot="本題")})
    with pytest.raises(PlanErrors) as errors:
        make(project, (), None, quiet)
    slot, tag = sorted(errors.value.problems, key=lambda each: each.code)
    assert (slot.code, tag.code) == (Code.TEMPLATE_SLOT, Code.TEMPLATE_TAG)
    assert "「{{ 本題 }}」の段落がありません" in slot.message
    assert "documents.yaml:2:8" in slot.hint
    assert "「差込」に「説明」" in tag.hint


def test_a_template_of_no_document_is_told(tmp_path: Path) -> None:
    """As something to know: it may be a copy that somebody keeps there."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    (project.templates / "leaflet.yaml").unlink()
    warnings = make(project, (), None, quiet).warnings
    assert [(each.code, str(each.location)) for each in warnings] == [
        (Code.TEMPLATE_UNUSED, "templates/leaflet.docx"),
        (Code.TEMPLATE_UNUSED, "templates/programs.docx"),
    ]
    assert "「名: leaflet」" in warnings[0].hint


# What is kept


def test_a_run_sees_that_a_declared_documents_template_has_changed(tmp_path: Path) -> None:
    """And that a template has come which nothing uses."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    assert "作りました" in run(project, "quick").stdout
    assert "変わった所がない" in run(project, "quick").stdout
    shutil.copyfile(project.templates / "programs.docx", project.templates / "another.docx")
    assert "another.docx は、どの文書のテンプレートでもない" in run(project, "quick").stderr
    with (project.templates / "briefing.yaml").open("a", encoding="utf-8") as beside:
        beside.write("# 直した\n")
    assert "作りました" in run(project, "quick").stdout


def test_documents_that_are_no_longer_declared_are_told_as_long_as_they_lie_there(tmp_path: Path) -> None:
    """Nothing is deleted; files that this program never made are nobody's business."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    run(project, "quick")
    put(project.output, {"市長へ.docx": b"x"}, {})
    (project.source / FILE).unlink()
    for _ in range(2):
        said = run(project, "quick").stderr
        assert "briefing.docxは、今の計画では作らない文書の、前に作ったものです [document.gone]" in said
        assert "市長へ" not in said
    (project.output / "briefing.docx").unlink()
    assert "document.gone" not in run(project, "quick").stderr


def test_a_version_keeps_the_templates_of_its_documents(tmp_path: Path) -> None:
    """And one without documents.yaml what it kept before."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    keep_snapshot(project, "案", current_version(project))
    assert {"briefing.docx", "briefing.yaml"} < read_version(project, "案").files.templates.keys()
    (project.source / FILE).unlink()
    assert not any("briefing" in name for name in current_version(project).files.templates)


def test_comparing_tells_which_documents_have_come_gone_or_show_something_else(tmp_path: Path) -> None:
    """The plan itself is the same, so nothing else is said to differ."""
    project = small_with(tmp_path, {FILE: BRIEFING})
    keep_snapshot(project, "素案", current_version(project))
    (project.source / FILE).write_text(
        BRIEFING
        + BRIEFING.removeprefix("文書:\n")
        .replace("briefing", "programs")
        .replace("説明:", "一覧:")
        .replace("説明資料", "一覧表"),
        "utf-8",
    )
    assert "文書が増えました: 一覧表" in run(project, "compare", "--from", "素案").stdout
    (project.source / FILE).unlink()
    assert "文書がなくなりました: 説明資料" in run(project, "compare", "--from", "素案").stdout
    (project.source / FILE).write_text(declared("見出し: あ", "要約: sum-purpose"), "utf-8")
    assert "載せるものが変わった文書: 説明資料" in run(project, "compare", "--from", "素案").stdout


# What goes with the plan


@pytest.mark.parametrize("name", ["leaflet", "briefing"])
def test_a_declared_document_is_valid_open_xml(built: Built, name: str, tmp_path: Path) -> None:
    """The schema and semantic rules of the SDK's validator hold in every part."""
    (document,) = (each for each in built.documents if each.name == name)
    path = tmp_path / f"{name}.docx"
    path.write_bytes(document.docx)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_what_is_to_be_published_goes_out_with_the_draft(tmp_path: Path) -> None:
    """The guide names it, and the zip holds it; what is for the council alone stays out."""
    other = declared("見出し: あ", name="programs", title="内部資料", slot="一覧").removeprefix("文書:\n")
    documents = BRIEFING.replace("    差込", "    公表: はい\n    差込") + other
    project = small_with(tmp_path, {FILE: documents, COMMENT: COMMENT_YAML})
    published = make_comment(project, None, quiet)
    assert "みどり市地域福祉計画（案）_説明資料.docx" in published.named.values()
    assert not any("内部資料" in name for name in published.named.values())
    (guide,) = (each for each in published.built.documents if each.name == "comment_guide")
    text = checks.read("comment_guide", guide.docx).body.text
    assert "みどり市地域福祉計画（案）　説明資料" in text.splitlines()
    assert "内部資料" not in text


def test_documents_are_recorded_with_the_plan_and_told_when_they_come_and_go(tmp_path: Path) -> None:
    """`make golden` and `make moved`; a record keeps no text of a document that is no more."""
    project, recorded = small_with(tmp_path, {FILE: BRIEFING}), tmp_path / "recorded"
    keep_record(recorded, state_of(project, None, quiet))
    assert (recorded / "briefing.txt").is_file()
    (project.source / FILE).write_text(declared("見出し: 目的", "要約: sum-purpose"), "utf-8")
    assert "説明資料（briefing.docx）の文章か体裁が変わりました（1行）" in _moved(project, recorded)
    (project.source / FILE).unlink()
    told_lines = _moved(project, recorded)
    assert told_lines[:2] == ["文書がなくなりました（1件）", "  briefing（briefing.docx）"]
    keep_record(recorded, state_of(project, None, quiet))
    assert not (recorded / "briefing.txt").exists()
    (project.source / FILE).write_text(BRIEFING, "utf-8")
    assert _moved(project, recorded)[:2] == ["文書が増えました（1件）", "  説明資料（briefing.docx）"]


def _moved(project: Project, recorded: Path) -> list[str]:
    return told(read_recorded(recorded), state_of(project, None, quiet))


def test_references_in_a_documents_own_text_are_recorded_too(tmp_path: Path) -> None:
    """They move as all others do."""
    project = small_with(tmp_path, {FILE: declared("文章: 本文は[](#sec-text)です。")})
    (line,) = [
        line
        for line in state_of(project, None, quiet).texts["references"].splitlines()
        if line.startswith("説明資料")
    ]
    assert line.split("\t")[1:4] == ["sec-text", "番号", "第１章"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({FILE: declared("見出し: みどり市地域福祉計画（素案）")}, "documents.yaml:6:11"),
        ({FILE: declared("文章: みどり市地域福祉計画（素案）")}, "documents.yaml:6:15"),
        (
            {
                FILE: BRIEFING,
                MEASURES: TEXTS[MEASURES].replace("目的です。", "みどり市地域福祉計画（素案）"),
            },
            "chapters/02-measures.md:6:1",
        ),
    ],
)
def test_a_line_of_another_stage_is_told_where_it_is_written(
    tmp_path: Path, changes: Changes, place: str
) -> None:
    """Also where it stands in no part of the plan itself: the reader finds it in the finished document alone."""
    text = changes[FILE]
    assert isinstance(text, str)
    shown = text if "要約" in text else f"{text}        - 要約: sum-purpose\n"
    with pytest.raises(PlanErrors) as errors:
        make(small_with(tmp_path, {**changes, FILE: shown}), (), None, quiet)
    assert {(each.code, str(each.location)) for each in errors.value.problems} == {
        (Code.MD_STAGE, f"plan_source/{place}")
    }


def test_names_of_templates_are_found_in_either_form(tmp_path: Path) -> None:
    """macOS and some archives write が as か and a mark."""
    project = small_with(tmp_path, {FILE: BRIEFING.replace("briefing", "ガイド")})
    for kind in ("docx", "yaml"):
        name = unicodedata.normalize("NFD", f"ガイド.{kind}")
        shutil.copyfile(project.templates / f"briefing.{kind}", project.templates / name)
    made = make(project, ("ガイド",), None, quiet)
    assert [each.name for each in made.documents] == ["ガイド"]
    assert not any("ガイド" in str(each.location) for each in made.warnings)


def test_a_drawing_in_a_declared_document_says_numbers_of_the_plan_as_text(tmp_path: Path) -> None:
    """References within its boxes lead to the plan, which is another file."""
    flow = "::: {.流れ図 #fig-flow}\n流れ\n\n1. 受け付ける\n2. 決める（[](#sec-measures)）\n:::"
    project = small_with(tmp_path, {CHAPTER: chapter(flow), FILE: declared("図: fig-flow")})
    shown = text_of(make(project, ("briefing",), None, quiet), "briefing")
    assert "決める（第２章）" in shown
    assert any(line.startswith("図１－１") for line in shown)
