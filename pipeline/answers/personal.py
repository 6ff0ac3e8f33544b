"""E-mail addresses, telephone numbers and street numbers in opinions, found however wide they are typed."""

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
_POSTAL = re.compile(r"〒 ?[0-9]{3}|郵便番号[^0-9\n]{0,4}[0-9]{3}|(?<![0-9-])[0-9]{3}-[0-9]{4}(?![0-9-])")
_DIGIT = "[0-9一二三四五六七八九十]"
# １丁目２番３号, 123番地, みどり町1-2-3.
_STREET = re.compile(
    rf"{_DIGIT}丁目[^。\n]{{0,3}}{_DIGIT}|{_DIGIT}番地(?![域区])|{_DIGIT}番{_DIGIT}+号"
    r"|(?<=[一-鿿0-9])(?:[町村区市郡字条]|大字|丁目|地割)[^0-9。、\s]{0,8}[0-9]{1,4}-[0-9]{1,4}(?![0-9])"
)


def address(text: str) -> str:
    """Likely parts of an address: 郵便番号, 番地, or nothing. They may be those of a place that everybody knows."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    if _POSTAL.search(plain):
        return "郵便番号"
    return "番地" if _STREET.search(plain) else ""


def personal_data(text: str) -> str:
    """Likely personal data in a text: メールアドレス, 電話番号, or nothing. What is masked (090-****-1234) is not told."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    if _MAIL.search(plain):
        return "メールアドレス"
    return "電話番号" if _PHONE.search(plain) or _CALLED.search(plain) else ""
