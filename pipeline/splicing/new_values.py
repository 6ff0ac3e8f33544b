"""A value of YAML that was not there: a line of its own behind those of its item or list."""

from __future__ import annotations

from pipeline.source.yaml_positions import Path
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.value_edits import plainly, with_value
from pipeline.splicing.values import YamlFile, yaml_file


def new_value(file: YamlFile, path: Path, new: str) -> list[Edit]:
    """A value under a key of a mapping, or behind those of a list, that is there already."""
    around = file.node(path[:-1])
    key = path[-1]
    value = plainly(new) if "\n" not in new else ""
    if not value:
        raise Refused("改行のある値は、手で足してください")
    try:
        node = file.node(path)
    except Refused:
        node = None
    if node is not None:  # a key with nothing behind it
        at = node.start_mark.index
        colon = file.text.rindex(":", 0, at + 1) + 1
        edits = [(colon, colon, f" {value}")]
    elif around.flow_style:
        at = around.end_mark.index - 1
        between = ", " if around.value else ""
        edits = [(at, at, f"{between}{key}: {value}" if isinstance(key, str) else f"{between}{value}")]
    else:
        edits = [_new_line(file.text, around, key, value)]
    wanted = with_value(file.value(), path, new)
    if yaml_file(applied(file.text, edits)).value() != wanted:
        raise Refused("値を原稿に足せません。手で書いてください")
    return edits


def _new_line(text: str, around: object, key: str | int, value: str) -> Edit:
    last = around.value[-1]  # type: ignore[attr-defined]
    end = (last[1] if isinstance(last, tuple) else last).end_mark.index
    line = text.rfind("\n", 0, end) + 1
    # What ends with a list ends where the next line's words begin.
    stop = text.find("\n", end) + 1 if text[line:end].strip() else line
    stop = stop or len(text)
    pad = " " * around.start_mark.column  # type: ignore[attr-defined]
    written_ = f"{pad}{key}: {value}\n" if isinstance(key, str) else f"{pad}- {value}\n"
    lead = "" if not stop or text[:stop].endswith("\n") else "\n"
    return stop, stop, lead + written_
