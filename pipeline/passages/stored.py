"""Maps as a file: what is kept beside a version that leaves the house."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from pipeline.passages.model import DocumentMap, Kind, Origin, Passage

_FORMAT = 1
_PASSAGE = tuple(each.name for each in fields(Passage) if each.name not in ("index", "origin"))
_ORIGIN = tuple(each.name for each in fields(Origin))


def store_maps(maps: Iterable[DocumentMap]) -> bytes:
    """The maps of some documents as JSON: the same maps give the same bytes."""
    documents = {
        each.document: {
            "slots": [list(slot) for slot in each.slots],
            "passages": [_stored(passage) for passage in each.passages],
        }
        for each in maps
    }
    stored = {"keikaku": _FORMAT, "documents": documents}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _stored(passage: Passage) -> list[Any]:
    origin = [getattr(passage.origin, name) for name in _ORIGIN] if passage.origin else None
    return [*(getattr(passage, name) for name in _PASSAGE), origin]


def read_maps(data: bytes) -> dict[str, DocumentMap]:
    """The maps by the names of their documents. Raises ValueError where it is no such file, or one of another program."""
    stored = json.loads(data)
    if not isinstance(stored, dict) or stored.get("keikaku") != _FORMAT:
        raise ValueError("no map")
    return {name: _map(name, each) for name, each in stored["documents"].items()}


def _map(name: str, stored: Any) -> DocumentMap:
    passages = []
    count = {True: 0, False: 0}
    for *values, origin in stored["passages"]:
        own = dict(zip(_PASSAGE, values, strict=True))
        kind = Kind(own.pop("kind"))
        place = Origin(*origin) if origin else None
        is_note = kind is Kind.NOTE
        passages.append(Passage(count[is_note], kind=kind, origin=place, **own))
        count[is_note] += 1
    return DocumentMap(name, tuple(passages), tuple((slot, number) for slot, number in stored["slots"]))
