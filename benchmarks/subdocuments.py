"""`python -m benchmarks.subdocuments CHAPTER.md …`: a plan made as others make it, for comparison.

Each chapter becomes a Word file by pandoc, and docxtpl puts them into one template as subdocuments.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from benchmarks.workshop import PANDOC


def main(chapters: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        _write_template(folder / "template.docx")
        template = DocxTemplate(folder / "template.docx")
        template.init_docx()
        made = [_convert(Path(path), folder / f"{index}.docx") for index, path in enumerate(chapters)]
        template.render({"chapters": [template.new_subdoc(str(path)) for path in made]})
        template.save(folder / "plan.docx")


def _write_template(path: Path) -> None:
    document = Document()
    for text in ("{%p for chapter in chapters %}", "{{p chapter }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.save(str(path))


def _convert(source: Path, target: Path) -> Path:
    subprocess.run([*PANDOC, str(source), "-o", str(target)], cwd=source.parent.parent, check=True)
    return target


if __name__ == "__main__":
    main(sys.argv[1:])
