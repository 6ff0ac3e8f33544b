"""What can be named in one version: what messages and tables call it, where it stands, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.compare.lines import Reader, plain_line
from pipeline.compare.outline import Node, Outline
from pipeline.model.comparison import Line, Unit
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Location

# What is said once for all documents, outside of every chapter.
PROFILE, VISION, SUMMARY = "plan", "vision", "summary"


def units_of(resolved: ResolvedPlan, outline: Outline) -> dict[Node, Unit]:
    """The unit of every node that has an id."""
    kinds = _framework_kinds(resolved)
    units: dict[Node, Unit] = {}

    def add(node: Node, path: tuple[str, ...]) -> None:
        if node.level:
            path = (*path, node.id)
            units[node] = _unit(resolved, path, kinds)
        for member in node.members:
            if isinstance(member, Node):
                add(member, path)

    for part in outline.parts.values():
        add(part, ())
    return units


def _unit(resolved: ResolvedPlan, path: tuple[str, ...], kinds: Mapping[str, str]) -> Unit:
    target = resolved.targets[path[-1]]
    what = kinds.get(target.id, target.kind.value)
    return Unit(target.id, what, target.number, target.title, path, target.location, target.page)


def _framework_kinds(resolved: ResolvedPlan) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for policy in resolved.plan.framework.policies:
        kinds[policy.id] = "基本方針"
        for direction in policy.directions:
            kinds[direction.id] = "施策の基本方向"
            kinds |= dict.fromkeys((measure.id for measure in direction.measures), "取組")
    return kinds


def loose_units(resolved: ResolvedPlan) -> Iterator[tuple[Unit, tuple[Line, ...]]]:
    """What stands in no chapter: the plan's own data, the vision, the summary's sections and passages."""
    plan = resolved.plan
    profile, framework = plan.profile, plan.framework
    facts = {
        "計画名": profile.name,
        "市名": profile.city,
        "計画期間": profile.period,
        "担当課": profile.office,
    }
    named = Unit(PROFILE, "計画", "", "計画の名称等", (PROFILE,), Location("plan.yaml"))
    yield named, tuple(plain_line(label, text) for label, text in facts.items())
    vision = Unit(VISION, "基本理念", "", "基本理念", (VISION,), framework.location)
    yield vision, (plain_line("", framework.vision),)
    sections = Unit(SUMMARY, "概要", "", "概要の節", (SUMMARY,), Location("summary.yaml"))
    yield sections, tuple(plain_line("", section.title) for section in plan.summary)
    reader = Reader(resolved.targets, plan.images)
    section_of = {item.target: section.title for section in plan.summary for item in section.items}
    for passage in resolved.passages.values():
        title = f"概要「{section_of[passage.id]}」"
        unit = Unit(passage.id, "要約", "", title, (SUMMARY, passage.id), passage.location)
        yield unit, tuple(line for block in passage.content for line in reader.lines(block))
