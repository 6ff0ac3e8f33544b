"""`make accept`: what the office takes of review.yaml goes into the source, each entry whole or not at all, and review.yaml says
what became of each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.documents.registry import contents_of
from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model.documents import PLAN
from pipeline.model.private import REVIEW
from pipeline.passages.model import DocumentMap
from pipeline.passages.origins import map_document
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem, did_you_mean, raise_if_any
from pipeline.review.model import DONE, WORKBOOK, Decision, Entry, Kind, Review
from pipeline.review.read import read_review
from pipeline.review.write import with_values, write_review
from pipeline.source.text import decode
from pipeline.splicing.mapped import Refused
from pipeline.splicing.merging import MovedOn, line_now
from pipeline.splicing.splice import ROW, Wish, splice
from pipeline.splicing.words import PARAGRAPH_END, tidied
from pipeline.system import pandoc
from pipeline.workflows.prepare import Prepared, Tell, prepare, prepare_files
from pipeline.workspace import output
from pipeline.workspace.kept import recall
from pipeline.workspace.project import Files, Project
from pipeline.workspace.sent import Sent, find_sent

# In build/: the files as they were before each run.
KEPT = "accepted"
_ROW_PLACE, _CELLS = "（行）", "｜"


@dataclass(frozen=True)
class Outcome:
    """What became of an entry; `now` is what the source says where it moved on."""

    entry: Entry
    result: str
    now: str = ""

    @property
    def is_done(self) -> bool:
        return self.result.startswith(DONE)


@dataclass(frozen=True)
class Accepted:
    """The outcomes of a run; the files of plan_source/ that it changes, as they were and as they are; and the folder with the former."""

    outcomes: tuple[Outcome, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    kept: Path | None = None

    @property
    def difference(self) -> Iterator[str]:
        """The lines that changed, file by file, as `diff -u` shows them."""
        for name, data in self.after.items():
            old, new = (
                each.decode("utf-8-sig", "replace").splitlines() for each in (self.before[name], data)
            )
            yield from difflib.unified_diff(old, new, name, name, lineterm="", n=1)


def accept(project: Project, ids: Sequence[str], dry_run: bool, tell: Tell) -> Accepted:
    """Put the entries with these ids, or all that are marked 採る, into the source as far as that can be done surely.

    A `dry_run` writes nothing. Raises PlanErrors where review.yaml or the plan can't be read, and MachineError; nothing
    is changed then.
    """
    called = f"{project.source_called}/{REVIEW}"
    review = _read(project, called)
    chosen = _chosen(review, ids, called)
    prepared = prepare(project, tell)
    tell("修正を原稿に入れています")
    run = _Run(project, prepared, dict(prepared.source))
    outcomes = [run.outcome(each) for each in _in_order(chosen)]
    tell("直した原稿を確かめています")
    outcomes = run.checked(outcomes)
    order = {each.id: at for at, each in enumerate(chosen)}
    outcomes.sort(key=lambda each: order[each.entry.id])
    before = {
        name: prepared.source[name] for name, data in run.source.items() if data != prepared.source[name]
    }
    after = {name: run.source[name] for name in before}
    accepted = Accepted(tuple(outcomes), before, after)
    if dry_run or not outcomes:
        return accepted
    return replace(accepted, kept=_write(project, review, accepted))


def _read(project: Project, called: str) -> Review:
    path = project.source / REVIEW
    try:
        return read_review(path.read_bytes(), called)
    except FileNotFoundError:
        raise MachineError(
            Code.REVIEW_MISSING,
            f"{called} がありません",
            f"返ってきたWordは {command('receive', file='戻り.docx')}、Excelは {command('collect', folder='戻り')} で読み取ると、受領した修正の一覧ができます",
        ) from None


def _chosen(review: Review, ids: Sequence[str], called: str) -> list[Entry]:
    known = {each.id: each for each in review.entries}
    raise_if_any(
        Problem(
            Location(called),
            Code.REVIEW_UNKNOWN,
            f"「{each}」という修正はありません",
            did_you_mean(each, known) or "review.yaml の id を書いてください（例: IDS=福祉課-001）",
        )
        for each in ids
        if each not in known
    )
    wanted = [known[each] for each in ids] or [
        each for each in review.entries if each.decision is Decision.TAKEN
    ]
    return [each for each in wanted if not each.is_done]


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Words first, then what goes, then what comes: of several things behind one passage the last is put in first, so that they stand
    in their order. What is noted may be no value at all, and keep all behind it from being read: it comes last."""
    first = [each for each in entries if each.kind is not Kind.ADDITION and each.after]
    gone = [each for each in entries if each.kind is not Kind.ADDITION and not each.after]
    new = [each for each in entries if each.kind is Kind.ADDITION]
    # Those of lists have numbers of their own.
    listed = [each for each in new if each.target.rpartition("/")[2].isdecimal()]
    behind = [each for each in new if each not in listed]
    return sorted([*first, *gone, *listed, *reversed(behind)], key=lambda each: bool(each.note))


@dataclass
class _Run:
    """One run: the source as it becomes, entry by entry."""

    project: Project
    prepared: Prepared
    source: dict[str, bytes]
    known: dict[str, Sent | None] = field(default_factory=dict)

    def outcome(self, entry: Entry) -> Outcome:
        """Put an entry into the source, or say why not."""
        try:
            name, data = self._spliced(entry)
        except MovedOn as moved:
            return Outcome(entry, f"反映できません：{moved}", moved.now)
        except Refused as refused:
            return Outcome(entry, f"反映できません：{refused}")
        self.source[name] = data
        return Outcome(entry, DONE)

    def _spliced(self, entry: Entry) -> tuple[str, bytes]:
        name, _, line = entry.source.rpartition(":")
        if not line.isdecimal():
            name, line = entry.source, "0"
        _refuse_by_kind(entry)
        if name not in self.source:
            raise Refused(f"原稿の {name} がありません" if name else "原稿のどこに書かれたものか分かりません")
        wish = self._wish(entry, name, int(line))
        try:
            return name, splice(name, self.source[name], wish, pandoc_read)
        except Refused:
            if entry.before and entry.after and self._is_there(entry):
                return name, self.source[name]  # a former run put it in, and was ended before it could say so
            raise

    def _wish(self, entry: Entry, name: str, line: int) -> Wish:
        before, after, target = entry.before, entry.after, entry.target
        if entry.place.endswith(_ROW_PLACE):
            before, after = (each.replace(_CELLS, "\t") for each in (before, after))
            target = f"{target.partition('/')[0]}/{ROW}"  # as those of a workbook say it otherwise
        sent = self._sent(entry.sent) if entry.document != WORKBOOK else None
        then = decode(name, sent.files.source[name]).text if sent and name in sent.files.source else None
        now = decode(name, self.source[name]).text or ""
        origin, _, sent_line = entry.origin.rpartition(":")
        if origin != name or not sent_line.isdecimal():
            sent_line = str(line) if then == now else ""
        if then is None or not sent_line:
            return Wish(name, line, target, before, after)
        place, sure = line_now(then, now, int(sent_line) - 1)
        return Wish(name, place + 1, target, before, after, sure, then, int(sent_line))

    def _sent(self, mark: str) -> Sent | None:
        if mark not in self.known:
            self.known[mark] = find_sent(self.project, mark)
        return self.known[mark]

    def _is_there(self, entry: Entry) -> bool:
        """Whether the document prints already what is wanted, and no more what was there before."""
        passages = self._before[_document(entry, self._before)].passages
        shown = {tidied(each.text) for each in passages}
        before, after = (tidied(each).split(PARAGRAPH_END) for each in (entry.before, entry.after))
        return shown.issuperset(after) and not shown.issuperset(before)

    @cached_property
    def _before(self) -> Mapping[str, DocumentMap]:
        return self._printed(self.prepared.source)

    # What came of it

    def checked(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes, once all of the plan was read again with what was put in: where that makes problems, or where a document does not
        print it, entries are put in anew, one by one, without those."""
        if self.source == self.prepared.source:
            return outcomes
        if not self._wrong(self.source, outcomes):
            return outcomes
        done = [each for each in outcomes if each.is_done]
        others = [each for each in outcomes if not each.is_done]
        self.source = dict(self.prepared.source)
        for each in done:
            earlier = dict(self.source)
            again = self.outcome(each.entry)
            reason = self._wrong(self.source, [again]) if again.is_done else ""
            if reason:
                self.source = earlier
                again = Outcome(each.entry, f"反映できません：{reason}")
            others.append(again)
        return others

    def _wrong(self, source: Mapping[str, bytes], outcomes: Iterable[Outcome]) -> str:
        """Why a source can't be what is wanted; nothing where it is."""
        try:
            now = self._printed(source)
        except PlanErrors as errors:
            first = errors.problems[0]
            return f"直すと、原稿に問題が出ます（{first.location} {first.message}）"
        for each in outcomes:
            if each.is_done and (lost := _not_printed(each.entry, self._before, now)):
                return f"直しても、「{lost[:20]}」が文書に出ません"
        return ""

    def _printed(self, source: Mapping[str, bytes]) -> Mapping[str, DocumentMap]:
        files: Files = replace(self.prepared.files, source=source)
        prepared = prepare_files(files, self.project.source_called, recall(self.project))
        return {
            name: map_document(make(prepared.resolved), prepared.resolved, source, self.project.source_called)
            for name, make in contents_of(prepared.documents).items()
        }


def pandoc_read(texts: Sequence[str]) -> list[dict[str, Any] | None]:
    """What `pandoc.read` gives, looked up when it is asked."""
    return list(pandoc.read(texts))


def _refuse_by_kind(entry: Entry) -> None:
    match entry.kind:
        case Kind.COMMENT:
            raise Refused("コメントは、読んで人が直してください")
        case Kind.NEW_ITEM:
            raise Refused("新しい項目は、idと置く所を決めて、人が原稿に書いてください")
        case Kind.MOVE:
            raise Refused("移す文章は、前後を見て、人が移してください")
        case Kind.CHANGE | Kind.ADDITION | Kind.DELETION:
            pass


def _document(entry: Entry, maps: Mapping[str, DocumentMap]) -> str:
    """The document that shows what an entry is about: of a workbook's values that is the plan."""
    return entry.document if entry.document in maps else PLAN.name


def _not_printed(entry: Entry, before: Mapping[str, DocumentMap], now: Mapping[str, DocumentMap]) -> str:
    """What an entry wants and its document does not print; nothing where it does, or where numbers may have changed since."""
    document = _document(entry, now)
    if not entry.after or entry.place.endswith(_ROW_PLACE):
        return ""
    if (
        entry.document == WORKBOOK and not entry.before
    ):  # a new value may be printed with others, or as a picture
        return ""
    was = {tidied(each.text) for each in before[document].passages}
    parts = entry.before.split(PARAGRAPH_END) if entry.before else []
    if not all(tidied(part) in was for part in parts):
        return ""
    shown = {tidied(each.text) for each in now[document].passages}
    return next((part for part in tidied(entry.after).split(PARAGRAPH_END) if part not in shown), "")


# Written down


def _write(project: Project, review: Review, accepted: Accepted) -> Path | None:
    """The source files, then review.yaml, each folder at once; what they were is kept. The folder with that, if there is any."""
    kept = _keep(project, accepted.before) if accepted.after else None
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in accepted.after.items():
        folder, _, file = name.rpartition("/")
        folders.setdefault(folder, {})[file] = data
    for folder, files in sorted(folders.items()):
        output.put(project.source / folder, files, {})
    values = {
        each.entry.id: {"result": each.result, **({"now": each.now} if each.now else {})}
        for each in accepted.outcomes
        if (each.entry.result, each.entry.now) != (each.result, each.now or each.entry.now)
    }
    project.write_source(REVIEW, write_review(with_values(review, values)))
    return kept


def _keep(project: Project, files: Mapping[str, bytes]) -> Path:
    """A folder of build/ with these files."""
    above = project.output / KEPT
    taken = [int(each.name) for each in above.glob("*") if each.name.isdecimal()] if above.is_dir() else []
    folder = above / f"{max(taken, default=0) + 1:03}"
    for name, data in files.items():
        path = folder / name
        output.put(path.parent, {path.name: data}, {})
    return folder
