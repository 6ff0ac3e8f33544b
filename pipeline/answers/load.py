"""answers.yaml → Answers, and with the opinions → Consultation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.answers.model import Answer, Answers, Consultation, Deleted, Kind, UnfilledAnswer
from pipeline.answers.opinions import read_opinions, tidy_number
from pipeline.answers.parts import divided
from pipeline.answers.personal import address, personal_data
from pipeline.answers.schema import ANSWERS, DEFAULT_KINDS, VIEW, VIEWS, AnswerFile, AnswersFile, Change
from pipeline.model.blocks import Block
from pipeline.model.inlines import Note, Paragraph, walk_inlines
from pipeline.model.private import holds_opinions
from pipeline.problems import Code, Location, Problem, Written, collected, raise_if_any
from pipeline.source.fragment import Fragment, Position
from pipeline.source.markdown import MarkdownText, Parse, read_markdown, yaml_value
from pipeline.source.parse_cache import Memory
from pipeline.source.tables import CsvFile
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document, Path

_TEXTS = {"該当箇所": "place", "意見の概要": "summary", VIEW: "view"}
_NONE = Answers(
    tuple(Kind(kind.name, kind.meaning, kind.change is Change.NEEDED) for kind in DEFAULT_KINDS), ()
)


def read_answers(data: bytes | None, folder: str, parse: Parse) -> Answers:
    """The answers; where there is no file, none. Raises PlanErrors with everything that is wrong with it."""
    if data is None:
        return _NONE
    return _build(*read_model(f"{folder}/{ANSWERS}", data, AnswersFile), parse)


def _build(model: AnswersFile, document: Document, parse: Parse) -> Answers:
    written = list(_texts(model, document))
    # What is kept between runs holds none of it: a summary may say more of somebody than it should.
    blocks, problems = read_markdown([text for _, text in written], parse, _no_csv, Memory(), "", {})
    texts: dict[Path, tuple[Paragraph, ...]] = {}
    for (path, text), found in zip(written, blocks, strict=True):
        problems += _check_text(document.locate(path), path, text.text, found)
        texts[path] = tuple(block for block in found if isinstance(block, Paragraph))
    raise_if_any(each for each in problems if not each.warning)
    kinds = tuple(Kind(kind.name, kind.meaning, kind.change is Change.NEEDED) for kind in model.kinds)
    entries = [(each, ("回答", i), _missing(each, document, i)) for i, each in enumerate(model.answers)]
    return Answers(
        kinds,
        tuple(_answer(each, path, texts, document) for each, path, missing in entries if not missing),
        tuple(
            UnfilledAnswer(_numbers(each, path, document), missing, document.locate(path))
            for each, path, missing in entries
            if missing
        ),
        model.submitters,
        tuple(each for each in problems if each.warning),
    )


def _missing(answer: AnswerFile, document: Document, i: int) -> tuple[str, ...]:
    """The keys of an entry that still lack a value."""
    view = next((key for key in VIEWS if ("回答", i, key) in document.keys), VIEW)
    return tuple(key for key, value in ((view, answer.view), ("対応区分", answer.kind)) if not value.strip())


def _texts(model: AnswersFile, document: Document) -> Iterator[tuple[Path, MarkdownText]]:
    """Every value that is Markdown, with its path in the file."""
    for i, answer in enumerate(model.answers):
        for key, name in _TEXTS.items():
            written = next((each for each in VIEWS if ("回答", i, each) in document.places), key)
            path: Path = ("回答", i, written if key == VIEW else key)
            if text := getattr(answer, name):
                place = document.places.get(path)
                yield path, yaml_value(document.file, text, place.lines if place else (), document.dropped)


def _no_csv(path: str, fragment: Fragment, position: Position) -> CsvFile | None:
    """Tables have no place here, and what is left out of one would be told of nothing else."""
    fragment.add(
        Problem(
            fragment.locate(position),
            Code.MD_PLACE,
            "回答に表は置けません",
            "書けるのは文章（段落）だけです。表は本編に置き、[](#id) で参照してください",
        )
    )
    return None


def _check_text(location: Location, path: Path, text: str, blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """Texts are paragraphs without notes; what an opinion says is not to tell whose it is."""
    if not all(isinstance(block, Paragraph) for block in blocks):
        yield Problem(
            location,
            Code.MD_PLACE,
            f"「{path[-1]}」に書けるのは文章（段落）だけです",
            "行の始めの「- 」「1. 」「# 」は一覧や見出しになります。文字なら前に「\\」を置いてください",
        )
    for paragraph in (block for block in blocks if isinstance(block, Paragraph)):
        for note in (each for each in walk_inlines(paragraph.content) if isinstance(each, Note)):
            yield Problem(
                note.location, Code.MD_PLACE, "回答には脚注を書けません", "文章の中に括弧で書いてください"
            )
    if path[-1] not in VIEWS and (kind := address(text)):
        yield Problem(
            location,
            Code.OPINION_ADDRESS,
            f"「{path[-1]}」に、{kind}と思われるものがあります",
            "提出した人の住所なら、消すか「（住所）」などに置き換えてください。施設などの所在地なら、このままで構いません",
            warning=True,
        )
    if path[-1] not in VIEWS and (kind := personal_data(text)):
        yield Problem(
            location,
            Code.OPINION_PERSONAL,
            f"「{path[-1]}」に、{kind}と思われるものがあります",
            "公表する文書に出るので、「（電話番号）」や「●●」などに置き換えてください",
        )


def _answer(
    model: AnswerFile, path: Path, texts: Mapping[Path, tuple[Paragraph, ...]], document: Document
) -> Answer:
    return Answer(
        opinions=_numbers(model, path, document),
        place=texts.get((*path, "該当箇所"), ()),
        summary=texts.get((*path, "意見の概要"), ()),
        view=next((texts[*path, key] for key in VIEWS if (*path, key) in texts), ()),
        kind=Written(model.kind, document.locate((*path, "対応区分"))),
        changes=tuple(
            Written(identity, document.locate((*path, "変更", i))) for i, identity in enumerate(model.changes)
        ),
        deleted=tuple(
            Deleted(Written(each.id, document.locate((*path, "削除", i, "id"))), each.title)
            for i, each in enumerate(model.deleted)
        ),
    )


def _numbers(model: AnswerFile, path: Path, document: Document) -> tuple[Written, ...]:
    return tuple(
        Written(tidy_number(number), document.locate((*path, "意見", i)))
        for i, number in enumerate(model.opinions)
    )


def read_consultation(files: Mapping[str, bytes], folder: str, parse: Parse) -> Consultation:
    """Opinions and answers out of plan_source/ (path → bytes). Raises PlanErrors with everything wrong in either."""
    problems: list[Problem] = []
    answers = _NONE
    with collected(problems):
        answers = read_answers(files.get(ANSWERS), folder, parse)
    with collected(problems):
        private = {path: files[path] for path in files if holds_opinions(path)}
        table = read_opinions(private, folder, answers.submitters)
    raise_if_any(problems)
    opinions = divided(table.opinions, {number.text for number in answers.named})
    return Consultation(opinions, answers, table)
