"""The values of declared fields in framework.yaml, each form as pydantic has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, create_model, field_validator, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model import forms
from pipeline.model.eras import runs_backward
from pipeline.model.forms import Form
from pipeline.problems import Code, did_you_mean
from pipeline.source.schema_values import Id, Line, Markdown, Strict, Words, Year

_NUMBER = re.compile(r"[-−△▲]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def value_type(field: forms.Field, name: str) -> tuple[Any, Any]:
    """The type of a field's value, and the value of one that is left out. `name` is given to the models that it needs."""
    few = Field(min_length=1) if field.needed else Field()
    match field.form:
        case Form.TEXT | Form.WORD:
            return (Markdown if field.needed else str), ""
        case Form.CHOICE:
            return _one_of(field.key, field.values), ""
        case Form.NAMES:
            return Annotated[list[Markdown], few], []
        case Form.REFERENCES:
            return Annotated[list[Id], few], []
        case Form.NUMBERS:
            return Annotated[list[_Whole], BeforeValidator(_as_list), few], []
        case Form.ROWS:
            return Annotated[list[_row(field, name)], few], []  # type: ignore[misc]
        case Form.INDICATORS:
            return Annotated[list[IndicatorFile], few], []
        case Form.PAIRS:
            return _pairs(field, name), None


def _wrong(message: str, hint: str, code: Code = Code.SCHEMA_VALUE) -> PydanticCustomError:
    return PydanticCustomError("field", "{message}", {"message": message, "hint": hint, "code": code})


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _whole(value: str) -> str:
    if not re.fullmatch("[0-9]{1,3}", unicodedata.normalize("NFKC", value)):
        raise _wrong(f"「{value}」は番号ではありません", "数字だけで書いてください（例: [3, 11]）")
    return value


_Whole = Annotated[Words, AfterValidator(_whole)]


def _one_of(key: str, values: Sequence[str]) -> Any:
    def known(value: str) -> str:
        if value not in values:
            hint = did_you_mean(value, values) or f"次のどれかにしてください: {'、'.join(values)}"
            raise _wrong(f"「{key}」に「{value}」は使えません", hint)
        return value

    return Annotated[Words, AfterValidator(known), Field(json_schema_extra={"enum": [*values]})]


def _row(field: forms.Field, name: str) -> type[Strict]:
    """A row of a field with declared columns; its first cell says what it is about, the others may be empty."""
    cells: dict[str, Any] = {}
    for at, column in enumerate(field.columns):
        kind = _one_of(column.name, column.values) if column.values else Markdown if at == 0 else str
        cells[cell_name(at)] = (kind, Field("" if at else ..., alias=column.name))
    return create_model(f"Row{name}File", __base__=Strict, __doc__=f"{field.key}の行。", **cells)


def _pairs(field: forms.Field, name: str) -> Any:
    texts = {cell_name(at): (str, Field("", alias=label)) for at, label in enumerate(field.labels)}

    def not_empty(value: Strict) -> Strict:
        if not any(getattr(value, each) for each in texts):
            raise _wrong(f"「{field.key}」が空です", f"例: {field.labels[0]}: …")
        return value

    model = create_model(f"Pairs{name}File", __base__=Strict, __doc__=f"{field.key}。", **texts)  # type: ignore[call-overload]
    needed = Annotated[model, AfterValidator(not_empty)]
    return needed if field.needed else needed | None


def cell_name(at: int) -> str:
    """The attribute of a row's cell, or of a pair's text."""
    return f"cell_{at}"


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(unicodedata.normalize("NFKC", value)):
        raise _wrong(
            f"「{value}」は数ではありません", "数だけを書き、単位は「単位」に書いてください（例: 値: 1,250）"
        )
    return value


_Number = Annotated[Words, AfterValidator(_number)]


def number_of(written: str) -> Decimal:
    """The value of a number as drafters write it."""
    plain = unicodedata.normalize("NFKC", written).replace(",", "")
    return Decimal(re.sub("^[−△▲]", "-", plain))


class Aim(StrEnum):
    """The ways in which an indicator is meant to go."""

    UP = "増やす"
    DOWN = "減らす"
    KEPT = "保つ"


class PointFile(Strict):
    """指標の値と、その年度。"""

    year: Year = Field(alias="年度", description="値の年度（例: 令和５年度）")
    value: _Number = Field(alias="値", description="数（単位は付けない）")


class IndicatorFile(Strict):
    """指標。"""

    name: Markdown = Field(alias="名", description="何を測るか")
    unit: Line = Field("", alias="単位", description="値の単位（例: ％）")
    base: PointFile | None = Field(None, alias="基準", description="今の値。測っていなければ書かない")
    goal: PointFile = Field(alias="目標", description="目指す値")
    aim: Aim | None = Field(None, alias="方向", description="増やす・減らす・保つのどれか")

    @field_validator("goal")
    @classmethod
    def _later(cls, goal: PointFile, info: Any) -> PointFile:
        base = info.data.get("base")
        if base and runs_backward(base.year, goal.year):
            raise _wrong(
                f"目標の年度「{goal.year}」が、基準の「{base.year}」より前です",
                "基準と目標が逆になっていないか、年を取り違えていないかを見てください",
                Code.DATE_ORDER,
            )
        return goal

    @model_validator(mode="after")
    def _goes_that_way(self) -> IndicatorFile:
        if self.base and self.aim:
            before, after = number_of(self.base.value), number_of(self.goal.value)
            if (self.aim is Aim.UP and after < before) or (self.aim is Aim.DOWN and after > before):
                raise _wrong(
                    f"方向が「{self.aim}」なのに、目標の値「{self.goal.value}」が基準の「{self.base.value}」より"
                    f"{'小さい' if after < before else '大きい'}です",
                    "値か方向を直してください",
                )
        return self
