"""Mappings of YAML as classes: the keys that they have, and what their values have to be.

A class says its keys as a dataclass does, `name: Words = key(alias="計画名")`. The annotation says what the value has to be: `str`,
`int`, `float`, an enum, another mapping, a list, a dict or `X | None`, in an `Annotated` with what else holds.
`mapping_reader.py` reads values as such: what `yaml_positions` makes of a file, strings, lists and dicts. So there is little to it, and it
takes a twentieth of the time that a library of models for everything takes to begin, which was a tenth of a run.
`json_schema.py` writes the same classes for editors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import FrozenInstanceError, replace
from typing import Any, ClassVar, NamedTuple, TypeVar, get_type_hints

from pipeline.frozen import dataclass
from pipeline.problems import Code

Read = Callable[[Any], Any]
Checked = TypeVar("Checked", bound=Callable[..., Any])


class Fault(NamedTuple):
    """What is wrong with the value at a path. `kind` is one of those that `validation.py` words; `said` is the limit, the
    words that there are, or for `wrong` the code, message and hint."""

    path: tuple[str | int, ...]
    kind: str
    value: Any = None
    said: Any = None


class Refused(Exception):
    """A value that can't be read, with everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def wrong(message: str, hint: str, code: Code = Code.SCHEMA_VALUE) -> Refused:
    """What is raised of a value that can't be, as messages say it."""
    return Refused(Fault((), "wrong", None, (code, message, hint)))


@dataclass(frozen=True)
class Limits:
    """How long a value may be, what it has to look like, and of numbers how large they may be. `choices` is told to editors
    alone: something else refuses all others."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    gt: float | None = None
    ge: float | None = None
    le: float | None = None
    choices: Sequence[str] = ()

    def hold(self, value: Any, written: Any) -> None:
        """Raises Refused where a value, which was `written` so, is beyond them."""
        if self.min_length is not None and len(value) < self.min_length:
            raise Refused(Fault((), "short", written))
        if self.max_length is not None and len(value) > self.max_length:
            raise Refused(Fault((), "long", written, self.max_length))
        if self.pattern and not re.search(self.pattern.replace("$", r"\Z"), value):
            raise Refused(Fault((), "pattern", written))
        if self.le is not None and not value <= self.le:
            raise Refused(Fault((), "above", written, self.le))
        if self.gt is not None and not value > self.gt:
            raise Refused(Fault((), "not above", written, self.gt))
        if self.ge is not None and not value >= self.ge:
            raise Refused(Fault((), "below", written, self.ge))


@dataclass(frozen=True)
class Before:
    """What is made of a value before it is read. `written` is the type by which editors know what may be written."""

    change: Read
    written: Any = None


@dataclass(frozen=True)
class After:
    """What is made of a value once it was read, or refuses it."""

    change: Read


@dataclass(frozen=True)
class ChosenBy:
    """Which one of the types of a union a value is read as, by its number."""

    form: Callable[[Any], int]


@dataclass(frozen=True)
class Key:
    """A key of a mapping: what it is called there, also in other words, what stands for it where it is left out (`...` where it
    can't be), and what its value has to be."""

    alias: str
    default: Any
    description: str
    also: Sequence[str]
    limits: Limits
    kind: Any = str

    @property
    def needed(self) -> bool:
        return self.default is ...


def key(
    default: Any = ..., *, alias: str = "", description: str = "", also: Sequence[str] = (), **limits: Any
) -> Any:
    """Declare a key; without an alias it is called as the attribute is. `limits` are those of `Limits`."""
    return Key(alias, default, description, also, Limits(**limits))


def check_key(*names: str) -> Callable[[Checked], Checked]:
    """Declare what looks at the values of keys: a static method of the value and of what was read before it, by attributes.
    It gives the value back, or raises `wrong`."""

    def declare(check: Checked) -> Checked:
        check.of_keys = names  # type: ignore[attr-defined]
        return check

    return declare


def check_whole(check: Checked) -> Checked:
    """Declare what looks at a mapping once all its values are right: a method that raises `wrong`."""
    check.of_whole = True  # type: ignore[attr-defined]
    return check


class Strict:
    """A mapping that holds its keys and no others. `HINT` is said beside those that are told of an unknown one, `PATTERNS` are
    further keys that editors know."""

    HINT: ClassVar[str] = ""
    PATTERNS: ClassVar[Sequence[str]] = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    @classmethod
    def other_forms(cls) -> tuple[type[Strict], ...]:
        """The forms in which the same file may be written instead."""
        return ()

    @classmethod
    def form_of(cls, value: Any) -> type[Strict]:
        """The form in which a file with this content is written."""
        return cls


Model = TypeVar("Model", bound=Strict)


def make_model(
    name: str, doc: str | None, keys: Mapping[str, tuple[Any, Any]], *bases: type[Model]
) -> type[Model]:
    """A class made of keys that are not known before: by attribute, each with what its value has to be."""
    own = {attribute: declared for attribute, (_, declared) in keys.items()}
    kinds = {attribute: kind for attribute, (kind, _) in keys.items()}
    return type(
        name, bases, {**own, "__doc__": doc, "__annotations__": kinds, "__module__": bases[0].__module__}
    )


_keys: dict[type[Strict], Mapping[str, Key]] = {}


def keys_of(model: type[Strict]) -> Mapping[str, Key]:
    """The keys of a class by its attributes, those of its bases first."""
    if model not in _keys:
        kinds = get_type_hints(model, include_extras=True)
        found = ((name, getattr(model, name, None)) for name in kinds)
        _keys[model] = {
            name: replace(own, alias=own.alias or name, kind=kinds[name])
            for name, own in found
            if isinstance(own, Key)
        }
    return _keys[model]


def is_written(value: Strict, name: str) -> bool:
    """Whether an attribute's key was there, with whatever value."""
    return name in value.__dict__["_written"]
