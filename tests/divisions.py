"""Small plans with 部, and the template's lists for them: chapters that run on through all 部, and chapters that begin anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from pipeline.model.numbers import Scheme
from pipeline.model.xml_names import w
from tests.goldens import TEMPLATES
from tests.layout.projects import with_part
from tests.markup import there
from tests.small_plan import MEASURES, PLAN_YAML, SCHEME, TEXTS, level

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
ALONE = "章:\n  - chapters/01-text.md\n  - chapters/02-measures.md\n"
NOW, NEXT = "chapters/01-now.md", "chapters/03-next.md"
# Lists as templates have them.
RUN_ON = replace(SCHEME, divisions=(level("第%1部", "decimalFullWidth"),))
_BELOW = ("第%2章", "第%3節", "%4", "(%5)", "%6", "(%7)")
_UPPER = replace(level("第%1部", "decimalFullWidth"), restart_after=0)
ANEW: Scheme = replace(
    SCHEME,
    body=(_UPPER, *(level(text, each.format) for text, each in zip(_BELOW, SCHEME.body, strict=True))),
    above=True,
)


def plan_yaml(*divisions: tuple[str, str, Sequence[str]]) -> str:
    """plan.yaml with these 部: title, id, chapters."""
    listed = "".join(
        f"  - 部: {title}\n"
        + (f"    id: {identity}\n" if identity else "")
        + f"    章: [{', '.join(files)}]\n"
        for title, identity, files in divisions
    )
    assert ALONE in PLAN_YAML
    return PLAN_YAML.replace(ALONE, f"章:\n{listed}")


TEXT = "chapters/01-text.md"
GENERAL, PARTICULAR = ("総論", "part-general"), ("各論", "part-particular")
# 総論 with two chapters, 各論 with two.
TABLE = "::: {{.表 #{}}}\n題\n\n|a|\n|-|\n|b|\n:::\n"
FILES: Mapping[str, str] = {
    "plan.yaml": plan_yaml((*GENERAL, (TEXT, NOW)), (*PARTICULAR, (MEASURES, NEXT))),
    TEXT: f"# 本文 {{#sec-text}}\n\n## 背景 {{#sec-back}}\n\n文章です。\n\n{TABLE.format('tbl-a')}",
    NOW: "# 現状 {#sec-now}\n\n## 人口 {#sec-people}\n\n[](#part-particular){.番号と題}の[](#sec-next)です。\n",
    NEXT: f"# 推進 {{#sec-next}}\n\n## 体制 {{#sec-body}}\n\n[](#sec-text)の[](#tbl-b)です。\n\n{TABLE.format('tbl-b')}",
}
assert MEASURES in TEXTS


def templates_anew(folder: Path, restart: str = "") -> Path:
    """Templates in whose one list 部 are the first level, chapters the second, with this w:lvlRestart if any."""
    shutil.copytree(TEMPLATES, folder)
    path = folder / "plan.docx"
    docx = with_part(path.read_bytes(), NUMBERING, in_one_list(restart))
    path.write_bytes(with_part(docx, STYLES, one_further_down))
    return folder


def in_one_list(restart: str) -> Callable[[etree._Element], None]:
    """The chapters' list with 第１部 above, as Word's 新しいアウトラインの定義 leaves it."""

    def change(root: etree._Element) -> None:
        own, chapters = root.findall(w("abstractNum"))[-1], root[0]
        for each in chapters.findall(w("lvl")):
            each.set(w("ilvl"), str(int(each.get(w("ilvl"), "")) + 1))
            text = there(each.find(w("lvlText")))
            text.set(
                w("val"), re.sub("%([1-9])", lambda found: f"%{int(found[1]) + 1}", text.get(w("val"), ""))
            )
        first = there(own.find(w("lvl")))
        there(chapters.find(w("lvl"))).addprevious(first)
        if restart:
            mark = etree.Element(w("lvlRestart"), {w("val"): restart})
            there(chapters.findall(w("lvl"))[1].find(w("numFmt"))).addnext(mark)
        last = root.findall(w("num"))[-1]
        root.remove(own)
        root.remove(last)

    return change


def one_further_down(root: etree._Element) -> None:
    """Styles of headings linked to the levels of that list."""
    for style in root.iter(w("style")):
        name = there(style.find(w("name"))).get(w("val"), "")
        numbered = style.find(f"{w('pPr')}/{w('numPr')}")
        if numbered is None:
            continue
        if name == "部見出し":
            there(numbered.find(w("numId"))).set(w("val"), "1")
        elif re.fullmatch("heading [1-6]", name):
            below = there(numbered.find(w("ilvl")))
            below.set(w("val"), str(int(below.get(w("val"), "")) + 1))
