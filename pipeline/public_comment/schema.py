"""The keys of public_comment.yaml, as pydantic models."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.source.schema_values import Line, Strict, Words
from pipeline.source.unparsed_markup import plain_hint, plain_leftover

COMMENT = "public_comment.yaml"


def _plain(text: str) -> str:
    if found := plain_leftover(text):
        raise PydanticCustomError(
            "markup",
            "「{markup}」は、ここでは書式にならず、文字のまま出ます",
            {"markup": found, "hint": plain_hint(found)},
        )
    return text


Plain = Annotated[Words, AfterValidator(_plain)]
PlainOrNothing = Annotated[Line, AfterValidator(_plain)]


class PeriodFile(Strict):
    """募集期間。初めの日も終わりの日も数える。"""

    first: Words = Field(
        alias="開始", description="初めの日（例: 令和２年12月１日（火）。曜日はなくてもよい）"
    )
    last: Words = Field(alias="終了", description="終わりの日")


class OfficeFile(Strict):
    """部署と、その連絡先。"""

    name: Plain = Field(alias="部署", description="例: 奥州市福祉部福祉課")
    postcode: PlainOrNothing = Field("", alias="郵便番号")
    street: PlainOrNothing = Field("", alias="住所")
    phone: PlainOrNothing = Field("", alias="電話")
    fax: PlainOrNothing = Field("", alias="ファックス")
    mail: PlainOrNothing = Field("", alias="電子メール")

    @model_validator(mode="after")
    def _can_be_reached(self) -> OfficeFile:
        if not (self.street or self.phone or self.fax or self.mail):
            raise PydanticCustomError(
                "unreachable",
                "「{office}」の連絡先がありません",
                {"office": self.name, "hint": "住所、電話、ファックス、電子メールのどれかを書いてください"},
            )
        return self


class CommentFile(Strict):
    """public_comment.yaml: 意見募集（パブリックコメント）の期間、対象、提出方法など。"""

    period: PeriodFile = Field(alias="期間")
    reason: PlainOrNothing = Field(
        "", alias="期間が短い理由", description="期間が30日に満たないときに書く。意見募集要領に示す"
    )
    eligible: list[Plain] = Field(alias="対象", min_length=1, description="意見を提出できる方")
    ways: list[Plain] = Field(alias="提出方法", min_length=1, description="郵送、ファックス など")
    places: list[Plain] = Field([], alias="閲覧場所", description="計画の案を見られる所（なくてもよい）")
    address: OfficeFile = Field(alias="提出先")
    contact: OfficeFile = Field(alias="問合せ")
    basis: Plain = Field(alias="根拠", description="意見募集の根拠（例: 奥州市市民参画条例）")
