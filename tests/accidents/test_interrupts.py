"""Ctrl-C at any moment: the run ends at once, says so, and leaves one set of documents and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.accidents.builds import CITIES, Place, built_place, new_place
from tests.accidents.kill import gone
from tests.goldens import ROOT
from tests.layout.projects import emptied

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc を見て確かめます")

# Runs the module, and says so as soon as it looks to its signals itself: before that Python has not begun with it.
PRELUDE = """
import runpy, sys
def tell(event, arguments):
    if event == "import" and arguments[0] == "pipeline.start":
        sys.stdout.write("."); sys.stdout.flush()
sys.addaudithook(tell)
del sys.argv[:3]
runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
"""


# The same with a plan that is long enough to be shared.
SHARED = f"""
import os
from pipeline.verification import inspection
from pipeline.source import markdown
from pipeline.word.writing import laying
os.cpu_count = lambda: 2
inspection.WORTH_SHARING = markdown.WORTH_SHARING = laying.WORTH_SHARING = 0
{PRELUDE}"""


def interrupt(
    place: Place, moment: float, *pauses: float, number: int = signal.SIGINT, prelude: str = PRELUDE
) -> tuple[int, str]:
    """Press Ctrl-C that many seconds after the run has begun, and again after each pause: its end, and what it said."""
    process = place.start([sys.executable, "-c", prelude])
    assert process.stdout is not None
    assert process.stdout.read(1) == b"."
    time.sleep(moment)
    process.send_signal(number)
    for pause in pauses:
        time.sleep(pause)
        process.send_signal(number)
    _, said = process.communicate(timeout=60)
    return process.returncode, said.decode()


@pytest.fixture
def moments(request: pytest.FixtureRequest) -> Iterator[float]:
    """Random moments of a run."""
    random = Random(request.node.name)
    return iter(lambda: random.random(), 2.0)


def check(place: Place, before: str, after: str, code: int, said: str) -> None:
    """It ended as it should, and what it said of the documents is so."""
    assert "Traceback" not in said
    cities = set(place.cities().values())
    if code in (0, -signal.SIGINT):  # everything was done before
        assert (cities, "中止" in said) == ({after}, False)
        return
    assert (code, said.count("中止しました。")) == (130, 1), said
    assert cities == ({after} if "文書は新しくなっています。" in said else {before})
    assert gone(place)


@pytest.mark.parametrize("prelude", [PRELUDE, SHARED], ids=["alone", "shared"])
@pytest.mark.parametrize("pauses", [(), (0.0,), (0.003, 0.02)], ids=["once", "twice", "three times"])
def test_ctrl_c_ends_a_run_cleanly(
    pauses: tuple[float, ...], prelude: str, moments: Iterator[float], tmp_path: Path
) -> None:
    """During imports, while files are read or written, at the end; with a second process or without one."""
    place = built_place(tmp_path)
    before = CITIES[0]
    for number in range(1, 4):
        after = CITIES[number % 2]
        place.write(after)
        code, said = interrupt(place, next(moments) * 0.8, *pauses, prelude=prelude)
        check(place, before, after, code, said)
        if not pauses:
            assert place.leftovers() == []
        before = place.cities()["plan.docx"]


@pytest.mark.parametrize("pauses", [(), (0.01,)], ids=["once", "twice"])
def test_ctrl_c_ends_libreoffice_as_well(
    office: Path, pauses: tuple[float, ...], moments: Iterator[float], tmp_path: Path
) -> None:
    """Nothing runs on; pressed once, there is not even a temporary file."""
    place = built_place(tmp_path, pages=True)
    place.write(CITIES[1])
    for _ in range(1 + (not pauses)):
        code, said = interrupt(place, 0.9 + next(moments), *pauses)
        check(place, CITIES[0], CITIES[1], code, said)
        assert pauses or emptied(place.temporary)
    assert place.build()[0] == 0
    assert emptied(place.temporary)
    assert place.leftovers() == []


def test_a_system_that_shuts_down_ends_a_run_in_the_same_way(tmp_path: Path) -> None:
    """The shell's code for SIGTERM."""
    place = new_place(tmp_path)
    code, said = interrupt(place, 0.2, number=signal.SIGTERM)
    assert (code, "中止しました" in said, "Traceback" in said) == (143, True, False)
    assert not place.output.exists() or place.leftovers() == []


def test_a_run_that_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    """Begun with nohup: that the terminal has gone ends it no more."""
    place = new_place(tmp_path)
    process = place.start(["nohup", sys.executable, "-c", PRELUDE])
    assert process.stdout is not None
    assert process.stdout.read(1) == b"."
    process.send_signal(signal.SIGHUP)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode()
    assert set(place.cities().values()) == {CITIES[0]}


# What a signal meets


WITH_SIGNALS = """
import os, signal, sys, threading, time
from pipeline.system import interrupts
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background work has ignored
interrupts.listen()
press = lambda: os.kill(os.getpid(), signal.SIGINT)
class Held:
    def __init__(self, clear): self.clear = clear
    def __del__(self): self.clear()
def tell(word): print(word, flush=True)
def fail(): raise ValueError("in the way")
def clear_later(): time.sleep(0.2); tell("cleared")
try:
    {steps}
    tell("went on")
except KeyboardInterrupt:
    interrupts.leave()
interrupts.end(0)
"""


@pytest.mark.parametrize(
    ("steps", "code", "printed", "said"),
    [
        ("Held(press)", 130, [], "文書は前のままです"),
        ("Held(fail)", 0, ["went on"], "ValueError: in the way"),
        (
            "with interrupts.uninterrupted(): press(); press(); tell('put')",
            130,
            ["put"],
            "文書は新しくなっています",
        ),
        ("threading.Thread(target=clear_later).start(); press()", 130, ["cleared"], "文書は前のままです"),
    ],
    ids=["while objects go", "other errors there", "while documents are put", "while a thread clears away"],
)
def test_no_signal_gets_lost_and_none_comes_between(
    steps: str, code: int, printed: list[str], said: str
) -> None:
    """Python drops what is raised while objects are cleared away; documents are put whole, and threads end their work."""
    program = WITH_SIGNALS.format(steps=steps)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split("\n")[:-1]) == (code, printed), done.stderr
    assert said in done.stderr
    assert ("中止しました" in done.stderr) is (code == 130)
