"""Two versions of a whole small plan: what the tests of comparing look at."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison, Versions
from pipeline.model.content import DocumentContent
from pipeline.model.numbers import ResolvedPlan
from pipeline.word.compose import compose
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES, quiet
from tests.templates import opened

BASE = ROOT / "tests" / "cases" / "everything" / "plan_source"
VERSIONS = Versions("第１回策定委員会", "第２回策定委員会")
CAUSES = {"measure-new": "策定委員会の意見による。", "sec-emphasis": "=1+1"}
# (file, old, new), one after the other.
EDITS = (
    # a section renamed, sentences edited, one added, one taken away; a number typed
    ("chapters/01-text.md", "## 段落と強調 {", "## 段落と太字 {"),
    ("chapters/01-text.md", "空白なしでつながり、", "早期に、空白なしでつながり、"),
    ("chapters/01-text.md", "最後の段落。", "最後の段落です。\n\n加えた段落。第２章に続きます。"),
    ("chapters/01-text.md", "> 続きます。\n", ""),
    ("chapters/01-text.md", "二つ目の脚注。", "次の脚注。"),
    # a reference retargeted, a table row and a passage changed
    ("chapters/01-text.md", "取組[](#measure-four)、", "取組[](#measure-three)、"),
    ("chapters/01-text.md", "| 2020年 | 1,234 |", "| 2020年 | 1,235 |"),
    ("chapters/01-text.md", "位置付けを図に示します。", "位置付けを図で示します。"),
    # a section deleted, another renamed
    ("chapters/01-text.md", "### 番号のない見出し {.番号なし #sec-plain}\n\n本文。\n\n", ""),
    ("chapters/01-text.md", "## 図表 {#sec-floats}", "## 図と表 {#sec-floats}"),
    # a measure deleted, one added, one edited
    (
        "framework.yaml",
        "          - id: measure-four\n            題: 四つ目の取組\n            課題認識: 課題です。\n"
        "            対応方針: 対応します。\n            関連する施策: [防災訓練]\n",
        "          - id: measure-new\n            題: 離れて暮らす家族\n            課題認識: =1+1より難しい連絡が、途絶えがちです。\n"
        "            対応方針: 市のお知らせを届けます𠮷😀。\n            関連する施策: [お知らせ]\n",
    ),
    ("framework.yaml", "              進めます。\n", "              早めに進めます。\n"),
    ("glossary.yaml", "住民の集まりです。", "住民の結び付きです。"),
    ("plan.yaml", "担当課: 企画課", "担当課: 政策企画課"),
)


def edited(source: Path) -> None:
    """Make the later version of the earlier one."""
    for file, old, new in EDITS:
        path = source / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")
    path = source / "framework.yaml"
    text = path.read_text("utf-8")
    begin, end = text.index("          - id: measure-two"), text.index("      - id: direction-two")
    measure, rest = text[begin:end], text[:begin] + text[end:]
    place = rest.index("  - id: policy-two")
    path.write_text(rest[:place] + measure + rest[place:], "utf-8")


def read_plan(source: Path) -> tuple[ResolvedPlan, DocumentContent]:
    """A plan and the content of its 本編."""
    resolved = prepare(Project(source, TEMPLATES, source / "build", keeps_cache=False), quiet).resolved
    return resolved, plan_content(resolved)


@cache
def versions() -> tuple[tuple[ResolvedPlan, DocumentContent], tuple[ResolvedPlan, DocumentContent]]:
    """The earlier version and the later one, with the pages on which things stand in the later one."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "plan_source"
        shutil.copytree(BASE, source)
        before = read_plan(source)[0]
        edited(source)
        after = read_plan(source)[0]
    old = before.with_pages(
        {target.bookmark: str(3 + i // 6) for i, target in enumerate(before.targets.values())}
    )
    new = after.with_pages(
        {target.bookmark: str(4 + i // 6) for i, target in enumerate(after.targets.values())}
    )
    return (old, plan_content(old)), (new, plan_content(new))


@cache
def comparison() -> Comparison:
    """What differs between the two."""
    return compare(*versions())


@cache
def nothing() -> Comparison:
    """What differs between the later version and itself."""
    return compare(versions()[1], versions()[1])


def written(content: DocumentContent) -> bytes:
    """A document made from the suite's template of its name."""
    data = (TEMPLATES / f"{content.name}.docx").read_bytes()
    return compose(content, opened(content.name, data))
