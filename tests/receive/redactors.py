"""Edits at random in a sent file, as people make them in Word with tracking on or off; each with what has to be found of it.

They are made in the markup that Word writes (ECMA-376 Part 1, 17.13.5), by lxml alone: nothing of the program has a hand in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w

_MAIN = "word/document.xml"
_WORDS = (
    "見守り",
    "地域",
    "支援",
    "令和９年度",
    "相談窓口",
    "関係機関",
    "、高齢者",
    "3,200人",
    "AI",
    "（仮称）",
    "&<>",
    "〜",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR, DATE = "担当者Ａ", "2026-11-29T10:00:00Z"


@dataclass(frozen=True)
class Expected:
    """What has to be found: what was done, and the paragraphs before and after it (of something added: that before it)."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    behind: str = ""


class Redactor:
    """Edits a file in memory; what it touched once it doesn't touch again, nor what stands beside it."""

    def __init__(self, docx: bytes, random: Random, tracked: bool) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            self._files = {name: package.read(name) for name in package.namelist()}
        self._root = etree.fromstring(self._files[_MAIN])
        self._random, self._tracked = random, tracked
        self._ids = iter(range(9000, 99999))
        self._taken: set[etree._Element] = set()
        body = self._root.find(w("body"))
        assert body is not None
        texts = [text_of(p) for p in body.iter(w("p"))]
        self._once = {text for text in texts if texts.count(text) == 1}
        self._body = [p for p in body.iterchildren(w("p")) if self._is_text(p)]
        self._cells = [p for p in body.iter(w("p")) if _is_cell(p) and self._is_text(p, 2)]
        self._rows = [row for row in body.iter(w("tr")) if self._is_plain_row(row)]

    @property
    def docx(self) -> bytes:
        """The file as it is now."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._files.items():
                package.writestr(name, etree.tostring(self._root) if name == _MAIN else data)
        return target.getvalue()

    def edit(self) -> Expected | None:
        """One edit of any kind; None where this file has no place for it left."""
        kinds: tuple[Callable[[], Expected | None], ...] = (
            *(self._replace, self._replace, self._insert, self._insert, self._erase),
            *(self._in_cell, self._in_cell, self._delete, self._add, self._split, self._join),
            *(self._move, self._delete_row, self._add_row),
        )
        return self._random.choice(kinds)()

    # Words

    def _replace(self) -> Expected | None:
        return self._words(self._body, 2, self._word())

    def _insert(self) -> Expected | None:
        return self._words(self._body, 0, self._word())

    def _erase(self) -> Expected | None:
        return self._words(self._body, 4, "")

    def _in_cell(self) -> Expected | None:
        return self._words(self._cells, self._random.randint(0, 1), self._word())

    def _words(self, where: list[etree._Element], length: int, new: str) -> Expected | None:
        paragraph = self._free(where)
        if paragraph is None:
            return None
        before = text_of(paragraph)
        texts = [each for each in _own_texts(paragraph) if len(each.text or "") > length + 1]
        if not texts:
            return None
        text = self._random.choice(texts)
        whole = text.text or ""
        at = self._random.randrange(0, len(whole) - length)
        old = whole[at : at + length]
        if old == new:
            return None
        self._cut(text, at, at + length, new)
        return Expected("changed", (before,), (text_of(paragraph),))

    def _cut(self, text: etree._Element, begin: int, end: int, new: str) -> None:
        """Put `new` in the place of some characters of a run."""
        run = text.getparent()
        assert run is not None
        whole = text.text or ""
        if not self._tracked:
            text.text = whole[:begin] + new + whole[end:]
            return
        pieces: list[etree._Element] = []
        if whole[:begin]:
            pieces.append(_run_like(run, whole[:begin]))
        if whole[begin:end]:
            pieces.append(self._change("del", _run_like(run, whole[begin:end], "delText")))
        if new:
            pieces.append(self._change("ins", _run_like(run, new)))
        if whole[end:]:
            pieces.append(_run_like(run, whole[end:]))
        _put(run, pieces)

    # Paragraphs

    def _delete(self) -> Expected | None:
        paragraph = self._free(self._body)
        if paragraph is None:
            return None
        before = text_of(paragraph)
        self._take_out(paragraph, "del")
        return Expected("deleted", (before,), ())

    def _add(self) -> Expected | None:
        paragraph = self._free(self._body)
        if paragraph is None:
            return None
        new = f"新しい段落です。{self._word()}を{self._random.randint(1, 999)}件にします。"
        self._put_in(paragraph, new, "ins")
        return Expected("added", (), (new,), text_of(paragraph))

    def _split(self) -> Expected | None:
        paragraph = self._free(self._body)
        if paragraph is None or len(_runs(paragraph)) != 1 or len(text_of(paragraph)) < 24:
            return None
        before = text_of(paragraph)
        at = self._random.randint(8, len(before) - 8)
        (run,) = _runs(paragraph)
        second = deepcopy(paragraph)
        for mark in list(second.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            _drop(mark)
        _only_text(run).text, _only_text(_runs(second)[0]).text = before[:at], before[at:]
        paragraph.addnext(second)
        if self._tracked:
            _mark(paragraph).append(self._element("ins"))
        self._taken.add(second)
        return Expected("changed", (before,), (before[:at], before[at:]))

    def _join(self) -> Expected | None:
        paragraph = self._free(self._body)
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or following not in self._body or following in self._taken:
            return None
        self._touch(following)
        before = text_of(paragraph), text_of(following)
        if self._tracked:
            _mark(paragraph).append(self._element("del"))
        else:
            paragraph.extend([each for each in following if each.tag != w("pPr")])
            _drop(following)
        return Expected("changed", before, ("".join(before),))

    def _move(self) -> Expected | None:
        paragraph, other = self._free(self._body), self._free(self._body)
        if paragraph is None or other is None or other in (paragraph, paragraph.getprevious()):
            return None
        text = text_of(paragraph)
        if len(text) < 20 or len(_runs(paragraph)) != 1:
            return None
        self._put_in(other, text, "moveTo")
        self._take_out(paragraph, "moveFrom")
        return Expected("moved", (text,), (text,), text_of(other))

    def _take_out(self, paragraph: etree._Element, kind: str) -> None:
        if not self._tracked:
            _drop(paragraph)
            return
        for run in _runs(paragraph):
            for text in run.iter(w("t")):
                if kind == "del":
                    text.tag = w("delText")
            _put(run, [self._change(kind, deepcopy(run))])
        _mark(paragraph).append(self._element(kind))

    def _put_in(self, behind: etree._Element, text: str, kind: str) -> None:
        """A paragraph as Word puts it in: its own end is the earlier one's, which gets a new one."""
        new = etree.Element(w("p"))
        properties = behind.find(w("pPr"))
        if properties is not None:
            copied = deepcopy(properties)
            for section in copied.findall(w("sectPr")):
                copied.remove(section)
            new.append(copied)
        run = etree.Element(w("r"))
        _text(run, text)
        new.append(self._change(kind, run) if self._tracked else run)
        if self._tracked:
            _mark(new).append(self._element(kind))
        behind.addnext(new)
        self._taken.add(new)

    # Rows

    def _delete_row(self) -> Expected | None:
        row = self._free(self._rows)
        if row is None:
            return None
        before = tuple(text_of(p) for p in row.iter(w("p")))
        if not self._tracked:
            _drop(row)
        else:
            _row_properties(row).append(self._element("del"))
            for paragraph in row.iter(w("p")):
                self._take_out(paragraph, "del")
        return Expected("deleted", before, ())

    def _add_row(self) -> Expected | None:
        row = self._free(self._rows)
        if row is None:
            return None
        new = deepcopy(row)
        for mark in list(new.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            _drop(mark)
        texts = []
        for at, paragraph in enumerate(new.iter(w("p"))):
            text = f"新{self._random.randint(100, 99999)}の{at}"
            texts.append(text)
            for child in [each for each in paragraph if each.tag != w("pPr")]:
                paragraph.remove(child)
            run = etree.Element(w("r"))
            _text(run, text)
            paragraph.append(self._change("ins", run) if self._tracked else run)
        if self._tracked:
            _row_properties(new).append(self._element("ins"))
        row.addnext(new)
        *_, last = row.iter(w("p"))
        return Expected("added", (), tuple(texts), text_of(last))

    # Choosing

    def _free(self, where: list[etree._Element]) -> etree._Element | None:
        free = [each for each in where if each not in self._taken and each.getparent() is not None]
        if not free:
            return None
        chosen = self._random.choice(free)
        self._touch(chosen)
        return chosen

    def _touch(self, element: etree._Element) -> None:
        """What was edited, what is in it or around it, and what stands beside it."""
        row = next(element.iterancestors(w("tr")), None)
        self._taken.update(
            each for each in (element, element.getprevious(), element.getnext()) if each is not None
        )
        self._taken.update(element.iter(w("p")))
        if row is not None:
            self._taken.add(row)

    def _is_text(self, paragraph: etree._Element, least: int = 12) -> bool:
        """Whether it is running text that stands once, and no line of a list of contents."""
        plain = not any(True for _ in paragraph.iter(w("sectPr"), w("drawing"), w("hyperlink")))
        text = text_of(paragraph)
        return plain and len(text) >= least and text in self._once and bool(list(_own_texts(paragraph)))

    def _is_plain_row(self, row: etree._Element) -> bool:
        cells = row.findall(w("tc"))
        merged = any(
            True for _ in row.iter(w("vMerge"), w("gridSpan"), w("tblHeader"), w("footnoteReference"))
        )
        single = all(len(cell.findall(w("p"))) == 1 and cell.find(w("tbl")) is None for cell in cells)
        texts = [text_of(p) for p in row.iter(w("p"))]
        siblings = row.getparent()
        assert siblings is not None
        return (
            single
            and not merged
            and len(siblings.findall(w("tr"))) > 2
            and len(cells) > 1
            and all(texts)
            and any(text in self._once and len(text) > 6 for text in texts)
            and not any(True for _ in row.iter(w("fldChar")))
        )

    def _word(self) -> str:
        return self._random.choice(_WORDS)

    # Markup

    def _element(self, kind: str) -> etree._Element:
        return etree.Element(w(kind), {w("id"): str(next(self._ids)), w("author"): AUTHOR, w("date"): DATE})

    def _change(self, kind: str, run: etree._Element) -> etree._Element:
        element = self._element(kind)
        element.append(run)
        return element


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph as it stands once all changes are accepted."""
    parts: list[str] = []
    for each in paragraph.iter(w("t"), w("tab"), w("br")):
        if any(True for _ in each.iterancestors(w("del"), w("moveFrom"), w("rt"), w("pPr"))):
            continue
        parts.append((each.text or "") if each.tag == w("t") else "\t" if each.tag == w("tab") else "\n")
    return "".join(parts)


def _is_cell(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == w("tc") and len(parent.findall(w("p"))) == 1


def _own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text that no field makes, in runs of their own."""
    depth = 0
    for run in paragraph.iterchildren(w("r")):
        for mark in run.iter(w("fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
        texts = run.findall(w("t"))
        if not depth and len(texts) == 1 and len([e for e in run if e.tag != w("rPr")]) == 1:
            yield texts[0]


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    return paragraph.findall(w("r"))


def _only_text(run: etree._Element) -> etree._Element:
    found = run.find(w("t"))
    assert found is not None
    return found


def _run_like(run: etree._Element, text: str, name: str = "t") -> etree._Element:
    new = etree.Element(w("r"))
    properties = run.find(w("rPr"))
    if properties is not None:
        new.append(deepcopy(properties))
    _text(new, text, name)
    return new


def _text(run: etree._Element, text: str, name: str = "t") -> None:
    etree.SubElement(run, w(name), {_SPACE: "preserve"}).text = text


def _put(old: etree._Element, new: list[etree._Element]) -> None:
    parent = old.getparent()
    assert parent is not None
    at = parent.index(old)
    parent[at : at + 1] = new


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _mark(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph's end."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    mark = properties.find(w("rPr"))
    if mark is None:
        mark = etree.SubElement(properties, w("rPr"))
    return mark


def _row_properties(row: etree._Element) -> etree._Element:
    found = row.find(w("trPr"))
    if found is None:
        found = etree.Element(w("trPr"))
        row.insert(0, found)
    return found
