"""Editions held against the documents of which they are made: the same text under furigana, all of it in large letters and in words.

What an edition says is compared with what stands in the finished Word files, never with what either was made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from .findings import Finding
from .names import all_w
from .reading import Reading
from .story import Kind, Paragraph, Story, paragraphs_of

# The most characters of a voice code.
_MOST = 800
# A page number, in any figures in which pages are numbered.
_PAGE = re.compile(r"\d+|[ivxlcdm]+|－", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|table of figures", re.IGNORECASE)
# What stands between two marks: letters, kanji and kana, and the numbers among them.
_PIECE = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# As much as stands nowhere by chance.
_TELLING = 2
_RUBY, _DIRECTION = all_w("ruby textDirection")
_SIZE = 20  # half points, where no style says any


def check_furigana(plain: Reading, read: Reading) -> Iterator[Finding]:
    """The text under furigana is that of the document without them, paragraph by paragraph; page numbers may be others.

    Paragraphs that are said again (heads of a sheet on its next page) are no others.
    """
    for name, before, after in _stories(plain, read):
        wanted = [text for _, text in _texts(plain, before)]
        known, at = set(wanted), 0
        for index, text in _texts(read, after):
            if at < len(wanted) and text == wanted[at]:
                at += 1
            elif text not in known:
                yield read.finding(
                    "edition.text", after, index, f"{name}の「{text[:30]}」が、元の文書と違います"
                )
                return
        if at < len(wanted):
            yield read.finding("edition.text", after, 0, f"{name}に「{wanted[at][:30]}」がありません")
            return
    for _, root in read.roots:
        for ruby in root.iter(_RUBY):
            base, above = (_text(ruby, part) for part in ("rubyBase", "rt"))
            if not base or not above:
                yield Finding(
                    read.name, "edition.reading", "word/document.xml", f"「{base}」のふりがなが空です"
                )


def check_large(plain: Reading, large: Reading, size: float) -> Iterator[Finding]:
    """All that the document says stands in large letters, none of them smaller than `size` points, and none in vertical lines."""
    lines = (each.text.replace("\n", "") for story in large.stories for each in story.paragraphs)
    yield from _missing(large.name, plain, "\n".join(lines))
    told: set[str] = set()
    for story in (large.body, *large.notes.values()):
        for paragraph in story.paragraphs:
            style = large.style_name(paragraph)
            own = large.styles.in_force(paragraph.style or large.styles.default).size or _SIZE
            if paragraph.text.strip() and own < size * 2 and style not in told:
                told.add(style)
                message = f"スタイル「{style}」の文字が{own / 2:g}ポイントです（{size:g}ポイント以上）"
                yield large.finding("edition.size", story, paragraph.index, message)
    for part, root in large.roots:
        for direction in root.iter(_DIRECTION):
            where = large.where_element(part, direction)
            yield Finding(large.name, "edition.vertical", where, "縦書きのセルがあります")


def check_codes(name: str, plain: Reading, codes: Mapping[str, str]) -> Iterator[Finding]:
    """Texts for voice codes: each begins with what it is of, none is longer than a code, and together they say all."""
    for file, text in codes.items():
        said = text.strip()
        if len(said) > _MOST:
            yield Finding(name, "edition.code", file, f"{len(said)}字あります（{_MOST}字まで）")
        own = re.sub(r"（\d+-\d+）$", "", file.rpartition(".")[0] or file).rpartition("_")[2]
        if not said.startswith(own):
            yield Finding(name, "edition.page", file, f"初めに「{own}」と言っていません")
    yield from _missing(name, plain, "\n".join(codes.values()))


def check_clean(name: str, plain: Reading, text: str) -> Iterator[Finding]:
    """A clean text says all that stands in the document, lists of contents aside."""
    yield from _missing(name, plain, text)


def _stories(plain: Reading, read: Reading) -> Iterator[tuple[str, Story, Story]]:
    yield "本文", plain.body, read.body
    for before, after in zip(plain.notes.values(), read.notes.values(), strict=False):
        yield "脚注", before, after


def _texts(reading: Reading, story: Story) -> Iterator[tuple[int, str]]:
    """The paragraphs that say something, without blanks; numbers of pages are all one."""
    referring = {
        index
        for field in story.fields
        if field.instruction.kind == "PAGEREF"
        for index in range(field.first, field.last + 1)
    }
    for paragraph in story.paragraphs:
        text = "".join(paragraph.text.split())
        if not text:
            continue
        of_page = paragraph.index in referring or _CONTENTS.fullmatch(reading.style_name(paragraph))
        yield paragraph.index, _PAGE.sub("#", text) if of_page else text


def _missing(name: str, plain: Reading, text: str) -> Iterator[Finding]:
    """What a document says and a text does not: piece by piece between marks, which may have become words; and each number as often
    as it stands there."""
    said = _folded(text)
    # A blank parts two numbers: 図２－１　18歳.
    left = Counter(_NUMBER.findall(unicodedata.normalize("NFKC", text)))
    for story in (plain.body, *plain.notes.values()):
        for paragraph in _of_plan(plain, story):
            own = unicodedata.normalize("NFKC", _parted(paragraph))
            lacking = [each for each in _PIECE.findall(own) if len(each) >= _TELLING and each not in said]
            for number in _NUMBER.findall(own):
                left[number] -= 1
                if left[number] < 0:
                    lacking.append(number)
            if lacking:
                message = f"{name}に「{lacking[0]}」がありません"
                yield plain.finding("edition.missing", story, paragraph.index, message)


def _of_plan(plain: Reading, story: Story) -> Iterator[Paragraph]:
    """The paragraphs of a story that an edition has to say: what refers to pages shows those of each edition."""
    referring = {field.first for field in story.fields if field.instruction.kind == "PAGEREF"}
    for paragraph in paragraphs_of(story.blocks):
        listed = _CONTENTS.fullmatch(plain.style_name(paragraph)) is not None
        if paragraph.index not in referring and not listed:
            yield paragraph


def _parted(paragraph: Paragraph) -> str:
    """A paragraph's text, in lines where notes are put, or it stands apart."""
    parts = (
        item.text if item.kind is Kind.TEXT else "\n" if item.kind is Kind.FOOTNOTE else ""
        for item in paragraph.items
    )
    return "".join(parts).replace("\t", "\n")


def _folded(text: str) -> str:
    """A text without blanks in its lines, whatever width its characters have."""
    return "\n".join("".join(line.split()) for line in unicodedata.normalize("NFKC", text).splitlines())


def _text(ruby: object, part: str) -> str:
    (tag,) = all_w(part)
    found = ruby.find(tag)  # type: ignore[attr-defined]
    return "" if found is None else "".join(found.itertext()).strip()
