"""The Markdown that YAML values hold: handed out as texts, taken back as blocks, and looked up by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pipeline.model.blocks import Block, ListBlock
from pipeline.model.characters import uncommon
from pipeline.model.inlines import Inline, Paragraph
from pipeline.problems import Code, Location, Problem
from pipeline.source import schema
from pipeline.source.changes import ChangesFile
from pipeline.source.leftovers import plain_leftover
from pipeline.source.markdown import MarkdownText, yaml_value
from pipeline.source.text import line_and_column
from pipeline.source.yaml_positions import Document, Path, Value

Model = TypeVar("Model", bound=schema.Strict)


class YamlTexts:
    """The Markdown values of all YAML files: handed out as `texts`, taken back as blocks."""

    def __init__(self, models: Mapping[str, schema.Strict], documents: Mapping[str, Document]) -> None:
        self.models = models
        self.documents = documents
        self.problems: list[Problem] = []
        self._values = [(file, *value) for file, model in models.items() for value in _markdown_values(model)]
        self._blocks: dict[tuple[str, Path], tuple[Block, ...]] = {}

    @property
    def texts(self) -> list[MarkdownText]:
        return [
            yaml_value(document.file, text, document.lines(path), document.dropped)
            for document, path, text in (
                (self.documents[file], path, text) for file, path, text in self._values
            )
        ]

    def take(self, blocks: Sequence[tuple[Block, ...]]) -> None:
        """Keep what the texts became; a value that holds more or less than its place can show is a problem."""
        for (file, path, _), found in zip(self._values, blocks, strict=True):
            many = path[-1] == "説明" and file == "framework.yaml"
            fits = (
                all(isinstance(block, Paragraph | ListBlock) for block in found)
                if many
                else (len(found) == 1 and isinstance(found[0], Paragraph))
            )
            if found and not fits:
                self.problems.append(
                    Problem(
                        self.documents[file].locate(path),
                        Code.MD_PLACE,
                        "ここに書けるのは文章と一覧だけです"
                        if many
                        else "ここに書けるのは一つの段落の文章だけです",
                        "行の始めの「- 」「1. 」「# 」は一覧や見出しになります。文字なら前に「\\」を置いてください",
                    )
                )
            elif not found and not many:
                self.problems.append(
                    Problem(
                        self.documents[file].locate(path),
                        Code.SCHEMA_VALUE,
                        "文章がありません",
                        "値を書いてください",
                    )
                )
            self._blocks[file, path] = found

    def check_plain(self) -> None:
        """Values that are no Markdown are printed as they stand: markup in them is a problem."""
        markdown = {(file, path) for file, path, _ in self._values}
        for file, document in self.documents.items():
            for path, value in _strings(document.value, ()):
                found = plain_leftover(value)
                if found and file in self.models and (file, path) not in markdown:
                    self.problems.append(
                        Problem(
                            document.locate(path),
                            Code.MD_LEFTOVER,
                            f"「{found}」は、ここでは書式にならず、文字のまま出ます",
                            "この値には太字や参照などを使えません。記号を消してください",
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

    def blocks(self, file: str, *path: str | int) -> tuple[Block, ...]:
        return self._blocks.get((file, path), ())

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


def _markdown_values(model: schema.Strict) -> Iterator[tuple[Path, str]]:
    """Every value that is Markdown, with its path in the file."""
    match model:
        case schema.PlanFile():
            for i, revision in enumerate(model.revisions):
                yield ("改訂履歴", i, "内容"), revision.content
        case schema.FrameworkFile():
            for i, policy in enumerate(model.policies):
                at: Path = ("基本方針", i)
                yield (*at, "説明"), policy.introduction
                for j, direction in enumerate(policy.directions):
                    yield (*at, "施策の基本方向", j, "説明"), direction.introduction
                    for k, measure in enumerate(direction.measures):
                        here = (*at, "施策の基本方向", j, "取組", k)
                        yield (*here, "課題認識"), measure.challenge
                        yield (*here, "対応方針"), measure.response
                        for number, program in enumerate(measure.programs):
                            yield (*here, "関連する施策", number), program
        case schema.GlossaryFile():
            for i, term in enumerate(model.terms):
                yield ("用語", i, "説明"), term.meaning
        case ChangesFile():
            for i, cause in enumerate(model.changes):
                yield ("変更", i, "理由"), cause.reason
        case _:
            pass
