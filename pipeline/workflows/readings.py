"""`make readings`: readings proposed for the words of a plan that have none, for somebody to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.documents.registry import contents_of
from pipeline.frozen import dataclass
from pipeline.model.blocks import walk
from pipeline.model.content import DocumentContent, Part, paragraphs_of
from pipeline.model.documents import whole
from pipeline.model.inlines import Ruby, Text, walk_inlines
from pipeline.model.readings import Reading, Readings
from pipeline.problems import Location, Problem
from pipeline.readings.load import glossary_readings, read_readings
from pipeline.readings.proposal import lines, propose
from pipeline.readings.ruby import InText, RubyOver
from pipeline.readings.schema import LEVEL, OPEN, READINGS
from pipeline.readings.standing import standing, unused
from pipeline.source.yaml_append import appended_pairs
from pipeline.system.analyser import analyser
from pipeline.workflows.entries import schema_head
from pipeline.workflows.prepare import Prepared, Tell, prepare
from pipeline.workspace.project import Project

_TAG = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_HEAD = (
    "# 言葉の読みの一覧です。ルビ版などを作るときに使います。",
    "# コマンド readings が、読みの要る言葉を「未確認」の終わりに書き足します。書いてあるものは、変えません。",
    "# 上から見て、違う読みは直してください。見終わった所まで「未確認:」の行を下げる（切り取って、貼る）と、",
    "# その上の言葉が「読み」に入り、確かめたものになります。# から後ろは例で、消しても構いません。",
)


@dataclass(frozen=True)
class Proposed:
    """What was proposed: so many words, of which so many are doubtful; so many that are open after all; what serves nothing any more."""

    file: str
    new: bool
    count: int
    doubtful: int
    open: int
    unused: tuple[Problem, ...]


def propose_readings(project: Project, tell: Tell) -> Proposed:
    """Put a line into readings.yaml for each word that needs a reading and has none; what stands there stays byte for byte.

    Raises PlanErrors, and MachineError where there is no analyser.
    """
    asked = analyser()
    prepared = prepare(project, tell, whole)
    called = f"{project.source_called}/{READINGS}"
    readings = readings_of(prepared, project.source_called)
    tell("言葉を調べています")
    texts = texts_of(prepared, readings)
    proposals = propose(texts, readings, asked)
    old = prepared.source.get(READINGS)
    data = appended_pairs(called, old, OPEN, lines(proposals), _head(prepared.source))
    if proposals:
        project.write_source(READINGS, data)
    found = standing(texts, readings)
    return Proposed(
        called,
        old is None,
        len(proposals),
        sum(each.doubt is not None for each in proposals),
        len(found.unconfirmed) + len(proposals),
        tuple(unused(found)),
    )


def _head(files: Mapping[str, bytes]) -> list[str]:
    return [*schema_head(files, READINGS), *_HEAD, f"{LEVEL}: {Readings().level.value}", "読み:"]


def readings_of(prepared: Prepared, folder: str) -> Readings:
    """The readings of a plan's words as readings.yaml has them; those of the glossary, and those that authors wrote over words, win.

    Raises PlanErrors.
    """
    found = read_readings(prepared.source, folder) or Readings()
    by_hand = written_readings(_contents(prepared))
    return found.over({**glossary_readings(prepared.resolved.plan.glossary), **by_hand})


def texts_of(prepared: Prepared, readings: Readings) -> list[InText]:
    """The texts of all documents, each once for a place, with the words that have readings in them; those of templates are texts, too."""
    over = RubyOver(readings)
    seen: dict[tuple[str, str, str], InText] = {}
    for content in _contents(prepared):
        for slot in content.slots.values():
            over.slot(slot)
        template = prepared.templates[content.name]
        over.place = Location(f"{prepared.files.folder}/{template.file.rpartition('/')[2]}")
        for _, written in template.texts:
            over.inlines((Text(_filled(written, content.tags)),))
    for text in over.seen:
        seen.setdefault((text.text, text.id, str(text.location)), text)
    return list(seen.values())


def _filled(text: str, tags: Mapping[str, str]) -> str:
    """A paragraph of a template as it is printed, without what fills its slots."""
    return _TAG.sub(lambda tag: tags.get(tag[1], ""), text)


def _contents(prepared: Prepared) -> Iterator[DocumentContent]:
    for make in contents_of(prepared.documents).values():
        yield make(prepared.resolved)


def written_readings(contents: Iterable[DocumentContent]) -> dict[str, Reading]:
    """The readings that authors wrote by hand; a word that they read in two ways has none."""
    found: dict[str, set[str]] = {}
    for ruby in (each for content in contents for each in _rubies(content)):
        found.setdefault(ruby.base, set()).add(ruby.reading)
    return {word: Reading(word, next(iter(kana))) for word, kana in found.items() if len(kana) == 1}


def _rubies(content: DocumentContent) -> Iterator[Ruby]:
    for slot in content.slots.values():
        nodes: Iterable[object] = (
            walk(slot.blocks)
            if isinstance(slot, Part)
            else (each for paragraph in paragraphs_of(slot) for each in walk_inlines(paragraph.content))
        )
        yield from (each for each in nodes if isinstance(each, Ruby))
