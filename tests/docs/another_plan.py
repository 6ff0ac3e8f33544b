"""The guide's chapter on another plan, followed word by word: files written, Word tables edited, what is to come of it.

In the chapter a block `… FILE 全文` is a file's whole text, `… FILE 前` and `後` what is changed in it; a table of two columns
is what staff write into a template's table; three sentences tell to delete, to move and to copy. All else is yielded.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell

from tests.docs.examples import DOCUMENTS
from tests.goldens import ROOT, TEMPLATES

CHAPTER = ROOT / "docs" / "guide" / "10-another-plan.md"
_STEP = re.compile(
    r"^```(?P<info>.+)\n(?P<text>(?:.*\n)*?)```$"
    r"|^(?P<head>\| .*列.* \|.*|\| .*行.* \|.*)\n\|[-|]+\|\n(?P<rows>(?:\|.*\n)+)"
    r"|^!\[.*\]\(.*/(?P<picture>[\w-]+)\.png\)$"
    r"|(?P<sentence>`02-measures\.md` は使わないので、削除します|切り取り、「内容」のセルにカーソルを置いて、Ctrl\+V|"
    r"`programs\.docx` と `programs\.yaml` を写し、`templates` に貼り付けます)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Step:
    """A `command`, what its `screen` shows, lines of the document `name`, or the `picture` `name` of what was made."""

    kind: str
    name: str
    text: str


def begin(folder: Path) -> None:
    """What an office has before it begins, without a plan: make's targets and the templates."""
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(ROOT / "templates" / "samples", folder / "templates" / "samples")


def follow(folder: Path) -> Iterator[Step]:
    """Do what the chapter says in a folder that has begun; what is to be run and to be seen comes back, at its time."""
    old = ""
    for found in _STEP.finditer(CHAPTER.read_text("utf-8")):
        words = (found["info"] or "").split()
        match words:
            case ["sh"]:
                yield Step("command", "", found["text"].strip())
            case ["text", "画面"]:
                yield Step("screen", "", found["text"])
            case ["text", title]:
                yield Step("lines", DOCUMENTS[title], found["text"])
            case [_, name, "全文"]:
                path = folder / "plan_source" / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(found["text"], "utf-8")
            case [_, _, "前"]:
                old = found["text"]
            case [_, name, "後"]:
                _replace(folder / "plan_source" / name, old, found["text"])
            case []:
                if found["picture"]:
                    yield Step("picture", found["picture"], "")
                else:
                    _edit(folder, found["sentence"] or found["head"], found["rows"] or "")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def _edit(folder: Path, told: str, table: str) -> None:
    """What a sentence or a table of the chapter tells to do by hand."""
    templates = folder / "templates"
    rows = [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in table.splitlines()]
    if told.startswith("`02-measures.md`"):
        (folder / "plan_source" / "chapters" / "02-measures.md").unlink()
    elif told.startswith("`programs.docx`"):
        for kind in ("docx", "yaml"):
            shutil.copy(templates / "samples" / f"programs.{kind}", templates)
    elif told.startswith("切り取り"):
        _in_word(templates / "framework.docx", _move_last_column)
    elif "見出し" in told:
        _in_word(templates / "framework.docx", lambda sheet: _write_columns(sheet, rows))
    elif "足す行" in told:
        _in_word(templates / "plan.docx", lambda sample: _add_rows(sample, rows))
    else:
        _in_word(templates / "plan.docx", lambda sample: _write_rows(sample, rows))


def _in_word(path: Path, change: Callable[[Table], None]) -> None:
    """Change the one table of a template."""
    document = docx.Document(str(path))
    (table,) = document.tables
    change(table)
    document.save(str(path))


def _write_rows(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """These rows in place of the first, and the others deleted."""
    lines = table._tbl.tr_lst
    for line, row in zip(lines, rows, strict=False):
        _write(table, line, row)
    for line in lines[len(rows) :]:
        _delete(line)


def _add_rows(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        line = deepcopy(table._tbl.tr_lst[-1])
        table._tbl.tr_lst[-1].addnext(line)
        _write(table, line, row)


def _write_columns(table: Table, columns: Sequence[Sequence[str]]) -> None:
    """Delete the last column, and write into each what it is called and its tag; of one heading over two, the first."""
    for line in table._tbl.tr_lst:
        _delete(line.tc_lst[-1])
    _delete(table._tbl.tblGrid.gridCol_lst[-1])
    heads = [head for head, _ in columns if head != "同じ見出し"]
    for line, words in zip(table._tbl.tr_lst, (heads, [tag for _, tag in columns]), strict=True):
        _write(table, line, words)


def _move_last_column(table: Table) -> None:
    """The last column before the one to its left."""
    for line in table._tbl.tr_lst:
        moved: CT_Tc = line.tc_lst[-1]
        line.tc_lst[-2].addprevious(moved)


def _delete(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _write(table: Table, line: CT_Row, words: Sequence[str]) -> None:
    """Words into the cells of a row, each as its first run looks."""
    for cell, text in zip(line.tc_lst, words, strict=True):
        first = _Cell(cell, table).paragraphs[0]
        for run in first.runs[1:]:
            first._p.remove(run._r)
        first.runs[0].text = text
