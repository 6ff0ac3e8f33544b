"""The texts that goldens hold: a plan's numbers, its references, and each document as the reader sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import build, checks
from pipeline.model.blocks import Block, Heading, walk
from pipeline.model.inlines import Reference, Variant
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.shown import reference_text, shown_text
from pipeline.problems import PlanErrors
from pipeline.project import Project

ROOT = Path(__file__).parent.parent
# The suite has templates of its own, so that a city can restyle the shipped ones and keep a green suite.
TEMPLATES = ROOT / "tests" / "fixtures" / "templates"
DOCUMENTS = tuple(build.EDITIONS)


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def outline(resolved: ResolvedPlan) -> str:
    """One line a target, in the order of the plan: id, number, title, parted by tabs."""
    lines = [
        f"{'' if identity.startswith('auto-') else identity}\t{target.number}\t{target.title}"
        for identity, target in resolved.targets.items()
    ]
    return "\n".join(lines) + "\n"


def references(resolved: ResolvedPlan) -> str:
    """One line a reference, in the order of the plan: the heading or passage around it, target, variant, text."""
    lines: list[str] = []
    for part in (resolved.front, resolved.body, resolved.appendix):
        lines += _references_in(part, resolved)
    for passage in resolved.passages.values():
        lines += (_line(passage.id, reference, resolved) for reference in _found(passage.content))
    return "\n".join(lines) + "\n" if lines else "\n"


def _references_in(blocks: tuple[Block, ...], resolved: ResolvedPlan) -> Iterator[str]:
    around = ""
    for node in walk(blocks):
        if isinstance(node, Heading):
            around = resolved.targets[node.id].title if node.id.startswith("auto-") else node.id
        elif isinstance(node, Reference):
            yield _line(around, node, resolved)


def _found(blocks: tuple[Block, ...]) -> Iterator[Reference]:
    return (node for node in walk(blocks) if isinstance(node, Reference))


def _line(around: str, reference: Reference, resolved: ResolvedPlan) -> str:
    own = reference.variant is Variant.OWN_TEXT
    target = resolved.targets[reference.target]
    text = (
        shown_text(reference.content, resolved.targets) if own else reference_text(target, reference.variant)
    )
    return f"{around}\t{reference.target}\t{reference.variant.value or '番号'}\t{text}"


def texts_of(project: Project) -> dict[str, str]:
    """Every golden text of a project by name; where it has problems, those alone."""
    try:
        resolved = build.prepare(project, quiet).resolved
        documents = build.make(project, DOCUMENTS, None, quiet).documents
    except PlanErrors as errors:
        return {"problems": str(errors) + "\n"}
    projections = {
        document.name: checks.project(checks.read(document.name, document.docx)) for document in documents
    }
    return {"outline": outline(resolved), "references": references(resolved), **projections}


def read_expected(folder: Path) -> Mapping[str, str]:
    """The golden texts that a folder holds."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
