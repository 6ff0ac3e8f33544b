"""The mark of a version in a finished document: a custom property (ECMA-376 Part 1, 15.2.12.2 and 22.3) by which it is recognised
when it comes back, whatever it is called then."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

# Its name as Word shows it among the properties of a file.
PROPERTY = "KeikakuVersion"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND = f"{_OFFICE}/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAME = PackURI("/docProps/custom.xml")
# The set of properties that users define ([MS-OSHARED] 2.3.3.2.2); their numbers begin with 2.
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def add_mark(package: OpcPackage, document: str, finished: Mapping[str, bytes]) -> None:
    """Give a document its mark, which follows from its name and what it says: the same text has the same, others have others."""
    digest = hashlib.sha256(document.encode())
    for name in sorted(finished):
        digest.update(finished[name])
    part = Part(_NAME, _TYPE, _markup(digest.hexdigest()[:32]), package)  # type: ignore[arg-type]
    package.relate_to(part, _KIND)


def _markup(mark: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_SET}" pid="2" name="{PROPERTY}"><vt:lpwstr>{mark}</vt:lpwstr></property></Properties>'
    ).encode()
