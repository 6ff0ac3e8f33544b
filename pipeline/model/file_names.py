"""Names that a file can have on every system: plans lie on shares, and Windows refuses more than others do.

Microsoft, "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_REFUSED = '\\/:*?"<>|'
# As messages list them.
FORBIDDEN = " ".join(_REFUSED)
_FORBIDDEN = re.compile(f"[{re.escape(_REFUSED)}\x00-\x1f]")
_ALIKE = str.maketrans(_REFUSED, "＼／：＊？”＜＞｜")
# Devices, whatever stands behind a dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
# NTFS counts UTF-16, most others bytes of UTF-8.
_LONGEST = 255
# Of 260 that a path may have on Windows, the folder where it lies needs some.
_LONGEST_MADE = 120


def fault_of_name(name: str) -> str:
    """Why nothing can have this name, as the beginning of a sentence („…ので“); empty where it can."""
    if not name.strip():
        return "空なので"
    if _FORBIDDEN.search(name):
        return f"ファイル名に使えない文字（{FORBIDDEN}）があるので"
    if name.startswith("."):
        return "「.」で始まるので"
    if name.endswith((".", " ")):
        return "終わりに「.」か空白があるので"
    if is_device(name):
        return "Windowsが装置の名前に使うので"
    if len(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")) > _LONGEST:
        return "長すぎるので"
    return ""


def is_device(name: str) -> bool:
    """Whether Windows gives this name to a device, with whatever end: `aux.md` can be no file there."""
    return bool(_DEVICE.fullmatch(name))


def as_file_name(text: str) -> str:
    """A name that Windows takes, made of a text: composed, with a likeness of what it refuses, no blank or dot at an end, and not too
    long. Empty where nothing is left."""
    plain = re.sub("[\x00-\x1f]", "", unicodedata.normalize("NFC", text).translate(_ALIKE))
    name = plain[:_LONGEST_MADE].strip(" .　")
    return f"{name}_" if is_device(name) else name


def distinct_names(texts: Iterable[str]) -> dict[str, str]:
    """A name for each text, none of them that of another: Windows reads all in one case."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name = own = as_file_name(text) or "_"
        again = 1
        while own.casefold() in taken:
            again += 1
            own = f"{name}-{again}"
        taken.add(own.casefold())
        named[text] = own
    return named
