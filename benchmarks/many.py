"""Many plans: copies of the shipped one, some with a fault, built by one run of `keikaku batch`."""

from __future__ import annotations

import csv
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Run, RunFailed, Series
from benchmarks.workshop import Workshop
from pipeline.batch.model import Outcome

_ROOT = Path(__file__).parent.parent
_SEED = 1
# How many plans, of which each so manieth has a fault, and how many of them a core is to build in a minute.
PLANS, WITH_PAGES, FAULTY = 200, 30, 10
LEAST, LEAST_WITH_PAGES = 130, 14
_PEERS = 5
# What is refused is what is wanted here, and no failure of the run.
_WITHOUT_EXIT_CODE = "import sys; from pipeline.start import main; sys.argv[0] = 'keikaku'; main()"
_CHAPTER = "chapters/02-situation.md"
# What goes wrong when somebody types: each is an edit of one file.
_FAULTS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "項目の名前": ("framework.yaml", lambda text: text.replace("課題認識:", "課題認しき:", 1)),
    "全角のコロン": ("framework.yaml", lambda text: text.replace("題: ", "題：", 1)),
    "字下げ": ("plan.yaml", lambda text: text.replace("\n  - ", "\n - ", 1)),
    "閉じていない囲み": (_CHAPTER, lambda text: text + "\n::: {.表 #tbl-lost}\n題\n"),
    "ない参照先": (_CHAPTER, lambda text: text + "\n[](#sec-gone)を見ます。\n"),
    "二つの見出し": (_CHAPTER, lambda text: text + "\n# もう一つの章 {#sec-second}\n"),
}


@dataclass(frozen=True)
class Many:
    """A run: how many plans by how many cores, what came of them, and how many a core built in a minute. `single` is what one of them
    takes by `make` alone."""

    plans: int
    pages: bool
    cores: int
    run: Series
    outcomes: Mapping[str, int]
    single: Series

    @property
    def rate(self) -> float:
        return self.plans / (self.run.wall / 60) / self.cores

    @property
    def target(self) -> int:
        return LEAST_WITH_PAGES if self.pages else LEAST


def measure_many() -> Iterator[Many]:
    """Without pages, and with them. Raises RunFailed where a sound plan was not built, or one with a fault was."""
    yield _measure(PLANS, pages=False)
    yield _measure(WITH_PAGES, pages=True)


def _measure(count: int, pages: bool) -> Many:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        workshop = Workshop(Path(name))
        faulty = _write(workshop.folder / "plans", count)
        _write(workshop.folder / "first", 1)
        layout = "auto" if pages else "none"
        _all(workshop, "first", layout)  # so that modules are compiled
        run = _all(workshop, "plans", layout)
        with (workshop.folder / "out" / "batch" / "report.csv").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            outcomes = {row["フォルダー"]: row["結果"] for row in csv.DictReader(file)}
        wrong = [
            each
            for each, outcome in outcomes.items()
            if outcome != (Outcome.PROBLEMS if each in faulty else Outcome.BUILT)
        ]
        if wrong or len(outcomes) != count:
            raise RunFailed(f"{len(outcomes)} plans; of these came out otherwise: {', '.join(wrong)}")
        single = _singly(workshop, sorted(outcomes.keys() - faulty)[:_PEERS], layout)
    return Many(count, pages, os.cpu_count() or 1, Series((run,)), Counter(outcomes.values()), single)


def _all(workshop: Workshop, plans: str, layout: str) -> Run:
    """One run over a folder of plans."""
    command = ("batch", plans, "--output", "out", "--layout", layout)
    return workshop.run([sys.executable, "-c", _WITHOUT_EXIT_CODE, *command])


def _write(folder: Path, count: int) -> frozenset[str]:
    """Plans in a folder each, and the names of those with a fault."""
    chance = random.Random(_SEED)
    faulty = set()
    for number in range(count):
        plan = folder / f"{number:03}"
        shutil.copytree(_ROOT / "plan_source", plan / "plan_source")
        shutil.copytree(_ROOT / "templates", plan / "templates", ignore=shutil.ignore_patterns("*.py"))
        if number % FAULTY == FAULTY - 1:
            file, spoil = _FAULTS[chance.choice([*_FAULTS])]
            path = plan / "plan_source" / file
            path.write_text(spoil(path.read_text("utf-8")), "utf-8")
            faulty.add(plan.name)
    return frozenset(faulty)


def _singly(workshop: Workshop, names: list[str], layout: str) -> Series:
    """A run each, from nothing, after one that compiles modules."""
    runs = []
    for name in [names[0], *names]:
        alone = Workshop(workshop.folder / "plans" / name, workshop.compiled)
        alone.forget()
        runs.append(alone.build("plan", "--layout", layout))
    return Series(tuple(runs[1:]))
