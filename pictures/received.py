"""受領一覧 of a plan that two departments edited, for the guide."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pictures.page import draw_page, save
from pipeline.layout.copy import layout_copy
from pipeline.layout.fonts import configuration
from pipeline.layout.office import find_office
from pipeline.layout.one_run import Asked, convert
from pipeline.workflows.build import build
from pipeline.workflows.receive import receive
from pipeline.workspace.project import Project

_NAME = "received.png"
_DPI = 70
# What each department wrote in the place of what.
_RETURNS = {
    "福祉課": (
        ("地域のつながりも薄れています。", "近所付き合いも減っています。"),
        ("個別計画の上位計画です。", "個別計画の上位に立つ計画です。"),
    ),
    "長寿課": (("地域のつながりも薄れています。", "地域のつながりが弱くなっています。"),),
}


def draw_received(root: Path, folder: Path) -> Iterator[Path]:
    """Draw the first page of the list into `folder`."""
    with tempfile.TemporaryDirectory(prefix="keikaku-pictures-") as name:
        workshop = Path(name)
        shutil.copytree(root / "plan_source", workshop / "plan_source")
        project = Project(workshop / "plan_source", root / "templates", workshop / "build")
        sent = build(project, ("plan",), None, lambda _: None).files["plan.docx"]
        for department, changes in _RETURNS.items():
            returned = workshop / f"本編（{department}）.docx"
            returned.write_bytes(_edited(sent, changes))
            files = receive(project, returned, department, lambda _: None).files
    office = find_office()
    assert office is not None, "pictures are drawn where LibreOffice is"
    (pdf,) = convert(office, [Asked(layout_copy(files["received.docx"]).data)], configuration())
    save(draw_page(pdf, 0, _DPI), folder / _NAME)
    yield folder / _NAME


def _edited(docx: bytes, changes: tuple[tuple[str, str], ...]) -> bytes:
    """The document with other words, as somebody writes them without tracking."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                for old, new in changes:
                    assert old.encode() in data, old
                    data = data.replace(old.encode(), new.encode())
            changed.writestr(name, data)
    return target.getvalue()
