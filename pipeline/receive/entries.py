"""Edits and comments of a returned file as entries of review.yaml, each with the place in the source where it would go."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.frozen import dataclass
from pipeline.passages.model import Kind as PassageKind
from pipeline.passages.model import Passage
from pipeline.receive.alike import has_moved_on, plain, same
from pipeline.receive.edits import Edit, Edits, Extent, What
from pipeline.receive.returned import PICTURE, Comment, Returned
from pipeline.receive.sections import with_whole_sections
from pipeline.receive.told import date_text, looks_text, short, thread_text
from pipeline.receive.written import Now, SentLine
from pipeline.review.model import DONE, Entry, Kind

_KINDS = {
    What.CHANGED: Kind.CHANGE,
    What.ADDED: Kind.ADDITION,
    What.DELETED: Kind.DELETION,
    What.MOVED: Kind.MOVE,
}
_TEMPLATE = "テンプレートの言葉です。templates/ のWord文書で直してください"
_NUMBERS = "番号や参照の表示です。プログラムが付けるので、見出しや表の順、参照先を原稿で直してください"
_MOST_RESULTS = 20
_GONE = "この文章は、送った後に原稿からなくなりました"
_UNTRACKED = "（履歴なし）"
_COLUMNS = "表の列は、原稿の表か、テンプレートで直してください"
_SECTION = "見出しと、その下の全てです。ほかの所の番号や参照も変わるので、原稿を人が消してください"
_FIRST = "文書の初めに加えられています。入れる所を決めてください"


@dataclass(frozen=True)
class Return:
    """A file that came back: who sent it (by what the office calls them), its name, and which version of what it is."""

    department: str
    file: str
    version: str
    document: str


def make_entries(
    arrival: Return, returned: Returned, edits: Edits, lines: Sequence[SentLine], now: Now
) -> list[Entry]:
    """The entries of a file, numbered from 1 by its department, in the order of what was sent."""
    maker = _Maker(arrival, returned, edits, lines, now)
    found = sorted(maker.entries(), key=lambda each: each[0])
    prefix = arrival.department or re.sub(r"\.[^.]*$", "", arrival.file)
    return [replace(entry, id=f"{_id_of(prefix)}-{number:03}") for number, (_, entry) in enumerate(found, 1)]


def _id_of(name: str) -> str:
    """A name as the beginning of an id that can be typed after IDS=."""
    return re.sub(r"[\s,、，=:：#/\\\"']+", "_", unicodedata.normalize("NFC", name)).strip("_") or "受領"


def edited_results(edits: Edits) -> list[tuple[int, str]]:
    """Results of fields that somebody typed over; none where there are so many that a program computed all of them anew."""
    return list(edits.fields.items()) if len(edits.fields) <= _MOST_RESULTS else []


@dataclass(frozen=True)
class _Maker:
    arrival: Return
    returned: Returned
    edits: Edits
    lines: Sequence[SentLine]
    now: Now

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Each with the number of the line that it is about."""
        threads = self._threads()
        told: dict[int, int] = defaultdict(int)
        edits = with_whole_sections(self.edits.edits, self.lines)
        for edit in edits:
            for line in edit.lines:
                told[line] += 1
        marked = {self._titled(at): words for at, words in self.edits.marked.items()}
        for edit in edits:
            at = edit.lines[0] if edit.lines else -1
            comments = [
                threads.pop(line)
                for line in edit.lines
                if line in threads and told[line] == 1 and edit.what is not What.ADDED
            ]
            words = marked.pop(at, ()) if edit.what is What.CHANGED and told[at] == 1 else ()
            threads_of = [thread_text(each) for group in comments for each in group]
            yield at, self._of_edit(edit, [*threads_of, *([looks_text(words)] if words else [])])
        for at, group in threads.items():
            for thread in group:
                yield at, self._of_comment(at, thread)
        for at, after in edited_results(self.edits):
            yield at, self._entry(at, Kind.CHANGE, before=self._text(at), after=after, note=_NUMBERS)
        for at, words in marked.items():
            yield at, self._entry(at, Kind.COMMENT, before=self._text(at), comment=looks_text(words))
        yield from ((-1, each) for each in self._of_running())

    # Edits

    def _of_edit(self, edit: Edit, comments: Sequence[str]) -> Entry:
        at = edit.lines[0] if edit.lines else -1
        kind = _KINDS[edit.what]
        result, current, gone = self._today(edit)
        authors = [*edit.who.authors, *([_UNTRACKED] if edit.untracked else [])]
        return self._entry(
            at,
            kind,
            before=edit.before.strip(),
            after=edit.after.strip(),
            comment="\n\n".join(comments),
            note="。".join(filter(None, (self._note(edit), gone))),
            now=current,
            result=result,
            who=("、".join(authors), edit.who.date),
            target=self._goal(edit) or self._as_paragraph(edit),
            place=self._move(edit),
            extent=edit.extent,
        )

    def _move(self, edit: Edit) -> str:
        """From where to where something moved, for the reader."""
        if edit.what is not What.MOVED:
            return ""
        behind = f"「{short(self._text(edit.behind))}」の次" if edit.behind is not None else "文書の初め"
        return f"{self._place(edit.lines[0], edit.extent)}　→{behind}"

    def _goal(self, edit: Edit) -> str:
        """Where something moved goes: the place in what was sent of the passage behind which it stands now; +2 where another line
        stands between."""
        if edit.what is not What.MOVED or edit.behind is None:
            return ""
        passage = self.lines[edit.behind].passage
        number = f"+{edit.distance}" if edit.distance > 1 else ""
        return f"→{passage.origin}{number}" if passage and passage.origin else ""

    def _as_paragraph(self, edit: Edit) -> str:
        """What was added behind an item of a list and looks as paragraphs do, and no item does, is a paragraph."""
        passage = self._passage(edit.lines[0]) if edit.lines else None
        if edit.what is not What.ADDED or edit.extent is not Extent.TEXT or not passage:
            return ""
        in_text = passage.origin is not None and passage.origin.file.endswith(".md")
        if passage.kind is not PassageKind.ITEM or not in_text:
            return ""
        styles: dict[PassageKind, set[str]] = defaultdict(set)
        for line in self.lines:
            if line.passage:
                styles[line.passage.kind].add(line.place.line.style)
        looks = edit.style in styles[PassageKind.PARAGRAPH] and edit.style not in styles[PassageKind.ITEM]
        return f"{passage.id}/段落" if looks else ""

    def _today(self, edit: Edit) -> tuple[str, str, str]:
        """What the source says now of what was edited: the result if it is as it was wanted, its text if it moved on, and
        what else is to be known."""
        if edit.what is What.ADDED:
            return self._added_already(edit), "", ""
        texts: list[str] = []
        moved_on = gone = False
        for line in edit.lines:
            if line not in self.now.passages:
                return "", "", ""
            passage = self.now.passages[line]
            gone |= passage is None
            moved_on |= passage is not None and has_moved_on(passage.text, self.lines[line].text)
            texts += [passage.text] if passage else []
        current = "\n\n".join(texts)
        if edit.what is What.DELETED:
            done = not texts
        else:
            done = edit.what is What.CHANGED and same(current, edit.after)
        if done:
            return DONE, "", ""
        return "", current if moved_on or (gone and texts) else "", _GONE if gone else ""

    def _added_already(self, edit: Edit) -> str:
        said = {plain(each.text) for each in self.now.passages.values() if each}
        return DONE if edit.extent is Extent.TEXT and plain(edit.after) in said else ""

    def _note(self, edit: Edit) -> str:
        """What makes that this can't be put in as it stands."""
        if not edit.lines:
            return _FIRST
        passage = self._passage(edit.lines[0])
        if passage is None:
            return _TEMPLATE if edit.what is not What.ADDED else ""
        if edit.extent is Extent.SECTION:
            return _SECTION
        if edit.extent is Extent.COLUMN:
            return _COLUMNS
        if passage.made:
            place = f"（{passage.origin}）" if passage.origin else ""
            return f"{passage.made}なので、元の所{place}で直してください"
        return ""

    # Comments

    def _threads(self) -> dict[int, list[list[Comment]]]:
        """Comments with their answers, by the line that they are about."""
        threads: dict[str, list[Comment]] = {}
        root: dict[str, str] = {}
        for comment in self.returned.comments:
            first = root.get(comment.answers, comment.answers) if comment.answers in root else comment.id
            root[comment.id] = first
            threads.setdefault(first, []).append(comment)
        found: dict[int, list[list[Comment]]] = defaultdict(list)
        for thread in threads.values():
            paragraph = thread[0].paragraph
            at = self.edits.line_of.get(paragraph, -1) if paragraph is not None else -1
            found[at].append(thread)
        return found

    def _of_comment(self, at: int, thread: Sequence[Comment]) -> Entry:
        first = thread[0]
        passage = self.now.passages.get(at)
        moved_on = passage is not None and has_moved_on(passage.text, self._text(at))
        return self._entry(
            at,
            Kind.COMMENT,
            before=self._text(at),
            comment=thread_text(thread),
            now=passage.text if moved_on and passage else "",
            who=(first.author, first.date),
        )

    # Headers and footers

    def _of_running(self) -> Iterator[Entry]:
        """What headers and footers say that they did not: those of the template, which single documents don't have."""
        for text in sorted(self.edits.running):
            yield self._entry(
                -1, Kind.ADDITION, after=text, note=f"ヘッダー・フッターの言葉です。{_TEMPLATE}"
            )

    # Entries

    def _entry(
        self,
        at: int,
        kind: Kind,
        *,
        before: str = "",
        after: str = "",
        comment: str = "",
        note: str = "",
        now: str = "",
        result: str = "",
        who: tuple[str, str] = ("", ""),
        target: str = "",
        place: str = "",
        extent: Extent = Extent.TEXT,
    ) -> Entry:
        passage = self._passage(at)
        origin = passage.origin if passage else None
        then = self.lines[at].passage if at >= 0 else None
        return Entry(
            id="",
            department=self.arrival.department,
            received=self.arrival.file,
            sent=self.arrival.version,
            document=self.arrival.document,
            place=place or self._place(at, extent),
            kind=kind,
            page=self.lines[at].page if at >= 0 else "",
            source=str(origin) if origin else "",
            target=target or self._target(passage, extent),
            author=who[0],
            date=date_text(who[1]),
            before=before,
            after=after,
            comment=comment,
            now=now,
            note=note,
            result=result,
            origin=str(then.origin) if then and then.origin else "",
        )

    def _target(self, passage: Passage | None, extent: Extent) -> str:
        """The id and the key of a passage; a row is no cell."""
        if passage is None:
            return ""
        if extent in (Extent.ROW, Extent.COLUMN, Extent.TABLE, Extent.SECTION):
            return f"{passage.id}/{extent.value.strip('（）')}"
        return passage.target

    def _passage(self, at: int) -> Passage | None:
        """The passage of a line: as it is today, else as it was sent."""
        if at < 0:
            return None
        return self.now.passages.get(at) or self.lines[at].passage

    def _titled(self, at: int) -> int:
        """The line by which something is called: of a picture, its title under it or over it."""
        if self.lines[at].text.strip(PICTURE):
            return at
        near = (each for each in (at + 1, at - 1) if 0 <= each < len(self.lines))
        return next((each for each in near if self._is_caption(each)), at)

    def _is_caption(self, at: int) -> bool:
        passage = self.lines[at].passage
        return passage is not None and passage.kind is PassageKind.CAPTION

    def _text(self, at: int) -> str:
        return self.lines[at].text if at >= 0 else ""

    def _place(self, at: int, extent: Extent) -> str:
        """Where it stands, for the reader: section, table, row, field."""
        if at < 0:
            return "（文書の初め）"
        line = self.lines[at]
        sent = line.passage
        if sent is None:
            return f"（テンプレート）{short(line.text)}"
        parts = [sent.section]
        if line.place.row:
            names = (line.row, line.head if not extent.value else "")
            parts += [line.caption, *(each for each in names if each not in (line.text, sent.key))]
        parts.append(sent.key if sent.key not in ("id", "題") else "")
        parts.append(sent.kind.value if sent.is_note else "")
        return "　".join(dict.fromkeys(filter(None, map(short, parts)))) + extent.value
