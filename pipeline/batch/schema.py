"""The keys of plans.yaml, as pydantic models."""

from __future__ import annotations

from pydantic import Field

from pipeline.source.schema_values import Line, Strict, Words


class PlanEntry(Strict):
    """作る計画の一つ。"""

    folder: Words = Field(
        alias="フォルダー",
        description="計画のフォルダー（plan_source と templates の入ったもの）。このファイルからの道",
    )
    code: Line = Field(
        "", alias="団体コード", description="全国地方公共団体コード（検査数字まで６桁、なければ５桁）"
    )
    stage: Line = Field(
        "", alias="段階", description="plan.yaml と違う段階で作るとき（骨子・素案・案・最終案・策定）"
    )


class PlansFile(Strict):
    """まとめて作る計画の一覧。"""

    plans: list[PlanEntry] = Field(
        alias="計画", min_length=1, description="作る計画。報告は団体コードの順に並ぶ"
    )
