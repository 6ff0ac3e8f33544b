"""framework.yaml, read by the levels and fields that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import create_model

from pipeline.model.forms import Form
from pipeline.model.levels import USUAL_LEVELS, Levels
from pipeline.problems import Problem
from pipeline.source.framework_schema import DECLARING_KEYS, INDICATORS, FrameworkFile, framework_file
from pipeline.source.schema_keys import known_keys
from pipeline.source.schema_values import Strict
from pipeline.source.text import NOTHING, Dropped
from pipeline.source.validation import validate
from pipeline.source.yaml_positions import Document, Value, read_yaml


def read_framework(
    file: str, text: str, dropped: Dropped
) -> tuple[FrameworkFile | None, Document, Sequence[Problem]]:
    """framework.yaml by its own levels, if it can be read, as it is written, and every problem that stands in the way."""
    document = read_yaml(file, text, _usual_keys, dropped)
    value = document.value
    if not isinstance(value, dict) or not value.keys() & {*DECLARING_KEYS}:
        if document.problems:
            # What is no YAML declares nothing: a key that is mistyped is known by the words of the declaration.
            document = read_yaml(file, text, lambda: _usual_keys() | _declaring_words(text), dropped)
            return None, document, document.problems
        read, problems = validate(framework_file(), document)
        return read, document, problems
    return _declared(file, text, dropped, document)


def _declared(
    file: str, text: str, dropped: Dropped, document: Document
) -> tuple[FrameworkFile | None, Document, Sequence[Problem]]:
    levels, problems = _levels_of(document)
    if levels is None:
        return None, document, [*document.problems, *problems]
    document = _read_as(levels, file, text, dropped)
    if document.problems:
        return None, document, document.problems
    read, problems = validate(framework_file(levels), _part(document, declaring=False))
    return read, document, problems


def _usual_keys() -> frozenset[str]:
    return known_keys(framework_file()) | {*DECLARING_KEYS}


def _declaring_words(text: str) -> frozenset[str]:
    """The words with which a framework.yaml declares its levels and fields, up to the first key that declares nothing."""
    head = re.match(rf"(?:(?:{'|'.join(DECLARING_KEYS)})[:：].*\n|[ #-].*\n|\n)*", text)
    return frozenset(re.findall(r"[^\s\[\]{},:：'\"#-]+", head.group() if head else ""))


def _without_needed_indicators(levels: Levels) -> Levels:
    """Levels whose indicators may stand in a table of their own instead."""
    return tuple(
        replace(
            level,
            fields=tuple(
                replace(field, needed=field.needed and field.form is not Form.INDICATORS)
                for field in level.fields
            ),
        )
        for level in levels
    )


def _part(document: Document, declaring: bool) -> Document:
    """What declares, or the rest."""
    value = document.value
    assert isinstance(value, dict), "keys were found in it"
    kept: Value = {key: each for key, each in value.items() if (key in DECLARING_KEYS) is declaring}
    return replace(document, value=kept)


def levels_said(file: str, text: str) -> Levels | None:
    """What a framework.yaml says that the plan is made of, whatever its items say; USUAL_LEVELS where it says nothing, None
    where it is no sound YAML or its declaration is wrong."""
    document = read_yaml(file, text, _usual_keys, NOTHING)
    if not isinstance(document.value, dict):
        return None
    if not document.value.keys() & {*DECLARING_KEYS}:
        return None if document.problems else USUAL_LEVELS
    levels, _ = _levels_of(document)
    return None if levels is None or _read_as(levels, file, text, NOTHING).problems else levels


def _levels_of(document: Document) -> tuple[Levels | None, Sequence[Problem]]:
    """The levels that a framework.yaml declares, whose indicators may stand in a table of their own; or what stands in the way."""
    # Only a plan that declares its levels pays for the schema of declarations.
    from pipeline.source.declaration import Declaration

    declaration, problems = validate(Declaration, _part(document, declaring=True))
    if declaration is None:
        return None, problems
    tabled = isinstance(document.value, dict) and INDICATORS in document.value
    return _without_needed_indicators(declaration.declared) if tabled else declaration.declared, ()


def _read_as(levels: Levels, file: str, text: str, dropped: Dropped) -> Document:
    """The file as it is written; names of these levels tell a mistyped key from prose."""
    from pipeline.source.declaration import Declaration

    keys = known_keys(framework_file(levels)) | known_keys(Declaration)
    return read_yaml(file, text, lambda: keys, dropped)


def declared_schema(levels: Levels = USUAL_LEVELS) -> type[Strict]:
    """All keys of a framework.yaml with these levels, those that declare them among them."""
    from pipeline.source.declaration import Declaration

    own = framework_file(levels)
    return create_model(own.__name__, __base__=(own, Declaration), __doc__=own.__doc__)


def names_of_levels(value: Value) -> Iterator[str]:
    """The names of a framework's levels, also where its declaration is wrong elsewhere."""
    levels = value.get("階層") if isinstance(value, dict) else None
    if not isinstance(levels, list):
        yield from (level.name for level in USUAL_LEVELS)
        return
    for level in levels:
        name = level.get("名") if isinstance(level, dict) else level
        if isinstance(name, str):
            yield name
