"""The structure tree of a PDF (PDF 32000-1, 14.7.2), read once: asking pikepdf again is what takes time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

from pipeline.frozen import dataclass


@dataclass(eq=False)
class Element:
    """A structure element: its type with the slash (/P), the PDF's object, and its children in reading order: other elements,
    marks of content, references to objects. What is changed here is changed in the PDF."""

    kind: str
    object: pikepdf.Object
    children: list[Element | pikepdf.Object]

    def become(self, kind: str) -> None:
        """Change the type."""
        self.kind = kind
        self.object.S = pikepdf.Name(kind)

    def keep(self, children: Sequence[Element | pikepdf.Object]) -> None:
        """Take away all children but these."""
        if len(children) < len(self.children):
            self.children = list(children)
            self.object.K = pikepdf.Array(
                [each.object if isinstance(each, Element) else each for each in children]
            )

    @property
    def elements(self) -> Iterator[Element]:
        """All elements under it, in reading order."""
        left = [iter(self.children)]
        while left:
            child = next(left[-1], None)
            if child is None:
                left.pop()
            elif isinstance(child, Element):
                yield child
                left.append(iter(child.children))

    @property
    def rest(self) -> list[pikepdf.Object]:
        """The children that are no elements."""
        return [each for each in self.children if not isinstance(each, Element)]

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said in its place."""
        return "/Alt" not in self.object and "/ActualText" not in self.object


def read_elements(node: pikepdf.Object, kind: str = "") -> Element:
    """An element, or the root, with all that is under it."""
    return Element(kind, node, [_read(child) for child in kids_of(node)])


def kids_of(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The children of a structure element as the PDF has them."""
    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _read(child: pikepdf.Object) -> Element | pikepdf.Object:
    kind = child.get("/S") if isinstance(child, pikepdf.Dictionary) else None
    return child if kind is None else read_elements(child, str(kind))


def box_of(element: pikepdf.Object) -> list[float]:
    """The box that an element's attributes give (14.8.5.4.3): left, bottom, right, top."""
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
        if isinstance(each, pikepdf.Dictionary) and "/BBox" in each:
            return [float(side) for side in each.BBox]
    return []
