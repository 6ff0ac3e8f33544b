"""The way out and back, as often as one likes: random edits are received and accepted, and what the plan prints then is what came back.

`python -m tests.receive.round_trip --files 20 --seed 1`; an edit that is refused is counted, one that prints anything else is wrong.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

from pipeline.receive.finding import stories_of
from pipeline.review.model import Decision, Entry
from pipeline.review.read import read_review
from pipeline.review.write import with_values, write_review
from pipeline.workflows import build
from pipeline.workflows.accept import accept
from pipeline.workflows.receive import receive
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.receive.packages import read
from tests.receive.redactors import Redactor

_EVERYTHING = Path(__file__).parent.parent / "cases" / "everything" / "plan_source"
_EDITS = 8
_PARTS = re.compile(r"\n\n|\n|\t")
# What is numbered or counted follows what was deleted or moved.
_NUMBER = re.compile(r"[0-9０-９]+")


def printed(project: Project) -> tuple[Counter[str], set[str]]:
    """The lines that the plan prints, and those of them in which a reference shows something: it follows what it points to."""
    docx = build.make(project, ("plan",), None, quiet).documents[0].docx
    lines = [place.line for story in stories_of(read(docx)) for place in story if not place.line.contents]
    with_fields = {_plain(line.text) for line in lines if any(piece.field for piece in line.pieces)}
    texts = Counter(_plain(part) for line in lines for part in line.text.split("\n"))
    return Counter({text: n for text, n in texts.items() if text not in with_fields}), with_fields


def _plain(text: str) -> str:
    return _NUMBER.sub("0", "".join(text.split()))


def _lines(texts: Iterable[str]) -> Counter[str]:
    return Counter(_plain(part) for text in texts for part in _PARTS.split(text) if _plain(part))


def round_trip(folder: Path, seed: int) -> tuple[list[Entry], list[str]]:
    """One file out and back: what became of its entries, and lines that the plan prints otherwise than it should."""
    shutil.copytree(_EVERYTHING, folder / "plan_source")
    project = Project(folder / "plan_source", TEMPLATES, folder / "build")
    sent = build.build(project, ("plan",), None, quiet).files["plan.docx"]
    before, referring = printed(project)
    redactor = Redactor(sent, Random(seed), tracked=seed % 2 == 0)
    for _ in range(_EDITS):
        redactor.edit()
    returned = folder / "戻り.docx"
    returned.write_bytes(redactor.docx)
    received = receive(project, returned, "福祉課", quiet)
    taken = with_values(
        received.review, {each.id: {"decision": Decision.TAKEN.value} for each in received.new}
    )
    project.write_source("review.yaml", write_review(taken))
    accept(project, (), False, quiet)
    entries = list(read_review((project.source / "review.yaml").read_bytes(), "review.yaml").entries)
    # What stands around a reference is looked at by its own tests.
    done = [each for each in entries if each.is_done and not _lines([each.before]).keys() & referring]
    expected = before + _lines(each.after for each in done)
    expected.subtract(_lines(each.before for each in done))
    now, _ = printed(project)
    return entries, [
        f"{now[text] - expected[text]:+}: {text}"
        for text in {*now, *expected}
        if text and now[text] != expected[text]
    ]


def main() -> int:
    """Run, tell what went wrong, and how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--refused", action="store_true", help="tell what was refused, too")
    told = parser.parse_args()
    made = done = wrong = 0
    refused: Counter[str] = Counter()
    for seed in range(told.seed, told.seed + told.files):
        with tempfile.TemporaryDirectory() as name:
            entries, faults = round_trip(Path(name), seed)
        made += len(entries)
        if told.refused:
            print(*(f"seed {seed}: {each}" for each in entries if not each.is_done), sep="\n")
        done += sum(each.is_done for each in entries)
        refused.update(f"{each.kind}: {each.result[:40]}" for each in entries if not each.is_done)
        wrong += bool(faults)
        for fault in faults:
            print(f"seed {seed}: {fault}")
    for reason, count in refused.most_common():
        print(f"{count} {reason}")
    print(
        f"{made} edits in {told.files} files: {done} put in, {made - done} refused; {wrong} files print anything else"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
