"""A template as it is taken in: read with care, in Word's own form, without anything that tells of its makers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection, Mapping

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import Contract
from pipeline.model.picture_files import without_metadata as bare_picture
from pipeline.model.samples import SampleRow
from pipeline.problems import Problem
from pipeline.system.reproducible_zip import undated_entry
from pipeline.word.template.heads import widen
from pipeline.word.template.healing import heal, rename_parts, usual_names
from pipeline.word.template.item_row import take_item_row
from pipeline.word.template.leftovers import check_characters, check_unfilled
from pipeline.word.template.metadata import reachable, without_metadata
from pipeline.word.template.parts import MAIN, TYPES, Parts, check_needed, read_parts
from pipeline.word.template.traces import check_comments, check_traces
from pipeline.word.template.undescribed import check_described

_PICTURES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif")


@dataclass(frozen=True)
class Taken:
    """A template's package: its bytes and XML parts as documents are made from them. `problems` have to be mended before;
    of `notes` whoever wrote the template should know.
    `item_row` is the row of its sheet that said what stands in each column, if it has one."""

    data: bytes
    parts: Parts
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    item_row: SampleRow | None = None


def take_in(file: str, data: bytes, contract: Contract) -> Taken:
    """Read a template; `file` is what messages call it. Raises PlanErrors if it is no Word file that can be read."""
    data, parts = read_parts(file, data)
    names = usual_names(parts)
    changed = rename_parts(parts, names)
    check_needed(file, parts)
    notes = (
        *check_comments(file, parts),
        *check_described(file, parts),
        *check_unfilled(file, parts, contract),
    )
    problems = (*check_traces(file, parts, contract), *check_characters(file, parts))
    changed |= heal(parts, contract) | without_metadata(parts, contract)
    item_row = take_item_row(parts, contract)
    if item_row or widen(parts[MAIN], contract):
        changed.add(MAIN)
    return Taken(_written(data, parts, names, changed), parts, problems, notes, item_row)


def _written(
    data: bytes, parts: dict[str, etree._Element], names: Mapping[str, str], changed: Collection[str]
) -> bytes:
    """The package with what is other now, and without parts that nothing leads to; the same bytes where nothing is."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [(names.get(name, name), name) for name in package.namelist()]
        kept = reachable(parts)
        pictures = {
            new: bare
            for new, old in entries
            if new.lower().endswith(_PICTURES) and new in kept and (bare := _bare(package.read(old)))
        }
        if not changed and not pictures and all(new in kept for new, _ in entries):
            return data
        for part in [name for name in parts if name not in kept]:
            del parts[part]
        _forget_types(parts, kept)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
            for new, old in entries:
                if new in parts and new in (*changed, TYPES):
                    target.writestr(undated_entry(new), _serialized(parts[new]))
                elif new in kept:
                    target.writestr(undated_entry(new), pictures.get(new) or package.read(old))
    return written.getvalue()


def _bare(picture: bytes) -> bytes:
    """A picture without what its file tells beside it; empty where that is nothing, or the file can't be read."""
    if not picture.startswith((b"\x89PNG", b"\xff\xd8")):
        return b""
    try:
        bare = bare_picture(picture)
    except (struct.error, IndexError):
        return b""
    return bare if bare != picture else b""


def _forget_types(parts: Parts, kept: Collection[str]) -> None:
    """Takes the types of parts that are not there any more out of the list of types."""
    for each in list(parts[TYPES].iter("{*}Override")):
        if each.get("PartName", "").lstrip("/") not in kept:
            parent = each.getparent()
            assert parent is not None, "the root is no Override"
            parent.remove(each)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
