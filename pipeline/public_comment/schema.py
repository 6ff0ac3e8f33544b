"""The keys of public_comment.yaml."""

from __future__ import annotations

from typing import Annotated

from pipeline.source.mapping import After, Strict, check_whole, key, wrong
from pipeline.source.schema_values import Line, Words
from pipeline.source.unparsed_markup import plain_hint, plain_leftover

COMMENT = "public_comment.yaml"


def _plain(text: str) -> str:
    if found := plain_leftover(text):
        raise wrong(f"「{found}」は、ここでは書式にならず、文字のまま出ます", plain_hint(found))
    return text


Plain = Annotated[Words, After(_plain)]
PlainOrNothing = Annotated[Line, After(_plain)]


class PeriodFile(Strict):
    """募集期間。初めの日も終わりの日も数える。"""

    first: Words = key(alias="開始", description="初めの日（例: 令和２年12月１日（火）。曜日はなくてもよい）")
    last: Words = key(alias="終了", description="終わりの日")


class OfficeFile(Strict):
    """部署と、その連絡先。"""

    name: Plain = key(alias="部署", description="例: 奥州市福祉部福祉課")
    postcode: PlainOrNothing = key("", alias="郵便番号")
    street: PlainOrNothing = key("", alias="住所")
    phone: PlainOrNothing = key("", alias="電話")
    fax: PlainOrNothing = key("", alias="ファックス")
    mail: PlainOrNothing = key("", alias="電子メール")

    @check_whole
    def _can_be_reached(self) -> None:
        if not (self.street or self.phone or self.fax or self.mail):
            raise wrong(
                f"「{self.name}」の連絡先がありません",
                "住所、電話、ファックス、電子メールのどれかを書いてください",
            )


class CommentFile(Strict):
    """public_comment.yaml: 意見募集（パブリックコメント）の期間、対象、提出方法など。"""

    period: PeriodFile = key(alias="期間")
    reason: PlainOrNothing = key(
        "", alias="期間が短い理由", description="期間が30日に満たないときに書く。意見募集要領に示す"
    )
    eligible: list[Plain] = key(alias="対象", min_length=1, description="意見を提出できる方")
    ways: list[Plain] = key(alias="提出方法", min_length=1, description="郵送、ファックス など")
    places: list[Plain] = key([], alias="閲覧場所", description="計画の案を見られる所（なくてもよい）")
    address: OfficeFile = key(alias="提出先")
    contact: OfficeFile = key(alias="問合せ")
    basis: Plain = key(alias="根拠", description="意見募集の根拠（例: 奥州市市民参画条例）")
