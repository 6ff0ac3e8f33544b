"""Templates that are no Word files, or more than that: passwords, macros, bombs, entities, links to elsewhere, damage."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import limits
from pipeline.problems import Code, Problem
from tests.goldens import TEMPLATES
from tests.hostile.projects import (
    make,
    part_of,
    parts_of,
    template_with,
    write_project,
)
from tests.word.test_template_problems import expect
from tests.word.test_template_problems import problems_of as problems_of_template

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
LINKS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
WHOLE = (TEMPLATES / "plan.docx").read_bytes()
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def problems_with(part: str, old: str, new: str, name: str = "plan") -> list[Problem]:
    """What is wrong with a template in which one place of one part is another."""
    text = part_of(part, name)
    assert old in text
    return problems_of_template(template_with({part: text.replace(old, new, 1).encode()}, name), name)


# No Word file, or another kind


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, WHOLE[:-1], WHOLE[1:]]
)
def test_a_file_that_is_no_package_is_told(data: bytes) -> None:
    """Empty, of another kind, cut; an old .doc and a password stand in tests/word/test_template_problems.py."""
    problems = problems_of_template(data)
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_UNREADABLE}
    assert problems or data == WHOLE[1:]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_a_file_with_macros_or_a_dotx_under_another_name_is_told(kind: str) -> None:
    """The name was changed, not the kind."""
    expect(problems_with(TYPES, MAIN, kind), Code.TEMPLATE_UNREADABLE, "「Word 文書 (*.docx)」")


@pytest.mark.parametrize(
    ("at", "data"),
    [(8, b"\x01"), (10, b"\x63"), (10, b"\x0c")],
    ids=["with a password", "packed in an unknown way", "packed as what it is not"],
)
def test_a_zip_that_can_not_be_unpacked_is_told(at: int, data: bytes) -> None:
    """The first entry of the zip's directory says how it was packed (APPNOTE 4.3.12)."""
    entry = WHOLE.index(b"PK\x01\x02") + at
    expect(problems_of_template(WHOLE[:entry] + data + WHOLE[entry + 1 :]), Code.TEMPLATE_UNREADABLE)


def test_a_byte_that_was_lost_in_a_packed_part_is_told() -> None:
    """The sum, or the unpacking itself, says so."""
    at = len(WHOLE) // 2
    damaged = WHOLE[:at] + bytes([WHOLE[at] ^ 0xFF]) + WHOLE[at + 1 :]
    assert {problem.code for problem in problems_of_template(damaged)} == {Code.TEMPLATE_UNREADABLE}


# Bombs


def with_more(fill: Callable[[zipfile.ZipFile], None]) -> bytes:
    written = io.BytesIO(WHOLE)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as package:
        fill(package)
    return written.getvalue()


def write_much(package: zipfile.ZipFile) -> None:
    """More than 100 MB that are 100 KB while they are packed."""
    with package.open("word/media/image1.png", "w") as part:
        for _ in range(limits.UNPACKED // 1_000_000 + 1):
            part.write(bytes(1_000_000))


def write_many(package: zipfile.ZipFile) -> None:
    for number in range(limits.PARTS):
        package.writestr(f"word/media/{number}.png", b"")


@pytest.mark.parametrize("fill", [write_much, write_many])
def test_a_zip_bomb_is_told_before_it_is_unpacked(fill: Callable[[zipfile.ZipFile], None]) -> None:
    """By what its directory says; no more than that is ever unpacked."""
    data = with_more(fill)
    begin = time.perf_counter()
    expect(problems_of_template(data), Code.FILE_TOO_LARGE, "100MB", "1000個", "図の圧縮")
    assert time.perf_counter() - begin < 2


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
)


@pytest.mark.parametrize(
    ("declaration", "use"),
    [
        ("<!DOCTYPE w:document>", ""),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
        ('<!DOCTYPE x [<!ENTITY e "x">]>', "&e;"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ""),
        (LAUGHS, "&j;"),
        (LAUGHS, ""),
    ],
    ids=["none", "outside", "entity", "file", "parameter", "laughs", "laughs unused"],
)
@pytest.mark.parametrize("part", [DOCUMENT, LINKS, "docProps/core.xml"])
def test_entities_are_refused_and_never_unfolded(part: str, declaration: str, use: str) -> None:
    """Word writes none; they can grow without end, or read files of this machine into a document."""
    head, _, rest = part_of(part).partition("?>")
    root, _, inner = rest.partition(">")
    begin = time.perf_counter()
    data = template_with({part: f"{head}?>{declaration}{root}>{use}{inner}".encode()})
    expect(problems_of_template(data), Code.TEMPLATE_UNREADABLE, "Wordの文書")
    assert time.perf_counter() - begin < 2


def test_laughs_in_an_attribute_are_refused() -> None:
    """There the XML reader unfolds them itself."""
    head, _, rest = part_of(DOCUMENT).partition("?>")
    body = rest.replace("<w:body>", '<w:body w:x="&j;">')
    expect(
        problems_of_template(template_with({DOCUMENT: f"{head}?>{LAUGHS}{body}".encode()})),
        Code.TEMPLATE_UNREADABLE,
    )


@pytest.mark.parametrize("inner", ["<w:sdt><w:sdtContent>", "<w:tbl><w:tr><w:tc>"])
def test_a_template_that_nests_a_thousand_deep_is_told(inner: str) -> None:
    """Word gives up long before."""
    closed = "".join(reversed(inner.replace("<", "</").replace(">", ">|").split("|")))
    problems = problems_with(DOCUMENT, "<w:body>", f"<w:body>{inner * 500}<w:p/>{closed * 500}")
    expect(problems, Code.TEMPLATE_UNREADABLE)


# Links to elsewhere


def linked(kind: str, target: str, part: str = LINKS) -> bytes:
    """A template with one more relationship, to something outside."""
    empty = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    text = part_of(part) if part in parts_of(WHOLE) else empty
    link = f'<Relationship Id="r9" Type="{RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="External"/>'
    return template_with({part: text.replace("</Relationships>", f"{link}</Relationships>").encode()})


@pytest.mark.parametrize(
    ("kind", "target", "part", "hint"),
    [
        ("image", "https://example.com/a.png", LINKS, "リンクでなく"),
        ("image", "file:///C:/a.png", "word/_rels/header2.xml.rels", "リンクでなく"),
        ("hyperlink", "file:///C:/a.xlsx", LINKS, "https://"),
        ("hyperlink", "javascript:alert(1)", LINKS, "https://"),
        ("oleObject", "file:///C:/a.xlsx", LINKS, "リンクを解除"),
        ("subDocument", "a.docx", LINKS, "リンクを解除"),
        ("frame", "https://example.com/", LINKS, "リンクを解除"),
    ],
)
def test_what_would_be_fetched_from_elsewhere_is_told(kind: str, target: str, part: str, hint: str) -> None:
    """A drive that others don't have, a server that learns who opens the plan."""
    expect(problems_of_template(linked(kind, target, part)), Code.TEMPLATE_FAULT, target, hint)


@pytest.mark.parametrize(
    "target", ["https://www.example.jp/", "http://www.example.jp/", "mailto:a@example.jp"]
)
def test_an_address_that_readers_may_follow_is_welcome(tmp_path: Path, target: str) -> None:
    """On the last page, say."""
    assert make(write_project(tmp_path, None, {"plan.docx": linked("hyperlink", target)}))
