"""The keys of review.yaml, as a pydantic model."""

from __future__ import annotations

from pydantic import Field

from pipeline.review.model import Decision, Kind
from pipeline.source.schema_values import Line, Strict, Words


class EntryFile(Strict):
    """受領した修正の一つ。"""

    id: Words = Field(description="依頼課の名前と番号。これで選んで、一部だけを原稿に入れられる")
    department: Line = Field("", alias="依頼課", description="修正を返した課")
    received: Line = Field("", alias="受領", description="返ってきたファイルの名前")
    sent: Line = Field("", alias="版", description="送った文書の版（プログラムが書く）")
    document: Line = Field("", alias="文書", description="plan、summary などの文書の名前。workbookは照会の表")
    place: Line = Field("", alias="箇所", description="章・節・取組と、項目")
    page: Line = Field("", alias="頁", description="送った文書のページ")
    source: Line = Field("", alias="原稿", description="受け取ったときの、原稿のファイルと行")
    target: Line = Field("", alias="対象", description="近くのidと、項目の名前")
    origin: Line = Field(
        "", alias="送った原稿", description="送ったときの、原稿のファイルと行（プログラムが書く）"
    )
    kind: Kind = Field(alias="種類", description="修正・追加・削除・移動・コメント・新しい項目")
    author: Line = Field("", alias="誰", description="変更履歴やコメントの作成者")
    date: Line = Field("", alias="日時", description="変更履歴やコメントの日時")
    before: str = Field("", alias="修正前", description="送ったときの、印刷された文章の全体")
    after: str = Field("", alias="修正後", description="返ってきた文章の全体。採る前に直してもよい")
    comment: str = Field("", alias="コメント")
    now: str = Field("", alias="現在", description="送った後に原稿が変わった所の、今の文章")
    conflicts: list[Line] = Field([], alias="矛盾", description="同じ所に別の修正を求めている受領のid")
    note: str = Field("", alias="注意", description="自動では原稿に入れられない理由など")
    decision: Decision = Field(Decision.OPEN, alias="採否", description="採る・採らない。空なら未定")
    result: Line = Field("", alias="結果", description="原稿に入れたときに、プログラムが書く")
    mark: Line = Field("", alias="照合", description="同じものを二度載せないための印（プログラムが書く）")


class ReviewFile(Strict):
    """review.yaml: 受領した修正の一覧。"""

    entries: list[EntryFile] = Field([], alias="受領", description="受け取った順に並ぶ")
