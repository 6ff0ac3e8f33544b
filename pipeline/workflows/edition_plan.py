"""What editions are made from: the plan's documents as they are printed, and how others are made of the same plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from pipeline.checks import Finding
from pipeline.documents.registry import ContentsOf
from pipeline.editions.kinds import FOLDER, EditionKind
from pipeline.frozen import dataclass
from pipeline.layout.cache import LayoutCache
from pipeline.layout.engine import Engine
from pipeline.model.content import DocumentContent
from pipeline.model.file_names import as_file_name
from pipeline.model.readings import Readings
from pipeline.model.share import Share
from pipeline.problems import Code, Problem
from pipeline.readings.schema import READINGS
from pipeline.readings.standing import unconfirmed
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.workflows.build import Built, CheckFailure, made_of
from pipeline.workflows.prepare import Prepared, Tell
from pipeline.workflows.readings import readings_of, texts_of
from pipeline.workspace.project import Project


@dataclass(frozen=True)
class Edition:
    """One edition: its files by folder (from build/editions/) and name, what its author should know, what is to be said of it, and how often
    LibreOffice ran."""

    kind: EditionKind
    files: Mapping[str, Mapping[str, bytes]]
    warnings: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    runs: int = 0

    @property
    def count(self) -> int:
        return sum(map(len, self.files.values()))


@dataclass(frozen=True)
class EditionPlan:
    """The plan of which editions are made, with what makes documents of it: `built` are those that are printed, `prepared` is for those
    that have editions."""

    project: Project
    built: Built
    prepared: Prepared
    engine: Engine | None
    layouts: KnownLayouts
    share: Share
    tell: Tell
    _read: list[tuple[Readings, list[Problem]]] = field(default_factory=list)

    @property
    def plain(self) -> Mapping[str, bytes]:
        """The Word files of the plan, by the names of documents."""
        return {document.name: document.docx for document in self.built.documents}

    @property
    def title(self) -> str:
        """The plan's name with its stage, as files have it."""
        return as_file_name(self.built.documents[0].content.title)

    def made(
        self,
        kind: str,
        prepared: Prepared,
        contents: ContentsOf,
        passed_over: frozenset[Code] = frozenset(),
    ) -> Built:
        """Documents of an edition, laid out with page numbers of their own; what the plan's author knows already is left out. What is
        `passed_over` is no fault in them."""
        cache = LayoutCache(self.project.cache / FOLDER / kind)
        made = made_of(
            prepared,
            (),
            self.engine.beside(cache, passed_over) if self.engine else None,
            cache.last(),
            self.layouts,
            self.project.source_called,
            contents,
            self.tell,
            self.share,
        )
        return replace(
            made, warnings=tuple(each for each in made.warnings if each not in self.built.warnings)
        )

    def readings(self) -> tuple[Readings, list[Problem]]:
        """The plan's readings, and what is still to be done with them."""
        if not self._read:
            folder = self.project.source_called
            readings = readings_of(self.prepared, folder)
            texts = texts_of(self.prepared, readings)
            self._read.append((readings, unconfirmed(texts, readings, f"{folder}/{READINGS}")))
        return self._read[0]

    def named(self, made: Built, more: str = "") -> dict[str, bytes]:
        """The files of an edition by names that tell readers what they are."""
        return {
            self.name(document.name, file.rpartition(".")[2], more): data
            for document in made.documents
            for file, data in document.files.items()
        }

    def name(self, document: str, kind: str, more: str = "") -> str:
        """The name of a file: the plan's, the document's, and what tells it from others."""
        return f"{self.title}_{as_file_name(self.built.labels[document] + more)}.{kind}"


def labelled(content: DocumentContent, kind: EditionKind, more: str = "") -> DocumentContent:
    """A document that is called after its edition, in messages and in its properties."""
    return replace(content, label=f"{content.label}の{kind}{more}", title=f"{content.title}　{kind}{more}")


def raise_findings(findings: Sequence[Finding]) -> None:
    """Raise CheckFailure where the independent reader found something."""
    if findings:
        raise CheckFailure(findings)
