"""plan_source/ → Plan: reads every file, and reports all that is wrong with all of them at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, pictures_in
from pipeline.model.characters import uncommon
from pipeline.model.counts import Counts
from pipeline.model.keeping import Keep, anew
from pipeline.model.picture_files import without_metadata
from pipeline.model.plan import Chapter, Image, Plan
from pipeline.model.share import Share, alone
from pipeline.problems import Code, Location, Problem, raise_if_any
from pipeline.source.files import SourceFiles, in_nfc
from pipeline.source.headings import check_headings
from pipeline.source.markdown import MarkdownText, Parse, read_markdown, sources_of, whole_file
from pipeline.source.parse_cache import Memory
from pipeline.source.survey_attributes import QUESTION
from pipeline.source.text import Decoded, decode, line_and_column

if TYPE_CHECKING:
    from pipeline.source.yaml_data import YamlData

_COUNTED = f"{QUESTION}=".encode()


def load_plan(
    files: Mapping[str, bytes],
    parse: Parse,
    folder: str = "plan_source",
    memory: Memory | None = None,
    share: Share = alone,
    keep: Keep = anew,
) -> Plan:
    """Read the plan from `files` (path in plan_source/ → bytes); `folder` is what messages call it.

    What `memory` and `keep` know is not read again, what is long is shared. Raises PlanErrors with every problem in every file.
    """
    named, problems = in_nfc(files, folder)
    return _Loader(SourceFiles(named, folder), parse, memory or Memory(), share, keep, problems).load()


@dataclass
class _Loader:
    """One reading of plan_source/; `problems` grows as it goes."""

    source: SourceFiles
    parse: Parse
    memory: Memory
    share: Share
    keep: Keep
    problems: list[Problem] = field(default_factory=list)
    uncommon: list[tuple[str, Location]] = field(default_factory=list)

    def load(self) -> Plan:
        made_from = ("yaml", self.source.folder, self.source.digest_of_data())
        data: YamlData | None = self.memory.recall(*made_from)
        if data:
            self.memory.hold(data.texts)
            chapters, _ = self._read(data.parts, data.counts)
            images = self._checked(chapters, data.pictures)
        else:
            from pipeline.source.yaml_files import YamlFiles

            files = YamlFiles(self.source)
            chapters, blocks = self._read(files.parts, files.counts, files.texts)
            files.take(blocks)
            self.problems += files.problems
            images = self._checked(chapters, files.pictures)
            keys = map(self.memory.key, sources_of(files.texts, self.source.csv_digest, files.counts))
            data = files.data(tuple(keys))
            self.memory.keep(data, *made_from)
        images |= self._read_images(pictures_in([item.text for item in data.framework.walk()]))
        raise_if_any(self.problems)
        return _plan(data, chapters, images, self.uncommon)

    def _read(
        self, parts: Mapping[str, Sequence[str]], counts: Counts, texts: Sequence[MarkdownText] = ()
    ) -> tuple[dict[str, tuple[Chapter, ...]], tuple[tuple[Block, ...], ...]]:
        """The chapters by their parts, and what the texts became that stand elsewhere."""
        written = {part: [*self._chapter_texts(files)] for part, files in parts.items()}
        blocks, problems = read_markdown(
            [*(text for part in written.values() for _, text in part), *texts],
            self.parse,
            self.source.csv,
            self.memory,
            self.source.csv_digest,
            counts,
            self.share,
        )
        self.problems += problems
        read = iter(blocks)
        chapters = {
            part: tuple(Chapter(self.source.named(path), next(read)) for path, _ in files)
            for part, files in written.items()
        }
        return chapters, tuple(read)

    def _chapter_texts(self, files: Iterable[str]) -> Iterable[tuple[str, MarkdownText]]:
        for path in files:
            decoded = self._decoded(path)
            self.problems += decoded.problems
            if decoded.text is not None:
                yield path, whole_file(self.source.named(path), decoded.text, decoded.dropped)

    def _decoded(self, path: str) -> Decoded:
        """A text of the plan's, of which uncommon characters are noted."""
        file = self.source.named(path)
        decoded = self.keep(decode, file, self.source.files[path])
        self.uncommon += self.keep(_uncommon, file, decoded)
        return decoded

    def _checked(
        self, parts: Mapping[str, Sequence[Chapter]], pictures: Iterable[tuple[str, Location]]
    ) -> dict[str, Image]:
        """These pictures and those of the chapters. Raises PlanErrors with all that is wrong so far."""
        unreadable = {each.location.file for each in self.problems if each.code is Code.MD_UNREADABLE}
        chapters = [chapter for part in parts.values() for chapter in part]
        for chapter in chapters:
            if chapter.file not in unreadable:
                self.problems += self.keep(_of_headings, chapter.file, chapter.blocks)
        unprinted = self._answers()
        for path in self.source.files:
            if path.lower().endswith(".csv") and path not in unprinted:
                self._decoded(path)
        shown = (each for chapter in chapters for each in self.keep(_pictures, chapter.blocks))
        images = self._read_images([*pictures, *shown])
        raise_if_any(self.problems)
        return images

    def _answers(self) -> Collection[str]:
        """The CSV files with answers of persons, which are counted and not printed."""
        texts = [
            data for path, data in self.source.files.items() if path.endswith(".md") and _COUNTED in data
        ]
        if not texts:
            return ()
        from pipeline.source.survey_files import asked_columns

        return asked_columns(texts).keys()

    def _read_images(self, pictures: Iterable[tuple[str, Location]]) -> dict[str, Image]:
        images: dict[str, Image] = {}
        for written, place in pictures:
            if written in images:
                continue
            path = self.source.inside(written, place)
            image = path if isinstance(path, Problem) else self._image(path, place)
            if isinstance(image, Problem):
                self.problems.append(image)
                continue
            images[written] = image
        return images

    def _image(self, path: str, place: Location) -> Image | Problem:
        """A picture of the plan's. Of one that was read before and goes into documents as it is, the size is known."""
        data = self.source.files[path]
        made_from = "picture", self.keep(_digest, data)
        size: tuple[int, int] | None = self.memory.recall(*made_from)
        if size:
            return self.keep(_image_of, data, *size)
        from pipeline.source.images import read_image  # with Pillow

        image = self.keep(read_image, self.source.named(path), data, place)
        if isinstance(image, Image) and image.data == without_metadata(data):
            self.memory.keep((image.width, image.height), *made_from)
        return image


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _image_of(data: bytes, width: int, height: int) -> Image:
    return Image(without_metadata(data), width, height)


def _uncommon(file: str, decoded: Decoded) -> tuple[tuple[str, Location], ...]:
    """The characters that a font may lack, with their places."""
    text = decoded.text or ""
    return tuple(
        (character, decoded.dropped.original(Location(file, *line_and_column(text, at))))
        for at, character in uncommon(text)
    )


def _of_headings(file: str, blocks: tuple[Block, ...]) -> tuple[Problem, ...]:
    return tuple(check_headings(Chapter(file, blocks)))


def _pictures(blocks: tuple[Block, ...]) -> tuple[tuple[str, Location], ...]:
    return tuple(pictures_in(blocks))


def _plan(
    data: YamlData,
    chapters: Mapping[str, tuple[Chapter, ...]],
    images: Mapping[str, Image],
    uncommon: Sequence[tuple[str, Location]],
) -> Plan:
    return Plan(
        profile=data.profile,
        front=chapters["前付"],
        chapters=tuple(
            replace(chapter, opens=data.divisions.get(at)) for at, chapter in enumerate(chapters["章"])
        ),
        appendix=chapters["資料編"],
        framework=data.framework,
        summary=data.summary,
        glossary=data.glossary,
        position=data.position,
        images=images,
        causes=data.causes,
        unfilled_causes=data.unfilled_causes,
        causes_in_history=data.causes_in_history,
        documents=data.documents,
        uncommon=(*data.uncommon, *uncommon),
    )
