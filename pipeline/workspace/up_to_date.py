"""Stamps of former runs: if nothing has changed since, documents are still right, and none is made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model.documents import TEMPLATE_FILES
from pipeline.problems import MachineError
from pipeline.system.cache_files import store
from pipeline.workspace import code_digest
from pipeline.workspace.project import Files, Project


@dataclass(frozen=True)
class Stamp:
    """A run: what it was made from and what it made, as digests, and what it said at its end. `documents` are all that the plan
    has, by name."""

    inputs: str
    outputs: Mapping[str, str]
    warnings: Sequence[str]
    table: str
    notes: Sequence[str]
    documents: Sequence[str] = ()


def read_inputs(project: Project) -> Files | None:
    """The files that a run depends on, and is made of: what is saved meanwhile is for the next one. None where they can't be read:
    then the run itself says what is wrong."""
    try:
        return project.read((*TEMPLATE_FILES, *project.further_templates()))
    except MachineError:
        return None


def digest_inputs(project: Project, files: Files | None, wanted: Iterable[str], machine: str) -> str:
    """A digest of everything that a run depends on, these files among it; `wanted` are documents by name, none for all of the
    plan, and `machine` stands for what measures pages. Empty without files."""
    if files is None:
        return ""
    digest = hashlib.sha256()
    for part in _inputs(project, files, wanted, machine):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _inputs(project: Project, files: Files, wanted: Iterable[str], machine: str) -> Iterator[bytes]:
    folders = (project.source_called, project.templates_called, str(project.output))
    yield repr(
        (code_digest.digest(), tuple(wanted), machine, folders, project.stage, command("plan"))
    ).encode()
    # A template that nothing uses is told.
    yield repr(project.strange_templates()).encode()
    for path, data in (*sorted(files.source.items()), *sorted(files.templates.items())):
        yield path.encode("utf-8", "surrogateescape")
        yield data


def find_stamp(project: Project, name: str, inputs: str) -> Stamp | None:
    """The stamp of the last such run, if it was made from the same, and what it made is still there."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        stamp = Stamp(**json.loads((project.stamps / name).read_text("utf-8")))
        if not inputs or stamp.inputs != inputs:
            return None
        return stamp if are_there(project, stamp.outputs) else None
    return None


def are_there(project: Project, outputs: Mapping[str, str]) -> bool:
    """Whether what a run made, told by digests, is still in build/. Raises OSError where a file is not."""
    return outputs == digest_outputs({name: (project.output / name).read_bytes() for name in outputs})


def keep_stamp(project: Project, name: str, stamp: Stamp) -> None:
    """Remember a run for the next one like it."""
    kept = {path.name for path in project.stamps.iterdir()} if project.stamps.is_dir() else set[str]()
    store(project.stamps, {name: json.dumps(asdict(stamp)).encode()}, {*kept, name})


def digest_outputs(files: Mapping[str, bytes]) -> dict[str, str]:
    """Digests of files by their names: of what a run made, never of what another may have put in its place."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
