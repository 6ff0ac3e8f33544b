"""Checks of the places at which parts stand that are made from YAML: each once, and of the framework every item or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.blocks import Block, Listing, ListingPlace, walk_blocks
from pipeline.model.keeping import Keep, anew
from pipeline.model.levels import walk_items
from pipeline.model.plan import Chapter, Item, Plan
from pipeline.problems import Code, Location, Problem, did_you_mean


def check_listings(plan: Plan, keep: Keep = anew) -> Iterator[Problem]:
    """Each listing stands at most once, and the framework's items in chapters: their numbers come from there."""
    places: dict[str, Location] = {}
    for chapter in plan.every_chapter:
        for place in keep(_places, chapter.blocks):
            if place.listing is Listing.ITEMS:
                yield from _check_items(plan, chapter, place, places)
            elif place.listing in places:
                yield _twice(place, f"「{place.listing}」", places[place.listing])
            else:
                places[place.listing] = place.location
    if any(item.id in places for item in plan.framework.walk()):
        yield from _forgotten(plan.framework.items, places)


def nowhere(plan: Plan) -> Iterator[Problem]:
    """A notice, if the framework stands in no chapter."""
    if any(
        place.listing is Listing.ITEMS for chapter in plan.every_chapter for place in _places(chapter.blocks)
    ):
        return
    innermost = plan.framework.levels[-1].name
    yield Problem(
        Location(plan.chapters[-1].file, 1),
        Code.MD_PLACE,
        f"{innermost}がどの章にも入っていません",
        f"施策の章に「::: {{.施策}}」と「:::」を書くと、framework.yamlの{innermost}がそこに入り、番号が付きます",
        warning=True,
    )


def _places(blocks: tuple[Block, ...]) -> tuple[ListingPlace, ...]:
    return tuple(block for block in walk_blocks(blocks) if isinstance(block, ListingPlace))


def _twice(place: ListingPlace, what: str, first: Location) -> Problem:
    return Problem(place.location, Code.MD_PLACE, f"{what}が２か所にあります", f"初めの所: {first}")


def _check_items(
    plan: Plan, chapter: Chapter, place: ListingPlace, places: dict[str, Location]
) -> Iterator[Problem]:
    """Items of one place are those of a chapter, are known, and stand at no other place; `places` has those seen so far."""
    items = plan.framework.branch(place.of)
    if chapter not in plan.chapters:
        yield Problem(
            place.location,
            Code.MD_PLACE,
            "「施策」は、前付や資料編には置けません",
            "plan.yamlの「章」に並べたファイルに置いてください",
        )
    elif not items:
        known = [item.id for item in plan.framework.walk()]
        yield Problem(
            place.location,
            Code.REF_MISSING,
            f"「施策」の of にある「{place.of}」は、framework.yamlの項目のidではありません",
            did_you_mean(place.of, known) or f'枝のidを書いてください（例: of="{known[0]}"）',
        )
    elif len(items) > 1 and chapter.blocks[0] is place:
        yield Problem(
            place.location,
            Code.MD_PLACE,
            f"章の見出しのない「施策」には、{items[0].level.name}を一つだけ置けます",
            f'章の見出し（# が一つ）を書くか、ファイルを{items[0].level.name}ごとに分けて of="{items[0].id}" のように書いてください',
        )
    for item in walk_items(items):
        if item.id in places:
            what = f"{item.level.name}「{item.title}」" if place.of else "「施策」"
            yield _twice(place, what, places[item.id])
            break
    places.update((item.id, place.location) for item in walk_items(items))


def _forgotten(items: Iterable[Item], places: dict[str, Location]) -> Iterator[Problem]:
    """Items that stand in no chapter, beside others that do; a heading of the chapter's may stand for one with items in it."""
    for item in items:
        if item.id in places:
            continue
        if item.children:
            yield from _forgotten(item.children, places)
        else:
            yield Problem(
                item.location,
                Code.MD_PLACE,
                f"{item.level.name}「{item.title}」がどの章にも入っていません",
                f'章に「::: {{.施策 of="{item.id}"}}」と「:::」を書くか、上の枝を置いた所に入るようにしてください',
            )
