"""The zip: names that come out right for each reader, and the same bytes on any day."""

from __future__ import annotations

import io
import locale
import os
import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.public_comment.archive import pack_files

NAMES = {"第３期みどり市地域福祉計画（案）_本編.docx": b"plan", "髙橋﨑〜ー〔案〕_概要.pdf": b"summary" * 999}
_UTF8_NAME = 0x800  # bit 11 of the general purpose flags


def test_python_reads_the_names_and_the_files() -> None:
    """In the order in which they were given."""
    with zipfile.ZipFile(io.BytesIO(pack_files(NAMES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == NAMES
        assert archive.namelist() == list(NAMES)


def test_each_name_is_marked_as_utf_8_in_both_headers() -> None:
    """Explorer looks at the flag; a local header that says otherwise is called damaged by some."""
    data = pack_files(NAMES)
    for entry in zipfile.ZipFile(io.BytesIO(data)).infolist():
        assert entry.flag_bits & _UTF8_NAME
        flags, length, extra = (
            struct.unpack_from("<H", data, entry.header_offset + at)[0] for at in (6, 26, 28)
        )
        assert flags & _UTF8_NAME
        start = entry.header_offset + 30
        name = data[start : start + length]
        assert name == entry.filename.encode()
        for field in (entry.extra, data[start + length : start + length + extra]):
            kind, size, version, crc = struct.unpack_from("<HHBL", field)
            assert (kind, size, version, crc) == (0x7075, len(name) + 5, 1, zlib.crc32(name))
            assert field[9:] == name


def test_unzip_unpacks_the_files_under_their_names(tmp_path: Path) -> None:
    """An independent reader, in a locale that has the characters."""
    unzip = shutil.which("unzip")
    if unzip is None:
        assert "CI" not in os.environ, "unzip is missing"
        pytest.skip("unzip がないので確かめていません")
    (tmp_path / "a.zip").write_bytes(pack_files(NAMES))
    environment = {**os.environ, "LC_ALL": _unicode_locale()}
    subprocess.run([unzip, "-q", "a.zip", "-d", "out"], cwd=tmp_path, env=environment, check=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == NAMES


def _unicode_locale() -> str:
    """The name of a locale in UTF-8 that this machine has."""
    before = locale.setlocale(locale.LC_ALL)
    for name in ("C.UTF-8", "en_US.UTF-8", "ja_JP.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_ALL, before)
        return name
    pytest.skip("UTF-8のロケールがないので確かめていません")


@given(st.dictionaries(st.text("計画案第３期（）_", min_size=1), st.binary(max_size=40), max_size=4))
def test_the_same_files_give_the_same_bytes(files: dict[str, bytes]) -> None:
    """No clock, and what is unpacked is what was packed."""
    data = pack_files(files)
    assert data == pack_files(dict(files))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time[:3] for entry in archive.infolist()} <= {(1980, 1, 1)}
