"""`make compare`: two versions of a plan, from their files to the documents in build/compare/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from pipeline.answers.agreement import disagreements, unchanged_answers
from pipeline.answers.load import read_consultation
from pipeline.answers.places import paths_of
from pipeline.answers.schema import ANSWERS
from pipeline.causes.check import check_causes, since, unknown_opinions
from pipeline.causes.cover import grounds, grounds_of, remark
from pipeline.causes.spoken import still_spoken_of
from pipeline.causes.words import Replaced, folded, replaced_by, without_replaced
from pipeline.compare.compare import compare
from pipeline.compare.report import NOTHING, report
from pipeline.documents.changes import changes_content, changes_sheet
from pipeline.documents.comparison import comparison_content
from pipeline.documents.numbers import numbers_sheets
from pipeline.documents.plan import plan_content
from pipeline.documents.redline import redline_content
from pipeline.excel import write_workbook
from pipeline.frozen import dataclass
from pipeline.model.comparison import Comparison, Versions
from pipeline.model.content import DocumentContent
from pipeline.model.documents import (
    CHANGES,
    COMPARISON,
    DECLARATION,
    NUMBERS,
    PLAN,
    REDLINE,
    DocumentKind,
    names_of,
    plan_alone,
    template_files,
)
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import ComparisonOrder
from pipeline.model.readings import READINGS
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.public_comment.difference import consultation_changes
from pipeline.public_comment.schema import COMMENT
from pipeline.resolve.plan import resolve
from pipeline.resolve.texts import printed_texts_of, texts_of, titles_of
from pipeline.resolve.typed_numbers import typed_numbers
from pipeline.source.parse_cache import Memory
from pipeline.source.words import place_words
from pipeline.summary_review.check import check_summary
from pipeline.summary_review.confirmed import confirmation
from pipeline.summary_review.passages import standings
from pipeline.system import pandoc
from pipeline.system.second_process import two_processes
from pipeline.verification.inspection import check_beside, check_redline
from pipeline.verification.template_faults import template_faults
from pipeline.word.compose import compose
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.template import Template
from pipeline.word.template.typed_text import template_notes
from pipeline.workflows.build import CheckFailure
from pipeline.workflows.numbered import numbered_files
from pipeline.workflows.prepare import Tell, prepare_files, template_of
from pipeline.workflows.redlining import write_redline
from pipeline.workspace.kept import AFTER, BEFORE, BESIDE, CURRENT, recall, recall_layouts, remember
from pipeline.workspace.output import complete, put
from pipeline.workspace.project import Files, Project
from pipeline.workspace.versions import Version, current_version, read_version

FOLDER = "compare"
_Result = TypeVar("_Result")
NO_DAY = "1970-01-01"  # where nothing is written
TABLES = (COMPARISON, CHANGES)


@dataclass(frozen=True)
class Pair:
    """Two versions, numbered and on their pages, and what differs between them; the later one with its new causes alone."""

    before: ResolvedPlan
    after: ResolvedPlan
    comparison: Comparison
    names: Versions
    redline: DocumentContent
    template: Template

    @property
    def replaced(self) -> list[Replaced]:
        """What was replaced as a word, wherever it stood, and nothing else."""
        every = replaced_by(self.after.plan.causes, self.comparison.changes)
        return [each for each in every if each.count]


@dataclass(frozen=True)
class Compared:
    """The outcome of `make compare`: the documents by their names in build/compare/."""

    told: Sequence[str]
    warnings: Sequence[Problem]
    files: Mapping[str, bytes]


def put_comparison(
    project: Project, before: str, after: str, day: date, tell: Tell, told: Callable[[str], None]
) -> Compared:
    """Compare the versions of these names (without `after` it is the plan as it is), and put the documents into build/compare/.

    Raises what `compare_versions` and `read_version` raise; build/compare/ is then as it was.
    """
    folder = project.output / FOLDER
    complete(folder)
    old = read_version(project, before)
    new = read_version(project, after) if after else current_version(project)
    compared = compare_versions(project, old, new, str(day), tell, told)
    tell("文書を書き込んでいます")
    put(folder, compared.files, {})
    return compared


def compare_versions(
    project: Project, before: Version, after: Version, date: str, tell: Tell, told: Callable[[str], None]
) -> Compared:
    """Compare two versions; `date` (2021-03-01) is that of the tracked changes. `told` is given what differs, line by
    line, as soon as it is known: also where the documents can't be made.

    Raises PlanErrors where one of them has problems, and CheckFailure where a document is not what it should be.
    """
    pair = compare_pair(project, before, after, date, tell)
    lines = [*_differing(pair, before, after), *_following(pair)]
    problems = place_words(pair_problems(pair), after.files.source, after.folder)
    if after.is_current:
        # A version that had the answers already is a later one than that on which opinions were asked for.
        problems += consultation_problems(project, pair, asked=ANSWERS not in before.files.source)
    if any(not problem.warning for problem in problems):
        for line in lines:
            told(line)
    raise_if_any(problem for problem in problems if not problem.warning)
    templates = _templates(project, pair)
    documents = _documents(pair, templates, recall_layouts(project), tell)
    of_templates = [
        note for template in templates.values() for note in template_notes(template, pair.redline.tags)
    ]
    return Compared(lines, [*problems, *of_templates], documents)


def compare_pair(project: Project, before: Version, after: Version, date: str, tell: Tell) -> Pair:
    """Read two versions and find what differs. Raises PlanErrors where one of them has problems."""
    with two_processes() as share:
        old = _read(project, before, BEFORE, tell, partial(numbered_files, share=share))
        new = _read(project, after, AFTER, tell, partial(prepare_files, choose=plan_alone, share=share))
    # Both as the template of today shows them: what only looks otherwise is no change of the plan.
    earlier = replace(old.resolved, samples=new.resolved.samples, doors=new.resolved.doors)
    one, other = earlier.with_pages(before.pages), new.resolved.with_pages(after.pages)
    contents = plan_content(one), plan_content(other)
    tell("二つの版を比べています")
    comparison = compare((one, contents[0]), (other, contents[1]))
    template = new.templates[PLAN.name]
    rejected = (
        contents[0] if old.scheme == template.scheme else plan_content(_numbered_by(template, one, before))
    )
    redline = redline_content(rejected, contents[1], comparison, other.plan.profile.city, f"{date}T00:00:00Z")
    names = Versions(before.name, _shown_name(after, other, before.name))
    return Pair(one, since(one, other), comparison, names, redline, template)


def _numbered_by(template: Template, resolved: ResolvedPlan, version: Version) -> ResolvedPlan:
    """A version as another template numbers it: what it is in a redline once all changes are rejected."""
    assert template.scheme is not None, "the plan's contract asks for headings"
    try:
        numbered = replace(
            resolve(resolved.plan, template.scheme), samples=resolved.samples, doors=resolved.doors
        )
        return numbered.with_pages(version.pages)
    except PlanErrors as errors:
        raise PlanErrors([_unnumbered(version, template.file), *errors.problems]) from errors


def _shown_name(version: Version, resolved: ResolvedPlan, taken: str) -> str:
    """A version's name in documents: the plan as it stands is called by its stage, where the other is not called so too."""
    stage = resolved.plan.profile.stage.value
    return stage if version.is_current and stage != taken else version.name


def check_answers(project: Project, before: Version, after: Version, tell: Tell) -> None:
    """Raise PlanErrors where answers or causes say of the two versions what is not so."""
    pair = compare_pair(project, before, after, NO_DAY, tell)
    problems = consultation_problems(project, pair, asked=True)
    # What the two files say otherwise is told as the document is made.
    raise_if_any(each for each in problems if each.code is not Code.ANSWER_CAUSE)


def pair_problems(pair: Pair) -> list[Problem]:
    """Changes without a cause, causes without a change, ids that name something else now, and titles of what is gone."""
    texts = tuple(texts_of(pair.after))
    return [
        *check_causes(pair.comparison, pair.before, pair.after, (*texts, *titles_of(pair.after))),
        *_reused(pair.comparison),
        *still_spoken_of(pair.before, pair.after, printed_texts_of(pair.after)),
    ]


def consultation_problems(project: Project, pair: Pair, asked: bool) -> list[Problem]:
    """Changes because of opinions that nobody gave; and, if opinions were `asked` for on the earlier version, answers about
    changes that were not made. Nothing where there are no answers."""
    files = replace(project, reads_private=True).read(()).source
    if ANSWERS not in files:
        return []
    consultation = read_consultation(files, project.source_called, pandoc.read)
    causes, answers = pair.after.plan.causes, consultation.answers
    known = {opinion.number for opinion in (*consultation.opinions, *consultation.table.opinions)}
    found = unknown_opinions(causes, known)
    if asked:
        refused = pair.after.plan.profile.stage.is_final
        found += unchanged_answers(answers, pair.comparison.changed)
        found += disagreements(answers, causes, paths_of(pair.after), refused)
    return found


def _differing(pair: Pair, before: Version, after: Version) -> list[str]:
    """Differences between two versions; where the plan itself has none, those beside it."""
    old, new = before.files.source, after.files.source

    def differ(name: str) -> bool:
        return old.get(name) != new.get(name)

    replaced = pair.replaced
    rest = report(without_replaced(pair.comparison, replaced))
    words = [f"  {each.shown}" for each in replaced]
    found = [
        *([] if words and rest == [NOTHING] else rest),
        *([f"語句の置換え（{len(words)}件）", *words] if words else []),
    ]
    documents = list(_other_documents(pair.before.plan.documents, pair.after.plan.documents))
    readings = [f"ルビ版などに使う言葉の読みが違います（{READINGS}）。"] if differ(READINGS) else []
    beside = [*documents, *consultation_changes(old.get(COMMENT), new.get(COMMENT), after.folder), *readings]
    if found != [NOTHING]:
        return [*found, *beside]
    told_of = {COMMENT, READINGS, *([DECLARATION] if documents else [])}
    files = list(filter(differ, sorted({*old, *new} - told_of)))
    if not (beside or files):
        return [NOTHING]
    told = f"{'本編' if documents else '計画の文書'}に違いはありません。"
    return [f"{told}文書に出ない所が違います（{'、'.join(files)}）。" if files else told, *beside]


def _other_documents(before: Sequence[DocumentKind], after: Sequence[DocumentKind]) -> Iterator[str]:
    """The documents that one of two versions has alone, and those that are declared otherwise: what they show of the plan is told
    where the plan is."""
    old, new = ({each.name: each for each in documents} for documents in (before, after))
    both = [(old[name], new[name]) for name in new if name in old]
    for what, documents in (
        ("文書が増えました", [each for name, each in new.items() if name not in old]),
        ("文書がなくなりました", [each for name, each in old.items() if name not in new]),
        ("載せるものが変わった文書", [each for was, each in both if was.declared != each.declared]),
    ):
        if documents:
            yield f"{what}: {'、'.join(each.label for each in documents)}"


def _following(pair: Pair) -> list[str]:
    """The passages of the 概要 whose text stayed while what they stand for changed."""
    before = {standing.passage.id: confirmation(standing) for standing in standings(pair.before)}
    stale = check_summary(pair.after, before)
    found = [
        f"  {problem.location}　{problem.message}" for problem in stale if problem.code is Code.SUMMARY_STALE
    ]
    return [f"概要で見直す所（{len(found)}件）", *found] if found else []


def _templates(project: Project, pair: Pair) -> dict[str, Template]:
    """The templates of the documents, by name; the redline is made from the plan's."""
    files = project.read(template_files(names_of(TABLES)))
    memory = recall(project, BESIDE)
    templates = {PLAN.name: pair.template, **{each.name: template_of(each, files, memory) for each in TABLES}}
    remember(project, memory, BESIDE)
    return templates


def _documents(
    pair: Pair, templates: Mapping[str, Template], layouts: KnownLayouts, tell: Tell
) -> dict[str, bytes]:
    tell("見え消しを作っています")
    content, redline = write_redline(pair.redline, pair.template, layouts)
    tell("新旧対照表などを作っています")
    comparison, after, names, replaced = pair.comparison, pair.after, pair.names, pair.replaced
    listed = without_replaced(comparison, replaced)
    remarks = {change.unit.id: remark(change, after, replaced) for change in comparison.changes}
    reasons = {
        (change.unit.id, edited): grounds(change, after, edited)
        for change in listed.changes
        for edited in (True, False)
    }
    together = [folded(each, grounds_of([each.cause], after)) for each in replaced]
    contents = {
        COMPARISON.name: comparison_content(
            comparison,
            after,
            names,
            remarks,
            after.plan.profile.comparison_order is ComparisonOrder.NEW_FIRST,
            pair.before.plan.images,
        ),
        CHANGES.name: changes_content(listed, after, names, reasons, together),
    }
    tables = {name: compose(content, templates[name]) for name, content in contents.items()}
    profile = after.plan.profile
    sheets = {
        CHANGES: [changes_sheet(listed, profile.name, names, reasons, together)],
        NUMBERS: numbers_sheets(comparison, typed_numbers(after), after, names),
    }
    tell("できた文書を確かめています")
    if findings := [*check_redline(redline, content), *check_beside(tables, after)]:
        raise_if_any(template_faults(findings, templates))
        raise CheckFailure(findings)
    return {
        f"{COMPARISON.name}.docx": tables[COMPARISON.name],
        f"{REDLINE.name}.docx": redline,
        f"{CHANGES.name}.docx": tables[CHANGES.name],
        **{
            f"{document.name}.xlsx": write_workbook(f"{profile.name}　{document.label}", profile.city, each)
            for document, each in sheets.items()
        },
    }


def _reused(comparison: Comparison) -> list[Problem]:
    """Ids that name something else now: what happened to them can't be told from them."""
    return [
        Problem(
            after.location,
            Code.ID_REUSED,
            f"idの「{after.id}」は、前の版では別のもの（{before.shown}）を指していました。削除と新設として扱います",
            "新しいものには、新しいidを付けてください。書き直しただけなら、このままで構いません",
            warning=True,
        )
        for before, after in comparison.reused
    ]


def _read(
    project: Project,
    version: Version,
    kept: str,
    tell: Callable[[str], None],
    read: Callable[[Files, str, Memory], _Result],
) -> _Result:
    """A version as it is read. `kept` is where what was read of it is remembered, if it is not the plan as it is now."""
    if version.is_current:
        kept = CURRENT
    memory = recall(project, kept)
    tell(f"{version.name}を読んでいます")
    try:
        return read(version.files, version.folder, memory)
    except PlanErrors as errors:
        if version.is_current:
            raise
        raise PlanErrors([_unreadable(version, len(errors.problems)), *errors.problems]) from errors
    finally:
        remember(project, memory, kept)


def _unnumbered(version: Version, template: str) -> Problem:
    return Problem(
        Location(version.folder),
        Code.VERSION_PROBLEMS,
        f"版「{version.name}」の見出しには、今の {template} では番号を付けられません",
        "テンプレートの番号のリストを直すか、その版を別のフォルダーに取り出し、直してから、そのフォルダーを指定してください",
    )


def _unreadable(version: Version, count: int) -> Problem:
    return Problem(
        Location(version.folder),
        Code.VERSION_PROBLEMS,
        f"版「{version.name}」は、今の書き方では読めません（問題は{count}件）",
        "その版を別のフォルダーに取り出し、直してから、そのフォルダーを指定してください",
    )
