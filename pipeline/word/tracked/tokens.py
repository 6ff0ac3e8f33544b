"""A paragraph's markup as tokens that can be compared: phrases of text, and fields, notes or pictures as wholes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import field

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.comparison import EARLIER
from pipeline.model.xml_names import w
from pipeline.word.tracked.changes import Element

# The end of a paragraph, among the tokens of several that are one on the other side.
PARAGRAPH_END = "\n"
OBJECT = "\ufffc"  # what stands for something that is no text, in a paragraph's text
_FIELD = w("fldChar")
_KIND = w("fldCharType")
# What differs from one writing to the next and says nothing: numbers of bookmarks, lists, pictures, and measures. Alternatives that begin
# with a letter each are passed by faster than groups of them.
_NUMBERS = re.compile(
    r'<(?:w:(?:bookmarkStart w:id="\d+|bookmarkEnd w:id="\d+|numId w:val="\d+|tcW w:w="\d+|gridCol w:w="\d+|tblW w:w="\d+'
    r'|keepNext(?: w:val="(?:0|off)")?/|keepLines(?: w:val="(?:0|off)")?/|cantSplit(?: w:val="(?:0|off)")?/|trHeight [^>]*)'
    r'|wp:docPr id="\d+|pic:cNvPr id="\d+)'
)
# By itself: what always begins with the same sign is found several times faster.
_DECLARATIONS = re.compile(r' xmlns:\w+="[^"]*"')
# A reference to where something stood before: it shows what a reference to the same thing shows now.
_EARLIER = re.compile(rf"(> (?:REF|PAGEREF|NOTEREF) ){EARLIER}")


Said = tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """A piece of a paragraph: `text` is what it shows, `look` all else by which it can differ; `runs` are its markup."""

    text: str
    look: str
    runs: tuple[Element, ...] = field(compare=False, hash=False)
    link: Element | None = field(default=None, compare=False, hash=False)


@dataclass(frozen=True)
class Tokenised:
    """A paragraph in tokens, with its bookmarks' ends by name as (position, element) among them."""

    tokens: tuple[Token, ...]
    begins: dict[str, tuple[int, Element]]
    ends: dict[str, tuple[int, Element]]


@dataclass(frozen=True)
class _Stretch:
    """Text that stands in one run, or something that is no text."""

    text: str
    look: str
    runs: tuple[Element, ...]
    link: Element | None


@dataclass
class ParagraphReader:
    """Reads a paragraph, or several in one; `note_of` tells what a footnote of a number says. With `apart` it stands elsewhere on the
    other side, and its footnotes do, too."""

    note_of: Callable[[str], str]
    apart: bool = False
    stretches: list[_Stretch] = field(default_factory=list)
    begins: dict[str, tuple[int, Element]] = field(default_factory=dict)
    ends: dict[str, tuple[int, Element]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _field: list[Element] = field(default_factory=list)
    _depth: int = 0

    def read(self, *paragraphs: Element) -> ParagraphReader:
        """Read paragraphs, with a token between two of them."""
        for index, paragraph in enumerate(paragraphs):
            if index:
                self._add(PARAGRAPH_END, "", (), None)
            for child in paragraph:
                self._child(child, None)
        return self

    @property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)

    def tokens(self, cuts: Sequence[int]) -> Tokenised:
        """The paragraph cut where its text is, and where its runs end."""
        places = [0]
        tokens: list[Token] = []
        begin = 0
        for stretch in self.stretches:
            end = begin + len(stretch.text)
            inner = [cut for cut in cuts if begin < cut < end] if len(stretch.text) > 1 else []
            for one, other in zip([begin, *inner], [*inner, end], strict=True):
                tokens.append(_token(stretch, stretch.text[one - begin : other - begin]))
            places.append(len(tokens))
            begin = end
        return Tokenised(
            tuple(tokens),
            {name: (places[at], element) for name, (at, element) in self.begins.items()},
            {name: (places[at], element) for name, (at, element) in self.ends.items()},
        )

    def _child(self, child: Element, link: Element | None) -> None:
        if child.tag == w("r"):
            self._run(child, link)
        elif child.tag == w("hyperlink"):
            for inner in child:
                self._child(inner, child)
        elif child.tag == w("bookmarkStart"):
            name = child.get(w("name"), "")
            self._names[child.get(w("id"), "")] = name
            self.begins[name] = (len(self.stretches), child)
        elif child.tag == w("bookmarkEnd"):
            self.ends[self._names.get(child.get(w("id"), ""), "")] = (len(self.stretches), child)

    def _run(self, run: Element, link: Element | None) -> None:
        """A run of the writer, which holds one thing: tabs stand in contents lists alone."""
        mark = run.find(_FIELD)
        if mark is not None:
            self._depth += {"begin": 1, "end": -1}.get(mark.get(_KIND, ""), 0)
        if mark is not None or self._depth:
            self._field.append(run)
            if not self._depth:
                runs, self._field = tuple(self._field), []
                self._add(OBJECT, _EARLIER.sub(r"\1", _markup(runs)), runs, link)
            return
        text = run.find(w("t"))
        look = _look(run)
        if text is not None:
            self._add(text.text or "", look, (run,), link)
        else:
            note = run.find(w("footnoteReference"))
            look = self._note_look(note) if note is not None else _markup([run])
            self._add(OBJECT, look, (run,), link)

    def _note_look(self, note: Element) -> str:
        """A footnote's content; one that stands elsewhere now is none that stayed."""
        here = (name for name, (at, _) in self.begins.items() if at == len(self.stretches))
        earlier = EARLIER if not self.apart and any(name.startswith(EARLIER) for name in here) else ""
        return earlier + self.note_of(note.get(w("id"), ""))

    def _add(self, text: str, look: str, runs: tuple[Element, ...], link: Element | None) -> None:
        self.stretches.append(_Stretch(text, look + link_look(link), runs, link))


def _token(stretch: _Stretch, text: str) -> Token:
    """A part of a stretch, with a run of its own where it is only a part."""
    if text == stretch.text:
        return Token(text, stretch.look, stretch.runs, stretch.link)
    run = deepcopy(stretch.runs[0])
    inner = run.find(w("t"))
    assert inner is not None, "only text is divided"
    inner.text = text
    return Token(text, stretch.look, (run,), stretch.link)


def link_look(link: Element | None) -> str:
    """A link's target, as text that can be compared; empty for none."""
    return "" if link is None else repr(sorted(map(str, link.attrib.items())))


def _look(run: Element) -> str:
    properties = run.find(w("rPr"))
    return "" if properties is None else _markup([properties])


def _markup(elements: Sequence[Element]) -> str:
    return "".join(map(bare_of, elements))


def bare_of(element: Element) -> str:
    """An element's markup without what differs from one writing to the next."""
    return bare(etree.tostring(element, encoding="unicode", with_tail=False))


def bare(markup: str) -> str:
    """The same of markup."""
    return _DECLARATIONS.sub("", _NUMBERS.sub("", markup))


def said_of(block: Element) -> Said:
    """What tells of a paragraph, or of each part of a table, whether it says the same as another one."""
    return tuple(map(bare_of, block if block.tag == w("tbl") else (block,)))


def text_of(element: Element) -> str:
    """All text that stands in an element."""
    return "".join([each.text or "" for each in element.iter(w("t"))])
