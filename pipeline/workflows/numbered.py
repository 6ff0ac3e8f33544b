"""A version of a plan numbered, from which no document is made."""

from __future__ import annotations

import hashlib
from functools import partial

from pipeline.documents.registry import contract_of
from pipeline.frozen import dataclass
from pipeline.model.documents import PLAN
from pipeline.model.numbers import ResolvedPlan, Scheme
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.model.share import Share, alone
from pipeline.problems import Problem, collected, raise_if_any
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.source.parse_cache import Memory
from pipeline.system import pandoc
from pipeline.workspace.project import Files


@dataclass(frozen=True)
class Numbered:
    """A plan numbered by a template's scheme."""

    resolved: ResolvedPlan
    scheme: Scheme


def numbered_files(files: Files, folder: str, memory: Memory, share: Share = alone) -> Numbered:
    """The plan of files from which no document is made: their template says how it numbers, and need be good for nothing
    else, so that what was kept stays readable."""
    problems: list[Problem] = []
    file = f"{PLAN.name}.docx"
    with collected(problems):
        data, place = files.template(file), f"{files.folder}/{file}"
        scheme = memory.once(partial(_scheme_of, place, data), "scheme", place, digest_of(data))
    with collected(problems):
        plan = load_plan(files.source, pandoc.read, folder, memory, share)
    raise_if_any(problems)
    return Numbered(resolve(plan, scheme), scheme)


def _scheme_of(place: str, data: bytes) -> Scheme:
    from pipeline.word.template.opening import scheme_of

    return scheme_of(place, data, contract_of(PLAN), KNOWN_FORMATS)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
