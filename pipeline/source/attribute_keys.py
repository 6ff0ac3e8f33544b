"""Attributes with Japanese names in the lines that open a div: pandoc knows names of ASCII letters alone (種類="棒")."""

from __future__ import annotations

import re

# Quotes that are none to pandoc: what stands in them is read with them, to be told.
QUOTES = "'‘’“”＂＇"
_VALUE = rf'(?>"[^"\n]*"|[{QUOTES}][^"{{}}\n{QUOTES}]*[{QUOTES}]|[^\s"{{}}]+)'
_PAIR = rf"[^\s\"#.={{}}][^\s\"={{}}]*={_VALUE}"
# A line that opens a div and is written as it has to be: any other is told as it stands.
_ONE = rf"(?:[#.][^\s\"={{}}]+|{_PAIR})"
_OPENING = rf"^([ >]*:{{3,}} *\{{ *)({_ONE}(?: +{_ONE})*)( *\}} *)$"
# How the name of an attribute is spelled for pandoc: by the codes of its characters, after letters that begin no other.
_SPELLED = "keikaku"
_SPELLED_KEY = rf"{_SPELLED}(?:-[0-9a-f]{{1,5}})+"


def spell_keys(text: str) -> str:
    """The text with such names as pandoc reads them; `written_key` has each as its author wrote it. No line becomes another."""
    if ":::" not in text or text.isascii():
        return text
    return re.sub(_OPENING, lambda found: found[1] + _spelled(found[2]) + found[3], text, flags=re.MULTILINE)


def written_key(key: str) -> str:
    """An attribute's name as its author wrote it."""
    if not re.fullmatch(_SPELLED_KEY, key):
        return key
    return "".join(chr(int(code, 16)) for code in key.split("-")[1:])


def _spelled(attributes: str) -> str:
    """Attributes with their names in ASCII, their values in quotes where they have letters that pandoc wants there."""
    return re.sub(rf"(?<!\S)([^\s\"#.={{}}][^\s\"={{}}]*)=({_VALUE})", _pair, attributes)


def _pair(found: re.Match[str]) -> str:
    key, value = found.groups()
    if not key.isascii():
        key = _SPELLED + "".join(f"-{ord(each):x}" for each in key)
    bare = not value.startswith('"') and not (value.isascii() and value[0] not in QUOTES)
    return f'{key}="{value}"' if bare else f"{key}={value}"
