"""Samples (ひな形) in templates: what an item of a level looks like, with tags that its fields fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.model.forms import tagged_parts
from pipeline.model.levels import LABEL, USUAL_LEVELS, Level, Levels
from pipeline.problems import did_you_mean

# What every item has beside its fields.
TITLE, NUMBER = "題", "番号"
# What of a document's text can have a sample, and what its tags name: a heading, one under it, a term with its explanation.
HEAD, SUBHEAD, TERM = "見出し", "小見出し", "用語"
WORD, MEANING = "語", "説明"
TEXT_SAMPLES: Mapping[str, tuple[str, ...]] = {HEAD: (TITLE,), SUBHEAD: (TITLE,), TERM: (WORD, MEANING)}
_TAG = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_PART = re.compile(r"(?!_)[^\s{}()\[\]<>|%:#,;=*+/\\'\"!?&@$^~`「」（）]+")
_POINT = re.compile(r"\s*[.．]\s*")  # as some keyboards give it


@dataclass(frozen=True)
class ItemTag:
    """{{ 取組 }}, {{ 取組.主な事業 }} or {{ 取組.主な事業.担当課 }}: an item, one of its fields, a part of that."""

    level: str
    field: str = ""
    part: str = ""

    def __str__(self) -> str:
        return f"{{{{ {'.'.join(filter(None, (self.level, self.field, self.part)))} }}}}"


@dataclass(frozen=True)
class Bold:
    """Words that are bold where what stands beside them is not."""

    text: str


Part = str | Bold | ItemTag


@dataclass(frozen=True)
class SampleLine:
    """A paragraph of a sample: its text and its tags in order, and the name of its style."""

    parts: tuple[Part, ...]
    style: str

    @property
    def words(self) -> str:
        """Its text without its tags."""
        return "".join(
            part.text if isinstance(part, Bold) else part
            for part in self.parts
            if not isinstance(part, ItemTag)
        )

    @cached_property
    def tags(self) -> tuple[ItemTag, ...]:
        return tuple(part for part in self.parts if isinstance(part, ItemTag))


@dataclass(frozen=True)
class SampleCell:
    """A cell of a sample's row: how many columns it covers, and whether it goes on from the cell above.

    `look` is the markup of its properties (17.4.69) beside width and spans; `heads` says that it names what stands beside or
    under it.
    """

    lines: tuple[SampleLine, ...]
    columns: int = 1
    continues: bool = False
    look: str = ""
    heads: bool = False
    vertical: bool = False

    @cached_property
    def tags(self) -> tuple[ItemTag, ...]:
        return tuple(tag for line in self.lines for tag in line.tags)


SampleRow = tuple[SampleCell, ...]


@dataclass(frozen=True)
class SampleTable:
    """A table of a sample: `style` is a table style's name, `widths` are relative; `head_rows` are repeated on each page."""

    style: str
    widths: tuple[float, ...]
    rows: tuple[SampleRow, ...]
    head_rows: int = 0

    @property
    def lines(self) -> tuple[SampleLine, ...]:
        return tuple(line for row in self.rows for cell in row for line in cell.lines)

    @cached_property
    def tags(self) -> tuple[ItemTag, ...]:
        return tuple(tag for line in self.lines for tag in line.tags)


SampleBlock = SampleLine | SampleTable


@dataclass(frozen=True)
class Sample:
    """What stands under the heading of each item of a level, or in place of a text: then the key of TEXT_SAMPLES is its level.

    `fields` are the keys of the level's fields: of an item that has others, as one of an earlier version may, those are
    shown as if there were no sample.
    """

    level: str
    blocks: tuple[SampleBlock, ...]
    fields: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[SampleLine, ...]:
        """All of its paragraphs, those in cells among them."""
        return tuple(
            line
            for block in self.blocks
            for line in (block.lines if isinstance(block, SampleTable) else (block,))
        )

    @cached_property
    def tags(self) -> tuple[ItemTag, ...]:
        return tuple(tag for line in self.lines for tag in line.tags)


def tags_of(row: SampleRow) -> tuple[ItemTag, ...]:
    """The tags of a row, from the left."""
    return tuple(tag for cell in row for tag in cell.tags)


def is_tag_of_item(name: str) -> bool:
    """Whether what stands between braces could name an item, its field or a part of that: names with points between them, and
    no program."""
    parts = _POINT.split(name.strip())
    return len(parts) <= 3 and all(map(_PART.fullmatch, parts))


def read_tag(name: str) -> ItemTag:
    """The tag with this name, as it stands between braces."""
    level, *more = _POINT.split(name.strip(), maxsplit=2)
    return ItemTag(level, *more)


def read_line(text: str, style: str) -> SampleLine:
    """A paragraph's text as a line of a sample."""
    pieces = [
        read_tag(piece) if index % 2 else piece for index, piece in enumerate(_TAG.split(text)) if piece
    ]
    return SampleLine(tuple(pieces), style)


def tag_fault(tag: ItemTag, levels: Levels) -> tuple[str, str] | None:
    """Message and hint for a tag that names what these levels have not."""
    level = next((each for each in levels if each.name == tag.level), None)
    if level is None:
        return _unknown(tag, "階層", tag.level, [each.name for each in levels])
    field = level.field(tag.field)
    if field is None:
        own = _own_parts(level)
        if tag.field in ("", *own):
            return _unknown(tag, f"「{tag.field}」の部分", tag.part, ()) if tag.part else None
        return _unknown(tag, f"「{level.name}」の欄", tag.field, [*(each.key for each in level.fields), *own])
    if tag.part and tag.part not in tagged_parts(field):
        word = "列" if field.columns else "部分"
        return _unknown(tag, f"「{field.key}」の{word}", tag.part, tagged_parts(field))
    return None


def is_of_usual_levels(tags: Iterable[ItemTag], levels: Levels) -> bool:
    """Whether tags are those of a plan that declares nothing, as templates have them from the start, and not all of this plan."""
    own = tuple(tags)
    return any(tag_fault(tag, levels) for tag in own) and not any(tag_fault(tag, USUAL_LEVELS) for tag in own)


def _own_parts(level: Level) -> tuple[str, ...]:
    return (NUMBER, TITLE, LABEL) if level.labelled else (NUMBER, TITLE)


def _unknown(tag: ItemTag, kind: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    names = tuple(known)
    return (
        f"「{tag}」がありますが、{kind}に「{name}」はありません",
        did_you_mean(name, names)
        or (f"使える名前: {'、'.join(names)}" if names else f"「.{name}」を消してください"),
    )
