"""documents.yaml's content as the documents of the plan, with the Markdown that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.declared import (
    Declared,
    Filling,
    Head,
    Piece,
    ShownIndicators,
    ShownRows,
    ShownTerms,
    ShownTree,
)
from pipeline.model.documents import (
    DECLARATION,
    DOCUMENTS,
    FRAMEWORK,
    PLAN,
    PLAN_DOCUMENTS,
    SUMMARY,
    DocumentKind,
    names_of,
)
from pipeline.model.floats import FloatKind
from pipeline.model.folded import folded
from pipeline.model.pieces import NextColumn, OwnText, ShownFloat, ShownPassage
from pipeline.problems import Code, Location, Problem
from pipeline.source.document_keys import DocumentFile, DocumentsFile, PieceFile, Standard
from pipeline.source.schema_values import Choice, Shown, Strict
from pipeline.source.yaml_positions import Document, Path
from pipeline.source.yaml_texts import YamlTexts

_STANDARD = {Standard.SUMMARY: SUMMARY, Standard.FRAMEWORK: FRAMEWORK}
# Documents whose place another may take, and names of what is recorded beside them.
_REPLACED = {SUMMARY.name, FRAMEWORK.name}
_RECORDS = ("outline", "references", "pages")


def makes_summary(models: Mapping[str, Strict]) -> bool:
    """Whether the plan has the 概要 that summary.yaml describes."""
    file = models[DECLARATION]
    assert isinstance(file, DocumentsFile)
    return SUMMARY in _standard(file)


def build_documents(texts: YamlTexts) -> tuple[DocumentKind, ...]:
    """All documents of the plan: those that every plan has, and those that it declares in their order."""
    file = texts.model(DECLARATION, DocumentsFile)
    declared = (_build(texts, document, ("文書", i)) for i, document in enumerate(file.documents))
    return (*_standard(file), *declared)


def _standard(file: DocumentsFile) -> tuple[DocumentKind, ...]:
    gone = {_STANDARD[each].name for each in file.left_out} | {each.name for each in file.documents}
    return tuple(document for document in PLAN_DOCUMENTS if document.name not in gone)


def _build(texts: YamlTexts, document: DocumentFile, path: Path) -> DocumentKind:
    fillings = tuple(
        Filling(
            slot,
            tuple(_piece(texts, piece, (*path, "差込", slot, i)) for i, piece in enumerate(pieces)),
        )
        for slot, pieces in document.slots.items()
    )
    return DocumentKind(
        document.name,
        document.title,
        published=document.published is Choice.YES,
        watermarked=True,
        declared=Declared(fillings, texts.locate(DECLARATION, *path, "名")),
    )


def _piece(texts: YamlTexts, piece: PieceFile, path: Path) -> Piece:
    location = texts.locate(DECLARATION, *path)
    captioned = piece.captioned is Shown.YES
    if piece.head or piece.subhead:
        return Head(piece.head or piece.subhead or "", 1 if piece.head else 2, location)
    if piece.passage:
        return ShownPassage(piece.passage, location)
    if piece.figure:
        return ShownFloat(FloatKind.FIGURE, piece.figure, captioned, location)
    if piece.table:
        return ShownFloat(FloatKind.TABLE, piece.table, captioned, location)
    if piece.text:
        return OwnText(texts.blocks(DECLARATION, *path, "文章"), location)
    if piece.next_column:
        return NextColumn(location)
    if piece.terms is not None:
        return ShownTerms(tuple(piece.terms), location)
    if piece.tree is not None:
        return ShownTree(piece.tree, location)
    if piece.indicators is not None:
        return ShownIndicators(piece.indicators, location)
    rows = piece.rows
    assert rows is not None, "a piece has one of its keys"
    said = rows.model_dump(by_alias=True, exclude_defaults=True)
    keys: list[Path] = [(key,) for key in said]
    keys += [
        (key, at) for key, values in said.items() if isinstance(values, list) for at in range(len(values))
    ]
    return ShownRows(
        rows.level or "",
        rows.field or "",
        tuple(rows.columns),
        rows.order,
        tuple(rows.values),
        rows.group,
        rows.branch,
        location,
        {key: texts.locate(DECLARATION, *path, "一覧", *key) for key in keys},
    )


def check_documents(model: Strict, document: Document) -> Iterator[Problem]:
    """Names that another document has, and titles by which two could not be told apart."""
    assert isinstance(model, DocumentsFile)
    kept = [each for each in DOCUMENTS if each not in PLAN_DOCUMENTS or each in _standard(model)]
    names = {name.casefold(): "" for name in (*names_of(kept), PLAN.name, *_RECORDS)}
    labels = {folded(each.label): "" for each in kept}
    for index, each in enumerate(model.documents):
        place = document.locate(("文書", index, "名"))
        yield from _taken(each.name, each.name.casefold(), names, place, "名")
        place = document.locate(("文書", index, "題"))
        yield from _taken(each.title, folded(each.title), labels, place, "題")


def _taken(text: str, key: str, known: dict[str, str], place: Location, what: str) -> Iterator[Problem]:
    """That something is called so already; else it is `known` from here on, with its place."""
    if key in known:
        first = f"初めの所: {known[key]}。" if known[key] else "プログラムが作る文書か記録が、同じ名です。"
        yield Problem(
            place,
            Code.DOCUMENT_TWICE,
            f"文書の{what}「{text}」が二つあります",
            f"{first}別の{what}にしてください",
        )
    known.setdefault(key, str(place))
