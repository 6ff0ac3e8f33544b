"""The values of a YAML file that are Markdown; all others are printed as they stand."""

from __future__ import annotations

from pipeline.model.documents import DECLARATION
from pipeline.source import schema
from pipeline.source.framework import declared_schema, levels_said
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.source.schema_values import Strict
from pipeline.source.text import NOTHING
from pipeline.source.validation import read_file
from pipeline.source.yaml_markdown import markdown_values
from pipeline.source.yaml_positions import Path


def markdown_paths(name: str, text: str) -> frozenset[Path]:
    """Their paths; none of a file that is not what its name says."""
    model = _model_of(name, text)
    if model is None:
        return frozenset()
    read, _, _ = read_file(name, text, model, NOTHING)
    return frozenset(each.path for each in markdown_values(read)) if read else frozenset()


def _model_of(name: str, text: str) -> type[Strict] | None:
    if name == FRAMEWORK:
        levels = levels_said(FRAMEWORK, text)
        return declared_schema(levels) if levels else declared_schema()
    if name == DECLARATION:
        from pipeline.source.document_keys import DocumentsFile

        return DocumentsFile
    if name == schema.CHANGES:
        from pipeline.source.changes import ChangesFile

        return ChangesFile
    return schema.FILES.get(name)
