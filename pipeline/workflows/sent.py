"""The source maps of documents that left the house."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.documents.registry import contents_of
from pipeline.model.documents import whole
from pipeline.passages.model import DocumentMap
from pipeline.passages.origins import map_document
from pipeline.passages.stored import read_maps, store_maps
from pipeline.source.parse_cache import Memory
from pipeline.system.second_process import two_processes
from pipeline.workflows.prepare import prepare_files
from pipeline.workspace.project import Project
from pipeline.workspace.sent import Sent, keep_beside
from pipeline.workspace.versions import Version

# What locations call the source of a version that was kept.
FOLDER = "plan_source"


def maps_of(sent: Sent) -> Mapping[str, DocumentMap]:
    """The maps of all documents of the plan as they were when one of them was sent: those that were kept with it, or else made of
    its files anew. Raises PlanErrors where this program can't read these any more."""
    if sent.maps is not None:
        return read_maps(sent.maps)
    with two_processes() as share:
        prepared = prepare_files(sent.files, FOLDER, Memory(), whole, sent.stage, share=share)
    resolved = prepared.resolved.with_pages(sent.pages) if sent.pages else prepared.resolved
    contents = contents_of(prepared.documents)
    return {
        name: map_document(make(resolved), resolved, prepared.source, FOLDER)
        for name, make in contents.items()
    }


def keep_with_snapshot(project: Project, snapshot: Path, version: Version) -> Path | None:
    """Keep the documents that were last made of a version beside its snapshot, with their maps; None where none were."""
    return keep_beside(
        project, snapshot, version.files.source, lambda sent: store_maps(maps_of(sent).values())
    )
