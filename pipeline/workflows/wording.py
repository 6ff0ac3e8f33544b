"""The wording of all that documents show, held against 公用文 and what wording.yaml says: notes, never errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.documents.plan import plan_content
from pipeline.model.content import DocumentContent
from pipeline.model.documents import names_of
from pipeline.passages.files import Files
from pipeline.problems import Code, PlanErrors, Problem, did_you_mean
from pipeline.wording.find import Finding, active, look, problems_of
from pipeline.wording.profile import USUAL, WORDING, Profile
from pipeline.wording.rules import RULES
from pipeline.wording.shown import shown_texts, with_names
from pipeline.wording.texts import Text
from pipeline.workflows.build import Built
from pipeline.workflows.prepare import Prepared


def with_wording(built: Built, folder: str) -> Built:
    """What was made of a plan whose source messages call `folder`, with what there is to say of its wording."""
    assert built.prepared is not None, "what was made was made of something"
    notes = wording_notes(built.prepared, [each.content for each in built.documents], folder)
    return replace(built, warnings=(*built.warnings, *notes))


def wording_beside_plan(built: Built, folder: str) -> tuple[Problem, ...]:
    """The same of documents beside the plan alone, which are to be written as the plan is."""
    assert built.prepared is not None, "what was made was made of something"
    own = [each.content for each in built.documents]
    contents = [plan_content(built.prepared.resolved), *own]
    return wording_notes(built.prepared, contents, folder, [each.name for each in own])


def wording_notes(
    prepared: Prepared, contents: Sequence[DocumentContent], folder: str, own: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """What there is to say of the wording of documents, in the order of the files of `folder`; with `own` names, of the texts alone that
    these documents show first. Where wording.yaml can't be read, what is wrong with it and nothing else."""
    try:
        profile = profile_of(prepared, folder)
    except PlanErrors as errors:
        return tuple(_as_note(each) for each in errors.problems)
    texts = texts_of(prepared, contents, folder, profile)
    documents = frozenset(own) or {each.name for each in contents}
    found = (each for each in findings_of(texts, profile) if each.text.document in documents)
    strange = () if own or _lacks_some(contents, prepared) else _strange_targets(profile, texts)
    return (*strange, *problems_of(found, prepared.source, folder))


def _lacks_some(contents: Iterable[DocumentContent], prepared: Prepared) -> bool:
    """Whether the plan has documents beside these: what no document of these shows may stand in one of those."""
    return not {*names_of(prepared.resolved.plan.documents)} <= {each.name for each in contents}


def profile_of(prepared: Prepared, folder: str) -> Profile:
    """The city's habits, with the names that the plan says. Raises PlanErrors."""
    data = prepared.source.get(WORDING)
    return with_names(USUAL if data is None else _read(data, f"{folder}/{WORDING}"), prepared.resolved)


def _read(data: bytes, file: str) -> Profile:
    from pipeline.wording.load import (
        read_profile,
    )  # with pydantic, which a plan without such a file does not need

    return read_profile(data, file)


def texts_of(
    prepared: Prepared, contents: Iterable[DocumentContent], folder: str, profile: Profile
) -> tuple[Text, ...]:
    """The texts of documents."""
    return shown_texts(contents, prepared.resolved, Files(prepared.source, folder), profile)


def findings_of(texts: Sequence[Text], profile: Profile) -> Iterator[Finding]:
    """What the city's rules find in all texts."""
    return look(texts, active(RULES, profile), profile)


def _as_note(problem: Problem) -> Problem:
    """A mistake in wording.yaml: documents can be made all the same."""
    hint = "。".join(filter(None, (problem.hint, "直すまで、表記は調べません")))
    return replace(problem, hint=hint, warning=True)


def _strange_targets(profile: Profile, texts: Sequence[Text]) -> Iterator[Problem]:
    """Exceptions for what none of all documents shows."""
    known = {text.id for text in texts} | {f"{text.id}/{text.key}" for text in texts}
    for each in profile.exempt:
        if each.target not in known and each.location:
            yield Problem(
                each.location,
                Code.REF_MISSING,
                f"例外の「{each.target}」という箇所はありません",
                did_you_mean(each.target, known) or "id を確かめるか、この例外を消してください",
                warning=True,
            )
