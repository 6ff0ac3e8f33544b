"""The kit's start, run as a script: what is missing or changed in the kit is named before anything of it is loaded.

It imports the standard library alone, since any other file may be the one that is damaged. Sizes are compared at each start; a
file's digest where it was not looked at before, or has another time since: what was looked at is kept in checked.json. Where that
can't be written nobody can change the kit either, and sizes are all that is compared: reading 300 MB from a share at each start
would take longer than the plan. Files that an older kit had and this one lacks are taken away, if they are as that one had them.

Byte code is kept beside modules by Python itself, by their times and sizes, and those may be the same in two kits: so all of it goes
when a kit is new, before any module is loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

_MANIFEST, _CHECKED = "kit.json", "checked.json"
# What runs. Pages of the guide and examples may be changed by whoever likes to.
_FOLDERS = ("python", "lib", "app", "libreoffice")
_LAUNCHERS = (".cmd",)
_DAMAGED, _HELD, _EXTRA = "kit.damaged", "kit.held", "kit.extra"
_BYTE_CODE = "__pycache__"
_MOST = 10  # files that are named
_MACHINE = 3  # commands/screen.py: the exit code
# Seconds after which a file is opened again: a virus scanner holds what is new for a moment.
_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6)


class State(NamedTuple):
    """A file as the folder lists it: its size in bytes, and when it was written, in nanoseconds."""

    size: int
    time: int


class Kit(NamedTuple):
    """What kit.json says: for each file that runs its size and SHA-256, and a digest of all that it says."""

    files: Mapping[str, tuple[int, str]]
    digest: str


class Checked(NamedTuple):
    """What was looked at last: the kit's digest, and the time of each file that was as it should be then."""

    digest: str
    times: Mapping[str, int]


def read_kit(data: bytes) -> Kit:
    """The kit that a kit.json tells of. Raises ValueError, KeyError or TypeError for what is none."""
    files = {path: (size, digest) for path, (size, digest) in json.loads(data)["files"].items()}
    return Kit({path: said for path, said in files.items() if _runs(path)}, hashlib.sha256(data).hexdigest())


def look(root: str, kit: Kit) -> dict[str, State]:
    """All files that run, by their paths in the kit. A folder's list has sizes and times on Windows: no file is asked by itself."""
    found: dict[str, State] = {}
    folders = {
        path.partition("/")[0] for path in kit.files
    }  # a LibreOffice that the office put there is none of the kit's
    for entry in _entries(root):
        if entry.is_dir(follow_symlinks=False):
            if entry.name in folders:
                _look_into(entry.path, entry.name, found)
        elif entry.name.endswith(_LAUNCHERS):
            found[entry.name] = _state(entry)
    return found


def check(
    root: str, kit: Kit, there: Mapping[str, State], before: Checked | None
) -> tuple[list[str], list[str], list[str]]:
    """The files that are missing, those that are changed, and those that can't be read. Without what was looked at before, sizes alone
    are compared."""
    missing = [path for path in kit.files if path not in there]
    changed = [path for path, (size, _) in kit.files.items() if path in there and there[path].size != size]
    held: list[str] = []
    for path in _unseen(kit, there, before) if before else ():
        if path in missing or path in changed:
            continue
        try:
            if _digest(os.path.join(root, path)) != kit.files[path][1]:
                changed.append(path)
        except OSError:
            held.append(path)
    return missing, changed, held


def _unseen(kit: Kit, there: Mapping[str, State], before: Checked) -> list[str]:
    """The files whose content has to be looked at."""
    known = before.times if before.digest == kit.digest else {}
    return [path for path in kit.files if path in there and known.get(path) != there[path].time]


def _digest(path: str) -> str:
    """A file's SHA-256. Raises OSError, once it has waited for whoever has it open."""
    for pause in (*_PAUSES, 0.0):
        try:
            with open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except PermissionError:
            if not pause:
                raise
            time.sleep(pause)
    raise AssertionError


def _runs(path: str) -> bool:
    folder, inside, _ = path.partition("/")
    return folder in _FOLDERS if inside else path.endswith(_LAUNCHERS)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:  # what is in it counts as missing
        return


def _look_into(folder: str, name: str, found: dict[str, State]) -> None:
    for entry in _entries(folder):
        path = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if entry.name != _BYTE_CODE:
                _look_into(entry.path, path, found)
        else:
            found[path] = _state(entry)


def _state(entry: os.DirEntry[str]) -> State:
    state = entry.stat()
    return State(state.st_size, state.st_mtime_ns)


def read_checked(root: str) -> Checked | None:
    """What was looked at before; nothing in it where that is not known, and None where it can't be kept either."""
    path = os.path.join(root, _CHECKED)
    try:
        with open(path, "a+b") as file:
            file.seek(0)
            data = file.read()
    except OSError:
        return None
    try:
        said = json.loads(data)
        return Checked(str(said["kit"]), dict(said["files"]))
    except (ValueError, KeyError, TypeError):
        return Checked("", {})


def _keep(root: str, kit: Kit, there: Mapping[str, State]) -> None:
    """Keep what was looked at. Where that fails, it is looked at again at the next start."""
    times = {path: there[path].time for path in kit.files}
    path = os.path.join(root, _CHECKED)
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "w", encoding="utf-8", newline="\n") as file:
            json.dump({"kit": kit.digest, "files": times}, file)
        os.replace(beside, path)
    except OSError:
        _remove(beside)


def _remove(path: str) -> bool:
    try:
        os.remove(path)
    except OSError:
        return False
    return True


def left_over(kit: Kit, there: Mapping[str, State], before: Checked) -> tuple[Sequence[str], Sequence[str]]:
    """The files that are none of this kit: those that an older kit had and nobody has changed since, and others."""
    extra = [path for path in there if path not in kit.files and not path.endswith(_LAUNCHERS)]
    older = [path for path in extra if before.times.get(path) == there[path].time]
    return older, [path for path in extra if path not in older]


def _tidy(root: str, kit: Kit, there: Mapping[str, State], before: Checked) -> Sequence[str]:
    """Take away what an older kit left, and say what is nobody's."""
    older, strange = left_over(kit, there, before)
    left = [*strange, *(path for path in older if not _remove(os.path.join(root, path)))]
    for folder in sorted({os.path.dirname(path) for path in older}, key=len, reverse=True):
        try:
            os.removedirs(os.path.join(root, folder))
        except OSError:  # something else is in it
            continue
    lines = [_told(path, "このキットにないファイルです", _EXTRA, warning=True) for path in left[:_MOST]]
    return [*lines, *(["    置いた覚えのないものは、消してください。"] if lines else [])]


def _told(path: str, message: str, code: str, warning: bool = False) -> str:
    return f"{path.replace('/', os.sep)}: {'注意' if warning else 'エラー'}: {message} [{code}]"


def _damage(missing: Sequence[str], changed: Sequence[str], held: Sequence[str]) -> Iterator[str]:
    """What is wrong with the kit, in lines, with what to do."""
    lines = [
        *(_told(path, "キットのファイルがありません", _DAMAGED) for path in missing),
        *(_told(path, "キットのファイルが、作られたときと違います", _DAMAGED) for path in changed),
        *(_told(path, "キットのファイルを読めません", _HELD) for path in held),
    ]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"ほかに{len(lines) - _MOST}件あります。"
    if missing or changed:
        yield "    受け取ったZIPを、同じ所へもう一度展開してください（「計画のフォルダー」は、そのまま残ります）。"
        yield "    それでも出るときは、ウイルス対策ソフトが消していないかを、情報担当に尋ねてください。"
    else:
        yield "    ウイルス対策ソフトなどが開いています。少し待って、もう一度実行してください。"


def _drop_byte_code(root: str) -> bool:
    """Remove what Python keeps beside modules; whether none is left."""
    folders = [
        os.path.join(folder, _BYTE_CODE)
        for part in _FOLDERS[1:3]
        for folder, inner, _ in os.walk(os.path.join(root, part))
        if _BYTE_CODE in inner
    ]
    left = [entry.path for folder in folders for entry in _entries(folder) if not _remove(entry.path)]
    return not left


def problems_of(root: str, say: Callable[[str], None]) -> bool:
    """Say what is wrong with the kit in a folder; whether anything is."""
    try:
        with open(os.path.join(root, _MANIFEST), "rb") as file:
            kit = read_kit(file.read())
    except (OSError, ValueError, KeyError, TypeError):
        for line in _damage([_MANIFEST], [], []):
            say(line)
        return True
    there, before = look(root, kit), read_checked(root)
    if before and before.digest != kit.digest:
        say("キットのファイルを確かめています（初めの１回だけです）")
    wrong = check(root, kit, there, before)
    if any(wrong):
        for line in _damage(*wrong):
            say(line)
        return True
    if before and before.digest != kit.digest and not _drop_byte_code(root):
        say(_told("app", "前の版のファイルが使われています", _HELD))
        say("    ほかの「計画.cmd」を終わらせて、もう一度実行してください。")
        return True
    if before and (before.digest != kit.digest or _unseen(kit, there, before)):
        for line in _tidy(root, kit, there, before):
            say(line)
        _keep(root, kit, there)
    return False


def main() -> None:
    """Check the kit, and run the command that is asked for."""
    root = os.path.abspath(__file__)
    for _ in range(4):  # app/pipeline/kit/start.py
        root = os.path.dirname(root)
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if problems_of(root, lambda line: print(line, file=sys.stderr, flush=True)):
        raise SystemExit(_MACHINE)
    sys.dont_write_bytecode = False  # from here on no byte code is another kit's
    os.environ["PYTHONUTF8"] = "1"  # for the processes that this one starts
    sys.argv[0] = os.path.join(root, "keikaku")
    import_module("pipeline.__main__").run()


if __name__ == "__main__":
    main()
