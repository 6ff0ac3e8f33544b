"""The finished package: the same parts give the same bytes, whenever and wherever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem

from pipeline.undated import undated_entry


def pack(package: OpcPackage, finished: Mapping[str, bytes]) -> bytes:
    """The package without times, its parts in order: content types first, as Word writes them.

    `finished` has the content of the parts that were written without python-docx.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, data in sorted(
            parts_of(package), key=lambda part: (part[0] != "[Content_Types].xml", part[0])
        ):
            target.writestr(undated_entry(name), finished.get(name, data), compresslevel=6)
    return result.getvalue()


def parts_of(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what python-docx would write.

    It would also write the time of day, which a zip file can't hold where the clock says 1970.
    """
    for part in package.parts:
        part.before_marshal()  # type: ignore[no-untyped-call]
    types = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]
    yield CONTENT_TYPES_URI.membername, types.blob
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in package.parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml
