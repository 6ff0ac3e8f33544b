"""The keys of wording.yaml, as pydantic models."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.problems import Code, did_you_mean
from pipeline.source.schema_values import Strict, Words, wrong
from pipeline.wording.profile import USUAL, Digits, Percent, Preset, Wave

CODES = tuple(code.value for code in Code if code.startswith("wording."))


def _known(value: str) -> str:
    if value not in CODES:
        near = _called(value) or did_you_mean(value, CODES)
        raise wrong(
            f"「{value}」という規則はありません",
            near or "注意の終わりの［　］の中の名前を書いてください（例: wording.long-sentence）",
        )
    return value


def _called(value: str) -> str:
    """A hint with the code of the rule whose Japanese name this is."""
    from pipeline.wording.rules import RULES  # of which nothing else here knows

    return next((f"もしかして: {rule.code}" for rule in RULES if rule.name == value.strip()), "")


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_named(value: Any) -> Any:
    """１桁は全角, in whatever width its number is written."""
    return re.sub("^[1一]桁", "１桁", value) if isinstance(value, str) else value


Rule = Annotated[Words, AfterValidator(_known), Field(json_schema_extra={"enum": list(CODES)})]
# One may be written without a list.
WordList = Annotated[list[Words], BeforeValidator(_as_list)]
RuleList = Annotated[list[Rule], BeforeValidator(_as_list)]


class WordFile(Strict):
    """市の書き方を決めている言葉。"""

    right: Words = Field(alias="書き方", description="市の書き方（例: 子ども）")
    others: WordList = Field(
        alias="ほかの書き方", min_length=1, description="使わない書き方（例: 子供、こども）"
    )
    kept: WordList = Field(
        [], alias="そのままの語句", description="使わない書き方のままでよい語句（例: こども基本法）"
    )

    @model_validator(mode="after")
    def _differ(self) -> WordFile:
        if self.right in self.others:
            raise wrong(
                f"「{self.right}」が、「書き方」と「ほかの書き方」の両方にあります",
                "「ほかの書き方」には、使わない書き方だけを書いてください",
            )
        return self


class ExemptFile(Strict):
    """知らせない所。"""

    target: Words = Field(alias="id", description="そのid。欄なら id/欄の名（例: act-1/課題認識）")
    rules: RuleList = Field([], alias="規則", description="書かなければ、全ての規則")
    words: WordList = Field([], alias="言葉", description="知らせない言葉。書かなければ、全ての言葉")


class WordingFile(Strict):
    """wording.yaml: 市の書き方。なければ、公用文の書き方に照らします。"""

    preset: Preset = Field(
        Preset.OFFICIAL,
        alias="基準",
        description="公用文: 公用文作成の考え方などに照らす。市の書き方だけ: 下の言葉と、計画の中の統一だけを見る",
    )
    words: list[WordFile] = Field([], alias="言葉", description="市の書き方を決めている言葉")
    names: WordList = Field([], alias="名前", description="そのままにする名前（法律、計画、事業、団体など）")
    off: RuleList = Field([], alias="止める規則", description="知らせない規則")
    on: RuleList = Field([], alias="使う規則", description="初めは休んでいる規則のうち、使うもの")
    exempt: list[ExemptFile] = Field([], alias="例外", description="知らせない所")
    digits: Annotated[Digits, BeforeValidator(_as_named)] = Field(
        Digits.AS_MOST, alias="数字", description="文章の中の数字の幅"
    )
    percent: Percent = Field(Percent.AS_MOST, alias="百分率", description="文章の中の書き方")
    wave: Wave = Field(Wave.AS_MOST, alias="波線", description="範囲を示す記号")
    sentence: int = Field(USUAL.sentence, alias="文の長さ", ge=20, le=500, description="１文の字数の上限")
    sheet_sentence: int = Field(
        USUAL.sheet_sentence, alias="体系図の文の長さ", ge=20, le=500, description="体系図の１文の字数の上限"
    )

    @model_validator(mode="after")
    def _agree(self) -> WordingFile:
        """One value does not take back what another says."""
        for rule in sorted({*self.off} & {*self.on}):
            raise wrong(
                f"「{rule}」が、「止める規則」と「使う規則」の両方にあります", "どちらか一方にしてください"
            )
        rights = {each.right for each in self.words}
        for each in self.words:
            for other in sorted(rights & {*each.others}):
                raise wrong(
                    f"「{other}」が、「{each.right}」の「ほかの書き方」にも、「書き方」にもあります",
                    "市の書き方を一つに決めてください",
                )
        return self
