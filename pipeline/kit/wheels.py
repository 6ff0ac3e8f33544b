"""Wheels, unpacked as an installer would (PEP 427), without what nothing in a kit uses: commands, headers, tests."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pipeline.frozen import dataclass
from pipeline.problems import Code, MachineError

# A wheel's own parts for other places: of these the libraries are wanted.
_DATA = re.compile(r"[^/]+\.data/(?P<kind>[^/]+)/(?P<path>.+)")
_INSTALLED = ("purelib", "platlib")
_INFO = re.compile(r"[^/]+\.dist-info/")
_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
# What programs ask of an installed package: its version and its entry points.
_ASKED = ("METADATA", "entry_points.txt")
_UNUSED = ("/tests/", "/test/")
_UNUSED_ENDS = (".pyi", ".h", ".pxd", ".pyx", ".c", ".lib", ".pdb")
# Pictures of a kind that no plan may have (4 MB); Pillow does without.
_UNUSED_PARTS = ("PIL/_avif.",)


@dataclass(frozen=True)
class Wheel:
    """An unpacked wheel: the files by their paths in lib/, and the texts of its licence by their names."""

    name: str
    version: str
    licence: str
    files: Mapping[str, bytes]
    licences: Mapping[str, bytes]


def unpack_wheel(name: str, data: bytes) -> Wheel:
    """A wheel of this file name. Raises MachineError if it is none, or if a file in it is not what its RECORD says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {each: archive.read(each) for each in archive.namelist() if not each.endswith("/")}
        _check_record(files)
    except (zipfile.BadZipFile, ValueError, StopIteration) as error:
        raise MachineError(
            Code.KIT_MATERIAL,
            f"{name} が壊れています",
            "build/.cache/kit を消して、もう一度実行してください",
        ) from error
    package, version, *_ = name.split("-")
    metadata = next(text for path, text in files.items() if path.endswith(".dist-info/METADATA")).decode()
    return Wheel(
        package,
        version,
        _licence_said(metadata),
        dict(sorted(_installed(files))),
        {_inside(path): text for path, text in sorted(files.items()) if _LICENCE.search(_inside(path))},
    )


def _installed(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path, data in files.items():
        moved = _DATA.match(path)
        place = moved["path"] if moved else path
        if moved and moved["kind"] not in _INSTALLED:
            continue
        if _INFO.match(place):
            if PurePosixPath(place).name in _ASKED:
                yield place, data
        elif not _is_unused(place):
            yield place, data


def _is_unused(place: str) -> bool:
    return (
        place.endswith(_UNUSED_ENDS)
        or place.startswith(_UNUSED_PARTS)
        or any(each in f"/{place}" for each in _UNUSED)
    )


def _check_record(files: Mapping[str, bytes]) -> None:
    """Raises ValueError where a file is not as the wheel's list of files says."""
    record = next(data for path, data in files.items() if path.endswith(".dist-info/RECORD")).decode()
    for path, said, _ in csv.reader(io.StringIO(record)):
        if said:
            digest = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest()).rstrip(b"=").decode()
            if said != f"sha256={digest}":
                raise ValueError(path)


def _inside(path: str) -> str:
    """The path of a file in what a wheel says about itself, without the folder that newer ones have for licences; empty for others."""
    info = _INFO.match(path)
    return path.removeprefix(info[0]).removeprefix("licenses/") if info else ""


def _licence_said(metadata: str) -> str:
    """The licence as a package names it: by an expression, a short text, or its classifiers."""
    from email import message_from_string

    said = message_from_string(metadata)
    text = said.get("License-Expression") or said.get("License") or ""
    classified = [each for each in said.get_all("Classifier", []) if each.startswith("License ::")]
    return text if text and "\n" not in text else "、".join(each.rpartition(" :: ")[2] for each in classified)
