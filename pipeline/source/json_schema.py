"""The JSON Schemas of files, by which editors complete and mark YAML (JSON Schema, draft 2020-12)."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pipeline.source.mapping import Before, ChosenBy, Key, Limits, Strict, keys_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBERS = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}
# How long something may be, by what it is.
_LENGTHS = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}
_Schema = dict[str, Any]


def json_schema(model: type[Strict]) -> str:
    """The JSON Schema of one file, as published in docs/schema/."""
    definitions: dict[str, _Schema] = {}
    forms = [_of(form, definitions) for form in (model, *model.other_forms())]
    whole = {"anyOf": forms} if len(forms) > 1 else definitions.pop(model.__name__)
    named = {"$defs": definitions} if definitions else {}
    return (
        json.dumps({"$schema": _DIALECT, **_sorted({**named, **whole})}, ensure_ascii=False, indent=2) + "\n"
    )


def schema_name(file: str) -> str:
    """The schema's file name in docs/schema/."""
    return file.replace(".yaml", ".schema.json")


def _of(kind: Any, definitions: dict[str, _Schema]) -> _Schema:
    """The schema of a type; classes are put among the definitions."""
    match get_origin(kind), get_args(kind):
        case None, _:
            return _of_class(kind, definitions)
        case origin, (inner, *_) if origin is Annotated:
            return _annotated(inner, kind.__metadata__, definitions)
        case origin, (inner,) if origin is list:
            return {"items": _of(inner, definitions), "type": "array"}
        case origin, (names, inner) if origin is dict:
            return _of_dict(_of(names, definitions), _of(inner, definitions))
        case origin, kinds if origin in (Union, UnionType):
            return _one_of_these([_of(each, definitions) for each in kinds])
        case _:
            raise TypeError(f"nothing is written as {kind}")


def _one_of_these(schemas: Sequence[_Schema]) -> _Schema:
    return {"anyOf": [form for each in schemas for form in each.get("anyOf", [each])]}


def _of_dict(name: _Schema, inner: _Schema) -> _Schema:
    if "pattern" in name:
        return {"patternProperties": {name["pattern"]: inner}, "type": "object"}
    limits = {limit: value for limit, value in name.items() if limit != "type"}
    named = {"propertyNames": limits} if limits else {}
    return {"additionalProperties": inner, **named, "type": "object"}


def _annotated(kind: Any, parts: Sequence[Any], definitions: dict[str, _Schema]) -> _Schema:
    written = [part.written for part in parts if isinstance(part, Before) and part.written is not None]
    if written:
        return _of(written[-1], definitions)
    schema = _of(kind, definitions)
    if any(isinstance(part, ChosenBy) for part in parts):
        schema = {"oneOf": schema["anyOf"]}
    limited = schema["anyOf"][0] if get_origin(kind) in (Union, UnionType) and "anyOf" in schema else schema
    for part in parts:
        if isinstance(part, Limits):
            limited |= _limits(part, limited)
    return schema


def _limits(limits: Limits, schema: _Schema) -> _Schema:
    shortest, longest = _LENGTHS.get(schema.get("type", ""), ("", ""))
    said = {
        shortest: limits.min_length,
        longest: limits.max_length,
        "pattern": limits.pattern or None,
        **{name: getattr(limits, limit) for limit, name in _NUMBERS.items()},
        "enum": [*limits.choices] or None,
    }
    return {name: value for name, value in said.items() if name and value is not None}


def _of_class(kind: Any, definitions: dict[str, _Schema]) -> _Schema:
    if kind is type(None):
        return {"type": "null"}
    if not issubclass(kind, Strict | Enum):
        return {"type": {str: "string", int: "integer", float: "number"}[kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # where it stands in itself
        definitions[kind.__name__] = _mapping(kind, definitions) if issubclass(kind, Strict) else _words(kind)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _words(kind: type[Enum]) -> _Schema:
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "enum": [each.value for each in kind],
        "title": kind.__name__,
        "type": "string",
    }


def _mapping(model: type[Strict], definitions: dict[str, _Schema]) -> _Schema:
    keys = keys_of(model).values()
    needed = [each.alias for each in keys if each.needed]
    patterns = {pattern: {"type": "string"} for pattern in model.PATTERNS}
    return {
        "additionalProperties": False,
        "description": inspect.cleandoc(model.__doc__ or ""),
        **({"patternProperties": patterns} if patterns else {}),
        "properties": {each.alias: _property(each, definitions) for each in keys},
        **({"required": needed} if needed else {}),
        "title": model.__name__,
        "type": "object",
    }


def _property(key: Key, definitions: dict[str, _Schema]) -> _Schema:
    return {
        **_of(Annotated[key.kind, key.limits], definitions),
        **({} if key.needed else {"default": _plain(key.default)}),
        **({"description": key.description} if key.description else {}),
        **({} if _is_named(key.kind) else {"title": key.alias.title().replace("_", " ")}),
    }


def _is_named(kind: Any) -> bool:
    """Whether what a value is has a name of its own, as classes have."""
    if get_origin(kind) is Annotated:
        return _is_named(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return any(_is_named(each) for each in get_args(kind))
    return isinstance(kind, type) and issubclass(kind, Strict | Enum)


def _plain(value: Any) -> Any:
    """A default as it would be written."""
    if isinstance(value, Strict):
        return {key.alias: _plain(getattr(value, name)) for name, key in keys_of(type(value)).items()}
    if isinstance(value, Enum):
        return value.value
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _sorted(schema: Any, within: str = "") -> Any:
    """A schema with its words in order; keys of files and values stay as they are declared."""
    if isinstance(schema, dict):
        names = schema if within in ("properties", "default") else sorted(schema)
        return {name: _sorted(schema[name], name) for name in names}
    return [_sorted(each, within) for each in schema] if isinstance(schema, list) else schema
