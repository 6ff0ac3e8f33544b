"""The project's folders: plan_source/ and templates/ read as they stand at one moment, build/ written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.model.documents import DECLARATION, DOCUMENTS, names_of
from pipeline.model.private import is_private
from pipeline.model.stages import Stage
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem
from pipeline.system.held_files import once_free
from pipeline.system.long_paths import check_lengths
from pipeline.workspace import output

# Seconds to wait before files are read, and read again because one was saved meanwhile.
_PAUSES = (0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_NAMED = 5  # plans that are told where none is
# Where `make golden` records the plan, from the project's folder.
RECORDED = Path("tests/plan/expected")


@dataclass(frozen=True)
class Files:
    """The files from which documents are made: the source by path, and files of templates/ by name, whose folder is `folder`."""

    source: Mapping[str, bytes]
    templates: Mapping[str, bytes]
    folder: str

    @property
    def digest(self) -> str:
        """Equal for files that say the same under the same names."""
        found = hashlib.sha256(self.folder.encode())
        for name, data in (*sorted(self.source.items()), *sorted(self.templates.items())):
            found.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return found.hexdigest()

    def template(self, name: str, declared: Location | None = None) -> bytes:
        """A file of templates/, of a document that is `declared` somewhere. Raises PlanErrors if it is not there."""
        if name not in self.templates:
            what = "テンプレート" if name.endswith(".docx") else "テンプレートの紙を決めるファイル"
            kind = name.rpartition(".")[2]
            raise PlanErrors(
                [
                    Problem(
                        Location(f"{self.folder}/{name}"),
                        Code.TEMPLATE_MISSING,
                        f"{what}がありません",
                        f"{declared} の文書に要ります。作りの近いもの（summary.{kind} など）を写し、{name} という名前で {self.folder} に置いてください"
                        if declared
                        else f"元の {name} を {self.folder} に戻してください",
                    )
                ]
            )
        return self.templates[name]


@dataclass(frozen=True)
class Project:
    """The folders of one project; messages call them by the way there, as it was told, or else by their names."""

    source: Path
    templates: Path
    output: Path
    keeps_cache: bool = True  # whether what was parsed may be kept in build/.cache
    stage: Stage | None = None  # in place of the one that plan.yaml says
    reads_private: bool = False  # whether files with residents' names in them are read (model/private.py)

    @property
    def source_called(self) -> str:
        """plan_source/ in messages."""
        return _called(self.source)

    @property
    def templates_called(self) -> str:
        """templates/ in messages."""
        return _called(self.templates)

    def read(self, templates: Sequence[str]) -> Files:
        """The source and these files of templates/ as they stood at one moment: what is saved meanwhile is read again.

        Raises MachineError if a file can't be read, or if they never stand still.
        """
        for pause in _PAUSES:
            time.sleep(pause)
            before = self._state(templates)
            try:
                found = {name: begin_of(self._template(name)) for name in templates if self._has(name)}
                files = Files(self.read_source(), found, self.templates_called)
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

    def length(self) -> int:
        """How many bytes of Markdown there are about; files that are just being written or taken away don't count."""
        length = 0
        for path in self._files():
            if path.suffix == ".md":
                with contextlib.suppress(OSError):
                    length += path.stat().st_size
        return length

    def read_source(self) -> dict[str, bytes]:
        """Every file of plan_source/ by its path there, links that lead out of it left out.

        Of a file that is too large for any use, no more is read than shows it.
        """
        self.check_source()
        return {path.relative_to(self.source).as_posix(): begin_of(path) for path in self._files()}

    def check_source(self) -> None:
        """Raise MachineError if there is no plan_source/."""
        if not self.source.is_dir():
            raise MachineError(
                Code.PROJECT_MISSING,
                f"{self.source} がありません",
                self._where_plans_are(),
            )

    def _where_plans_are(self) -> str:
        """The commands that would have found a plan here, or made one, as the hint of a message."""
        from pipeline.invocation import command

        there = sorted(path.parent for path in self.source.parent.glob("*/plan.yaml"))
        if found := [str(path) for path in there if (path / "chapters").is_dir()]:
            return f"{'、'.join(found)} に原稿があります（{command('plan', source=found[0])} のように指定します）"
        from pipeline.workspace.plans import plans_in

        home = self.source.absolute().parent
        if plans := [str(each.relative_to(home)) for each in plans_in(home)][:_NAMED]:
            return f"{'、'.join(plans)} に計画があります。そのフォルダーで実行してください"
        return f"計画の入ったフォルダーで実行するか、{command('new')} で新しい計画を作ってください"

    def _files(self) -> Iterator[Path]:
        found = _files_in(self.source, self.source.resolve()) if self.source.is_dir() else ()
        return (path for path in found if self.reads_private or not is_private(path.name))

    def further_templates(self) -> tuple[str, ...]:
        """The files of templates/ that may be those of documents which the plan declares; none where it declares none."""
        return self.strange_templates() if (self.source / DECLARATION).is_file() else ()

    def strange_templates(self) -> tuple[str, ...]:
        """The Word files of templates/, and what is declared beside them, that no document of the program's own is made from."""
        own = names_of(DOCUMENTS)
        found = sorted(self.templates.glob("*")) if self.templates.is_dir() else ()
        return tuple(
            unicodedata.normalize("NFC", path.name)
            for path in found
            if path.suffix in (".docx", ".yaml")
            # Windows finds a file in whatever case it is written.
            and path.stem.casefold() not in own
            and not path.name.startswith((".", "~$"))
        )

    def _template(self, name: str) -> Path:
        """A file of templates/, under the name that it has there: macOS and some archives write が as か and a mark."""
        path = self.templates / name
        return path if path.is_file() else self.templates / unicodedata.normalize("NFD", name)

    def _has(self, template: str) -> bool:
        return self._template(template).is_file()

    def _state(self, templates: Sequence[str]) -> dict[str, tuple[int, ...]] | None:
        """The state of files, which every change alters; None where files go while one looks."""
        try:
            paths = [*self._files(), *(self._template(name) for name in templates if self._has(name))]
            states = {str(path): path.stat() for path in paths}
        except OSError:
            return None
        return {path: (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in states.items()}

    @property
    def cache(self) -> Path:
        """The folder for what saves the next run time."""
        return self.output / ".cache"

    @property
    def stamps(self) -> Path:
        """The folder for what the next run compares with."""
        return self.cache / "stamps"

    def write(
        self, documents: Mapping[str, bytes], companions: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Put the documents into build/ all or nothing; companions that agree no longer are removed, and come back."""
        return output.put(self.output, documents, companions or {})

    def write_source(self, name: str, data: bytes) -> None:
        """Put a file that the program keeps with the plan into plan_source/. Raises MachineError."""
        output.put(self.source, {name: data}, {})


def _files_in(folder: Path, root: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, by name, that lie under `root`, and are not hidden. (`Path.rglob` takes three times as
    long, and this is asked six times a run.)"""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.path.normcase(entry.name))
    except PermissionError:
        return
    inside = folder.resolve().is_relative_to(root)  # Windows has links to folders that say they are none
    for entry in found:
        path = folder / entry.name
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(path, root)
        elif path.is_file() and (path.resolve().is_relative_to(root) if entry.is_symlink() else inside):
            yield path


def _called(folder: Path) -> str:
    """The way to a folder from where a command was given: another may have the same name. From a disk's root it tells nobody more."""
    return folder.name if folder.is_absolute() else folder.as_posix()


def begin_of(path: Path) -> bytes:
    """A file's bytes; of one that is too large, as many as show that it is."""
    most = limits.LARGEST + 1
    try:
        if path.stat().st_size <= most:
            return once_free(path.read_bytes)
        with once_free(lambda: path.open("rb")) as file:
            return file.read(most)
    except OSError as error:
        check_lengths([path])
        raise MachineError(
            Code.FILE_UNREADABLE,
            f"{path} を読めません（{error.strerror or error}）",
            "ほかのソフトで開いていれば閉じ、ファイルを読む権限があるか確かめてください",
        ) from error
