"""Edits at random in a sent file, as many as one likes: each has to be found at its line of the source, and nothing else.

`python -m tests.receive.fuzz --edits 500 --seed 1` makes them in Word's markup, tracked and not; `--office` has LibreOffice save each
file before it comes back; `--bridge /usr/bin/python3` has LibreOffice itself make them, by a Python that has its bridge.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from pipeline.documents.plan import plan_content
from pipeline.layout.office import find_office
from pipeline.passages.origins import map_document
from pipeline.word.compose import compose
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.receive.redactors import Expected, Redactor
from tests.receive.score import Score, Sent

_EVERYTHING = Path(__file__).parent.parent / "cases" / "everything" / "plan_source"
_A_FILE = 12  # edits
_AT_ONCE = 10  # files


@cache
def sent_plan() -> Sent:
    """The plan of the case that has everything, as it was sent."""
    project = Project(_EVERYTHING, TEMPLATES, Path("build"), keeps_cache=False)
    prepared = prepare(project, quiet)
    content = plan_content(prepared.resolved)
    found = map_document(content, prepared.resolved, prepared.source, project.source_called)
    return Sent(compose(content, prepared.templates["plan"]), found, prepared.source)


def edited(seed: int, tracked: bool) -> tuple[bytes, list[Expected]]:
    """A file with some edits, and what they are."""
    redactor = Redactor(sent_plan().docx, Random(seed), tracked)
    made = [edit for _ in range(_A_FILE) if (edit := redactor.edit())]
    return redactor.docx, made


def resaved(files: list[bytes]) -> list[bytes]:
    """Files as LibreOffice saves them."""
    program = find_office()
    assert program is not None, "LibreOffice is not there"
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "out"
        paths = [folder / f"{number:03}.docx" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        to = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out))
        command = [str(program), profile, "--headless", *to, *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return [(out / path.name).read_bytes() for path in paths]


def by_office(python: str, seed: int) -> list[tuple[bytes, list[Expected]]]:
    """Files that LibreOffice itself edited."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(_AT_ONCE):
            (folder / f"{seed}-{number}.docx").write_bytes(sent_plan().docx)
        script = Path(__file__).with_name("office_edits.py")
        subprocess.run([python, str(script), name, str(seed)], check=True, capture_output=True, timeout=1800)
        return [
            (
                path.read_bytes(),
                [Expected(**each) for each in json.loads(path.with_suffix(".json").read_text())],
            )
            for path in sorted(folder.glob("*.docx"))
        ]


def files(seed: int, edits: int, office: bool, bridge: str) -> Iterator[tuple[str, bytes, list[Expected]]]:
    """Edited files with what was done in them, until there are so many edits."""
    made = 0
    while made < edits:
        if bridge:
            batch = by_office(bridge, seed)
        else:
            batch = [edited(seed + number, tracked=number % 2 == 0) for number in range(_AT_ONCE)]
            if office:
                saved = resaved([data for data, _ in batch])
                batch = [(data, expected) for data, (_, expected) in zip(saved, batch, strict=True)]
        for number, (data, expected) in enumerate(batch):
            made += len(expected)
            yield f"seed {seed + number}", data, expected
        seed += _AT_ONCE


def main() -> int:
    """Run, tell what went wrong, and how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--bridge", default="")
    told = parser.parse_args()
    scores: list[Score] = []
    seconds: list[float] = []
    for name, data, expected in files(told.seed, told.edits, told.office, told.bridge):
        begin = time.process_time()
        score = sent_plan().score(data, expected)
        seconds.append(time.process_time() - begin)
        scores.append(score)
        for kind in ("missed", "invented", "misplaced"):
            for each in getattr(score, kind):
                print(f"{name}: {kind}: {each}")
    counts = [
        sum(len(getattr(each, kind)) for each in scores) for kind in ("missed", "invented", "misplaced")
    ]
    print(
        f"{sum(each.made for each in scores)} edits in {len(scores)} files: {counts[0]} missed, {counts[1]} invented,"
        f" {counts[2]} at the wrong line; {max(seconds):.2f} s for a file at the most"
    )
    return 1 if any(counts) else 0


if __name__ == "__main__":
    sys.exit(main())
