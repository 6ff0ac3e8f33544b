"""The worked revision: everything that the commands of the cycle make of it, without LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.documents.plan import plan_content
from pipeline.documents.registry import CONTENTS
from pipeline.word.compose import compose
from pipeline.workflows.answers import make_answers
from pipeline.workflows.build import Built, make
from pipeline.workflows.compare import Compared, compare_pair, compare_versions
from pipeline.workflows.public_comment import Published, make_comment
from pipeline.workspace.project import Project
from pipeline.workspace.versions import Version, current_version, read_version
from tests.goldens import ROOT, TEMPLATES, quiet

EXAMPLE = ROOT / "examples" / "revision"
BEFORE = "素案"
DAY = "2021-02-12"


@dataclass(frozen=True)
class Cycle:
    """The documents of the proposal, and of the draft before it; what is made between the two; and, as `settled`, what the
    redline has to be once it is accepted and once it is rejected: cover and headers are the proposal's either way."""

    plan: Built
    draft: Built
    compared: Compared
    answers: bytes
    published: Published
    settled: Mapping[str, bytes]

    @property
    def documents(self) -> Mapping[str, bytes]:
        """Every Word file of the cycle but the draft's, by name."""
        return {
            **{each.name: each.docx for each in self.plan.documents},
            **{
                name.removesuffix(".docx"): data
                for name, data in self.compared.files.items()
                if name.endswith(".docx")
            },
            "answers": self.answers,
            **{each.name: each.docx for each in self.published.built.documents if each.name not in CONTENTS},
        }


@cache
def cycle() -> Cycle:
    """All of it, made once."""
    with TemporaryDirectory() as folder:
        project = Project(EXAMPLE / "plan_source", TEMPLATES, Path(folder) / "build", keeps_cache=False)
        before = read_version(project, BEFORE)
        # Pages are not measured here: what stands where it stood shows that both versions' are given.
        after = replace(current_version(project), pages=before.pages)
        pair = compare_pair(project, before, after, DAY, quiet)
        old, new = plan_content(pair.before), plan_content(pair.after)
        draft = unpacked(before, Path(folder) / "draft")
        return Cycle(
            plan=make(project, tuple(CONTENTS), None, quiet),
            draft=make(draft, tuple(CONTENTS), None, quiet),
            compared=compare_versions(project, before, after, DAY, quiet, quiet),
            answers=make_answers(project, quiet).docx,
            published=make_comment(draft, None, quiet),
            settled={
                "accept": compose(new, pair.template),
                "reject": compose(replace(new, slots=old.slots, targets=old.targets), pair.template),
            },
        )


def unpacked(version: Version, folder: Path) -> Project:
    """A version's source as a folder."""
    source = folder / "plan_source"
    for path, data in version.files.source.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(data)
    return Project(source, TEMPLATES, folder / "build", keeps_cache=False)
