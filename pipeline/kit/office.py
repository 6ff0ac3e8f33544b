"""A LibreOffice for the kit, as `msiexec /a` unpacks one into a folder: it is packed as it is."""

from __future__ import annotations

from pathlib import Path

from pipeline.kit.layout import OFFICE, Files, placed
from pipeline.problems import Code, MachineError
from pipeline.system.kit_folder import office_in


def office_files(folder: Path) -> Files:
    """The LibreOffice in a folder, by paths in the kit; of so many files it is said where they are. Raises MachineError where there is
    none."""
    program = office_in(folder)
    if program is None:
        raise MachineError(
            Code.KIT_OFFICE,
            f"{folder} に、展開したLibreOfficeがありません（program{chr(92)}soffice.com が見つかりません）",
            "msiexec /a LibreOfficeのMSI TARGETDIR=フォルダー で展開した、そのフォルダーを --office に書いてください",
        )
    root = program.parent.parent
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return placed(OFFICE, {path.relative_to(root).as_posix(): path for path in found})
