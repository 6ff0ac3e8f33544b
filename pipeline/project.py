"""The edge: reads plan_source/ and templates/, runs pandoc, and has build/ written."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pypandoc

from pipeline import output
from pipeline.layout.cache import LayoutCache, store
from pipeline.model import limits
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem

_READER = resources.files("pipeline.source").joinpath("pandoc.lua")
_MEMORY = ("+RTS", "-M2g", "-RTS")  # at most 2 GB, so that no text can hold the whole machine
_PATIENCE = 60  # seconds for pandoc to start, virus scanner included
# Seconds to wait before files are read, and read again because one was saved meanwhile.
_PAUSES = (0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_SLOWEST = 2000  # characters a second that even an old machine reads


@dataclass(frozen=True)
class Files:
    """What documents are made from: the source by path, and files of templates/ by name, whose folder is `folder`."""

    source: Mapping[str, bytes]
    templates: Mapping[str, bytes]
    folder: str

    def template(self, name: str) -> bytes:
        """A file of templates/. Raises PlanErrors if it is not there."""
        if name not in self.templates:
            what = "テンプレート" if name.endswith(".docx") else "テンプレートの紙を決めるファイル"
            raise PlanErrors(
                [
                    Problem(
                        Location(f"{self.folder}/{name}"),
                        Code.TEMPLATE_MISSING,
                        f"{what}がありません",
                        f"元の {name} を templates に戻してください",
                    )
                ]
            )
        return self.templates[name]


@dataclass(frozen=True)
class Project:
    """The folders of one project. `folder` names are what messages call them."""

    source: Path
    templates: Path
    output: Path
    keeps_cache: bool = True  # whether what was parsed may be kept in build/.cache

    def read(self, templates: Sequence[str]) -> Files:
        """The source and these files of templates/ as they stood at one moment: what is saved meanwhile is read again.

        Raises MachineError if a file can't be read, or if they never stand still.
        """
        for pause in _PAUSES:
            time.sleep(pause)
            before = self._state(templates)
            try:
                found = {name: _begin(self.templates / name) for name in templates if self._has(name)}
                files = Files(self.read_source(), found, self.templates.name)
            except MachineError:
                if before is not None and self._state(templates) == before:
                    raise
                continue
            if before is not None and self._state(templates) == before:
                return files
        raise MachineError(
            Code.SOURCE_CHANGING,
            f"{self.source} か {self.templates} のファイルが、読んでいる間に何度も変わりました",
            "保存や同期、コピーが終わってから、もう一度実行してください",
        )

    def read_source(self) -> dict[str, bytes]:
        """Every file of plan_source/ by its path there, links that lead out of it left out.

        Of a file that is too large for any use, no more is read than shows it.
        """
        if not self.source.is_dir():
            raise MachineError(
                Code.PROJECT_MISSING,
                f"{self.source} がありません",
                "計画の入ったフォルダーで実行するか、make new で新しい計画を作ってください",
            )
        return {path.relative_to(self.source).as_posix(): _begin(path) for path in self._files()}

    def _files(self) -> Iterator[Path]:
        root = self.source.resolve()
        for path in sorted(self.source.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in path.relative_to(self.source).parts)
            if path.is_file() and not hidden and path.resolve().is_relative_to(root):
                yield path

    def _has(self, template: str) -> bool:
        return (self.templates / template).is_file()

    def _state(self, templates: Sequence[str]) -> dict[Path, tuple[int, ...]] | None:
        """What changes with every change of a file; None where files go while one looks."""
        try:
            paths = [*self._files(), *(self.templates / name for name in templates if self._has(name))]
            states = {path: path.stat() for path in paths}
        except OSError:
            return None
        return {path: (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in states.items()}

    @property
    def layout_cache(self) -> LayoutCache:
        return LayoutCache(self.output / ".cache" / "layout")

    def parse(self, texts: Sequence[str]) -> list[dict[str, Any] | None]:
        """pandoc's JSON of each text, or None where it can't read it; what it read before is in build/.cache."""
        cache = self.output / ".cache" / "markdown"
        keys = [hashlib.sha256(f"{_reader_version()}\0{text}".encode()).hexdigest() for text in texts]
        known = _recall(cache, set(keys))
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if unknown:
            parsed = dict(zip(unknown, _run_pandoc(list(unknown.values())), strict=True))
            known.update({key: _as_document(answer) for key, answer in parsed.items()})
            if self.keeps_cache:
                store(cache, {key: answer.encode() for key, answer in parsed.items()}, set(keys))
        return [known[key] for key in keys]

    def check_writable(self, names: Sequence[str]) -> None:
        """Bring to an end what a killed run began. Raises MachineError naming every output that can't be written."""
        output.complete(self.output)
        output.check_writable(self.output, names)

    def write(
        self, documents: Mapping[str, bytes], companions: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Put the documents into build/ all or nothing; companions that agree no longer are removed, and come back."""
        return output.put(self.output, documents, companions or {})


def write_new(folder: Path) -> None:
    """An empty plan that builds, in a folder that does not exist yet or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MachineError(
            Code.PROJECT_EXISTS,
            f"{folder} は既にあります",
            "上書きはしません。別の名前を付けるか、今のフォルダーの名前を変えてから実行してください",
        )
    try:
        with resources.as_file(resources.files("pipeline").joinpath("skeleton")) as skeleton:
            shutil.copytree(skeleton, folder, dirs_exist_ok=True)
    except OSError as error:
        raise MachineError(
            Code.OUTPUT_UNWRITABLE,
            f"{folder} を作れません（{error.strerror or error}）",
            "フォルダーに書き込めるか、空きがあるかを確かめてください",
        ) from error


def _begin(path: Path) -> bytes:
    """What a file holds; of one that is too large, as much as shows that it is."""
    return _read(path, limits.LARGEST + 1)


def _read(path: Path, most: int = 0) -> bytes:
    """The bytes of a file: all, or the first `most`."""
    try:
        if not most or path.stat().st_size <= most:
            return path.read_bytes()
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise MachineError(
            Code.FILE_UNREADABLE,
            f"{path} を読めません（{error.strerror or error}）",
            "ほかのソフトで開いていれば閉じ、ファイルを読む権限があるか確かめてください",
        ) from error


@functools.cache
def _reader_version() -> str:
    """What a parsed text depends on beside itself: how pandoc is asked, and which pandoc it is."""
    return f"{_READER.read_text('utf-8')}\0{metadata.version('pypandoc_binary')}"


def _as_document(answer: str) -> dict[str, Any] | None:
    """pandoc's JSON as a value; nothing where it failed, or where it nests deeper than can be followed."""
    try:
        document: dict[str, Any] = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return document


def _recall(cache: Path, keys: set[str]) -> dict[str, dict[str, Any] | None]:
    """What was parsed before. A cache that can't be read is as good as none."""
    known: dict[str, dict[str, Any] | None] = {}
    for key in keys:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if document := _as_document((cache / key).read_text("utf-8")):
                known[key] = document
    return known


def _run_pandoc(texts: Sequence[str]) -> list[str]:
    """pandoc's JSON of each text, or nothing for a text at which it fails: then each is tried by itself."""
    try:
        return _ask_pandoc(texts)
    except subprocess.SubprocessError as error:
        if texts == [""]:
            raise _no_pandoc(error) from error
        if len(texts) > 1:
            return [answer for text in texts for answer in _run_pandoc([text])]
        _run_pandoc([""])
        return [""]
    except OSError as error:
        raise _no_pandoc(error) from error


def _ask_pandoc(texts: Sequence[str]) -> list[str]:
    """One pandoc process for all texts: each line of its answer is the JSON of one."""
    with resources.as_file(_READER) as reader:
        result = subprocess.run(
            [pypandoc.get_pandoc_path(), "lua", str(reader), *_MEMORY],
            input=json.dumps(list(texts)).encode("ascii"),
            capture_output=True,
            check=True,
            timeout=_PATIENCE + sum(map(len, texts)) / _SLOWEST,
        )
    return result.stdout.decode("utf-8").rstrip("\n").split("\n")


def _no_pandoc(error: Exception) -> MachineError:
    detail = getattr(error, "stderr", b"") or b""
    return MachineError(
        Code.MACHINE_PANDOC,
        f"pandocを実行できません（{detail.decode('utf-8', 'replace').strip() or error}）",
        "もう一度準備するには、.venv を消してから make plan を実行してください",
    )
