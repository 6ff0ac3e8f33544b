"""Templates with samples (ひな形) below their slots, as somebody would draw them in Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from pipeline.model.numbers import ResolvedPlan
from pipeline.resolve.plan import resolve
from pipeline.word.template.sample_tags import with_fields
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.small_plan import Changes, load
from tests.templates import opened

_DOCUMENT = "word/document.xml"
_SLOT = "{{ 資料編 }}</w:t></w:r></w:p>"
# The sample that the suite's template has.
_OWN = re.compile(r"<w:p>(?:(?!<w:p>).)*\{\{ 取組 \}\}.*?</w:tbl>")
# A table as the style has it: its first column shaded.
LOOK = '<w:tblStyle w:val="MeasureTable"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLook w:val="0080" w:firstRow="0" w:firstColumn="1"/>'


def line(text: str, style: str = "", look: str = "", run: str = "") -> str:
    """A paragraph; `look` and `run` are what is set by hand in it, and in its text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{look}</w:pPr>{runs}</w:p>"


def cell(text: str, style: str = "MeasureText", properties: str = "", **looks: str) -> str:
    """A cell with a paragraph a line of text."""
    lines = "".join(line(each, style, **looks) for each in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def row(*cells: str) -> str:
    """A row of cells, the first of them a label."""
    made = (
        each if each.startswith("<w:tc>") else cell(each, "MeasureText" if at else "MeasureLabel")
        for at, each in enumerate(cells)
    )
    return f"<w:tr>{''.join(made)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (1800, 7200), look: str = LOOK) -> str:
    """A table with columns as wide as these."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def with_text(*blocks: str, name: str = "plan", after: str = _SLOT) -> bytes:
    """The suite's template with blocks behind its last slot, or behind another text."""
    source, target = io.BytesIO((TEMPLATES / f"{name}.docx").read_bytes()), io.BytesIO()
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as saved:
        for part in package.namelist():
            data = package.read(part)
            if part == _DOCUMENT:
                text = _OWN.sub("", data.decode())
                assert text.count(after) == 1, after
                data = text.replace(after, after + "".join(blocks)).encode()
            saved.writestr(part, data)
    return target.getvalue()


def template_with(*blocks: str) -> Template:
    """The plan's template with a sample."""
    return opened("plan", with_text(*blocks))


def numbered(template: Template, changes: Changes | None = None) -> ResolvedPlan:
    """The small plan as this template numbers it and shows its items."""
    plan = load(changes)
    assert template.scheme is not None
    samples = with_fields(template.samples, plan.framework.levels)
    return replace(resolve(plan, template.scheme), samples=samples)
