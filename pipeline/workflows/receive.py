"""`make receive`: a Word file that came back, held against what was sent; its edits go into review.yaml and 受領一覧."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.documents.registry import contents_of
from pipeline.excel import write_workbook
from pipeline.frozen import dataclass
from pipeline.invocation import command
from pipeline.model.documents import PLAN, RECEIVED, template_files
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.private import REVIEW
from pipeline.passages.model import DocumentMap
from pipeline.passages.origins import map_document
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem, raise_if_any
from pipeline.receive.decisions import kept_decisions, read_decisions, with_decisions
from pipeline.receive.edits import Edits
from pipeline.receive.entries import Return, edited_results, make_entries
from pipeline.receive.finding import find_edits
from pipeline.receive.listing import grouped, listing_content, listing_sheet
from pipeline.receive.package import open_package
from pipeline.receive.reading import read_returned
from pipeline.receive.recognition import Likeness, likeness, texts_of
from pipeline.receive.returned import Returned
from pipeline.receive.written import as_of_now, sent_lines
from pipeline.review.grown import with_new_entries
from pipeline.review.model import Entry, Review
from pipeline.review.read import read_review
from pipeline.review.write import write_review
from pipeline.verification.inspection import check_quoting
from pipeline.verification.template_faults import template_faults
from pipeline.word.compose import compose
from pipeline.word.markup.version_mark import PROPERTY
from pipeline.workflows.build import CheckFailure
from pipeline.workflows.prepare import Prepared, Tell, prepare, template_of
from pipeline.workflows.sent import maps_of
from pipeline.workspace.output import check_writable, complete, put
from pipeline.workspace.project import Project, begin_of
from pipeline.workspace.sent import Sent, find_sent, kept_documents

FOLDER = "review"
_WORKBOOK = ".xlsx"


@dataclass(frozen=True)
class Received:
    """The outcome: entries that are new, all that there are, what else is to be known of the file, and what was written."""

    new: tuple[Entry, ...]
    review: Review
    told: tuple[str, ...]
    files: Mapping[str, bytes]


def receive(project: Project, file: Path, department: str, tell: Tell) -> Received:
    """Read a returned file, or 採否 that were chosen in the workbook of 受領一覧; put what they say into review.yaml and build/review/.

    Raises PlanErrors or MachineError; review.yaml and build/review/ are then as they were.
    """
    folder = project.output / FOLDER
    complete(folder)
    check_writable(folder, RECEIVED.files)
    name, data = unicodedata.normalize("NFC", file.name), read_file(file)
    if name.lower().endswith(_WORKBOOK):
        received = decided(project, name, data, tell)
    else:
        received = received_of(project, name, data, department, tell)
    tell("受領一覧を書き込んでいます")
    if received.review.entries:
        project.write_source(REVIEW, write_review(received.review))
    put(folder, received.files, {})
    return received


def decided(project: Project, name: str, data: bytes, tell: Tell) -> Received:
    """What comes of a workbook of 受領一覧 in which 採否 were chosen, and nothing written."""
    prepared = prepare(project, tell)
    review = review_of(project)
    decisions = read_decisions(name, data, review)
    review = with_decisions(review, decisions)
    today = maps_of_documents(prepared, prepared.resolved, project.source_called)
    files = write_listing(project, prepared, review.entries, today)
    return Received((), review, (f"採否を{len(decisions)}件、読み取りました。",), files)


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody names. Raises MachineError."""
    if not path.is_file():
        there = "はフォルダーです" if path.is_dir() else "がありません"
        example = command("receive", file="戻り.docx")
        raise MachineError(
            Code.FILE_UNREADABLE,
            f"{path} {there}",
            f"返ってきたWordの文書を一つ、{example} のように指定してください",
        )
    return begin_of(path)


def received_of(project: Project, name: str, data: bytes, department: str, tell: Tell) -> Received:
    """What comes of a returned file of this name, and nothing written."""
    tell("返ってきたファイルを読んでいます")
    returned = read_returned(open_package(name, data))
    sent, how = _sent(project, name, returned)
    prepared = prepare(project, tell)
    review = review_of(project)
    tell("送った文書と比べています")
    was = read_returned(open_package(f"{sent.document}.docx", sent.docx))
    edits = find_edits(was, returned)
    today = maps_of_documents(prepared, prepared.resolved, project.source_called)
    pages = sent.pages if sent.document == PLAN.name else {}
    lines = sent_lines(was, _map_of(sent, prepared, project), pages)
    arrival = Return(department, name, sent.mark, sent.document)
    now = as_of_now(lines, today.get(sent.document, DocumentMap(sent.document, ())))
    entries = make_entries(arrival, returned, edits, lines, now)
    grown, new = with_new_entries(review, entries)
    files = write_listing(project, prepared, grown.entries, today)
    return Received(new, grown, (*([how] if how else []), *_told(edits, entries)), files)


def _sent(project: Project, name: str, returned: Returned) -> tuple[Sent, str]:
    """The document as it was sent, and what is to be known of how it was found. Raises PlanErrors where nobody knows it."""
    mark = returned.properties.get(PROPERTY, "")
    if sent := find_sent(project, mark) if mark else None:
        return sent, ""
    if not mark and (found := _recognised(project, returned)):
        sent, alike = found
        return sent, (
            f"版の印がないので、文章から、送った文書（{sent.document}.docx）を見分けました"
            f"（{alike.sent}の段落と欄のうち{alike.same}が同じ）。"
        )
    kept = command("snapshot", name="版の名前")
    what = "送った版が残っていません" if mark else "この計画から作った文書の印がありません"
    raise PlanErrors(
        [
            Problem(
                Location(name),
                Code.RETURN_UNKNOWN,
                f"どの版に加えられた修正か分かりません（{what}）",
                f"送った文書がこの計画のものか確かめてください。送る前に {kept} を実行しておくと、後からいつでも受領できます",
            )
        ]
    )


def _recognised(project: Project, returned: Returned) -> tuple[Sent, Likeness] | None:
    """The kept document that says most nearly the same, the newest of several, if it is surely that one."""
    texts = texts_of(returned)
    best: tuple[Sent, Likeness] | None = None
    for sent in kept_documents(project):
        alike = likeness(texts_of(read_returned(open_package(f"{sent.document}.docx", sent.docx))), texts)
        if alike.is_sure and (best is None or alike.nearness > best[1].nearness):
            best = sent, alike
        if best and best[1].is_whole:
            break
    return best


def review_of(project: Project) -> Review:
    """What was received before, with 採否 that were chosen in the workbook which is written anew now."""
    path, listed = project.source / REVIEW, project.output / FOLDER / f"{RECEIVED.name}{_WORKBOOK}"
    data = begin_of(path) if path.is_file() else None
    review = read_review(data, f"{project.source_called}/{REVIEW}")
    if data is None or not listed.is_file():
        return review
    return with_decisions(review, kept_decisions(str(listed), begin_of(listed), review))


def _map_of(sent: Sent, prepared: Prepared, project: Project) -> DocumentMap:
    """The map of a document as it was sent. Where nothing has changed since, nothing is read once more."""
    if sent.maps is None and (sent.files, sent.stage) == (prepared.files, project.stage):
        resolved = prepared.resolved.with_pages(sent.pages) if sent.pages else prepared.resolved
        return maps_of_documents(prepared, resolved, project.source_called)[sent.document]
    return maps_of(sent)[sent.document]


def maps_of_documents(prepared: Prepared, resolved: ResolvedPlan, folder: str) -> dict[str, DocumentMap]:
    """The maps of all documents of a plan, by their names."""
    return {
        name: map_document(make(resolved), resolved, prepared.source, folder)
        for name, make in contents_of(prepared.documents).items()
    }


def _told(edits: Edits, entries: Sequence[Entry]) -> Iterator[str]:
    """What stands in no entry."""
    if not entries:
        yield "送った文書と違う所は、ありません。"
    if edits.fields and not edited_results(edits):
        yield f"番号や参照の表示が{len(edits.fields)}か所で変わっています。プログラムが付けるものなので、受領しません。"
    if edits.looks:
        yield f"書式だけの変更が{len(edits.looks)}か所あります（見た目はテンプレートが決めるので、受領しません）。"
    if edits.contents:
        yield "目次が書き換えられていますが、見出しから作られるので、受領しません。"


# 受領一覧


def write_listing(
    project: Project, prepared: Prepared, entries: Sequence[Entry], today: Mapping[str, DocumentMap]
) -> dict[str, bytes]:
    """受領一覧 as a Word document and as a workbook. Raises PlanErrors, or CheckFailure where it is not what it should be."""
    groups = grouped(entries, today, prepared.documents)
    profile = prepared.resolved.plan.profile
    template = template_of(RECEIVED, project.read(template_files((RECEIVED.name,))))
    docx = compose(listing_content(prepared.resolved, groups), template)
    if findings := check_quoting({RECEIVED.name: docx}):
        raise_if_any(template_faults(findings, {RECEIVED.name: template}))
        raise CheckFailure(findings)
    title = f"{profile.name}　{RECEIVED.label}"
    return {
        f"{RECEIVED.name}.docx": docx,
        f"{RECEIVED.name}.xlsx": write_workbook(title, profile.city, [listing_sheet(profile.name, groups)]),
    }
