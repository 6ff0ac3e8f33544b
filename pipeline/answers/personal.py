"""E-mail addresses and telephone numbers in opinions, found however wide they are typed."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile("[‐‑‒–—―−ーｰ─]")
_MAIL = re.compile(r"[A-Za-z0-9._%+-] ?@ ?[A-Za-z0-9-]{1,63}\.[A-Za-z0-9]")
# Ten or eleven digits from 0, or from +81 without it, parted or not: 0120 and the city's own numbers are told too.
_GAP = r"[-() .]{0,3}"
_PHONE = re.compile(rf"(?<![0-9.,+-])(?:0|\+81{_GAP})(?:[0-9]{_GAP}){{8,9}}[0-9](?![0-9])")
# Without the area code a number could be anything, unless it is called one.
_CALLED = re.compile(r"(?:電話|携帯|連絡先|tel|fax)[^0-9\n]{0,8}[0-9]{2,4}-?[0-9]{4}(?![0-9])", re.IGNORECASE)


def personal_data(text: str) -> str:
    """Likely personal data in a text: メールアドレス, 電話番号, or nothing. What is masked (090-****-1234) is not told."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    if _MAIL.search(plain):
        return "メールアドレス"
    return "電話番号" if _PHONE.search(plain) or _CALLED.search(plain) else ""
