"""`check --fix`: what rules are sure of is put right in the source, each passage by itself, and the plan is read again: nothing but
those words may have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.documents.registry import contents_of
from pipeline.frozen import dataclass
from pipeline.passages.files import Files
from pipeline.passages.model import Passage
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem
from pipeline.splicing.mapped import Refused
from pipeline.splicing.splice import splice
from pipeline.splicing.wish import Wish
from pipeline.wording.find import Finding
from pipeline.wording.rule import Level, mended
from pipeline.wording.shown import Line, place_of, words_of, written_lines
from pipeline.wording.texts import Text
from pipeline.workflows.accepted import pandoc_read
from pipeline.workflows.prepare import Prepared, Tell, prepare, prepare_files
from pipeline.workflows.wording import findings_of, profile_of, texts_of
from pipeline.workspace.changed_source import change_source, difference
from pipeline.workspace.kept import recall
from pipeline.workspace.project import Project

# In build/: the files as they were before each run.
KEPT = "fixed"


@dataclass(frozen=True)
class Mending:
    """One passage that is put right: its text before and after, and what was found in it."""

    text: Text
    after: str
    found: tuple[Finding, ...]


@dataclass(frozen=True)
class Mended:
    """What was put right, the files that this changes as they were and as they would be, and what has to be done by hand, each
    with the reason."""

    done: tuple[Mending, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    left: tuple[Problem, ...] = ()

    @property
    def difference(self) -> Iterator[str]:
        """The lines that change."""
        return difference(self.before, self.after)

    @property
    def count(self) -> int:
        """How many places are put right."""
        return sum(len(each.found) for each in self.done)


def mend(project: Project, tell: Tell) -> Mended:
    """What is sure, put right as far as that can be proved; nothing is written. Raises PlanErrors where the plan or wording.yaml can't be
    read, and MachineError."""
    prepared = prepare(project, tell)
    folder = project.source_called
    profile = profile_of(prepared, folder)
    tell("表記を調べています")
    contents = [make(prepared.resolved) for make in contents_of(prepared.documents).values()]
    wanted = _mendings(findings_of(texts_of(prepared, contents, folder, profile), profile))
    tell("直した原稿を確かめています")
    return _Run(project, prepared).mended(wanted)


def write(project: Project, mended: Mended) -> Path | None:
    """Put what was put right into plan_source/; the folder with the files as they were. Raises MachineError, also where one has changed
    since it was read."""
    now = project.read_source()
    if any(now.get(name) != data for name, data in mended.before.items()):
        raise MachineError(
            Code.SOURCE_CHANGING,
            f"{project.source} のファイルが、確かめている間に変わりました",
            "保存が終わってから、もう一度実行してください。何も直していません",
        )
    return change_source(project, KEPT, mended.before, mended.after)


def _mendings(findings: Iterable[Finding]) -> list[Mending]:
    """What is sure, by passages, the last of a file first: what is put in moves nothing that comes before it. Of findings that overlap
    the first counts; the next run sees the other."""
    by_text: dict[int, list[Finding]] = {}
    for each in findings:
        if each.rule.level is Level.SURE and each.found.right:
            by_text.setdefault(id(each.text), []).append(each)
    found = [Mending(own[0].text, *_put_right(own)) for own in by_text.values()]
    return sorted(found, key=lambda each: (each.text.origin.file, each.text.origin.line), reverse=True)


def _put_right(own: Sequence[Finding]) -> tuple[str, tuple[Finding, ...]]:
    kept: list[Finding] = []
    for each in sorted(own, key=lambda each: (each.found.start, -each.found.end)):
        if not kept or kept[-1].found.end <= each.found.start:
            kept.append(each)
    return mended(own[0].text.text, [each.found for each in kept]), tuple(kept)


@dataclass
class _Run:
    """One run over a plan as it was read."""

    project: Project
    prepared: Prepared

    def mended(self, wanted: Sequence[Mending]) -> Mended:
        """All that can be put right: together, or where the plan then says something else, one by one without what makes it so."""
        source, done, left = self._spliced(dict(self.prepared.source), wanted)
        if done and self._wrong(source, done):
            source, done = dict(self.prepared.source), []
            for each in wanted:
                changed, one, _ = self._spliced(dict(source), [each])
                reason = self._wrong(changed, [*done, *one]) if one else ""
                if reason:
                    left.append(self._by_hand(each, reason))
                elif one:
                    source, done = changed, [*done, *one]
        before = {name: data for name, data in self.prepared.source.items() if source[name] != data}
        after = {name: source[name] for name in before}
        return Mended(tuple(done), before, after, tuple(sorted(left, key=lambda each: each.location)))

    def _spliced(
        self, source: dict[str, bytes], wanted: Iterable[Mending]
    ) -> tuple[dict[str, bytes], list[Mending], list[Problem]]:
        done, left = [], []
        for each in wanted:
            name = each.text.origin.file
            try:
                source[name] = splice(name, source[name], _wish(each), pandoc_read)
            except Refused as refused:
                left.append(self._by_hand(each, str(refused)))
            else:
                done.append(each)
        return source, done, left

    def _by_hand(self, mending: Mending, reason: str) -> Problem:
        first, origin = mending.found[0], mending.text.origin
        return Problem(
            Location(f"{self.project.source_called}/{origin.file}", origin.line, origin.column),
            first.rule.code,
            f"自動では直せません: {first.rule.message(first.found)}",
            reason if "手で" in reason else f"{reason}。手で直してください",
            warning=True,
        )

    def _wrong(self, source: Mapping[str, bytes], done: Sequence[Mending]) -> str:
        """Why a source is not the one that was read with those words alone put right; nothing where it is."""
        try:
            now = self._printed(source)
        except PlanErrors as errors:
            first = errors.problems[0]
            return f"直すと、原稿に問題が出ます（{first.location} {first.message}）"
        before = self._before
        if [each.what for each in before] != [each.what for each in now]:
            return "直すと、文書の組み立てが変わります"
        changes = [Change.of(each) for each in done]
        for old, new in zip(before, now, strict=True):
            if new.words not in (old.words, _as_changed(old, changes)):
                return f"直すと、ほかの文章も変わります（{new.words[:20]}）"
        return ""

    @cached_property
    def _before(self) -> list[Line]:
        return self._lines(self.prepared)

    def _printed(self, source: Mapping[str, bytes]) -> list[Line]:
        """The passages of all documents, made of a source."""
        files = replace(self.prepared.files, source=source)
        memory = recall(self.project)
        folder = self.project.source_called
        return self._lines(prepare_files(files, folder, memory, stage=self.project.stage))

    def _lines(self, prepared: Prepared) -> list[Line]:
        contents = (make(prepared.resolved) for make in contents_of(prepared.documents).values())
        return [
            *written_lines(contents, prepared.resolved, Files(prepared.source, self.project.source_called))
        ]


class Change(NamedTuple):
    """What is put right: where it is written, and its words before and after."""

    place: tuple[str, str | int]
    before: str
    after: str

    @classmethod
    def of(cls, mending: Mending) -> Change:
        """That of a passage."""
        text = mending.text
        return cls(place_of(text.origin), words_of(text), words_of(text, mending.after))


def _as_changed(line: Line, changes: Sequence[Change]) -> str:
    """A passage once those are as they are now. What documents make of values (a number and a title) changes with these; what stands in a
    line of a text only where that was meant, and what is somebody else's never."""
    in_a_line = isinstance(line.place[1], int) and line.place[1] > 0
    own = [each for each in changes if not line.quoted and (each.place == line.place or not in_a_line)]
    words = line.words
    for each in sorted(own, key=lambda each: len(each.before), reverse=True):
        if line.words == each.before:
            return each.after
        words = words.replace(each.before, each.after)
    return words


def _wish(mending: Mending) -> Wish:
    text = mending.text
    target = Passage(0, text.text, text.kind, text.origin, "", text.id, text.key).target
    return Wish(text.origin.file, text.origin.line, target, text.text, mending.after, sure=True)
