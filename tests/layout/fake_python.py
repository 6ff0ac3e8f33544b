"""Pythons that stand in for the one that talks to LibreOffice, and fail as it and LibreOffice can fail. Each is a script that is really started."""

from __future__ import annotations

import sys
from pathlib import Path

_HEAD = f"""#!{sys.executable}
import json, os, subprocess, sys, time
from pathlib import Path
here = Path(__file__).parent
starts = here / "starts"
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
first = len(starts.read_text()) == 1
def say(**answer):
    print(json.dumps(answer), flush=True)
def serve(data=b"%PDF-1.6 kept\\n%%EOF\\n", most=1000):
    say(ready=True)
    for number, line in enumerate(sys.stdin):
        if number == most:
            return
        request = json.loads(line)
        Path(request["to"]).write_bytes(data)
        say(id=request["id"], made=True)
"""
WORKS = "serve()"
HAS_NO_BRIDGE = "say(lacking='No module named uno')"
CAN_NOT_RUN = "sys.exit('Fatal Python error')"
# The first request is the one by which LibreOffice warms up.
DIES_ONCE = "serve(most=2 if first else 1000)"
DIES = "print('terminate called', file=sys.stderr, flush=True); serve(most=2)"
HANGS_ONCE = """
serve(most=3 if first else 1000)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(here / "child").write_text(str(child.pid))
time.sleep(600)
"""
HANGS = "say(ready=True); time.sleep(600)"
CUTS_SHORT = "serve(b'%PDF-1.6 half a fi')"
REFUSES = """
say(ready=True)
for line in sys.stdin:
    say(id=json.loads(line)["id"], failed="Write Code:16")
"""


def fake_python(folder: Path, behaviour: str) -> Path:
    """A program in `folder` that behaves so."""
    program = folder / "python"
    program.write_text(_HEAD + behaviour + "\n", "utf-8")
    program.chmod(0o755)
    return program


def starts_of(program: Path) -> int:
    """How often it was started."""
    return len((program.parent / "starts").read_text())
