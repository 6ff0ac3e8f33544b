"""The keys of changes.yaml, as a pydantic model."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.causes import Category, Reach
from pipeline.problems import Code
from pipeline.source.schema_values import Day, Id, Line, SelfDescribing, Strict, Words, wrong


class BasisFile(Strict):
    """根拠。"""

    opinions: list[Words] = Field([], alias="意見", description="意見のNo.（例: [3, 7]）")
    meeting: Line = Field("", alias="会議", description="会議の名前（例: 第２回策定委員会）")
    day: Day = Field("", alias="日付", description="会議の日、又は変更を決めた日（例: 令和３年２月10日）")


def _unfilled(value: Any) -> Any:
    return value or None


class CauseFile(Strict):
    """計画を変更した所と、その理由。"""

    places: list[Id] = Field(
        [],
        alias="箇所",
        min_length=1,
        description="変更した章、節、取組、表、用語などのid。その下の文章などの修正を含む",
    )
    words: dict[Words, Line] = Field(
        {}, alias="語句", min_length=1, description="置き換えた言葉（例: {障害: 障がい}）"
    )
    kept: list[Words] = Field(
        [], alias="除く", description="置き換えずに残す言葉（法律の名前など。例: [障害者基本法]）"
    )
    count: int | None = Field(
        None, alias="か所", ge=1, description="語句を置き換えた所の数。改訂履歴に示し、比べるときに確かめる"
    )
    kinds: list[Reach] = Field(
        [],
        alias="種類",
        min_length=1,
        description="箇所の下で、この理由が含む変更の種類（書かなければ、修正だけ）",
    )
    category: Annotated[Category | None, BeforeValidator(_unfilled)] = Field(
        None, alias="区分", description="意見・策定委員会・議会・庁内・時点修正のどれか"
    )
    basis: BasisFile = Field(BasisFile(), alias="根拠")
    reason: str = Field("", alias="理由", description="新旧対照表などに示す理由")

    @model_validator(mode="after")
    def _with_something(self) -> CauseFile:
        if not self.places and not self.words:
            raise wrong(
                "「箇所」も「語句」もありません",
                "変更した所のidを「箇所: [measure-watch]」のように、置き換えた言葉なら「語句: {障害: 障がい}」のように書いてください",
                Code.SCHEMA_MISSING_KEY,
            )
        if not self.words and (self.kept or self.count):
            raise wrong(
                f"「{'除く' if self.kept else 'か所'}」があるのに、「語句」がありません",
                "「除く」と「か所」は、言葉を置き換えた変更にだけ書けます。消すか、「語句」を書いてください",
            )
        if self.words and self.kinds:
            raise wrong(
                "「語句」と「種類」は、一緒に書けません",
                "語句の置き換えは、それだけの変更です。「種類」を消すか、別の変更に分けてください",
            )
        for before, after in self.words.items():
            if before == after:
                raise wrong(
                    f"「{before}」を、同じ言葉に置き換えることになっています",
                    "置き換えた後の言葉を書いてください",
                )
        return self

    @model_validator(mode="after")
    def _with_basis(self) -> CauseFile:
        if self.category is None:
            return self
        missing, example = {
            Category.OPINION: (not self.basis.opinions, "意見: [3, 7]"),
            Category.COMMITTEE: (not self.basis.meeting, "会議: 第２回策定委員会"),
            Category.COUNCIL: (not self.basis.meeting, "会議: 議会全員協議会"),
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
            if cause.reason:
                yield ("変更", i, "理由"), cause.reason
