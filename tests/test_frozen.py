"""A frozen dataclass of ours is one of the standard library's in all that is asked of it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from pipeline import frozen


@frozen.dataclass(frozen=True)
class Place:
    """A value with every kind of field that we use."""

    file: str
    line: int = field(compare=False)
    column: int = 1
    notes: list[str] = field(default_factory=list, repr=False)
    set: frozenset[int] = frozenset()


@frozen.dataclass(frozen=True)
class Nothing:
    """A value without fields."""


@dataclasses.dataclass(frozen=True)
class Standard:
    """The same as `Place`, by the standard library."""

    file: str
    line: int = field(compare=False)
    column: int = 1
    notes: list[str] = field(default_factory=list, repr=False)
    set: frozenset[int] = frozenset()


Make = Callable[..., Any]


@pytest.mark.parametrize("make", [Place, Standard])
def test_values_are_made_compared_and_shown(make: Make) -> None:
    """Defaults, fields that are not compared or not shown, and keywords."""
    assert make("a", 1) == make("a", 2, column=1)
    assert make("a", 1) != make("b", 1)
    assert make("a", 1) != ("a", 1, 1, [], frozenset())
    assert repr(make("a", line=2)) == f"{make.__name__}(file='a', line=2, column=1, set=frozenset())"
    assert make("a", 1).notes == []
    assert make("a", 1).notes is not make("a", 1).notes


@pytest.mark.parametrize("make", [Place, Standard])
def test_values_that_are_equal_have_one_hash(make: Make) -> None:
    assert len({make("a", 1, notes=()), make("a", 2, notes=()), make("b", 1, notes=())}) == 2


@pytest.mark.parametrize("make", [Place, Standard])
def test_nothing_of_a_value_can_be_changed(make: Make) -> None:
    """Not what it has, nor what it has not."""
    value = make("a", 1)
    changes: tuple[Callable[[], None], ...] = (
        lambda: setattr(value, "file", "b"),
        lambda: setattr(value, "other", 1),
        lambda: delattr(value, "file"),
    )
    for change in changes:
        with pytest.raises(FrozenInstanceError):
            change()


@pytest.mark.parametrize("make", [Place, Standard])
def test_a_wrong_call_is_refused_by_the_names_of_the_fields(make: Make) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'line'"):
        make("a")
    with pytest.raises(TypeError, match="unexpected keyword argument 'page'"):
        make("a", 1, page=1)


def test_a_value_is_a_dataclass_to_the_standard_library() -> None:
    """Its fields, another with one of them changed, patterns, copies, pickles."""
    value = Place("a", 1)
    assert [each.name for each in fields(Place)] == [each.name for each in fields(Standard)]
    assert replace(value, file="b") == Place("b", 1)
    assert dataclasses.asdict(value) == dataclasses.asdict(Standard("a", 1))
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    match value:
        case Place(file, line):
            assert (file, line) == ("a", 1)


@pytest.mark.parametrize("count", [1, 16, 40])
def test_a_value_may_have_any_number_of_fields(count: int) -> None:
    """Python makes a dictionary of more than fifteen in pieces."""
    names = [f"field_{number}" for number in range(count)]
    many: Make = frozen.dataclass(frozen=True)(
        type("Many", (), {"__annotations__": dict.fromkeys(names, int)})
    )
    value = many(*range(count))
    assert [getattr(value, name) for name in names] == [*range(count)]
    assert value == many(**{name: number for number, name in enumerate(names)})


def test_a_value_without_fields_equals_those_of_its_class_alone() -> None:
    others: list[object] = [Place("a", 1), Nothing()]
    assert [Nothing() == other for other in others] == [False, True]
    assert repr(Nothing()) == "Nothing()"


def test_what_is_not_only_frozen_is_made_by_the_standard_library() -> None:
    @frozen.dataclass(frozen=True, order=True)
    class Ordered:
        number: int

    assert Ordered(1) < Ordered(2)


@frozen.dataclass
class Desk:
    """A value that changes, and has something of its own from the beginning."""

    name: str
    papers: list[str] = field(default_factory=list)
    lamp: bool = False


def test_a_value_that_may_change_is_made_by_ours_too() -> None:
    """It can be compared, and is no key, as the standard library has it."""
    desk = Desk("a", lamp=True)
    desk.papers.append("b")
    assert (desk, Desk("c").papers) == (Desk("a", ["b"], True), [])
    assert repr(desk) == "Desk(name='a', papers=['b'], lamp=True)"
    with pytest.raises(TypeError, match="unhashable type: 'Desk'"):
        hash(desk)


def test_a_value_that_is_completed_once_it_is_made_is_left_to_the_standard_library() -> None:
    @frozen.dataclass
    class Twice:
        number: int

        def __post_init__(self) -> None:
            self.number *= 2

    assert Twice(2).number == 4


@frozen.dataclass(frozen=True)
class Counted(Place):
    """A value that keeps what was once asked of it."""

    @cached_property
    def length(self) -> int:
        return len(self.file)


def test_another_value_has_all_but_what_is_replaced() -> None:
    """Fields that are not compared and those that are a value's own as well, and nothing that was computed of the other."""
    place = Counted("a", 1, notes=["x"])
    assert place.length == 1
    other = frozen.replace(place, file="bc")
    assert (other, other.line, other.notes) == (Counted("bc", 1, notes=["x"]), 1, place.notes)
    assert other.notes is place.notes
    assert (other.length, place.length) == (2, 1)
    with pytest.raises(TypeError, match="Counted has no size"):
        frozen.replace(place, size=1)  # type: ignore[call-arg]
