"""Tasks given to workers: none stops the others, and no worker is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipeline.batch.pool import on_cluster, on_processes
from pipeline.problems import Code, MachineError
from tests.batch.work import leave_a_trace, nothing, own_number, square

ROOT = Path(__file__).parents[2]
FAMILY = """
import signal, sys
from pathlib import Path
from pipeline.batch.pool import on_processes
from tests.batch.work import nothing, sleep

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's job in the background does not hear it
    list(on_processes(sleep, [Path(sys.argv[1])] * 4, 2, str, nothing))
"""


def test_a_worker_that_dies_takes_no_other_task_along() -> None:
    results = list(on_processes(square, [7, 1, 2, 3], 2, lambda task: -task, nothing))
    assert sorted(results) == [-7, 1, 4, 9]


def test_a_worker_leaves_what_it_has_when_there_is_nothing_more_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEIKAKU_LEFT", str(tmp_path))
    workers = set(on_processes(own_number, [1, 2, 3], 2, int, leave_a_trace))
    assert {int(each.name) for each in tmp_path.iterdir()} >= workers


def test_an_error_of_a_task_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(on_processes((1).__floordiv__, [0], 1, str, nothing))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_is_left_however_the_run_ends(tmp_path: Path, number: signal.Signals) -> None:
    told = tmp_path / "begun"
    (tmp_path / "family.py").write_text(FAMILY, "utf-8")
    run = subprocess.Popen(
        [sys.executable, tmp_path / "family.py", told],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    while len([*tmp_path.glob("begun*")]) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    family = psutil.Process(run.pid).children(recursive=True)
    assert family
    run.send_signal(number)
    assert run.wait(20) != 0
    _, alive = psutil.wait_procs(family, 20)
    assert alive == []


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:9", "ここ"])
def test_a_cluster_that_is_not_there_is_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.pool._PATIENCE", 0.5)
    with pytest.raises(MachineError) as error:
        list(on_cluster(square, [1], scheduler, str, nothing))
    assert error.value.code is Code.BATCH_WORKER


def test_dask_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MachineError, match="Dask"):
        list(on_cluster(square, [1], "tcp://127.0.0.1:9", str, nothing))
