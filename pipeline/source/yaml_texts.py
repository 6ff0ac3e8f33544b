"""The Markdown that YAML values hold: handed out as texts, taken back as blocks, and looked up by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from pipeline.model.blocks import Block
from pipeline.model.characters import uncommon
from pipeline.model.inlines import Inline, Paragraph
from pipeline.model.prose import Prose
from pipeline.problems import Code, Location, Problem
from pipeline.source import schema
from pipeline.source.markdown import MarkdownText, yaml_value
from pipeline.source.schema_keys import id_keys
from pipeline.source.schema_values import Strict
from pipeline.source.text import line_and_column
from pipeline.source.unparsed_markup import plain_hint, plain_leftover
from pipeline.source.yaml_markdown import markdown_values
from pipeline.source.yaml_positions import Document, Path, Value

Model = TypeVar("Model", bound=Strict)


class YamlTexts:
    """The Markdown values of all YAML files: handed out as `texts`, taken back as blocks."""

    def __init__(self, models: Mapping[str, Strict], documents: Mapping[str, Document]) -> None:
        self.models = models
        self.documents = documents
        self.problems: list[Problem] = []
        self._values = [(file, value) for file, model in models.items() for value in markdown_values(model)]
        self._blocks: dict[tuple[str, Path], tuple[Block, ...]] = {}

    @property
    def texts(self) -> list[MarkdownText]:
        return [
            yaml_value(document.file, value.text, document.lines(value.path), document.dropped)
            for document, value in ((self.documents[file], value) for file, value in self._values)
        ]

    def take(self, blocks: Sequence[tuple[Block, ...]]) -> None:
        """Keep what the texts became; a value that holds more or less than its place can show is a problem."""
        for (file, value), found in zip(self._values, blocks, strict=True):
            place = self.documents[file].locate(value.path)
            if not found and value.needed:
                self.problems.append(
                    Problem(place, Code.SCHEMA_VALUE, "文章がありません", "値を書いてください")
                )
            elif found and not value.holds(found):
                self.problems.append(
                    Problem(
                        place,
                        Code.MD_PLACE,
                        f"ここに書けるのは{value.room}だけです",
                        "行の始めの「- 」「1. 」「# 」は一覧や見出しになります。文字なら前に「\\」を置いてください",
                    )
                )
            self._blocks[file, value.path] = found

    def check_plain(self) -> None:
        """Values that are no Markdown are printed as they stand: markup in them is a problem. Ids and names of files are not
        printed at all."""
        markdown = {(file, value.path) for file, value in self._values}
        for file, model in self.models.items():
            document, names = self.documents[file], {*id_keys(type(model)), *schema.PART_KEYS}
            for path, value in _strings(document.value, ()):
                key = next((part for part in reversed(path) if isinstance(part, str)), "")
                if key in names or (file, path) in markdown:
                    continue
                if found := plain_leftover(value):
                    self.problems.append(
                        Problem(
                            document.locate(path),
                            Code.MD_LEFTOVER,
                            f"「{found}」は、ここでは書式にならず、文字のまま出ます",
                            plain_hint(found),
                        )
                    )

    def uncommon(self) -> Iterator[tuple[str, Location]]:
        """The characters in all values that a font may lack, with their places."""
        for document in self.documents.values():
            for path, value in _strings(document.value, ()):
                for at, character in uncommon(value):
                    text = yaml_value(document.file, value, document.lines(path), document.dropped)
                    yield character, text.place(*line_and_column(value, at))

    def model(self, file: str, kind: type[Model]) -> Model:
        model = self.models[file]
        assert isinstance(model, kind)
        return model

    def every_block(self) -> Iterator[Block]:
        """What all of the texts became."""
        return chain.from_iterable(self._blocks.values())

    def blocks(self, file: str, *path: str | int) -> tuple[Block, ...]:
        return self._blocks.get((file, path), ())

    def prose(self, file: str, *path: str | int) -> tuple[Prose, ...]:
        return tuple(block for block in self.blocks(file, *path) if isinstance(block, Prose))

    def inlines(self, file: str, *path: str | int) -> tuple[Inline, ...]:
        found = self.blocks(file, *path)
        return found[0].content if found and isinstance(found[0], Paragraph) else ()

    def locate(self, file: str, *path: str | int) -> Location:
        return self.documents[file].locate(path)


def _strings(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every string of a YAML value, with its path."""
    if isinstance(value, str):
        yield path, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*path, key))
