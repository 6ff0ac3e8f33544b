"""`make answers`: opinions and answers read, held against each other and the plan, and written as Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.answers.agreement import check_consultation, differing_answers, disagreements
from pipeline.answers.document import answers_content
from pipeline.answers.load import read_consultation
from pipeline.answers.model import Consultation
from pipeline.answers.opinions import tidy_number
from pipeline.answers.places import paths_of
from pipeline.answers.schema import ANSWERS, VIEWS
from pipeline.answers.skeleton import answer_entries
from pipeline.frozen import dataclass
from pipeline.model import documents
from pipeline.model.bodies import own_word
from pipeline.model.content import DocumentContent
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import count_text
from pipeline.problems import Problem, collected, raise_if_any
from pipeline.public_comment.load import read_comment
from pipeline.public_comment.schema import COMMENT
from pipeline.source.changes import ChangesFile
from pipeline.source.schema import CHANGES, PlanFile
from pipeline.source.validation import read_model
from pipeline.system import pandoc
from pipeline.workflows.build import make
from pipeline.workflows.entries import Written, write_entries
from pipeline.workflows.prepare import Tell, prepare
from pipeline.workflows.wording import wording_beside_plan
from pipeline.workspace import output
from pipeline.workspace.project import Project

(DOCUMENT,) = documents.ANSWERS.files


@dataclass(frozen=True)
class Answered:
    """The finished document, what went into it, and what the authors of its templates should know."""

    docx: bytes
    consultation: Consultation
    warnings: tuple[Problem, ...] = ()


def build_answers(project: Project, tell: Tell, told: Callable[[str], None]) -> Answered:
    """Make build/answers.docx, after putting an entry into answers.yaml for each opinion that has none: `told` hears of that.

    Raises PlanErrors, MachineError or CheckFailure; build/ is then as it was.
    """
    output.complete(project.output)
    output.check_writable(project.output, [DOCUMENT])
    written = write_answers(project)
    if written.count:
        where = "を作り" if written.new else "に"
        told(f"{written.file} {where}、回答のない意見の分を{count_text(written.count)}件書き足しました。")
    answered = make_answers(project, tell)
    tell("文書を書き込んでいます")
    project.write({DOCUMENT: answered.docx})
    return answered


def write_answers(project: Project) -> Written:
    """Put an entry into answers.yaml for each opinion that has none; what stands there stays as it is. Raises PlanErrors."""
    files = replace(project, reads_private=True).read(()).source
    consultation = read_consultation(files, project.source_called, pandoc.read)
    own = f"{_own_word(files, project.source_called)}の考え方"
    entries = answer_entries(
        consultation, _changed(files, project.source_called), own if own in VIEWS else VIEWS[-1]
    )
    return write_entries(project, files, ANSWERS, "回答", entries)


def make_answers(project: Project, tell: Tell) -> Answered:
    """The document, checked, and nothing written. Page numbers are those that were last measured."""
    tell("意見と回答を読んでいます")
    files = replace(project, reads_private=True).read(()).source
    problems: list[Problem] = []
    with collected(problems):
        consultation = read_consultation(files, project.source_called, pandoc.read)
    with collected(problems):
        asked = read_comment(files, project.source_called) if COMMENT in files else None
    if problems:
        with collected(problems):
            prepare(project, tell)
        raise_if_any(problems)
    # What is made may be made more than once.
    notices = dict.fromkeys((*consultation.notices, *differing_answers(consultation)))

    def content(resolved: ResolvedPlan) -> DocumentContent:
        plan = resolved.plan
        found = disagreements(
            consultation.answers, plan.causes, paths_of(resolved), plan.profile.stage.is_final
        )
        notices.update(dict.fromkeys(each for each in found if each.warning))
        wrong = (each for each in found if not each.warning)
        raise_if_any([*check_consultation(consultation, resolved.targets), *wrong])
        return answers_content(resolved, consultation, asked)

    built = make(
        project,
        (documents.ANSWERS.name,),
        None,
        tell,
        lambda _: (documents.PLAN, documents.ANSWERS),
        {documents.ANSWERS.name: content},
    )
    of_templates = (each for each in built.warnings if each.code.startswith("template."))
    of_wording = wording_beside_plan(built, project.source_called)
    return Answered(built.documents[0].docx, consultation, (*notices, *of_templates, *of_wording))


def _own_word(files: Mapping[str, bytes], folder: str) -> str:
    """What the body calls itself in plan.yaml; of one that can't be read is told when the document is made."""
    with collected([]):
        plan, _ = read_model(f"{folder}/plan.yaml", files.get("plan.yaml", b""), PlanFile)
        return plan.called or own_word(plan.city)
    return own_word("")


def _changed(files: Mapping[str, bytes], folder: str) -> dict[str, list[str]]:
    """The ids of what was changed because of opinions, as changes.yaml says, by their numbers."""
    found: dict[str, list[str]] = {}
    if CHANGES not in files:
        return found
    with collected([]):
        model, _ = read_model(f"{folder}/{CHANGES}", files[CHANGES], ChangesFile)
        for cause in model.changes:
            for number in cause.basis.opinions:
                found.setdefault(tidy_number(number), []).extend(cause.places)
    return found
