"""A YAML value against its schema: pydantic's findings as problems with places, in Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from pipeline.model.eras import digits
from pipeline.problems import Code, Problem, did_you_mean, raise_if_any
from pipeline.source.ids import invalid_id
from pipeline.source.schema_keys import keys_by_model, known_keys, models_in
from pipeline.source.schema_values import TAGS, Strict
from pipeline.source.text import Dropped, decode
from pipeline.source.yaml_positions import Document, Path, read_yaml

Model = TypeVar("Model", bound=BaseModel)
# What pydantic calls a value of another kind → what is wanted in its place.
_EXPECTED = {
    "string_type": "文字（一覧や項目の組でなく）",
    "enum": "文字（一覧や項目の組でなく）",
    "list_type": "「- 」で始まる一覧",
    "model_type": "「項目: 値」の組",
    "dict_type": "「項目: 値」の組",
    "float_type": "数（例: 9.5）",
    "float_parsing": "数（例: 9.5）",
    "int_type": "整数（例: 1）",
    "int_parsing": "整数（例: 1）",
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
    form: Any = model.form_of(document.value) if issubclass(model, Strict) else model
    try:
        return form.model_validate(document.value), []
    except ValidationError as error:
        return None, [_as_problem(form, document, found) for found in error.errors()]


def _as_problem(model: type[BaseModel], document: Document, error: Any) -> Problem:
    context = error.get("ctx", {})
    path: Path = (*(part for part in error["loc"] if part not in TAGS), *context.get("at", ()))
    if error["type"] not in ("missing", "extra_forbidden") and path not in document.places:
        path = path[:-1]  # a word that is short for a mapping of one key
    match error["type"]:
        case "missing":
            return _missing_key(document, path)
        case "extra_forbidden":
            return _unknown_key(model, document, path)
        case "string_pattern_mismatch":
            return invalid_id(error["input"], document.locate(path))
        case _:
            code, message, hint = _wrong_value(_name(path), error)
            key = document.keys.get(path) if context.get("is_key") else None
            return Problem(key or document.locate(path), code, message, hint)


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


def _unknown_key(model: type[BaseModel], document: Document, path: Path) -> Problem:
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


def _wrong_value(name: str, error: Any) -> tuple[Code, str, str]:
    """The problem with a value that messages call `name`: code, message, hint."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if "hint" in context:
        return context.get("code", Code.SCHEMA_VALUE), error["msg"], context["hint"]
    match kind:
        case "enum" if isinstance(value, str):
            known = "、".join(filter(None, re.findall("'(.*?)'", context["expected"])))
            wrong, hint = f"{name}に「{value}」は使えません", f"次のどれかにしてください: {known}"
        case "too_short" | "string_too_short":
            least = context["min_length"]
            wrong = f"{name}が{'空です' if least == 1 or not value else '足りません'}"
            hint = f"{'一' if least == 1 else digits(least)}つ以上書いてください"
        case "too_long" | "string_too_long":
            unit = "文字" if isinstance(value, str) else "個"
            wrong, hint = f"{name}が長すぎます", f"{context['max_length']}{unit}までにしてください"
        case "greater_than":
            wrong, hint = f"{name}に「{value}」は使えません", f"{context['gt']:g}より大きい数にしてください"
        case "greater_than_equal":
            wrong, hint = f"{name}に「{value}」は使えません", f"{context['ge']:g}以上にしてください"
        case "less_than_equal":
            wrong, hint = f"{name}に「{value}」は使えません", f"{context['le']:g}以下にしてください"
        case _:
            expected = _EXPECTED.get(kind, "別の形")
            return Code.SCHEMA_TYPE, f"{name}の書き方が違います", f"ここには{expected}を書いてください"
    return Code.SCHEMA_VALUE, wrong, hint


def _name(path: Path) -> str:
    """The value's name in a message: its key, with the row's number where it is one of a list."""
    keys = [part for part in path if isinstance(part, str)]
    if not path:
        return "ファイルの内容"
    if isinstance(path[-1], int):
        return f"「{keys[-1]}」の{path[-1] + 1}番目" if keys else f"{path[-1] + 1}番目"
    return f"「{path[-1]}」"


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The schema's model of what stands at `path`."""
    current: type[BaseModel] = model
    freely = False  # whether the key is the author's own
    for part in path:
        if isinstance(part, int):
            continue
        if freely:
            freely = False
            continue
        for name, info in current.model_fields.items():
            if (info.alias or name) == part:
                inner = list(models_in(info.annotation))
                current = inner[0] if inner else current
                freely = get_origin(info.annotation) is dict
    return current
