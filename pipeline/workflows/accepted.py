"""Entries of review.yaml go into the source, one by one, and all of the plan is read again to see what came of it."""

from __future__ import annotations

import re
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
from pipeline.splicing.splice import move, splice
from pipeline.splicing.wish import ROW, Wish
from pipeline.splicing.words import PARAGRAPH_END, tidied
from pipeline.system import pandoc
from pipeline.workflows.prepare import Prepared, prepare_files
from pipeline.workspace.kept import recall
from pipeline.workspace.project import Files, Project
from pipeline.workspace.sent import Sent, find_sent

_ROW_PLACE, _CELLS = "（行）", "｜"
# Of what no move is surely made.
_UNSURE = ("（欄）", "（列）", "（表）")


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
    others: Sequence[Entry]  # that are put in, or were
    known: dict[str, Sent | None] = field(default_factory=dict)

    def outcome(self, entry: Entry) -> Outcome:
        """Put an entry into the source, or say why not."""
        try:
            changed = self._moved(entry) if entry.kind is Kind.MOVE else self._spliced(entry)
        except MovedOn as moved:
            return Outcome(entry, f"反映できません：{moved}", moved.now)
        except Refused as refused:
            return Outcome(entry, f"反映できません：{refused}")
        self.source.update(changed)
        return Outcome(entry, DONE)

    def _spliced(self, entry: Entry) -> Mapping[str, bytes]:
        _refuse_by_kind(entry)
        wish = self._wish(entry, *self._place(entry))
        name = wish.file
        try:
            return {name: splice(name, self.source[name], wish, pandoc_read)}
        except Refused:
            if entry.before and entry.after and self._is_there(entry):
                return {}  # a former run put it in, and was ended before it could say so
            raise

    def _moved(self, entry: Entry) -> Mapping[str, bytes]:
        wish = self._wish(entry, *self._place(entry))
        goal = Goal.of(entry)
        _refuse_move(entry, goal, self.others)
        sent = self._sent(entry.sent)
        if sent is None or not all(each in sent.files.source for each in (wish.file, goal.file)):
            raise Refused("送った版の控えがなく、移す先を決められません。手で移してください")
        if goal.file not in self.source:
            raise Refused(f"原稿の {goal.file} がありません")
        files = dict(self.source)
        words = wish.before
        if not is_row(entry) and tidied(wish.before) != tidied(wish.after):
            files[wish.file] = splice(wish.file, files[wish.file], wish, pandoc_read)
            words = tidied(wish.after)
        elif is_row(entry) and wish.before != wish.after:
            raise Refused("移した行の言葉も変わっています。手で移してください")
        then, now = (decode(goal.file, each[goal.file]).text or "" for each in (sent.files.source, files))
        line, sure = line_now(then, now, goal.line - 1)
        if not sure:
            raise Refused("移す先の文章が、送った後に原稿で変わりました。手で移してください")
        if words != wish.before:
            place, sure = line_now(
                wish.sent or "", decode(wish.file, files[wish.file]).text or "", wish.sent_line - 1
            )
            wish = replace(wish, line=place + 1, before=words, after=words, sure=sure)
        return move(files, wish, (goal.file, line + 1), pandoc_read)

    def _place(self, entry: Entry) -> tuple[str, int]:
        """The file and the line that an entry names."""
        name, _, line = entry.source.rpartition(":")
        if not line.isdecimal():
            name, line = entry.source, "0"
        if name not in self.source:
            raise Refused(f"原稿の {name} がありません" if name else "原稿のどこに書かれたものか分かりません")
        return name, int(line)

    def _wish(self, entry: Entry, name: str, line: int) -> Wish:
        before, after, target = entry.before, entry.after, entry.target
        if is_row(entry):
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
        case Kind.CHANGE | Kind.ADDITION | Kind.DELETION | Kind.MOVE:
            pass


@dataclass(frozen=True)
class Goal:
    """Where something moves: behind the passage of a line of what was sent, `number` lines behind it."""

    file: str
    line: int
    number: int

    @classmethod
    def of(cls, entry: Entry) -> Goal:
        """The goal that an entry's target says (→chapters/02.md:31; →chapters/02.md:31+2). Raises Refused."""
        found = re.fullmatch(r"→(.+):(\d+)(?:\+(\d+))?", entry.target)
        if not found:
            raise Refused("移す先が、原稿の文章の次ではありません。手で移してください")
        return cls(found[1], int(found[2]), int(found[3] or 1))


def _refuse_move(entry: Entry, goal: Goal, others: Sequence[Entry]) -> None:
    """Raises Refused where a move can't be made surely, whatever the source says."""
    if unsure := next((each for each in _UNSURE if each in entry.place), ""):
        raise Refused(f"{unsure.strip('（）')}の移動は、手で直してください")
    behind = f"{goal.file}:{goal.line}"
    for each in others:
        there = each.target.partition("+")[0] == f"→{behind}" and each.is_done
        if there or (each.kind is Kind.ADDITION and each.origin == behind):
            raise Refused(f"同じ所に入る文章（{each.id}）があり、順を決められません。手で移してください")


def is_row(entry: Entry) -> bool:
    """Whether an entry is about a row of a table."""
    return entry.place.partition("　→")[0].endswith(_ROW_PLACE)


def _document(entry: Entry, maps: Mapping[str, DocumentMap]) -> str:
    """The document that shows what an entry is about: of a workbook's values that is the plan."""
    return entry.document if entry.document in maps else PLAN.name


def _not_printed(entry: Entry, before: Mapping[str, DocumentMap], now: Mapping[str, DocumentMap]) -> str:
    """What an entry wants and its document does not print; nothing where it does, or where numbers may have changed since."""
    document = _document(entry, now)
    if not entry.after or is_row(entry):
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
