"""One paragraph as a line of the projection: text, fields, notes, pictures, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .charts import kinds_of, series_of
from .reading import Reading
from .references import PAGE
from .story import Field, Item, Kind, Paragraph, Story

MASK = "▢"
EMU_PER_MM = 36_000
_PAGED = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})
_UNMARKED_STYLES = frozenset({"", "hyperlink", "footnote reference", "endnote reference"})
_BREAKS = {"page": "⟦改ページ⟧", "column": "⟦改段⟧"}


def paragraph_text(reading: Reading, story: Story, paragraph: Paragraph) -> str:
    """A paragraph's content in one line; the bookmarks of a heading stand at its end."""
    heading = story is reading.body and paragraph.index in reading.heading_at
    entry = reading.style_name(paragraph).casefold().startswith(("toc ", "table of figures"))
    line = _Line(reading, story, paragraph, marks_inside=not heading, entry=entry)
    for kind, group in groupby(
        _masked(reading, paragraph.items), key=lambda item: (item.kind is Kind.TEXT, item.style, item.raised)
    ):
        items = list(group)
        if kind[0]:
            line.styled("".join(item.text for item in items), *kind[1:])
        else:
            for item in items:
                line.add(item)
    return line.finished()


def _masked(reading: Reading, items: tuple[Item, ...]) -> Iterator[Item]:
    """The items with the page numbers that a sheet mentions masked, and without Word's mark of its last place."""
    hidden = ""
    for item in items:
        if item.text == "_GoBack":
            continue
        if item.kind is Kind.UNMARK and item.text == hidden:
            hidden = ""
        if not (hidden and item.kind is Kind.TEXT):
            yield item
        if item.kind is Kind.MARK and _mentions_page(reading, item.text):
            yield Item(Kind.TEXT, MASK)
            hidden = item.text


def _mentions_page(reading: Reading, name: str) -> bool:
    """Whether a bookmark is over a mere page (or note) number of the plan."""
    target = reading.bookmarks.get(name.casefold())
    return name.startswith("see_") and target is not None and bool(PAGE.fullmatch(target.bookmark.text))


class _Line:
    """Collects the line; a field that ends in the same paragraph gathers its result in a buffer of its own."""

    def __init__(
        self, reading: Reading, story: Story, paragraph: Paragraph, marks_inside: bool, entry: bool
    ) -> None:
        self.reading = reading
        self.story = story
        self.paragraph = paragraph
        self.marks_inside = marks_inside
        self.entry = entry
        self.buffers: list[list[str]] = [[]]
        self.after: list[str] = []
        self.ruby = ("", 0)

    def put(self, text: str) -> None:
        self.buffers[-1].append(text)

    def finished(self) -> str:
        return "".join(self.buffers[0]) + "".join(self.after)

    def styled(self, text: str, style: str, raised: str) -> None:
        name = style if style == "縦中横" else self.reading.styles.name(style)
        name = raised if name.casefold() in _UNMARKED_STYLES and raised else name + raised
        shown = self._with_ruby(text.replace("\t", "⇥").replace("\n", "↵"))
        self.put(shown if name.casefold() in _UNMARKED_STYLES else f"⟨{name}⟩{shown}⟨/⟩")

    def _with_ruby(self, text: str) -> str:
        reading, length = self.ruby
        if not length:
            return text
        base, rest = text[:length], text[length:]
        self.ruby = ("", 0)
        return f"⟦{base}｜{reading}⟧{rest}"

    def add(self, item: Item) -> None:
        match item.kind:
            case Kind.FIELD:
                self._open_field(self.story.fields[item.number])
            case Kind.END:
                self._end_field(self.story.fields[item.number])
            case Kind.MARK | Kind.UNMARK:
                self._mark(item)
            case Kind.LINK | Kind.UNLINK:
                self._link(item)
            case Kind.RUBY:
                self.ruby = (item.text, item.number)
            case Kind.FOOTNOTE:
                self.put(f"⟦注{self.reading.note_numbers.get(item.text) or '？'}⟧")
            case Kind.ENDNOTE:
                self.put("⟦文末注⟧")
            case Kind.COMMENT:
                self.put("⟦コメント⟧")
            case Kind.BREAK:
                self.put(_BREAKS.get(item.text, ""))
            case Kind.PICTURE:
                self._picture(item.number)
            case Kind.TEXT | Kind.RESULT | Kind.NOTE_MARK:
                pass  # text is added with its style; where a result begins nothing is shown

    def _spans(self, field: Field) -> bool:
        return field.first != field.last or not field.complete

    def _open_field(self, field: Field) -> None:
        if self._spans(field):
            self.put(f"⟦{field.instruction.text}⟧")
        else:
            self.buffers.append([])

    def _end_field(self, field: Field) -> None:
        if self._spans(field):
            self.put(f"⟦/{field.instruction.kind}⟧")
            return
        result = MASK if field.instruction.kind in _PAGED else None
        if result is not None and self.entry and field.instruction.kind == "PAGEREF":
            self.buffers.pop()
            self.put(result)
        else:
            self._close(f"{field.instruction.text} → ", result)

    def _close(self, before: str, result: str | None = None) -> None:
        content = "".join(self.buffers.pop())
        self.put(f"⟦{before}{content if result is None else result}⟧")

    def _mark(self, item: Item) -> None:
        if self.marks_inside:
            self.put(f"{{{item.text}}}" if item.kind is Kind.MARK else f"{{/{item.text}}}")
        elif item.kind is Kind.MARK:
            self.after.append(f"  {{{item.text}}}")

    def _link(self, item: Item) -> None:
        if self.entry:
            if item.kind is Kind.LINK:
                self.after.append(f"  →{{{item.text.removeprefix('#')}}}")
        elif item.kind is Kind.LINK:
            relationship = self.reading.package.relationships.get(self.story.part, {}).get(item.text)
            self.buffers.append([f"リンク {item.text if relationship is None else relationship.target} → "])
        else:
            self._close("")

    def _picture(self, index: int) -> None:
        picture = self.story.pictures[index]
        size = f"{picture.width / EMU_PER_MM:.1f}×{picture.height / EMU_PER_MM:.1f} mm"
        drawn = "".join(f"｜{each}" for each in self._drawn(picture.chart))
        self.put(f"⟦図 {' '.join(picture.alt.split())} {size}{drawn}⟧")

    def _drawn(self, chart: str) -> Iterator[str]:
        """What a chart draws: its kinds, and each series with its values."""
        related = self.reading.package.relationships.get(self.story.part, {}).get(chart)
        tree = None if related is None else self.reading.package.trees.get(related.target)
        if tree is None:
            return
        yield kinds_of(tree)
        for series in series_of(tree):
            values = (
                f"{series.categories.get(at, '')}={value}" for at, value in sorted(series.values.items())
            )
            yield f"{series.name}: {' '.join(values)}"
