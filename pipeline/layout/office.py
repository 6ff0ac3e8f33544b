"""LibreOffice as a process: found, started with a profile of its own, and never left running."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Timer

from pipeline.invocation import command
from pipeline.layout.office_tempdir import PROFILE, workshop
from pipeline.layout.profile import write_profile
from pipeline.problems import Code, MachineError

_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_WINDOWS = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")
# Seconds for a start, virus scanner included, and bytes of .docx a second that even an old machine lays out.
PATIENCE = 120.0
_SLOWEST = 4_000

_TEMPORARY = "tmp"
# A shell stands between: when this process goes, however it goes, the pipe to it closes, and LibreOffice is ended with all
# its children. On Windows, where there is no such shell, it ends when it has made its PDFs.
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


def _without_pages() -> str:
    return f"{command('plan', layout='none')} とすると、ページを測らずに文書だけを作れます"


def find_office() -> Path | None:
    """The LibreOffice of this machine: on the PATH, else where macOS and Windows install it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    folders = [Path(os.environ[name]) for name in _WINDOWS if name in os.environ]
    # On Windows soffice.com waits for its end; soffice.exe does not.
    places = [_MAC, *(folder / "LibreOffice" / "program" / "soffice.com" for folder in folders)]
    return next((place for place in places if place.is_file()), None)


def office_version(program: Path) -> str:
    """Text telling one installation of LibreOffice from another, without starting it."""
    real = program.resolve()
    library = next((path for path in (real.parent / "soffice.bin", real) if path.exists()), real)
    state = library.stat()
    return f"{library}\0{state.st_size}\0{state.st_mtime_ns}"


def convert(
    program: Path,
    documents: Sequence[bytes],
    fonts: str = "",
    patience: float = PATIENCE,
    tagged: bool = True,
    line_ends: tuple[str, str] = ("", ""),
) -> list[bytes]:
    """The PDF of each document, all by one process; `fonts` is its fontconfig file, empty for the system's, `line_ends` are the
    characters at which no line begins, and at which none ends, where documents say them. Without
    tags, which are for readers alone, it is a fifth as large.

    A process that dies is started once more. Raises MachineError if there is no answer in time, or none
    at all.
    """
    limit = patience + sum(map(len, documents)) / _SLOWEST
    try:
        with workshop() as folder:
            write_profile(folder / PROFILE, program, tagged, line_ends)
            _prepare(folder, documents, fonts)
            for _ in range(2):
                ended = _run(program, folder, len(documents), fonts, limit)
                results = _collect(folder, len(documents))
                if results is not None:
                    return results
    except subprocess.TimeoutExpired as error:
        raise MachineError(
            Code.MACHINE_OFFICE,
            f"LibreOfficeが{limit:.0f}秒たっても終わらないため、止めました",
            f"もう一度実行してください。続くときは {_without_pages()}",
        ) from error
    except OSError as error:
        raise MachineError(
            Code.MACHINE_OFFICE,
            f"LibreOfficeを実行できません（{error.strerror or error}）",
            f"一時フォルダー（{tempfile.gettempdir()}）に書き込めるか、空きがあるかを確かめてください。{_without_pages()}",
        ) from error
    raise MachineError(
        Code.MACHINE_OFFICE,
        f"LibreOfficeがPDFを作らずに終わりました（{ended}）",
        f"一時フォルダー（{tempfile.gettempdir()}）の空きを確かめ、もう一度実行してください。続くときは {_without_pages()}",
    )


def _prepare(folder: Path, documents: Sequence[bytes], fonts: str) -> None:
    (folder / "fonts.conf").write_text(fonts, "utf-8")
    (folder / "in").mkdir()
    (folder / _TEMPORARY).mkdir()
    for index, data in enumerate(documents):
        (folder / "in" / f"{index}.docx").write_bytes(data)


def _run(program: Path, folder: Path, count: int, fonts: str, limit: float) -> str:
    """Run one process to its end; what it said last. It and its children are gone afterwards, whatever happens."""
    if shutil.which(program) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(program))
    command = [
        *_GUARDED,
        str(program),
        f"-env:UserInstallation={(folder / PROFILE).as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder / "out")),
        *(str(folder / "in" / f"{index}.docx") for index in range(count)),
    ]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if os.name == "nt" else subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=_environment(folder, fonts),
            start_new_session=True,
        )
        # Waiting with a limit would look at the process again and again: it is ended from outside instead.
        late = Event()

        def stop() -> None:
            late.set()
            _end(process)

        alarm = Timer(limit, stop)
        alarm.daemon = True  # an interrupted run does not wait for it
        alarm.start()
        try:
            code = process.wait()
        finally:
            alarm.cancel()
            _end(process)
        if late.is_set():
            raise subprocess.TimeoutExpired(command, limit)
    lines = (folder / "said").read_text("utf-8", "replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip() and "javaldx" not in line), "")
    return f"終了コード {code}{'、' if last else ''}{last[:200]}"


def _environment(folder: Path, fonts: str) -> Mapping[str, str]:
    """The user's own, with nothing in it that changes how pages come out, and no other place for temporary files."""
    changed = {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"} if sys.platform == "linux" else {}
    changed |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / _TEMPORARY))
    return {**os.environ, **changed, **({"FONTCONFIG_FILE": str(folder / "fonts.conf")} if fonts else {})}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children: those that it started may still run when it has gone."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False
            )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        process.stdin.close()
    process.wait()


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
