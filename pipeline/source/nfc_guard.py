"""Characters that pandoc would change on reading, and what stands in for them meanwhile.

pandoc normalises Markdown (Unicode's form NFC) before it reads: 塚 and 神 as they are written in names (U+FA10,
U+FA19) become other characters, か with a dakuten of its own (U+3099, what macOS writes) becomes one, and its columns
count what it made. Private characters, which a text can't hold, stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.frozen import dataclass
from pipeline.model.characters import without_spelled_out

# Put into texts by `emphasis`; an author's own is dropped before, since nobody can see it.
JOINER = "\u034f"
_FIRST_PRIVATE = 0xF0000
_WORDS = ("Str", "Word")


@dataclass(frozen=True)
class StandIns:
    """A text that pandoc reads as it is, character for character as long, and the characters that it hides."""

    text: str
    hidden: Mapping[int, str]

    def restored(self, text: str) -> str:
        """A text from pandoc's tree as the author wrote it: the author's characters, and nothing invisible, which
        may be spelled out as well (&#x200B;)."""
        text = without_spelled_out(text)
        return text.translate(self.hidden) if self.hidden else text

    def restored_tree(self, node: Any) -> Any:
        """Whatever pandoc made of the text, all but its words restored: those are as long as they were read."""
        if not self.hidden:
            return node
        if isinstance(node, str):
            return node if node.isascii() else self.restored(node)  # nothing that is hidden is of ASCII
        if isinstance(node, list):
            return [self.restored_tree(each) for each in node]
        if isinstance(node, dict) and node.get("t") not in _WORDS:
            return {key: self.restored_tree(value) for key, value in node.items()}
        return node


def hide_changing(text: str) -> StandIns:
    """Hide what normalisation would change."""
    if unicodedata.is_normalized("NFC", text):
        return StandIns(text, {})
    hidden = dict(enumerate(dict.fromkeys(_changing(text)), _FIRST_PRIVATE))
    return StandIns(text.translate({ord(character): code for code, character in hidden.items()}), hidden)


def _changing(text: str) -> Iterator[str]:
    """Characters that become others, or join with the one before, or change places with it."""
    before = ""
    for character in text:
        changes = not unicodedata.is_normalized("NFC", character) or unicodedata.combining(character)
        if changes or not unicodedata.is_normalized("NFC", before + character):
            yield character
            before = ""
        else:
            before = character
