"""The way to a value of YAML that a target names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.source.yaml_positions import Path, Value
from pipeline.splicing.mapped import Refused
from pipeline.splicing.values import YamlFile
from pipeline.splicing.wish import Wish


def path_of(file: YamlFile, wish: Wish) -> Path:
    """The path that a target names: below what has its id, else from the top; what is there of it."""
    value = file.value()
    identity, *keys = wish.target.split("/") if wish.target else [""]
    own = list(_with_id(value, identity, ())) if identity else []
    if len(own) > 1:
        raise Refused(f"id「{identity}」が二つあります")
    begin: Path = own[0] if own else ()
    parts = keys if own else [identity, *keys] if identity else []
    return _reached(
        value, begin, [int(part) - 1 if part.isdecimal() else part for part in parts], not wish.before
    )


def _with_id(value: Value, identity: str, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        if value.get("id") == identity:
            yield path
        for key, each in value.items():
            yield from _with_id(each, identity, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _with_id(each, identity, (*path, at))


def _reached(value: Value, begin: Path, parts: Sequence[str | int], whole: bool) -> Path:
    path = begin
    for part in begin:
        value = value[part]  # type: ignore[index]
    for part in parts:
        inside = (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        if not inside:
            return (*begin, *parts) if whole else path
        value = value[part]  # type: ignore[index]
        path = (*path, part)
    return path


def scalars(value: Value, path: Path) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
    else:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from scalars(each, (*path, key))
