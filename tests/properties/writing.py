"""The files that a drafter writes for a plan: YAML and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.properties.sources import (
    LEFT,
    UP,
    VISION,
    Bold,
    Break,
    Chapter,
    Definition,
    Diagram,
    Figure,
    Heading,
    Landscape,
    Listed,
    Listing,
    Measure,
    Note,
    PageBreak,
    Para,
    Passage,
    Piece,
    Plan,
    Prose,
    Quote,
    Ref,
    Ruby,
    Table,
    parts_of,
)
from tests.properties.words import markdown, yaml_text
from tests.small_plan import PNG

PICTURE = "figures/a.png"


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


def inline(prose: Prose, notes: _Notes | None) -> str:
    """A paragraph's Markdown."""
    return "".join(_inline(each, notes) for each in prose)


def _inline(part: str | Bold | Ruby | Break | Ref | Note, notes: _Notes | None) -> str:
    match part:
        case str():
            return markdown(part)
        case Bold(text):
            return f"**{markdown(text)}**"
        case Ruby(base, reading):
            return f'[{markdown(base)}]{{ruby="{reading}"}}'
        case Break(text):
            return f"\\\n{markdown(text)}"
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
        "| " + " | ".join(cell if isinstance(cell, str) else inline(cell, notes) for cell in row) + " |"
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
    text = f"\\{text}" if text in (UP, LEFT) else text
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
