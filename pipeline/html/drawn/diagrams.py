"""Diagrams: the plan's position, the framework as a tree, flows, pictures side by side. Their words are text, read in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pipeline.html.drawn.layers import Inline, Place
from pipeline.html.drawn.position import draw_position
from pipeline.html.markup import element, escaped
from pipeline.model.branches import Branch, branches_of
from pipeline.model.floats import Flow, FrameworkTree, Picture, Pictures, PositionDiagram
from pipeline.model.inlines import InlinePicture, Inlines, Paragraph
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import VISION
from pipeline.model.prose import ListBlock, Prose
from pipeline.problems import Location

# As many colours as the style sheet has for branches; of more, they begin anew.
BRANCHES = 6


def diagram(
    body: PositionDiagram | FrameworkTree | Flow | Pictures,
    resolved: ResolvedPlan,
    inline: Inline,
    place: Place,
) -> str:
    """A diagram with its words as `inline` writes them; `place` tells where an element is written."""
    match body:
        case Pictures():
            return _pictures(body, inline)
        case Flow(steps):
            return _group("流れ図", "flow", _steps(steps, inline, place))
        case FrameworkTree(levels):
            return _tree(resolved, levels, place)
        case PositionDiagram():
            name = f"{resolved.plan.profile.name}の位置付け"
            return _group(name, "position", draw_position(resolved.plan, inline, place))
        case _:
            assert_never(body)


def _group(name: str, kind: str, content: str) -> str:
    return element("div", content, role="group", aria_label=name, class_=f"diagram {kind}")


# Pictures


def _pictures(pictures: Pictures, inline: Inline) -> str:
    shown = (element("div", _titled(*each, inline), class_="picture") for each in pictures.items)
    return element("div", "".join(shown), class_=f"pictures of-{pictures.columns}")


def _titled(picture: Picture, title: Inlines, inline: Inline) -> str:
    shown = inline((InlinePicture(picture.path, picture.alt, Location(""), picture.width),))
    return shown + (element("p", inline(title), class_="picture-title") if title else "")


# Flows


def _steps(steps: ListBlock, inline: Inline, place: Place) -> str:
    """Steps one after another; behind one at which ways part, these."""
    written = []
    for item in steps.items:
        written.append(element("li", _box(item, inline, place)))
        written += [
            element("li", _ways(each, inline, place), class_="parting")
            for each in item
            if isinstance(each, ListBlock)
        ]
    return element("ol", "".join(written), class_="steps")


def _ways(ways: ListBlock, inline: Inline, place: Place) -> str:
    """Ways side by side: each its first box, and the steps behind that."""
    said = element(
        "p", f"ここで{fullwidth(len(ways.items))}つに分かれ、その先で合わさります。", class_="told"
    )
    shown = "".join(element("li", _way(each, inline, place)) for each in ways.items)
    return said + element("ul", shown, class_="ways")


def _way(item: Sequence[Prose], inline: Inline, place: Place) -> str:
    further = [step for steps in item if isinstance(steps, ListBlock) for step in steps.items]
    boxes = "".join(element("li", _box(each, inline, place)) for each in (item, *further))
    return element("ol", boxes, class_="steps")


def _box(item: Sequence[Prose], inline: Inline, place: Place) -> str:
    """A step by its first paragraph; others stand under it in smaller letters."""
    paragraphs = [each for each in item if isinstance(each, Paragraph)]
    said = (
        element(
            "p", inline(each.content), place(each.location), class_="diagram-text" if at else "diagram-head"
        )
        for at, each in enumerate(paragraphs)
    )
    return element("div", "".join(said), class_="node")


# The framework


def _tree(resolved: ResolvedPlan, levels: int, place: Place) -> str:
    names, branches = branches_of(resolved, levels)
    heads = "".join(element("span", escaped(each)) for each in (VISION, *names))
    root = Branch("", resolved.plan.framework.vision, branches, location=resolved.plan.framework.location)
    tree = element("ul", _branch(root, place), class_="branches")
    content = element("p", heads, class_="levels") + tree
    return _group("施策の体系", f"tree of-{len(names)}", content)


def _branch(branch: Branch, place: Place) -> str:
    own = escaped(branch.title)
    if branch.label:
        own = f"{element('span', escaped(branch.label), class_='number')}　{own}"
    box = element("div", own, place(branch.location), class_="node" if branch.outermost else "node own")
    under = "".join(_branch(each, place) for each in branch.branches)
    return element("li", box + (element("ul", under) if under else ""), class_=branch_class(branch.outermost))


def branch_class(outermost: int) -> str:
    """The class of what belongs to the outermost item at this place (from 1)."""
    return f"branch-{(outermost - 1) % BRANCHES + 1}" if outermost else ""
