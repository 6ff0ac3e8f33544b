"""plan_source/ → Plan: reads every file, and reports all that is wrong with all of them at once."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model.blocks import (
    Block,
    pictures_in,
)
from pipeline.model.characters import uncommon
from pipeline.model.counts import Counts, count_all
from pipeline.model.documents import DECLARATION, PLAN_DOCUMENTS, DocumentKind
from pipeline.model.plan import Chapter, Image, Plan
from pipeline.model.share import Share, alone
from pipeline.problems import Code, Location, Problem, did_you_mean, raise_if_any
from pipeline.source import schema
from pipeline.source.data import (
    build_framework,
    build_glossary,
    build_position,
    build_profile,
    build_summary,
    divided,
)
from pipeline.source.fragment import Fragment, Position
from pipeline.source.framework import names_of_levels, read_framework
from pipeline.source.framework_schema import FRAMEWORK, INDICATORS, FrameworkFile
from pipeline.source.headings import check_headings
from pipeline.source.images import read_image
from pipeline.source.markdown import MarkdownText, Parse, read_markdown, whole_file
from pipeline.source.parse_cache import Memory
from pipeline.source.schema_values import Strict
from pipeline.source.survey_attributes import QUESTION
from pipeline.source.tables import CsvFile
from pipeline.source.text import Decoded, decode, line_and_column
from pipeline.source.validation import read_file
from pipeline.source.yaml_positions import Document, Path, Value
from pipeline.source.yaml_texts import YamlTexts

_CHAPTERS = "章"
_COUNTED = f"{QUESTION}=".encode()
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


def load_plan(
    files: Mapping[str, bytes],
    parse: Parse,
    folder: str = "plan_source",
    memory: Memory | None = None,
    share: Share = alone,
) -> Plan:
    """Read the plan from `files` (path in plan_source/ → bytes); `folder` is what messages call it.

    What `memory` knows is not read again, what is long is shared. Raises PlanErrors with every problem in every file.
    """
    named, problems = _in_nfc(files, folder)
    return _Loader(named, parse, folder, memory or Memory(), share, problems).load()


def _in_nfc(files: Mapping[str, bytes], folder: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The files by their names in NFC, and what is wrong where two names become one.

    macOS and some archives write が as か and a mark, and no keyboard does.
    """
    named: dict[str, bytes] = {}
    problems = []
    for path, data in files.items():
        name = unicodedata.normalize("NFC", path)
        if name in named:
            problems.append(
                Problem(
                    Location(f"{folder}/{name}"),
                    Code.FILE_TWICE,
                    "見た目が同じ名前のファイルが二つあります（濁点などの表し方だけが違います）",
                    "二つの中身を比べ、要らないほうを消すか、名前を変えてください",
                )
            )
        named[name] = data
    return named, problems


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


if TYPE_CHECKING:
    from pipeline.model.causes import Cause, UnfilledCause
    from pipeline.source.indicator_table import Indicators


@dataclass
class _Loader:
    """One reading of plan_source/; `problems` grows as it goes."""

    files: Mapping[str, bytes]
    parse: Parse
    folder: str
    memory: Memory
    share: Share
    problems: list[Problem] = field(default_factory=list)
    uncommon: list[tuple[str, Location]] = field(default_factory=list)

    def load(self) -> Plan:
        models, documents = self._read_data()
        framework = documents.get(FRAMEWORK)
        parts = self._read_parts(documents.get("plan.yaml"))
        texts = YamlTexts(models, documents)
        blocks, problems = read_markdown(
            [*(text for part in parts.values() for _, text in part), *texts.texts],
            self.parse,
            self._csv,
            self.memory,
            self._csv_digest(),
            _counts(models, tuple(names_of_levels(framework.value if framework else {}))),
            self.share,
        )
        self.problems.extend(problems)
        read = iter(blocks)
        chapters = {
            key: tuple(Chapter(self._named(path), next(read)) for path, _ in part)
            for key, part in parts.items()
        }
        texts.take(tuple(read))
        texts.check_plain()
        self.problems.extend(texts.problems)
        unreadable = {each.location.file for each in self.problems if each.code is Code.MD_UNREADABLE}
        every_chapter = [chapter for part in chapters.values() for chapter in part]
        for chapter in every_chapter:
            if chapter.file not in unreadable:
                self.problems.extend(check_headings(chapter))
        unprinted = self._answers()
        for path in self.files:
            if path.lower().endswith(".csv") and path not in unprinted:
                self._note_uncommon(path, decode(self._named(path), self.files[path]))
        indicators = self._read_indicators(models.get(FRAMEWORK), framework)
        images = self._read_images([*texts.every_block(), *(b for c in every_chapter for b in c.blocks)])
        raise_if_any(self.problems)
        built = build_framework(texts, indicators)
        images |= self._read_images([item.text for item in built.walk()])
        raise_if_any(self.problems)
        causes, unfilled, in_history = _causes(texts)
        return Plan(
            profile=build_profile(texts),
            front=chapters["前付"],
            chapters=divided(texts, chapters["章"]),
            appendix=chapters["資料編"],
            framework=built,
            summary=build_summary(texts),
            glossary=build_glossary(texts),
            position=build_position(texts),
            images=images,
            causes=causes,
            unfilled_causes=unfilled,
            causes_in_history=in_history,
            documents=_documents(texts),
            uncommon=(*texts.uncommon(), *self.uncommon),
        )

    def _named(self, path: str) -> str:
        return f"{self.folder}/{path}"

    def _decoded(self, path: str) -> Decoded:
        """A file's text; None if its bytes are no text."""
        decoded = decode(self._named(path), self.files[path])
        self.problems.extend(decoded.problems)
        return decoded

    # YAML

    def _read_data(self) -> tuple[dict[str, Strict], dict[str, Document]]:
        models: dict[str, Strict] = {}
        documents: dict[str, Document] = {}
        for name, model in _models(self.files).items():
            if name not in self.files:
                if self._is_needed(name, models):
                    self._report_missing(name)
                continue
            decoded = self._decoded(name)
            if decoded.text is None:
                continue
            read, document, problems = (
                read_framework(self._named(name), decoded.text, decoded.dropped)
                if model is FrameworkFile
                else read_file(self._named(name), decoded.text, model, decoded.dropped)
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
            return _makes_summary(models)
        return name not in schema.OPTIONAL_FILES

    def _report_missing(self, name: str) -> None:
        self.problems.append(
            Problem(
                Location(self._named(name)),
                Code.FILE_MISSING,
                f"{name} がありません",
                did_you_mean(name, self.files.keys() - {*_FILES, schema.CHANGES})
                or f"新しく始めるときは {command('new')} で一式を作れます",
            )
        )

    # Chapters

    def _read_parts(self, plan: Document | None) -> dict[str, list[tuple[str, MarkdownText]]]:
        """The chapters' texts by part. If plan.yaml can't be read, every chapter there is, so that all get checked."""
        value = plan.value if plan and isinstance(plan.value, dict) else {}
        if not value:
            found = sorted(path for path in self.files if re.fullmatch(r"chapters/[^/]+\.md", path))
            return {
                "前付": [],
                "章": [part for path in found for part in self._chapter(path)],
                "資料編": [],
            }
        assert plan is not None
        parts: dict[str, list[tuple[str, MarkdownText]]] = {}
        seen: dict[str, Location] = {}
        for key in schema.PART_KEYS:
            parts[key] = []
            for at, entry in _listed(value.get(key), (key,)):
                location = plan.locate(at)
                path = self._inside(entry, location)
                if isinstance(path, Problem):
                    self.problems.append(path)
                if not isinstance(path, str):
                    continue
                if path in seen:
                    self.problems.append(
                        Problem(
                            location,
                            Code.ID_DUPLICATE,
                            f"「{path}」が２回並んでいます",
                            f"初めの所: {seen[path]}",
                        )
                    )
                    continue
                seen[path] = location
                parts[key].extend(self._chapter(path))
        return parts

    def _chapter(self, path: str) -> Iterator[tuple[str, MarkdownText]]:
        decoded = self._decoded(path)
        if decoded.text is not None:
            self._note_uncommon(path, decoded)
            yield path, whole_file(self._named(path), decoded.text, decoded.dropped)

    def _note_uncommon(self, path: str, decoded: Decoded) -> None:
        text = decoded.text or ""
        for at, character in uncommon(text):
            place = Location(self._named(path), *line_and_column(text, at))
            self.uncommon.append((character, decoded.dropped.original(place)))

    def _inside(self, path: str, location: Location) -> str | Problem:
        """The path as it is found in `files`, or what is wrong with it."""
        clean = unicodedata.normalize("NFC", posixpath.normpath(path.replace("\\", "/")))
        if clean == ".." or clean.startswith(("../", "/")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", clean):
            return Problem(
                location,
                Code.FILE_OUTSIDE,
                f"「{path}」は{self.folder}の外にあります",
                f"{self.folder}の中に置き、そこからの道筋で書いてください（例: figures/a.png）",
            )
        if clean not in self.files:
            return Problem(
                location,
                Code.FILE_MISSING,
                f"「{path}」というファイルがありません",
                did_you_mean(clean, self.files)
                or f"{self.folder}の中での道筋と、大文字と小文字の違いを見てください。引用符は半角です。"
                "外へのリンクがあっても、その先は読みません",
            )
        return clean

    # CSV files, images

    def _csv(self, path: str, fragment: Fragment, position: Position) -> CsvFile | None:
        clean = self._inside(path, fragment.locate(position))
        if isinstance(clean, Problem):
            fragment.add(clean)
            return None
        decoded = decode(self._named(clean), self.files[clean])
        fragment.add(*decoded.problems)
        if decoded.text is None or decoded.problems:
            return None
        return CsvFile(self._named(clean), decoded.text)

    def _read_indicators(self, framework: Strict | None, document: Document | None) -> Indicators:
        if not isinstance(framework, FrameworkFile) or not framework.indicators or document is None:
            return {}
        from pipeline.source.indicator_table import read_indicators

        path = self._inside(framework.indicators, document.locate((INDICATORS,)))
        if isinstance(path, Problem):
            self.problems.append(path)
            return {}
        decoded = decode(self._named(path), self.files[path])
        self.problems.extend(decoded.problems)
        if decoded.text is None or decoded.problems:
            return {}
        indicators, problems = read_indicators(self._named(path), decoded.text, framework)
        self.problems.extend(problems)
        return indicators

    def _answers(self) -> Collection[str]:
        """The CSV files with answers of persons, which are counted and not printed."""
        texts = [data for path, data in self.files.items() if path.endswith(".md") and _COUNTED in data]
        if not texts:
            return ()
        from pipeline.source.survey_files import asked_columns

        return asked_columns(texts).keys()

    def _csv_digest(self) -> str:
        """The digest of the content of all CSV files."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            if path.lower().endswith(".csv"):
                digest.update(f"{path}\0{len(self.files[path])}\0".encode() + self.files[path])
        return digest.hexdigest()

    def _read_images(self, blocks: list[Block]) -> dict[str, Image]:
        images: dict[str, Image] = {}
        for written, place in pictures_in(blocks):
            if written in images:
                continue
            path = self._inside(written, place)
            image = (
                path if isinstance(path, Problem) else read_image(self._named(path), self.files[path], place)
            )
            if isinstance(image, Problem):
                self.problems.append(image)
                continue
            images[written] = image
        return images
