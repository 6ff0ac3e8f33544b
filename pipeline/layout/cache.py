"""Page facts and PDFs of former runs by the content of the document, and the last guess."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pipeline.frozen import dataclass
from pipeline.system.cache_files import store

if TYPE_CHECKING:
    from pipeline.layout.quirks import Quirks
    from pipeline.layout.rounds import Guess
    from pipeline.layout.running import Shown
    from pipeline.model.pages import PageFacts, Setting

_LAST = "last.json"
_OFFICE = "office.json"
_MADE_OF = "made_of.txt"
_SHOWN = "shown.json"


@dataclass(frozen=True)
class Choice:
    """The setting that a document was last given, and a digest of the content that it was given for."""

    setting: Setting
    content: str


@dataclass(frozen=True)
class Known:
    """The settings in which documents were last laid out."""

    guess: Guess
    choices: Mapping[str, Choice]


def nothing_known() -> Known:
    """Of documents that were never laid out."""
    from pipeline.layout.rounds import Guess

    return Known(Guess(), {})


@dataclass(frozen=True)
class LayoutCache:
    """A folder of build/.cache. One that can't be read or written is as good as none: time is lost, nothing else."""

    folder: Path

    def facts(self, key: str) -> PageFacts | None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return _as_facts(json.loads((self.folder / f"{key}.json").read_text("utf-8")))
        return None

    def pdf(self, key: str) -> bytes | None:
        from pipeline.layout.one_run import is_whole

        with contextlib.suppress(OSError):
            data = (self.folder / f"{key}.pdf").read_bytes()
            return data if is_whole(data) else None
        return None

    def quirks(self, version: str) -> Quirks | None:
        """The quirks measured of this very LibreOffice, or None."""
        from pipeline.layout.quirks import Quirks

        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            value = json.loads((self.folder / _OFFICE).read_text("utf-8"))
            return Quirks(**value["quirks"]) if value["version"] == version else None
        return None

    def keep_quirks(self, version: str, quirks: Quirks) -> None:
        """Keep what was measured of a LibreOffice."""
        data = json.dumps({"version": version, "quirks": asdict(quirks)}).encode()
        kept = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set[str]()
        store(self.folder, {_OFFICE: data}, {*kept, _OFFICE})

    def last(self) -> Known:
        """The last guess, or an empty one."""
        from pipeline.layout.rounds import Guess
        from pipeline.model.pages import Setting

        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            value = json.loads((self.folder / _LAST).read_text("utf-8"))
            choices = {
                name: Choice(Setting(**choice["setting"]), str(choice["content"]))
                for name, choice in value["choices"].items()
            }
            guess = value["guess"]
            begun = tuple((str(name), str(bookmark)) for name, bookmark in guess["begun"])
            leaves = {str(name): int(count) for name, count in guess["leaves"].items()}
            return Known(Guess(dict(guess["pages"]), int(guess["digits"]), begun, leaves), choices)
        return nothing_known()

    def shown(self) -> dict[str, Shown]:
        """What headers and footers showed last, by the shape of the copy."""
        from pipeline.layout.running import ParagraphEdge

        with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
            value = json.loads((self.folder / _SHOWN).read_text("utf-8"))
            return {
                shape: {
                    name: {ParagraphEdge(int(at), bool(end)): str(text) for at, end, text in places}
                    for name, places in shown.items()
                }
                for shape, shown in value.items()
            }
        return {}

    def digest(self) -> str:
        """A digest of the last guess."""
        with contextlib.suppress(OSError):
            return hashlib.sha256((self.folder / _LAST).read_bytes()).hexdigest()
        return ""

    def made_of(self) -> str:
        """The digest of the files of which what was measured last was made."""
        with contextlib.suppress(OSError):
            return (self.folder / _MADE_OF).read_text("utf-8")
        return ""

    def keep(
        self,
        facts: Mapping[str, PageFacts],
        pdfs: Mapping[str, bytes],
        last: Known,
        made_of: str = "",
        shown: Mapping[str, Shown] = MappingProxyType({}),
    ) -> None:
        """Keep these and nothing else, by key; `made_of` is the digest of the files of which they were made."""
        files = {_LAST: _as_json(last), _MADE_OF: made_of.encode(), _SHOWN: _of_margins(shown)}
        files |= {f"{key}.json": _as_json(value) for key, value in facts.items() if self.facts(key) != value}
        files |= {f"{key}.pdf": data for key, data in pdfs.items() if self.pdf(key) is None}
        kept = {*(f"{key}.json" for key in facts), *(f"{key}.pdf" for key in pdfs)}
        store(self.folder, files, {*files, _OFFICE, *kept})


def _as_json(value: PageFacts | Known) -> bytes:
    return json.dumps(asdict(value), ensure_ascii=False).encode()


def _of_margins(shown: Mapping[str, Shown]) -> bytes:
    value = {
        shape: {name: [[*edge, text] for edge, text in places.items()] for name, places in each.items()}
        for shape, each in shown.items()
    }
    return json.dumps(value, ensure_ascii=False).encode()


def _as_facts(value: dict[str, Any]) -> PageFacts:
    from pipeline.model.pages import Fault, Page, PageFacts, Stretch
    from pipeline.problems import Code

    return PageFacts(
        pages=tuple(Page(**page) for page in value["pages"]),
        places=dict(value["places"]),
        used=float(value["used"]),
        room=float(value["room"]),
        faults=tuple(Fault(**{**fault, "code": Code(fault["code"])}) for fault in value["faults"]),
        missing=tuple(value["missing"]),
        columns=int(value["columns"]),
        stretches=tuple(Stretch(**stretch) for stretch in value["stretches"]),
        ended=tuple(Stretch(**stretch) for stretch in value["ended"]),
    )
