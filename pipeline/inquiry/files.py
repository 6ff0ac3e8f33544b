"""A file that came back → what its sheets say: a workbook, or a sheet saved as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.inquiry.baseline import NAME, read_baseline
from pipeline.inquiry.entries import Returned
from pipeline.inquiry.model import Sent
from pipeline.inquiry.reading import read_sheets, version_said
from pipeline.invocation import command
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.spreadsheets.rows import csv_rows
from pipeline.spreadsheets.workbook import Sheet, workbook_sheets

# What Excel's files of the old kind begin with, and files that are locked by a password (MS-CFB 2.2); and what the latter hold.
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
READ = (".xlsx", ".xlsm", ".csv")
# Finds what was sent in a version, or in the last one, with who was asked.
Find = Callable[[str], Sent | None]


def read_returned(file: str, data: bytes, find: Find, today: Sent) -> Returned:
    """What a file says. Where it has lost what it said at first, that is found by its version; where that is not kept either, it is held
    against the source of `today`. Raises PlanErrors where nothing can be read of it."""
    sheets = _sheets(file, data)
    own = next((sent for sheet in sheets if sheet.name == NAME and (sent := _baseline(sheet))), None)
    tables = [sheet for sheet in sheets if sheet.name != NAME]
    said = version_said(tables)
    sent, problem = (own, None) if own else _kept(file, said[0] if said else "", find, today)
    department = (own.department if own else "") or (said[1] if said else "")
    read = read_sheets(file, tables, sent)
    if not read.seen:
        if read.problems:
            raise PlanErrors(read.problems)
        _refuse(
            file, "照会の表ではありません", f"{command('ask')} で作った表が返ってきたものか、確かめてください"
        )
    if problem:
        read.problems.append(problem)
    return Returned(file, department or file.rpartition("/")[2].rpartition(".")[0], sent, read)


def _sheets(file: str, data: bytes) -> list[Sheet]:
    if file.casefold().endswith(".csv"):
        return [Sheet("", csv_rows(file, data))]
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            _refuse(
                file,
                "パスワードが付いていて読めません",
                "Excelで開き、パスワードを外して保存し直したものを置いてください",
            )
        _refuse(
            file,
            "古い形式のExcelのファイル（.xls）なので読めません",
            "Excelで開き、［名前を付けて保存］で「Excel ブック (*.xlsx)」を選んだものを置いてください",
        )
    return workbook_sheets(file, data, Code.COLLECT_FILE, whole=True)


def _baseline(sheet: Sheet) -> Sent | None:
    width = max((len(row.cells) for row in sheet.rows), default=0)
    return read_baseline([_filled(row.cells, width) for row in sheet.rows])


def _filled(cells: Sequence[str], width: int) -> Sequence[str]:
    return (*cells, *[""] * (width - len(cells)))


def _kept(file: str, version: str, find: Find, today: Sent) -> tuple[Sent, Problem]:
    """What was sent by what is kept of it, and how that is told."""
    if found := find(version):
        known = "照会番号から" if version else "最後の照会から"
        return found, _note(
            file,
            "送ったときの控え（隠れたシート）がなくなっています",
            f"{known}残してあるものと比べました。表を写すときは、ファイルのまま返すように頼んでください",
        )
    return today, _note(
        file,
        "送ったときの控えがなく、どの照会のものかも分かりません",
        "今の原稿と比べました。送った後に原稿を直した所も、直しとして出ます",
    )


def _note(file: str, message: str, hint: str) -> Problem:
    return Problem(Location(file), Code.COLLECT_VERSION, message, hint, warning=True)


def _refuse(file: str, message: str, hint: str) -> None:
    raise PlanErrors([Problem(Location(file), Code.COLLECT_FILE, message, hint)])
