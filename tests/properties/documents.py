"""A plan's files → the three documents, and what an independent program reads in them."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pypandoc
from lxml import etree

from pipeline.checks import Finding
from pipeline.documents.registry import CONTENTS
from pipeline.html.shell import shell
from pipeline.model.documents import PLAN_DOCUMENTS
from pipeline.model.numbers import ResolvedPlan
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.verification import inspection
from pipeline.verification.html_edition import check_pages
from pipeline.word.compose import compose
from pipeline.word.template.template import Template
from pipeline.workflows.html import labels_of, site_of
from tests.goldens import TEMPLATES, suite_page
from tests.kept import parse
from tests.properties.printed import Line
from tests.small_plan import FOLDER
from tests.templates import opened


@dataclass(frozen=True)
class Made:
    """The numbered plan, its documents by name, and what the reader found wrong in them and in the pages beside them."""

    resolved: ResolvedPlan
    documents: Mapping[str, bytes]
    findings: list[Finding]


@cache
def template(name: str) -> Template:
    """A template of the suite."""
    return opened(name, (TEMPLATES / f"{name}.docx").read_bytes())


def resolved(files: Mapping[str, bytes]) -> ResolvedPlan:
    """The numbered plan: one object for the same files, as long as few others come between. Raises PlanErrors."""
    return _resolved(frozenset(files.items()))


@lru_cache(maxsize=8)
def _resolved(files: frozenset[tuple[str, bytes]]) -> ResolvedPlan:
    scheme = template("plan").scheme
    assert scheme is not None
    return resolve(load_plan(dict(files), parse, FOLDER), scheme)


def make(files: Mapping[str, bytes]) -> Made:
    """Everything that a build makes without pages. Raises PlanErrors."""
    plan = resolved(files)
    documents = {name: compose(content(plan), template(name)) for name, content in CONTENTS.items()}
    return Made(
        plan, documents, [*inspection.inspect(documents, plan)(), *_wrong_with_pages(plan, documents)]
    )


def _wrong_with_pages(plan: ResolvedPlan, documents: Mapping[str, bytes]) -> list[Finding]:
    """What does not agree between the documents and the pages that show the same."""
    site = site_of(plan, PLAN_DOCUMENTS, labels_of(template("plan")), suite_page())
    files = {**site.files, **{page.name: shell(page, site, suite_page()) for page in site.pages}}
    return check_pages(files, site, documents, plan)


# Reading back


def read_with_pandoc(docx: bytes) -> list[Line]:
    """A document's paragraphs as pandoc reads them. Its docx reader leaves out text that has furigana (w:ruby)."""
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "json"]
    answer = subprocess.run(command, input=docx, capture_output=True, check=True).stdout
    return [line for line in _blocks(json.loads(answer)["blocks"], "文章") if line.text]


def _blocks(blocks: list[Any], place: str) -> Iterator[Line]:
    for block in blocks:
        content = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield from _line(content, place)
            case "Header":
                yield from _line(content[2], place)
            case "BlockQuote":
                yield from _blocks(content, place)
            case "Div":
                yield from _blocks(content[1], place)
            case "BulletList":
                for item in content:
                    yield from _blocks(item, place)
            case "OrderedList":
                for item in content[1]:
                    yield from _blocks(item, place)
            case "Table":
                yield from _table(content)
            case "Figure":
                yield from _blocks(content[1][1], place)
            case kind:
                raise AssertionError(f"pandoc reads a {kind}")


def _table(content: Any) -> Iterator[Line]:
    _, (short, caption), _, head, bodies, foot = content
    # Where a table has alternative text and no caption, pandoc takes the one for the other.
    yield from _blocks(caption if short is None else [], "文章")
    rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
    for cell in (cell for row in rows for cell in row[1]):
        yield from _blocks(cell[4], "セル")


def _line(inlines: list[Any], place: str) -> Iterator[Line]:
    notes: list[Line] = []
    text = "".join(_inlines(inlines, notes))
    yield _captioned(Line(place, text))
    yield from notes


def _inlines(inlines: list[Any], notes: list[Line]) -> Iterator[str]:
    for inline in inlines:
        content = inline.get("c")
        match inline["t"]:
            case "Str":
                yield content
            case "Space" | "SoftBreak":
                yield " "
            case "LineBreak":
                yield "\n"
            case "Strong" | "Emph" | "Underline":
                yield from _inlines(content, notes)
            case "Span" | "Link" | "Quoted":
                yield from _inlines(content[1], notes)
            case "Note":
                notes += _blocks(content, "注")
            case "Image":
                pass
            case kind:
                raise AssertionError(f"pandoc reads a {kind}")


def _captioned(line: Line) -> Line:
    """A caption without its number, which is Word's."""
    found = re.match(r"[表図](?:資料)?[０-９]+－[０-９]+　", line.text)
    return Line("題", line.text[found.end() :]) if found else line


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_xml(docx: bytes) -> list[Line]:
    """A document's paragraphs as they stand in its XML: every w:t but furigana's, w:tab, w:br."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml")) if _has_notes(package) else None
    texts = {} if notes is None else {note.get(f"{_W}id"): note for note in notes}
    lines: list[Line] = []
    for paragraph in body.iter(f"{_W}p"):
        place = "セル" if next(paragraph.iterancestors(f"{_W}tc"), None) is not None else "文章"
        lines.append(_captioned(Line(place, _text(paragraph))))
        for mark in paragraph.iter(f"{_W}footnoteReference"):
            note = texts[mark.get(f"{_W}id")]
            lines += [Line("注", _text(each).removeprefix("\t")) for each in note.iter(f"{_W}p")]
    return [line for line in lines if line.text]


def _has_notes(package: zipfile.ZipFile) -> bool:
    return "word/footnotes.xml" in package.namelist()


def _text(paragraph: Any) -> str:
    shown = {f"{_W}tab": "\t", f"{_W}br": "\n"}
    return "".join(
        _shown(each) if each.tag == f"{_W}t" else shown.get(each.tag, "")
        for each in paragraph.iter()
        if next(each.iterancestors(f"{_W}rt", f"{_W}tabs"), None) is None and not each.get(f"{_W}type")
    )


def _shown(element: Any) -> str:
    """The text of a w:t as Word reads it: blanks at its ends count only where it says so."""
    text = element.text or ""
    return (
        text if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip(" ")
    )
