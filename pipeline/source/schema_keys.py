"""The keys of schemas: those of a file at any depth, and the JSON Schemas that are published of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from pipeline.source.ids import ID_PATTERN
from pipeline.source.schema_values import Strict


def json_schema(model: type[Strict]) -> str:
    """The JSON Schema of one file, as published in docs/schema/."""
    if others := model.other_forms():
        refs, definitions = models_json_schema(
            [(form, "validation") for form in (model, *others)], by_alias=True
        )
        schema = {**definitions, "anyOf": list(refs.values())}
    else:
        schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_name(file: str) -> str:
    """The schema's file name in docs/schema/."""
    return file.replace(".yaml", ".schema.json")


def known_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand anywhere in a file of this model, in whatever form."""
    forms = (model, *model.other_forms()) if issubclass(model, Strict) else (model,)
    return frozenset(key for form in forms for keys in keys_by_model(form).values() for key in keys)


def keys_by_model(model: type[BaseModel]) -> dict[type[BaseModel], tuple[str, ...]]:
    """The keys of this model and of every model inside it."""
    found: dict[type[BaseModel], tuple[str, ...]] = {}
    open_models = [model]
    while open_models:
        current = open_models.pop()
        if current in found:
            continue
        found[current] = tuple(info.alias or name for name, info in current.model_fields.items())
        for info in current.model_fields.values():
            open_models.extend(models_in(info.annotation))
    return found


def id_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys, anywhere in a file of this model, whose values are ids."""
    return frozenset(
        info.alias or name
        for each in keys_by_model(model)
        for name, info in each.model_fields.items()
        if _says_id(info.metadata) or _says_id(get_args(info.annotation))
    )


def _says_id(parts: Iterable[Any]) -> bool:
    """Whether one of a type's parts, or of theirs, is what an id has to look like."""
    return any(getattr(part, "pattern", "") == ID_PATTERN or _says_id(get_args(part)) for part in parts)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation names, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
