"""The levels and fields that framework.yaml declares: what the office's plan is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from pipeline.model import forms
from pipeline.model.counts import CHAPTERS, TERMS
from pipeline.model.forms import Form
from pipeline.model.levels import LABEL, USUAL_LEVELS, Level, Levels, NumberedBy
from pipeline.problems import did_you_mean
from pipeline.source.schema_values import EachOnce, Line, Strict, Words, each_once, wrong

# What can name no level and no field: keys of every item, and what else stands beside levels or is counted.
_OWN_KEYS = ("id", "題", LABEL, forms.INTRODUCTION.key)
_RESERVED = (*_OWN_KEYS, CHAPTERS, TERMS, "階層", "欄", "基本理念", "指標の表")
# Names stand in templates: {{ 取組.課題認識 }}.
_SIGN = re.compile(r"[\s.{}|%:#「」()（）]")


class Yes(StrEnum):
    """What is said by being written."""

    YES = "はい"


class Has(StrEnum):
    """Whether something is there."""

    YES = "あり"
    NO = "なし"


def _name(value: str) -> str:
    if found := _SIGN.search(value):
        raise wrong(
            f"名前「{value}」には「{found.group()}」を使えません", "空白、点、括弧などの記号を除いてください"
        )
    if value in _RESERVED:
        raise wrong(
            f"「{value}」は、階層や欄の名前にできません",
            "計画のほかの所で使われている言葉です。別の名前にしてください",
        )
    return value


OwnName = Annotated[Words, AfterValidator(_name)]


Names = Annotated[list[Words], Field(min_length=1), EachOnce]


def _with_name(value: Any) -> Any:
    return value if isinstance(value, dict) else {"名": value}


class LevelFile(Strict):
    """階層の一つ。"""

    name: OwnName = Field(alias="名", description="階層の名前（例: 基本目標）。下の項目の名前になる")
    label: Has = Field(Has.NO, alias=LABEL, description="体系図などに示す短い名前を、項目ごとに書くか")
    number: NumberedBy = Field(
        NumberedBy.HEADINGS,
        alias="番号",
        description="見出しの番号。見出し（章や節と同じ）・なし・独自（テンプレートの「体系の番号」）のどれか",
    )


class ColumnFile(Strict):
    """表の列。"""

    name: OwnName = Field(alias="名")
    values: Names = Field([], alias="値", description="この列に書ける言葉。なければ何でも書ける")


# The name alone, or with what else is declared of it.
LevelOrName = Annotated[LevelFile, BeforeValidator(_with_name, json_schema_input_type=str | LevelFile)]
ColumnOrName = Annotated[ColumnFile, BeforeValidator(_with_name, json_schema_input_type=str | ColumnFile)]
# What each form needs, or can't have.
_PARTS = {Form.ROWS: "列", Form.PAIRS: "項目", Form.CHOICE: "値", Form.REFERENCES: "階層", Form.NUMBERS: "図"}
_EXAMPLES = {"列": "列: [事業名, 内容, 担当課]", "項目": "項目: [市民, 地域, 行政]", "値": "値: [新規, 継続]"}


class FieldFile(Strict):
    """欄の一つ。"""

    name: OwnName = Field(alias="名", description="欄の名前（例: 担当課）。項目の中の名前になる")
    form: Form = Field(alias="形", description="文章・語・一覧・選択・表・指標・対・参照・番号のどれか")
    optional: Yes | None = Field(None, alias="任意", description="なくてもよい欄なら「はい」")
    columns: list[ColumnOrName] = Field([], alias="列", description="表の列の名前")
    labels: Names = Field([], alias="項目", description="対の項目の名前")
    values: Names = Field([], alias="値", description="選べる言葉")
    level: Line = Field("", alias="階層", description="参照の先の階層。なければ同じ階層")
    picture: Line = Field(
        "",
        alias="図",
        description="番号１を示す画像のファイル（例: figures/sdgs/01.png）。ほかの番号の画像は、名前の1をその番号に替えたもの",
    )

    @field_validator("picture")
    @classmethod
    def _named_by_number(cls, picture: str) -> str:
        if picture and not re.search(_ONE, picture):
            raise wrong(
                f"「{picture}」の名前に、番号の 1 がありません",
                "番号１の画像の名前を書いてください（例: figures/sdgs/01.png）。番号３の画像は figures/sdgs/03.png になります",
            )
        return picture

    @field_validator("columns")
    @classmethod
    def _different_columns(cls, columns: list[ColumnFile]) -> list[ColumnFile]:
        each_once([column.name for column in columns], key="名")
        return columns

    @model_validator(mode="after")
    def _parts_of_its_form(self) -> FieldFile:
        written = {
            "列": self.columns,
            "項目": self.labels,
            "値": self.values,
            "階層": self.level,
            "図": self.picture,
        }
        needed = _PARTS.get(self.form, "")
        if needed in _EXAMPLES and not written[needed]:
            raise wrong(
                f"欄「{self.name}」は形が「{self.form}」なのに、「{needed}」がありません",
                f"例: {{名: {self.name}, 形: {self.form}, {_EXAMPLES[needed]}}}",
            )
        for key, value in written.items():
            if value and key != needed:
                raise wrong(
                    f"形が「{self.form}」の欄に「{key}」は書けません",
                    f"「{key}」を書くのは、形が「{_form_with(key)}」の欄です",
                )
        return self

    @property
    def declared(self) -> forms.Field:
        return forms.Field(
            self.name,
            self.form,
            not self.optional,
            tuple(forms.Column(column.name, tuple(column.values)) for column in self.columns),
            tuple(self.labels),
            tuple(self.values),
            self.level,
            pictures=_around_number(self.picture),
        )


# The number 1 in the name of a file.
_ONE = r"(?<![0-9])0*1(?![0-9])(?=[^/]*$)"


def _around_number(picture: str) -> tuple[str, int, str] | None:
    """What stands before the number in the name of the first picture, the number's digits, and what stands behind it."""
    found = re.search(_ONE, picture)
    return (picture[: found.start()], len(found[0]), picture[found.end() :]) if found else None


def _form_with(key: str) -> Form:
    return next(form for form, part in _PARTS.items() if part == key)


class Declaration(Strict):
    """What framework.yaml may begin with; without it the plan has the usual levels."""

    levels: list[LevelOrName] = Field(
        [], alias="階層", min_length=2, max_length=5, description="階層の名前を、外側から"
    )
    fields: dict[str, list[FieldFile]] = Field({}, alias="欄", description="階層ごとの欄を、示す順に")

    @field_validator("levels")
    @classmethod
    def _different_levels(cls, levels: list[LevelFile]) -> list[LevelFile]:
        each_once([level.name for level in levels], key="名")
        return levels

    @field_validator("fields")
    @classmethod
    def _of_levels(
        cls, fields: dict[str, list[FieldFile]], info: ValidationInfo
    ) -> dict[str, list[FieldFile]]:
        names = [level.name for level in info.data.get("levels", ())]
        for level, declared in fields.items():
            if names and level not in names:
                raise wrong(
                    f"「欄」にある「{level}」という階層はありません",
                    did_you_mean(level, names) or f"階層: {'、'.join(names)}",
                    at=(level,),
                    is_key=True,
                )
            each_once([field.name for field in declared], (level,), "名")
            for at, field in enumerate(declared):
                if names and field.level and field.level not in names:
                    raise wrong(
                        f"欄「{field.name}」の先にする「{field.level}」という階層はありません",
                        did_you_mean(field.level, names) or f"階層: {'、'.join(names)}",
                        at=(level, at, "階層"),
                    )
                if field.name in names:
                    raise wrong(
                        f"「{field.name}」は、階層の名前でもあり、欄の名前でもあります",
                        "どちらかを別の名前にしてください",
                        at=(level, at, "名"),
                    )
        return fields

    @model_validator(mode="after")
    def _with_levels(self) -> Declaration:
        if self.fields and not self.levels:
            raise wrong(
                "「欄」があるのに、「階層」がありません",
                "「階層: 」に、階層の名前を外側から並べてください（例: 階層: [{名: 基本目標}, {名: 取組}]）",
                at=("欄",),
                is_key=True,
            )
        return self

    @property
    def declared(self) -> Levels:
        """The levels as declared, or the usual ones."""
        kinds = {level.name: kind for level, kind in zip(self.levels, self._numbered_by(), strict=True)}
        return (
            tuple(
                Level(
                    level.name,
                    (
                        forms.INTRODUCTION,
                        *(
                            replace(
                                field.declared,
                                shows_number=kinds[field.level or level.name] is not NumberedBy.NONE,
                            )
                            for field in self.fields.get(level.name, ())
                        ),
                    ),
                    labelled=level.label is Has.YES,
                    numbered_by=kinds[level.name],
                )
                for level in self.levels
            )
            or USUAL_LEVELS
        )

    def _numbered_by(self) -> Iterator[NumberedBy]:
        """Where each level's numbers come from: under a heading without number no other has one of the headings' list."""
        without = False
        for level in self.levels:
            without = level.number is NumberedBy.NONE or (without and level.number is not NumberedBy.OWN)
            yield NumberedBy.NONE if without else level.number
