"""The YAML files of plan_source/, read and checked: what they say, and the Markdown that they hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.invocation import command
from pipeline.model.blocks import Block, pictures_in
from pipeline.model.counts import Counts, count_all
from pipeline.model.documents import DECLARATION, PLAN_DOCUMENTS, DocumentKind
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source import schema
from pipeline.source.data import (
    build_framework,
    build_glossary,
    build_position,
    build_profile,
    build_summary,
    divisions,
)
from pipeline.source.files import KNOWN_FILES, SourceFiles
from pipeline.source.framework import names_of_levels, read_framework
from pipeline.source.framework_schema import FRAMEWORK, INDICATORS, FrameworkFile
from pipeline.source.markdown import MarkdownText
from pipeline.source.schema_values import Strict
from pipeline.source.validation import read_file
from pipeline.source.yaml_data import YamlData
from pipeline.source.yaml_positions import Document, Path, Value
from pipeline.source.yaml_texts import YamlTexts

if TYPE_CHECKING:
    from pipeline.model.causes import Cause, UnfilledCause
    from pipeline.source.indicator_table import Indicators

_PLAN, _CHAPTERS = "plan.yaml", "章"
_FILES: Mapping[str, type[Strict]] = {
    **schema.FILES,
    FRAMEWORK: FrameworkFile,
}


def _models(files: Collection[str]) -> Mapping[str, type[Strict]]:
    """The models of the files that there may be, documents.yaml first. Those which few plans have are made for those alone."""
    models: dict[str, type[Strict]] = {}
    if DECLARATION in files:
        from pipeline.source.document_keys import DocumentsFile

        models[DECLARATION] = DocumentsFile
    models |= _FILES
    if schema.CHANGES in files:
        from pipeline.source.changes import ChangesFile

        models[schema.CHANGES] = ChangesFile
    return models


def _wrong_names(read: Strict, document: Document) -> Iterator[Problem]:
    from pipeline.source.declared_documents import check_documents

    return check_documents(read, document)


def _wrong_boxes(read: Strict, document: Document) -> Iterator[Problem]:
    from pipeline.source.positions import build_diagram, check_diagram

    return check_diagram(build_diagram(read, document))


def _causes(texts: YamlTexts) -> tuple[tuple[Cause, ...], tuple[UnfilledCause, ...], bool]:
    """The causes of changes, those that are not filled in, and whether causes stand in the revision history."""
    if schema.CHANGES not in texts.models:
        return (), (), False
    from pipeline.source.causes import build_causes, shows_history, unfilled_causes

    return build_causes(texts), unfilled_causes(texts), shows_history(texts)


def _makes_summary(models: Mapping[str, Strict]) -> bool:
    """Whether the plan has the 概要 that summary.yaml describes."""
    if DECLARATION not in models:
        return True
    from pipeline.source.declared_documents import makes_summary

    return makes_summary(models)


def _documents(texts: YamlTexts) -> tuple[DocumentKind, ...]:
    """All documents of the plan."""
    if DECLARATION not in texts.models:
        return PLAN_DOCUMENTS
    from pipeline.source.declared_documents import build_documents

    return build_documents(texts)


def _listed(entries: Value | None, path: Path) -> Iterator[tuple[Path, str]]:
    """The files that a part lists, each with its path: those of a 部 in its place."""
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, str):
            yield (*path, index), entry
        elif isinstance(entry, dict):
            yield from _listed(entry.get(_CHAPTERS), (*path, index, _CHAPTERS))


def _counts(models: Mapping[str, Strict], levels: Sequence[str]) -> Counts:
    """The counts from the files, for levels with these names; nothing from a file that can't be read."""
    plan, framework, glossary = (
        models.get(name) for name in ("plan.yaml", "framework.yaml", "glossary.yaml")
    )
    return count_all(
        plan.chapter_count if isinstance(plan, schema.PlanFile) else 0,
        levels,
        framework.items if isinstance(framework, FrameworkFile) else (),
        len(glossary.terms) if isinstance(glossary, schema.GlossaryFile) else 0,
    )


class YamlFiles:
    """One reading of the YAML files; `problems` grows as it goes. `parts` has the chapters' files by the part that lists them, those
    that there are."""

    def __init__(self, source: SourceFiles) -> None:
        self._source = source
        self.problems: list[Problem] = []
        self._indicators: Indicators = {}
        self._models, self._documents = self._read_data()
        self.parts = self._read_parts(self._documents.get(_PLAN))
        self._texts = YamlTexts(self._models, self._documents)

    @cached_property
    def texts(self) -> Sequence[MarkdownText]:
        return self._texts.texts

    @cached_property
    def counts(self) -> Counts:
        framework = self._documents.get(FRAMEWORK)
        return _counts(self._models, tuple(names_of_levels(framework.value if framework else {})))

    @property
    def pictures(self) -> tuple[tuple[str, Location], ...]:
        """The pictures that the texts show, once they are taken back."""
        return tuple(pictures_in([*self._texts.every_block()]))

    def take(self, blocks: Sequence[tuple[Block, ...]]) -> None:
        """Keep what the texts became, and look for what is wrong with them and with what stands beside them."""
        self._texts.take(blocks)
        self._texts.check_plain()
        self._indicators = self._read_indicators()
        self.problems += self._texts.problems

    def data(self, memory_keys: Sequence[str]) -> YamlData:
        """What files without problems say; `memory_keys` are those of their texts."""
        texts = self._texts
        causes, unfilled, in_history = _causes(texts)
        return YamlData(
            parts={key: tuple(files) for key, files in self.parts.items()},
            counts=self.counts,
            profile=build_profile(texts),
            divisions=divisions(texts),
            framework=build_framework(texts, self._indicators),
            summary=build_summary(texts),
            glossary=build_glossary(texts),
            position=build_position(texts),
            causes=causes,
            unfilled_causes=unfilled,
            causes_in_history=in_history,
            documents=_documents(texts),
            pictures=self.pictures,
            uncommon=tuple(texts.uncommon()),
            texts=tuple(memory_keys),
        )

    def _read_data(self) -> tuple[dict[str, Strict], dict[str, Document]]:
        models: dict[str, Strict] = {}
        documents: dict[str, Document] = {}
        for name, model in _models(self._source.files).items():
            if name not in self._source.files:
                if self._is_needed(name, models):
                    self._report_missing(name)
                continue
            decoded = self._source.decoded(name)
            self.problems.extend(decoded.problems)
            if decoded.text is None:
                continue
            read, document, problems = (
                read_framework(self._source.named(name), decoded.text, decoded.dropped)
                if model is FrameworkFile
                else read_file(self._source.named(name), decoded.text, model, decoded.dropped)
            )
            documents[name] = document
            self.problems.extend(problems)
            if name == DECLARATION and read:
                self.problems.extend(_wrong_names(read, document))
            if name == "position.yaml" and read and not isinstance(read, schema.PositionFile):
                self.problems.extend(_wrong_boxes(read, document))
            if read:
                models[name] = read
        return models, documents

    def _is_needed(self, name: str, models: Mapping[str, Strict]) -> bool:
        if name == "summary.yaml":
            # What a documents.yaml that can't be read says of it is not known.
            return (DECLARATION in models or DECLARATION not in self._source.files) and _makes_summary(models)
        return name not in schema.OPTIONAL_FILES

    def _report_missing(self, name: str) -> None:
        self.problems.append(
            Problem(
                Location(self._source.named(name)),
                Code.FILE_MISSING,
                f"{name} がありません",
                did_you_mean(name, self._source.files.keys() - {*KNOWN_FILES})
                or f"新しく始めるときは {command('new')} で一式を作れます",
            )
        )

    def _read_parts(self, plan: Document | None) -> dict[str, list[str]]:
        """If plan.yaml can't be read, the body is every chapter there is, so that all get checked."""
        value = plan.value if plan and isinstance(plan.value, dict) else {}
        if plan is None or not value:
            found = sorted(path for path in self._source.files if re.fullmatch(r"chapters/[^/]+\.md", path))
            return {key: found if key == _CHAPTERS else [] for key in schema.PART_KEYS}
        seen: dict[str, Location] = {}
        return {
            key: [
                path
                for at, entry in _listed(value.get(key), (key,))
                if (path := self._chapter(entry, plan.locate(at), seen))
            ]
            for key in schema.PART_KEYS
        }

    def _chapter(self, entry: str, location: Location, seen: dict[str, Location]) -> str:
        """The path of a chapter that is listed here; empty where there is none, or it was listed before."""
        path = self._source.inside(entry, location)
        if isinstance(path, Problem):
            self.problems.append(path)
            return ""
        if path in seen:
            self.problems.append(
                Problem(
                    location,
                    Code.ID_DUPLICATE,
                    f"「{path}」が２回並んでいます",
                    f"初めの所: {seen[path]}",
                )
            )
            return ""
        seen[path] = location
        return path

    def _read_indicators(self) -> Indicators:
        framework, document = self._models.get(FRAMEWORK), self._documents.get(FRAMEWORK)
        if not isinstance(framework, FrameworkFile) or not framework.indicators or document is None:
            return {}
        from pipeline.source.indicator_table import read_indicators

        path = self._source.inside(framework.indicators, document.locate((INDICATORS,)))
        if isinstance(path, Problem):
            self.problems.append(path)
            return {}
        decoded = self._source.decoded(path)
        self.problems.extend(decoded.problems)
        if decoded.text is None or decoded.problems:
            return {}
        indicators, problems = read_indicators(self._source.named(path), decoded.text, framework)
        self.problems.extend(problems)
        return indicators
