"""A YAML value against its schema: pydantic's findings as problems with places, in Japanese."""

from __future__ import annotations

import unicodedata
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.problems import Code, Problem, did_you_mean
from pipeline.source.schema import invalid_id, keys_by_model, models_in
from pipeline.source.yaml_positions import Document, Path

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The file's content as `model`, or None and every problem that stands in the way."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        return None, [_as_problem(model, document, found) for found in error.errors()]


def _as_problem(model: type[BaseModel], document: Document, error: Any) -> Problem:
    path: Path = tuple(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind not in ("missing", "extra_forbidden") and path not in document.places:
        path = path[:-1]  # a word that is short for a mapping of one key
    name = _name(path)
    if kind == "missing":
        empty = document.keys.get(path)
        return Problem(
            empty or document.locate(path[:-1]),
            Code.SCHEMA_MISSING_KEY,
            f"「{path[-1]}」に値がありません" if empty else f"「{path[-1]}」がありません",
            f"「{path[-1]}: 」の後に値を書いてください"
            if empty
            else f"「{path[-1]}: 」の行を足して、値を書いてください",
        )
    if kind == "extra_forbidden":
        siblings = _keys_at(model, path[:-1])
        return Problem(
            document.keys.get(path, document.locate(path)),
            Code.SCHEMA_UNKNOWN_KEY,
            f"「{path[-1]}」という項目はありません",
            did_you_mean(unicodedata.normalize("NFKC", str(path[-1])), siblings)
            or f"ここに書ける項目: {'、'.join(siblings)}",
        )
    if kind == "enum" and isinstance(error["input"], str):
        return Problem(
            document.locate(path),
            Code.SCHEMA_VALUE,
            f"{name}に「{error['input']}」は使えません",
            f"次のどれかにしてください: {context['expected'].replace(' or ', ', ').replace(chr(39), '').replace(', ', '、')}",
        )
    if kind == "string_pattern_mismatch":
        return invalid_id(error["input"], document.locate(path))
    if kind in ("too_short", "string_too_short"):
        return Problem(document.locate(path), Code.SCHEMA_VALUE, f"{name}が空です", "一つ以上書いてください")
    if kind in ("too_long", "string_too_long"):
        most, unit = context["max_length"], "文字" if isinstance(error["input"], str) else "個"
        return Problem(
            document.locate(path), Code.SCHEMA_VALUE, f"{name}が長すぎます", f"{most}{unit}までにしてください"
        )
    if "hint" in context:
        return Problem(document.locate(path), Code.SCHEMA_VALUE, error["msg"], context["hint"])
    if kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        least, most = context.get("gt", context.get("ge")), context.get("le")
        bound = (
            f"{most:g}以下"
            if most is not None
            else f"{least:g}{'より大きい数' if 'gt' in context else '以上'}"
        )
        return Problem(
            document.locate(path),
            Code.SCHEMA_VALUE,
            f"{name}に「{error['input']}」は使えません",
            f"{bound}にしてください",
        )
    expected = {
        "string_type": "文字（一覧や項目の組でなく）",
        "enum": "文字（一覧や項目の組でなく）",
        "list_type": "「- 」で始まる一覧",
        "model_type": "「項目: 値」の組",
        "model_attributes_type": "「項目: 値」の組",
        "dict_type": "「項目: 値」の組",
        "float_parsing": "数（例: 9.5）",
        "int_parsing": "整数（例: 1）",
        "int_from_float": "整数（例: 1）",
    }.get(kind, "別の形")
    return Problem(
        document.locate(path),
        Code.SCHEMA_TYPE,
        f"{name}の書き方が違います",
        f"ここには{expected}を書いてください",
    )


def _name(path: Path) -> str:
    """What a message calls the value: its key, with the row's number where it is one of a list."""
    keys = [part for part in path if isinstance(part, str)]
    if not path:
        return "ファイルの内容"
    if isinstance(path[-1], int):
        return f"「{keys[-1]}」の{path[-1] + 1}番目" if keys else f"{path[-1] + 1}番目"
    return f"「{path[-1]}」"


def _keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the schema knows at `path`."""
    current: type[BaseModel] = model
    for part in path:
        if isinstance(part, int):
            continue
        for name, info in current.model_fields.items():
            if (info.alias or name) == part:
                inner = list(models_in(info.annotation))
                current = inner[0] if inner else current
    return keys_by_model(current)[current]
