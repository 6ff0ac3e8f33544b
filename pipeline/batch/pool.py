"""Tasks given to workers: processes of this machine, or those of a Dask cluster. Each result comes as soon as it is there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, TypeVar

import pipeline
from pipeline.problems import Code, MachineError

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")
# Windows can't wait for more processes at once (concurrent.futures says so).
_MOST_JOBS = 61
# Seconds until a cluster has to answer, and to have a worker.
_PATIENCE = 30


def processors() -> int:
    """How many tasks this machine does at once."""
    return min(os.cpu_count() or 1, _MOST_JOBS)


def on_processes(
    work: Callable[[T], R],
    tasks: Sequence[T],
    jobs: int,
    dead: Callable[[T], R],
    leave: Callable[[], None],
) -> Iterator[R]:
    """The result of each task, in the order in which they get done; `dead` is that of a task of which its worker died. A worker
    that has nothing more to do calls `leave`.

    With a worker that dies its whole pool is lost. What was under way then is tried once more, each task in a pool of
    its own, so one that kills its worker takes no other along. However the run ends, no worker is left.
    """
    waiting = deque(tasks)
    while waiting:
        for task in (yield from _until_one_dies(work, waiting, min(jobs, _MOST_JOBS), leave)):
            again = deque([task])
            if (yield from _until_one_dies(work, again, 1, leave)):
                yield dead(task)


def _until_one_dies(
    work: Callable[[T], R], waiting: deque[T], jobs: int, leave: Callable[[], None]
) -> Generator[R, None, Sequence[T]]:
    """Results of what is waiting, of which no more is given away than can be done at once. What comes back is what was under way
    when a worker died."""
    under_way: dict[Future[R], T] = {}
    with _pool(min(jobs, len(waiting)), leave) as pool:
        while waiting or under_way:
            while waiting and len(under_way) < jobs:
                try:
                    under_way[pool.submit(work, waiting[0])] = waiting[0]
                except BrokenProcessPool:
                    return [*under_way.values()]
                waiting.popleft()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                if isinstance(future.exception(), BrokenProcessPool):
                    return [*under_way.values()]
                del under_way[future]
                yield future.result()
    return []


@contextmanager
def _pool(jobs: int, leave: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Workers started anew, never forked: that is the same on every system, and safe beside threads."""
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (leave,))
    try:
        yield pool
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(leave: Callable[[], None]) -> None:
    """A worker's begin: it hears no Ctrl-C, since it is told to end by who started it, and ends when that one does."""
    Finalize(None, leave, exitpriority=0)  # before it waits for its threads, after which none can be started
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent, "a worker was started by somebody"
    parent.join()
    os._exit(1)


def on_cluster(
    work: Callable[[T], R],
    tasks: Sequence[T],
    scheduler: str,
    dead: Callable[[T], R],
    leave: Callable[[], None],
) -> Iterator[R]:
    """The same on a Dask cluster, whose workers see the same folders by the same paths, and live on. Raises MachineError where there is none, none
    with a worker, or one with another version of this program."""
    with _client(scheduler) as client:
        from distributed import as_completed

        futures = {client.submit(work, task, pure=False): task for task in tasks}
        for future in as_completed(futures):
            yield dead(futures[future]) if future.exception() else future.result()
        client.run(leave)


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise MachineError(
            Code.BATCH_WORKER,
            "Dask が入っていません",
            'pip install "keikaku[cluster]" で入れるか、--scheduler を付けずに実行してください',
        ) from None
    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:  # nobody there, nobody in time; no address
        raise _no_cluster(f"Dask のスケジューラー「{scheduler}」につながりません（{error}）") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise _no_cluster(f"「{scheduler}」に、ワーカーがいません") from error
        if others := {each for each in client.run(_version).values() if each != pipeline.__version__}:
            raise MachineError(
                Code.BATCH_WORKER,
                f"ワーカーの Keikaku の版が違います（{'、'.join(sorted(others))}。こちらは {pipeline.__version__}）",
                "すべてのワーカーに同じ版を入れてください",
            )
        yield client


def _version() -> str:
    return pipeline.__version__


def _no_cluster(message: str) -> MachineError:
    return MachineError(
        Code.BATCH_WORKER,
        message,
        "dask scheduler と dask worker を始め、tcp://サーバー名:8786 のような番地を指定してください",
    )
