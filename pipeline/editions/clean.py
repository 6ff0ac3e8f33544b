"""Clean text for those who make braille and plain Japanese of it: what things are is said by marks, nothing by blanks and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.editions.said import NOTE, Line, Sort
from pipeline.editions.sheet import sheet_blocks
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, Heading
from pipeline.model.content import DocumentContent, FrameworkRows, Part
from pipeline.model.contract import CHAPTER
from pipeline.readings.ruby import InText

_HEADING, _NOTE, _READINGS = "見出し", "注", "読み"


@dataclass(frozen=True)
class Chapter:
    """What is one file: the name of a chapter, its lines, and the readings of its words."""

    name: str
    lines: tuple[Line, ...]
    readings: Mapping[str, str]


def clean_text(chapters: Sequence[Chapter]) -> str:
    """The text of chapters, one line for each of theirs; readings of words behind each chapter, as braille needs them."""
    return "".join(f"{line}\n" for chapter in chapters for line in _chapter(chapter))


def _chapter(chapter: Chapter) -> Iterator[str]:
    for line in chapter.lines:
        yield from _marked(line)
    if chapter.readings:
        yield f"【{_READINGS}】"
        yield from (f"{word}　{kana}" for word, kana in chapter.readings.items())
        yield f"【{_READINGS}終わり】"


def _marked(line: Line) -> Iterator[str]:
    text = line.text
    for number, _ in line.notes:
        text = text.replace(NOTE, f"（{_NOTE}{number}）", 1)
    label = f"{line.label.strip()}　" if line.label.strip() else ""
    match line.sort:
        case Sort.HEADING:
            yield f"【{_HEADING}{line.level}】{label}{text}"
        case Sort.BEGIN:
            yield f"【{label}{text}】".replace("　】", "】")
        case Sort.END:
            yield f"【{text}】"
        case Sort.ITEM:
            yield f"{'・' * (line.level + 1)}{label}{text}"
        case Sort.ROW:
            yield f"・{label}{text}"
        case Sort.TEXT | Sort.CONTENTS:
            yield f"{label}{text}"
    for number, note in line.notes:
        yield f"【{_NOTE}{number}】{note}"


def chapters_of(content: DocumentContent) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks of each chapter of a document with its name: its number, or its title where it has none. What comes before the first
    chapter of a part, and a document without any, is called after that document."""
    for slot in content.slots.values():
        if isinstance(slot, FrameworkRows):
            yield content.label, tuple(sheet_blocks(slot))
        elif isinstance(slot, Part):
            yield from _in_part(slot.blocks, content)


def _in_part(blocks: Iterable[Block], content: DocumentContent) -> Iterator[tuple[str, tuple[Block, ...]]]:
    name, own = content.label, list[Block]()
    for block in blocks:
        if isinstance(block, Heading) and block.level <= CHAPTER:
            if own:
                yield name, tuple(own)
            target = content.targets.get(block.id)
            name, own = (target.label or target.title) if target else name, []
        own.append(block)
    if own:
        yield name, tuple(own)


def readings_of(seen: Iterable[InText]) -> dict[str, str]:
    """The words of texts with their readings, in the order in which they come first."""
    found: dict[str, str] = {}
    for text in seen:
        for word in text.found.words:
            kana, at = "", word.start
            for piece in word.pieces:
                kana += text.text[at : piece.start] + piece.kana
                at = piece.end
            found.setdefault(text.text[word.start : word.end], kana + text.text[at : word.end])
    return found
