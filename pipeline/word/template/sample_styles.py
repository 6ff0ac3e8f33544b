"""The looks of a sample's paragraphs and tables as styles: those that they have, and new ones for what was set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.model.xml_names import W, is_on, w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.styles import ancestry, is_default, value_of

# Properties that are no look of their own: places in the document, marks of editing, what the writer says itself.
_UNSEEN_P = frozenset(
    map(w, ("pStyle", "cnfStyle", "rPr", "sectPr", "outlineLvl", "framePr", "pageBreakBefore", "pPrChange"))
)
_UNSEEN_R = frozenset(map(w, ("rStyle", "lang", "noProof", "webHidden", "rPrChange")))
_SEEN_T = frozenset(map(w, ("tblInd", "tblBorders", "shd", "tblCellMar")))
_HINT = w("hint")


class OwnStyles:
    """The styles of a template, to which those of samples are added; equal looks share one."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.made: dict[bytes, str] = {}
        self.by_id = {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}

    def paragraph(self, paragraph: etree._Element) -> str:
        """The name of the style that gives a paragraph of a sample its look."""
        own = paragraph.find(w("pPr"))
        base = self._named("paragraph", value_of(paragraph, f"{w('pPr')}/{w('pStyle')}"))
        looks = [
            each
            for each in (own if own is not None else ())
            if each.tag not in _UNSEEN_P and not self.has_number(each)
        ]
        return self._with("paragraph", base, {"pPr": looks, "rPr": list(self._text_look(paragraph))})

    def has_number(self, said: etree._Element) -> bool:
        """Whether a property of a paragraph is the number that its style has, or says that there is none (17.9.18) where that has none:
        LibreOffice writes both."""
        properties = said.getparent()
        if said.tag != w("numPr") or properties is None:
            return False
        base = self._named("paragraph", value_of(properties, w("pStyle")))
        chain = ancestry(base, self.by_id) if base is not None else ()
        return _number_of([properties]) == _number_of(
            each for style in chain if (each := style.find(w("pPr"))) is not None
        )

    def table(self, table: etree._Element) -> str:
        """The name of the style that gives a table of a sample its look."""
        properties = table.find(w("tblPr"))
        base = self._named("table", value_of(table, f"{w('tblPr')}/{w('tblStyle')}"))
        looks = [each for each in (properties if properties is not None else ()) if each.tag in _SEEN_T]
        return self._with("table", base, {"tblPr": looks})

    def heads(self, table: etree._Element, kind: str) -> etree._Element | None:
        """The shading that a table's style gives its first row or column (`kind` as in 17.18.89)."""
        style = self.by_id.get(value_of(table, f"{w('tblPr')}/{w('tblStyle')}"))
        for each in ancestry(style, self.by_id) if style is not None else ():
            for conditional in each.findall(w("tblStylePr")):
                shade = conditional.find(f"{w('tcPr')}/{w('shd')}")
                if conditional.get(w("type")) == kind and shade is not None:
                    return shade
        return None

    def _named(self, kind: str, identity: str) -> etree._Element | None:
        found = self.by_id.get(identity)
        if found is None and kind == "paragraph":
            return next(style for style in self.by_id.values() if is_default(style))
        return found

    def run_of(self, paragraph: etree._Element) -> etree._Element | None:
        """The run that gives a paragraph of a sample its look: the one with its first tag, else its first; none in an empty one."""
        runs = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
        return next((run for run in runs if "{{" in "".join(run.itertext())), runs[0] if runs else None)

    def is_bold(self, run: etree._Element) -> bool:
        """Whether a run is bold by hand or by its own style."""
        return any(each.tag == w("b") and is_on(each) for each in self._looks_of(run))

    def _text_look(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """What is said of that run by hand or by a style of text; of an empty paragraph, of the mark at its end."""
        run = self.run_of(paragraph)
        holder = run if run is not None else paragraph.find(w("pPr"))
        for each in self._looks_of(holder) if holder is not None else ():
            if each.tag not in _UNSEEN_R and set(each.attrib) != {_HINT}:
                yield each

    def _looks_of(self, holder: etree._Element) -> Iterable[etree._Element]:
        style = self.by_id.get(value_of(holder, f"{w('rPr')}/{w('rStyle')}"))
        chain = [holder, *(ancestry(style, self.by_id) if style is not None else ())]
        return {each.tag: each for one in reversed(chain) for each in one.iterfind(f"{w('rPr')}/*")}.values()

    def _with(
        self, kind: str, base: etree._Element | None, looks: dict[str, Sequence[etree._Element]]
    ) -> str:
        """The name of a style with these properties beside those of its base; that itself where there are none."""
        if base is not None and not any(looks.values()):
            return value_of(base, w("name"))
        style = etree.Element(w("style"), {w("type"): kind, w("customStyle"): "1"})
        if base is not None:
            _child(style, "basedOn", base.get(w("styleId"), ""))
        for name, properties in looks.items():
            if properties:
                holder = etree.SubElement(style, w(name))
                holder.extend(deepcopy(each) for each in properties if str(each.tag).startswith(f"{{{W}}}"))
        put_in_order(style)
        key = etree.tostring(style, method="c14n")
        if key not in self.made:
            self.made[key] = self._added(style, base)
        return self.made[key]

    def _added(self, style: etree._Element, base: etree._Element | None) -> str:
        names = {value_of(each, w("name")) for each in self.by_id.values()} | set(self.by_id)
        stem = f"{value_of(base, w('name')) if base is not None else '表'}（ひな形）"
        name = next(each for each in _numbered(stem) if each not in names)
        style.set(w("styleId"), name)
        label = etree.Element(w("name"), {w("val"): name})
        style.insert(0, label)
        self.root.append(style)
        self.by_id[name] = style
        return name


def _number_of(chain: Iterable[etree._Element]) -> tuple[str, str]:
    """The list and the level that the nearest properties say; no list is 0."""
    said = next((found for each in chain if (found := each.find(w("numPr"))) is not None), None)
    if said is None or (number := value_of(said, w("numId"))) in ("", "0"):
        return "0", "0"
    return number, value_of(said, w("ilvl")) or "0"


def _child(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, w(name), {w("val"): value})


def _numbered(stem: str) -> Iterable[str]:
    number = 1
    yield stem
    while True:
        number += 1
        yield f"{stem}{number}"
