"""Projects whose plan declares documents, with the suite's own templates for them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES
from tests.small_plan import Changes, small_plan

FURTHER = ROOT / "tests" / "fixtures" / "documents"
EVERYTHING = ROOT / "tests" / "cases" / "everything" / "plan_source"
# A leaflet of two pages, and what is given to the council on one.
LEAFLET = """\
文書:
  - 名: leaflet
    題: 概要版
    公表: はい
    差込:
      表面:
        - 見出し: 文章の書き方
        - 要約: sum-text
        - 小見出し: 位置
        - 図: fig-position
          題: なし
        - 図: fig-picture
      裏面:
        - 表: tbl-plain
        - 用語解説: [term-watch]
        - 文章: |
            詳しくは、[](#sec-text){.番号と題}を御覧ください。

            - 窓口
  - 名: briefing
    題: 議会説明資料
    差込:
      説明:
        - 表: tbl-appendix
        - 用語解説: 全体
"""
# The least that a document may be.
BRIEFING = """\
文書:
  - 名: briefing
    題: 説明資料
    差込:
      説明:
        - 要約: sum-purpose
"""


def everything_with(folder: Path, documents: str) -> Project:
    """The case with every feature, with this documents.yaml and templates for what it may declare."""
    files = {
        path.relative_to(EVERYTHING).as_posix(): path.read_bytes()
        for path in EVERYTHING.rglob("*")
        if path.is_file()
    }
    return _project(folder, {**files, "documents.yaml": documents.encode()})


def small_with(folder: Path, changes: Changes) -> Project:
    """The smallest plan after `changes`, with templates for what it may declare."""
    return _project(folder, small_plan(changes))


def _project(folder: Path, files: Mapping[str, bytes]) -> Project:
    for name, data in files.items():
        path = folder / "plan_source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copytree(TEMPLATES, folder / "templates")
    for path in FURTHER.iterdir():
        shutil.copyfile(path, folder / "templates" / path.name)
    return Project(folder / "plan_source", folder / "templates", folder / "build")
