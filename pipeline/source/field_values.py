"""The values of declared fields in framework.yaml, each form as pydantic has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from pipeline.model import forms
from pipeline.model.forms import Form
from pipeline.problems import did_you_mean
from pipeline.source.schema_values import APART, EachOnce, Id, Markdown, Strict, Words, each_once, wrong


def value_type(field: forms.Field, name: str) -> tuple[Any, Any]:
    """The type of a field's value, and the value of one that is left out. `name` is given to the models that it needs."""
    few = Field(min_length=1) if field.needed else Field()
    match field.form:
        case Form.TEXT:
            return (Markdown if field.needed else str), ""
        case Form.WORD:
            return Annotated[Markdown if field.needed else str, APART], ""
        case Form.CHOICE:
            return _one_of(field.key, field.values), ""
        case Form.NAMES:
            return Annotated[list[Markdown], few], []
        case Form.REFERENCES:
            return Annotated[list[Id], few, EachOnce], []
        case Form.NUMBERS:
            return Annotated[list[_Whole], BeforeValidator(_as_list), few, _NumbersOnce], []
        case Form.ROWS:
            return Annotated[list[_row(field, name)], few], []  # type: ignore[misc]
        case Form.INDICATORS:
            # Only a plan that measures something pays for the models of what it measures.
            from pipeline.source.indicators import IndicatorFile

            return Annotated[list[IndicatorFile], few], []
        case Form.PAIRS:
            return _pairs(field, name), None


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _whole(value: str) -> str:
    if not re.fullmatch("[0-9]{1,3}", unicodedata.normalize("NFKC", value)):
        raise wrong(f"「{value}」は番号ではありません", "数字だけで書いてください（例: [3, 11]）")
    return value


_Whole = Annotated[Words, AfterValidator(_whole)]


def _numbers_once(values: list[str]) -> list[str]:
    each_once([str(int(value)) for value in values])
    return values


_NumbersOnce = AfterValidator(_numbers_once)  # whatever their digits


def _one_of(key: str, values: Sequence[str]) -> Any:
    def known(value: str) -> str:
        if value not in values:
            hint = did_you_mean(value, values) or f"次のどれかにしてください: {'、'.join(values)}"
            raise wrong(f"「{key}」に「{value}」は使えません", hint)
        return value

    return Annotated[Words, AfterValidator(known), Field(json_schema_extra={"enum": [*values]})]


def _row(field: forms.Field, name: str) -> type[Strict]:
    """A row of a field with declared columns; its first cell says what it is about, the others may be empty."""
    cells: dict[str, Any] = {}
    for at, column in enumerate(field.columns):
        kind = (
            _one_of(column.name, column.values)
            if column.values
            else Annotated[Markdown if at == 0 else str, APART]
        )
        cells[cell_name(at)] = (kind, Field("" if at else ..., alias=column.name))
    return create_model(f"Row{name}File", __base__=Strict, __doc__=f"{field.key}の行。", **cells)


def _pairs(field: forms.Field, name: str) -> Any:
    texts = {
        cell_name(at): (Annotated[str, APART], Field("", alias=label))
        for at, label in enumerate(field.labels)
    }

    def not_empty(value: Strict) -> Strict:
        if not any(getattr(value, each) for each in texts):
            raise wrong(f"「{field.key}」が空です", f"例: {field.labels[0]}: …")
        return value

    model = create_model(f"Pairs{name}File", __base__=Strict, __doc__=f"{field.key}。", **texts)  # type: ignore[call-overload]
    needed = Annotated[model, AfterValidator(not_empty)]
    return needed if field.needed else needed | None


def cell_name(at: int) -> str:
    """The attribute of a row's cell, or of a pair's text."""
    return f"cell_{at}"
