"""The keys of schemas: those of a file at any depth, and what stands at a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pipeline.source.ids import ID_PATTERN
from pipeline.source.mapping import Strict, keys_of


def known_keys(model: type[Strict]) -> frozenset[str]:
    """Every key that may stand anywhere in a file of this model, in whatever form."""
    forms = (model, *model.other_forms())
    return frozenset(key for form in forms for keys in keys_by_model(form).values() for key in keys)


def keys_by_model(model: type[Strict]) -> dict[type[Strict], tuple[str, ...]]:
    """The keys of this model and of every model inside it."""
    found: dict[type[Strict], tuple[str, ...]] = {}
    open_models = [model]
    while open_models:
        current = open_models.pop()
        if current in found:
            continue
        keys = keys_of(current).values()
        found[current] = tuple(each.alias for each in keys)
        for each in keys:
            open_models.extend(models_in(each.kind))
    return found


def id_keys(model: type[Strict]) -> frozenset[str]:
    """The keys, anywhere in a file of this model, whose values are ids."""
    return frozenset(
        key.alias
        for each in keys_by_model(model)
        for key in keys_of(each).values()
        if _says_id(get_args(key.kind))
    )


def _says_id(parts: Iterable[Any]) -> bool:
    """Whether one of a type's parts, or of theirs, is what an id has to look like."""
    return any(getattr(part, "pattern", "") == ID_PATTERN or _says_id(get_args(part)) for part in parts)


def models_in(annotation: Any) -> Iterator[type[Strict]]:
    """The models that an annotation names, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
