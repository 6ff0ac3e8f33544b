"""意見の概要と市の考え方 (町の, 組合の … as the body calls itself): how many opinions there were, each with its answer, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.answers.counts import counts_by_kind, counts_of, number_list
from pipeline.answers.model import Answer, Consultation, Deleted, Opinion
from pipeline.documents.cells import cell, enumeration, listing, text_cell, text_line
from pipeline.documents.common import as_mentions, make_content
from pipeline.model.blocks import Block
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHARACTERS, Contract
from pipeline.model.documents import ANSWERS, DocumentKind
from pipeline.model.eras import digits, write_day
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inline, Inlines, LineBreak, Mention, Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import count_text
from pipeline.model.reference_text import bracketed, name_of
from pipeline.model.stages import Stage
from pipeline.public_comment.model import PublicComment

SLOT = "意見と市の考え方"
_COUNTS, _ANSWERS = "計画の表", "回答の表"  # table styles
CONTRACT = Contract(
    slots=(SLOT,),
    needed=(SLOT,),
    paragraphs=(
        Role.DOCUMENT_HEAD,
        Role.BODY,
        Role.CELL,
        Role.CELL_HEAD,
        Role.CELL_NUMBER,
        Role.CELL_CENTRED,
        Role.SOURCE_NOTE,
        Role.GAP,
    ),
    characters=CHARACTERS,
    tables=(_COUNTS, _ANSWERS),
)

_WIDTHS = (8, 15, 32, 35, 10)
_NOTHING = "－"


def answers_content(
    resolved: ResolvedPlan, consultation: Consultation, comment: PublicComment | None = None
) -> DocumentContent:
    """The document; `consultation` has been checked against the plan, and `comment` says how it was asked for, if known."""
    asked = _asked(comment)
    blocks = _Writer(resolved, consultation).blocks(asked) if consultation.opinions else _no_opinions(asked)
    return make_content(resolved, called_by(resolved), {SLOT: Part(tuple(blocks))})


def called_by(resolved: ResolvedPlan) -> DocumentKind:
    """The document, called as the body that makes the plan calls itself."""
    return ANSWERS._replace(label=f"意見の概要と{resolved.plan.profile.own_word}の考え方")


def _no_opinions(asked: str) -> Iterator[Block]:
    yield _heading("意見の募集の結果")
    yield text_line(
        f"{asked}しましたが、意見の提出はありませんでした。意見を受けて変更した所も、ありません。"
    )


def _asked(comment: PublicComment | None) -> str:
    """That opinions were asked for, and when."""
    if comment is None:
        return "意見を募集"
    period = f"{write_day(comment.first)}から{write_day(comment.last)}まで"
    return f"{period}（{digits(comment.days)}日間）、意見を募集"


class _Writer:
    """Writes what came of one consultation."""

    def __init__(self, resolved: ResolvedPlan, consultation: Consultation) -> None:
        self.targets = resolved.targets
        stage = resolved.plan.profile.stage
        self.shown = "策定した計画" if stage is Stage.ADOPTED else f"計画（{stage}）"
        self.view = f"{resolved.plan.profile.own_word}の考え方"
        self.title = called_by(resolved).label
        self.consultation = consultation
        self.opinions = consultation.by_number

    def blocks(self, asked: str) -> Iterator[Block]:
        """Everything; `asked` says that opinions were asked for, and when."""
        answers = self.consultation.answers.answers
        count = count_text(len(self.consultation.opinions))
        yield _heading("１　意見の件数")
        submitters = self.consultation.table.submitters
        groups = [opinion.group for opinion in self.consultation.opinions if opinion.group]
        bodies = any(word in group for group in groups for word in ("団体", "法人", "事業者"))
        given = (
            f"{count_text(submitters)}人{'（団体を含みます。）' if bodies else ''}から" if submitters else ""
        )
        by = "対応区分、提出方法及び提出者の区分" if groups else "対応区分と提出方法"
        yield text_line(
            f"{asked}し、{given}{count}件の意見が提出されました。{by}ごとの件数は、次のとおりです。"
        )
        yield self._kinds()
        yield self._counted("提出方法", [opinion.way for opinion in self.consultation.opinions])
        if groups:
            yield self._counted("提出者の区分", [opinion.group for opinion in self.consultation.opinions])
        yield _heading(f"２　{self.title}")
        if len(answers) < len(self.consultation.opinions):
            yield text_line(f"同じ趣旨の意見をまとめ、{count_text(len(answers))}件として示します。")
        yield self._table(answers)
        yield text_line(
            "※「該当箇所」は、意見が提出されたときのとおりです。"
            f"「{self.view}」にある章や節などの番号は、{self.shown}のものです。",
            Role.SOURCE_NOTE,
        )
        yield _heading("３　意見を受けて変更した所")
        yield from self._changes(answers)

    # Counts

    def _kinds(self) -> Grid:
        rows = [
            (text_cell(kind.name, role=Role.CELL_CENTRED), text_cell(kind.meaning), _number(count))
            for kind, count in counts_by_kind(self.consultation)
        ]
        total = (
            text_cell("計", role=Role.CELL_CENTRED),
            text_cell(""),
            _number(len(self.consultation.opinions)),
        )
        return listing(
            _COUNTS, ("対応区分", "説明", "件数"), (3, 13, 2), [*rows, total], "対応区分ごとの意見の件数"
        )

    def _counted(self, what: str, values: Iterable[str]) -> Grid:
        rows = [
            (text_cell(value or "（記載なし）", role=Role.CELL_CENTRED), _number(count))
            for value, count in counts_of(values)
        ]
        total = (text_cell("計", role=Role.CELL_CENTRED), _number(len(self.consultation.opinions)))
        return listing(_COUNTS, (what, "件数"), (16, 2), [*rows, total], f"{what}ごとの意見の件数")

    # Opinions and answers

    def _table(self, answers: Sequence[Answer]) -> Grid:
        head = ("No.", "該当箇所", "意見の概要", self.view, "対応区分")
        return listing(_ANSWERS, head, _WIDTHS, [tuple(self._row(answer)) for answer in answers], self.title)

    def _row(self, answer: Answer) -> Iterator[GridCell]:
        opinions = [self.opinions[number.text] for number in answer.opinions]
        yield text_cell(number_list([opinion.number for opinion in opinions]), role=Role.CELL_CENTRED)
        yield self._place(answer, opinions)
        yield self._summary(answer, opinions)
        yield self._view(answer)
        yield text_cell(answer.kind.text, role=Role.CELL_CENTRED)

    def _place(self, answer: Answer, opinions: Iterable[Opinion]) -> GridCell:
        if answer.place:
            return self._paragraphs(answer.place)
        places = dict.fromkeys(opinion.place for opinion in opinions if opinion.place)
        return cell([_verbatim(place) for place in places] or [(Text(_NOTHING),)])

    def _summary(self, answer: Answer, opinions: Sequence[Opinion]) -> GridCell:
        """The office's summary of the opinions, else their own words, each of them once."""
        shown = [paragraph.content for paragraph in self._shown(answer.summary)]
        own = dict.fromkeys(opinion.summary or opinion.text for opinion in opinions)
        shown = shown or [_verbatim(text) for text in own]
        if len(opinions) > 1:
            shown.append((Text(f"（同じ趣旨の意見　{count_text(len(opinions))}件）"),))
        return cell(shown)

    def _view(self, answer: Answer) -> GridCell:
        added: list[Inlines] = []
        if answer.changes:
            changes = (self._changed(change.text) for change in answer.changes)
            added.append((Text("【変更した所】"), *enumeration(changes)))
        if answer.deleted:
            added.append((Text("【削除した所】"), *enumeration(map(_gone, answer.deleted))))
        return GridCell((*self._shown(answer.view), *cell(added).content))

    def _shown(self, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
        for paragraph in paragraphs:
            yield Paragraph(as_mentions(paragraph.content, self.targets), Role.CELL, paragraph.location)

    def _paragraphs(self, paragraphs: Iterable[Paragraph]) -> GridCell:
        return GridCell(tuple(self._shown(paragraphs)))

    # Changes

    def _changes(self, answers: Sequence[Answer]) -> Iterator[Block]:
        """Each changed place once, with the opinions that led to it."""
        causes: dict[str, list[Answer]] = {}
        gone: dict[str, Deleted] = {}
        for answer in answers:
            gone |= {deleted.id.text: deleted for deleted in answer.deleted}
            for change in (*answer.changes, *(deleted.id for deleted in answer.deleted)):
                causes.setdefault(change.text, []).append(answer)
        if not causes:
            yield text_line(
                f"意見を受けて変更した所は、ありません。その理由は、２の「{self.view}」のとおりです。"
            )
            return
        yield text_line(
            f"意見を受けて、次の所を変更しました。変更の内容と理由は、２の「{self.view}」のとおりです。"
        )
        places = {each: self._changed(each) for each in self.targets if each in causes}
        places |= {identity: (*_gone(deleted), Text("（削除）")) for identity, deleted in gone.items()}
        rows = [
            (
                cell([place]),
                text_cell(number_list([n.text for answer in causes[identity] for n in answer.opinions])),
                text_cell(self._kinds_of(causes[identity]), role=Role.CELL_CENTRED),
            )
            for identity, place in places.items()
        ]
        yield listing(
            _COUNTS, ("変更した所", "意見のNo.", "対応区分"), (11, 5, 2), rows, "意見を受けて変更した所"
        )

    def _kinds_of(self, answers: Iterable[Answer]) -> str:
        given = {answer.kind.text for answer in answers}
        return "、".join(kind.name for kind in self.consultation.answers.kinds if kind.name in given)

    def _changed(self, identity: str) -> tuple[Inline, ...]:
        """第４章第２節１(2)「見守りの充実」, as mentions of the plan."""
        target = self.targets[identity]
        return (Mention(target.bookmark, target.shown_in(name_of(target))),)


def _gone(deleted: Deleted) -> tuple[Inline, ...]:
    return (Text(bracketed(deleted.title)),)


def _verbatim(text: str) -> tuple[Inline, ...]:
    """A resident's own words: no markup is read in them, and their lines are kept."""
    content: list[Inline] = []
    for line in text.split("\n"):
        content += [LineBreak(), Text(line)] if content else [Text(line)]
    return tuple(content)


# Blocks and cells


def _heading(text: str) -> Paragraph:
    return text_line(text, Role.DOCUMENT_HEAD)


def _number(count: int) -> GridCell:
    return text_cell(f"{count:,}", role=Role.CELL_NUMBER)
