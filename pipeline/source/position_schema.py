"""The keys of position.yaml where its boxes stand and are joined as the office likes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pipeline.model.diagrams import MOST, JoinKind
from pipeline.source.schema_values import SelfDescribing, Strict, Words


class BoxFile(Strict):
    """位置付け図の箱。"""

    name: Words = Field(alias="名称", description="箱の初めの行。「つながり」で指す名前にもなる")
    lines: list[Words] = Field([], alias="文", description="名称の下に並べる行")
    parts: list[Words] = Field(
        [], alias="箱", max_length=MOST, description="この箱を枠として、その中に並べる箱の名称"
    )


class OwnBoxFile(Strict):
    """この計画の箱。"""

    name: Words = Field(alias="名称")
    nature: Words | None = Field(None, alias="性格", description="名称の下に（　）に入れて示す言葉")
    shown: list[Words] = Field(
        [], alias="示す", description="自動で入れるもの。基本理念と、施策の一番外側の段の名前"
    )
    lines: list[Words] = Field([], alias="文", description="名称の下に並べる行")


def _with_name(value: Any) -> Any:
    return {"名称": value} if isinstance(value, str) else value


def _as_row(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


# A box's name alone, or with what else it holds; a row of boxes, or one box.
BoxOrName = Annotated[BoxFile, BeforeValidator(_with_name, json_schema_input_type=Words | BoxFile)]
Row = Annotated[
    list[BoxOrName],
    Field(min_length=1, max_length=MOST),
    BeforeValidator(_as_row, json_schema_input_type=list[Words | BoxFile] | Words | BoxFile),
]


class JoinFile(Strict):
    """二つの箱のつながり。"""

    start: Words = Field(alias="から", description="箱の名称か「この計画」")
    end: Words = Field(alias="まで", description="箱の名称か「この計画」。矢印はこちらに向く")
    kind: JoinKind = Field(JoinKind.ARROW, alias="形", description="矢印・両矢印・連動・線のどれか")


class BoxesFile(SelfDescribing):
    """position.yaml: この計画の上、左右、下に、自由に箱を並べる図。"""

    above: list[Row] = Field([], alias="上", description="この計画より上の段。上から順に並べる")
    left: list[BoxOrName] = Field([], alias="左", max_length=MOST, description="この計画の左の箱")
    own: OwnBoxFile = Field(alias="この計画")
    right: list[BoxOrName] = Field([], alias="右", max_length=MOST, description="この計画の右の箱")
    below: list[Row] = Field([], alias="下", description="この計画より下の段。上から順に並べる")
    joins: list[JoinFile] | None = Field(
        None,
        alias="つながり",
        description="箱のつながり。書かなければ、上下の段は矢印で、左右の箱は連動で、この計画と結ぶ",
    )
