"""Checks that what a document uses is there: styles, lists, notes, comments, pictures, sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from .findings import Finding
from .formats import FORMATS
from .names import Element, flag, w
from .numbering import ListPosition, place_of
from .reading import Reading
from .story import Kind, Paragraph, Story
from .uses import STYLES

_KINDS = {"paragraph": "段落", "character": "文字", "table": "表", "numbering": "番号"}
_INTERRUPTING = "body text"


def check_structure(reading: Reading) -> Iterator[Finding]:
    """Faults of everything but markup and references."""
    yield from _check_styles(reading)
    yield from _check_lists(reading)
    yield from _check_notes(reading)
    yield from _check_comments(reading)
    yield from _check_pictures(reading)
    yield from _check_sections(reading)
    yield from _check_settings(reading)


# styles


def _check_styles(reading: Reading) -> Iterator[Finding]:
    styles = reading.styles
    part = reading.package.related("styles") or ""
    for name in styles.duplicates:
        yield Finding(reading.name, "docx.style-type", part, f"スタイルのID {name} が二つあります")
    for style in styles.by_id.values():
        for linked in style.linked:
            if linked not in styles.by_id:
                message = f"スタイル「{style.name}」がもとにするスタイル {linked} がありません"
                yield Finding(reading.name, "docx.style-missing", part, message)
    told: set[tuple[str, str]] = set()
    for source, element in _used_styles(reading):
        use, identity = str(element.tag), element.get(w("val"), "")
        used = styles.by_id.get(identity)
        if (use, identity) in told or (used is not None and used.kind == STYLES[use]):
            continue
        told.add((use, identity))
        where = reading.where_element(source, element)
        if used is None:
            yield Finding(
                reading.name, "docx.style-missing", where, f"使われているスタイル {identity} がありません"
            )
        else:
            message = f"「{used.name}」は{_KINDS.get(used.kind, used.kind)}のスタイルです"
            yield Finding(reading.name, "docx.style-type", where, message)


def _used_styles(reading: Reading) -> Iterator[tuple[str, Element]]:
    package = reading.package
    kinds = ("header", "footer", "footnotes", "endnotes", "comments", "numbering")
    yield from ((package.main, each) for each in reading.uses if each.tag in STYLES)
    for part in (name for kind in kinds for name in package.all_related(kind)):
        root = package.trees.get(part)
        yield from ((part, each) for each in (() if root is None else root.iter(*STYLES)))


# lists


def _check_lists(reading: Reading) -> Iterator[Finding]:
    lists, part = reading.numbering.lists, reading.package.related("numbering") or reading.package.main
    for identity in reading.numbering.broken:
        yield Finding(
            reading.name, "docx.num-missing", part, f"番号の定義 {identity} の元（abstractNum）がありません"
        )
    for style in reading.styles.by_id.values():
        if style.num_id not in (None, "0") and style.num_id not in lists:
            message = f"スタイル「{style.name}」の番号の定義 {style.num_id} がありません"
            yield Finding(reading.name, "docx.num-missing", reading.package.related("styles") or "", message)
    yield from _check_tied_styles(reading)
    for story in reading.stories:
        for paragraph in story.paragraphs:
            if paragraph.num_id not in (None, "0") and paragraph.num_id not in lists:
                message = f"番号の定義 {paragraph.num_id} がありません"
                yield reading.finding("docx.num-missing", story, paragraph.index, message)
    yield from _check_levels(reading)
    yield from _check_runs_of_lists(reading)


def _check_tied_styles(reading: Reading) -> Iterator[Finding]:
    """A level that names a style (w:pStyle) and the style's own w:numPr lead to one another."""
    lists = reading.numbering.lists
    for style in reading.styles.by_id.values():
        own = lists.get(style.num_id or "")
        if own is None:
            continue
        tied = {each.abstract for each in lists.values() if each.level_of(style.id) is not None}
        if tied and own.abstract not in tied:
            message = f"スタイル「{style.name}」の番号の定義 {own.id} は、そのスタイルに結び付いたものではありません"
            yield Finding(reading.name, "docx.list-style", reading.package.related("styles") or "", message)


def _check_levels(reading: Reading) -> Iterator[Finding]:
    formats_told: set[str] = set()
    used = {(each.style, each.num_id, each.ilvl) for each in reading.body.paragraphs}
    places = {key: place_of(reading.styles, reading.numbering, *key) for key in used}
    wrong = {key: place for key, place in places.items() if place and not _is_known(place)}
    for paragraph in reading.body.paragraphs if wrong else ():
        place = wrong.get((paragraph.style, paragraph.num_id, paragraph.ilvl))
        if place is None:
            continue
        level = place.list.levels.get(place.level)
        if level is None:
            message = f"番号の定義 {place.list.id} に、{place.level + 1}番目の階層がありません"
            yield reading.finding("docx.num-level", reading.body, paragraph.index, message)
        elif level.format not in FORMATS and level.format not in formats_told:
            formats_told.add(level.format)
            message = f"番号の形式 {level.format} は計算できません"
            yield reading.finding("docx.num-format", reading.body, paragraph.index, message)


def _is_known(place: ListPosition) -> bool:
    level = place.list.levels.get(place.level)
    return level is not None and level.format in FORMATS


def _check_runs_of_lists(reading: Reading) -> Iterator[Finding]:
    """Lists that a paragraph names itself are of its style's kind.

    Those that the writer makes for one place (they have a startOverride) don't go on after a heading or body text.
    """
    last: dict[tuple[str, int], int] = {}
    barriers: dict[int, int] = {}
    styles, headings = reading.styles, reading.heading_at
    interrupting = {each.id for each in styles.by_id.values() if each.name.casefold() == _INTERRUPTING}
    for paragraph in reading.body.paragraphs:
        heading = paragraph.index in headings
        if heading or (paragraph.style or styles.default) in interrupting:
            barriers[paragraph.cell] = paragraph.index
        if paragraph.num_id is None or heading:
            continue
        number = reading.number(paragraph.index)
        if number is None:
            continue
        yield from _check_list_style(reading, paragraph)
        key = (paragraph.num_id, paragraph.cell)
        made = bool(number.place.list.starts)
        if made and key in last and last[key] < barriers.get(paragraph.cell, -1):
            message = f"番号「{number.text}」が、本文をはさんだ前の並びの続きになっています"
            yield reading.finding("docx.list-broken", reading.body, paragraph.index, message)
        last[key] = paragraph.index


def _check_list_style(reading: Reading, paragraph: Paragraph) -> Iterator[Finding]:
    by_style = place_of(reading.styles, reading.numbering, paragraph.style, None, None)
    own = reading.numbering.lists.get(paragraph.num_id or "")
    if by_style is not None and own is not None and by_style.list.abstract != own.abstract:
        message = f"番号の定義 {own.id} は、スタイル「{reading.style_name(paragraph)}」のものではありません"
        yield reading.finding("docx.list-style", reading.body, paragraph.index, message)


# notes and comments


def _check_notes(reading: Reading) -> Iterator[Finding]:
    both = (("脚注", Kind.FOOTNOTE, reading.notes), ("文末脚注", Kind.ENDNOTE, reading.endnotes))
    for word, kind, notes in both:
        used = Counter(item.text for _, item in reading.body.marks.get(kind, ()))
        for index, item in reading.body.marks.get(kind, ()):
            if item.text not in notes:
                yield reading.finding(
                    "docx.note-mismatch", reading.body, index, f"{word} {item.text} の本文がありません"
                )
            elif used[item.text] > 1:
                yield reading.finding(
                    "docx.note-mismatch", reading.body, index, f"{word} {item.text} が二度参照されています"
                )
        for identity, story in notes.items():
            if identity not in used:
                yield reading.finding("docx.note-mismatch", story, 0, f"{word}がどこからも参照されていません")
            if Kind.NOTE_MARK not in story.marks:
                yield reading.finding("docx.note-mismatch", story, 0, f"{word}の本文に番号の印がありません")


def _check_comments(reading: Reading) -> Iterator[Finding]:
    part, root = reading.package.related("comments") or "", reading.package.tree("comments")
    written = set() if root is None else {each.get(w("id"), "") for each in root.iterfind(w("comment"))}
    marked = {item.text: index for index, item in reading.body.marks.get(Kind.COMMENT, ())}
    for identity, index in marked.items():
        if identity not in written:
            yield reading.finding(
                "docx.comment-orphan", reading.body, index, f"コメント {identity} の本文がありません"
            )
    for identity in sorted(written - set(marked)):
        yield Finding(
            reading.name, "docx.comment-orphan", part, f"コメント {identity} の印が本文にありません"
        )


# pictures


def _check_pictures(reading: Reading) -> Iterator[Finding]:
    used: set[tuple[str, str]] = set()
    for story in reading.stories:
        relationships = reading.package.relationships.get(story.part, {})
        for picture in story.pictures:
            if (story.part, picture.id) in used:
                message = f"図の番号（docPr id）{picture.id} が重なっています"
                yield reading.finding("docx.picture-id", story, picture.paragraph, message)
            used.add((story.part, picture.id))
            if not picture.alt.strip() and not picture.silent:
                yield reading.finding(
                    "docx.picture-alt", story, picture.paragraph, "図に代替テキストがありません"
                )
            if picture.width + picture.height <= 0 or (
                min(picture.width, picture.height) <= 0 and not picture.flat
            ):
                yield reading.finding(
                    "docx.picture-size", story, picture.paragraph, "図の大きさが正しくありません"
                )
            for identity in picture.embed:
                relationship = relationships.get(identity)
                target = "" if relationship is None else relationship.target
                if not reading.package.types.get(target, "").startswith("image/"):
                    message = f"図の画像（{target or identity or '指定なし'}）がないか、画像ではありません"
                    yield reading.finding("docx.picture-target", story, picture.paragraph, message)


# sections and settings


def _check_sections(reading: Reading) -> Iterator[Finding]:
    body = reading.body
    if body.paragraphs and (not reading.sections or not _ends_body(reading.sections[-1].element)):
        yield reading.finding(
            "docx.section-paper", body, len(body.paragraphs) - 1, "文書の終わりに区切りの設定がありません"
        )
    for section in reading.sections:
        wide = section.width > section.height
        if section.width <= 0 or section.height <= 0:
            yield reading.finding("docx.section-paper", body, section.first, "用紙の大きさがありません")
        elif wide != (section.orientation == "landscape"):
            yield reading.finding("docx.section-paper", body, section.first, "用紙の大きさと向きが合いません")
    yield from _check_headers(reading)


def _ends_body(section: Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == w("body")


def _check_headers(reading: Reading) -> Iterator[Finding]:
    """Sections with numbered headings all show a header and a footer, if one of them does."""
    numbered = [each.at for each in reading.headings if reading.number(each.at)]
    sections = [
        each
        for each in reading.sections
        if bisect_left(numbered, each.first) < bisect_right(numbered, each.last)
    ]
    for word, kind in (("ヘッダー", "headers"), ("フッター", "footers")):
        shows = {}
        for section in sections:
            parts = getattr(section, kind).values()
            shows[section.first] = any(_has_content(reading.headers.get(part)) for part in parts)
        if any(shows.values()):
            for first in (first for first, shown in shows.items() if not shown):
                yield reading.finding(
                    "docx.section-header", reading.body, first, f"この区切りに{word}がありません"
                )


def _has_content(story: Story | None) -> bool:
    return story is not None and bool(story.text.strip() or story.fields or story.pictures)


def _check_settings(reading: Reading) -> Iterator[Finding]:
    part, settings = reading.package.related("settings") or "", reading.package.tree("settings")
    if flag(settings, "updateFields"):
        yield Finding(
            reading.name, "docx.field-dirty", part, "開くときに、フィールドの更新を尋ねる設定があります"
        )
    if reading.package.related("styles") and reading.styles.language.lower() != "ja-jp":
        message = f"既定の言語が「{reading.styles.language}」です"
        yield Finding(reading.name, "docx.language", reading.package.related("styles") or "", message)
    for story in reading.stories:
        for each in story.fields:
            if each.dirty:
                message = f"「{each.instruction.text}」に更新を求める印があります"
                yield reading.finding("docx.field-dirty", story, each.first, message)
