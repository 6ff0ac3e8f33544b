"""The standard library's `dataclass`, made for frozen ones in a quarter of the time.

Two hundred classes are created before a run begins, and `dataclasses` compiles six methods for each, one after another."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any

# Those that depend on the fields, compiled together; the others are the same for all classes.
_METHODS = """
def __init__(self, {parameters}):
    {assignments}
def __eq__(self, other):
    return ({compared}) == ({others}) if other.__class__ is self.__class__ else NotImplemented
def __hash__(self):
    return hash(({compared}))
"""


def _frozen(kind: type[Any]) -> type[Any]:
    dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
    own = fields(kind)
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    for each in own:
        names[f"{each.name}_default"] = (
            each.default if each.default_factory is MISSING else each.default_factory
        )
    compared = "".join(f"self.{each.name}, " for each in own if each.compare)
    source = _METHODS.format(
        parameters=", ".join(map(_parameter, own)),
        assignments="; ".join(f"_set(self, {each.name!r}, {_value(each)})" for each in own) or "pass",
        compared=compared,
        others=compared.replace("self.", "other."),
    )
    exec(source, names)
    for name in ("__init__", "__eq__", "__hash__"):
        names[name].__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, names[name])
    kind.__repr__, kind.__setattr__, kind.__delattr__ = _repr, _refuse, _refuse  # type: ignore[assignment]
    return kind


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
