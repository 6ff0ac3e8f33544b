"""`make answers`: opinions and answers read, held against each other and the plan, and written as Word."""

from __future__ import annotations

from dataclasses import replace

from pipeline.answers.agreement import check_consultation
from pipeline.answers.document import answers_content
from pipeline.answers.load import read_consultation
from pipeline.answers.model import Consultation
from pipeline.frozen import dataclass
from pipeline.model import documents
from pipeline.model.content import DocumentContent
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Problem, collected, raise_if_any
from pipeline.public_comment.load import read_comment
from pipeline.public_comment.schema import COMMENT
from pipeline.system import pandoc
from pipeline.workflows.build import make
from pipeline.workflows.prepare import Tell, prepare
from pipeline.workspace import output
from pipeline.workspace.project import Project

(DOCUMENT,) = documents.ANSWERS.files


@dataclass(frozen=True)
class Answered:
    """The finished document, what went into it, and what the authors of its templates should know."""

    docx: bytes
    consultation: Consultation
    warnings: tuple[Problem, ...] = ()


def build_answers(project: Project, tell: Tell) -> Answered:
    """Make build/answers.docx. Raises PlanErrors, MachineError or CheckFailure; build/ is then as it was."""
    output.complete(project.output)
    output.check_writable(project.output, [DOCUMENT])
    answered = make_answers(project, tell)
    tell("文書を書き込んでいます")
    project.write({DOCUMENT: answered.docx})
    return answered


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

    def content(resolved: ResolvedPlan) -> DocumentContent:
        raise_if_any(check_consultation(consultation, resolved.targets))
        return answers_content(resolved, consultation, asked)

    built = make(
        project,
        (documents.ANSWERS.name,),
        None,
        tell,
        lambda _: (documents.PLAN, documents.ANSWERS),
        {documents.ANSWERS.name: content},
    )
    of_templates = tuple(each for each in built.warnings if each.code.startswith("template."))
    return Answered(built.documents[0].docx, consultation, of_templates)
