"""The report of what moved, as lines that a drafter reads: each thing once, under what caused it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.causes.spoken import places_of
from pipeline.model.inlines import Variant
from pipeline.model.numbers import TargetKind
from pipeline.moved.causes import Event, told
from pipeline.moved.compared import Moved, Why
from pipeline.moved.documents import unexplained
from pipeline.moved.record import Entry, Occurrence, Record
from pipeline.moved.shortened import MANY, Change, Line, in_runs, renumbered
from pipeline.text_diff import differences

_TITLED = (TargetKind.HEADING, TargetKind.TABLE, TargetKind.FIGURE)
UNMOVED = "番号と参照は変わっていません。"
# So many lines of a document that read otherwise are shown, so much of each, and so much of how it begins.
_MOST, _WIDEST, _BEGIN = 5, 140, 18
# What stands before the text in a line of a projection.
_STYLE = re.compile(r"^[#│!^ ]*\[[^\]]*\] *|^[│!^ ]+")


def report(before: Record, after: Record, *, whole: bool = False) -> list[str]:
    """Everything that moved, line by line, or what moved alike in one where that is much; nothing where nothing did."""
    moved = Moved(before, after, whole)
    lines = [
        *_by_cause(moved),
        *_section("題が変わりました", _titles(moved)),
        *_section("idが変わりました", _ids(moved)),
        *_section("別の部に移りました", _other_divisions(moved)),
        *_section("増えました", _come(moved)),
        *_section("なくなりました", _gone(moved)),
        *_section("参照先が変わりました", _retargeted(moved)),
        *_section(
            "参照の書き方が変わりました", (_read(each, moved) for each in moved.references[Why.WRITING])
        ),
        *_section("参照が増えました", (f"{_place(each)}　{each.text}" for each in moved.pairs.come)),
        *_section("参照がなくなりました", _references_gone(moved)),
        *_section("文書が増えました", _documents_only_in(after, before, moved)),
        *_section("文書がなくなりました", _documents_only_in(before, after, moved)),
        *_section("文書の体裁が変わりました", _looks(moved)),
        *_pages(moved),
    ]
    texts = list(_documents(moved))
    if not lines and not texts:
        texts = [f"{_document(name, moved)}の体裁が変わりました" for name in moved.other_documents]
    return [*lines, *texts, *([UNMOVED] if texts and not lines else [])]


def _section(head: str, entries: Iterable[str]) -> Iterator[str]:
    """A head with how many there are, and one line each, or the lines of one together."""
    each_once = list(dict.fromkeys(entries))
    yield from _under(head, len(each_once), each_once)


def _under(head: str, count: int, entries: Iterable[str]) -> Iterator[str]:
    if count:
        yield f"{head}（{count}件）"
        yield from (f"  {line}" for entry in entries for line in entry.split("\n"))


# What has another number, title or id


def _by_cause(moved: Moved) -> Iterator[str]:
    """New numbers and the references that follow them, under what caused them."""
    numbers: defaultdict[tuple[Event, ...], list[Change]] = defaultdict(list)
    references: defaultdict[tuple[Event, ...], list[tuple[Occurrence, Occurrence]]] = defaultdict(list)
    for name, was, now in moved.entries:
        if was.number != now.number:
            numbers[moved.causes.of(name)].append((name, was, now))
    for old, new in moved.references[Why.NUMBER]:
        references[moved.causes.of(new.target)].append((old, new))
    for events, changes in numbers.items():
        follow = references[events]
        counted = [f"番号が{len(changes)}件", *([f"参照が{len(follow)}か所"] if follow else [])]
        yield f"{told(events)}、{'、'.join(counted)}変わりました"
        yield from (f"  {line}" for line in _of_one_cause(changes, follow, moved))


def _of_one_cause(
    changes: Sequence[Change], follow: Sequence[tuple[Occurrence, Occurrence]], moved: Moved
) -> Iterator[str]:
    """Each number and each reference; of many, those that say more than that all went alike."""
    if moved.whole or len(changes) + len(follow) <= MANY:
        yield from (_renumbered(was, now) for _, was, now in changes)
        yield from (f"参照 {_read(each, moved)}" for each in follow)
        return
    yield from renumbered(changes, moved.causes.new, _renumbered)
    edited = [each for each in follow if moved.is_edited(each[0].text, each[1].text)]
    alike = [each for each in follow if each not in edited]
    yield from (f"参照 {_read(each, moved)}" for each in (*edited, *alike[:1]))
    if len(alike) > 1:
        yield f"ほか{len(alike) - 1}か所の参照も、番号だけが変わりました"


def _renumbered(was: Entry, now: Entry) -> str:
    numbers = f"{was.numbered or '（番号なし）'}→{now.numbered or '（番号なし）'}"
    return f"{numbers}　{now.reading}" if now.title else numbers


def _titles(moved: Moved) -> Iterator[str]:
    """New titles, each with the references that show it."""
    for name, was, now in moved.retitled:
        follow = [each for each in moved.references[Why.TITLE] if each[1].target == name]
        lines = [f"{now.numbered}　{was.reading}→{now.reading}".strip("　")]
        yield "\n".join([*lines, *(f"  参照 {_read(each, moved)}" for each in follow)])


def _ids(moved: Moved) -> Iterator[str]:
    for _, was, now in moved.entries:
        if was.id != now.id:
            yield f"{was.id or '（なし）'}→{now.id or '（なし）'}　{now.shown}"


def _other_divisions(moved: Moved) -> Iterator[str]:
    """Chapters that are in another 部 now, where both 部 are in both records."""
    was_in, is_in, new_of = moved.causes.old.division, moved.causes.new.division, moved.pairs.new_of
    for name, was, now in moved.entries:
        before, after = was_in.get(moved.pairs.old_of[name]), is_in.get(name)
        both = before in new_of and after in moved.pairs.old_of
        if before and after and both and new_of[before] != after:
            number = was.numbered if was.numbered == now.numbered else f"{was.numbered}→{now.numbered}"
            divisions = moved.before.entries[before].shown, moved.after.entries[after].shown
            yield f"{number}　{now.title}　{'→'.join(divisions)}".strip("　")


# What has come and gone


def _come(moved: Moved) -> Iterator[str]:
    """The new entries; of those that stand in something new, how many."""
    entries, old_of, tree = moved.after.entries, moved.pairs.old_of, moved.causes.new
    new = [name for name in entries if name not in old_of]
    for name in new:
        if tree.parent[name] not in new:
            within = sum(name in list(tree.above(each))[1:] for each in new)
            yield f"{entries[name].shown}" + (f"（中の見出し、表など{within}件も）" if within else "")


def _gone(moved: Moved) -> Iterator[str]:
    """The entries that are gone, each with all places that spoke of it by a reference, and those that still do by its title."""
    became = {id(old): new for old, new in moved.references[Why.TARGET]}
    titles = {entry.title for entry in moved.after.entries.values() if entry.kind is not TargetKind.NOTE}
    for name, entry in moved.before.entries.items():
        if name not in moved.pairs.new_of:
            spoke = [old for old in moved.before.occurrences if old.target == name]
            lines = [entry.shown, *(f"  {_spoke(old, became.get(id(old)), moved)}" for old in spoke)]
            if entry.title not in titles and entry.kind in _TITLED:
                items = [entry.title] if entry.is_item else []
                still = places_of([entry.title], moved.after.said, titles, items)
                places = sorted({moved.after.place(location, words) for _, location, words in still})
                lines += (f"  まだ題が書かれている所: {each}" for each in places)
            yield "\n".join(lines)


def _spoke(old: Occurrence, now: Occurrence | None, moved: Moved) -> str:
    if now:
        return f"これを指していた所: {_place(now)}　今は{moved.after.entries[now.target].shown}を指しています"
    return f"これを指していた所: {_where(old, moved.before)}　今は参照がありません"


def _retargeted(moved: Moved) -> Iterator[str]:
    """References that point elsewhere now; those to what is gone are told there."""
    for old, new in moved.references[Why.TARGET]:
        if old.target in moved.pairs.new_of:
            was, now = moved.before.entries[old.target], moved.after.entries[new.target]
            yield f"{_place(new)}　{was.shown}→{now.shown}"


def _references_gone(moved: Moved) -> Iterator[str]:
    for old in moved.pairs.gone:
        if old.target in moved.pairs.new_of:
            yield f"{_where(old, moved.before)}　{old.text}"


def _read(both: tuple[Occurrence, Occurrence], moved: Moved) -> str:
    """A reference's place, and what it shows instead; 注 beside a footnote's number."""
    old, new = both
    target = moved.after.entries.get(new.target)
    number = "注" if target and target.kind is TargetKind.NOTE else ""
    return f"{_place(new)}　{number}{old.text}→{number}{new.text}"


def _place(reference: Occurrence) -> str:
    return str(reference.location)


def _where(reference: Occurrence, record: Record) -> str:
    """The former place of a reference that has none any more."""
    around = record.entries.get(reference.around)
    return f"{around.shown if around else reference.around}の「{reference.said}」"


# Pages and documents


def _looks(moved: Moved) -> Iterator[str]:
    for name, look in moved.after.looks.items():
        was = moved.before.looks.get(name, look)
        if was != look:
            yield f"{moved.label(name)}　{was}→{look}"


def _pages(moved: Moved) -> Iterator[str]:
    """Entries that came to stand on another page, and the page references that follow."""
    lines = [*dict.fromkeys(_on_other_pages(moved))]
    whole = moved.whole or len(lines) <= MANY
    shown = (each.text for each in lines) if whole else in_runs(lines, _turned)
    return _under("ページが変わりました", len(lines), shown)


def _on_other_pages(moved: Moved) -> Iterator[Line]:
    before, after, old_of = moved.before.pages, moved.after.pages, moved.pairs.old_of
    for name, _, now in moved.entries:
        was, page = before.get(old_of[name]), after.get(name)
        if was and page and was != page:
            follow = [
                f"  参照 {_place(new)}　{was}→{page}"
                for _, new in moved.references[Why.SAME]
                if new.target == name and new.variant == Variant.PAGE
            ]
            text = "\n".join([f"{now.numbered}　{now.reading}　{was}→{page}".strip("　"), *follow])
            step = int(page) - int(was) if was.isdecimal() and page.isdecimal() else 0
            yield Line(text, step, others=len(follow))


def _turned(between: Sequence[Line]) -> str:
    step, follow = between[0].step, sum(each.others for each in between)
    what = f"{len(between)}件" + (f"と参照{follow}か所" if follow else "")
    return f"（間の{what}も、{abs(step)}ページずつ{'後' if step > 0 else '前'}になりました）"


def _documents(moved: Moved) -> Iterator[str]:
    """The documents that read otherwise beyond all this: how they did, and how they do."""
    for name in moved.other_documents:
        lines = unexplained(moved.before.documents[name], moved.after.documents[name], _explained(moved))
        if lines:
            yield f"{_document(name, moved)}の文章か体裁が変わりました（{len(lines)}行）"
            yield from (f"  {_edited(old, new)}" for old, new in lines[:_MOST])
        if len(lines) > _MOST:
            yield f"  ほか{len(lines) - _MOST}行"


def _document(name: str, moved: Moved) -> str:
    return f"{moved.label(name)}（{name}.docx）"


def _documents_only_in(record: Record, other: Record, moved: Moved) -> Iterator[str]:
    """The documents that one of two records has alone; one without any says nothing of them."""
    if record.documents and other.documents:
        yield from (_document(name, moved) for name in record.documents if name not in other.documents)


def _edited(old: str, new: str) -> str:
    """A line that is gone, has come, or reads otherwise in some phrases."""
    if not (old and new):
        return f"増えた行　{_begin(new)}" if new else f"なくなった行　{_begin(old)}"
    phrases = [
        f"「{''.join(each.before)}」→「{''.join(each.after)}」"
        for each in differences(old, new, in_phrases=True)
        if not each.same
    ]
    return f"{_begin(new)}　{'、'.join(phrases)}"[:_WIDEST]


def _begin(line: str) -> str:
    text = _STYLE.sub("", line)
    return f"{text[:_BEGIN]}…" if len(text) > _BEGIN else text


def _explained(moved: Moved) -> set[tuple[str, str]]:
    """Texts in place of which others stand, as is told already: numbers, titles, references."""
    found = {(was.number, now.number) for _, was, now in moved.entries}
    found |= {(was.reading, now.reading) for _, was, now in moved.entries}
    return found | {(old.text, new.text) for each in moved.references.values() for old, new in each}
