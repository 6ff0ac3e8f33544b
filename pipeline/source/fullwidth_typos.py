"""Slips of a Japanese keyboard in YAML: full-width colons and blanks, tabs, a missing blank after a colon.

Found by line, since YAML itself either fails some lines later or takes the key for text. Known keys tell a
mistyped key from prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.model.patterns import one_of
from pipeline.problems import Code, Location, Problem

# What lines begin with before a key.
_USUAL_LEAD, _ODD_BLANKS = " -－", "\t\u00a0　"
_LEAD = _USUAL_LEAD + _ODD_BLANKS
_BLANK = one_of(" ", "\u00a0", "　")
_ODD_COLON = re.compile(r"：|:(?=[^ \t\n])")
# Compiled where a file is broken.
_BLOCK_HEADER = r"^(?P<lead> *(?:- +)*)(?P<key>\S.*?[:：][ \t]*)?[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$"


@dataclass(frozen=True)
class Keys:
    """The keys that a file may hold, asked for and ready once one may begin a text."""

    known: Callable[[], Collection[str]]

    def mistyped(self, text: str) -> re.Match[str] | None:
        """A known key and a colon that is full-width or has no blank behind it; groups `key`, `colon`."""
        return self._mistyped.match(text) if _ODD_COLON.search(text) else None

    def begins(self, line: str) -> bool:
        """Whether a line begins with a known key, whatever blanks stand around it."""
        return bool(self._item.match(line))

    @cached_property
    def pattern(self) -> str:
        longest_first = sorted(map(re.escape, self.known()), key=len, reverse=True)
        return f"(?P<key>{one_of(*longest_first)})"

    # Compiled where they are needed, which is in few files: that takes longer than reading a file.
    @cached_property
    def _item(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(_LEAD)}]*{self.pattern}[ \\t\\u00a0　]*[:：]")

    @cached_property
    def _mistyped(self) -> re.Pattern[str]:
        return re.compile(self.pattern + rf"(?P<colon>{_BLANK}*：|:(?=[^ \t\n]))")


def keyboard_mistakes(
    file: str, lines: Sequence[str], keys: Keys, prose: Collection[int], broken: bool
) -> Iterator[Problem]:
    """The mistakes in the lines of a file, but for those (from 1) that hold `prose`.

    In a `broken` file every line that begins with a tab or a full-width blank is one; in others it may be the
    second line of a value, and counts only before a key.
    """
    for number, line in enumerate(lines, 1):
        if number in prose or not line.strip() or line.lstrip(" \t").startswith("#"):
            continue
        begin = len(line) - len(line.lstrip(_LEAD))
        if found := keys.mistyped(line[begin:]):
            yield mistyped_key(Location(file, number, begin + 1), found)
        lead = line[:begin]
        if lead.strip(_USUAL_LEAD) and (broken or keys.begins(line)):
            yield from _blanks_before(Location(file, number), lead)


def mistyped_key(start: Location, found: re.Match[str]) -> Problem:
    """The problem that `Keys.mistyped` found in a text that begins at `start`."""
    key, colon = found["key"], found["colon"]
    column = start.column + found.end("colon") - 1
    if colon.endswith("："):
        return Problem(
            Location(start.file, start.line, column),
            Code.YAML_FULLWIDTH_COLON,
            f"「{key}」の後の「：」が全角です",
            "半角の「:」と半角の空白にしてください",
        )
    after = found.string[found.end() :][:1]
    if after in "　\u00a0":
        return Problem(
            Location(start.file, start.line, column + 1),
            Code.YAML_FULLWIDTH_SPACE,
            f"「{key}:」の後の空白が半角ではありません",
            "「:」の後の空白を半角にしてください",
        )
    return Problem(
        Location(start.file, start.line, column + 1),
        Code.YAML_COLON_BLANK,
        f"「{key}:」の後に空白がありません",
        "「:」の後に半角の空白を一つ入れてください",
    )


def _blanks_before(line: Location, lead: str) -> Iterator[Problem]:
    """Blanks and dashes at the beginning of a line that YAML does not take for such."""
    hint = "字下げと「-」の後は、半角の空白にしてください"
    if found := re.search(r"[　\u00a0]", lead):
        yield Problem(
            Location(line.file, line.line, found.start() + 1),
            Code.YAML_FULLWIDTH_SPACE,
            "行の始めに、半角でない空白（全角の空白など）があります",
            hint,
        )
    if "\t" in lead:
        yield Problem(
            Location(line.file, line.line, lead.index("\t") + 1),
            Code.YAML_TAB,
            "行の始めにタブがあります",
            f"{hint}（タブは使えません）",
        )


def block_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines (from 1) that stand in `|` and `>` blocks, told by indentation alone: for files that YAML can't read."""
    found: set[int] = set()
    indent: int | None = None
    for number, line in enumerate(lines, 1):
        depth = len(line) - len(line.lstrip(" "))
        if indent is not None and (not line.strip() or depth > indent):
            found.add(number)
            continue
        header = re.match(_BLOCK_HEADER, line)
        indent = None
        if header:
            lead = header["lead"]
            indent = len(lead) if header["key"] else max(lead.rfind("-"), 0)
    return frozenset(found)
