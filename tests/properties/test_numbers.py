"""Whatever a plan's shape: numbers have no gaps, and every reference in the finished file is its target's number."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.plan import plan_content
from pipeline.model.blocks import Block, FieldValue, Heading, Landscape, Listing, ListingPlace
from pipeline.model.floats import Align, Cell, Float, FloatKind, Table
from pipeline.model.inlines import Note, Paragraph, Reference, Role, Text, Variant
from pipeline.model.levels import USUAL_LEVELS, Level
from pipeline.model.numbers import ResolvedPlan, Scheme
from pipeline.model.plan import Chapter, Framework, Item, Plan, Profile
from pipeline.model.prose import ListBlock, ListKind
from pipeline.model.stages import Stage
from pipeline.problems import Location
from pipeline.resolve.plan import resolve
from pipeline.verification import inspection
from pipeline.word.compose import compose
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.templates import opened

HERE = Location("plan_source/chapters/01.md", 1, 1)
MEASURES = Chapter(
    "plan_source/chapters/99.md",
    (
        Heading(1, (Text("施策"),), "sec-measures", True, HERE),
        Paragraph((Text("見本の基本理念"),)),
        ListingPlace(Listing.ITEMS, HERE),
    ),
)
_BASIC, _DIRECTION, _MEASURE = USUAL_LEVELS


def _item(level: Level, title: str, children: tuple[Item, ...], *values: FieldValue) -> Item:
    return Item(title.lower(), "略称" if level.labelled else "", title, level, values, children, HERE, HERE)


_ISSUE = FieldValue(_MEASURE.fields[0], (Paragraph((Text("課題"),)),), (), HERE)
FRAMEWORK = Framework(
    "見本の基本理念",
    USUAL_LEVELS,
    (_item(_BASIC, "Policy", (_item(_DIRECTION, "Direction", (_item(_MEASURE, "Measure", (), _ISSUE),)),)),),
    HERE,
)
PROFILE = Profile("見本計画", "見本市", "令和８年度", "令和12年度", Stage.DRAFT, "令和８年３月", "", ())


@cache
def template() -> Template:
    """The plan's template."""
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes())


@st.composite
def chapters(draw: st.DrawFn) -> tuple[Chapter, ...]:
    """Chapters of headings in any legal order, tables, lists, notes and references to anything before or after."""
    made: list[tuple[str, list[Block]]] = []
    ids: list[str] = []

    def new_id(kind: str) -> str:
        ids.append(f"{kind}-{len(ids)}")
        return ids[-1]

    def table() -> Float:
        cell = Cell((Paragraph((Text("値"),)),))
        return Float(
            FloatKind.TABLE,
            new_id("tbl"),
            (Text("表題"),),
            Table(((cell,), (cell,)), 1, (Align.LEFT,)),
            (),
            HERE,
        )

    for number in range(draw(st.integers(1, 4))):
        numbered = draw(st.integers(0, 4)) > 0
        blocks: list[Block] = [Heading(1, (Text(f"章{number}"),), new_id("sec"), numbered, HERE)]
        level = 1
        for kind in draw(
            st.lists(st.sampled_from(["heading", "table", "wide", "list", "note", "text"]), max_size=12)
        ):
            if kind == "heading":
                level = draw(st.integers(2, min(level + 1, 6)))
                blocks.append(Heading(level, (Text("見出し"),), new_id("sec"), True, HERE))
            elif kind == "table" and numbered:
                blocks.append(table())
            elif kind == "wide" and numbered:
                blocks.append(Landscape((table(),)))
            elif kind == "list":
                item = (Paragraph((Text("項目"),)),)
                blocks.append(
                    ListBlock(draw(st.sampled_from(list(ListKind))), draw(st.integers(1, 3)), (item, item))
                )
            elif kind == "note":
                note = Note(new_id("fn"), (Paragraph((Text("注"),), Role.FOOTNOTE),), HERE)
                blocks.append(Paragraph((Text("本文"), note)))
            else:
                blocks.append(Paragraph((Text("本文"),)))
        made.append((f"plan_source/chapters/{number}.md", blocks))
    for _, blocks in made:
        targets = draw(st.lists(st.sampled_from(ids), max_size=6))
        references = tuple(Reference(target, Variant.PAGE, HERE) for target in targets)
        blocks.append(Paragraph((Text("参照"), *references)))
    return tuple(Chapter(file, tuple(blocks)) for file, blocks in made)


def resolved_plan(parts: tuple[Chapter, ...], appendix: tuple[Chapter, ...], scheme: Scheme) -> ResolvedPlan:
    """The plan of these chapters, with references by number to everything that has one."""
    plan = Plan(PROFILE, (), (*parts, MEASURES), appendix, FRAMEWORK, (), (), None, {})
    first = resolve(plan, scheme)
    numbered = tuple(
        Reference(identity, Variant.NUMBER, HERE)
        for identity, target in first.targets.items()
        if target.number
    )
    last = Chapter(
        "plan_source/chapters/98.md",
        (Heading(1, (Text("参照"),), "sec-all", True, HERE), Paragraph(numbered)),
    )
    return resolve(Plan(PROFILE, (), (*parts, MEASURES, last), appendix, FRAMEWORK, (), (), None, {}), scheme)


@given(chapters())
def test_the_reader_finds_nothing_wrong_with_any_plan(parts: tuple[Chapter, ...]) -> None:
    """The resolver, the writer and the reader count the same, for chapters in any shape."""
    scheme = template().scheme
    assert scheme is not None
    resolved = resolved_plan(parts, (), scheme)
    data = compose(plan_content(resolved), template())
    assert inspection.inspect({"plan": data}, resolved)() == []


@given(chapters())
def test_headings_of_one_parent_are_numbered_without_gaps(parts: tuple[Chapter, ...]) -> None:
    """第１章, 第２章, …; 第１節, 第２節, … anew under each; tables anew in each chapter."""
    scheme = template().scheme
    assert scheme is not None
    resolved = resolved_plan(parts, (), scheme)
    seen: dict[str, int] = {}
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    for target in resolved.targets.values():
        if target.level not in (1, 2) or not target.number:
            continue
        parent = target.number[: len(target.number) - len(target.label)]
        seen[parent] = seen.get(parent, 0) + 1
        assert int(target.label.translate(digits).strip("第章節")) == seen[parent]
