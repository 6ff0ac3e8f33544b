"""Entries of review.yaml go into the source, one by one, and all of the plan is read again to see what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from pipeline.documents.registry import contents_of
from pipeline.frozen import dataclass
from pipeline.model.documents import PLAN
from pipeline.passages.model import DocumentMap
from pipeline.passages.origins import map_document
from pipeline.problems import PlanErrors
from pipeline.review.model import DONE, WORKBOOK, Entry, Kind
from pipeline.source.text import decode
from pipeline.splicing.mapped import Refused
from pipeline.splicing.merging import MovedOn, line_now
from pipeline.splicing.splice import splice
from pipeline.splicing.wish import ROW, Wish
from pipeline.splicing.words import PARAGRAPH_END, tidied
from pipeline.system import pandoc
from pipeline.workflows.prepare import Prepared, prepare_files
from pipeline.workspace.kept import recall
from pipeline.workspace.project import Files, Project
from pipeline.workspace.sent import Sent, find_sent

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


@dataclass
class Run:
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
