"""`python -m benchmarks.redlines ours|docxodus`: seconds for one redline of the versions in the folder, without start.

Ours compares two plans that are read and writes the redline; Docxodus (python-redlines) compares the two finished Word files.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

OLD, NEW, NAME = "old.docx", "new.docx", "前の版"
_RUNS = 3  # the first one loads what the others have


def main(which: str) -> None:
    gc.disable()  # as the program runs
    seconds = [_ours() if which == "ours" else _docxodus() for _ in range(_RUNS)]
    print(min(seconds))


def _ours() -> float:
    from pipeline.compare.compare import compare
    from pipeline.documents.plan import plan_content
    from pipeline.documents.redline import redline_content
    from pipeline.word.compose import compose
    from pipeline.workflows.compare import compare_pair
    from pipeline.workspace.project import Project
    from pipeline.workspace.versions import current_version, read_version

    project = Project(Path("plan_source"), Path("templates"), Path("build"))
    day = "2021-03-01"
    pair = compare_pair(
        project, read_version(project, NAME), current_version(project), day, lambda step: None
    )
    begin = time.perf_counter()
    contents = plan_content(pair.before), plan_content(pair.after)
    comparison = compare((pair.before, contents[0]), (pair.after, contents[1]))
    compose(redline_content(*contents, comparison, "市", f"{day}T00:00:00Z"), pair.template)
    return time.perf_counter() - begin


def _docxodus() -> float:
    from python_redlines.engines import DocxodusEngine  # type: ignore[import-not-found,unused-ignore]

    engine = DocxodusEngine()
    begin = time.perf_counter()
    engine.run_redline("市", OLD, NEW)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(sys.argv[1])
