"""Mappings as classes declare them: what is read, and what is wrong with all else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from enum import StrEnum
from typing import Annotated, Any

import pytest

from pipeline.source.mapping import (
    After,
    Before,
    ChosenBy,
    Limits,
    Refused,
    Strict,
    check_key,
    check_whole,
    is_written,
    key,
    keys_of,
    make_model,
    wrong,
)
from pipeline.source.mapping_reader import read_as, reader_of

Word = Annotated[str, Limits(min_length=1, max_length=3)]


class Colour(StrEnum):
    RED = "赤"
    BLUE = "青"


class Part(Strict):
    name: Word = key(alias="名")
    colour: Colour = key(Colour.RED, alias="色")


class Whole(Strict):
    least: int = key(alias="最小", ge=0)
    most: float = key(9.0, alias="最大", le=100)
    parts: list[Part] = key([], alias="部", max_length=2)
    notes: dict[Word, str] = key({}, alias="注", also=("注", "注意"))
    one: Part | None = key(None)

    @check_key("most")
    @staticmethod
    def _larger(most: float, before: Mapping[str, Any]) -> float:
        if most < before.get("least", 0):
            raise wrong("逆です", "直してください")
        return most

    @check_whole
    def _has_something(self) -> None:
        if not self.parts and not self.notes:
            raise wrong("空です", "書いてください")


def faults(value: Any, model: type[Strict] = Whole) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(Refused) as refused:
        read_as(model, value)
    return [(each.path, each.kind) for each in refused.value.faults]


def test_values_are_read_as_their_types_say() -> None:
    read = read_as(
        Whole, {"最小": "1", "部": [{"名": "道", "色": "青"}], "注意": {"甲": ""}, "one": {"名": "橋"}}
    )
    assert (read.least, read.most, read.parts[0].colour) == (1, 9.0, Colour.BLUE)
    assert read.notes == {"甲": ""}
    assert read.one
    assert read.one.name == "橋"
    assert [is_written(read, name) for name in ("most", "notes", "one")] == [False, True, True]


def test_what_was_read_is_not_changed() -> None:
    part = read_as(Part, {"名": "道"})
    with pytest.raises(FrozenInstanceError):
        part.name = "橋"  # type: ignore[misc, unused-ignore]


def test_all_that_is_wrong_is_told_at_once_with_its_path() -> None:
    """Keys in their order, then those that nobody knows; of the whole nothing, while its parts are wrong."""
    value = {"題": "", "部": [{"色": "黒"}, {"名": "四文字語", "色": []}], "注": {"": {}}, "最大": "多い"}
    assert faults(value) == [
        (("最小",), "missing"),
        (("最大",), "number"),
        (("部", 0, "名"), "missing"),
        (("部", 0, "色"), "choice"),
        (("部", 1, "名"), "long"),
        (("部", 1, "色"), "choice"),
        (("注", ""), "short"),
        (("題",), "unknown"),
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("文", [((), "mapping")]),
        ({"最小": ["1"]}, [(("最小",), "integer")]),
        ({"最小": "１"}, [(("最小",), "integer")]),
        ({"最小": "1.5"}, [(("最小",), "integer")]),
        ({"最小": "-1"}, [(("最小",), "below")]),
        ({"最小": "1", "最大": "100.1"}, [(("最大",), "above")]),
        ({"最小": "1", "最大": "nan"}, [(("最大",), "above")]),
        ({"最小": "1", "部": "道"}, [(("部",), "list")]),
        ({"最小": "1", "部": [{}, {}, {}]}, [(("部",), "long")]),
        ({"最小": "1", "注": []}, [(("注",), "mapping")]),
        ({"最小": "1", "one": "橋"}, [(("one",), "mapping")]),
        ({"最小": "5", "最大": "4", "注": {"甲": ""}}, [(("最大",), "wrong")]),
        ({"最小": "1"}, [((), "wrong")]),
    ],
)
def test_what_can_not_be_read_is_called_by_its_kind(
    value: Any, found: list[tuple[tuple[str | int, ...], str]]
) -> None:
    assert faults(value) == found


def test_a_key_without_an_alias_is_called_as_its_attribute() -> None:
    assert [each.alias for each in keys_of(Whole).values()] == ["最小", "最大", "部", "注", "one"]
    assert [name for name, each in keys_of(Whole).items() if each.needed] == ["least"]


def test_what_comes_before_and_after_a_value_goes_from_the_inside_out() -> None:
    read = reader_of(
        Annotated[
            str,
            Before(lambda value: f"{value}二"),
            After(lambda value: f"{value}三"),
            Before(lambda value: f"{value}一"),
            After(lambda value: f"{value}四"),
        ]
    )
    assert read("") == "一二三四"


def test_the_form_of_a_value_is_chosen_by_what_it_is() -> None:
    read = reader_of(Annotated[Word | list[Word], ChosenBy(lambda value: isinstance(value, list))])
    assert [read("甲"), read(["甲"])] == ["甲", ["甲"]]


def test_keys_that_are_known_late_stand_behind_those_of_the_bases() -> None:
    model = make_model("Late", "後。", {"later": (Word, key(alias="後"))}, Part)
    assert list(keys_of(model)) == ["name", "colour", "later"]
    assert faults({"名": "道"}, model) == [(("後",), "missing")]


def test_a_pattern_ends_where_the_text_ends() -> None:
    with pytest.raises(Refused):
        reader_of(Annotated[str, Limits(pattern="^[a-z]*$")])("a\n")
