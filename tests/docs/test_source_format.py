"""docs/source-format.md and docs/templates.md say what the program does: examples run, lists are complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.answers.schema import ANSWERS, AnswersFile
from pipeline.model.contract import TAGS
from pipeline.model.documents import DECLARATION
from pipeline.model.inlines import Variant
from pipeline.model.numerals import KNOWN_FORMATS, write_number
from pipeline.model.private import REVIEW
from pipeline.model.stages import Stage
from pipeline.problems import Code, PlanErrors
from pipeline.public_comment.load import read_comment
from pipeline.public_comment.schema import COMMENT, CommentFile
from pipeline.readings.schema import READINGS, ReadingsFile
from pipeline.review.schema import ReviewFile
from pipeline.source import schema
from pipeline.source.blocks import DIV_CLASSES
from pipeline.source.document_keys import DocumentsFile
from pipeline.source.float_lines import NOTE_STARTS
from pipeline.source.framework import declared_schema
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.source.schema_keys import keys_by_model, known_keys
from pipeline.source.schema_values import Strict
from pipeline.wording.load import read_profile
from pipeline.wording.profile import WORDING, Digits
from pipeline.wording.schema import WordingFile
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.docs.examples import EXAMPLE_CHAPTER, Example, code_spans, files_of, read_examples, rows_under
from tests.docs.made import assert_shown, made_of
from tests.goldens import ROOT, TEMPLATES, quiet
from tests.templates import CONTRACTS, opened

FORMAT = (ROOT / "docs" / "source-format.md").read_text("utf-8")
RESTYLING = (ROOT / "docs" / "templates.md").read_text("utf-8")
SOURCE_FILES: dict[str, type[Strict]] = {**schema.FILES, FRAMEWORK: declared_schema()}
FILES: dict[str, type[Strict]] = {
    **SOURCE_FILES,
    DECLARATION: DocumentsFile,
    COMMENT: CommentFile,
    WORDING: WordingFile,
    ANSWERS: AnswersFile,
    REVIEW: ReviewFile,
    READINGS: ReadingsFile,
}
EXAMPLES = read_examples(FORMAT)
RIGHT = [example for example in EXAMPLES.others if not example.code]
WRONG = [example for example in EXAMPLES.others if example.code]
REFUSED = [(code_spans(row[0])[0], code_spans(row[1])[0]) for row in rows_under(FORMAT, "書けないもの")]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all examples share, so that pandoc reads the small plan's texts once."""
    return tmp_path_factory.mktemp("examples")


def documents_of(workshop: Path, example: Example) -> dict[str, list[str]]:
    """The lines of each document that the small plan gives with an example in it. Raises PlanErrors."""
    return made_of(workshop, files_of(EXAMPLES.model, example), example.name)


def chapter(name: str, *paragraphs: str) -> Example:
    """An example made of paragraphs."""
    text = "\n\n".join(("# 例 {#sec-example}", *paragraphs))
    return Example(name, {EXAMPLE_CHAPTER: f"{text}\n"}, "")


def test_the_small_plan_builds_and_shows_what_it_promises(workshop: Path) -> None:
    """The blocks marked 手本 are together a plan without problems."""
    assert_shown(EXAMPLES.model, documents_of(workshop, EXAMPLES.model))


@pytest.mark.parametrize("example", RIGHT, ids=lambda example: example.name)
def test_each_example_builds_and_shows_what_it_promises(example: Example, workshop: Path) -> None:
    """The example has no problems, the reader finds nothing wrong, and the promised lines are there."""
    assert_shown(example, documents_of(workshop, example))


@pytest.mark.parametrize("example", WRONG, ids=lambda example: example.name)
def test_each_wrong_example_has_the_problem_it_names(example: Example, workshop: Path) -> None:
    """All problems of the example are of the code that stands after 誤り."""
    with pytest.raises(PlanErrors) as errors:
        documents_of(workshop, example)
    assert {problem.code.value for problem in errors.value.problems} == {example.code}, errors.value


@pytest.mark.parametrize(("markdown", "code"), REFUSED, ids=[code for _, code in REFUSED])
def test_each_refused_form_has_the_problem_it_names(markdown: str, code: str, workshop: Path) -> None:
    """The table of what can't be written gives the code for each."""
    with pytest.raises(PlanErrors) as errors:
        documents_of(workshop, chapter("refused", markdown))
    assert {problem.code.value for problem in errors.value.problems} == {code}, errors.value


def test_references_show_what_the_table_says(workshop: Path) -> None:
    """Each row of the table of references: what is written on the left comes out as on the right."""
    rows = [row for row in rows_under(FORMAT, "参照") if len(row) == 2]
    written = [code_spans(row[0])[0] for row in rows]
    shown = documents_of(workshop, chapter("references", *written))["plan"]
    begin = shown.index("第３章　例") + 1
    assert shown[begin : begin + len(rows)] == [row[1] for row in rows]


def test_the_consultation_of_the_small_plan_is_right() -> None:
    """The example of public_comment.yaml has no problems."""
    comment = read_comment(files_of(EXAMPLES.model), "plan_source")
    assert comment.days == 35
    assert [said.text for said in comment.places] == ["市のホームページ", "福祉部福祉課の窓口"]


def test_the_city_s_habits_of_the_small_plan_are_right() -> None:
    """The example of wording.yaml has no problems."""
    profile = read_profile(files_of(EXAMPLES.model)[WORDING], WORDING)
    assert [each.right for each in profile.words] == ["子ども", "障がい"]
    assert (profile.digits, profile.sentence) == (Digits.SINGLE_FULL, 120)


def test_the_list_of_ids_is_that_of_the_small_plan(workshop: Path) -> None:
    """Ids, numbers and titles in the document are the resolver's, and none is missing."""
    documents_of(workshop, EXAMPLES.model)
    project = Project(workshop / "model" / "plan_source", TEMPLATES, workshop / "build")
    resolved = prepare(project, quiet).resolved
    listed = {code_spans(row[0])[0]: (row[2], row[3]) for row in rows_under(FORMAT, "id")}
    known = {
        target.id: (target.number, target.title)
        for target in resolved.targets.values()
        if not target.id.startswith("auto-")
    }
    assert listed == known


def test_what_an_example_is_stands_above_it() -> None:
    """First lines of blocks don't show in a rendered page: the paragraph above names the file or the code too."""
    for before, info in re.findall(r"^([^\n]*)\n\n```([^`\n]+)$", FORMAT, re.MULTILINE):
        for word in info.split()[1:]:
            assert word.removesuffix(":") in before, (before, info)


# Nothing that the code knows is missing from the documents.


@pytest.mark.parametrize(("file", "model"), FILES.items())
def test_every_key_stands_in_the_section_of_its_file(file: str, model: type[Strict]) -> None:
    """The tables under ### plan.yaml and so on name every key of the schema, and say which are needed."""
    section = FORMAT.partition(f"\n### {file}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    mentioned = set(code_spans(re.sub(r"^```.*?^```$", "", section, flags=re.MULTILINE | re.DOTALL)))
    assert mentioned >= known_keys(model)
    assert f"| `{file}` | {'必要' if file in SOURCE_FILES.keys() - schema.OPTIONAL_FILES else ''}" in FORMAT


def test_needed_keys_are_called_needed() -> None:
    """必要 and 任意 in the tables are what the models ask for."""
    for file, model in FILES.items():
        needed = {
            info.alias or name
            for inner in keys_by_model(model)
            for name, info in inner.model_fields.items()
            if info.is_required()
        }
        for row in rows_under(FORMAT, file):
            if row[1] in ("必要", "任意"):
                assert (code_spans(row[0])[0] in needed) == (row[1] == "必要"), (file, row)


@pytest.mark.parametrize("name", DIV_CLASSES)
def test_every_kind_of_div_is_listed_and_shown(name: str) -> None:
    """The table of divs names it, and an example uses it."""
    assert [f"`.{name}`"] in [row[:1] for row in rows_under(FORMAT, "囲み")]
    texts = [text for example in (EXAMPLES.model, *RIGHT) for text in example.files.values()]
    assert any(f"{{.{name}" in text for text in texts)


def test_every_variant_of_a_reference_is_in_the_table() -> None:
    """Each class that a reference may have stands in the table of references."""
    written = " ".join(row[0] for row in rows_under(FORMAT, "参照"))
    for variant in set(Variant) - {Variant.NUMBER, Variant.OWN_TEXT}:
        assert f"{{.{variant.value}}}" in written


def test_every_attribute_is_explained() -> None:
    """Attributes of divs, pictures and brackets; the sources say which are read."""
    sources = "\n".join(path.read_text("utf-8") for path in Path(schema.__file__).parent.glob("*.py"))
    read = set(re.findall(r'attributes\.get\("(\w+)"|keys\.pop\("(\w+)"|"(\w+)" in keys', sources))
    for name in {
        "csv",
        "head",
        "widths",
        "width",
        "ruby",
        *(name for found in read for name in found if name),
    }:
        assert re.search(rf"`[^`\n]*\b{name}\b", FORMAT), name


def test_other_words_that_the_code_knows_are_explained() -> None:
    """Stages, parts of the plan, the beginnings of notes, and the class of unnumbered headings."""
    for word in (*Stage, *schema.PART_KEYS, *NOTE_STARTS, "{.番号なし}", "この計画"):
        assert str(word) in FORMAT


# docs/templates.md


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_styles_that_a_template_needs_are_listed(name: str) -> None:
    """The tables under ### plan.docx and so on name the styles of the contract, no more and no fewer."""
    contract = CONTRACTS[name]
    listed = [span for row in rows_under(RESTYLING, f"{name}.docx") for span in code_spans(row[0])]
    assert sorted(listed) == sorted({*contract.paragraphs, *contract.characters, *contract.tables})


def test_tags_and_slots_are_listed() -> None:
    """The table of tags is that of the code; the table of slots says which template they belong to."""
    assert [code_spans(row[0])[0] for row in rows_under(RESTYLING, "タグ")] == [
        f"{{{{ {tag} }}}}" for tag in TAGS
    ]
    slots = {
        (code_spans(row[0])[0], *code_spans(row[1]), row[2]) for row in rows_under(RESTYLING, "差し込み口")
    }
    assert slots == {
        (f"{{{{ {slot} }}}}", f"{name}.docx", "必要" if slot in contract.needed else "任意")
        for name, contract in CONTRACTS.items()
        for slot in contract.slots
    }


def test_tags_of_single_documents_are_listed() -> None:
    """The table of further tags says in which templates each can be used."""
    rows = rows_under(RESTYLING, "そのほかのタグ")
    listed = {(code_spans(row[0])[0], template) for row in rows for template in code_spans(row[1])}
    assert listed == {
        (f"{{{{ {tag} }}}}", f"{name}.docx")
        for name, contract in CONTRACTS.items()
        for tag in contract.own_tags
    }


def test_controls_are_listed() -> None:
    """The fields that a form needs."""
    listed = [code_spans(row[0])[0] for row in rows_under(RESTYLING, "記入欄")]
    assert listed == [name for contract in CONTRACTS.values() for name in contract.controls]


def test_other_styles_that_the_document_names_are_in_the_templates() -> None:
    """Styles for cover, headers and the like, which staff may rename: the document calls them as the templates do."""
    for row in rows_under(RESTYLING, "そのほかの様式"):
        for template in code_spans(row[1]):
            data = (TEMPLATES / template).read_bytes()
            styles = opened(template.removesuffix(".docx"), data).styles
            for style in code_spans(row[0]):
                assert any(name == style for _, name in styles.ids), (template, style)


def test_number_formats_are_listed_with_their_first_numbers() -> None:
    """Every format that a list may have, and how it counts."""
    listed = {code_spans(row[0])[0]: row[1] for row in rows_under(RESTYLING, "使える番号の形")}
    assert listed == {
        name: "、".join(write_number(number, name) for number in (1, 2, 10)) if name != "none" else "（なし）"
        for name in KNOWN_FORMATS
    }


def test_every_problem_that_a_template_can_have_is_explained() -> None:
    """The table of messages has every code that begins with template."""
    listed = [code_spans(row[0])[0] for row in rows_under(RESTYLING, "メッセージ")]
    assert sorted(listed) == sorted(code.value for code in Code if code.startswith("template."))


def test_numbers_of_the_lists_are_those_of_the_templates() -> None:
    """The tables of both lists show what templates/plan.docx counts at first."""
    data = (TEMPLATES / "plan.docx").read_bytes()
    scheme = opened("plan", data).scheme
    assert scheme is not None
    for heading, levels in (("本編のリスト", scheme.body), ("資料編のリスト", scheme.appendix)):
        rows = rows_under(RESTYLING, heading)
        assert [(code_spans(row[1])[0], code_spans(row[2])[0]) for row in rows] == [
            (re.sub(r"%\d", write_number(1, level.format), level.text), level.format) for level in levels
        ]
