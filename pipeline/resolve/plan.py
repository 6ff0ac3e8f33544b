"""The resolver: assembles the parts, numbers them, and checks everything that refers to something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from pipeline.frozen import replace
from pipeline.model.blocks import (
    Block,
    Box,
    ColumnBreak,
    Columns,
    Container,
    Heading,
    Passage,
    TermEntry,
    children,
    notable,
    walk,
    walk_blocks,
)
from pipeline.model.floats import Float
from pipeline.model.folded import folded
from pipeline.model.inlines import Inline, Note, Reference, Text, Variant, plain_text, walk_inlines
from pipeline.model.keeping import Keep, anew
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import ResolvedPlan, Scheme, TargetKind
from pipeline.model.plan import Plan
from pipeline.model.title_numbers import number_of_caption, typed_number
from pipeline.problems import Code, Location, Problem, raise_if_any
from pipeline.resolve.assemble import Assembler
from pipeline.resolve.diagrams import check_position, check_trees, position_diagrams, show_vision
from pipeline.resolve.history import with_causes
from pipeline.resolve.listings import check_listings
from pipeline.resolve.pieces import check_summary_pieces
from pipeline.resolve.references import (
    Former,
    check_causes,
    check_references,
    check_related,
    nothing_known,
    what_now,
)
from pipeline.resolve.targets import Targets, duplicate_id, find_targets

_WITHOUT_NUMBER = "（番号のない{}にするときは {{.番号なし}} を付けます）"


def resolve(plan: Plan, scheme: Scheme, former: Former = nothing_known, keep: Keep = anew) -> ResolvedPlan:
    """Number the plan by the template's scheme. `former` knows what had an id before: what is missing and was there was
    deleted, or has another id now. `keep` knows what was made of chapters and blocks before.

    Raises PlanErrors with every duplicate id, reference that leads nowhere, and number that can't be.
    """
    assembler = Assembler(plan, keep)
    front = assembler.part(plan.front, numbered=False)
    body = assembler.part(plan.chapters)
    appendix = assembler.part(plan.appendix)
    in_front, in_body, in_appendix = (_noted(part, keep) for part in (front, body, appendix))
    found = find_targets(in_front, in_body, in_appendix, scheme)
    # Of the rows that causes make nothing can be referred to, but they refer to others.
    front, body, appendix = (with_causes(part, plan, found.targets) for part in (front, body, appendix))
    everything = (*front, *body, *appendix)
    nodes = _noted(everything, keep) if plan.causes_in_history else (*in_front, *in_body, *in_appendix)
    diagrams = tuple(position_diagrams((*in_body, *in_appendix)))
    written = tuple(_passages(plan, keep))
    passages = {passage.id: passage for passage in written}
    beside = _noted((*passages.values(), *plan.own_texts), keep)
    raise_if_any(
        [
            *found.problems,
            *assembler.problems,
            *check_listings(plan, keep),
            *_check_headings(plan, nodes, keep),
            *_check_captions(nodes),
            *_check_passages(plan, written, found, former),
            *check_references((*nodes, *beside), plan, found, former),
            *_check_terms(plan),
            *check_causes(plan, found, former),
            *check_related(plan, found),
            *_check_vision(plan, everything, nodes, keep),
            *_check_unnumbered(plan, written, found),
            *chain.from_iterable(keep(_check_columns, each) for each in everything),
            *check_summary_pieces(plan, nodes, passages.keys()),
            *_check_declared(plan, nodes, passages.keys()),
            *check_position(plan, diagrams),
            *check_trees(plan, nodes),
        ]
    )
    return ResolvedPlan(
        plan, front, body, appendix, found.targets, found.captions, passages, scheme.note_format
    )


def _noted(blocks: Iterable[Block], keep: Keep) -> tuple[Block | Inline, ...]:
    return tuple(chain.from_iterable(keep(notable, block) for block in blocks))


def _passages(plan: Plan, keep: Keep) -> Iterator[Passage]:
    for chapter in plan.every_chapter:
        yield from keep(_passages_in, chapter.blocks)


def _passages_in(blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    return tuple(block for block in walk_blocks(blocks) if isinstance(block, Passage))


def _check_headings(plan: Plan, nodes: Iterable[Block | Inline], keep: Keep) -> Iterator[Problem]:
    """Of items, whose headings stand where the items begin, where their titles are written."""
    found = chain.from_iterable(keep(_check_heading, each) for each in nodes if isinstance(each, Heading))
    if problems := [*found]:
        titles = {item.location: item.title_location for item in plan.framework.walk()}
        yield from (replace(each, location=titles.get(each.location, each.location)) for each in problems)


def _check_heading(heading: Heading) -> tuple[Problem, ...]:
    """A heading's text goes into contents lists and references, which can't hold notes or references."""
    found: list[Problem] = []
    if any(isinstance(inline, Reference | Note) for inline in walk_inlines(heading.content)):
        found.append(
            Problem(
                heading.location,
                Code.MD_PLACE,
                "見出しには参照と脚注を書けません",
                "見出しの次の文章に書いてください",
            )
        )
    number = typed_number(plain_text(heading.content))
    if heading.numbered and number:
        written_by_hand = _WITHOUT_NUMBER.format("見出し") * heading.location.file.endswith(".md")
        found.append(_typed("見出し", number, heading.location, written_by_hand))
    return tuple(found)


def _typed(where: str, number: str, location: Location, else_: str = "") -> Problem:
    return Problem(
        location,
        Code.MD_TYPED_NUMBER,
        f"{where}に番号「{number}」が書かれています",
        f"番号は自動で付きます。消してください{else_}",
    )


def _check_captions(nodes: Iterable[Block | Inline]) -> Iterator[Problem]:
    """A caption's title has no number of its own. It is repeated in lists and references; a page in it would be measured after they are
    written."""
    for block in (node for node in nodes if isinstance(node, Float)):
        title = plain_text(block.caption)
        if block.numbered and (typed := number_of_caption(title)):
            yield _typed(f"{block.kind}の題", typed, block.title_location, _WITHOUT_NUMBER.format("題"))
        for inline in walk_inlines(block.caption):
            if isinstance(inline, Reference) and inline.variant is Variant.PAGE:
                yield Problem(
                    inline.location,
                    Code.MD_PLACE,
                    "表や図の題には、ページの参照を書けません",
                    "題の外の文章か、※の行に書いてください",
                )


def _check_passages(
    plan: Plan, passages: tuple[Passage, ...], found: Targets, former: Former
) -> Iterator[Problem]:
    """Passages have ids of their own, hold no notes, and are all shown somewhere."""
    seen: dict[str, Location] = {identity: target.location for identity, target in found.targets.items()}
    shown = plan.taken
    for passage in passages:
        if passage.id in seen:
            yield duplicate_id(passage.id, passage.location, seen[passage.id])
        seen[passage.id] = passage.location
        if passage.id not in shown:
            yield Problem(
                passage.location,
                Code.SUMMARY_UNUSED,
                f"要約「{passage.id}」は概要のどこにも載りません",
                f"{_where_passages_go(plan)}足すか、要約を消してください",
            )
        stands_for = (_check_stands_for(passage, each, found, former) for each in passage.of)
        yield from filter(None, stands_for)
        for note in (node for node in walk(passage.content) if isinstance(node, Note)):
            yield Problem(
                note.location, Code.MD_PLACE, "要約には脚注を書けません", "本文の文章に付けてください"
            )


def _where_passages_go(plan: Plan) -> str:
    """The files in which a passage can be given a place, as a hint says it."""
    summary, declared = "summary.yamlの「内容」に", "documents.yamlの文書の「差込」に「- 要約: …」を"
    if not plan.declared:
        return summary
    return f"{summary}足すか、{declared}" if plan.summary else declared


def _check_stands_for(passage: Passage, identity: str, found: Targets, former: Former) -> Problem | None:
    """A passage stands for something that is in the plan, and is more than a footnote."""
    target = found.targets.get(identity)
    if target is None and (was := former(identity)):
        return Problem(
            passage.location,
            Code.REF_MISSING,
            f"要約「{passage.id}」が要約する「{identity}」は、もう計画にありません。前は、{was}でした",
            what_now(identity, was, found.targets, "「of」から除くか、要約も消して"),
        )
    if target is None:
        return Problem(
            passage.location,
            Code.REF_MISSING,
            f"要約「{passage.id}」が要約する「{identity}」は、計画にありません",
            _meant(near_id(identity, found.targets, Variant.TITLE))
            or "「of」には、見出し、取組、表、図、用語のidを書いてください",
        )
    if target.kind in (TargetKind.NOTE, TargetKind.PROVISION):
        return Problem(
            passage.location,
            Code.REF_KIND,
            f"要約「{passage.id}」の「of」にある「{identity}」は{target.kind.value}です",
            "それのある節や表のidを書いてください",
        )
    return None


def _meant(identity: str) -> str:
    return f"もしかして: {identity}" if identity else ""


def _check_terms(plan: Plan) -> Iterator[Problem]:
    """No two terms have one name: nobody could tell which of them is meant."""
    named: dict[str, list[TermEntry]] = {}
    for term in plan.glossary:
        named.setdefault(folded(term.term), []).append(term)
    for terms in named.values():
        for term in terms if len(terms) > 1 else ():
            others = "、".join(f"「{other.term}」({other.location})" for other in terms if other is not term)
            yield Problem(
                term.location,
                Code.TERM_TWICE,
                f"用語「{term.term}」が二つあります",
                f"もう一つ: {others}。一つにまとめるか、読みや意味の違う語なら、見分けられる名前にしてください",
            )


def _check_vision(
    plan: Plan, blocks: tuple[Block, ...], nodes: Iterable[Block | Inline], keep: Keep
) -> Iterator[Problem]:
    """The vision stands in the plan's text, word for word, or in what is drawn from it."""
    if show_vision(plan, nodes):
        return
    text = "".join(keep(_said, block) for block in blocks)
    if "".join(plan.framework.vision.split()) not in text:
        yield Problem(
            plan.framework.location,
            Code.VISION_MISSING,
            f"基本理念「{plan.framework.vision}」が、本編のどこにも出ていません",
            "章の文章に同じ言葉で書くか、位置付け図か施策の体系を入れてください",
        )


def _said(block: Block) -> str:
    """The words of a block, without blanks."""
    return "".join("".join(node.text for node in walk((block,)) if isinstance(node, Text)).split())


def _check_declared(
    plan: Plan, nodes: Iterable[Block | Inline], passages: Collection[str]
) -> Iterator[Problem]:
    """What documents take that the plan declares itself; loaded for a plan that does."""
    if plan.declared:
        from pipeline.resolve.declared import check_declared

        yield from check_declared(plan, nodes, passages)


def _check_unnumbered(plan: Plan, passages: Iterable[Passage], found: Targets) -> Iterator[Problem]:
    """Tables and figures in passages and in what the 概要 has alone have no number; their ids are nobody else's."""
    seen = {identity: target.location for identity, target in found.targets.items()}
    for block in walk_blocks((*passages, *plan.own_texts)):
        if isinstance(block, Float | Box) and block.id:
            if block.id in seen:
                yield duplicate_id(block.id, block.location, seen[block.id])
            seen[block.id] = block.location


def _check_columns(block: Block) -> tuple[Problem, ...]:
    """Text that stands in no columns begins none."""
    if isinstance(block, ColumnBreak) and block.location:
        where = "「改段」は、段組みのない所には置けません"
        hint = "「:::: {.二段}」の囲みの中に置いてください。ページを改めるなら「::: {.改頁}」です"
        return (Problem(block.location, Code.MD_PLACE, where, hint),)
    if isinstance(block, Columns) or not isinstance(block, Container):
        return ()
    inner = (each for each in children(block) if not isinstance(each, tuple))
    return tuple(chain.from_iterable(map(_check_columns, inner)))
