"""`python -m tests.preview.long --edits 500 --broken 20 --seed 1`: a preview over a day's work.

Random edits are saved as editors save them, some broken, some in bursts. A tab follows by the steps that it is told. At the end its pages
have to be those of a preview that begins then, and the processes may not have grown by more than a fifth.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.frozen import dataclass
from pipeline.preview.operations import Operation, Step
from pipeline.preview.session import Session
from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES
from tests.preview.browser import Shown, applied
from tests.preview.processes import descendants, memory
from tests.preview.running import Running, started

SOURCE = ROOT / "tests/cases/everything/plan_source"
# What is edited, by the names of plans: sources and templates.
PLANS = {
    "everything": (SOURCE, TEMPLATES),
    "children": (ROOT / "examples/children/plan_source", ROOT / "examples/children/templates"),
}
# Edits until a preview has at hand what it keeps: memory is compared from then on.
_WARM = 30
_MOST_GROWTH = 1.2
_PATIENCE = 60.0
_COARSE = 3.0  # seconds: a preview reads again what was saved within a drive's coarse time
_HEADING = re.compile(r"^##+ [^{\n]+?(?= ?\{|$)", re.MULTILINE)
_TITLE = re.compile(r"^ *(?:- )?題: [^\n'\"&*|>{\[]+$", re.MULTILINE)
_OURS = re.compile(r"\n\n試しの文章\d+です。")
_NUMBER = re.compile(r"試し\d+")


@dataclass(frozen=True)
class Outcome:
    """What came of a run: pages that were not as they should be, and the memory of all processes (MB) early and at the end."""

    wrong: list[str]
    early: float
    late: float
    seconds: float

    @property
    def is_good(self) -> bool:
        return not self.wrong and self.late <= self.early * _MOST_GROWTH


class Tab:
    """A browser's tab for each page, as far as blocks go: it hears every step, and asks for a page where it has missed one."""

    def __init__(self, preview: Running) -> None:
        self.preview = preview
        self.pages: dict[str, Shown] = {}
        self.versions: dict[str, int] = {}
        self.old = False
        self._open(preview.hear("state")["pages"])

    def _open(self, pages: list[dict[str, str]]) -> None:
        self.pages = {name: self._read(name) for name in (each["name"] for each in pages)}

    def _read(self, name: str) -> Shown:
        answer = self.preview.read(f"blocks/{name}")
        self.versions[name] = answer["version"]
        return [(identity, markup) for identity, markup in answer["blocks"]]

    def follow(self, until: Callable[[], bool]) -> None:
        """Hear updates until something is so."""
        end = time.monotonic() + _PATIENCE
        while not until():
            kind, told = self.preview.next()
            if kind == "update":
                self.take(told)
            assert time.monotonic() < end, "the preview did not follow"

    def rest(self) -> None:
        """Hear updates until the preview has read the files again some time after the last save."""
        end = time.monotonic() + _COARSE
        self.follow(lambda: time.monotonic() > end)

    def take(self, told: dict[str, Any]) -> None:
        """Do what an update says to every page."""
        self.old = told["old"]
        if "pages" in told:
            self._open(told["pages"])
        for name in self.pages:
            steps = told["operations"].get(name, ())
            if self.versions[name] == told["since"]:
                self.pages[name] = applied(self.pages[name], map(_step, steps))
                self.versions[name] = told["version"]
            elif self.versions[name] < told["version"]:
                self.pages[name] = self._read(name)

    def shows(self, words: str) -> bool:
        return any(words in markup for blocks in self.pages.values() for _, markup in blocks)


def _step(told: dict[str, object]) -> Operation:
    return Operation(**{**told, "step": Step(told["step"]), "places": tuple(told["places"])})  # type: ignore[arg-type]


class Drafter:
    """Somebody who edits a plan at random; every state in between is a sound one, but for what is broken on purpose."""

    def __init__(self, source: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.chapters = sorted(source.glob("chapters/*.md"))
        self.framework = source / "framework.yaml"
        self.count = 0

    def edit(self) -> str:
        """Save one edit; the words that the plan shows now and did not show before."""
        self.count += 1
        way = self.chance.choice((self._paragraph, self._paragraph, self._move, self._heading, self._title))
        path, text, words = way()
        self._save(path, text)
        return words

    def spoil(self) -> Callable[[], None]:
        """Save something that is wrong; what brings back the state before."""
        path = self.chance.choice([*self.chapters, self.framework])
        before = path.read_bytes()
        wrong = self.chance.choice(
            (
                before + b"\n\n[](#nowhere)\n\t- x: [\n",
                before[: len(before) // 2] + b"\n\t: [",
                b"\xff\xfe\x00",
            )
        )
        path.write_bytes(wrong)
        return lambda: self._save_bytes(path, before)

    def _paragraph(self) -> tuple[Path, str, str]:
        path = self.chance.choice(self.chapters)
        words = f"試しの文章{self.count}です。"
        return path, self._with(_OURS.sub("", path.read_text("utf-8"), count=1), words), words

    def _move(self) -> tuple[Path, str, str]:
        path, text, _ = self._paragraph()
        return path, self._with(text, more := f"試しの文章{self.count}0です。"), more

    def _with(self, text: str, words: str) -> str:
        """A text with one more paragraph, behind one of its headings."""
        places = [match.end() for match in re.finditer(r"^##? .*$", text, re.MULTILINE)]
        at = self.chance.choice(places)
        return f"{text[:at]}\n\n{words}{text[at:]}"

    def _heading(self) -> tuple[Path, str, str]:
        path = self.chance.choice(self.chapters)
        return self._marked(path, _HEADING)

    def _title(self) -> tuple[Path, str, str]:
        return self._marked(self.framework, _TITLE)

    def _marked(self, path: Path, pattern: re.Pattern[str]) -> tuple[Path, str, str]:
        text = path.read_text("utf-8")
        words = f"試し{self.count}"
        found = list(pattern.finditer(text))
        if not found:
            return self._paragraph()
        match = self.chance.choice(found)
        return path, f"{text[: match.start()]}{_NUMBER.sub('', match[0])}{words}{text[match.end() :]}", words

    def _save(self, path: Path, text: str) -> None:
        self._save_bytes(path, text.encode())

    def _save_bytes(self, path: Path, data: bytes) -> None:
        """As editors do: in place, by a new file that is renamed, or in two halves with a pause between."""
        match self.chance.randrange(3):
            case 0:
                path.write_bytes(data)
            case 1:
                beside = path.with_name(f".{path.name}.new")
                beside.write_bytes(data)
                os.replace(beside, path)
            case _:
                with path.open("wb") as file:
                    file.write(data[: len(data) // 2])
                    file.flush()
                    time.sleep(0.03)
                    file.write(data[len(data) // 2 :])


def run(project: Project, edits: int, broken: int, seed: int, tell: Callable[[str], None]) -> Outcome:
    """A preview over so many edits and broken ones, from its beginning to its end."""
    begin = time.monotonic()
    preview = started(project)
    try:
        return _run(preview, project, edits, broken, seed, tell, begin)
    finally:
        preview.process.send_signal(signal.SIGINT)
        preview.process.communicate(timeout=_PATIENCE)


def _run(
    preview: Running,
    project: Project,
    edits: int,
    broken: int,
    seed: int,
    tell: Callable[[str], None],
    begin: float,
) -> Outcome:
    tab, drafter = Tab(preview), Drafter(project.source, seed)
    tab.follow(lambda: bool(tab.pages))
    spoilt = {*drafter.chance.sample(range(edits), min(broken, edits))}
    early = 0.0
    for number in range(edits):
        if number in spoilt:
            mend = drafter.spoil()
            tab.follow(lambda: tab.old)
            mend()
            tab.follow(lambda: not tab.old)
        burst = drafter.chance.choice((1, 1, 1, 3))
        words = [drafter.edit() for _ in range(burst)][-1]
        tab.follow(lambda words=words: tab.shows(words))  # type: ignore[misc]
        if number == min(max(edits // 5, _WARM), edits) - 1:
            early = _memory(preview)
        if number % 25 == 24:
            tell(f"{number + 1} edits, {_memory(preview):.0f} MB")
    tab.rest()
    return Outcome([*_wrong(tab, preview, project)], early, _memory(preview), time.monotonic() - begin)


def _memory(preview: Running) -> float:
    return sum(map(memory, (preview.process.pid, *descendants(preview.process.pid))))


def _wrong(tab: Tab, preview: Running, project: Project) -> Iterator[str]:
    """The pages that differ from those of a preview that begins now: as the tab has them, and as the server does."""
    fresh = Session(project)
    site = fresh.update().site
    fresh.end()
    assert site, "the plan is sound"
    if {*tab.pages} != {page.name for page in site.pages}:
        yield f"pages: {sorted(tab.pages)}"
    for page in site.pages:
        now = [(block.id, block.markup) for block in page.blocks]
        served = [tuple(each) for each in preview.read(f"blocks/{page.name}")["blocks"]]
        if not tab.pages.get(page.name) == now == served:
            yield page.name


def copied(folder: Path, source: Path = SOURCE, templates: Path = TEMPLATES) -> Project:
    """A plan of its own in a folder."""
    shutil.copytree(source, folder / "plan_source")
    shutil.copytree(templates, folder / "templates")
    return Project(folder / "plan_source", folder / "templates", folder / "build")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--broken", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plan", choices=PLANS, default="everything")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder), *PLANS[told.plan])
        outcome = run(project, told.edits, told.broken, told.seed, lambda line: print(line, flush=True))
    print(f"{told.plan}, {told.edits} edits, {told.broken} broken, seed {told.seed}: {outcome.seconds:.0f} s")
    print(f"memory {outcome.early:.0f} MB → {outcome.late:.0f} MB ({outcome.late / outcome.early:.2f} times)")
    print("wrong pages: " + (", ".join(outcome.wrong) or "none"))
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
