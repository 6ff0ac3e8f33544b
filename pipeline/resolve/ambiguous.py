"""Numbers that say less or more than readers need, because of the template's list: told once, about the template.

Several headings share one because a level has none; or all begin with that of a 部 in a plan without any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.model.blocks import walk
from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS, CHAPTER, DIVISION_HEADING
from pipeline.model.inlines import Reference, Variant
from pipeline.model.numbers import Level, ResolvedPlan, Scheme, TargetKind
from pipeline.problems import Code, Location, Problem


def ambiguous_numbers(resolved: ResolvedPlan, scheme: Scheme, template: str) -> list[Problem]:
    """One warning about the template's list, if a reference shows a number alone that other headings have as well."""
    found = list(_ambiguous(resolved))
    if not found:
        return []
    of_body = (DIVISION_HEADING, *BODY_HEADINGS) if scheme.above else BODY_HEADINGS
    silent = [*_silent(of_body, scheme.body), *_silent(APPENDIX_HEADINGS, scheme.appendix)]
    numbers = list(dict.fromkeys(resolved.targets[each.target].number for each in found))
    shown = "".join(f"「{number}」" for number in numbers[:3]) + ("など" if len(numbers) > 3 else "")
    why = f"様式「{'」「'.join(silent)}」の番号がないため、" if silent else ""
    mend = f"様式「{silent[0]}」に番号を付けるか、" if silent else "リストの番号の文字を直すか、"
    return [
        Problem(
            Location(template),
            Code.REF_AMBIGUOUS,
            f"{why}同じ番号の見出しがいくつもあり、参照{shown}がどれを指すか分かりません"
            f"（{len(found)}か所。初めは {min(each.location for each in found)}）",
            f"テンプレートの{mend}参照を [](#id){{.番号と題}} か [](#id){{.題}} と書いてください",
            warning=True,
        )
    ]


def _ambiguous(resolved: ResolvedPlan) -> Iterator[Reference]:
    """The references that show such a number, and nothing beside it."""
    headings = [each for each in resolved.targets.values() if each.kind is TargetKind.HEADING and each.number]
    # A heading above those without a number of their own is meant by what it shows.
    counts = Counter(each.number for each in headings if each.label)
    shared = {each.id for each in headings if not each.label or counts[each.number] > 1}
    parts = (*resolved.front, *resolved.body, *resolved.appendix, *resolved.passages.values())
    for node in walk(parts) if shared else ():
        if isinstance(node, Reference) and node.variant is Variant.NUMBER and node.target in shared:
            yield node


def _silent(names: Sequence[str], levels: Sequence[Level]) -> Iterator[str]:
    """The styles of levels that show no number."""
    return (name for name, level in zip(names, levels, strict=True) if level.format == "none")


def divisions_for_nothing(resolved: ResolvedPlan, scheme: Scheme, template: str) -> list[Problem]:
    """A warning if chapters are counted under 部, and the plan has none: Word counts as if all stood in the first one."""
    if not scheme.above or any(chapter.opens for chapter in resolved.plan.chapters):
        return []
    first = next(
        (each.number for each in resolved.targets.values() if each.level == CHAPTER and each.number), ""
    )
    return [
        Problem(
            Location(template),
            Code.TEMPLATE_LIST,
            f"章の番号のリストに部があり、計画には部がないので、参照が「{first}」のようになります",
            f"plan.yamlの「章」を部に分けるか、Wordで「{BODY_HEADINGS[0]}」をリストのレベル1にし、"
            f"「{DIVISION_HEADING}」に別のリストを選んでください",
            warning=True,
        )
    ]
