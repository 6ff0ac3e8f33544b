"""A value of YAML as the mapping that a class declares, or everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pipeline.source.mapping import (
    After,
    Before,
    ChosenBy,
    Fault,
    Key,
    Limits,
    Model,
    Read,
    Refused,
    Strict,
    keys_of,
)

# A whole number as it is written in YAML.
_INTEGER = re.compile(r"\s*[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?\s*")


def read_as(model: type[Model], value: Any) -> Model:
    """A value as a mapping of this class. Raises Refused with everything that is wrong with it."""
    if not isinstance(value, dict):
        raise Refused(Fault((), "mapping", value))
    faults: list[Fault] = []
    known: set[Any] = set()
    read: dict[str, Any] = {}
    reader = _reader_of(model)
    for name, declared, names, of_value in reader.keys:
        at = next((each for each in names if each in value), None)
        if at is None:
            if declared.needed:
                faults.append(Fault((declared.alias,), "missing"))
            else:
                read[name] = declared.default
            continue
        known.add(at)
        with _Under(at, faults):
            read[name] = of_value(value[at], read)
    faults += (Fault((each,), "unknown") for each in value if each not in known)
    if faults:
        raise Refused(*faults)
    own = object.__new__(model)
    own.__dict__.update(
        read, _written={name for name, _, names, _ in reader.keys if known.intersection(names)}
    )
    for check in reader.whole:
        check(own)
    return own


class _Under:
    """Takes what is refused under a key into a list, with the key before its paths."""

    def __init__(self, at: str | int, faults: list[Fault]) -> None:
        self.at, self.faults = at, faults

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Refused):
            return False
        self.faults += (each._replace(path=(self.at, *each.path)) for each in error.faults)
        return True


class _Reader(NamedTuple):
    """How a class is read: its keys, each with its names and what reads its value beside those before it, and what looks at all."""

    keys: Sequence[tuple[str, Key, Sequence[str], Callable[[Any, Mapping[str, Any]], Any]]]
    whole: Sequence[Callable[[Any], None]]


_readers: dict[type[Strict], _Reader] = {}


def _reader_of(model: type[Strict]) -> _Reader:
    if model not in _readers:
        members = [member for base in reversed(model.__mro__) for member in vars(base).values()]
        checks = [(each, getattr(each, "of_keys", ())) for each in members]
        of_keys = [
            (
                name,
                own,
                own.also or (own.alias,),
                _of_key(own, [check for check, names in checks if name in names]),
            )
            for name, own in keys_of(model).items()
        ]
        _readers[model] = _Reader(of_keys, [each for each in members if getattr(each, "of_whole", False)])
    return _readers[model]


def _of_key(declared: Key, checks: Sequence[Callable[..., Any]]) -> Callable[[Any, Mapping[str, Any]], Any]:
    read = reader_of(Annotated[declared.kind, declared.limits])

    def of_key(value: Any, before: Mapping[str, Any]) -> Any:
        value = read(value)
        for check in checks:
            value = check(value, before)
        return value

    return of_key


def reader_of(kind: Any) -> Read:
    """What reads a value as a type says. It raises Refused."""
    match get_origin(kind), get_args(kind):
        case None, _:
            return _of_class(kind)
        case origin, (inner, *_) if origin is Annotated:
            return _annotated(inner, kind.__metadata__)
        case origin, (inner,) if origin is list:
            return _list_of(inner)
        case origin, (names, inner) if origin is dict:
            return _dict_of(names, inner)
        case origin, kinds if origin in (Union, UnionType):
            (inner,) = (each for each in kinds if each is not type(None))
            return _or_none(inner)
        case _:
            raise TypeError(f"nothing is read as {kind}")


def _of_class(kind: Any) -> Read:
    if issubclass(kind, Strict):
        return lambda value: read_as(kind, value)
    if issubclass(kind, Enum):
        return lambda value: _member(kind, value)
    return {str: _string, int: _integer, float: _number}[kind]


def _annotated(kind: Any, parts: Sequence[Any]) -> Read:
    forms = [part.form for part in parts if isinstance(part, ChosenBy)]
    read = _chosen(kind, *forms) if forms else reader_of(kind)
    before = [part.change for part in reversed(parts) if isinstance(part, Before)]
    after = [part for part in parts if isinstance(part, After | Limits) and part != Limits()]
    longest = next((part.max_length for part in after if isinstance(part, Limits)), None)

    def of_annotated(value: Any) -> Any:
        for change in before:
            value = change(value)
        if longest is not None and isinstance(value, list) and len(value) > longest:
            raise Refused(Fault((), "long", value, longest))  # before what is wrong with each
        written, value = value, read(value)
        for part in after:
            if isinstance(part, After):
                value = part.change(value)
            else:
                part.hold(value, written)
        return value

    return of_annotated


def _chosen(kind: Any, form: Callable[[Any], int]) -> Read:
    readers = [reader_of(each) for each in get_args(kind)]
    return lambda value: readers[form(value)](value)


def _or_none(kind: Any) -> Read:
    read = reader_of(kind)
    return lambda value: None if value is None else read(value)


def _list_of(kind: Any) -> Read:
    read = reader_of(kind)

    def of_list(value: Any) -> Any:
        if not isinstance(value, list):
            raise Refused(Fault((), "list", value))
        return _collected(enumerate(value), lambda at, each: read(each), list)

    return of_list


def _dict_of(names: Any, kind: Any) -> Read:
    name, read = reader_of(names), reader_of(kind)

    def of_dict(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Refused(Fault((), "mapping", value))
        return _collected(value.items(), lambda at, each: (name(at), read(each)), dict)

    return of_dict


def _collected(
    values: Iterable[tuple[Any, Any]], read: Callable[[Any, Any], Any], made: Callable[[Any], Any]
) -> Any:
    faults: list[Fault] = []
    found = []
    for at, value in values:
        with _Under(at, faults):
            found.append(read(at, value))
    if faults:
        raise Refused(*faults)
    return made(found)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(Fault((), "string", value))
    return value


def _member(kind: type[Enum], value: Any) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise Refused(Fault((), "choice", value, [each.value for each in kind])) from None


def _integer(value: Any) -> int:
    if not (isinstance(value, str) and _INTEGER.fullmatch(value)):
        raise Refused(Fault((), "integer", value))
    return int(value.partition(".")[0])


def _number(value: Any) -> float:
    try:
        if isinstance(value, str) and value.isascii():
            return float(value)
    except ValueError:
        pass
    raise Refused(Fault((), "number", value))
