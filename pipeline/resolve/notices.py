"""Notices to the author of a numbered plan, which stop no document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.blocks import walk_blocks
from pipeline.model.floats import Float
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Plan
from pipeline.problems import Problem
from pipeline.resolve.counts import count_problems
from pipeline.resolve.dates import date_problems
from pipeline.resolve.doubled_words import doubled_words
from pipeline.resolve.list_counts import list_count_problems
from pipeline.resolve.listings import nowhere
from pipeline.resolve.texts import texts_of
from pipeline.resolve.typed_numbers import typed_number_problems, typed_numbers
from pipeline.resolve.unfilled import unfilled


def notices(resolved: ResolvedPlan) -> list[Problem]:
    """Numbers, dates and counts in running text that nothing keeps right, and what is to be known of data, as warnings in the order
    of the files."""
    texts = tuple(texts_of(resolved))
    found = {
        *typed_number_problems(typed_numbers(resolved, texts)),
        *date_problems(texts),
        *count_problems(resolved, texts),
        *doubled_words(resolved, texts),
        *list_count_problems(resolved),
        *nowhere(resolved.plan),
        *resolved.plan.profile.notices,
        *_of_data(resolved),
        *_of_documents(resolved.plan),
        *unfilled(resolved.plan),
    }
    return sorted(found, key=lambda problem: (problem.location, problem.code, problem.message))


def _of_documents(plan: Plan) -> Iterator[Problem]:
    """Of documents that the plan declares itself; loaded for a plan that does."""
    if plan.declared:
        from pipeline.resolve.listed_values import misspelt_values

        yield from misspelt_values(plan)


def _of_data(resolved: ResolvedPlan) -> Iterator[Problem]:
    for block in walk_blocks((*resolved.front, *resolved.body, *resolved.appendix)):
        if isinstance(block, Float):
            yield from block.notices
