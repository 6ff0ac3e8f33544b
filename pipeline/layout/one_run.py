"""LibreOffice as one process for a set of documents: started with them, and ended with them."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pipeline.frozen import dataclass
from pipeline.layout.failures import no_pdf, not_run, too_slow
from pipeline.layout.office_tempdir import PROFILE, workshop
from pipeline.layout.process import PATIENCE, end, environment, last_words, limit_of, limited, start_of
from pipeline.layout.profile import write_profile
from pipeline.system.processes import APART, tie

_GUARDED = (
    ()
    if os.name == "nt"
    else (
        "/bin/sh",
        "-c",
        'exec 3<&0 </dev/null; (cat <&3 >/dev/null 2>&1; kill -9 0) & exec 3<&-; exec "$@"',
        "keikaku",
    )
)


@dataclass(frozen=True)
class Asked:
    """A document of which LibreOffice is asked for a PDF, with tags, which are for readers alone, or without. Of one that takes more
    pages than `most` none need be made (0: it may take any number). `gaps` says whether there is one between Japanese text and others: a
    process that is not kept can't be told."""

    docx: bytes
    tagged: bool = True
    most: int = 0
    gaps: bool = True


def convert(
    program: Path,
    documents: Sequence[Asked],
    fonts: str = "",
    patience: float = PATIENCE,
    line_ends: tuple[str, str] = ("", ""),
) -> list[bytes]:
    """The PDF of each document, all by one process, with tags unless none is to have them; `fonts` is its fontconfig file, empty for
    the system's, `line_ends` are the characters at which no line begins, and at which none ends, where documents say them.

    A process that dies is started once more. Raises MachineError if there is no answer in time, or none
    at all.
    """
    limit = limit_of(sum(len(each.docx) for each in documents), patience)
    try:
        with workshop() as folder:
            write_profile(folder / PROFILE, program, any(each.tagged for each in documents), line_ends)
            _prepare(folder, documents)
            for _ in range(2):
                ended = _run(program, folder, len(documents), fonts, limit)
                results = _collect(folder, len(documents))
                if results is not None:
                    return results
    except subprocess.TimeoutExpired as error:
        raise too_slow(limit) from error
    except OSError as error:
        raise not_run(error) from error
    raise no_pdf(ended)


def _prepare(folder: Path, documents: Sequence[Asked]) -> None:
    (folder / "in").mkdir()
    for index, each in enumerate(documents):
        (folder / "in" / f"{index}.docx").write_bytes(each.docx)


def _run(program: Path, folder: Path, count: int, fonts: str, limit: float) -> str:
    """Run one process to its end; how it ended, with what it said last. It and its children are gone afterwards, whatever happens."""
    if shutil.which(program) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(program))
    command = [
        *_GUARDED,
        *start_of(program, folder),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder / "out")),
        *(str(folder / "in" / f"{index}.docx") for index in range(count)),
    ]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if os.name == "nt" else subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment(folder, fonts),
            **APART,
        )
        tie(process)
        try:
            with limited(process, limit) as late:
                code = process.wait()
        finally:
            end(process)
        if late.is_set():
            raise subprocess.TimeoutExpired(command, limit)
    last = last_words(folder)
    return f"終了コード {code}{'、' if last else ''}{last}"


def _collect(folder: Path, count: int) -> list[bytes] | None:
    """The PDFs, or None if one is missing or not whole: LibreOffice says nothing of either."""
    paths = [folder / "out" / f"{index}.pdf" for index in range(count)]
    if not all(path.is_file() for path in paths):
        return None
    results = [path.read_bytes() for path in paths]
    return results if all(map(is_whole, results)) else None


def is_whole(pdf: bytes) -> bool:
    """Whether a PDF was written to its end."""
    return pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
