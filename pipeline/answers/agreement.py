"""Opinions, answers and plan held against each other: each opinion answered once, each change a real one.

All are pure functions of plain values. What changed between two versions is told by whoever compared them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.answers.model import Answer, Answers, Consultation
from pipeline.model.inlines import Paragraph, Reference, walk_inlines
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import Target
from pipeline.problems import Code, Location, Problem, Written, did_you_mean, unknown
from pipeline.resolve.references import check_reference


def check_consultation(consultation: Consultation, targets: Mapping[str, Target]) -> list[Problem]:
    """Everything that is wrong between opinions, answers and the plan's `targets`."""
    answers = consultation.answers
    named = [number for answer in answers.answers for number in answer.opinions]
    return [
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
