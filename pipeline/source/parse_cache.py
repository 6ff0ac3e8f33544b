"""Parsed texts of former runs: blocks by a digest of everything that they are made from."""

from __future__ import annotations

import hashlib
import io
import pickle
from typing import Any

from pipeline.model.blocks import Block
from pipeline.problems import Problem

# Whose classes blocks are made of, beside the numbers of charts. Nothing else is called when they are read back.
_OWN = ("pipeline.model.", "pipeline.problems")
_NUMBER = ("decimal", "Decimal")
_BROKEN = (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, LookupError, ImportError)


class Read:
    """A read text: its blocks, and its problems. Between processes the blocks are as the memory keeps them, so that
    they are not taken apart twice."""

    def __init__(self, blocks: tuple[Block, ...], problems: tuple[Problem, ...]) -> None:
        self.blocks = blocks
        self.problems = problems
        self.stored = pickle.dumps(blocks, protocol=5)

    def __getstate__(self) -> tuple[tuple[Problem, ...], bytes]:
        return self.problems, self.stored

    def __setstate__(self, state: tuple[tuple[Problem, ...], bytes]) -> None:
        self.problems, self.stored = state
        self.blocks = _OwnClasses(io.BytesIO(self.stored)).load()


class Memory:
    """Blocks of texts that were read without a problem. `salt` is what they depend on beside text and place.

    Kept as bytes: `stored` has what was recalled or kept since, and nothing else. What can't be read is forgotten.
    """

    def __init__(self, stored: bytes = b"", salt: str = "") -> None:
        self._salt = salt
        self._known: dict[str, bytes] = _as_known(stored)
        self._used: dict[str, bytes] = {}

    @property
    def changed(self) -> bool:
        """Whether there is anything to store."""
        return self._used != self._known

    def recall(self, *made_from: str) -> tuple[Block, ...] | None:
        """The blocks of a text, if it was read before."""
        key = self._key(made_from)
        try:
            blocks: tuple[Block, ...] = _OwnClasses(io.BytesIO(self._known[key])).load()
        except _BROKEN:
            return None
        self._used[key] = self._known[key]
        return blocks

    def keep(self, read: Read, *made_from: str) -> None:
        """Keep what a text became that has no problems."""
        self._used[self._key(made_from)] = read.stored

    def stored(self) -> bytes:
        return pickle.dumps(self._used, protocol=5)

    def _key(self, made_from: tuple[str, ...]) -> str:
        return hashlib.sha256("\0".join((self._salt, *made_from)).encode()).hexdigest()


def _as_known(stored: bytes) -> dict[str, bytes]:
    try:
        known = _OwnClasses(io.BytesIO(stored)).load()
    except _BROKEN:
        return {}
    return known if isinstance(known, dict) else {}


class _OwnClasses(pickle.Unpickler):
    """Makes values of this program's own classes, numbers, and of no others: a file in build/ can't run anything."""

    def find_class(self, module: str, name: str) -> Any:
        own = module.startswith(_OWN) or (module, name) == _NUMBER
        if own and isinstance(found := super().find_class(module, name), type):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")
