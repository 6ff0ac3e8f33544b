"""The files of plan_source/ as they are read: by their names, as text, and those that others name."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.model.documents import DECLARATION
from pipeline.model.file_names import fault_of_name
from pipeline.model.private import OPINION_FILES
from pipeline.problems import Code, Location, Problem
from pipeline.slips import likely_file
from pipeline.source.fragment import Fragment, Position
from pipeline.source.tables import CsvFile
from pipeline.source.text import Decoded, decode

GLOSSARY = "glossary.yaml"
# What is read of plan_source/, by whatever command, under this name alone.
KNOWN_FILES = (
    "plan.yaml",
    "framework.yaml",
    "summary.yaml",
    GLOSSARY,
    "position.yaml",
    DECLARATION,
    "changes.yaml",
    "confirmed.yaml",
    "readings.yaml",
    "wording.yaml",
    "public_comment.yaml",
    "answers.yaml",
    *OPINION_FILES,
)
# What nothing in the YAML files is made from, but for the names.
_APART = (".md", ".png", ".jpg", ".jpeg")


def in_nfc(files: Mapping[str, bytes], folder: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The files by their names in NFC, and what is wrong where two names become one.

    macOS and some archives write が as か and a mark, and no keyboard does.
    """
    named: dict[str, bytes] = {}
    problems = []
    for path, data in files.items():
        name = unicodedata.normalize("NFC", path)
        if name in named:
            problems.append(
                Problem(
                    Location(f"{folder}/{name}"),
                    Code.FILE_TWICE,
                    "見た目が同じ名前のファイルが二つあります（濁点などの表し方だけが違います）",
                    "二つの中身を比べ、要らないほうを消すか、名前を変えてください",
                )
            )
        named[name] = data
    return named, problems


def strange_names(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """Warnings of names with which a plan can't be handed to all: a share has such files, and Windows opens none of them."""
    lower: dict[str, str] = {}
    for path in sorted(files):
        location = Location(f"{folder}/{path}")
        if fault := next(filter(None, map(fault_of_name, path.split("/"))), ""):
            yield Problem(
                location,
                Code.FILE_NAME,
                f"{fault}、Windowsでは開けません",
                "名前を変え、原稿でこの名前を書いた所も直してください",
                warning=True,
            )
        if other := lower.get(path.casefold()):
            yield Problem(
                location,
                Code.FILE_TWICE,
                f"「{other}」と、大文字と小文字だけが違う名前です。Windowsでは同じファイルになります",
                "二つの中身を比べ、要らないほうを消すか、名前を変えてください",
                warning=True,
            )
        lower[path.casefold()] = path


@dataclass(frozen=True)
class SourceFiles:
    """The files by their names in NFC (path in plan_source/ → bytes); `folder` is what messages call that."""

    files: Mapping[str, bytes]
    folder: str

    def named(self, path: str) -> str:
        return f"{self.folder}/{path}"

    def decoded(self, path: str) -> Decoded:
        """A file's text, None if its bytes are no text, and what is wrong with it."""
        return decode(self.named(path), self.files[path])

    def inside(self, path: str, location: Location) -> str | Problem:
        """The path as it is found in `files`, or what is wrong with it."""
        clean = unicodedata.normalize("NFC", posixpath.normpath(path.replace("\\", "/")))
        if clean == ".." or clean.startswith(("../", "/")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", clean):
            return Problem(
                location,
                Code.FILE_OUTSIDE,
                f"「{path}」は{self.folder}の外にあります",
                f"{self.folder}の中に置き、そこからの道筋で書いてください（例: figures/a.png）",
            )
        if clean not in self.files:
            return Problem(
                location,
                Code.FILE_MISSING,
                f"「{path}」というファイルがありません",
                f"もしかして: {near}"
                if (near := likely_file(clean, self.files))
                else f"{self.folder}の中での道筋と、大文字と小文字の違いを見てください。引用符は半角です。"
                "外へのリンクがあっても、その先は読みません",
            )
        return clean

    def csv(self, path: str, fragment: Fragment, position: Position) -> CsvFile | None:
        clean = self.inside(path, fragment.locate(position))
        if isinstance(clean, Problem):
            fragment.add(clean)
            return None
        decoded = self.decoded(clean)
        fragment.add(*decoded.problems)
        if decoded.text is None or decoded.problems:
            return None
        return CsvFile(self.named(clean), decoded.text)

    @cached_property
    def csv_digest(self) -> str:
        """The digest of the content of all CSV files."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            if path.lower().endswith(".csv"):
                digest.update(f"{path}\0{len(self.files[path])}\0".encode() + self.files[path])
        return digest.hexdigest()

    def digest_of_data(self) -> str:
        """The digest of all that the YAML files are read from: themselves, what they name, and whether there is what they name."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            data = b"" if path.lower().endswith(_APART) else self.files[path]
            digest.update(
                f"{path}\0{len(data)}\0".encode(errors="surrogatepass") + data
            )  # names may be no text
        return digest.hexdigest()
