"""The commands that fill a folder of build/, at work on the worked revision as two cities have it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.accidents.builds import CITIES, DOCX, Place, city_of, package_text
from tests.cycle.revision import BEFORE, DAY, EXAMPLE
from tests.goldens import TEMPLATES

_CITY = "奥州市"
FOLDERS = {
    "compare": frozenset({"changes.docx", "changes.xlsx", "comparison.docx", "numbers.xlsx", "redline.docx"}),
    "public-comment": DOCX | {"comment_guide.docx", "comment_form.docx", "public-comment.zip"},
}


@dataclass(frozen=True)
class FolderPlace(Place):
    """A place with the worked revision, in which the command fills the folder of its name."""

    @property
    def written(self) -> Path:
        return self.output / self.name

    @property
    def expected(self) -> frozenset[str]:
        return FOLDERS[self.name]

    def write(self, city: str) -> None:
        """Put both versions there as a city has them: what is compared is all of one city."""
        for path, data in _revision(city):
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def cities(self) -> dict[str, str]:
        """The city that each file tells of. Every file is whole, and what is in the zip is of one city."""
        files = {path.name: path.read_bytes() for path in sorted(self.written.glob("[!.~]*"))}
        return {name: city_of(package_text(data)) for name, data in files.items()}


def folder_place(folder: Path, command: str) -> FolderPlace:
    """A place with the revision of the first city, and nothing made."""
    before = str(folder / "before")
    options = {
        "compare": ("--from", before, "--date", DAY),
        "public-comment": ("--stage", "素案", "--layout", "none"),
    }
    place = FolderPlace(folder, folder / "build", options[command], name=command)
    shutil.copytree(TEMPLATES, place.templates)
    place.temporary.mkdir()
    place.write(CITIES[0])
    return place


def _revision(city: str) -> Iterator[tuple[str, bytes]]:
    """The proposal as plan_source/, and the draft before it as before/plan_source/."""
    for path in sorted((EXAMPLE / "plan_source").rglob("*")):
        if path.is_file():
            yield (
                f"plan_source/{path.relative_to(EXAMPLE / 'plan_source').as_posix()}",
                _of(path.read_bytes(), city),
            )
    with zipfile.ZipFile(EXAMPLE / "snapshots" / f"{BEFORE}.zip") as snapshot:
        for name in snapshot.namelist():
            if name.startswith("plan_source/"):
                yield f"before/{name}", _of(snapshot.read(name), city)


def _of(data: bytes, city: str) -> bytes:
    return data.replace(_CITY.encode(), city.encode())
