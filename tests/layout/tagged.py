"""The structure tree of a tagged PDF (PDF 32000-1, 14.7), read plainly."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """A structure element: its type as written, what that stands for, its attributes and its children."""

    own: str
    role: str
    alt: str
    attributes: Mapping[str, Any]
    children: tuple[Element, ...]
    objects: tuple[Any, ...]  # the annotations that belong to it
    holds: bool = False  # something that is painted, itself or one of its children

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *roles: str) -> list[Element]:
        """The elements of these roles, itself among them, in reading order."""
        return [element for element in self.walk() if element.role in roles]


@dataclass
class Tagged:
    """A PDF opened for its tags."""

    pdf: pikepdf.Pdf

    @cached_property
    def root(self) -> Element:
        tree = self.pdf.Root.StructTreeRoot
        roles = {str(key): str(value) for key, value in tree.get("/RoleMap", {}).items()}
        return Element("", "", "", {}, tuple(_children(tree, roles)), ())

    @property
    def annotations(self) -> Iterator[tuple[Any, Any]]:
        """Each annotation with its page."""
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", []):
                yield page, annotation

    @cached_property
    def metadata(self) -> str:
        return bytes(self.pdf.Root.Metadata.read_bytes()).decode("utf-8")

    @property
    def fonts(self) -> Iterator[Any]:
        """The fonts of all pages, the faces under composite ones (9.7)."""
        for page in self.pdf.pages:
            for _, font in page.resources.get("/Font", {}).items():
                yield from font.get("/DescendantFonts", [font])


def read_tagged(data: bytes) -> Tagged:
    return Tagged(pikepdf.open(io.BytesIO(data)))


def _children(node: Any, roles: Mapping[str, str]) -> Iterator[Element]:
    for child in _as_list(node.get("/K")):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield _element(child, roles)


def _element(node: Any, roles: Mapping[str, str]) -> Element:
    own = str(node.S)
    role = own
    while role in roles and roles[role] != role:
        role = roles[role]
    attributes: dict[str, Any] = {}
    for each in _as_list(node.get("/A")):
        if isinstance(each, pikepdf.Dictionary):
            attributes |= {str(key).lstrip("/"): value for key, value in each.items()}
    kids = [child for child in _as_list(node.get("/K")) if isinstance(child, pikepdf.Dictionary)]
    objects = tuple(child.Obj for child in kids if child.get("/Type") == "/OBJR")
    name, alt = role.lstrip("/"), str(node.get("/Alt", ""))
    children = tuple(_children(node, roles))
    painted = any(
        not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid for kid in _as_list(node.get("/K"))
    )
    holds = painted or any(child.holds for child in children)
    return Element(own.lstrip("/"), name, alt, attributes, children, objects, holds)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
