"""Manuscripts for voice codes, and clean text for braille and plain Japanese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.editions.clean import Chapter, chapters_of, clean_text, readings_of
from pipeline.editions.kinds import EditionKind
from pipeline.editions.said import Line, Sayer, Sort
from pipeline.editions.template_words import in_order
from pipeline.editions.voice import Code, Sentence, codes_of, file_of, joined, sentences
from pipeline.layout.text_pages import page_texts, pages_of
from pipeline.model.file_names import as_file_name
from pipeline.model.pages import COVER, page_names
from pipeline.readings.ruby import RubyOver
from pipeline.verification.editions import check_clean, check_codes
from pipeline.workflows.build import Document
from pipeline.workflows.edition_plan import Edition, EditionPlan, raise_findings


def voice_edition(plan: EditionPlan) -> Edition:
    """Texts for voice codes: one for each page, or more; of a document whose pages are not known, for each section."""
    plan.tell("音声コードの原稿を作っています")
    kind = EditionKind.VOICE
    files: dict[str, bytes] = {}
    said = []
    for document in _documents(plan):
        lines = list(_lines(plan, document))
        codes = list(_by_page(document, lines) if document.pdf else _by_section(lines))
        texts = {
            f"{as_file_name(document.content.label)}_{name}.txt": text
            for name, text in file_of(codes).items()
        }
        raise_findings(check_codes(document.name, document.docx, texts))
        files |= {name: _encoded(f"{text}\n") for name, text in texts.items()}
        pages = "ページ" if document.pdf else "節"
        said.append(
            f"{document.content.label}は、{len({code.name for code in codes})}{pages}で、コード{len(codes)}個分です"
        )
    return Edition(kind, {kind.value: files}, said=tuple(said))


def clean_edition(plan: EditionPlan) -> Edition:
    """Clean texts: a file for each chapter, and one of all."""
    plan.tell("点字・やさしい日本語のための原稿を作っています")
    kind = EditionKind.CLEAN
    readings, notes = plan.readings()
    files: dict[str, bytes] = {}
    for document in _documents(plan):
        own = tuple(
            Line(Sort.TEXT, piece)
            for piece in in_order(document.content, plan.prepared.templates[document.name].texts)
            if isinstance(piece, str)
        )
        chapters = [Chapter("表紙など", own, {})]
        for name, blocks in chapters_of(document.content):
            over = RubyOver(readings)
            over.blocks(blocks)
            lines = tuple(_sayer(plan, document).blocks(blocks))
            chapters.append(Chapter(name, lines, readings_of(over.seen)))
        label = as_file_name(document.content.label)
        if len(chapters) > 1:
            digits = len(str(len(chapters)))
            files |= {
                f"{label}_{index:0{digits}d}_{as_file_name(chapter.name)}.txt": _encoded(
                    clean_text([chapter])
                )
                for index, chapter in enumerate(chapters, 1)
            }
        whole = clean_text(chapters)
        raise_findings(check_clean(document.name, document.docx, whole))
        files[f"{label}_全体.txt"] = _encoded(whole)
    return Edition(kind, {kind.value: files}, tuple(notes))


def _documents(plan: EditionPlan) -> Iterator[Document]:
    names = {each.name for each in plan.prepared.documents}
    return (document for document in plan.built.documents if document.name in names)


def _lines(plan: EditionPlan, document: Document) -> Iterator[Line]:
    """All lines of a document: what its slots hold, and between them the words of its template."""
    sayer = _sayer(plan, document)
    for piece in in_order(document.content, plan.prepared.templates[document.name].texts):
        if isinstance(piece, str):
            yield Line(Sort.TEXT, piece)
        else:
            yield from sayer.lines(piece)


def _sayer(plan: EditionPlan, document: Document) -> Sayer:
    return Sayer(document.content, plan.prepared.resolved.note_format)


def _by_page(document: Document, lines: Sequence[Line]) -> Iterator[Code]:
    assert document.facts is not None, "what has a PDF was laid out"
    every = list(sentences(lines))
    found = pages_of((each.printed for each in every), page_texts(document.pdf))
    on: dict[int, list[Sentence]] = {}
    for sentence, page in zip(every, found, strict=True):
        on.setdefault(page, []).append(sentence)
    for page, name in enumerate(page_names(document.facts.pages)):
        yield from codes_of(_called(name), joined(on.get(page, [])))


def _called(page: str) -> str:
    """What a page is called: 表紙, 3ページ, and of those before the first chapter ローマ数字iページ."""
    if page == COVER:
        return page
    return f"{page}ページ" if page.isdecimal() else f"前付{page}ページ"


def _by_section(lines: Sequence[Line]) -> Iterator[Code]:
    name, own = "はじめ", list[Line]()
    for line in (*lines, None):
        if line is None or (line.sort is Sort.HEADING and line.level <= 2):
            if own:
                yield from codes_of(name, joined(sentences(own)))
            own = []
            if line is not None:
                name = as_file_name(f"{line.label.strip()}　{line.text}".strip())
        if line is not None:
            own.append(line)


def _encoded(text: str) -> bytes:
    """As Word and Windows' own editor take it without asking: UTF-8 with its mark, and their ends of lines."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
