"""The record of a plan: everything that has a number, every reference, every page, each as a line of text.

The lines are made to be read and reviewed in git: no line numbers of the source stand in them, which every edit would move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, islice, zip_longest

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, Heading, blocks_in, leaves, walk, walk_blocks
from pipeline.model.contract import DIVISION
from pipeline.model.documents import PLAN, SUMMARY
from pipeline.model.inlines import Inline, Note, Reference, Text, Variant, plain_text
from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.model.pages import PageFacts, Setting, paper_name
from pipeline.model.pieces import OwnText
from pipeline.model.reference_text import reference_text, shown_text
from pipeline.problems import Location, Words

# So much of the words before and behind a reference is recorded; the place of the reference itself, and that of others.
_BEFORE, _BEHIND = 14, 8
HERE, THERE = "【】", "［］"
# So much of a note's text is its title.
_NOTE = 16
# What stands in pages.txt in place of a number, on lines about whole documents; and of a page, where something has none.
_DOCUMENT, NO_PLACE = "文書", "なし"
_APPENDIX, _ITEM = "資料", "体系"
# The texts that are about the plan as a whole; each of the others is a document's.
_OF_PLAN = ("outline", "references", "pages")


@dataclass(frozen=True)
class Entry:
    """Something that can be referred to. `level` is that of a heading, 0 for all else; chapters of the appendix are counted
    apart. A note's title is how it begins, and what is `said` there if references stand in it. `is_item` says
    that it is one of the framework.
    """

    id: str
    kind: TargetKind
    level: int
    number: str
    title: str
    appendix: bool = False
    said: str = field(default="", compare=False)
    is_item: bool = field(default=False, compare=False)

    @property
    def is_division(self) -> bool:
        """Whether it is a 部."""
        return self.kind is TargetKind.HEADING and self.level == DIVISION

    @property
    def shown(self) -> str:
        """Number and title; 注 beside the number of a note, 用語 beside what has none."""
        if self.kind is TargetKind.NOTE:
            return f"注{self.number}（{self.reading}…）" if self.title else f"注{self.number}"
        if self.kind is TargetKind.TERM:
            return f"用語「{self.title}」"
        return f"{self.number}「{self.title}」" if self.number else f"「{self.title}」"

    @property
    def reading(self) -> str:
        """The title as one reads it: references in it as they show."""
        return self.said or self.title

    @property
    def numbered(self) -> str:
        """The number alone, so that one sees of what it is one."""
        return f"注{self.number}" if self.kind is TargetKind.NOTE else self.number


@dataclass(frozen=True)
class Occurrence:
    """A reference where it stands: under the heading, in the note or in the passage `around`, with the words around it, which are
    `said` with the references in them as they show.

    `location` is None for what was recorded.
    """

    around: str
    target: str
    variant: str
    text: str
    words: str
    said: str = field(default="", compare=False)
    location: Location | None = field(default=None, compare=False)


def _beginning_of_text(location: Location, _: Words) -> Location:
    return location


@dataclass(frozen=True)
class Record:
    """A plan as it is or was: entries by name, which is the id, or for what has none its title and which of that title it is.

    `documents` are the projections of the documents, by name. `pages` are the pages by the names of entries, `looks` what each
    document is on paper; both are empty where pages were not measured. `said` are the texts of a plan as it is, which are not
    recorded, and `place` finds words in them, of which their text begins at a location. `labels` are what messages call the documents, as far as that is known.
    """

    entries: Mapping[str, Entry]
    occurrences: tuple[Occurrence, ...]
    documents: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)
    said: tuple[tuple[str, Location], ...] = ()
    place: Callable[[Location, Words], Location] = field(default=_beginning_of_text, compare=False)
    labels: Mapping[str, str] = field(default_factory=dict)


# Written


def outline_text(resolved: ResolvedPlan) -> str:
    """One line an entry, in the order of the plan: id, kind (with a heading's level), number, title, parted by tabs; of items of the
    framework a mark of that is the last."""
    items = {item.id for item in resolved.plan.framework.walk()}
    appendix = {node.id for node in walk_blocks(resolved.appendix) if isinstance(node, Heading)}
    notes = {node.id: node for part in parts_of(resolved) for node in walk(part) if isinstance(node, Note)}
    lines = []
    for identity, target in resolved.targets.items():
        part = _APPENDIX if identity in appendix else ""
        kind = f"{part}{target.kind}{target.level}" if target.kind is TargetKind.HEADING else target.kind
        title = _beginning(notes[identity]) if identity in notes else target.title
        mark = [_ITEM] if identity in items else []
        lines.append(_line(written_id(target), kind, target.number, title, *mark))
    return _lines(lines)


def written_id(target: Target) -> str:
    """The id that its author gave; nothing where the program made one."""
    return "" if target.id.startswith("auto-") else target.id


def _beginning(note: Note) -> str:
    """The beginning of a note; what its references show changes with every number, and is no part of that."""
    return "".join(plain_text(each.content, lambda _: THERE) for each in note.content)[:_NOTE]


def references_text(resolved: ResolvedPlan) -> str:
    """One line a reference, in the order of the plan: around, target, variant, text, words around it, parted by tabs."""
    return _lines(
        _line(each.around, each.target, each.variant or "番号", each.text, each.words)
        for each in occurrences_of(resolved)
    )


def _line(*cells: str) -> str:
    return "\t".join(" ".join(cell.split("\t")) for cell in cells).replace("\n", " ")


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def parts_of(resolved: ResolvedPlan) -> tuple[tuple[Block, ...], ...]:
    return resolved.front, resolved.body, resolved.appendix


def occurrences_of(resolved: ResolvedPlan) -> Sequence[Occurrence]:
    """Every reference of a plan with its words, in the order of the plan, those of a text before those of its notes; those of the
    概要 come after it, and those in the texts of declared documents last."""
    return _with_sayings(
        [each for block, around in _blocks(resolved) for each in _occurrences_in(block, around, resolved)]
    )


def _blocks(resolved: ResolvedPlan) -> Iterator[tuple[Block, str]]:
    """Every block, and what it stands under or in."""
    for part in parts_of(resolved):
        around = ""
        for leaf in leaves(part):
            if isinstance(leaf, Heading):
                around = written_id(resolved.targets[leaf.id]) or resolved.targets[leaf.id].title
            yield from ((block, around) for block in blocks_in(leaf))
    for passage in resolved.passages.values():
        yield from ((block, passage.id) for block in passage.content)
    for section in resolved.plan.summary:
        for item in section.items:
            own = item.piece.blocks if isinstance(item.piece, OwnText) else ()
            yield from ((block, SUMMARY.label) for block in own)
    for document in resolved.plan.documents:
        own = document.declared.texts if document.declared else ()
        yield from ((block, document.label) for block in own)


def _occurrences_in(block: Block, around: str, resolved: ResolvedPlan) -> Iterator[Occurrence]:
    nodes = list(walk([block]))
    notes = [node for node in nodes if isinstance(node, Note)]
    of_notes = {id(node) for note in notes for node in walk(note.content)}
    yield from _occurrences_among((node for node in nodes if id(node) not in of_notes), around, resolved)
    for note in notes:
        own = (note.id and written_id(resolved.targets[note.id])) or _beginning(note)
        yield from _occurrences_among(walk(note.content), own, resolved)


def _occurrences_among(
    nodes: Iterable[Block | Inline], around: str, resolved: ResolvedPlan
) -> Iterator[Occurrence]:
    pieces: list[str] = []
    found: list[tuple[int, Reference]] = []
    for node in nodes:
        if isinstance(node, Text):
            pieces.append(node.text)
        elif isinstance(node, Reference):
            found.append((len(pieces), node))
            pieces.append(THERE)
    for index, reference in found:
        before, behind = "".join(pieces[:index]), "".join(pieces[index + 1 :])
        yield Occurrence(
            around,
            reference.target,
            reference.variant.value,
            _shown(reference, resolved),
            " ".join(f"{before[-_BEFORE:]}{HERE}{behind[:_BEHIND]}".split()),
            location=reference.location,
        )


def _with_sayings(occurrences: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """References with what is said around them: those of one text follow each other."""
    texts = [each.text for each in occurrences]

    def said(at: int, words: str) -> str:
        before, _, behind = words.partition(HERE)
        first = max(at - before.count(THERE), 0)
        return f"{_filled(before, texts[first:at])}{texts[at]}{_filled(behind, texts[at + 1 :])}"

    return tuple(replace(each, said=said(at, each.words)) for at, each in enumerate(occurrences))


def _filled(words: str, texts: Iterable[str]) -> str:
    """Words with these texts where references stand; one of which half was cut off at the beginning or the end has none."""
    pieces = words.removeprefix(THERE[1]).removesuffix(THERE[0]).split(THERE)
    return "".join(chain.from_iterable(zip_longest(pieces, islice(texts, len(pieces) - 1), fillvalue="")))


def _shown(reference: Reference, resolved: ResolvedPlan) -> str:
    if reference.variant is Variant.OWN_TEXT:
        return shown_text(reference.content, resolved.targets)
    return reference_text(resolved.targets[reference.target], reference.variant)


def pages_text(resolved: ResolvedPlan, measured: Mapping[str, tuple[Setting | None, PageFacts]]) -> str:
    """One line a document (pages, paper, and the size in which a sheet is set), then one an entry: id, number, title, page."""
    facts = measured[PLAN.name][1]
    labels = labels_in(resolved)
    lines = [
        _line(name, _DOCUMENT, labels[name], _look(setting, each))
        for name, (setting, each) in measured.items()
    ]
    entries = read_entries(outline_text(resolved)).values()
    for entry, target in zip(entries, resolved.targets.values(), strict=True):
        page = facts.labels.get(target.bookmark, NO_PLACE)
        lines.append(_line(entry.id, entry.numbered, entry.title, page))
    return _lines(lines)


def _look(setting: Setting | None, facts: PageFacts) -> str:
    papers = Counter(paper_name(page.width, page.height) for page in facts.pages)
    parts = [f"{len(facts.pages)}ページ", "、".join(f"{name}{count}" for name, count in papers.most_common())]
    return "　".join([*parts, str(setting)] if setting else parts)


# Read


def labels_in(resolved: ResolvedPlan) -> dict[str, str]:
    """What messages call the documents of a plan, by name."""
    return {document.name: document.label for document in resolved.plan.documents}


def read_record(texts: Mapping[str, str]) -> Record:
    """The record that a folder's texts are, by name; raises ValueError where they are those of another program."""
    occurrences = _with_sayings(
        [_occurrence(*line.split("\t")) for line in texts["references"].splitlines() if line]
    )
    entries = read_entries(texts["outline"])
    pages = [line.split("\t") for line in texts.get("pages", "").splitlines()]
    placed = [(line[0], line[2], line[3]) for line in pages if line[1] != _DOCUMENT]
    of_documents = [line for line in pages if line[1] == _DOCUMENT]
    return Record(
        {name: _with_saying(entry, occurrences) for name, entry in entries.items()},
        occurrences,
        {name: text for name, text in texts.items() if name not in _OF_PLAN},
        dict(zip(_names(line[:2] for line in placed), (line[2] for line in placed), strict=True)),
        {line[0]: line[3] for line in of_documents},
        labels={line[0]: line[2] for line in of_documents},
    )


def read_entries(outline: str) -> dict[str, Entry]:
    """The entries of an outline by their names."""
    entries = [_entry(*line.split("\t")) for line in outline.splitlines()]
    return dict(zip(_names((each.id, each.title) for each in entries), entries, strict=True))


def _entry(identity: str, kind: str, number: str, title: str, mark: str = "") -> Entry:
    appendix, head, level = kind.rpartition(TargetKind.HEADING)
    if head:
        return Entry(
            identity,
            TargetKind.HEADING,
            int(level),
            number,
            title,
            appendix == _APPENDIX,
            is_item=mark == _ITEM,
        )
    return Entry(identity, TargetKind(kind), 0, number, title)


def _with_saying(entry: Entry, occurrences: Iterable[Occurrence]) -> Entry:
    """An entry with what is said in its title, where references stand in that."""
    if THERE[0] not in entry.title:
        return entry
    own = (each.text for each in occurrences if each.around == (entry.id or entry.title))
    return replace(entry, said=_filled(entry.title, own))


def _occurrence(around: str, target: str, variant: str, text: str, words: str) -> Occurrence:
    return Occurrence(around, target, "" if variant == "番号" else variant, text, words)


def _names(lines: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of lines (id, title); what has none goes by its title, and by which of that title it is."""
    same: Counter[str] = Counter()
    found = []
    for identity, title in lines:
        same[title] += 1
        found.append(identity or f"\t{title}\t{same[title]}")
    return found
