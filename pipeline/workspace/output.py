"""build/: documents are put into it all or nothing, whatever happens meanwhile.

What is new is written into a folder of its own, then a list of it; only then does each file take its place, by one
renaming. A run that comes after one that was killed finds the list and carries it out, or finds none and clears away
what was begun: the documents are those of one run. One process at a time does this.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.problems import Code, MachineError
from pipeline.system.held_files import once_free
from pipeline.system.interrupts import uninterrupted
from pipeline.system.locks import alone
from pipeline.system.long_paths import check_lengths

_DESK = ".writing"
_DRAFT, _LIST = "list.new", "list.json"


@dataclass(frozen=True)
class _Changes:
    """The files that are to take their places, and those that are to go."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


def put(
    folder: Path,
    documents: Mapping[str, bytes],
    companions: Mapping[str, str],
    former: Collection[str] = (),
) -> tuple[str, ...]:
    """Put the documents into `folder`: each is whole at any moment, and none is replaced unless all can be.

    `companions` names the file that goes with a document (its PDF): where the document changes and no companion
    comes with it, the old one goes. So do those that a `former` run made and this one does not. Those that went come back.
    Raises MachineError.
    """
    check_lengths(folder / _DESK / name for name in (*documents, _DRAFT))
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            _complete(folder)
            left = [name for name in sorted(former) if name not in documents and (folder / name).is_file()]
            check_writable(folder, [*documents, *companions.values(), *left])
            new = {name: data for name, data in documents.items() if not _holds(folder / name, data)}
            outdated = (
                companion
                for document, companion in companions.items()
                if document in new and companion not in documents and (folder / companion).exists()
            )
            gone = (*outdated, *left)
            if new or gone:
                _replace(folder, new, gone)
    return gone


def complete(folder: Path) -> None:
    """Bring to an end what a run began that was killed while it wrote. Raises MachineError if that can't be done."""
    if (folder / _DESK).is_dir():
        with _told(folder), alone(folder):
            _complete(folder)


def check_writable(folder: Path, names: Sequence[str]) -> None:
    """Raise MachineError if the folder can't be written to, naming every file that somebody has open."""
    there = next((each for each in (folder, *folder.absolute().parents) if each.exists()), folder)
    if there.is_dir() and not os.access(there, os.W_OK):
        raise _unwritable(folder, "書き込みが許されていません")
    held = [name for name in names if _marks(folder, name) or _is_locked(folder / name)]
    marks = [str(mark) for name in held for mark in _marks(folder, name)]
    if held:
        stale = f"。誰も開いていないのに出るときは、{'、'.join(marks)} を消してください" if marks else ""
        raise MachineError(
            Code.OUTPUT_HELD,
            f"開かれているため書き込めません: {'、'.join(str(folder / name) for name in held)}",
            f"Wordなどで開いている文書を閉じてから、もう一度実行してください{stale}",
        )


def _marks(folder: Path, name: str) -> list[Path]:
    """The files by which a program says that it has the document open.

    Word leaves ~$name, with the first two letters cut from longer names, LibreOffice .~lock.name#.
    """
    marks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    return [folder / mark for mark in marks if (folder / mark).exists()]


def _is_locked(path: Path) -> bool:
    """Whether a file is there and can't be written to, as on Windows while a program has it open."""
    try:
        with once_free(lambda: path.open("r+b")):
            return False
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has these very bytes already."""
    try:
        return path.stat().st_size == len(data) and once_free(path.read_bytes) == data
    except FileNotFoundError:
        return False


def _replace(folder: Path, new: Mapping[str, bytes], gone: tuple[str, ...]) -> None:
    desk = folder / _DESK
    changes = _Changes(tuple(new), gone)
    try:
        desk.mkdir()
        for name, data in new.items():
            _write_through(desk / name, data)
        _write_through(desk / _DRAFT, json.dumps(asdict(changes)).encode())
        with uninterrupted():
            # From here on it is done, if not by this run then by the next.
            once_free(lambda: os.replace(desk / _DRAFT, desk / _LIST))
            _sync(desk)
            _carry_out(folder, changes)
    finally:
        if desk.exists() and not (desk / _LIST).exists():
            shutil.rmtree(desk, ignore_errors=True)


def _complete(folder: Path) -> None:
    """Carry out the list that a killed run left, or clear away what it had not listed yet."""
    desk = folder / _DESK
    if changes := _read_list(desk / _LIST):
        check_writable(folder, [*changes.new, *changes.gone])
        _carry_out(folder, changes)
    elif desk.is_dir():
        shutil.rmtree(desk)


def _read_list(path: Path) -> _Changes | None:
    """The list, or None where there is none, or none that this program wrote."""
    try:
        value = json.loads(path.read_text("utf-8"))
        changes = _Changes(tuple(value["new"]), tuple(value["gone"]))
        plain = all(Path(name).name == name for name in (*changes.new, *changes.gone))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return changes if plain else None


def _carry_out(folder: Path, changes: _Changes) -> None:
    """Every file of the list in its place, but those that are there already; then the list is done with."""
    desk = folder / _DESK
    for name in changes.gone:
        once_free(partial((folder / name).unlink, missing_ok=True))
    for name in changes.new:
        if (desk / name).exists():
            _move(desk / name, folder / name)
    _sync(folder)
    once_free((desk / _LIST).unlink)
    shutil.rmtree(desk, ignore_errors=True)


def _move(beside: Path, target: Path) -> None:
    try:
        once_free(lambda: os.replace(beside, target))
    except OSError as error:
        raise MachineError(
            Code.OUTPUT_HELD,
            f"書き込んでいるうちに開かれたため、{target} を新しくできません（{error.strerror or error}）",
            "文書を閉じてから、もう一度実行してください。それまでは、新しい文書と前の文書が混ざっています",
        ) from error


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames in a folder last if the power fails. Windows sees to that itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # drives that can't
                raise
        finally:
            os.close(handle)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn refusals by the system into messages."""
    if folder.exists() and not folder.is_dir():
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{folder} がフォルダーではありません",
            "同じ名前のファイルを別の所へ移してください",
        )
    try:
        yield
    except TimeoutError as error:
        raise MachineError(
            Code.OUTPUT_HELD,
            f"{folder} に、ほかの実行が書き込んでいます",
            "それが終わってから、もう一度実行してください",
        ) from error
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error


def _unwritable(folder: Path, reason: str) -> MachineError:
    return MachineError(
        Code.OUTPUT_UNWRITABLE,
        f"{folder} に書き込めません（{reason}）",
        "開いている文書を閉じ、フォルダーに書き込めるか、空きがあるかを確かめてください",
    )
