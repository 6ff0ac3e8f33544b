"""The edge: reads plan_source/ and templates/, and writes build/ all or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline import pandoc, program
from pipeline.layout.cache import LayoutCache, store
from pipeline.model import limits
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem
from pipeline.source.memory import Memory


@dataclass(frozen=True)
class Project:
    """The folders of one project. `folder` names are what messages call them."""

    source: Path
    templates: Path
    output: Path
    keeps_cache: bool = True  # whether what was parsed may be kept in build/.cache

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
        root = self.source.resolve()
        return {path.relative_to(self.source).as_posix(): _begin(path) for path in self._files(root)}

    def _files(self, root: Path) -> Iterator[Path]:
        for path in sorted(self.source.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in path.relative_to(self.source).parts)
            if path.is_file() and not hidden and path.resolve().is_relative_to(root):
                yield path

    def read_template(self, name: str) -> bytes:
        """A file of templates/. Raises PlanErrors if it is not there."""
        path = self.templates / name
        if not path.is_file():
            what = "テンプレート" if name.endswith(".docx") else "テンプレートの紙を決めるファイル"
            raise PlanErrors(
                [
                    Problem(
                        Location(f"{self.templates.name}/{name}"),
                        Code.TEMPLATE_MISSING,
                        f"{what}がありません",
                        f"元の {name} を templates に戻してください",
                    )
                ]
            )
        return _begin(path)

    def parse(self, texts: Sequence[str]) -> Iterable[dict[str, Any] | None]:
        """pandoc's JSON of each text."""
        return pandoc.read(texts)

    @property
    def stamps(self) -> Path:
        """Where runs leave what the next one compares with."""
        return self.output / ".cache" / "stamps"

    @property
    def layout_cache(self) -> LayoutCache:
        return LayoutCache(self.output / ".cache" / "layout")

    def memory(self) -> Memory:
        """What the last run read of this plan; a file that can't be read is as good as none."""
        with contextlib.suppress(OSError):
            return Memory(self._memory.read_bytes(), _salt())
        return Memory(salt=_salt())

    def remember(self, memory: Memory) -> None:
        """Keep for the next run what this one has read."""
        if self.keeps_cache and memory.changed:
            store(self._memory.parent, {self._memory.name: memory.stored()}, {self._memory.name})

    @property
    def _memory(self) -> Path:
        return self.output / ".cache" / "markdown" / "blocks"

    def check_writable(self, names: Sequence[str]) -> None:
        """Raise MachineError naming every output that somebody has open."""
        held = [name for name in names if self._locks(name) or _is_locked(self.output / name)]
        locks = [str(lock) for name in held for lock in self._locks(name)]
        if held:
            stale = f"。誰も開いていないのに出るときは、{'、'.join(locks)} を消してください" if locks else ""
            raise MachineError(
                Code.OUTPUT_HELD,
                f"開かれているため書き込めません: {'、'.join(str(self.output / name) for name in held)}",
                f"Wordなどで開いている文書を閉じてから、もう一度実行してください{stale}",
            )

    def _locks(self, name: str) -> list[Path]:
        """The files by which a program says that it has the document open.

        Word leaves ~$name, with the first two letters cut from longer names, LibreOffice .~lock.name#.
        """
        locks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
        return [self.output / lock for lock in locks if (self.output / lock).exists()]

    def holds(self, name: str, data: bytes) -> bool:
        """Whether build/ has this very file already."""
        path = self.output / name
        return path.is_file() and _read(path) == data

    def write(self, documents: Mapping[str, bytes], stale: Sequence[str] = ()) -> tuple[str, ...]:
        """Put the documents into build/: each is whole at any moment, and none is replaced unless all can be.

        `stale` are files that no longer agree with them: they go first, so that none is ever beside a newer one.
        Those that were there come back.
        """
        self.check_writable([*documents, *stale])
        removed = tuple(name for name in stale if (self.output / name).exists())
        if self.output.exists() and not self.output.is_dir():
            raise MachineError(
                Code.OUTPUT_UNWRITABLE,
                f"{self.output} がフォルダーではありません",
                "同じ名前のファイルを別の所へ移してください",
            )
        waiting: dict[Path, Path] = {}
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            for name, data in documents.items():
                target = self.output / name
                beside = self.output / f".{name}.{os.getpid()}.new"
                waiting[beside] = target
                _write_through(beside, data)
            for name in removed:
                (self.output / name).unlink(missing_ok=True)
            for beside, target in waiting.items():
                os.replace(beside, target)
        except OSError as error:
            raise MachineError(
                Code.OUTPUT_UNWRITABLE,
                f"{self.output} に書き込めません（{error.strerror or error}）",
                "開いている文書を閉じ、フォルダーに書き込めるか、空きがあるかを確かめてください",
            ) from error
        finally:
            for beside in waiting:
                beside.unlink(missing_ok=True)
        return removed


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


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _is_locked(path: Path) -> bool:
    """Whether a file is there and can't be written to, as on Windows while a program has it open."""
    try:
        with path.open("r+b"):
            return False
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


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


def _salt() -> str:
    return program.digest() + pandoc.version()
