"""A plan as a drafter thinks of it, and the files that the drafter writes: YAML and Markdown.

Nothing here is the pipeline's: what a plan says (`pieces`, ids, references) is known before the pipeline reads it,
so that tests can tell what has to come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeAlias, TypeVar

from tests.properties.words import cell_text, markdown, yaml_text
from tests.small_plan import PNG

VISION = "支え合うまち"
PICTURE = "figures/a.png"
UP, LEFT = "^^", "<<"


@dataclass(frozen=True)
class Bold:
    text: str


@dataclass(frozen=True)
class Ruby:
    base: str
    reading: str


@dataclass(frozen=True)
class Break:
    """A line break, and the text of the next line."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A reference: `pick` chooses among the targets that there are, `target` is the one that was chosen.

    `variant` is 題, 番号と題, 頁, 文字 (a link with text of its own), or empty for the number.
    """

    pick: int
    variant: str = ""
    target: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote; one without an id has a mark that is a number."""

    prose: Prose
    id: str = ""
    named: bool = True


Prose: TypeAlias = tuple["str | Bold | Ruby | Break | Ref | Note", ...]


@dataclass(frozen=True)
class Heading:
    level: int
    title: str
    numbered: bool = True
    id: str = ""


@dataclass(frozen=True)
class Para:
    prose: Prose


@dataclass(frozen=True)
class Item:
    """An item of a list; `more` is a second paragraph, `inner` a list within."""

    prose: Prose
    more: Prose = ()
    inner: Listed | None = None


@dataclass(frozen=True)
class Listed:
    """A list; `mark` is `-`, or what stands around a number: `#.`, `#)`, `(#)`."""

    mark: str
    start: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Quote:
    prose: Prose


@dataclass(frozen=True)
class Definition:
    term: str
    prose: Prose


@dataclass(frozen=True)
class Caption:
    prose: Prose


@dataclass(frozen=True)
class Table:
    """A table; a cell is prose, or `UP` or `LEFT`. With `csv` it stands in a file of its own."""

    caption: Caption
    rows: tuple[tuple[Prose | str, ...], ...]
    head: int = 1
    note: str = ""
    csv: bool = False
    id: str = ""


@dataclass(frozen=True)
class Figure:
    caption: Caption
    alt: str
    note: str = ""
    id: str = ""


@dataclass(frozen=True)
class Diagram:
    caption: Caption
    id: str = ""


@dataclass(frozen=True)
class Landscape:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Passage:
    """A passage for the summary: paragraphs, then points."""

    paragraphs: tuple[Prose, ...]
    points: tuple[Prose, ...] = ()
    title: str = "要点"
    id: str = ""


@dataclass(frozen=True)
class Listing:
    """Where 施策, 用語解説 or 改訂履歴 stands."""

    name: str


Piece: TypeAlias = (
    Heading
    | Para
    | Listed
    | Quote
    | Definition
    | Table
    | Figure
    | Diagram
    | Landscape
    | PageBreak
    | Passage
    | Listing
)


@dataclass(frozen=True)
class Chapter:
    title: str
    pieces: tuple[Piece, ...]
    numbered: bool = True
    id: str = ""

    @property
    def file(self) -> str:
        return f"chapters/{self.id}.md"


@dataclass(frozen=True)
class Measure:
    title: str
    challenge: Prose
    response: Prose
    programs: tuple[Prose, ...]
    related: tuple[Ref, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Direction:
    title: str
    label: str
    introduction: Prose
    measures: tuple[Measure, ...]
    id: str = ""


@dataclass(frozen=True)
class Policy:
    title: str
    introduction: Prose
    directions: tuple[Direction, ...]
    id: str = ""


@dataclass(frozen=True)
class Term:
    word: str
    meaning: Prose
    id: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole plan. The chapter that holds the measures is one of `chapters`."""

    chapters: tuple[Chapter, ...]
    policies: tuple[Policy, ...]
    front: tuple[Chapter, ...] = ()
    appendix: tuple[Chapter, ...] = ()
    terms: tuple[Term, ...] = ()
    revisions: tuple[Prose, ...] = ()
    name: str = "みどり市地域福祉計画"
    stage: str = "案"

    @property
    def parts(self) -> tuple[Chapter, ...]:
        return (*self.front, *self.chapters, *self.appendix)


Node = TypeVar("Node")


def rebuilt(node: Node, change: Callable[[Any], Any]) -> Node:
    """The same tree, each of its parts put through `change` once what it holds has been."""
    if isinstance(node, tuple):
        return tuple(rebuilt(each, change) for each in node)  # type: ignore[return-value]
    if is_dataclass(node) and not isinstance(node, type):
        held = {each.name: rebuilt(getattr(node, each.name), change) for each in fields(node)}
        node = replace(node, **held)
    return change(node)  # type: ignore[no-any-return]


def parts_of(node: Any) -> Iterator[Any]:
    """Every dataclass of a tree, containers before what they hold."""
    if isinstance(node, tuple):
        for each in node:
            yield from parts_of(each)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from parts_of(getattr(node, field.name))


def references(node: Any) -> list[Ref]:
    """Every reference of a tree."""
    return [each for each in parts_of(node) if isinstance(each, Ref)]


# Writing


def files_of(plan: Plan) -> dict[str, bytes]:
    """The files of plan_source/."""
    texts = {
        "plan.yaml": _plan_yaml(plan),
        "framework.yaml": _framework_yaml(plan),
        "summary.yaml": _summary_yaml(plan),
    }
    if plan.terms:
        texts["glossary.yaml"] = _glossary_yaml(plan)
    parts = list(parts_of(plan))
    if any(isinstance(part, Diagram) for part in parts):
        texts["position.yaml"] = _POSITION_YAML
    texts |= {chapter.file: _chapter(chapter) for chapter in plan.parts}
    texts |= {_csv_file(part): _csv(part) for part in parts if isinstance(part, Table) and part.csv}
    files = {path: text.encode() for path, text in texts.items()}
    if any(isinstance(part, Figure) for part in parts):
        files[PICTURE] = PNG
    return files


def _chapter(chapter: Chapter) -> str:
    """The chapter's file: pieces with blank lines between them, footnotes at its end."""
    notes = _Notes()
    mark = "" if chapter.numbered else " .番号なし"
    blocks = [f"# {markdown(chapter.title)} {{#{chapter.id}{mark}}}"]
    blocks += [_piece(piece, notes) for piece in chapter.pieces]
    return "\n\n".join([*blocks, *notes.texts]) + "\n"


class _Notes:
    """The footnotes of one text, in the order of their marks."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def mark(self, note: Note) -> str:
        label = note.id if note.named else str(len(self.texts) + 1)
        self.texts.append(f"[^{label}]: {inline(note.prose, None)}")
        return f"[^{label}]"


def inline(prose: Prose, notes: _Notes | None, escape: Callable[[str], str] = markdown) -> str:
    """A paragraph's Markdown."""
    return "".join(_inline(each, notes, escape) for each in prose)


def _inline(
    part: str | Bold | Ruby | Break | Ref | Note,
    notes: _Notes | None,
    escape: Callable[[str], str],
) -> str:
    match part:
        case str():
            return escape(part)
        case Bold(text):
            return f"**{escape(text)}**"
        case Ruby(base, reading):
            return f'[{escape(base)}]{{ruby="{reading}"}}'
        case Break(text):
            return f"\\\n{escape(text)}"
        case Ref(variant="文字"):
            return f"[別の文字](#{part.target})"
        case Ref():
            return f"[](#{part.target})" + (f"{{.{part.variant}}}" if part.variant else "")
        case Note():
            assert notes is not None, "there is no note in a note"
            return notes.mark(part)


def _piece(piece: Piece, notes: _Notes) -> str:
    match piece:
        case Heading(level, title, numbered, identity):
            mark = "" if numbered else " .番号なし"
            return f"{'#' * level} {markdown(title)} {{#{identity}{mark}}}"
        case Para(prose):
            return inline(prose, notes)
        case Listed():
            return "\n".join(_listed(piece, notes))
        case Quote(prose):
            return "> " + inline(prose, notes).replace("\n", "\n> ")
        case Definition(term, prose):
            return f"{markdown(term)}\n: {_indented(inline(prose, notes), 2)}"
        case Table():
            return _table(piece, notes)
        case Figure(caption, alt, note, identity):
            lines = [f"![{markdown(alt)}]({PICTURE})", inline(caption.prose, notes), *_under(note)]
            return _fenced(f".図 #{identity}", "\n\n".join(lines))
        case Diagram(caption, identity):
            return _fenced(f".位置付け図 #{identity}", inline(caption.prose, notes))
        case Landscape(pieces):
            return _fenced(".横長", "\n\n".join(_piece(each, notes) for each in pieces), "::::")
        case PageBreak():
            return _fenced(".改頁")
        case Passage():
            points = "\n".join(f"- {inline(point, None)}" for point in piece.points)
            blocks = [*(inline(each, None) for each in piece.paragraphs), *([points] if points else [])]
            return _fenced(f".要約 #{piece.id}", "\n\n".join(blocks))
        case Listing(name):
            return _fenced(f".{name}")


def _fenced(head: str, inner: str = "", colons: str = ":::") -> str:
    return f"{colons} {{{head}}}\n{inner}\n{colons}" if inner else f"{colons} {{{head}}}\n{colons}"


def _under(note: str) -> list[str]:
    return [f"資料：{markdown(note)}"] if note else []


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _listed(block: Listed, notes: _Notes) -> Iterator[str]:
    loose = any(item.more for item in block.items)
    for number, item in enumerate(block.items, block.start):
        mark = block.mark.replace("#", str(number)) + " "
        lines = [mark + _indented(inline(item.prose, notes), len(mark))]
        if item.more:
            lines += ["", " " * len(mark) + _indented(inline(item.more, notes), len(mark))]
        if item.inner:
            # Only a list that begins with 1 can follow text without a blank line.
            lines += ["", *(" " * len(mark) + line for line in _listed(item.inner, notes))]
        yield from "\n".join(lines).split("\n")
        if loose or item.inner:
            yield ""


def _table(table: Table, notes: _Notes) -> str:
    head = f' head="{table.head}"' if table.head > 1 else ""
    caption = inline(table.caption.prose, notes)
    if table.csv:
        blocks = [caption, *_under(table.note)]
        return _fenced(f'.表 #{table.id} csv="{_csv_file(table)}"{head}', "\n\n".join(blocks))
    rows = [
        "| "
        + " | ".join(cell if isinstance(cell, str) else inline(cell, notes, cell_text) for cell in row)
        + " |"
        for row in table.rows
    ]
    rows.insert(1, "|" + "---|" * len(table.rows[0]))
    return _fenced(f".表 #{table.id}{head}", "\n\n".join([caption, "\n".join(rows), *_under(table.note)]))


def _csv_file(table: Table) -> str:
    return f"data/{table.id}.csv"


def _csv(table: Table) -> str:
    return "".join(",".join(_csv_value(cell) for cell in row) + "\n" for row in table.rows)


def _csv_value(cell: Prose | str) -> str:
    """What stands in a cell of a CSV file: text alone, without markup."""
    if isinstance(cell, str):
        return cell
    text = "".join(part for part in cell if isinstance(part, str))
    return '"' + text.replace('"', '""') + '"'


# YAML


def _marked(prose: Prose, indent: int) -> str:
    """A value that is Markdown; with notes, a block of lines."""
    notes = _Notes()
    text = inline(prose, notes)
    return yaml_text("\n\n".join([text, *notes.texts]), indent)


def _plan_yaml(plan: Plan) -> str:
    lines = [
        f"計画名: {yaml_text(plan.name, 2)}",
        "市名: みどり市",
        "計画期間: {開始: 令和３年度, 終了: 令和７年度}",
        f"段階: {plan.stage}",
        "策定年月: 令和３年３月",
    ]
    for key, part in (("前付", plan.front), ("章", plan.chapters), ("資料編", plan.appendix)):
        if part:
            lines += [f"{key}:", *(f"  - {chapter.file}" for chapter in part)]
    if plan.revisions:
        lines.append("改訂履歴:")
        for prose in plan.revisions:
            lines += ["  - 年月: 令和３年３月", f"    内容: {_marked(prose, 6)}"]
    return "\n".join(lines) + "\n"


def _framework_yaml(plan: Plan) -> str:
    lines = [f"基本理念: {VISION}", "基本方針:"]
    for policy in plan.policies:
        lines += [f"  - id: {policy.id}", f"    題: {yaml_text(policy.title, 6)}"]
        lines += [f"    説明: {_marked(policy.introduction, 6)}"] if policy.introduction else []
        lines.append("    施策の基本方向:")
        for direction in policy.directions:
            lines += [
                f"      - id: {direction.id}",
                f"        略称: {yaml_text(direction.label, 10)}",
                f"        題: {yaml_text(direction.title, 10)}",
            ]
            lines += (
                [f"        説明: {_marked(direction.introduction, 10)}"] if direction.introduction else []
            )
            lines.append("        取組:")
            for measure in direction.measures:
                lines += _measure(measure)
    return "\n".join(lines) + "\n"


def _measure(measure: Measure) -> Iterator[str]:
    yield f"          - id: {measure.id}"
    yield f"            題: {yaml_text(measure.title, 14)}"
    yield f"            課題認識: {_marked(measure.challenge, 14)}"
    yield f"            対応方針: {_marked(measure.response, 14)}"
    yield "            関連する施策:"
    for program in measure.programs:
        yield f"              - {_marked(program, 16)}"
    if measure.related:
        yield f"            関連する取組: [{', '.join(reference.target for reference in measure.related)}]"


def _summary_yaml(plan: Plan) -> str:
    """Every passage, each in a section of its own, then the diagram."""
    lines = ["概要:"]
    for part in parts_of(plan.parts):
        if isinstance(part, Passage):
            lines += [f"  - 題: {yaml_text(part.title, 6)}", "    内容:", f"      - 要約: {part.id}"]
        elif isinstance(part, Diagram):
            lines += ["  - 題: 位置付け", "    内容:", f"      - 図: {part.id}"]
    return "\n".join(lines) + "\n"


def _glossary_yaml(plan: Plan) -> str:
    lines = ["用語:"]
    for number, term in enumerate(plan.terms):
        lines += [
            f"  - id: {term.id}",
            f"    語: {yaml_text(term.word, 6)}",
            f"    読み: {'あ' * (number + 1)}",
            f"    説明: {_marked(term.meaning, 6)}",
        ]
    return "\n".join(lines) + "\n"


_POSITION_YAML = """\
上位計画: {名称: みどり市総合計画, 見出し: 基本方針, 題: 健康なまち}
分野:
  - {題: 地域福祉, 計画: この計画}
この計画: {名称: 地域福祉計画, 性格: 理念計画}
連動: {主体: みどり市社会福祉協議会, 名称: 地域福祉活動計画, 性格: 行動計画, 見出し: 目標, 項目: [一つ目]}
"""


def plain(prose: Prose) -> str:
    """What a reader sees of prose, without notes; references must be none."""
    shown = ""
    for part in prose:
        match part:
            case str():
                shown += part
            case Bold(text):
                shown += text
            case Ruby(base, _):
                shown += base
            case Break(text):
                shown += "\n" + text
            case _:
                assert isinstance(part, Note), "a reference's text is not the drafter's"
    return shown
