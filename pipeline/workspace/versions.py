"""Versions of a plan at the edge: a commit of git, a folder, or a snapshot, read as files."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model import limits
from pipeline.model.documents import TEMPLATE_FILES
from pipeline.model.file_names import fault_of_name
from pipeline.model.private import is_private
from pipeline.problems import Code, MachineError, PlanErrors
from pipeline.source.template_settings import read_fit
from pipeline.system.damaged_zip import DAMAGE
from pipeline.system.processes import WINDOWLESS
from pipeline.system.reproducible_zip import undated_entry
from pipeline.workspace import output
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Files, Project

SNAPSHOTS = "snapshots"
_SOURCE, _TEMPLATES, _PAGES = "plan_source", "templates", "pages.json"
_A_FOLDER = "計画の原稿（plan_source）か、それと templates の入ったフォルダーを指定してください"
_FORMAT = {"keikaku": 1}
_ABOUT = "snapshot.json"
# As many files as a plan never has.
_MOST_FILES = 10_000
_PATIENCE = 60  # seconds for git


@dataclass(frozen=True)
class Version:
    """A plan as it was or is: `name` is what documents and messages call it, `pages` its page numbers by bookmark."""

    name: str
    files: Files
    folder: str
    pages: Mapping[str, str] = field(default_factory=dict)
    is_current: bool = False  # whether it is what the project's folders hold now


def current_version(project: Project) -> Version:
    """The plan as it stands in the project's folders, with the page numbers that were measured last."""
    files = project.read((*TEMPLATE_FILES, *project.further_templates()))
    pages = layout_cache(project).last().guess.pages
    return Version("現在の原稿", files, project.source_called, pages, is_current=True)


def read_version(project: Project, text: str) -> Version:
    """The version that a text names: a snapshot, a folder, or a commit of git, in this order.

    Templates that it does not have are the project's. Raises MachineError where it can't be found or read, and where
    none is named: an empty path would be the folder where one stands.
    """
    if not text:
        raise MachineError(
            Code.VERSION_MISSING,
            f"前の版が書かれていません（{command('compare', from_='版の名前')} のように書きます）",
            _kept(project),
        )
    path = Path(text)
    snapshot = _snapshot(project, text)
    if snapshot.is_file():
        version = _from_snapshot(snapshot)
    elif path.is_file() and zipfile.is_zipfile(path):
        version = _from_snapshot(path)
    elif path.is_dir():
        version = _from_folder(path)
    else:
        version = _from_git(project, text)
    files = replace(
        version.files, templates={**project.read(TEMPLATE_FILES).templates, **version.files.templates}
    )
    return replace(version, files=files)


def keep_snapshot(project: Project, name: str, version: Version) -> tuple[Path, bool]:
    """Put a version into one file, without what residents sent or answered beyond what is counted, and say whether it is new.

    The same version gives the same bytes. Raises MachineError where the name can't be one, or is another version's.
    """
    if fault := fault_of_name(name):
        raise MachineError(
            Code.SNAPSHOT_NAME,
            f"「{name}」は、{fault}版の名前にできません",
            f"ファイル名に使える名前を付けてください（例: {command('snapshot', name='第1回策定委員会')}）",
        )
    name = unicodedata.normalize("NFC", name.removesuffix(".zip"))
    for known in snapshot_names(project):
        if known != name and known.casefold() == name.casefold():
            raise MachineError(
                Code.SNAPSHOT_EXISTS,
                f"「{name}」と、大文字と小文字だけが違う版「{known}」があります",
                "Windowsでは同じファイルになります。別の名前を付けてください",
            )
    data = _packed(version)
    path = _snapshot(project, name)
    if path.exists():
        if path.read_bytes() == data:
            return path, False
        raise MachineError(
            Code.SNAPSHOT_EXISTS,
            f"{path} は既にあり、中身が違います",
            "残した版は書き換えません。別の名前を付けてください",
        )
    output.put(path.parent, {path.name: data}, {})
    return path, True


def _snapshot(project: Project, name: str) -> Path:
    name = unicodedata.normalize("NFC", name.removesuffix(".zip"))
    # As it was given, since messages name it; the current folder alone has no name to take the parent of.
    source = project.source if project.source.name else project.source.absolute()
    return source.parent / SNAPSHOTS / f"{name}.zip"


def _packed(version: Version) -> bytes:
    from pipeline.source.survey_files import without_other_columns  # few plans have such files

    open_files = {path: data for path, data in version.files.source.items() if not is_private(path)}
    source = without_other_columns(open_files)
    parts = {
        _ABOUT: json.dumps(_FORMAT).encode(),
        _PAGES: json.dumps(version.pages, ensure_ascii=False, sort_keys=True).encode(),
        **{f"{_SOURCE}/{path}": data for path, data in source.items()},
        **{f"{_TEMPLATES}/{name}": data for name, data in version.files.templates.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for path in sorted(parts):
            package.writestr(undated_entry(path, mode=0o644), parts[path])
    return target.getvalue()


def _from_snapshot(path: Path) -> Version:
    try:
        with zipfile.ZipFile(path) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > limits.UNPACKED * 5:
                raise ValueError("too large")
            parts = {entry.filename: package.read(entry) for entry in entries}
        if json.loads(parts[_ABOUT]) != _FORMAT:
            raise ValueError("another format")
        pages = json.loads(parts.get(_PAGES, b"{}"))
    except DAMAGE as error:
        raise MachineError(
            Code.SNAPSHOT_UNREADABLE,
            f"{path} は、このプログラムで残した版として読めません",
            f"{command('snapshot')} で作ったファイルをそのまま使ってください。写しがあれば、写しを使ってください",
        ) from error
    files = Files(_under(parts, _SOURCE), _under(parts, _TEMPLATES), f"{path.stem}:{_TEMPLATES}")
    return Version(path.stem, files, f"{path.stem}:{_SOURCE}", {str(k): str(v) for k, v in pages.items()})


def _from_folder(path: Path) -> Version:
    """A folder of a whole project, or one that is a plan_source itself."""
    whole = (path / _SOURCE).is_dir()
    source = path / _SOURCE if whole else path
    if not (source / "plan.yaml").is_file():
        raise MachineError(
            Code.VERSION_MISSING,
            f"{path} に plan.yaml がありません",
            _A_FOLDER,
        )
    if not whole and _is_layout(source / "plan.yaml"):
        raise MachineError(
            Code.VERSION_MISSING,
            f"{path} は計画の原稿ではありません（テンプレートのフォルダーで、その plan.yaml は紙を決めるものです）",
            _A_FOLDER,
        )
    project = Project(source, path / _TEMPLATES, path, keeps_cache=False)
    found = sorted(each.name for each in project.templates.glob("*")) if whole else []
    return Version(str(path), project.read(found), str(source))


def _is_layout(path: Path) -> bool:
    """Whether a plan.yaml is what stands beside a template: a plan's has other keys, and none of these."""
    try:
        read_fit(path.name, path.read_bytes())
    except (OSError, PlanErrors):
        return False
    return True


def _from_git(project: Project, revision: str) -> Version:
    folder = project.source.absolute().parent

    def answered(*arguments: str) -> bytes:
        if (answer := _git(folder, *arguments)) is None:
            raise _not_found(project, revision)
        return answer

    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = answered(*asked).decode().strip()
    wanted = [
        name
        for name in (project.source.name, project.templates.name)
        if _git(folder, "cat-file", "-e", f"{commit}:./{name}") is not None
    ]
    if project.source.name not in wanted:
        raise MachineError(
            Code.VERSION_MISSING,
            f"gitの版「{revision}」に {project.source.name} がありません",
            "原稿を置いた後の版を指定してください",
        )
    parts = dict(_unpacked(answered("archive", "--format=tar", commit, *wanted)))
    label = revision
    files = Files(
        _under(parts, project.source.name),
        _under(parts, project.templates.name),
        f"{label}:{project.templates.name}",
    )
    return Version(revision, files, f"{label}:{project.source.name}")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """git's answer; None without one, or without git. Raises MachineError where git can't be run."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            **WINDOWLESS,
        )
    except FileNotFoundError:
        return None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MachineError(
            Code.VERSION_MISSING,
            f"gitを実行できません（{error}）",
            f"{command('snapshot')} で残した版か、フォルダーを指定してください",
        ) from error
    return answer.stdout if answer.returncode == 0 else None


def _unpacked(archive: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is not None:
                yield member.name, file.read()


def _under(parts: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """The files of a folder by their paths in it, without those that a build leaves out too."""
    begin = f"{folder}/"
    inside = {path.removeprefix(begin): data for path, data in parts.items() if path.startswith(begin)}
    return {
        path: data
        for path, data in inside.items()
        if not any(part.startswith((".", "~$")) or part == ".." for part in path.split("/"))
    }


def _not_found(project: Project, text: str) -> MachineError:
    return MachineError(
        Code.VERSION_MISSING,
        f"「{text}」という版がありません（残した版、フォルダー、gitの版の順に探しました）",
        _kept(project),
    )


def newest_snapshots(project: Project) -> list[Path]:
    """The files of the snapshots that there are, the newest first."""
    found = ((-path.stat().st_mtime_ns, path) for path in _snapshots(project) if path.is_file())
    return [path for _, path in sorted(found)]


def snapshot_names(project: Project) -> list[str]:
    """The names of the snapshots that there are."""
    return sorted(path.stem for path in _snapshots(project))


def _snapshots(project: Project) -> Iterator[Path]:
    return _snapshot(project, "x").parent.glob("*.zip")


def _kept(project: Project) -> str:
    """The snapshots that there are, or how one is made, as the hint of a message."""
    if kept := snapshot_names(project):
        return f"残してある版: {'、'.join(kept)}"
    return f"{command('snapshot')} で版を残せます（例: {command('snapshot', name='素案')}）"
