"""Work shared with another process: the same results in the same order, whatever becomes of that process."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline.model.share import Share
from pipeline.problems import PlanErrors
from pipeline.source import markdown
from pipeline.system import garbage, second_process
from pipeline.verification import inspection
from pipeline.word.writing import laying
from pipeline.workflows import build
from pipeline.workspace.project import Project
from tests.goldens import DOCUMENTS, ROOT, TEMPLATES, quiet
from tests.hostile.projects import write_project
from tests.shared_work import (
    Ring,
    die,
    die_at_one,
    leave_ring,
    refuse,
    refuse_there,
    sleep,
    speak,
    where,
)
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter

PIECES = tuple(range(40))
HERE = os.getpid()


@pytest.fixture
def share() -> Iterator[Share]:
    """Shares, however many processors there are."""
    with second_process.two_processes(forced=True) as share:
        yield share


def test_both_processes_do_a_part_and_results_come_in_order(share: Share) -> None:
    """The first piece is always done here, the last one there."""
    list(share(where, (0, 1)))  # the other one has started
    pieces, processes = zip(*share(where, PIECES), strict=True)
    assert pieces == PIECES
    assert processes[0] == HERE != processes[-1]
    assert len(set(processes)) == 2


def test_one_work_after_another_is_shared(share: Share) -> None:
    """With one process, which is started once."""
    others = {process for _ in range(3) for _, process in share(where, (0, 1))} - {HERE}
    assert len(others) == 1


def test_work_that_comes_while_the_other_process_is_busy_is_done_here(share: Share) -> None:
    """And the first work goes on."""
    first = share(where, PIECES)
    assert {process for _, process in share(where, (1, 2, 3))} == {HERE}
    assert [piece for piece, _ in first] == [*PIECES]


def test_with_one_processor_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process would take turns with this one."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with second_process.two_processes() as share:
        assert {process for _, process in share(where, (1, 2, 3))} == {HERE}


@pytest.mark.parametrize("wrong", [0, 1, 39])
def test_an_error_is_raised_where_it_would_be_without_the_other_process(wrong: int, share: Share) -> None:
    """The first one, as itself, after the results before it."""
    results, done = share(partial(refuse, wrong), PIECES), list[int]()
    with pytest.raises(PlanErrors) as raised:
        done.extend(results)
    assert done == [*range(wrong)]
    assert raised.value.problems[0].location.line == wrong


@pytest.mark.parametrize("how", [signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)])
def test_what_a_process_that_was_killed_had_begun_is_done_here(how: int, share: Share) -> None:
    """So is all work after it."""
    assert list(share(partial(die, HERE, how), PIECES)) == [*PIECES]
    assert {process for _, process in share(where, (1, 2, 3))} == {HERE}


def test_a_process_that_can_t_be_started_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, share: Share
) -> None:
    """This machine may have no room for it."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert {process for _, process in share(where, (1, 2, 3))} == {HERE}


def test_what_does_not_pickle_is_done_here(share: Share) -> None:
    """Neither as a function, nor as a piece, nor as a result."""
    assert list(share(lambda piece: piece + 1, (1, 2))) == [2, 3]
    with second_process.two_processes(forced=True) as another:
        assert [piece() for piece in another(partial, (lambda: 1, lambda: 2, lambda: 3))] == [1, 2, 3]


def test_what_is_printed_over_there_does_not_disturb(share: Share) -> None:
    """Answers come by the same road."""
    assert list(share(speak, PIECES)) == [*PIECES]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")
def test_the_other_process_ends_with_the_work_or_with_this_one() -> None:
    """Whatever it is at, and however this one ends."""
    with second_process.two_processes(forced=True) as share:
        assert next(share(sleep, PIECES)) == HERE
    program = "from tests.shared_work import start_and_be_killed; start_and_be_killed()"
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        other = Path("/proc", process.stdout.readline().decode().strip())
        assert other.is_dir()
        process.kill()
    for _ in range(100):
        if not other.is_dir():
            return
        time.sleep(0.1)
    raise AssertionError("the other process goes on")


# A whole plan


TABLE = "| 年 | 人 |\n|---|---|\n| 令和{0}年 | {0}人 |\n| 令和{0}年度の合計 | 1,23{0}人 |"
TEXTS = "\n\n".join(
    f"::: {{.表 #tbl-t{number}}}\n題{number}\n\n{TABLE.format(number)}\n:::\n\n"
    f"注[^n{number}]のある文章で、[](#tbl-t{number})を見ます。\n\n[^n{number}]: 注です。"
    for number in range(30)
)
CSV = '::: {.表 #tbl-csv csv="data/a.csv"}\n題\n:::'


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Makes every plan long enough to be shared; has an entry for each other process."""
    started: list[int] = []
    start = second_process._start

    def counted(kept: bool) -> subprocess.Popen[bytes]:
        process = start(kept)
        started.append(process.pid)
        return process

    monkeypatch.setattr(second_process, "_start", counted)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for module in (markdown, laying, inspection):
        monkeypatch.setattr(module, "WORTH_SHARING", 0)
    return started


def test_a_process_that_is_expected_to_work_is_there_before_the_work(starts: list[int]) -> None:
    with second_process.two_processes(first=where) as share:
        assert len(starts) == 1
        assert {process for _, process in share(where, (0, 1))} == {HERE, *starts}


def test_a_long_plan_has_its_other_process_before_it_is_read(
    starts: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long it is, its files' sizes tell."""

    def stop(*_: object) -> None:
        raise PlanErrors([])

    monkeypatch.setattr(build, "prepare", stop)
    write_project(tmp_path)
    length = Project(tmp_path / "plan_source", TEMPLATES, tmp_path).length()
    assert length == sum(len(path.read_bytes()) for path in tmp_path.rglob("*.md"))
    for least, started in ((length + 1, 0), (length, 1)):
        monkeypatch.setattr(build, "_LONG", least)
        with pytest.raises(PlanErrors):
            make(tmp_path / "plan_source", "build")
        assert len(starts) == started


def make(source: Path, name: str) -> build.Built:
    """The documents of a plan of which nothing is known."""
    return build.make(Project(source, TEMPLATES, source.parent / name), DOCUMENTS, None, quiet)


def test_a_plan_is_the_same_however_it_is_shared(
    starts: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte by byte, and what its author is told, and what is kept for the next run."""
    write_project(tmp_path, {CHAPTER: chapter(f"{TEXTS}\n\n{CSV}"), "data/a.csv": "年,人\n１,2\n"})
    shared = make(tmp_path / "plan_source", "shared")
    assert len(starts) == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert make(tmp_path / "plan_source", "alone") == shared
    assert len(starts) == 1
    kept = [_values(tmp_path / name / ".cache/markdown/blocks") for name in ("shared", "alone")]
    assert kept[0] == kept[1]


def _values(memory: Path) -> dict[str, str]:
    """What a memory holds, by its keys. Its bytes also say which equal words are one object, as they are where nothing was shared."""
    known = pickle.loads(memory.read_bytes())
    return {key: repr(pickle.loads(value)) for key, value in known.items()}


def test_problems_are_told_in_their_order_however_they_are_shared(
    starts: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of one half, then those of the other."""
    wrong = {CHAPTER: chapter("`符号`です。\n\n~~消す~~文章です。")}
    wrong["framework.yaml"] = FRAMEWORK_YAML.replace("課題です。", "課題は`符号`です。")
    write_project(tmp_path, wrong)
    told = []
    for processors in (2, 1):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        with pytest.raises(PlanErrors) as raised:
            make(tmp_path / "plan_source", "build")
        told.append([str(problem) for problem in raised.value.problems])
    assert len(starts) == 1
    assert told[0] == told[1]
    assert len({problem.partition(":")[0] for problem in told[0]}) == 2


def test_a_short_plan_is_not_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting another process would take longer."""
    monkeypatch.setattr(second_process, "_start", lambda kept: pytest.fail("it was started"))
    write_project(tmp_path)
    make(tmp_path / "plan_source", "build")


# A process that is kept for one function


@pytest.fixture
def kept() -> Iterator[second_process.KeptProcess]:
    process = second_process.KeptProcess()
    yield process
    process.end()


def test_a_kept_process_does_all_that_it_is_asked(kept: second_process.KeptProcess) -> None:
    """One process, from call to call, so that it can keep what it has made."""
    first, second = kept.call(where, 1), kept.call(where, 2)
    assert first
    assert second
    assert (first[0], second[0]) == (1, 2)
    assert first[1] == second[1] != HERE


def test_what_a_kept_process_fails_at_is_done_here(kept: second_process.KeptProcess) -> None:
    """Where an error can be told, or does not arise."""
    assert kept.call(refuse_there, HERE) == HERE


def test_after_a_kept_process_was_killed_there_is_another_one(kept: second_process.KeptProcess) -> None:
    """And what it was at is done here."""
    mortal = partial(die_at_one, HERE)
    assert kept.call(mortal, 1) == (1, HERE)
    after = kept.call(mortal, 2)
    assert after
    assert after[1] != HERE


def test_a_kept_process_that_was_ended_gives_nothing_any_more(kept: second_process.KeptProcess) -> None:
    """Nobody waits for it, and nothing is done in its place."""
    kept.call(where, 1)
    kept.end()
    assert kept.call(where, 1) is None


# What is left in processes that are kept


@pytest.mark.parametrize("is_kept", [True, False])
def test_another_process_looks_for_garbage_when_it_is_idle_if_it_is_kept(is_kept: bool) -> None:
    """One that ends with its run need not, so nothing there waits for a search."""
    with second_process.two_processes(forced=True, kept=is_kept) as share:
        list(share(where, (0, 1)))  # the other one has started
        list(share(leave_ring, PIECES))
        time.sleep(3 * second_process._IDLE)
        assert [*share(leave_ring, PIECES)][-1] is not is_kept  # the last piece is the first one there


def test_a_kept_process_gives_back_its_garbage_between_calls(kept: second_process.KeptProcess) -> None:
    """It may do so for a whole day."""
    kept.call(leave_ring, 1)
    time.sleep(3 * second_process._IDLE)
    assert kept.call(leave_ring, 2) is False


def test_what_was_kept_for_long_is_given_back_in_the_end() -> None:
    """Searches leave out what former ones have found in use, but not for ever."""
    kept = Ring()
    garbage.collect_garbage(3)
    seen = weakref.ref(kept)
    del kept
    for _ in range(3):
        garbage.collect_garbage(3)
    assert seen() is None
