"""What left the house: the last builds with the files of which they were made, by the marks in their documents.

They lie in build/.cache, each file once, and beside a snapshot in snapshots/sent/, where they stay. Private files are in neither.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.frozen import dataclass
from pipeline.model.private import is_private
from pipeline.model.stages import Stage
from pipeline.source.survey_attributes import QUESTION
from pipeline.system.cache_files import store
from pipeline.system.damaged_zip import DAMAGE
from pipeline.system.reproducible_zip import undated_entry
from pipeline.workspace import output
from pipeline.workspace.project import Files, Project

SENT = "sent"
_INDEX = "builds.json"
# So many builds are kept.
_LAST = 10
# The attribute of what is counted of persons' answers.
_COUNTED = QUESTION.encode()
_PART = "docProps/custom.xml"
_FILE = re.compile("[0-9a-f]{64}")
_MARK = re.compile(rb'name="KeikakuVersion"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{32})<')


@dataclass(frozen=True)
class Sent:
    """A document as it left the house, and of what it was made: `pages` are page numbers by bookmarks. `maps` is the file of source
    maps that was kept with it, if one was."""

    mark: str
    document: str
    docx: bytes
    files: Files
    pages: Mapping[str, str]
    stage: Stage | None
    maps: bytes | None = None


def mark_of(docx: bytes) -> str:
    """The mark in a document's properties; empty where it has none, or can't be opened."""
    with contextlib.suppress(*DAMAGE, KeyError), zipfile.ZipFile(io.BytesIO(docx)) as package:
        if found := _MARK.search(package.read(_PART)):
            return found[1].decode()
    return ""


def keep_sent(
    project: Project, documents: Mapping[str, bytes], files: Files, pages: Mapping[str, str]
) -> None:
    """Keep a build among the last ones: its documents by name, the files of which it was made, and its page numbers."""
    if not project.keeps_cache:
        return
    blobs: dict[str, bytes] = {}
    build = {
        "documents": {
            name: {"mark": mark_of(docx), "file": _put(blobs, docx)} for name, docx in documents.items()
        },
        "templates": {name: _put(blobs, data) for name, data in files.templates.items()},
        "folder": files.folder,
        "pages": dict(pages),
        "stage": project.stage.value if project.stage else "",
        "of": _digest("\n".join(f"{path}\0{_digest(data)}" for path, data in files.source.items()).encode()),
    }
    builds = _builds(_read(_folder(project) / _INDEX))
    if builds and {**builds[-1], "source": None} == {**build, "source": None}:
        return
    build["source"] = {path: _put(blobs, data) for path, data in _open_files(files.source).items()}
    kept = [*(each for each in builds if each != build), build][-_LAST:]
    used = {_INDEX, *(name for each in kept for name in _blobs_of(each))}
    new = {name: data for name, data in blobs.items() if not (_folder(project) / name).exists()}
    store(_folder(project), {**new, _INDEX: _as_json(kept)}, used)


def find_sent(project: Project, mark: str) -> Sent | None:
    """The document with this mark: of the last builds, or kept beside a snapshot. None where it is nowhere any more."""
    for shelf in _shelves(project):
        with contextlib.suppress(*DAMAGE, KeyError, ValueError, TypeError):
            if sent := shelf.find(mark):
                return sent
    return None


def kept_documents(project: Project) -> Iterator[Sent]:
    """All documents that are kept, each once: those of the last builds, the newest first, then those beside snapshots."""
    seen: set[str] = set()
    for shelf in _shelves(project):
        for mark in shelf.marks():
            with contextlib.suppress(*DAMAGE, KeyError, ValueError, TypeError):
                if mark not in seen and (sent := shelf.find(mark)):
                    seen.add(mark)
                    yield sent


def keep_beside(
    project: Project, snapshot: Path, source: Mapping[str, bytes], maps_of: Callable[[Sent], bytes]
) -> Path | None:
    """Keep the documents that were made of a version beside its snapshot, each build with what `maps_of` (Sent → bytes) says of it.

    The path of the file; None where the last builds have none of this version. What is there already stays.
    """
    open_files = {path: _digest(data) for path, data in _open_files(source).items()}
    folder = _folder(project)
    builds = [each for each in _builds(_read(folder / _INDEX)) if each["source"] == open_files]
    if not builds:
        return None
    path = snapshot.parent / SENT / snapshot.name
    before = _contents(path)
    known = _builds(before.get(_INDEX))
    parts = {name: data for name, data in before.items() if name != _INDEX}
    for build in builds:
        if build not in known:
            known.append(build)
            parts |= {name: _read(folder / name) or b"" for name in _blobs_of(build)}
            shelf = _Shelf(_as_json([build]), parts.get)
            if sent := shelf.any():
                parts[_maps_name(build)] = maps_of(sent)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in sorted({**parts, _INDEX: _as_json(known)}.items()):
            package.writestr(undated_entry(name, mode=0o644), data)
    output.put(path.parent, {path.name: target.getvalue()}, {})
    return path


def _open_files(source: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of a version that may be passed on: no private ones, and of answers what is counted."""
    files = {path: data for path, data in source.items() if not is_private(path)}
    if not any(_COUNTED in data for data in files.values()):
        return files
    from pipeline.source.survey_files import without_other_columns  # few plans have such files

    return without_other_columns(files)


@dataclass(frozen=True)
class _Shelf:
    """Builds, and how their files are fetched by name."""

    index: bytes | None
    fetch: Callable[[str], bytes | None]

    def find(self, mark: str) -> Sent | None:
        for build in reversed(_builds(self.index)):
            for name, document in build["documents"].items():
                if document["mark"] == mark:
                    return self._sent(build, name, document)
        return None

    def any(self) -> Sent | None:
        """One of the documents; None where nothing was made."""
        return next(filter(None, map(self.find, self.marks())), None)

    def marks(self) -> Iterator[str]:
        """The marks of all documents, those of the newest build first."""
        for build in reversed(_builds(self.index)):
            for document in build["documents"].values():
                yield document["mark"]

    def _sent(self, build: Mapping[str, Any], name: str, document: Mapping[str, str]) -> Sent:
        def files(kind: str) -> dict[str, bytes]:
            return {path: self._file(blob) for path, blob in build[kind].items()}

        stage = Stage(build["stage"]) if build["stage"] else None
        kept = Files(files("source"), files("templates"), build["folder"])
        maps = self.fetch(_maps_name(build))
        return Sent(document["mark"], name, self._file(document["file"]), kept, build["pages"], stage, maps)

    def _file(self, name: str) -> bytes:
        data: bytes | None = self.fetch(name)
        if data is None:
            raise KeyError(name)
        return data


def _shelves(project: Project) -> Iterator[_Shelf]:
    folder = _folder(project)
    yield _Shelf(_read(folder / _INDEX), lambda name: _read(folder / name))
    yield from _beside(project)


def _beside(project: Project) -> Iterator[_Shelf]:
    folder = project.source.absolute().parent / "snapshots" / SENT
    for path in sorted(folder.glob("*.zip")) if folder.is_dir() else ():
        contents = _contents(path)
        yield _Shelf(contents.get(_INDEX), contents.get)


def _contents(path: Path) -> dict[str, bytes]:
    with contextlib.suppress(*DAMAGE), zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
    return {}


def _builds(index: bytes | None) -> list[dict[str, Any]]:
    with contextlib.suppress(ValueError):
        found = json.loads(index or b"[]")
        return found if isinstance(found, list) and all(map(_is_build, found)) else []
    return []


def _is_build(value: Any) -> bool:
    """Whether a value is what `keep_sent` writes: a file of an earlier program, or a damaged one, is as good as none."""
    with contextlib.suppress(TypeError, KeyError, AttributeError):
        documents = value["documents"].values()
        files = (
            *value["source"].values(),
            *value["templates"].values(),
            *(each["file"] for each in documents),
        )
        marks = (each["mark"] for each in documents)
        return (
            all(map(_FILE.fullmatch, files))
            and all(isinstance(each, str) for each in marks)
            and (
                isinstance(value["folder"], str)
                and isinstance(value["pages"], dict)
                and isinstance(value["stage"], str)
            )
        )
    return False


def _blobs_of(build: Mapping[str, Any]) -> Iterable[str]:
    documents = (each["file"] for each in build["documents"].values())
    return (*documents, *build["source"].values(), *build["templates"].values())


def _maps_name(build: Mapping[str, Any]) -> str:
    return f"{_digest(_as_json([build]))}.map.json"


def _put(blobs: dict[str, bytes], data: bytes) -> str:
    name = _digest(data)
    blobs[name] = data
    return name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _as_json(builds: Sequence[Mapping[str, Any]]) -> bytes:
    return json.dumps(builds, ensure_ascii=False, sort_keys=True).encode()


def _read(path: Path) -> bytes | None:
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return None


def _folder(project: Project) -> Path:
    return project.cache / SENT
