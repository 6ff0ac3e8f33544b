"""Files with the answers of persons: what of them the plan asks for, so that nothing else of them is ever passed on."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pipeline.source.survey_attributes import BY, COUNTS, QUESTION
from pipeline.source.survey_questions import listed, plain
from pipeline.source.tables import csv_cells
from pipeline.source.tallies import UNANSWERED
from pipeline.source.text import decode

_TEXTS = (".md", ".yaml", ".yml")
_OPENING = re.compile(r":{3,}[ \t]*\{([^\n]*)\}")
_PAIR = re.compile(r'([^\s"#.={}][^\s"={}]*)=(?:"([^"\n]*)"|([^\s"{}]+))')


def without_other_columns(source: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a plan; of those whose answers it counts and does not show, the columns that it asks for alone.

    The plan counts the same of them. A file that can't be read is left out.
    """
    asked = asked_columns(data for path, data in source.items() if path.endswith(_TEXTS))
    kept = {
        path: _only(data, asked[name]) if (name := unicodedata.normalize("NFC", path)) in asked else data
        for path, data in source.items()
    }
    return {path: data for path, data in kept.items() if data is not None}


def asked_columns(texts: Iterable[bytes]) -> Mapping[str, frozenset[str]]:
    """For each CSV file whose answers these texts count, and do not show as they are, the names of the columns that they ask for."""
    asked: dict[str, frozenset[str]] = {}
    shown: set[str] = set()
    for attributes in _divs(texts):
        path = _clean(attributes.get("csv", ""))
        if QUESTION in attributes:
            question = attributes[QUESTION]
            names = (question, *listed(question), attributes.get(BY, ""), *listed(attributes.get(COUNTS, "")))
            asked[path] = asked.get(path, frozenset()) | {plain(name) for name in names if name}
        else:
            shown.add(path)
    return {path: names for path, names in asked.items() if path not in shown}


def _divs(texts: Iterable[bytes]) -> Iterator[dict[str, str]]:
    """The attributes of all divs in texts."""
    for data in texts:
        text = data.decode("utf-8", errors="replace") if b"csv=" in data else ""
        for opening in _OPENING.finditer(text):
            yield {key: quoted or bare for key, quoted, bare in _PAIR.findall(opening[1])}


def _clean(path: str) -> str:
    return unicodedata.normalize("NFC", posixpath.normpath(path.replace("\\", "/")))


def _only(data: bytes, columns: frozenset[str]) -> bytes | None:
    """A file with these columns alone. A blank says that somebody did not answer, which it goes on to say where no other column is."""
    decoded = decode("", data)
    rows, problems = csv_cells("", decoded.text or "")
    filled = [row for _, row in rows if any(row)]
    if problems or not filled:
        return None
    kept = [at for at, head in enumerate(filled[0]) if plain(head) in columns]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(
        [row[at] or UNANSWERED for at in kept] for row in filled
    )
    return target.getvalue().encode()
