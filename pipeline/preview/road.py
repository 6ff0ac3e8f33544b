"""The road of every build, run again and again in one process: what has not changed is not read again."""

from __future__ import annotations

from pipeline.model.keeping import Kept
from pipeline.source.parse_cache import LiveMemory
from pipeline.system.kept_pandoc import KeptPandoc
from pipeline.workflows.gone import known_before
from pipeline.workflows.prepare import Prepared, prepare_files
from pipeline.workspace.kept import recall_live
from pipeline.workspace.project import Files, Project

# After so many runs with a mistake what they have made is forgotten, as one run without any does with that of others.
_MOST_WRONG = 50


class Road:
    """Files → the plan, numbered, with its templates; kept with what the last readings made of them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._memory: LiveMemory = recall_live(project)
        self.kept = Kept()
        self._pandoc = KeptPandoc()
        self._pandoc.start()
        self._wrong = 0

    def prepared(self, files: Files) -> Prepared:
        """What `prepare` makes of the project while its files are these. Raises PlanErrors or MachineError."""
        try:
            return prepare_files(
                files,
                self._project.source_called,
                self._memory,
                stage=self._project.stage,
                former=known_before(self._project),
                parse=self._pandoc.read,
                keep=self.kept,
            )
        finally:
            self._memory.turn()

    def fail(self) -> None:
        """A run ended with a mistake: what was made before stays for the one in which it is mended."""
        self._wrong += 1
        if self._wrong % _MOST_WRONG == 0:
            self.kept.turn()

    def end(self) -> None:
        self._pandoc.end()
