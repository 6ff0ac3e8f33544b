"""Where what is printed is written: paragraphs of a document → its map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Heading, Listing, walk_blocks
from pipeline.model.content import DocumentContent
from pipeline.model.floats import Float, Grid
from pipeline.model.inlines import Inlines, Mention, walk_inlines
from pipeline.model.numbers import ResolvedPlan, Target
from pipeline.passages.files import Files, Text, Yaml
from pipeline.passages.model import DocumentMap, Kind, Origin, Passage
from pipeline.passages.printed import Printed, printed, printed_text
from pipeline.passages.values import alone, holds, title_in, value_of
from pipeline.problems import Location
from pipeline.source.survey_attributes import TABLE_ATTRIBUTES
from pipeline.source.yaml_positions import Path

_PLAN, _CHANGES, _POSITION, _FRAMEWORK = "plan.yaml", "changes.yaml", "position.yaml", "framework.yaml"
_DRAWN = {"位置付け図": (_POSITION, _FRAMEWORK, _PLAN), "施策の体系": (_FRAMEWORK,)}
# The files of values of which documents beside the plan make what has no place of its own, in the order in which they are asked.
_FURTHER = (_FRAMEWORK, "summary.yaml", "documents.yaml", _PLAN, "glossary.yaml", _POSITION)
BY_PROGRAM = "プログラムやひな形が付ける言葉（番号、欄の名前、表の見出し、値のない印など）"
SEVERAL = "幾つかの値を並べたものか、同じ言葉が幾つかの値にあるもの"
CONTENTS = "目次（見出しと題から作られます）"
COUNTED = "アンケートの集計"
IN_ATTRIBUTE = "囲みの行に書かれた属性（単位など）"
HISTORY = "変更の一覧から作られる改訂履歴"
# The beginning of a line of a footnote: its label, or blanks.
_IN_NOTE = r"\s*\[\^|[ \t]{2,}"
# What is known of a paragraph: where it is written, and what makes it.
Found = tuple[Origin | None, str]


def map_document(
    content: DocumentContent, resolved: ResolvedPlan, source: Mapping[str, bytes], folder: str
) -> DocumentMap:
    """The map of a document, of which `content` is what it shows, made of the files of a folder that locations call so."""
    walk = Walk(content, resolved, Files(source, folder))
    body: list[Passage] = []
    notes: list[Passage] = []
    slots = []
    for name, slot in content.slots.items():
        before = len(body)
        for each in printed(slot, content.captions):
            passage = walk.passage(each)
            (notes if passage.is_note else body).append(passage)
        slots.append((name, len(body) - before))
    body = _without_doubles(body, walk.drawn)
    numbered = (replace(each, index=at) for part in (body, notes) for at, each in enumerate(part))
    return DocumentMap(content.name, tuple(numbered), tuple(slots))


def _without_doubles(body: Sequence[Passage], drawn: set[Origin]) -> list[Passage]:
    """The passages; of words in drawings that were looked up, those that stand for one value and are drawn twice say so."""
    times = Counter((each.origin, each.section) for each in body if each.origin in drawn)
    return [
        replace(each, made=SEVERAL)
        if each.origin in drawn and times[each.origin, each.section] > 1 and not each.made
        else each
        for each in body
    ]


@dataclass
class Walk:
    """One pass over a document; `section` and `id` are those of the last heading, `item` the path of the item that a row names."""

    content: DocumentContent
    resolved: ResolvedPlan
    files: Files
    section: str = ""
    id: str = ""
    item: Path = ()
    drawn: set[Origin] = field(default_factory=set)

    @cached_property
    def _floats(self) -> Mapping[str, Float]:
        parts = (*self.resolved.front, *self.resolved.body, *self.resolved.appendix)
        return {block.id: block for block in walk_blocks(parts) if isinstance(block, Float)}

    @cached_property
    def _marked(self) -> Mapping[str, Target]:
        return {target.bookmark: target for target in self.resolved.targets.values()}

    def _revision(self, grid: Grid, row: int, column: int, text: str) -> Found:
        """A cell of the revision history: its row in plan.yaml, or that it was made; where rows were made, it is found by its words."""
        yaml = self.files.yaml(_PLAN)
        revisions = self.resolved.plan.profile.revisions
        key = ("年月", "内容")[min(column, 1)]
        said = [each.date if column == 0 else self._text(each.content) for each in revisions]
        rows = [row - 1] if len(grid.rows) == len(revisions) + 1 else range(len(said))
        found = [at for at in rows if 0 <= at < len(said) and said[at] == text]
        if yaml is None or not found:
            return Origin(_CHANGES), HISTORY
        if len(found) > 1:
            return Origin(_PLAN), SEVERAL
        return yaml.origin(("改訂履歴", found[0], key)), ""

    def _text(self, content: Inlines) -> str:
        return printed_text(content, self.resolved.targets)

    def passage(self, shown: Printed) -> Passage:
        """What is known of a paragraph; the map numbers it."""
        text = shown.before + printed_text(shown.content, self.resolved.targets)
        if shown.kind is Kind.HEADING:
            self._begin_section(shown, text)
        origin, made = self._found(shown, text)
        identity, key = self._around(shown, origin)
        return Passage(0, text, shown.kind, origin, self.section, identity, key, made)

    def _begin_section(self, shown: Printed, text: str) -> None:
        self.section, self.id = text, ""
        if isinstance(shown.holder, Heading):
            target = self.resolved.targets.get(shown.holder.id)
            self.section = "　".join(filter(None, (target.number if target else "", text)))
            self.id = _written(shown.holder.id)

    def _around(self, shown: Printed, origin: Origin | None) -> tuple[str, str]:
        """The id of the smallest thing around a passage, and its key there."""
        if origin and origin.key and (yaml := self.files.yaml(origin.file)):
            return yaml.id_around(origin.path)
        holder = shown.holder
        own = "" if holder is None or isinstance(holder, Heading) else _written(holder.id)
        return own or self.id, ""

    def _found(self, shown: Printed, text: str) -> Found:
        if shown.kind is Kind.CONTENTS:
            return None, CONTENTS
        holder = shown.holder
        if isinstance(holder, Float):
            return self._in_float(shown, holder, text)
        if shown.kind is Kind.LABEL or (shown.row >= 0 and text in self._labels):
            return self._label(text)
        if isinstance(shown.body, Grid) and shown.body.alt == Listing.HISTORY:
            return self._revision(shown.body, shown.row, shown.column, text)
        place = shown.location
        if place is None and holder is not None and not isinstance(holder, Heading):
            place = holder.location
        return self._written_at(shown, text, place) if place else self._without_place(shown, text)

    def _written_at(self, shown: Printed, text: str, place: Location) -> Found:
        yaml = self.files.yaml(self.files.name(place))
        if yaml is None:
            return self._in_markdown(shown, place), ""
        path = yaml.path_at(place)
        origin = value_of(yaml, path, text, shown.kind)
        if origin and origin.path == path:
            origin = replace(origin, line=place.line, column=place.column)  # the line of a longer text
        return (origin, "") if origin else (yaml.origin(path), BY_PROGRAM)

    # Tables and figures

    def _in_float(self, shown: Printed, holder: Float, text: str) -> Found:
        """What stands in a table or figure, or under it; one that is shown elsewhere is written where it stands in the plan."""
        place = shown.location or holder.location
        if yaml := self.files.yaml(self.files.name(place)):
            path = yaml.path_at(place)
            shown_here = (self._floats.get(each) for _, each in yaml.scalars(path))
            original = next(filter(None, shown_here), None)
            if original is None:
                return self._written_at(shown, text, place)
            place = holder_place = original.location
        else:
            holder_place = holder.location
        file = self.files.text(self.files.name(holder_place))
        opening = file.opening(holder_place.line) if file else {}
        source = opening.get("csv", "")
        counted = bool(source and TABLE_ATTRIBUTES & opening.keys())
        if shown.row < 0:
            origin = self._in_markdown(shown, place)
            if shown.kind is Kind.UNIT:
                return origin, IN_ATTRIBUTE
            added = counted and shown.kind is Kind.SOURCE and origin.line == place.line
            return origin, COUNTED if added else ""
        if files := _DRAWN.get(opening.get("class", "")):
            return self._drawn(files, text)
        if counted:
            return Origin(source), COUNTED
        if source:
            return Origin(source, self.files.csv_line(source, shown.row), 0, "", shown.row, shown.column), ""
        return self._in_markdown(shown, place), ""

    def _drawn(self, files: tuple[str, ...], text: str) -> Found:
        """A box of a drawing that is made of values."""
        for name in files if re.search(r"\w", text) else ():
            if (yaml := self.files.yaml(name)) and (origin := value_of(yaml, (), text)):
                self.drawn.add(origin)
                return origin, "" if origin.key else SEVERAL
        return Origin(files[0]), BY_PROGRAM

    def _in_markdown(self, shown: Printed, place: Location) -> Origin:
        name = self.files.name(place)
        file = self.files.text(name)
        line = place.line
        if file is None:
            return Origin(name, line, place.column)
        match shown.kind:
            case Kind.CELL | Kind.LABEL if isinstance(shown.body, Grid) and shown.location:
                return Origin(name, line, place.column)
            case Kind.CELL | Kind.LABEL if isinstance(shown.body, Grid):
                return Origin(name, self._line_in_div(file, line, shown))
            case Kind.CELL | Kind.LABEL:
                return Origin(name, file.table_line(line, shown.row), 0, "", shown.row, shown.column)
            case Kind.NOTE:
                return Origin(name, file.find(self._text(shown.content), 1, begins=_IN_NOTE) or line)
            case Kind.CAPTION | Kind.SOURCE:
                return Origin(name, self._line_in_div(file, line, shown))
            case Kind.TERM:
                return Origin(name, max(line - 1, 1))
            case _:
                return Origin(name, line, place.column)

    def _line_in_div(self, file: Text, line: int, shown: Printed) -> int:
        """The line in which a paragraph stands in the div that a line opens; that line where it stands in none."""
        own = self._text(shown.content)
        if shown.kind is Kind.CAPTION and isinstance(shown.content[0], Mention):
            own = own.partition("　")[2] or own  # without its number, which it has in another document
        return file.find(own, line + 1, file.end_of_div(line)) or line

    # What has no place of its own

    @cached_property
    def _labels(self) -> frozenset[str]:
        """The words that name fields, levels and columns."""
        return frozenset(self._names_of_fields())

    def _names_of_fields(self) -> Iterator[str]:
        yield from ("年月", "内容", "指標", "基準", "目標", "基準値", "目標値", "方向", "単位")
        for level in self.resolved.plan.framework.levels:
            yield level.name
            for each in level.fields:
                yield each.key
                yield from each.labels
                yield from (column.name for column in each.columns)

    def _label(self, text: str) -> Found:
        """A word that names a field: where the plan declares it, there."""
        yaml = self.files.yaml(_FRAMEWORK)
        if yaml and "欄" in yaml.document.value:
            for path, value in yaml.scalars(("欄",)):
                if value == text:
                    return yaml.origin(path), BY_PROGRAM
        return None, BY_PROGRAM

    def _without_place(self, shown: Printed, text: str) -> Found:
        """What documents make of values: found by its words, in the item that the row names."""
        if not re.search(r"\w", text):
            return None, BY_PROGRAM
        if named := self._named_item(shown):
            around, self.item = named
            return value_of(around, self.item, text, Kind.HEADING), ""
        framework = self.files.yaml(_FRAMEWORK) if shown.row >= 0 and self.item else None
        if framework and (origin := value_of(framework, self.item, text)):
            return origin, ""
        for each in self._further():
            if origin := (title_in if shown.kind is Kind.HEADING else alone)(each, text):
                return origin, ""
        several = next((each for each in self._further() if holds(each, text)), None)
        if several:
            return Origin(several.document.file), SEVERAL
        return None, BY_PROGRAM if shown.row >= 0 else ""

    def _named_item(self, shown: Printed) -> tuple[Yaml, Path] | None:
        """The item of the framework whose title a cell shows."""
        for inline in walk_inlines(shown.content):
            target = self._marked.get(inline.target) if isinstance(inline, Mention) else None
            if target and (yaml := self.files.yaml(self.files.name(target.location))):
                return yaml, yaml.path_at(target.location)
        return None

    def _further(self) -> Iterator[Yaml]:
        return filter(None, map(self.files.yaml, _FURTHER))


def _written(identity: str) -> str:
    """An id that the author gave."""
    return "" if identity.startswith("auto-") else identity
