"""The keys of answers.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from pipeline.model.bodies import BODIES
from pipeline.source.mapping import Strict, key
from pipeline.source.mapping_reader import read_as
from pipeline.source.schema_values import Id, Line, Words

# The key of an answer's text: each body may use its own word.
VIEW = "市の考え方"
VIEWS = tuple(dict.fromkeys((VIEW, *(f"{body}の考え方" for body in BODIES), "考え方")))


class Change(StrEnum):
    """The duty of an answer to name what was changed, by its kind."""

    NEEDED = "必要"
    FREE = "任意"


class KindFile(Strict):
    """対応区分の一つ。"""

    name: Words = key(alias="名称", description="表に示す言葉（例: 反映）")
    meaning: Line = key("", alias="説明", description="件数の表に示す説明")
    change: Change = key(
        Change.FREE, alias="変更", description="必要: この区分の回答には、計画の変更した所を書く"
    )


class DeletedFile(Strict):
    """意見を受けて削除した所。計画にはもうないので、題を書く。"""

    id: Id = key(description="計画にあったときのid")
    title: Words = key(alias="題", description="計画にあったときの題")


class AnswerFile(Strict):
    """一つの意見、又は同じ趣旨の意見への回答。"""

    PATTERNS: ClassVar[Sequence[str]] = ("^.{0,4}の?考え方$",)

    opinions: list[Words] = key(alias="意見", min_length=1, description="意見のNo.")
    place: str = key("", alias="該当箇所", description="書かなければ、意見の表のとおり")
    summary: str = key("", alias="意見の概要", description="書かなければ、意見の文章のまま")
    view: str = key(
        "",
        alias=VIEW,
        also=VIEWS,
        description="計画を変えないときは、その理由も（町では「町の考え方」などと書ける）",
    )
    kind: Line = key("", alias="対応区分")
    changes: list[Id] = key([], alias="変更", description="意見を受けて変更した、計画の所のid")
    deleted: list[DeletedFile] = key([], alias="削除", description="意見を受けて削除した、計画の所")


DEFAULT_KINDS = tuple(
    read_as(KindFile, {"名称": name, "説明": meaning, "変更": change})
    for name, meaning, change in (
        ("反映", "意見を受けて、計画を変更したもの", Change.NEEDED),
        ("一部反映", "意見の一部を受けて、計画を変更したもの", Change.NEEDED),
        ("記載済み", "意見の趣旨が、既に計画に書かれているもの", Change.FREE),
        ("参考", "これからの取組を進める上で、参考とするもの", Change.FREE),
        ("反映困難", "計画に反映することが難しいもの", Change.FREE),
        ("その他", "計画に関わらない意見や、質問など", Change.FREE),
    )
)


class AnswersFile(Strict):
    """answers.yaml: 意見への回答。"""

    kinds: list[KindFile] = key(
        list(DEFAULT_KINDS), alias="区分", min_length=1, description="対応区分の一覧。並べた順に示す"
    )
    answers: list[AnswerFile] = key([], alias="回答", description="並べた順に示す")
    submitters: Line = key(
        "",
        alias="提出者の列",
        description="意見の表で、提出者を見分ける列の見出し（人数だけを数えて示す。例: 受付番号）",
    )


ANSWERS = "answers.yaml"
