"""No label of another stage where labels stand, the stage's watermark on every page, and neither once adopted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.checks import Facts, Finding, check_agreement, read

from .small_docx import Small, changed, unzipped, zipped
from .small_plan import FACTS, framework_docx, marked, plan_docx, small_plan, summary_docx
from .small_text import p, section, shown, word_art

NAME = FACTS.plan_name
TITLE = f"{NAME}{FACTS.stage_label}"
ADOPTED = replace(FACTS, stage="策定", stage_label="")
CORE, HEAD = "docProps/core.xml", "word/rHead.xml"
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "plan": plan_docx,
    "summary": summary_docx,
    "framework": framework_docx,
}


def findings(docx: bytes, facts: Facts = FACTS, name: str = "plan") -> list[Finding]:
    """What the reader says of one document."""
    return check_agreement({name: read(f"{name}.docx", docx)}, facts)


def told(docx: bytes, facts: Facts = FACTS, name: str = "plan") -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(each.code, each.where) for each in findings(docx, facts, name)]


def on_cover(text: str) -> bytes:
    """The plan with one more line on its cover."""
    return changed(plan_docx(), FACTS.period, f"{FACTS.period}</w:t></w:r></w:p><w:p><w:r><w:t>{text}")


def in_header(text: str) -> bytes:
    """The plan with one more line in its header."""
    return changed(plan_docx(), "</w:hdr>", f"{p(text)}</w:hdr>", HEAD)


def with_property(name: str, text: str) -> bytes:
    """The plan with another core property."""
    return changed(plan_docx(), "</cp:coreProperties>", f"<{name}>{text}</{name}></cp:coreProperties>", CORE)


def adopted(name: str) -> bytes:
    """A document as it is once the plan is adopted: without label and watermark."""
    art, label = word_art(FACTS.stage).encode(), FACTS.stage_label.encode()
    parts = unzipped(DOCUMENTS[name]())
    return zipped({part: data.replace(art, b"").replace(label, b"") for part, data in parts.items()})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_of_the_stage_have_no_findings(name: str) -> None:
    """At 案 with its label and watermark, at 策定 with neither: the mutations below start from these."""
    assert findings(DOCUMENTS[name](), name=name) == []
    assert findings(adopted(name), ADOPTED, name) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_label_of_a_former_stage_is_told_wherever_labels_stand(name: str) -> None:
    """The published sheet: adopted, and still marked （案）, on the page, in the title and behind the text."""
    found = told(DOCUMENTS[name](), ADOPTED, name)
    assert {code for code, _ in found} == {"agree.stage-other"}
    assert {"docProps/core.xml", "word/rMark.xml"} < {where for _, where in found}


@pytest.mark.parametrize(
    "label",
    [
        "（素案）",
        "(素案)",
        "［素案］",
        "【 素案 】",
        "素案",
        "骨子",
        "策定",
        "（策定）",
        "最終案　令和３年１月",
    ],
)
def test_another_label_on_the_cover_is_told(label: str) -> None:
    """In brackets of any kind, or as a word of its own."""
    assert told(on_cover(label)) == [("agree.stage-other", "word/document.xml（表紙）")]


@pytest.mark.parametrize("label", ["（素案）", f"{NAME}最終案", f"{NAME}　素案　概要", f"{NAME}素案概要"])
def test_another_label_in_a_header_is_told(label: str) -> None:
    """Right behind the plan's name it needs no brackets."""
    assert ("agree.stage-other", HEAD) in told(in_header(label))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dc:subject", "令和３年度〜令和７年度　素案"),
        ("dc:subject", "令和３年度〜令和７年度　策定"),
        ("dc:description", "計画（最終案）"),
        ("cp:contentStatus", "骨子"),
    ],
)
def test_another_label_in_a_property_is_told(name: str, text: str) -> None:
    """Explorer shows them beside the file."""
    assert told(with_property(name, text)) == [("agree.stage-other", CORE)]


def test_another_label_in_the_title_is_told() -> None:
    """A title that has the right one as well."""
    docx = changed(plan_docx(), TITLE, f"{TITLE}（素案）", CORE)
    assert told(docx) == [("agree.stage-other", CORE)]


@pytest.mark.parametrize("style", ["ti", "b"])
def test_another_label_behind_the_name_in_a_line_of_its_own_is_told(style: str) -> None:
    """A title within the document, or a colophon."""
    plan = small_plan()
    docx = replace(plan, body=plan.body + p(f"{NAME}（素案）", style)).build()
    assert ("agree.stage-other", "word/document.xml") in told(docx)


@pytest.mark.parametrize(
    "text",
    [
        "計画（素案）を公表した。",
        f"{NAME}（素案）を公表した。",
        "この計画は、令和３年３月に策定した。",
        "素案を策定委員会に示した。",
        "（素案）",
        "策定",
    ],
)
def test_prose_may_tell_of_other_stages(text: str) -> None:
    """策定経過 says when a 素案 was published, and 策定 is a word of every plan: no labels."""
    assert findings(changed(plan_docx(), "次の者も含む。", text)) == []


@pytest.mark.parametrize(
    "text", ["令和３年３月策定", "策定年月　令和３年３月", "計画案内図", f"{NAME}案内", "市民の提案"]
)
def test_words_that_hold_a_stage_are_no_labels(text: str) -> None:
    """Not even on the cover and in headers."""
    assert findings(on_cover(text)) == []
    assert findings(in_header(f"{FACTS.stage_label}{text}")) == []


# The watermark


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_the_watermark(name: str) -> None:
    """None of the three goes out without it."""
    docx = changed(DOCUMENTS[name](), word_art("案"), "", "word/rMark.xml")
    assert told(docx, name=name)[0] == ("agree.watermark", "word/document.xml（1番目の区切り）")


@pytest.mark.parametrize("text", ["素案", "（素案）", "策定"])
def test_a_watermark_of_another_stage_is_told(text: str) -> None:
    """Beside the right one, too."""
    docx = changed(plan_docx(), "</w:p></w:hdr>", f"{word_art(text)}</w:p></w:hdr>", HEAD)
    assert told(docx) == [("agree.stage-other", HEAD)]


@pytest.mark.parametrize("text", ["案", "策定", "見本"])
def test_an_adopted_plan_has_no_watermark_at_all(text: str) -> None:
    """Nor one that says 策定."""
    docx = changed(adopted("plan"), "</w:p></w:hdr>", f"{word_art(text)}</w:p></w:hdr>", HEAD)
    assert told(docx, ADOPTED) == [("agree.stage-other", HEAD)]


def test_a_section_whose_header_lacks_the_watermark_is_told() -> None:
    """The body, whose header is its own; sections before it have the mark."""
    docx = changed(plan_docx(), word_art("案"), "", HEAD)
    assert told(docx) == [("agree.watermark", "word/document.xml（3番目の区切り）")]


def test_a_section_takes_the_watermark_over_with_the_header() -> None:
    """A header that a section does not bring is that of the section before (17.10.5)."""
    body = (
        p(TITLE, "ti")
        + p(FACTS.period, properties=section(shown("header", "rMark")))
        + p(f"基本理念「{FACTS.vision}」")
    )
    assert findings(replace(marked(body, TITLE), last_section=section()).build(), name="summary") == []


@pytest.mark.parametrize(
    ("settings", "extra"),
    [("", "<w:titlePg/>"), ("<w:evenAndOddHeaders/>", "")],
    ids=["first", "even"],
)
def test_pages_with_a_header_of_their_own_have_the_watermark_as_well(settings: str, extra: str) -> None:
    """First and even pages show no default header where they are asked for."""
    kind = "first" if extra else "even"
    headers = {"rMark": p(word_art("案")), "rOther": p(word_art("案"))}
    small = Small(
        p(TITLE, "ti") + p(FACTS.period),
        headers=headers,
        title=TITLE,
        settings=f"{settings}<w:compat/>",
        last_section=section(shown("header", "rMark") + shown("header", "rOther", kind), pages=extra),
    )
    assert findings(small.build(), name="summary") == []
    lost = replace(small, headers={"rMark": headers["rMark"], "rOther": p()})
    assert [code for code, _ in told(lost.build(), name="summary")] == ["agree.watermark"]
    missing = replace(small, last_section=section(shown("header", "rMark"), pages=extra))
    assert [code for code, _ in told(missing.build(), name="summary")] == ["agree.watermark"]


# Line numbers


def test_only_drafts_have_line_numbers() -> None:
    """They are for those who comment."""
    lines = ("<w:pgSz", '<w:lnNumType w:countBy="5"/><w:pgSz')
    assert findings(changed(plan_docx(), *lines)) == []
    assert told(changed(adopted("plan"), *lines), ADOPTED) == [
        ("agree.line-numbers", "word/document.xml（1番目の区切り）")
    ]
