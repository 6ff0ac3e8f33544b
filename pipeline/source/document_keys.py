"""The keys of documents.yaml, as a pydantic model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pipeline.model.contract import TAGS
from pipeline.model.file_names import is_device
from pipeline.source.ids import ID_PATTERN
from pipeline.source.schema_values import (
    Choice,
    EachOnce,
    Id,
    Line,
    Markdown,
    SelfDescribing,
    Shown,
    Strict,
    Words,
    Yes,
)

EVERYTHING = "全体"
_NAME = re.compile(r"[^\W_][\w-]{0,39}")


class Standard(StrEnum):
    """The documents that are made unless a plan says otherwise; the value is their label."""

    SUMMARY = "概要"
    FRAMEWORK = "体系図"


def _file_name(value: str) -> str:
    name = unicodedata.normalize("NFC", value)
    if not _NAME.fullmatch(name) or is_device(name):
        raise PydanticCustomError(
            "file_name",
            "「{name}」は文書の名にできません",
            {
                "name": value,
                "hint": "文字で始め、文字と数字、「-」「_」だけで、40字までにしてください。ファイルの名前になります"
                "（例: leaflet、概要版）",
            },
        )
    return name


def _listed(value: Any) -> Any:
    """全体 as the list that names none."""
    return [] if value == EVERYTHING else value


def _branch(value: Any) -> Any:
    """全体 as no branch."""
    return "" if value == EVERYTHING else value


_WHOLE_OR_BRANCH = "全体、又は基本方針などのid（その下だけ）"
Branch = Annotated[
    str,
    StringConstraints(pattern=f"^$|{ID_PATTERN}"),
    BeforeValidator(_branch),
]
Terms = Annotated[list[Id], EachOnce, BeforeValidator(_listed, json_schema_input_type=str | list[Id])]


class RowsFile(Strict):
    """一覧にする行。階層の項目か、表の欄の行。"""

    level: Words | None = Field(None, alias="階層", description="一つの項目を１行にする階層の名（取組など）")
    field: Words | None = Field(None, alias="欄", description="行を集める、表の欄の名（主な事業など）")
    columns: Annotated[list[Words], Field(min_length=1), EachOnce] = Field(
        alias="列", description="表の列。左から"
    )
    order: Words = Field("", alias="順", description="この列の値の順に並べる")
    values: Annotated[list[Words], EachOnce] = Field(
        [], alias="値の順", description="値をこの順に並べる（組織の順など）"
    )
    group: Words = Field("", alias="まとめ", description="この列の値ごとに、見出しを付けて表を分ける")
    branch: Branch = Field("", alias="範囲", description=_WHOLE_OR_BRANCH)

    @model_validator(mode="after")
    def _one_of_two(self) -> RowsFile:
        if (self.level is None) == (self.field is None):
            raise PydanticCustomError(
                "one_of",
                "「階層」か「欄」のどちらか一つを書いてください",
                {"hint": "例: 一覧: {階層: 取組, 列: [取組, 担当課]}"},
            )
        if self.values and not (self.order or self.group):
            raise PydanticCustomError(
                "order_of_nothing",
                "「値の順」がありますが、「順」も「まとめ」もありません",
                {"hint": "どの列の値かを、「順: 担当課」か「まとめ: 担当課」と書いてください"},
            )
        return self


class PieceFile(Strict):
    """差し込み口に入れるもの。一つの「- 」に一つ書く。"""

    head: Words | None = Field(None, alias="見出し", description="この文書だけの見出し")
    subhead: Words | None = Field(None, alias="小見出し", description="その下の見出し")
    passage: Id | None = Field(None, alias="要約", description="章の中の ::: {.要約 #…} のid")
    figure: Id | None = Field(None, alias="図", description="章の中の図か位置付け図のid")
    table: Id | None = Field(None, alias="表", description="章の中の表のid")
    text: Markdown | None = Field(None, alias="文章", description="この文書だけの文章と一覧")
    terms: Terms | None = Field(
        None, alias="用語解説", description="glossary.yaml の用語のid。全てなら「全体」"
    )
    tree: Branch | None = Field(None, alias="体系図", description=_WHOLE_OR_BRANCH)
    indicators: Branch | None = Field(None, alias="指標一覧", description=_WHOLE_OR_BRANCH)
    rows: RowsFile | None = Field(None, alias="一覧", description="項目か、表の欄の行の一覧")
    next_column: Yes | None = Field(
        None, alias="改段", description="「はい」と書くと、次のものから次の段に入る"
    )
    captioned: Shown = Field(Shown.YES, alias="題", description="図と表の番号と題を出すか")

    @model_validator(mode="after")
    def _one_of_these(self) -> PieceFile:
        given = [name for name in _KINDS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_of",
                f"「{'」「'.join(_KINDS.values())}」のどれか一つを書いてください",
                {"hint": "例: - 要約: sum-purpose（次のものは、次の「- 」に書きます）"},
            )
        if "captioned" in self.model_fields_set and given[0] not in ("figure", "table"):
            raise PydanticCustomError(
                "caption_of_nothing",
                "「題」は、「図」と「表」にだけ書けます",
                {"hint": "見出しを付けるときは、前に「- 見出し: 」か「- 小見出し: 」を書いてください"},
            )
        return self


_KINDS = {name: info.alias or name for name, info in PieceFile.model_fields.items() if name != "captioned"}
Pieces = Annotated[list[PieceFile], Field(min_length=1)]


class DocumentFile(Strict):
    """計画から作る文書。"""

    name: Annotated[Line, AfterValidator(_file_name)] = Field(
        alias="名",
        description="テンプレートと、できる文書のファイルの名前（leaflet なら templates/leaflet.docx）",
    )
    title: Annotated[Line, StringConstraints(min_length=1, max_length=40)] = Field(
        alias="題", description="文書の題。文書のプロパティと、メッセージに出る"
    )
    published: Choice = Field(
        Choice.NO, alias="公表", description="意見募集（パブリックコメント）で、本編と共に公表するか"
    )
    slots: dict[str, Pieces] = Field(
        alias="差込", min_length=1, description="テンプレートの差し込み口の名前と、そこに入れるもの"
    )

    @field_validator("slots")
    @classmethod
    def _can_be_tags(cls, slots: dict[str, list[PieceFile]]) -> dict[str, list[PieceFile]]:
        for slot in slots:
            if not slot.isidentifier() or slot in TAGS:
                taken = "テンプレートのほかのタグです" if slot in TAGS else "差し込み口の名前にできません"
                raise PydanticCustomError(
                    "slot",
                    "「{slot}」は、{taken}",
                    {
                        "slot": slot,
                        "taken": taken,
                        "hint": "空白や記号を入れない、ほかと違う名前にしてください。テンプレートには {{ 名前 }} と書きます"
                        "（例: 主な内容）",
                    },
                )
        return slots


class DocumentsFile(SelfDescribing):
    """documents.yaml: 計画から作る文書。"""

    documents: list[DocumentFile] = Field([], alias="文書", description="本編、概要、体系図のほかに作る文書")
    left_out: list[Standard] = Field(
        [], alias="作らない", description="概要、体系図のうち、この計画では作らないもの"
    )

    def prose(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The texts of documents of their own."""
        for i, document in enumerate(self.documents):
            for slot, pieces in document.slots.items():
                for j, piece in enumerate(pieces):
                    if piece.text:
                        yield ("文書", i, "差込", slot, j, "文章"), piece.text
