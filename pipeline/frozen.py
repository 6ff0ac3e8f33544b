"""The standard library's `dataclass`, made for frozen ones in a fifth of the time.

Two hundred classes are created before a run begins, and `dataclasses` compiles six methods for each, one after another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

# The one that has to be compiled for each class; the others are the same for all.
_INIT = """
def __init__(self, {parameters}):
    {assignments}
"""


def _frozen(kind: type[Any]) -> type[Any]:
    kind.__doc__ = kind.__doc__ or kind.__name__  # else `dataclasses` parses a signature to have one
    dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
    own = fields(kind)
    kind.__init__ = _init(kind, own)
    kind.__eq__, kind.__hash__ = _comparing(kind, own)  # type: ignore[assignment]
    kind.__repr__, kind.__setattr__, kind.__delattr__ = _repr, _refuse, _refuse  # type: ignore[assignment]
    return kind


def _init(kind: type[Any], own: Sequence[Field[Any]]) -> Callable[..., None]:
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    for each in own:
        names[f"{each.name}_default"] = (
            each.default if each.default_factory is MISSING else each.default_factory
        )
    source = _INIT.format(
        parameters=", ".join(map(_parameter, own)),
        assignments="; ".join(f"_set(self, {each.name!r}, {_value(each)})" for each in own) or "pass",
    )
    exec(source, names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _comparing(
    kind: type[Any], own: Sequence[Field[Any]]
) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """`__eq__` and `__hash__`, by the fields that are compared."""
    compared = attrgetter(*([each.name for each in own if each.compare] or ["__class__"]))

    def equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(compared(self))

    return equal, hashed


def _parameter(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=_missing"
    return field.name if field.default is MISSING else f"{field.name}={field.name}_default"


def _value(field: Field[Any]) -> str:
    if field.default_factory is MISSING:
        return field.name
    return f"{field.name}_default() if {field.name} is _missing else {field.name}"


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(kind=None, /, **options):
        """Make here the classes with `frozen=True` alone."""
        return _frozen if options == {"frozen": True} else dataclasses.dataclass(kind, **options)
