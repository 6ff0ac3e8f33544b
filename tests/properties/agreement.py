"""What holds for every plan, looked for in the finished documents: counted again, from what stands in them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline import checks
from pipeline.checks.reading import Reading
from pipeline.checks.story import Kind
from pipeline.model.numbers import Target
from tests.properties.documents import Made
from tests.properties.settling import KINDS, targets
from tests.properties.sources import Measure, Note, Passage, Plan, Ref, parts_of, references

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"


def faults(plan: Plan, made: Made) -> list[str]:
    """Everything that is wrong with a plan's documents: the reader's findings, gaps, references, bookmarks."""
    reading = checks.read("plan", made.documents["plan"])
    return [
        *(f"{finding.code}: {finding.message}" for finding in made.findings),
        *_gaps(reading),
        *_otherwise_numbered(plan, made.resolved.targets),
        *_lost_references(plan, made.resolved.targets, reading),
        *(fault for name, docx in made.documents.items() for fault in _doubled(checks.read(name, docx))),
    ]


def _otherwise_numbered(plan: Plan, found: Mapping[str, Target]) -> Iterator[str]:
    """What has a number though the plan takes it away, or none though it doesn't."""
    for identity, numbered in targets(plan).items():
        if bool(found[identity].number) != numbered:
            yield f"{identity} is numbered {found[identity].number}"


def ordinal(label: str) -> int:
    """The place that a number tells: 3 for 第３章, (3), ウ, ③ and 資料３."""
    plain = unicodedata.normalize("NFKC", label)
    digits = re.search(r"\d+", plain)
    return int(digits[0]) if digits else _KANA.index(plain.strip("()")) + 1


def _gaps(reading: Reading) -> Iterator[str]:
    """Headings, captions and notes that are not the next after the one before them."""
    yield from _gaps_of_headings(reading)
    captions: Counter[str] = Counter()
    for paragraph in reading.body.paragraphs:
        found = re.match(r"((?:表|図)\w*－)([０-９]+)　", paragraph.text)
        if found and reading.style_name(paragraph).casefold() == "caption":
            captions[found[1]] += 1
            if int(found[2]) != captions[found[1]]:
                yield f"{found[0]} is the {captions[found[1]]}th"
    numbers = [reading.note_numbers[note] for note in reading.notes]
    if sorted(map(str, numbers)) != sorted(map(str, range(1, len(numbers) + 1))):
        yield f"notes are {numbers}"


def _gaps_of_headings(reading: Reading) -> Iterator[str]:
    counts: dict[int, int] = {}
    styles: dict[int, str] = {}
    for heading in reading.headings:
        number = reading.number(heading.at)
        if number is None:
            continue
        if styles.setdefault(heading.level, heading.style) != heading.style:
            counts.clear()  # the appendix counts anew
            styles.clear()
        counts = {level: count for level, count in counts.items() if level <= heading.level}
        counts[heading.level] = counts.get(heading.level, 0) + 1
        if ordinal(number.own) != counts[heading.level]:
            yield f"{number.full} is the {counts[heading.level]}th of level {heading.level}"


def _lost_references(plan: Plan, found_targets: Mapping[str, Target], reading: Reading) -> Iterator[str]:
    """References that are no live field to their target, or show something else than it is called there."""
    written = Counter(
        name for reference in _shown(plan) for name in _fields(reference, found_targets[reference.target])
    )
    found: Counter[str] = Counter()
    for story in reading.stories:
        for field in story.fields:
            if field.instruction.kind in ("REF", "NOTEREF"):
                found[field.instruction.target] += 1
                target = reading.bookmarks[field.instruction.target.casefold()]
                right = (target.bookmark.text, reading.bookmark_number(target))
                if field.result not in right or not field.result:
                    yield f"{field.instruction.text} shows {field.result}"
    if written != found:
        yield f"written {written - found}, found {found - written}"


def _shown(plan: Plan) -> Iterator[Ref]:
    """The references that stand in the plan itself: all but those of passages; 関連する取組 with title."""
    hidden = {id(ref) for part in parts_of(plan) if isinstance(part, Passage) for ref in references(part)}
    related = {id(ref) for part in parts_of(plan) if isinstance(part, Measure) for ref in part.related}
    for reference in references(plan):
        if id(reference) not in hidden:
            yield Ref(0, "番号と題", reference.target) if id(reference) in related else reference


def _fields(reference: Ref, target: Target) -> tuple[str, ...]:
    """The bookmarks to which a reference has fields, but for those that show pages."""
    match reference.variant:
        case "":
            return (target.bookmark,)
        case "題":
            return (target.title_bookmark,)
        case "番号と題":
            return (target.bookmark, target.title_bookmark)
        case _:
            return ()


def _doubled(reading: Reading) -> Iterator[str]:
    names = Counter(bookmark.name.casefold() for story in reading.stories for bookmark in story.bookmarks)
    yield from (f"two bookmarks {name}" for name, count in names.items() if count > 1)


def masked_chapters(plan: Plan, made: Made) -> dict[str, list[str]]:
    """The paragraphs of each chapter by its id, the results of fields left out: what no number changes."""
    reading = checks.read("plan", made.documents["plan"])
    shown = (*plan.chapters, *plan.appendix)
    ids = {made.resolved.targets[chapter.id].bookmark: chapter.id for chapter in shown}
    chapters: dict[str, list[str]] = {}
    current: list[str] = []
    for paragraph in reading.body.paragraphs:
        for item in paragraph.items:
            if item.kind is Kind.MARK and item.text in ids:
                current = chapters[ids[item.text]] = []
        text, depth = "", 0
        for item in paragraph.items:
            depth += (item.kind is Kind.FIELD) - (item.kind is Kind.END)
            text += item.text if item.kind is Kind.TEXT and not depth else ""
        current += [text] if text else []
    return chapters


def own_numbers(plan: Plan, made: Made, chapter_id: str) -> list[str]:
    """The numbers of a chapter's headings without the chapter's own, and of its tables and figures in it."""
    chapter = next(each for each in plan.parts if each.id == chapter_id)
    resolved = made.resolved.targets
    own = resolved[chapter_id].label
    ids = [
        part.id
        for part in parts_of(chapter.pieces)
        if type(part) in KINDS and not isinstance(part, Note | Passage)
    ]
    return [
        resolved[each].number.removeprefix(own).partition("－")[2] or resolved[each].label for each in ids
    ]
