"""Names that a file can have on every system: plans lie on shares, and Windows refuses more than others do.

Microsoft, "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = '\\ / : * ? " < > |'
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
# Devices, whatever stands behind a dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
# NTFS counts UTF-16, most others bytes of UTF-8.
_LONGEST = 255


def fault_of_name(name: str) -> str:
    """Why nothing can have this name, as the beginning of a sentence („…ので“); empty where it can."""
    if not name.strip():
        return "空なので"
    if _FORBIDDEN.search(name):
        return f"ファイル名に使えない文字（{FORBIDDEN}）があるので"
    if name.startswith("."):
        return "「.」で始まるので"
    if name.endswith((".", " ", "　")):
        return "終わりに「.」か空白があるので"
    if is_device(name):
        return "Windowsが装置の名前に使うので"
    if len(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")) > _LONGEST:
        return "長すぎるので"
    return ""


def is_device(name: str) -> bool:
    """Whether Windows gives this name to a device, with whatever end: `aux.md` can be no file there."""
    return bool(_DEVICE.fullmatch(name))
