"""The commands that fill a folder of build/, at work on the smallest plan and the draft before it as two cities have them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.public_comment.schema import COMMENT
from tests.accidents.builds import CITIES, DOCX, Place, city_of, package_text
from tests.goldens import TEMPLATES
from tests.public_comment.small_comment import COMMENT_YAML
from tests.small_plan import CHAPTER, chapter

FOLDERS = {
    "compare": frozenset({"changes.docx", "changes.xlsx", "comparison.docx", "numbers.xlsx", "redline.docx"}),
    "public-comment": DOCX | {"comment_guide.docx", "comment_form.docx", "public-comment.zip"},
}


@dataclass(frozen=True)
class FolderPlace(Place):
    """A place with the smallest plan and its draft, in which the command fills the folder of its name."""

    @property
    def written(self) -> Path:
        return self.output / self.name

    @property
    def expected(self) -> frozenset[str]:
        return FOLDERS[self.name]

    def write(self, city: str) -> None:
        """Put both versions there as a city has them: what is compared is all of one city."""
        comment = COMMENT_YAML.replace(CITIES[0], city)
        super().write(city)
        (self.source / COMMENT).write_text(comment, "utf-8")
        shutil.copytree(self.source, self.folder / "before" / "plan_source", dirs_exist_ok=True)
        (self.source / CHAPTER).write_text(chapter(f"{city}の新しい文章です。"), "utf-8")

    def cities(self) -> dict[str, str]:
        """The city that each file tells of. Every file is whole, and what is in the zip is of one city."""
        files = {path.name: path.read_bytes() for path in sorted(self.written.glob("[!.~]*"))}
        return {name: city_of(package_text(data)) for name, data in files.items()}


def folder_place(folder: Path, command: str) -> FolderPlace:
    """A place with the plan of the first city, and nothing made."""
    before = str(folder / "before")
    options = {
        "compare": ("--from", before, "--date", "2021-02-12"),
        "public-comment": ("--layout", "none"),
    }
    place = FolderPlace(folder, folder / "build", options[command], name=command)
    shutil.copytree(TEMPLATES, place.templates)
    place.temporary.mkdir()
    place.write(CITIES[0])
    return place
