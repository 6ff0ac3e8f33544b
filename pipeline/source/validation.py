"""A YAML value against its schema: what is wrong with it as problems with places, in Japanese."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Any, get_origin

from pipeline.problems import Code, Problem, did_you_mean, raise_if_any
from pipeline.source.ids import invalid_id
from pipeline.source.mapping import Fault, Model, Refused, Strict, keys_of
from pipeline.source.mapping_reader import read_as
from pipeline.source.schema_keys import keys_by_model, known_keys, models_in
from pipeline.source.text import Dropped, decode
from pipeline.source.yaml_positions import Document, Path, read_yaml

# What should stand in the place of a value of another kind.
_EXPECTED = {
    "string": "文字（一覧や項目の組でなく）",
    "choice": "文字（一覧や項目の組でなく）",
    "list": "「- 」で始まる一覧",
    "mapping": "「項目: 値」の組",
    "number": "数（例: 9.5）",
    "integer": "整数（例: 1）",
}


def read_model(file: str, data: bytes, model: type[Model]) -> tuple[Model, Document]:
    """A YAML file's content as `model`, and as it is written. Raises PlanErrors with everything that stands in the way."""
    decoded = decode(file, data)
    raise_if_any(decoded.problems)
    read, document, problems = read_file(file, decoded.text or "", model, decoded.dropped)
    raise_if_any(problems)
    assert read is not None, "what is no model has problems"
    return read, document


def read_file(
    file: str, text: str, model: type[Model], dropped: Dropped
) -> tuple[Model | None, Document, Sequence[Problem]]:
    """A file's text as `model`, if it can be, as it is written, and every problem that stands in the way."""
    document = read_yaml(file, text, partial(known_keys, model), dropped)
    if document.problems:
        return None, document, document.problems
    read, problems = validate(model, document)
    return read, document, problems


def validate(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The file's content as `model`, or None and every problem that stands in the way."""
    form: Any = model.form_of(document.value)
    try:
        return read_as(form, document.value), []
    except Refused as refused:
        return None, [_as_problem(form, document, fault) for fault in refused.faults]


def _as_problem(model: type[Strict], document: Document, fault: Fault) -> Problem:
    path = fault.path
    if fault.kind not in ("missing", "unknown") and path not in document.places:
        path = path[:-1]  # a word that is short for a mapping of one key
    match fault.kind:
        case "missing":
            return _missing_key(document, path)
        case "unknown":
            return _unknown_key(model, document, path)
        case "pattern":
            return invalid_id(fault.value, document.locate(path))
        case _:
            code, message, hint = _wrong_value(_name(path), fault)
            return Problem(document.locate(path), code, message, hint)


def _missing_key(document: Document, path: Path) -> Problem:
    """A key that is not there, or has nothing behind it."""
    key, empty = path[-1], document.keys.get(path)
    if empty:
        return Problem(
            empty,
            Code.SCHEMA_MISSING_KEY,
            f"「{key}」に値がありません",
            f"「{key}: 」の後に値を書いてください",
        )
    return Problem(
        document.locate(path[:-1]),
        Code.SCHEMA_MISSING_KEY,
        f"「{key}」がありません",
        f"「{key}: 」の行を足して、値を書いてください",
    )


def _unknown_key(model: type[Strict], document: Document, path: Path) -> Problem:
    around = _model_at(model, path[:-1])
    siblings = keys_by_model(around)[around]
    near = did_you_mean(unicodedata.normalize("NFKC", str(path[-1])), siblings)
    hint = near or f"ここに書ける項目: {'、'.join(siblings)}"
    return Problem(
        document.keys.get(path, document.locate(path)),
        Code.SCHEMA_UNKNOWN_KEY,
        f"「{path[-1]}」という項目はありません",
        "。".join(each for each in (hint, getattr(around, "HINT", "")) if each),
    )


def _wrong_value(name: str, fault: Fault) -> tuple[Code, str, str]:
    """The problem with a value that messages call `name`: code, message, hint."""
    _, kind, value, said = fault
    match kind:
        case "wrong":
            code, message, hint = said
            return code, message, hint
        case "choice" if isinstance(value, str):
            wrong, hint = (
                f"{name}に「{value}」は使えません",
                f"次のどれかにしてください: {'、'.join(filter(None, said))}",
            )
        case "short":
            wrong, hint = f"{name}が空です", "一つ以上書いてください"
        case "long":
            unit = "文字" if isinstance(value, str) else "個"
            wrong, hint = f"{name}が長すぎます", f"{said}{unit}までにしてください"
        case "not above":
            wrong, hint = f"{name}に「{value}」は使えません", f"{said:g}より大きい数にしてください"
        case "below":
            wrong, hint = f"{name}に「{value}」は使えません", f"{said:g}以上にしてください"
        case "above":
            wrong, hint = f"{name}に「{value}」は使えません", f"{said:g}以下にしてください"
        case _:
            return Code.SCHEMA_TYPE, f"{name}の書き方が違います", f"ここには{_EXPECTED[kind]}を書いてください"
    return Code.SCHEMA_VALUE, wrong, hint


def _name(path: Path) -> str:
    """The value's name in a message: its key, with the row's number where it is one of a list."""
    keys = [part for part in path if isinstance(part, str)]
    if not path:
        return "ファイルの内容"
    if isinstance(path[-1], int):
        return f"「{keys[-1]}」の{path[-1] + 1}番目" if keys else f"{path[-1] + 1}番目"
    return f"「{path[-1]}」"


def _model_at(model: type[Strict], path: Path) -> type[Strict]:
    """The schema's model of what stands at `path`."""
    current: type[Strict] = model
    freely = False  # whether the key is the author's own
    for part in path:
        if isinstance(part, int):
            continue
        if freely:
            freely = False
            continue
        for key in keys_of(current).values():
            if key.alias == part:
                inner = list(models_in(key.kind))
                current = inner[0] if inner else current
                freely = get_origin(key.kind) is dict
    return current
