"""What of this program goes into a kit, and where it is: in the repository, or in the program as it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.invocation import command
from pipeline.kit.layout import COMMAND_LINE, EXAMPLE, MENU, PROGRAM, SECOND_EXAMPLE, Files, placed
from pipeline.model.private import is_private
from pipeline.problems import Code, MachineError
from pipeline.workspace.own_files import PACKAGE, templates_home

# A wheel holds it all beside this module, as it stands in the repository.
_HOMES = (Path(__file__).parent / "materials", PACKAGE.parent)
_LOCK, _EXAMPLE, _SECOND = "requirements.lock", "plan_source", "examples/children"
_WINDOWS_LOCK = Path(__file__).with_name("windows.lock")
_LAUNCHERS = Path(__file__).parent / "launchers"


def home() -> Path:
    """The folder of the locks, the guide and the examples. Raises MachineError where they are not."""
    found = next((each for each in _HOMES if (each / _LOCK).is_file()), None)
    if found is None:
        raise MachineError(
            Code.KIT_MATERIAL,
            "キットに入れるもの（requirements.lock など）がありません",
            f"リポジトリの中で {command('kit')} を実行するか、keikaku を入れ直してください",
        )
    return found


def locks() -> tuple[str, str]:
    """The text of the lock of what the program needs, and that of what carries Python. Raises MachineError."""
    return (home() / _LOCK).read_text("utf-8"), _WINDOWS_LOCK.read_text("utf-8")


def docs() -> Path:
    """The folder of the guide. Raises MachineError."""
    return home() / "docs"


def licence() -> bytes:
    """This program's own. Raises MachineError."""
    return (home() / "LICENSE").read_bytes()


def program_files() -> Files:
    """The program and its templates, as they stand in app/."""
    templates = templates_home()
    assert templates, "the program has templates of its own"
    kinds = ("*.docx", "*.yaml", "samples/**/*", "html/*")
    looks = {path for kind in kinds for path in templates.glob(kind)}
    # Where it is installed, it has templates and materials in it.
    apart = {templates, _HOMES[0]}
    own = [path for path in _files_under(PACKAGE) if apart.isdisjoint(path.parents)]
    return placed(
        PROGRAM,
        {
            **placed("pipeline", dict(_read(PACKAGE, own))),
            **placed("templates", dict(_read(templates, looks))),
        },
    )


def example_files() -> Files:
    """Both examples. Of the shipped plan nothing that residents or others wrote. Raises MachineError."""
    place, templates = home(), templates_home()
    assert templates, "the program has templates of its own"
    looks = {
        path.removeprefix(f"{PROGRAM}/"): data
        for path, data in program_files().items()
        if path.startswith(f"{PROGRAM}/templates/")
    }
    first = {**placed("plan_source", dict(_public(place / _EXAMPLE, place / _EXAMPLE))), **looks}
    second = place / _SECOND
    parts = ("plan_source", "templates", "snapshots")
    others = {name: data for part in parts for name, data in _public(second, second / part)}
    return {**placed(EXAMPLE, first), **placed(SECOND_EXAMPLE, others)}


def launchers() -> Files:
    """The files for a double click and for the command line. cmd.exe finds its way in lines that end as Windows' do alone."""
    named = {MENU: "menu.cmd", COMMAND_LINE: "keikaku.cmd"}
    texts = {name: (_LAUNCHERS / file).read_bytes() for name, file in named.items()}
    return {name: text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, text in texts.items()}


def _public(folder: Path, part: Path) -> Iterator[tuple[str, bytes]]:
    """What is in a part of a folder, but what residents and other departments wrote."""
    return ((name, data) for name, data in _read(folder, _files_under(part)) if not is_private(name))


def _files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.parent.name != "__pycache__")


def _read(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Files by their paths in a folder; what is hidden, and what programs leave beside what is open, is none."""
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if path.is_file() and not hidden:
            yield name, path.read_bytes()
