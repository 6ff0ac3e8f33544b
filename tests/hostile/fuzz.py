"""Whole plans and templates, damaged by chance: each ends in documents that pass the checks, or in problems with places.

`python -m tests.hostile.fuzz --cases 10000 --seed 7` is the long run; it prints how to repeat each case that fails.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random

from pipeline.frozen import dataclass
from pipeline.model.pages import Setting
from pipeline.problems import PlanErrors
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import Memory
from pipeline.system import pandoc
from pipeline.word.fitting.scaling import base_setting, squeezed
from pipeline.workflows import build
from pipeline.workflows.prepare import prepare
from pipeline.workspace.kept import CURRENT
from pipeline.workspace.project import Files, Project
from tests.goldens import DOCUMENTS, TEMPLATES, quiet
from tests.hostile.mutations import mutated_bytes, mutated_text
from tests.hostile.template_mutations import mutated_template
from tests.small_plan import small_plan

SLOWEST = 30  # seconds that one case may take
_EVERYTHING = Path(__file__).parent.parent / "cases" / "everything" / "plan_source"
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Damaged(Project):
    """A project that is nowhere but in memory; texts that no accident met are those of `known`, and not read again."""

    files: Contents = None  # type: ignore[assignment]
    template_files: Contents = None  # type: ignore[assignment]
    known: bytes = b""

    def read(self, templates: Sequence[str]) -> Files:
        return Files(self.files, self.template_files, self.templates.name)

    def memory(self, kept: str = CURRENT) -> Memory:
        return Memory(self.known)


@dataclass(frozen=True)
class Mutation:
    """One accident: `chance` decides what happens to the file, so that it can be repeated without the others."""

    file: str
    chance: int

    def __str__(self) -> str:
        return f"{self.file}@{self.chance}"


@dataclass(frozen=True)
class Case:
    """A plan and its accidents."""

    base: str
    mutations: tuple[Mutation, ...]

    def __str__(self) -> str:
        return " ".join([self.base, *map(str, self.mutations)])


@dataclass(frozen=True)
class Outcome:
    """How a case ended: `failure` is empty where all is well, `codes` are those of the problems."""

    failure: str
    codes: frozenset[str]
    seconds: float


@cache
def bases() -> Mapping[str, Contents]:
    """The plans that are damaged, by name, with the templates' files; never the repository's own plan."""
    templates = {f"templates/{path.name}": path.read_bytes() for path in sorted(TEMPLATES.glob("*.*"))}
    everything = {
        path.relative_to(_EVERYTHING).as_posix(): path.read_bytes()
        for path in sorted(_EVERYTHING.rglob("*"))
        if path.is_file()
    }
    return {"small": {**small_plan(), **templates}, "everything": {**everything, **templates}}


@cache
def known(base: str) -> bytes:
    """What reading the plan before all accidents leaves for the next reading."""
    memory = Memory()
    load_plan(sources(bases()[base]), pandoc.read, "plan_source", memory)
    return memory.stored()


def sources(files: Contents) -> dict[str, bytes]:
    """The files of plan_source/."""
    return {path: data for path, data in files.items() if not path.startswith("templates/")}


def case_of(seed: int, number: int) -> Case:
    """The same case for the same seed and number."""
    random = Random(f"{seed}:{number}")
    base = random.choice(("small", "everything", "everything"))
    files = sorted(bases()[base])
    templates = [file for file in files if file.startswith("templates/")]
    pool = templates if random.random() < 0.4 else [file for file in files if file not in templates]
    count = random.choice((1, 1, 1, 2, 3))
    return Case(base, tuple(Mutation(random.choice(pool), random.randrange(1 << 32)) for _ in range(count)))


def damaged(case: Case) -> Contents:
    """The files after all accidents."""
    files = dict(bases()[case.base])
    for mutation in case.mutations:
        files[mutation.file] = _mutated(mutation, files[mutation.file])
    return files


def _mutated(mutation: Mutation, data: bytes) -> bytes:
    random = Random(mutation.chance)
    if mutation.file.endswith(".docx"):
        return mutated_template(random, data)
    if mutation.file.endswith(".png") or random.random() < 0.05:
        return mutated_bytes(random, data)
    return mutated_text(random, data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def run(case: Case) -> Outcome:
    """Make the documents in memory. A failure is whatever is neither a finished document nor a problem with a place."""
    files = damaged(case)
    templates = {
        path.partition("/")[2]: data for path, data in files.items() if path.startswith("templates/")
    }
    nowhere = Path("nowhere")
    project = Damaged(
        Path("plan_source"),
        Path("templates"),
        nowhere,
        keeps_cache=False,
        files=sources(files),
        template_files=templates,
        known=known(case.base),
    )
    begin = time.perf_counter()
    failure, codes = "", frozenset[str]()
    try:
        with _limited(SLOWEST):
            build.make(project, DOCUMENTS, None, quiet)
            if any(mutation.file.startswith("templates/") for mutation in case.mutations):
                _squeeze(project)
    except PlanErrors as errors:
        codes = frozenset(problem.code.value for problem in errors.problems)
        mute = [p for p in errors.problems if not p.location.file or not _JAPANESE.search(p.message)]
        failure = f"problem without place or words: {mute[0]}" if mute else ""
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        failure = _told(error)
    return Outcome(failure, codes, time.perf_counter() - begin)


def _squeeze(project: Project) -> None:
    """The templates of the sheets, a little smaller."""
    prepared = prepare(project, quiet)
    for name, fit in prepared.fits.items():
        if fit.sizes:
            own = base_setting(prepared.templates[name])
            squeezed(prepared.templates[name], Setting(own.size - 1, own.line * 0.9, own.padding / 2), 5)


def _told(error: BaseException) -> str:
    """The error's kind and words, and the innermost of our lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/pipeline/" in frame.filename]
    where = f"{frames[-1].filename.rpartition('/pipeline/')[2]}:{frames[-1].lineno}" if frames else "?"
    findings = getattr(error, "findings", ())
    kind = type(error).__name__ + "".join(f"[{code}]" for code in sorted({each.code for each in findings}))
    return f"{kind} at {where}: {' '.join(str(error).split())[:400]}"


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raises TimeoutError after `seconds`, where the system knows alarms."""

    def end(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def smallest(case: Case, failure: str) -> Case:
    """The case without the accidents that it does not need to fail in the same place."""
    place = failure.partition(":")[0]
    for mutation in case.mutations:
        fewer = Case(case.base, tuple(each for each in case.mutations if each != mutation))
        if fewer.mutations and run(fewer).failure.startswith(place):
            return smallest(fewer, failure)
    return case


# The command


def _numbered(arguments: tuple[int, int]) -> tuple[int, Case, Outcome]:
    case = case_of(*arguments)
    return arguments[1], case, run(case)


def _repeat(words: Sequence[str]) -> int:
    """Run one case as it was printed, and show what its files became."""
    pairs = (word.rpartition("@") for word in words[1:])
    case = Case(words[0], tuple(Mutation(file, int(chance)) for file, _, chance in pairs))
    files = damaged(case)
    for file in dict.fromkeys(mutation.file for mutation in case.mutations):
        if not file.endswith((".docx", ".png")):
            print(f"--- {file}\n{files[file].decode('utf-8', 'replace')}")
        else:
            target = Path(f"fuzzed-{Path(file).name}")
            target.write_bytes(files[file])
            print(f"--- {file}: {target}")
    outcome = run(case)
    print(outcome.failure or f"ok: {', '.join(sorted(outcome.codes)) or 'made'}")
    return bool(outcome.failure)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--repeat", nargs="+", metavar="WORD", help="a case, as it was printed")
    arguments = parser.parse_args()
    if arguments.repeat:
        return _repeat(arguments.repeat)
    codes: Counter[str] = Counter()
    failures: dict[str, int] = {}
    slowest, begin = 0.0, time.perf_counter()
    with Pool(arguments.jobs) as pool:
        numbers = ((arguments.seed, number) for number in range(arguments.cases))
        for done, (number, case, outcome) in enumerate(pool.imap_unordered(_numbered, numbers), 1):
            codes.update(outcome.codes or (["(failed)"] if outcome.failure else ["(made)"]))
            slowest = max(slowest, outcome.seconds)
            place = outcome.failure.partition(":")[0] + outcome.failure.partition(":")[2].partition(":")[0]
            failures[place] = failures.get(place, 0) + 1
            if outcome.failure and failures[place] == 1:
                print(
                    f"{number}: {outcome.failure}\n    --repeat {smallest(case, outcome.failure)}", flush=True
                )
            if done % 100 == 0:
                bad = sum(count for each, count in failures.items() if each)
                print(f"{done} cases, {bad} failed, {time.perf_counter() - begin:.0f} s", flush=True)
    for code, count in codes.most_common():
        print(f"{count:6} {code}")
    print(f"slowest: {slowest:.1f} s; failures: { {each: n for each, n in failures.items() if each} }")
    return any(failures.keys() - {""})


if __name__ == "__main__":
    sys.exit(main())
