"""Where everything is in an unpacked kit. The zip holds no folder above these, and nothing in the office's own.

    計画.cmd            the menu, for a double click; a plan's folder can be dropped on it
    keikaku.cmd         the command line; both are written from launchers/
    python/             CPython's embeddable build: python\\python.exe, with lib and app in its ._pth
    lib/                the wheels of requirements.lock, unpacked
    app/                pipeline/ and templates/, as in the repository
    見本/               the shipped plan: plan_source/ and templates/
    見本-子ども計画/    the second plan: plan_source/, templates/ and snapshots/
    手引/               the guide as web pages: index.html
    licences/           of all that is in the kit
    kit.json            what the kit consists of, by which it is checked (manifest.py)
    libreoffice/        only where the office puts one there, or packs one (`kit --office`)
    計画のフォルダー/    the office's own plan, made from 見本/ or a skeleton on first use; never in a zip
    checked.json        what was looked at last (start.py); never in a zip

The launchers run `python\\python.exe -X utf8 -B app\\pipeline\\kit\\start.py COMMAND …`: it holds the kit's files against kit.json,
says what is missing or changed, and else runs the command as `python -m pipeline` would.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pipeline.system.kit_folder import MANIFEST as MANIFEST
from pipeline.system.kit_folder import OFFICE as OFFICE

MENU, COMMAND_LINE = "計画.cmd", "keikaku.cmd"
PYTHON, LIBRARIES, PROGRAM = "python", "lib", "app"
EXAMPLE, SECOND_EXAMPLE = "見本", "見本-子ども計画"
GUIDE, GUIDE_START = "手引", "index.html"
LICENCES = "licences"
# The office's own: no kit has anything of this name, so that none that is unzipped over another replaces it.
OWN = "計画のフォルダー"
START = PurePosixPath(PROGRAM, "pipeline", "kit", "start.py")

# Files by their paths in the kit: their bytes, or where they are, if they are many.
Files = Mapping[str, bytes | Path]


def placed(folder: str, files: Files) -> Files:
    """The files in a folder of the kit."""
    return {f"{folder}/{name}": data for name, data in files.items()}
