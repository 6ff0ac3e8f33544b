"""Indicators as framework.yaml and their table have them: what is measured, from where to where."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator, model_validator

from pipeline.model.odd_dates import runs_backward
from pipeline.problems import Code
from pipeline.source.schema_values import Line, Markdown, Strict, Words, Year, wrong

_NUMBER = re.compile(r"[-−△▲]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def is_number(written: str) -> bool:
    """Whether something is a number as drafters write it."""
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", written)) is not None


def _number(value: str) -> str:
    if not is_number(value):
        raise wrong(
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
            raise wrong(
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
                raise wrong(
                    f"方向が「{self.aim}」なのに、目標の値「{self.goal.value}」が基準の「{self.base.value}」より"
                    f"{'小さい' if after < before else '大きい'}です",
                    "値か方向を直してください",
                )
        return self
