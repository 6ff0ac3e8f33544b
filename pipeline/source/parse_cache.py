"""What former runs have read: blocks of texts, what YAML files say, templates, by a digest of everything that they are made from."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from pipeline.model.blocks import Block
from pipeline.problems import Problem

# Whose classes blocks are made of, beside the numbers of charts. Nothing else is called when they are read back.
_OWN = (
    *(
        "pipeline.model.",
        "pipeline.problems",
        "pipeline.source.yaml_data",
        "pipeline.summary_review.confirmed",
    ),
    *("pipeline.word.template.template", "pipeline.word.template.markers", "pipeline.word.markup."),
)
Made = TypeVar("Made")
_NUMBER = ("decimal", "Decimal")
# Python 3.11 before 3.11.4, which Debian 12 has, writes a member of an enumeration as an attribute of its class.
_ATTRIBUTE = ("builtins", "getattr")
# What begins the names of things that templates are made of.
OF_TEMPLATES = ("template", "fit")
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
    """What was read without a problem. `salt` is what it depends on beside that from which it was made.

    Kept as bytes: `stored` has what was recalled or kept since, and nothing else. What can't be read is forgotten.
    """

    def __init__(self, stored: bytes = b"", salt: str = "") -> None:
        self._salted = hashlib.sha256(f"{salt}\0".encode())
        self._known: dict[str, bytes] = _as_known(stored)
        self._used: dict[str, bytes] = {}

    @property
    def changed(self) -> bool:
        """Whether there is anything to store."""
        return self._used != self._known

    def recall(self, *made_from: str) -> Any:
        """What was made from these before: a text's blocks, or another value that was kept. None where there is nothing."""
        key = self.key(made_from)
        try:
            value = _OwnClasses(io.BytesIO(self._known[key])).load()
        except _BROKEN:
            return None
        self._used[key] = self._known[key]
        return value

    def keep(self, value: object, *made_from: str) -> None:
        """Keep what was made from these, of values in which nothing is wrong."""
        self._used[self.key(made_from)] = pickle.dumps(value, protocol=5)

    def keep_read(self, read: Read, *made_from: str) -> None:
        """Keep what a text became that has no problems."""
        self._used[self.key(made_from)] = read.stored

    def once(self, make: Callable[[], Made], *made_from: str) -> Made:
        """What `make` makes of these, unless it was made before. What it raises is raised each time."""
        known: Made | None = self.recall(*made_from)
        if known is None:
            known = make()
            self.keep(known, *made_from)
        return known

    def hold(self, keys: Iterable[str]) -> None:
        """Keep for another time what is known by these keys, though nobody asks for it now."""
        self._used |= {key: self._known[key] for key in keys if key in self._known}

    def stored(self) -> bytes:
        return pickle.dumps(dict(sorted(self._used.items())), protocol=5)

    def key(self, made_from: tuple[str, ...]) -> str:
        digest = self._salted.copy()
        digest.update("\0".join(made_from).encode())
        return digest.hexdigest()


class Shelf:
    """Templates that one process has read for a plan, for others whose files are the same: the last ones, since offices have their own."""

    def __init__(self, most: int = 30) -> None:
        self._most = most
        self._stored: OrderedDict[str, bytes] = OrderedDict()

    def find(self, key: str) -> bytes | None:
        if key in self._stored:
            self._stored.move_to_end(key)
        return self._stored.get(key)

    def put(self, key: str, stored: bytes) -> None:
        self._stored[key] = stored
        if len(self._stored) > self._most:
            self._stored.popitem(last=False)


class MemoryOfMany(Memory):
    """The memory of a plan among many: it knows what is made of templates for others as well."""

    def __init__(self, stored: bytes, salt: str, shelf: Shelf) -> None:
        super().__init__(stored, salt)
        self._shelf = shelf

    def recall(self, *made_from: str) -> Any:
        key = self.key(made_from)
        if key not in self._known and (stored := self._shelf.find(key)):
            self._used[key] = stored
            return _OwnClasses(io.BytesIO(stored)).load()
        return super().recall(*made_from)

    def keep(self, value: object, *made_from: str) -> None:
        super().keep(value, *made_from)
        if made_from[0] in OF_TEMPLATES:
            key = self.key(made_from)
            self._shelf.put(key, self._used[key])


# So many readings may pass without a value before it is forgotten: what was mended, or undone, is known at once.
_REMEMBERED = 8


class LiveMemory(Memory):
    """The memory of a process that is kept: the very values, so that what has not changed is one value from reading to reading.

    It begins with what an earlier process stored.
    """

    def __init__(self, stored: bytes = b"", salt: str = "") -> None:
        super().__init__(stored, salt)
        self._reading = 0
        self._values: dict[str, Any] = {}
        self._asked: dict[str, int] = {}  # the reading in which a value was asked for last

    def turn(self) -> None:
        """End a reading: the next one begins."""
        self._used = {}
        self._reading += 1
        for key in [each for each, last in self._asked.items() if self._reading - last > _REMEMBERED]:
            del self._values[key], self._asked[key]

    def recall(self, *made_from: str) -> Any:
        key = self.key(made_from)
        if key not in self._values:
            value = super().recall(*made_from)
            if value is None:
                return None
            self._values[key] = value
        self._asked[key] = self._reading
        return self._values[key]

    def keep(self, value: object, *made_from: str) -> None:
        key = self.key(made_from)
        self._values[key], self._asked[key] = value, self._reading

    def keep_read(self, read: Read, *made_from: str) -> None:
        self.keep(read.blocks, *made_from)

    def hold(self, keys: Iterable[str]) -> None:
        self._asked |= {key: self._reading for key in keys if key in self._values}


def _as_known(stored: bytes) -> dict[str, bytes]:
    try:
        known = _OwnClasses(io.BytesIO(stored)).load()
    except _BROKEN:
        return {}
    return known if isinstance(known, dict) else {}


def _member(kind: type[Enum], name: str) -> Enum:
    """What stands for getattr in a file: a member of a class of this program's, by its name."""
    if not issubclass(kind, Enum):
        raise pickle.UnpicklingError(f"{kind}.{name}")
    return kind[name]


class _OwnClasses(pickle.Unpickler):
    """Makes values of this program's own classes, numbers, and of no others: a file in build/ can't run anything."""

    def find_class(self, module: str, name: str) -> Any:
        return _own(module, name)


@cache
def _own(module: str, name: str) -> Any:
    """Looked up once for all texts."""
    if (module, name) == _ATTRIBUTE:
        return _member
    own = module.startswith(_OWN) or (module, name) == _NUMBER
    if own and isinstance(found := getattr(import_module(module), name), type):
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")
