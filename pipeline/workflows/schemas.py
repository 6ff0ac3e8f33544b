"""The JSON Schemas by which editors complete and mark YAML: those of every file, and of a plan's own framework.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.model.levels import USUAL_LEVELS
from pipeline.source.framework import declared_schema, levels_said
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.source.schema_keys import json_schema, schema_name
from pipeline.source.schema_values import Strict
from pipeline.source.text import decode
from pipeline.workspace import output
from pipeline.workspace.project import Project

# In plan_source/, hidden: no part of the plan, so that no version, no run and no comparison sees it.
OWN_FOLDER = ".schema"
OWN_LINE = f"# yaml-language-server: $schema={OWN_FOLDER}/{schema_name(FRAMEWORK)}"


def published() -> Mapping[str, str]:
    """The schemas of all files that an office may write, by their names in docs/schema/."""
    from pipeline.answers.schema import ANSWERS, AnswersFile
    from pipeline.model.documents import DECLARATION
    from pipeline.model.private import REVIEW
    from pipeline.public_comment.schema import COMMENT, CommentFile
    from pipeline.readings.schema import READINGS, ReadingsFile
    from pipeline.review.schema import ReviewFile
    from pipeline.source import schema
    from pipeline.source.changes import ChangesFile
    from pipeline.source.document_keys import DocumentsFile
    from pipeline.source.template_settings import FIT, FitFile
    from pipeline.summary_review.confirmed import CONFIRMED
    from pipeline.summary_review.confirmed_file import ConfirmedFile
    from pipeline.wording.profile import WORDING
    from pipeline.wording.schema import WordingFile

    models: dict[str, type[Strict]] = {
        **schema.FILES,
        FRAMEWORK: declared_schema(),
        schema.CHANGES: ChangesFile,
        DECLARATION: DocumentsFile,
        CONFIRMED: ConfirmedFile,
        COMMENT: CommentFile,
        ANSWERS: AnswersFile,
        READINGS: ReadingsFile,
        REVIEW: ReviewFile,
        WORDING: WordingFile,
        FIT: FitFile,
    }
    return {schema_name(name): json_schema(model) for name, model in models.items()}


def own_schema(framework: bytes, kept: bool) -> str | None:
    """The schema of this framework.yaml by the levels and fields that it declares.

    None where its declaration can't be read, and where it declares nothing, unless there is one `kept` of an earlier
    declaration: that becomes the usual one, since the first line may name it still.
    """
    text = decode(FRAMEWORK, framework).text
    levels = levels_said(FRAMEWORK, text) if text is not None else None
    if levels is None or (levels is USUAL_LEVELS and not kept):
        return None
    return json_schema(declared_schema(levels))


def write_own_schema(project: Project) -> Path | None:
    """Put the schema of what the plan declares beside it; its path where it was not so yet. Raises MachineError."""
    path = project.source / OWN_FOLDER / schema_name(FRAMEWORK)
    kept = _kept(path)
    text = own_schema(project.read_source().get(FRAMEWORK, b""), kept is not None)
    if text is None or text.encode() == kept:
        return None
    output.put(path.parent, {path.name: text.encode()}, {})
    return path


def names_own_schema(project: Project) -> bool:
    """Whether the first line of framework.yaml names the schema beside it."""
    first, *_ = project.read_source()[FRAMEWORK].decode("utf-8-sig").splitlines() or [""]
    return first.rstrip() == OWN_LINE


def _kept(path: Path) -> bytes | None:
    """What is there; None where nothing can be read: what replaces it says why, if that can't be done either."""
    try:
        return path.read_bytes()
    except OSError:
        return None
