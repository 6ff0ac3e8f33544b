"""Problems: what is wrong, where, and what to do; by these values every stage reports to the author.

A stage collects `Problem`s and raises them together as one `PlanErrors`; nothing here prints.
The codes are stable: docs/problems.md explains each one, and a test keeps the two in step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import total_ordering

from pipeline.frozen import dataclass


class Code(StrEnum):
    """Every problem code; the part before the dot names what the author was working on."""

    FILE_MISSING = "file.missing"
    FILE_ENCODING = "file.encoding"
    FILE_OUTSIDE = "file.outside"
    FILE_TWICE = "file.twice"
    FILE_NAME = "file.name"
    FILE_UNUSED = "file.unused"
    FILE_TOO_LARGE = "file.too-large"
    TEXT_CONTROL = "text.control"
    TEXT_FALLBACK = "text.fallback"
    TEXT_GAIJI = "text.gaiji"
    TEXT_RADICAL = "text.radical"

    YAML_SYNTAX = "yaml.syntax"
    YAML_FULLWIDTH_COLON = "yaml.fullwidth-colon"
    YAML_FULLWIDTH_SPACE = "yaml.fullwidth-space"
    YAML_TAB = "yaml.tab"
    YAML_COLON_BLANK = "yaml.colon-blank"
    YAML_DUPLICATE_KEY = "yaml.duplicate-key"
    YAML_ALIAS = "yaml.alias"

    SCHEMA_UNKNOWN_KEY = "schema.unknown-key"
    SCHEMA_MISSING_KEY = "schema.missing-key"
    SCHEMA_TYPE = "schema.type"
    SCHEMA_VALUE = "schema.value"

    MD_CHAPTER_HEADING = "md.chapter-heading"
    MD_HEADING_SKIPPED = "md.heading-skipped"
    MD_TYPED_NUMBER = "md.typed-number"
    MD_UNREADABLE = "md.unreadable"
    MD_RAW = "md.raw"
    MD_LEFTOVER = "md.leftover"
    MD_UNSUPPORTED = "md.unsupported"
    MD_DIV = "md.div"
    MD_ATTRIBUTE = "md.attribute"
    MD_CAPTION = "md.caption"
    MD_LIST_DEPTH = "md.list-depth"
    MD_PLACE = "md.place"
    MD_STAGE = "md.stage"

    TABLE_RAGGED = "table.ragged"
    TABLE_EMPTY = "table.empty"
    TABLE_MERGE = "table.merge"
    TABLE_COLUMNS = "table.columns"
    TABLE_LABEL = "table.label"
    CSV_SYNTAX = "csv.syntax"
    CHART_VALUE = "chart.value"
    CHART_SERIES = "chart.series"
    CHART_SUM = "chart.sum"
    CHART_EMPTY = "chart.empty"
    IMAGE_FORMAT = "image.format"
    IMAGE_ALT = "image.alt"

    SURVEY_COLUMN = "survey.column"
    SURVEY_ANSWER = "survey.answer"
    SURVEY_COUNT = "survey.count"
    SURVEY_EMPTY = "survey.empty"
    SURVEY_FEW = "survey.few"
    SURVEY_RAW = "survey.raw"

    DIAGRAM_EMPTY = "diagram.empty"
    DIAGRAM_BOX = "diagram.box"
    DIAGRAM_JOIN = "diagram.join"
    DIAGRAM_BRANCH = "diagram.branch"
    DIAGRAM_SIZE = "diagram.size"

    ID_INVALID = "id.invalid"
    ID_DUPLICATE = "id.duplicate"
    TERM_TWICE = "term.twice"
    REF_MISSING = "ref.missing"
    REF_NO_NUMBER = "ref.no-number"
    REF_NO_TITLE = "ref.no-title"
    REF_AMBIGUOUS = "ref.ambiguous"
    REF_CIRCULAR = "ref.circular"
    REF_KIND = "ref.kind"
    REF_TYPED_NUMBER = "ref.typed-number"
    REF_DELETED_TITLE = "ref.deleted-title"
    COUNT_WRONG = "count.wrong"
    NUMBER_RANGE = "number.range"
    NUMBER_NO_CHAPTER = "number.no-chapter"

    DOCUMENT_TWICE = "document.twice"
    DOCUMENT_UNKNOWN = "document.unknown"
    DOCUMENT_GONE = "document.gone"

    VISION_MISSING = "vision.missing"
    SUMMARY_UNUSED = "summary.unused"
    SUMMARY_STALE = "summary.stale"
    SUMMARY_UNCONFIRMED = "summary.unconfirmed"

    CAUSE_MISSING = "cause.missing"
    CAUSE_UNCHANGED = "cause.unchanged"
    CAUSE_OPINION = "cause.opinion"
    CAUSE_COUNT = "cause.count"
    CAUSE_LEFT = "cause.left"

    DATE_FORM = "date.form"
    DATE_CALENDAR = "date.calendar"
    DATE_WEEKDAY = "date.weekday"
    DATE_ORDER = "date.order"
    COMMENT_STAGE = "comment.stage"
    COMMENT_PERIOD = "comment.period"
    COMMENT_SHORT = "comment.short"
    OPINION_FILE = "opinion.file"
    OPINION_HEADER = "opinion.header"
    OPINION_NUMBER = "opinion.number"
    OPINION_TEXT = "opinion.text"
    OPINION_CELL = "opinion.cell"
    OPINION_PERSONAL = "opinion.personal"
    OPINION_ADDRESS = "opinion.address"
    OPINION_UNKNOWN = "opinion.unknown"
    ANSWER_MISSING = "answer.missing"
    ANSWER_TWICE = "answer.twice"
    ANSWER_KIND = "answer.kind"
    ANSWER_CHANGE = "answer.change"
    ANSWER_UNCHANGED = "answer.unchanged"
    ANSWER_CAUSE = "answer.cause"
    ANSWER_DIFFERS = "answer.differs"

    READING_TWICE = "reading.twice"
    READING_OPEN = "reading.open"
    READING_MISSING = "reading.missing"
    READING_UNUSED = "reading.unused"

    RETURN_FILE = "return.file"
    RETURN_UNKNOWN = "return.unknown"
    RETURN_DECISION = "return.decision"

    ASK_FIELD = "ask.field"
    ASK_NOBODY = "ask.nobody"
    ASK_LEFT = "ask.left"
    COLLECT_FILE = "collect.file"
    COLLECT_VERSION = "collect.version"
    COLLECT_COLUMN = "collect.column"
    COLLECT_ROW = "collect.row"
    COLLECT_CELL = "collect.cell"

    TEMPLATE_MISSING = "template.missing"
    TEMPLATE_UNUSED = "template.unused"
    TEMPLATE_UNREADABLE = "template.unreadable"
    TEMPLATE_TAG = "template.tag"
    TEMPLATE_SYNTAX = "template.syntax"
    TEMPLATE_TAG_MISSING = "template.tag-missing"
    TEMPLATE_FAULT = "template.fault"
    TEMPLATE_FIELD = "template.field"
    TEMPLATE_SLOT = "template.slot"
    TEMPLATE_CONTROL = "template.control"
    TEMPLATE_STYLE = "template.style"
    TEMPLATE_LIST = "template.list"
    TEMPLATE_CONTENTS = "template.contents"
    TEMPLATE_NUMBER_FORMAT = "template.number-format"
    TEMPLATE_HEAD = "template.head"
    TEMPLATE_SAMPLE = "template.sample"
    TEMPLATE_UNSHOWN = "template.unshown"
    TEMPLATE_TYPED = "template.typed"
    TEMPLATE_COMMENT = "template.comment"
    TEMPLATE_DESCRIPTION = "template.description"
    TEMPLATE_NETWORK = "template.network"

    PAGE_OVERFLOW = "page.overflow"
    PAGE_CUT = "page.cut"
    PAGE_OUTSIDE = "page.outside"
    PAGE_GLYPH = "page.glyph"
    PAGE_VARIANT = "page.variant"
    PAGE_FALLBACK = "page.fallback"
    PAGE_BLANK = "page.blank"
    PAGE_HEADING_ALONE = "page.heading-alone"
    PAGE_ROW_SPLIT = "page.row-split"
    PAGE_WORD_SPLIT = "page.word-split"
    PAGE_NUMBER_SPLIT = "page.number-split"
    PAGE_SIZE = "page.size"
    PAGE_UNSETTLED = "page.unsettled"

    # Each is that of one rule (pipeline/wording/rules/), and what wording.yaml calls it; docs/wording.ja.md explains them.
    WORDING_CONJUNCTION_KANJI = "wording.conjunction-kanji"
    WORDING_CONJUNCTION_KANA = "wording.conjunction-kana"
    WORDING_NARABINI = "wording.narabini"
    WORDING_MOSHIKUWA = "wording.moshikuwa"
    WORDING_ADVERB_KANJI = "wording.adverb-kanji"
    WORDING_ADVERB_KANA = "wording.adverb-kana"
    WORDING_FORMAL_NOUN = "wording.formal-noun"
    WORDING_FORMAL_TIME = "wording.formal-time"
    WORDING_PARTICLE = "wording.particle"
    WORDING_AUXILIARY_VERB = "wording.auxiliary-verb"
    WORDING_CAN = "wording.can"
    WORDING_PREFIX_KANJI = "wording.prefix-kanji"
    WORDING_PREFIX_KANA = "wording.prefix-kana"
    WORDING_SUFFIX = "wording.suffix"
    WORDING_OKURIGANA_VERB = "wording.okurigana-verb"
    WORDING_OKURIGANA_NOUN = "wording.okurigana-noun"
    WORDING_KANA = "wording.kana"
    WORDING_OUTSIDE_TABLE = "wording.outside-table"
    WORDING_HARD_KANJI = "wording.hard-kanji"
    WORDING_MIXED_WRITING = "wording.mixed-writing"
    WORDING_COUNTER_KA = "wording.counter-ka"
    WORDING_NUMBER_WORD = "wording.number-word"
    WORDING_ABOUT_NUMBER = "wording.about-number"
    WORDING_THOUSANDS = "wording.thousands"
    WORDING_THOUSAND_WORD = "wording.thousand-word"
    WORDING_DIGIT_WIDTH = "wording.digit-width"
    WORDING_PERCENT = "wording.percent"
    WORDING_WAVE_DASH = "wording.wave-dash"
    WORDING_COMMA = "wording.comma"
    WORDING_STOP = "wording.stop"
    WORDING_MISSING_STOP = "wording.missing-stop"
    WORDING_LIST_STOP = "wording.list-stop"
    WORDING_HALF_KANA = "wording.half-kana"
    WORDING_ENCLOSED = "wording.enclosed"
    WORDING_ITERATION = "wording.iteration"
    WORDING_LATIN_WIDTH = "wording.latin-width"
    WORDING_BRACKET_WIDTH = "wording.bracket-width"
    WORDING_BRACKET_MIX = "wording.bracket-mix"
    WORDING_BRACKET_ALONE = "wording.bracket-alone"
    WORDING_ANGLE = "wording.angle"
    WORDING_QUOTED_STOP = "wording.quoted-stop"
    WORDING_LONG_VOWEL = "wording.long-vowel"
    WORDING_LOANWORD = "wording.loanword"
    WORDING_LONG_SENTENCE = "wording.long-sentence"
    WORDING_STYLE = "wording.style"
    WORDING_POSSIBLE = "wording.possible"
    WORDING_TWICE = "wording.twice"
    WORDING_FROM = "wording.from"
    WORDING_LITERARY = "wording.literary"
    WORDING_VARIANTS = "wording.variants"
    WORDING_NAME = "wording.name"
    WORDING_CITY_WORD = "wording.city-word"

    FILE_UNREADABLE = "file.unreadable"
    SOURCE_CHANGING = "source.changing"
    PATH_LONG = "path.long"
    OUTPUT_HELD = "output.held"
    OUTPUT_UNWRITABLE = "output.unwritable"
    PAGES_MISSING = "pages.missing"
    PREVIEW_PORT = "preview.port"
    MACHINE_PANDOC = "machine.pandoc"
    MACHINE_OFFICE = "machine.office"
    MACHINE_ANALYSER = "machine.analyser"
    PROJECT_MISSING = "project.missing"
    PROJECT_EXISTS = "project.exists"
    PROJECT_NAME = "project.name"
    VERSION_MISSING = "version.missing"
    SNAPSHOT_NAME = "snapshot.name"
    SNAPSHOT_EXISTS = "snapshot.exists"
    SNAPSHOT_UNREADABLE = "snapshot.unreadable"
    VERSION_PROBLEMS = "version.problems"
    ID_REUSED = "id.reused"
    REVIEW_MISSING = "review.missing"
    REVIEW_UNKNOWN = "review.unknown"
    RECORD_MISSING = "record.missing"
    RECORD_UNREADABLE = "record.unreadable"
    BATCH_WORKER = "batch.worker"
    KIT_DAMAGED = "kit.damaged"
    KIT_HELD = "kit.held"
    KIT_EXTRA = "kit.extra"
    KIT_DOWNLOAD = "kit.download"
    KIT_SIGNATURE = "kit.signature"
    KIT_MATERIAL = "kit.material"
    KIT_OFFICE = "kit.office"
    KIT_TOOL = "kit.tool"
    PROGRAM_BUG = "program.bug"


@total_ordering
@dataclass(frozen=True)
class Location:
    """A place in the author's files: path from the project root, line and column from 1 (0: unknown). They sort as they stand there."""

    file: str
    line: int = 0
    column: int = 0

    def __lt__(self, other: Location) -> bool:
        return (self.file, self.line, self.column) < (other.file, other.line, other.column)

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True)
class Words:
    """Words of a text that a problem is about, and how many like them stand in the text before. Of a text in a row of a table, which is
    where the problem's location is, `cell` is its place in the row (from 0). `around` is what stands next to them, as far as it is written
    where they are: by it they are found where others like them stand in what is no part of the text."""

    text: str
    before: int = 0
    cell: int = -1
    around: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Problem:
    """One thing the author has to mend; of a `warning` the author should know, and the run goes on.

    `about` are the words that are wrong, where `location` is the beginning of their text.
    """

    location: Location
    code: Code
    message: str
    hint: str = ""
    warning: bool = False
    about: Words | None = None

    def __str__(self) -> str:
        text = f"{self.location}: {'注意' if self.warning else 'エラー'}: {self.message} [{self.code}]"
        return f"{text}\n    {self.hint}" if self.hint else text


class KeikakuError(Exception):
    """The base of everything that this program raises for its user."""


class PlanErrors(KeikakuError):
    """All problems that a stage found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.location, p.code, p.message)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise one `PlanErrors` if there is at least one problem."""
    found = tuple(problems)
    if found:
        raise PlanErrors(found)


@contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Adds what a step reports to `problems`, so that what several steps find is reported together."""
    try:
        yield
    except PlanErrors as errors:
        problems.extend(errors.problems)


def nearest(word: str, candidates: Iterable[str], least: float) -> str:
    """The candidate most like `word`, or an empty string if none is as much alike as `least` (0 to 1)."""
    import difflib

    found = difflib.get_close_matches(word, list(candidates), n=1, cutoff=least)
    return found[0] if found else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint with the candidate that was probably meant, or an empty string."""
    from pipeline.slips import likely

    near = likely(word, candidates)
    return f"もしかして: {near}" if near else ""


@dataclass(frozen=True)
class Written:
    """A text, a number or an id, and where it is written."""

    text: str
    location: Location


def unknown(
    written: Iterable[Written], known: Collection[str], code: Code, message: str, hint: str
) -> list[Problem]:
    """Those that name nothing `known`, {} in the message for each; the hint is what nearly fits, or else `hint`."""
    return [
        Problem(each.location, code, message.format(each.text), did_you_mean(each.text, known) or hint)
        for each in written
        if each.text not in known
    ]


class MachineError(KeikakuError):
    """Something that this machine lacks or holds; `message` and `hint` are for the user."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
