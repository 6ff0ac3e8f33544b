"""`python -m pictures`: the pages of the plan in build/ for README, and what the guide's examples become for the guide."""

from __future__ import annotations

import sys
from pathlib import Path

from pictures.another import draw_another
from pictures.cycle import draw_cycle
from pictures.edition import draw_edition
from pictures.editions import draw_editions
from pictures.guide import draw_guide
from pictures.inquiry import draw_inquiry
from pictures.looks import draw_looks
from pictures.menu import draw_menu
from pictures.page import draw_page, save
from pictures.preview import draw_preview
from pictures.received import draw_received

_ROOT = Path(__file__).parent.parent
IMAGES = _ROOT / "docs" / "images"
# Pages of the documents in build/, counted from 0.
FRONT = {"plan": 3, "summary": 0, "framework": 0}


def main() -> int:
    """The exit code: 0, or 1 where the documents in build/ have no PDF."""
    missing = [name for name in FRONT if not (_ROOT / "build" / f"{name}.pdf").is_file()]
    if missing:
        print(f"build/ has no PDF of {', '.join(missing)}: run make plan with LibreOffice", file=sys.stderr)
        return 1
    for name, page in FRONT.items():
        save(draw_page((_ROOT / "build" / f"{name}.pdf").read_bytes(), page), IMAGES / f"{name}.png")
    guide = IMAGES / "guide"
    for path in (
        *draw_guide(_ROOT, guide),
        *draw_cycle(_ROOT, guide),
        *draw_another(guide),
        *draw_looks(_ROOT, guide),
        *draw_inquiry(_ROOT, guide),
        *draw_received(_ROOT, guide),
        *draw_edition(_ROOT, guide),
        *draw_editions(_ROOT, guide),
        *draw_preview(_ROOT, guide),
        *draw_menu(_ROOT, guide),
    ):
        print(path.relative_to(_ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
