"""What is told where LibreOffice does not do its work."""

from __future__ import annotations

import tempfile

from pipeline.invocation import command
from pipeline.problems import Code, MachineError


def _without_pages() -> str:
    return f"{command('plan', layout='none')} とすると、ページを測らずに文書だけを作れます"


def too_slow(limit: float) -> MachineError:
    """It gave no answer in time."""
    return MachineError(
        Code.MACHINE_OFFICE,
        f"LibreOfficeが{limit:.0f}秒たっても終わらないため、止めました",
        f"もう一度実行してください。続くときは {_without_pages()}",
    )


def not_run(error: OSError) -> MachineError:
    """It can't be started, or its files can't be written."""
    return MachineError(
        Code.MACHINE_OFFICE,
        f"LibreOfficeを実行できません（{error.strerror or error}）",
        f"一時フォルダー（{tempfile.gettempdir()}）に書き込めるか、空きがあるかを確かめてください。{_without_pages()}",
    )


def no_pdf(ended: str) -> MachineError:
    """It ended, or said that it was done, and left no PDF."""
    return MachineError(
        Code.MACHINE_OFFICE,
        f"LibreOfficeがPDFを作らずに終わりました（{ended}）",
        f"一時フォルダー（{tempfile.gettempdir()}）の空きを確かめ、もう一度実行してください。続くときは {_without_pages()}",
    )
