"""The menu as it is seen on an office's PC: what it prints, in a window of that look."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from pictures.page import save
from pipeline.kit.layout import EXAMPLE, MANIFEST, OWN, PYTHON, SECOND_EXAMPLE

_KIT = "C:\\キット"  # where the guide has it
# A menu in which what is typed is seen; the first words have it believe that it is the kit's.
_RUN = """
import builtins, sys
def answered():
    line = sys.stdin.readline().rstrip("\\n")
    print(line, flush=True)
    return line
builtins.input = answered
{before}
from pipeline.commands.menu import menu_command
menu_command(None)
"""
_PAGE = """<meta charset="utf-8"><style>
body {{ margin: 0; background: #fff }}
main {{ display: inline-block; width: {width}px; background: #0c0c0c; border: 1px solid #888 }}
h1 {{ margin: 0; padding: 5px 10px; background: #e8e8e8; color: #222; font: 13px "BIZ UDPGothic" }}
pre {{ margin: 0; padding: 8px 10px; color: #ddd; font: 15px/1.3 "BIZ UDGothic"; white-space: pre-wrap }}
</style><main><h1>計画.cmd</h1><pre>{screen}</pre></main>"""
_WIDTH, _COLOURS = 860, 12


def draw_menu(root: Path, folder: Path) -> Iterator[Path]:
    """Draw what the guide's first chapter shows: the first start, the menu, and what it says once the plan is made."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as place:
        screens = dict(_screens(root, Path(place).resolve()))
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": _WIDTH + 10, "height": 400})
        for name, screen in screens.items():
            page.set_content(_PAGE.format(width=_WIDTH, screen=html.escape(screen)))
            picture = Image.open(io.BytesIO(page.locator("main").screenshot())).convert("RGB")
            few = picture.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
            save(few, folder / f"{name}.png")
            yield folder / f"{name}.png"
        browser.close()


def _screens(root: Path, place: Path) -> Iterator[tuple[str, str]]:
    kit, plan = place / "kit", place / "plan"
    (kit / PYTHON).mkdir(parents=True)
    (kit / MANIFEST).write_text("{}", "utf-8")
    shutil.copytree(root / "examples" / "children" / "plan_source", kit / SECOND_EXAMPLE / "plan_source")
    for folder in (kit / EXAMPLE, plan):
        for name in ("plan_source", "templates"):
            shutil.copytree(root / name, folder / name)
    believed = f"sys.executable = {str(kit / PYTHON / 'python.exe')!r}"
    first = _printed(root, kit, believed, ["1", "0"])
    begin, copied, menu = re.split(r"(?=見本の計画を、)|(?<=写しました。)", first)
    yield "menu-first", _windows(begin, kit)
    yield "menu", _windows(copied + menu.partition("番号: ")[0], kit) + "番号: 1"
    made = _printed(root, plan, "", ["1", "", "0"])
    yield "menu-made", _windows(made[made.index("keikaku plan") : made.index("戻ります。") + 5], plan)


def _printed(root: Path, folder: Path, before: str, typed: Sequence[str]) -> str:
    """All that the menu prints in a folder, with what is typed."""
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _RUN.format(before=before)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        input="".join(f"{line}\n" for line in typed),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return ended.stdout


def _windows(screen: str, folder: Path) -> str:
    """What is said of places, as it is said on that PC."""
    there = f"{_KIT}\\{OWN}\\{EXAMPLE}の写し" if folder.name == "plan" else _KIT
    return screen.replace(str(folder), there).replace("/", "\\")
