"""The keys of changes.yaml, as a pydantic model."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.causes import Category
from pipeline.source.schema_values import Day, Id, Line, Markdown, SelfDescribing, Strict, Words


class BasisFile(Strict):
    """根拠。"""

    opinions: list[Words] = Field([], alias="意見", description="意見のNo.（例: [3, 7]）")
    meeting: Line = Field("", alias="会議", description="会議の名前（例: 第２回策定委員会）")
    day: Day = Field("", alias="日付", description="会議の日、又は変更を決めた日（例: 令和３年２月10日）")


class CauseFile(Strict):
    """計画を変更した所と、その理由。"""

    places: list[Id] = Field(
        alias="箇所", min_length=1, description="変更した章、節、取組、表、用語などのid。その下の全てを含む"
    )
    category: Category = Field(alias="区分", description="意見・策定委員会・議会・庁内・時点修正のどれか")
    basis: BasisFile = Field(BasisFile(), alias="根拠")
    reason: Markdown = Field(alias="理由", description="新旧対照表などに示す理由")

    @model_validator(mode="after")
    def _with_basis(self) -> CauseFile:
        missing, example = {
            Category.OPINION: (not self.basis.opinions, "意見: [3, 7]"),
            Category.COMMITTEE: (not self.basis.meeting, "会議: 第２回策定委員会"),
            Category.COUNCIL: (not self.basis.meeting, "会議: 市議会全員協議会"),
        }.get(self.category, (False, ""))
        if missing:
            key, _, _ = example.partition(":")
            raise PydanticCustomError(
                "basis",
                "区分が「{category}」なのに、根拠の「{key}」がありません",
                {"category": self.category.value, "key": key, "hint": f"例: 根拠: {{{example}}}"},
            )
        return self


class History(StrEnum):
    """The ways to print changes in the revision history, or not."""

    SHOWN = "載せる"
    HIDDEN = "載せない"


class ChangesFile(SelfDescribing):
    """changes.yaml: 前に示した計画から変更した所と、その理由。"""

    changes: list[CauseFile] = Field([], alias="変更", description="変更の一覧")
    history: History = Field(
        History.SHOWN,
        alias="改訂履歴",
        description="載せる: 根拠に日付のある変更を、資料編の改訂履歴に載せる　載せない: 載せない",
    )

    def paragraphs(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The reasons."""
        for i, cause in enumerate(self.changes):
            yield ("変更", i, "理由"), cause.reason
