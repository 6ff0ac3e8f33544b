"""Finished editions held against the documents of which they are made, by the independent reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline import checks
from pipeline.verification.inspection import read_once

Documents = Mapping[str, bytes]  # Word files, by the names of documents


def check_furigana(plain: Documents, read: Documents) -> list[checks.Finding]:
    """What of documents with furigana is not what the plain ones say."""
    return _each(plain, read, checks.check_furigana)


def check_large(plain: Documents, large: Documents, size: float) -> list[checks.Finding]:
    """What of documents in large letters is missing, or too small."""
    return _each(plain, large, lambda before, after: checks.check_large(before, after, size))


def check_codes(name: str, plain: bytes, codes: Mapping[str, str]) -> list[checks.Finding]:
    """What is wrong with the texts for the voice codes of a document, by the names of their files."""
    return list(checks.check_codes(name, read_once(name, plain), codes))


def check_clean(name: str, plain: bytes, text: str) -> list[checks.Finding]:
    """What a clean text of a document lacks."""
    return list(checks.check_clean(name, read_once(name, plain), text))


def _each(
    plain: Documents,
    others: Documents,
    check: Callable[[checks.Reading, checks.Reading], Iterable[checks.Finding]],
) -> list[checks.Finding]:
    return [
        finding
        for name, docx in others.items()
        for finding in check(read_once(name, plain[name]), read_once(name, docx))
    ]
