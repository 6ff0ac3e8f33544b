"""The finished package: the same parts give the same bytes, whenever and wherever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.part import Part
from docx.opc.spec import default_content_types

from pipeline.system.reproducible_zip import undated_entry


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
    yield CONTENT_TYPES_URI.membername, _content_types(package.parts)
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in package.parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: Iterable[Part]) -> bytes:
    """Each part's type (ECMA-376 Part 2, [Content_Types].xml): by the end of its name where that is usual, else by its name."""
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    overrides = {}
    for part in parts:
        extension = part.partname.ext
        if (extension.lower(), part.content_type) in default_content_types:
            defaults[extension.lower()] = part.content_type
        else:
            overrides[part.partname] = part.content_type
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    for extension, kind in sorted(defaults.items()):
        types.add_default(extension, kind)
    for name, kind in sorted(overrides.items()):
        types.add_override(name, kind)
    return serialize_part_xml(types)
