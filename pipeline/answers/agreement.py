"""Opinions, answers and plan held against each other: each opinion answered once, each change a real one.

All are pure functions of plain values. What changed between two versions is told by whoever compared them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.answers.counts import number_list
from pipeline.answers.model import Answer, Answers, Consultation, UnfilledAnswer
from pipeline.answers.places import Paths, related
from pipeline.model.causes import Cause
from pipeline.model.inlines import Paragraph, Reference, plain_text, walk_inlines
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import Target
from pipeline.problems import Code, Location, Problem, Written, did_you_mean, unknown
from pipeline.resolve.references import check_reference


def check_consultation(consultation: Consultation, targets: Mapping[str, Target]) -> list[Problem]:
    """Everything that is wrong between opinions, answers and the plan's `targets`."""
    answers = consultation.answers
    named = answers.named
    return [
        *map(_not_written, answers.unfilled),
        *_unanswered(consultation, {number.text for number in named}),
        *unknown(
            named,
            consultation.by_number,
            Code.OPINION_UNKNOWN,
            "No.の「{}」という意見はありません",
            "意見の表のNo.を書いてください",
        ),
        *_answered_twice(named),
        *(problem for answer in answers.answers for problem in _check_kind(answers, answer)),
        *(problem for answer in answers.answers for problem in _check_targets(answer, targets)),
    ]


def unchanged_answers(answers: Answers, changed: Collection[str]) -> list[Problem]:
    """Changes named in answers, but not made.

    `changed` are the ids of the sections, measures, tables … that differ between the plan that was shown and the one
    that is, those that were added or deleted among them, those around them not.
    """
    return [
        Problem(
            change.location,
            Code.ANSWER_UNCHANGED,
            f"「{answer.kind.text}」の回答にある「{change.text}」は、意見を募集した案から変わっていません",
            "計画を直すか、変更した所のidを直すか、対応区分を直してください",
        )
        for answer in answers.answers
        for change in (*answer.changes, *(deleted.id for deleted in answer.deleted))
        if answers.needs_change(answer) and change.text not in changed
    ]


def differing_answers(consultation: Consultation) -> list[Problem]:
    """One notice where the office's table has other answers than answers.yaml, which counts."""
    given = {number.text: answer for answer in consultation.answers.answers for number in answer.opinions}
    differing = [
        opinion.number
        for opinion in consultation.opinions
        if opinion.view
        and (answer := given.get(opinion.number))
        and _bare(opinion.view) != _bare("".join(plain_text(each.content) for each in answer.view))
    ]
    if not differing:
        return []
    return [
        Problem(
            given[differing[0]].kind.location,
            Code.ANSWER_DIFFERS,
            f"意見の表に書かれた考え方が、answers.yaml の回答と違います（No.{number_list(differing)}）",
            "文書には answers.yaml のものが出ます。表のほうが新しければ、answers.yaml に写してください",
            warning=True,
        )
    ]


def _bare(text: str) -> str:
    return "".join(text.split())


def disagreements(answers: Answers, causes: Collection[Cause], paths: Paths, refused: bool) -> list[Problem]:
    """What answers.yaml and changes.yaml say otherwise of the same opinions: until it is `refused`, their author should know.

    Changes without any cause, and opinions without any answer, are told elsewhere.
    """
    found = [
        *(each for answer in answers.answers for each in _without_opinion(answer, causes, paths)),
        *(each for cause in causes for each in _without_answer(answers, cause, paths)),
    ]
    return [replace(each, warning=not refused) for each in found]


def _without_opinion(answer: Answer, causes: Collection[Cause], paths: Paths) -> Iterator[Problem]:
    """Changes that an answer names, and that changes.yaml explains without its opinions."""
    for change in (*answer.changes, *(deleted.id for deleted in answer.deleted)):
        around = paths.get(change.text, (change.text,))
        here = [cause for cause in causes if any(place.text in around for place in cause.places)]
        named = [number.text for cause in here for number in cause.opinions]
        missing = [number.text for number in answer.opinions if not _is_among(number.text, named)]
        if here and missing:
            numbers = "、".join(missing)
            yield Problem(
                change.location,
                Code.ANSWER_CAUSE,
                f"No.{numbers}の回答では「{change.text}」を変更していますが、changes.yaml のその理由に、意見No.{numbers}がありません",
                f"{here[0].location} の変更の「根拠」の「意見」に足すか、この「変更」を直してください",
            )


def _without_answer(answers: Answers, cause: Cause, paths: Paths) -> Iterator[Problem]:
    """Opinions that led to a change as changes.yaml says, and whose answers name no such change."""
    for number in cause.opinions:
        given = [
            answer
            for answer in answers.answers
            if any(_is_among(each.text, [number.text]) for each in answer.opinions)
        ]
        named = [
            each.text for answer in given for each in (*answer.changes, *(gone.id for gone in answer.deleted))
        ]
        if not given or any(related(place.text, each, paths) for place in cause.places for each in named):
            continue
        places = "、".join(place.text for place in cause.places) or cause.replaced
        said = f"の「変更」は {'、'.join(named)} です" if named else "には「変更」がありません"
        yield Problem(
            number.location,
            Code.ANSWER_CAUSE,
            f"意見No.{number.text}による変更（{places}）とありますが、その回答（対応区分「{given[0].kind.text}」）{said}",
            f"{given[0].kind.location} の回答の「変更」に足すか、この「意見」を直してください",
        )


def _is_among(number: str, others: Collection[str]) -> bool:
    """Whether an opinion is one of these, as a whole or as a part (3-1 of 3)."""
    return any(number == other or number.startswith(f"{other}-") for other in others)


def _not_written(answer: UnfilledAnswer) -> Problem:
    missing = "」と「".join(answer.missing)
    return Problem(
        answer.location,
        Code.ANSWER_MISSING,
        f"No.{'、'.join(number.text for number in answer.opinions)}の意見への「{missing}」が、まだ書かれていません",
        f"「{missing}」を書いてください。ほかの意見と同じ趣旨なら、その「意見」にNo.を足し、これを消します",
    )


def _unanswered(consultation: Consultation, answered: Collection[str]) -> Iterator[Problem]:
    for opinion in consultation.opinions:
        if opinion.number not in answered:
            yield Problem(
                opinion.location,
                Code.ANSWER_MISSING,
                f"No.{opinion.number}の意見に、回答がありません",
                "answers.yaml の「回答」に足してください。ほかの意見と同じ趣旨なら、その「意見」にNo.を足します",
            )


def _answered_twice(named: Iterable[Written]) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for number in named:
        if number.text in seen:
            yield Problem(
                number.location,
                Code.ANSWER_TWICE,
                f"No.{number.text}の意見への回答が二つあります",
                f"初めの所: {seen[number.text]}",
            )
        seen.setdefault(number.text, number.location)


def _check_kind(answers: Answers, answer: Answer) -> Iterator[Problem]:
    kinds = [kind.name for kind in answers.kinds]
    if answer.kind.text not in kinds:
        yield Problem(
            answer.kind.location,
            Code.ANSWER_KIND,
            f"「{answer.kind.text}」という対応区分はありません",
            did_you_mean(answer.kind.text, kinds) or f"次のどれかにしてください: {'、'.join(kinds)}",
        )
    elif answers.needs_change(answer) and not answer.changes + answer.deleted:
        yield Problem(
            answer.kind.location,
            Code.ANSWER_CHANGE,
            f"対応区分が「{answer.kind.text}」なのに、変更した所がありません",
            "「変更」に、変更した節、取組、表などのidを書いてください（例: 変更: [measure-watch]）。"
            "削除したときは「削除」に書きます",
        )


def _check_targets(answer: Answer, targets: Mapping[str, Target]) -> Iterator[Problem]:
    """References, and the changed places, are in the plan as it is now."""
    for place in answer.changes:
        if place.text not in targets:
            near = near_id(place.text, targets)
            yield Problem(
                place.location,
                Code.REF_MISSING,
                f"「{place.text}」というidの所は、計画にありません",
                f"もしかして: {near}"
                if near
                else "削除した所は、「変更」でなく「削除」に、idと題で書いてください",
            )
    for deleted in answer.deleted:
        if deleted.id.text in targets:
            yield Problem(
                deleted.id.location,
                Code.ANSWER_CHANGE,
                f"削除したという「{deleted.id.text}」が、計画にあります（{targets[deleted.id.text].location}）",
                "計画から消すか、消さずに直したのなら「変更」に書いてください",
            )
    for paragraph in (*answer.place, *answer.summary, *answer.view):
        yield from _check_references(paragraph, targets)


def _check_references(paragraph: Paragraph, targets: Mapping[str, Target]) -> Iterator[Problem]:
    for inline in walk_inlines(paragraph.content):
        if isinstance(inline, Reference) and (problem := check_reference(inline, targets)):
            yield problem
