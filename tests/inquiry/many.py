"""The long run of `make collect`: thirty workbooks of two hundred rows come back with random edits, of which none may be lost.

`python -m tests.inquiry.many --seed 1 --books 30 --edits 20` says how long it took, and what was lost.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import load_workbook

from pipeline.review.model import Entry
from pipeline.workflows.ask import ask
from pipeline.workflows.collect import Collected, collect
from pipeline.workspace.project import Project
from tests.declared import small_with
from tests.goldens import quiet

_HEAD = """\
階層: [{名: 目標}, {名: 取組}]
欄:
  取組:
    - {名: 内容, 形: 文章}
    - {名: 担当課, 形: 語}
    - {名: 区分, 形: 選択, 値: [新規, 継続]}
    - {名: 事業, 形: 表, 列: [事業名, 内容]}
基本理念: 支え合うまち
目標:
"""
_MEASURE = """\
      - id: measure-{n}
        題: 取組の題{n}
        内容: |
          地域で見守ります（[](#sec-text)）。取組{n}では、次のことを行い、住民と共に進めます。

          支え合いの輪を広げ、{n}か所で実施します。
        担当課: {departments}
        区分: 新規
        事業:
          - {{事業名: 事業{n}の一, 内容: 訪問します。}}
"""
_SHARED = 3  # departments of each measure
_ROWS = 200  # of a workbook: measures, and as many rows of their tables
# By sheet, the heads that are edited, with the keys that lead to them.
_EDITED = {"取組": ("題", "内容"), "事業": ("内容",)}
Wishes = dict[str, dict[str, str]]  # by target and department, what is wanted there


def framework(books: int) -> str:
    """Measures of departments in turn, so many that each has as many rows as a workbook is to have."""
    measures = books * _ROWS // 2 // _SHARED
    texts = [_HEAD]
    for n in range(measures):
        if n % 50 == 0:
            texts.append(f"  - id: goal-{n}\n    題: 目標その{n}\n    取組:\n")
        named = "、".join(f"第{(n + each) % books + 1}課" for each in range(_SHARED))
        texts.append(_MEASURE.format(n=n + 1, departments=named))
    return "".join(texts)


def sent_back(folder: Path, back: Path, edits: int, chance: random.Random) -> Wishes:
    """Edit each workbook at random, in places that others may edit as well."""
    wishes: Wishes = defaultdict(dict)
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(io.BytesIO(path.read_bytes()))
        for _ in range(edits):
            name = chance.choice([*_EDITED])
            sheet, head = book[name], chance.choice(_EDITED[name])
            lines = [cell.row for cell in sheet["A"][4:] if cell.value][:8]
            cell = sheet.cell(chance.choice(lines), [each.value for each in sheet[4]].index(head) + 1)
            text = str(cell.value).replace("。", f"と{path.stem}は考えます。", 1) + (
                "" if head == "内容" else path.stem
            )
            cell.value = text
            wishes[f"{sheet.cell(cell.row, 1).value}/{head}"][path.stem] = text
        book.save(back / path.name)
    return wishes


def lost(collected: Collected, wishes: Wishes) -> Iterator[str]:
    """What somebody wrote and no entry says, and what contradicts and is not told so."""
    found: Mapping[tuple[str, str], list[Entry]] = defaultdict(list)
    for _, entries in collected.returned:
        for entry in entries:
            found[entry.target, entry.department].append(entry)
    for target, wanted in wishes.items():
        for department, text in wanted.items():
            own = found.get((target, department), [])
            if not all(
                any(line == each.after for each in own) for line in text.split("\n") if department in line
            ):
                yield f"{department} {target}"
            others = {
                each.id for other in wanted if other != department for each in found.get((target, other), [])
            }
            if others and not others <= {each for entry in own for each in entry.conflicts}:
                yield f"{department} {target}: 矛盾"


def run(books: int, edits: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="many-") as name:
        project: Project = small_with(Path(name), {"framework.yaml": framework(books)})
        began = time.perf_counter(), time.process_time()
        asked = ask(project, "担当課", quiet)
        print(
            f"ask: {len(asked.books)} workbooks, {time.perf_counter() - began[0]:.1f} s ({time.process_time() - began[1]:.1f} s of CPU)"
        )
        back = Path(name) / "back"
        back.mkdir()
        wishes = sent_back(project.output / "ask", back, edits, random.Random(seed))
        began = time.perf_counter(), time.process_time()
        collected = collect(project, back, quiet)
        print(
            f"collect: {time.perf_counter() - began[0]:.1f} s ({time.process_time() - began[1]:.1f} s of CPU)"
        )
        gone = [*lost(collected, wishes)]
        contradicting = sum(len(each) > 1 for each in wishes.values())
        print(
            f"{len(wishes)} cells edited, {contradicting} of them by several; {len(collected.new)} entries; {len(gone)} lost"
        )
        print("\n".join(gone[:10]))
    return 1 if gone else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for option, usual in (("--books", 30), ("--edits", 20), ("--seed", 1)):
        parser.add_argument(option, type=int, default=usual)
    told = parser.parse_args()
    gc.disable()  # as the program runs (pipeline/start.py)
    sys.exit(run(told.books, told.edits, told.seed))
