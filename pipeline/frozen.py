"""The standard library's `dataclass`, made in a tenth of the time, and its `replace`, for where that is called by the thousand.

Three hundred classes are created before a run begins, and `dataclasses` looks through each and compiles up to six methods for it,
one after another. Here one is compiled, `__init__`, and once for all classes with as many fields: its code is copied with other names
in it. What the standard library keeps of a class is made where somebody asks for it (`fields`, `replace`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import cache
from operator import attrgetter
from threading import RLock
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, cast

_INIT = """
def __init__(self, {parameters}):
    _set(self, "__dict__", {{{values}}})
"""


class _Made:
    """The default of a field that has a new value each time, in the place of that."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


# What the code of `__init__` finds by name.
_NAMES = {"_set": object.__setattr__}
# A class's own: its fields by name, each with its default, or with all that `field` says of it.
_DECLARED = "_declared"


class _Fields:
    """The `__dataclass_fields__` of a class until they are asked for: then the standard library makes them."""

    _one_at_a_time = RLock()

    def __get__(self, value: object, kind: type[Any]) -> Any:
        owner = next(each for each in kind.__mro__ if "__dataclass_fields__" in each.__dict__)
        with self._one_at_a_time:
            if owner.__dict__["__dataclass_fields__"] is self:
                dataclasses.dataclass(init=False, repr=False, eq=False)(owner)
        return owner.__dict__["__dataclass_fields__"]


def _frozen(kind: type[Any]) -> type[Any]:
    compared = _with_methods(kind)

    def hashed(self: Any) -> int:
        return hash(compared(self))

    kind.__hash__, kind.__setattr__, kind.__delattr__ = hashed, _refuse, _refuse  # type: ignore[assignment]
    return kind


def _changing(kind: type[Any]) -> type[Any]:
    _with_methods(kind)
    kind.__hash__ = None  # type: ignore[assignment]
    return kind


def _with_methods(kind: type[Any]) -> Callable[[Any], Any]:
    """Give a class what it has in either case. What its values are compared by is given back."""
    kind.__doc__ = kind.__doc__ or kind.__name__  # else `dataclasses` parses a signature to have one
    declared = _declared(kind)
    compared = attrgetter(*([name for name, own in declared.items() if _is_compared(own)] or ["__class__"]))

    def equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    kind._declared, kind.__dataclass_fields__ = declared, _Fields()
    kind.__match_args__ = tuple(declared)  # type: ignore[misc]
    kind.__init__, kind.__eq__, kind.__repr__ = _init(kind, declared), equal, _repr  # type: ignore[assignment]
    return compared


def _declared(kind: type[Any]) -> dict[str, Any]:
    """The fields of a class, those of its bases first. Every name that is annotated is one."""
    declared: dict[str, Any] = {}
    for base in reversed(kind.__mro__[1:]):
        if own := base.__dict__.get(_DECLARED):
            declared |= own
        elif "__dataclass_fields__" in base.__dict__:
            declared |= {each.name: each for each in fields(base)}
    return declared | {name: getattr(kind, name, MISSING) for name in kind.__annotations__}


def _is_compared(declared: Any) -> bool:
    return bool(declared.compare) if declared.__class__ is Field else True


def _default(declared: Any) -> Any:
    if declared.__class__ is not Field:
        return declared
    return declared.default if declared.default_factory is MISSING else _Made(declared.default_factory)


def _init(kind: type[Any], declared: Mapping[str, Any]) -> FunctionType:
    defaults = {name: _default(each) for name, each in declared.items()}
    code = _code_of_init(len(defaults))
    names = {f"_{number}": name for number, name in enumerate(declared)}
    named = code.replace(
        co_varnames=_named(code.co_varnames, names),
        co_consts=_named(code.co_consts, names),
        co_qualname=f"{kind.__qualname__}.__init__",
    )
    init = FunctionType(
        named, _NAMES, argdefs=tuple(each for each in defaults.values() if each is not MISSING)
    )
    made = [name for name, each in defaults.items() if each.__class__ is _Made]
    return _making(init, made) if made else init


def _making(init: FunctionType, names: Sequence[str]) -> FunctionType:
    """The same where these fields have a new value each time, unless they are given one."""

    def making(self: Any, *values: Any, **named: Any) -> None:
        init(self, *values, **named)
        for name in names:
            if (own := getattr(self, name)).__class__ is _Made:
                object.__setattr__(self, name, own.make())

    return cast(FunctionType, making)


def _named(values: tuple[Any, ...], names: Mapping[str, str]) -> tuple[Any, ...]:
    """The same with other names, in tuples of them as well."""
    return tuple(_named(each, names) if each.__class__ is tuple else names.get(each, each) for each in values)


@cache
def _code_of_init(fields: int) -> CodeType:
    """The code of an `__init__` that sets so many fields, called _0, _1 …"""
    names = [f"_{number}" for number in range(fields)]
    values = ", ".join(f"{name!r}: {name}" for name in names)
    functions: dict[str, FunctionType] = {}
    exec(_INIT.format(parameters=", ".join(names), values=values), functions)
    return functions["__init__"].__code__


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def replace(value, /, **changes):
        """The standard library's `replace`, for classes made here: what is not changed is taken over as it is."""
        declared = value._declared
        if not changes.keys() <= declared.keys():
            raise TypeError(
                f"{value.__class__.__qualname__} has no {', '.join(changes.keys() - declared.keys())}"
            )
        replaced = object.__new__(value.__class__)
        own = replaced.__dict__
        own.update(value.__dict__)
        own.update(changes)
        if len(own) > len(declared):  # what was cached of the other value
            for name in own.keys() - declared.keys():
                del own[name]
        return replaced

    def dataclass(kind=None, /, **options):
        """Make here the classes with `frozen=True` alone, and those without options or `__post_init__`."""
        if options == {"frozen": True}:
            return _frozen
        if kind and not hasattr(kind, "__post_init__"):
            return _changing(kind)
        return dataclasses.dataclass(kind, **options)
