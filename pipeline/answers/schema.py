"""The keys of answers.yaml, as a pydantic model."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AliasChoices, ConfigDict, Field

from pipeline.model.bodies import BODIES
from pipeline.source.schema_values import Id, Line, Strict, Words

# The key of an answer's text: each body may use its own word.
VIEW = "市の考え方"
VIEWS = tuple(dict.fromkeys((VIEW, *(f"{body}の考え方" for body in BODIES), "考え方")))


class Change(StrEnum):
    """The duty of an answer to name what was changed, by its kind."""

    NEEDED = "必要"
    FREE = "任意"


class KindFile(Strict):
    """対応区分の一つ。"""

    name: Words = Field(alias="名称", description="表に示す言葉（例: 反映）")
    meaning: Line = Field("", alias="説明", description="件数の表に示す説明")
    change: Change = Field(
        Change.FREE, alias="変更", description="必要: この区分の回答には、計画の変更した所を書く"
    )


class DeletedFile(Strict):
    """意見を受けて削除した所。計画にはもうないので、題を書く。"""

    id: Id = Field(description="計画にあったときのid")
    title: Words = Field(alias="題", description="計画にあったときの題")


class AnswerFile(Strict):
    """一つの意見、又は同じ趣旨の意見への回答。"""

    model_config = ConfigDict(
        json_schema_extra={"patternProperties": {"^.{0,4}の?考え方$": {"type": "string"}}}
    )

    opinions: list[Words] = Field(alias="意見", min_length=1, description="意見のNo.")
    place: str = Field("", alias="該当箇所", description="書かなければ、意見の表のとおり")
    summary: str = Field("", alias="意見の概要", description="書かなければ、意見の文章のまま")
    view: str = Field(
        "",
        alias=VIEW,
        validation_alias=AliasChoices(*VIEWS),
        description="計画を変えないときは、その理由も（町では「町の考え方」などと書ける）",
    )
    kind: Line = Field("", alias="対応区分")
    changes: list[Id] = Field([], alias="変更", description="意見を受けて変更した、計画の所のid")
    deleted: list[DeletedFile] = Field([], alias="削除", description="意見を受けて削除した、計画の所")


DEFAULT_KINDS = (
    KindFile(名称="反映", 説明="意見を受けて、計画を変更したもの", 変更=Change.NEEDED),
    KindFile(名称="一部反映", 説明="意見の一部を受けて、計画を変更したもの", 変更=Change.NEEDED),
    KindFile(名称="記載済み", 説明="意見の趣旨が、既に計画に書かれているもの"),
    KindFile(名称="参考", 説明="これからの取組を進める上で、参考とするもの"),
    KindFile(名称="反映困難", 説明="計画に反映することが難しいもの"),
    KindFile(名称="その他", 説明="計画に関わらない意見や、質問など"),
)


class AnswersFile(Strict):
    """answers.yaml: 意見への回答。"""

    kinds: list[KindFile] = Field(
        list(DEFAULT_KINDS), alias="区分", min_length=1, description="対応区分の一覧。並べた順に示す"
    )
    answers: list[AnswerFile] = Field([], alias="回答", description="並べた順に示す")
    submitters: Line = Field(
        "",
        alias="提出者の列",
        description="意見の表で、提出者を見分ける列の見出し（人数だけを数えて示す。例: 受付番号）",
    )


ANSWERS = "answers.yaml"
