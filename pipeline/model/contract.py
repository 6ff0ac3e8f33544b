"""Contracts of templates: the tags that each may use, the slots that it must have, its styles."""

from __future__ import annotations

from pipeline.frozen import dataclass

# Tags without which a document says nothing less: a line that holds nothing else goes where they have no value.
OPTIONAL_TAGS = ("段階日付", "段階会議")
TAGS = (
    *("計画名", "市名", "呼称", "計画期間", "段階", "段階表示"),
    *OPTIONAL_TAGS,
    *("策定年月", "担当課", "基本理念"),
)
# What every document says of itself, so that none goes out under another name or stage.
LABEL_TAGS = ("計画名", "計画期間", "段階表示")
# The style whose list numbers the framework's own items, where a level asks for it.
ITEM_NUMBERS = "体系の番号"
# The style of a mark at the page's edge that shows where a chapter is.
THUMB_INDEX = "ツメ"
# The style of tables in which diagrams are drawn.
DIAGRAM_TABLE = "位置付け図"
CHARACTERS = ("Strong", "Emphasis", "Hyperlink")
# The styles of headings, by level.
HEADING_LEVELS = 6
# 部, above chapters.
DIVISION, CHAPTER = 0, 1
DIVISION_HEADING = "部見出し"
BODY_HEADINGS = tuple(f"heading {level}" for level in range(1, HEADING_LEVELS + 1))
APPENDIX_HEADINGS = tuple(f"資料見出し {level}" for level in range(1, HEADING_LEVELS + 1))
UNNUMBERED_HEADINGS = (
    "見出し番号なし",
    *(f"見出し番号なし {level}" for level in range(2, HEADING_LEVELS + 1)),
)


def heading_style(level: int, appendix: bool, numbered: bool = True) -> str:
    """The name of the style of a heading."""
    if level == DIVISION:
        return DIVISION_HEADING
    names = BODY_HEADINGS if not appendix else APPENDIX_HEADINGS
    return (names if numbered else UNNUMBERED_HEADINGS)[level - 1]


@dataclass(frozen=True)
class Head:
    """The head over columns that the program fills; staff may say it in other words. Where one of them is `word`, no
    other column is meant."""

    name: str
    columns: int = 1
    word: str = ""


@dataclass(frozen=True)
class Contract:
    """The names that a template has to know; `needed` slots and `needed_tags` can't be left out of its body.

    `declared` is the file and line where an office says what goes into the slots; empty where the program does.
    """

    slots: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    needed_tags: tuple[str, ...] = LABEL_TAGS
    own_tags: tuple[str, ...] = ()  # beside those that every template may use
    controls: tuple[str, ...] = ()  # content controls that readers fill in, by their tags
    paragraphs: tuple[str, ...] = ()  # styles that may be written in; those that are must be there
    characters: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    headings: bool = False
    declared: str = ""
    samples: bool = False  # whether samples of items may stand in its text
    text_samples: bool = False  # whether samples of its headings and terms may
    shown_by_sample: tuple[
        str, ...
    ] = ()  # which of these were drawn by the program before, so that one is told to lack them
    heads: tuple[Head, ...] = ()  # of the table in which the slot stands; none where slots stand in the text

    @property
    def columns(self) -> int:
        return sum(head.columns for head in self.heads)

    @property
    def names(self) -> tuple[str, ...]:
        return (*TAGS, *self.own_tags, *self.slots)
