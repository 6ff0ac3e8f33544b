"""Runs that are killed at random moments: what they leave is whole and of one source, and the next run completes.

`python -m tests.accidents.kill --times 200 --seed 1` is the long run: so many builds, half of which measure pages with
LibreOffice, and as many runs of each command that fills a folder of build/.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pipeline.workspace import output
from tests.accidents.builds import CITIES, Place, new_place
from tests.accidents.folders import FOLDERS, folder_place
from tests.layout.projects import emptied

# A run that has just written is killed as well, now and then.
_LONGER = 1.1


@dataclass(frozen=True)
class Killed:
    """What came of one kill: the documents are those before, after, or between and then completed from the list."""

    what: str
    seconds: float
    found: str


def kill_builds(folder: Path, times: int, seed: int, pages: bool, tell: bool = False) -> list[Killed]:
    """Kill that many builds of the smallest plan."""
    what = f"plan, {'with' if pages else 'without'} pages"
    return _kill_runs(new_place(folder, pages=pages), what, times, seed, tell)


def kill_commands(folder: Path, command: str, times: int, seed: int, tell: bool = False) -> list[Killed]:
    """Kill a command that fills a folder of build/ that many times."""
    return _kill_runs(folder_place(folder, command), command, times, seed, tell)


def _kill_runs(place: Place, what: str, times: int, seed: int, tell: bool) -> list[Killed]:
    """Kill that many runs, the source another one each time. Raises AssertionError where anything is wrong."""
    random = Random(seed)
    before = CITIES[0]
    length = _complete(place, before)
    killed: list[Killed] = []
    for number in range(times):
        after = CITIES[(number + 1) % 2]
        place.write(after)
        moment = random.uniform(0, length * _LONGER)
        found = _kill(place, moment, before, after)
        killed.append(Killed(what, moment, found))
        _complete(place, after)
        before = after
        if tell and len(killed) % 10 == 0:
            print(f"{what}: {dict(Counter(each.found for each in killed))}", flush=True)
    return killed


def _kill(place: Place, moment: float, before: str, after: str) -> str:
    process = place.start()
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert gone(place), f"killed after {moment:.3f} s, and LibreOffice goes on"
    cities = place.cities()
    assert set(cities) == place.expected, f"killed after {moment:.3f} s: {cities}"
    found = set(cities.values())
    if len(found) == 1:
        return "before" if found == {before} else "after"
    output.complete(place.written)
    assert set(place.cities().values()) == {after}, f"killed after {moment:.3f} s: {cities}"
    return "between"


def _complete(place: Place, city: str) -> float:
    """A run to its end, and how long it takes: everything is of this source, nothing is left of what was killed before."""
    begin = time.monotonic()
    code, said = place.build()
    seconds = time.monotonic() - begin
    assert code == 0, said
    assert place.cities() == dict.fromkeys(place.expected, city)
    assert place.leftovers() == []
    assert emptied(place.temporary), list(place.temporary.rglob("*"))
    return seconds


def gone(place: Place) -> bool:
    """Whether no process works for this place any more, a moment after the kill."""
    for _ in range(50):
        if not processes_of(place.temporary):
            return True
        time.sleep(0.1)
    return False


def processes_of(folder: Path) -> list[int]:
    """The processes that have a path in this folder on their command line, or in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in told and entry.name != str(os.getpid()):
            found.append(int(entry.name))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.accidents.kill")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    killed: list[Killed] = []
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for pages, times in ((False, arguments.times // 2), (True, arguments.times - arguments.times // 2)):
            killed += kill_builds(Path(folder) / f"pages-{pages}", times, arguments.seed, pages, tell=True)
        for command in FOLDERS:
            killed += kill_commands(
                Path(folder) / command, command, arguments.times, arguments.seed, tell=True
            )
    for (what, found), count in sorted(Counter((each.what, each.found) for each in killed).items()):
        print(f"{count:6} {found}: {what}")
    print(f"{time.monotonic() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
