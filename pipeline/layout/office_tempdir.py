"""The temporary folder in which LibreOffice works: cleared away after its run, or by the next one if that was killed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from pipeline.system.locks import LOCK, acquire, release

# Nobody calls a folder of his own so: what has this name is removed.
PREFIX = "keikaku-libreoffice-"
PROFILE = "profile"  # LibreOffice's own folder in it
# Where it has its pipes, whatever TMPDIR says.
_PIPES = (Path("/tmp"), Path("/var/tmp"))


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder that nobody else uses, and that says through its lock that its run lives."""
    folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    lock: int | None = None
    try:
        with suppress(OSError):  # where there are no locks, nothing is ever taken for abandoned
            lock = acquire(Path(folder.name))
        (Path(folder.name) / PROFILE).mkdir()  # after the lock: what holds something is locked, or abandoned
        yield Path(folder.name)
    finally:
        if lock is not None:
            release(lock)
        _drop_pipes(Path(folder.name))
        # A profile has many folders: they go while the PDFs are read.
        Thread(target=folder.cleanup).start()


def clear_abandoned() -> None:
    """Remove the folders of runs that were killed; those of other people can't be looked into, and stay.

    One with nothing in it but its lock may just have been made, and not be locked yet.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            begun = any(path.name != LOCK for path in folder.iterdir())
            if begun and (lock := acquire(folder)) is not None:
                release(lock)
                _drop_pipes(folder)
                shutil.rmtree(folder, ignore_errors=True)


def pipes_of(folder: Path) -> Iterator[Path]:
    """The pipes of a LibreOffice that works in this folder, on Unix: the one through which it is talked to, which is named after
    the folder, and its own (sal_Unicode, hexadecimal without noughts), by which it would hear of a second start. Killed, it leaves them."""
    profile = hashlib.md5((folder / PROFILE).as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    own = "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in profile)
    yield from (
        each for place in _PIPES for name in (folder.name, own) for each in place.glob(f"OSL_PIPE_*_{name}")
    )


def _drop_pipes(folder: Path) -> None:
    for path in pipes_of(folder):
        with suppress(OSError):
            path.unlink()
