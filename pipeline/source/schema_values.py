"""The values of YAML files: words, lines, days and ids, as drafters write them; and mappings that hold no unknown key."""

import re
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from types import ModuleType
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from pipeline.model.eras import WrongDay, read_day, stated_dates
from pipeline.model.odd_dates import usual_date
from pipeline.problems import Code
from pipeline.source.ids import ID_PATTERN
from pipeline.source.text import join_lines

# Whatever else is installed has no say in how plans are read. Where pydantic looks for it, it is told that there is nothing: to tell it
# by PYDANTIC_DISABLE_PLUGINS has it load `importlib.metadata` all the same, which takes as long as a chapter takes to read.
_NO_PLUGINS = ModuleType("pydantic.plugin._loader")
_NO_PLUGINS.get_plugins = tuple  # type: ignore[attr-defined]
sys.modules.setdefault(_NO_PLUGINS.__name__, _NO_PLUGINS)

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]


def wrong(
    message: str,
    hint: str,
    code: Code = Code.SCHEMA_VALUE,
    at: tuple[str | int, ...] = (),
    is_key: bool = False,
) -> PydanticCustomError:
    """What pydantic is told of a value that can't be, as messages say it; `at` is the path from the value to the very thing, whose
    key is wrong or what stands behind it."""
    context = {"message": message, "hint": hint, "code": code, "at": at, "is_key": is_key}
    return PydanticCustomError("field", "{message}", context)


def each_once(names: Sequence[str], within: tuple[str | int, ...] = (), key: str = "") -> None:
    """Tells the first of these that stands there twice, by its place in the list that stands at `within`; they stand behind `key` there,
    if they are more than names."""
    for at, name in enumerate(names):
        if name in names[:at]:
            place = (*within, at, *((key,) if key else ()))
            raise wrong(f"「{name}」が２回並んでいます", "一つだけにするか、別のものにしてください", at=place)


def _each_once(names: list[str]) -> list[str]:
    each_once(names)
    return names


# Of a list, that it says nothing twice.
EachOnce = AfterValidator(_each_once)


def _one_line(value: Any) -> Any:
    return join_lines(value) if isinstance(value, str) else value


# A value of one line: however it is written in YAML, its lines are joined.
Line = Annotated[str, BeforeValidator(_one_line)]
Words = Annotated[Line, StringConstraints(min_length=1)]


def _apart(value: Any) -> Any:
    """No names one under another: they would run into one. Words that go on over lines have a particle or a mark where they break."""
    lines = value.strip().split("\n") if isinstance(value, str) else []
    if len(lines) > 1 and all(re.fullmatch(_NAME, line) for line in lines) and not _is_within(*lines[:2]):
        raise wrong(
            f"「{lines[0]}」と「{lines[1]}」の行が、「{join_lines(value)}」とつながってしまいます",
            f"一行に、「、」で区切って書いてください（例: {'、'.join(lines)}）",
        )
    return value


def _is_within(first: str, second: str) -> bool:
    """Whether two lines may be one office's: 福祉部 and 福祉課 in it."""
    return first[-1] in "局部課" and first[-1] != second[-1]


_NAME = (
    r"(?![-*+#>|・●○※\d])[^\n、。，．]{0,14}[^\sぁ-ん、。，．・…：:)）」\\]"  # compiled where there are lines
)
# No names that are meant to stand one under another.
APART = BeforeValidator(_apart)
# Word's document properties hold 255 characters, the stage and the document's name among them.
Name = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
# A name that its author may divide: it keeps its lines.
DividedName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
# Markdown keeps its lines, so that problems in it have a place.
Markdown = Annotated[str, StringConstraints(min_length=1)]


def _known_day(value: str) -> str:
    day = read_day(value) if value else None
    if isinstance(day, WrongDay):
        raise wrong(day.message, day.hint, day.code)
    return value


# A day as drafters write it, or nothing.
Day = Annotated[Line, AfterValidator(_known_day)]


def _possible(value: str) -> str:
    for stated in stated_dates(usual_date(value)):
        if stated.wrong:
            raise wrong(stated.wrong.message, stated.wrong.hint, stated.wrong.code)
    return value


# A month or a year in any words; those that no calendar has are told.
Time = Annotated[Words, AfterValidator(_possible)]
Year = Annotated[Name, AfterValidator(_possible)]  # as long as a name may be


# The two forms of a list of chapters. The names stand in the places of pydantic's errors, where no key looks like them.
TAGS = IN_DIVISIONS, ALONE = "<部>", "<章>"


class Strict(BaseModel):
    """A mapping that holds its keys and no others. `HINT` is said beside those that are told of an unknown one."""

    HINT: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @classmethod
    def other_forms(cls) -> "tuple[type[Strict], ...]":
        """The forms in which the same file may be written instead."""
        return ()

    @classmethod
    def form_of(cls, value: Any) -> "type[Strict]":
        """The form in which a file with this content is written."""
        return cls


class Choice(StrEnum):
    """The two answers to a question."""

    YES = "はい"
    NO = "いいえ"


class Yes(StrEnum):
    """What is said of something that is there, or not at all."""

    YES = "はい"


class Shown(StrEnum):
    """Whether a caption is shown."""

    YES = "あり"
    NO = "なし"


class SelfDescribing(Strict):
    """A file that says itself which of its values are Markdown: models that few plans need are made for those alone."""

    def paragraphs(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The paths of values that hold one paragraph, and their texts."""
        yield from ()

    def prose(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The paths of values that hold paragraphs and lists, and their texts."""
        yield from ()
