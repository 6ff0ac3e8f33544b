"""New text in a value of YAML: as the value is written where it can be, else in quotation marks or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from pipeline.source.yaml_positions import Path, Value
from pipeline.splicing.mapped import Edit, Refused, applied, as_replacements
from pipeline.splicing.values import Scalar, YamlFile, value_of


def with_edits(file: YamlFile, scalar: Scalar, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of the file by which a value is edited: in its place where it can be, else all of it written anew with quotation
    marks or in lines; proved by reading the file. Raises Refused."""
    edits = as_replacements(edits)
    wanted = applied(scalar.mapped.text, edits)
    for attempt in _attempts(scalar, edits, wanted):
        if _proved(file, scalar.path, wanted, attempt):
            return attempt
    raise Refused("この値の書き方（引用符や改行）では、原稿に入れられません")


def _attempts(scalar: Scalar, edits: Sequence[Edit], wanted: str) -> Iterator[list[Edit]]:
    if all("\n" not in new for _, _, new in edits) or scalar.is_in_lines:
        yield [(*_span(scalar, begin, end), _encoded(scalar, new)) for begin, end, new in edits]
    if not scalar.is_in_lines:
        if "\n" not in wanted:
            yield [(scalar.start, _end_of(scalar), quoted(wanted))]
        elif not scalar.in_flow and scalar.style != ">":
            yield [(scalar.start, scalar.end, in_lines(wanted, scalar.indent + 2))]


def _span(scalar: Scalar, begin: int, end: int) -> tuple[int, int]:
    """The span in the file of a span of a value: whole lines of a block go with their indents."""
    mapped = scalar.mapped
    start, stop = mapped.span(begin, end)
    lines = mapped.text[:begin].endswith("\n") or not begin
    if not scalar.is_in_lines or begin == end or not lines or mapped.text[end - 1] != "\n":
        return start, stop
    if end < len(mapped.text):
        return start, mapped.starts[end]
    return mapped.ends[begin - 1] if begin else start, stop


def _end_of(scalar: Scalar) -> int:
    return scalar.end


def _encoded(scalar: Scalar, new: str) -> str:
    match scalar.style:
        case "'":
            return new.replace("'", "''")
        case '"':
            return quoted(new)[1:-1]
        case "|":
            pad = " " * scalar.indent
            return re.sub(r"\n(?!\n|$)", f"\n{pad}", new)
        case _:
            return new


def quoted(text: str) -> str:
    """A text in double quotes."""
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def in_lines(text: str, indent: int) -> str:
    """A text as a block; the line of its key ends with the mark."""
    pad = " " * indent
    return "|-\n" + "\n".join(f"{pad}{line}" if line else "" for line in text.rstrip("\n").split("\n"))


def plainly(text: str) -> str:
    """A text as a plain value where YAML reads it so, else in quotes."""
    try:
        read = yaml.safe_load(f"a: {text}\n")
    except yaml.YAMLError:
        return quoted(text)
    safe = isinstance(read, dict) and read.get("a") == text and not re.search(r"[\[\]{},]", text)
    return text if safe else quoted(text)


def _proved(file: YamlFile, path: Path, wanted: str, edits: Sequence[Edit]) -> bool:
    """Whether edits give the value that is wanted, and leave all others as they are."""
    try:
        now = value_of(applied(file.text, edits))
    except Refused:
        return False
    return now == with_value(file.value(), path, wanted)


def with_value(value: Value, path: Path, new: Value) -> Value:
    """A value with another one at a path; one more in a list where the path leads behind its end."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, list) and isinstance(first, int):
        if first == len(value) and not rest:
            return [*value, new]
        return [with_value(each, tuple(rest), new) if at == first else each for at, each in enumerate(value)]
    assert isinstance(value, dict)
    return {**value, str(first): with_value(value[str(first)] if rest else "", tuple(rest), new)}
