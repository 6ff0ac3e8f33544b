"""The keys of framework.yaml, made from the levels and fields that the plan has."""

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from pipeline.model import forms
from pipeline.model.levels import LABEL, USUAL_LEVELS, Level, Levels
from pipeline.source.field_values import value_type
from pipeline.source.schema_values import Id, Line, Strict, Words

FRAMEWORK, VISION = "framework.yaml", "基本理念"
INDICATORS = "指標の表"  # the key of the file that has all indicators
DECLARING_KEYS = ("階層", "欄")  # with which it may begin (declaration.py)


class EntryFile(Strict):
    """An item of the framework: its id and title, what its level's fields say, and the items under it."""

    LEVEL: ClassVar[Level]

    id: Id = Field(description="参照に使う名前（半角英数字）")
    title: Words = Field(alias="題")

    @property
    def label(self) -> str:
        label: str = getattr(self, "short_label", "")
        return label

    @property
    def children(self) -> "Sequence[EntryFile]":
        children: Sequence[EntryFile] = getattr(self, "below", ())
        return children

    def value(self, field: forms.Field) -> Any:
        """A field's value, empty where it is left out."""
        return getattr(self, _attribute(field))


class FrameworkFile(Strict):
    """framework.yaml: 基本理念と、計画の体系。"""

    LEVELS: ClassVar[Levels]

    vision: Words = Field(alias=VISION)
    indicators: Line = Field(
        "", alias=INDICATORS, description="計画の全ての指標を書いたCSV（例: data/indicators.csv）"
    )

    @property
    def items(self) -> Sequence[EntryFile]:
        items: Sequence[EntryFile] = getattr(self, "below")  # noqa: B009 - declared by the levels
        return items


@cache
def framework_file(levels: Levels = USUAL_LEVELS) -> type[FrameworkFile]:
    """The model of a framework.yaml with these levels."""
    hint = _hint(levels)
    below: type[EntryFile] | None = None
    for depth in reversed(range(len(levels))):
        inner = levels[depth + 1].name if below else ""
        below = _entry(levels[depth], depth, _below(inner, below))
        below.HINT = hint
    assert below is not None, "a plan has levels"
    file = create_model(
        "FrameworkFile",
        __base__=FrameworkFile,
        __doc__=FrameworkFile.__doc__,
        **_below(levels[0].name, below),
    )
    file.LEVELS = levels
    file.HINT = hint
    return file


def _hint(levels: Levels) -> str:
    names = "・".join(level.name for level in levels)
    return (
        f"この計画の階層は{names}です。階層と欄は、framework.yamlの初めの「階層: 」と「欄: 」で決められます"
    )


def _below(name: str, entry: type[EntryFile] | None) -> dict[str, Any]:
    """The key under which the items of the next level stand, if there is one."""
    if entry is None:
        return {}
    return {"below": (list[entry], Field(alias=name, min_length=1))}  # type: ignore[valid-type]


def _entry(level: Level, depth: int, below: dict[str, Any]) -> type[EntryFile]:
    keys: dict[str, Any] = {}
    if level.labelled:
        keys["short_label"] = (Words, Field(alias=LABEL, description="体系図に示す短い名前"))
    for at, field in enumerate(level.fields):
        keys[_attribute(field)] = _declared(field, f"{depth}{at}")
    model = create_model(f"Level{depth}File", __base__=EntryFile, __doc__=f"{level.name}。", **keys, **below)
    model.LEVEL = level
    return model


def _attribute(field: forms.Field) -> str:
    return f"field_{field.key}"


def _declared(field: forms.Field, name: str) -> tuple[Any, FieldInfo]:
    """A field as pydantic has it: the type of its value, and what it is where it is left out."""
    kind, empty = value_type(field, name)
    return kind, Field(... if field.needed else empty, alias=field.key, description=field.description or None)
