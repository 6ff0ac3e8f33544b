"""The lines over footnotes. LibreOffice reads the separator (17.11.23) together with the first note, and takes it for that of the note's
section: in all later ones it draws none."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import w


def draw_note_lines(document: etree._Element, notes: etree._Element | None) -> None:
    """Let each note's section have a separator of its own, where the notes have one: behind the reference it takes no room."""
    separators = [] if notes is None else [each for each in notes if each.get(w("type")) == "separator"]
    if any(each.find(f".//{w('separator')}") is not None for each in separators):
        for reference in list(document.iter(w("footnoteReference"))):
            reference.addnext(etree.Element(w("separator")))
