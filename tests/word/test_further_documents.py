"""Documents beyond those of the plan: each has a contract, a template and a content, and `make plan` knows nothing of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.documents.common import make_content
from pipeline.documents.registry import CONTENTS
from pipeline.model.content import DocumentContent
from pipeline.model.contract import Contract
from pipeline.model.documents import DocumentKind
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.build import CheckFailure, make
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.small_plan import small_plan
from tests.word.test_template_problems import changed

NOTICE = DocumentKind(
    "notice", "お知らせ", contract=f"{__name__}:CONTRACT", content=f"{__name__}:notice_edition"
)
CONTRACT = Contract(own_tags=("会場",), paragraphs=("Body Text",), text_samples=True)


def with_notice(documents: Sequence[DocumentKind]) -> Sequence[DocumentKind]:
    """What a command would make that has the fourth document beside those of the plan."""
    return (*documents, NOTICE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small plan, and a template of a fourth document: the summary's, with a tag of its own in place of the slot."""
    for path, data in small_plan().items():
        target = tmp_path / "plan_source" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    notice = changed("summary", {"word/document.xml": ("{{ 概要本文 }}", "会場は{{ 会場 }}です。")})
    (tmp_path / "templates" / "notice.docx").write_bytes(notice)
    shutil.copy(TEMPLATES / "summary.yaml", tmp_path / "templates" / "notice.yaml")
    return Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")


def notice_edition(resolved: ResolvedPlan) -> DocumentContent:
    """What the fourth document says."""
    content = make_content(resolved, NOTICE, {})
    return replace(content, tags={**content.tags, "会場": "市役所"})


def test_a_further_document_is_made_from_its_own_template(project: Project) -> None:
    """Its own tags are filled beside those that all documents have."""
    (document,) = make(project, ["notice"], None, quiet, with_notice).documents
    text = checks.read("notice", document.docx).body.text
    assert "会場は市役所です。" in text
    assert "みどり市地域福祉計画（案）" in text
    assert document.content.title == "みどり市地域福祉計画（案）　お知らせ"


def test_the_documents_of_the_plan_are_made_without_it(project: Project) -> None:
    """A template that only another command needs may be missing."""
    (project.templates / "notice.docx").unlink()
    assert len(make(project, tuple(CONTENTS), None, quiet).documents) == len(CONTENTS)
    with pytest.raises(PlanErrors) as errors:
        make(project, ["notice"], None, quiet, with_notice)
    assert [problem.code for problem in errors.value.problems] == [Code.TEMPLATE_MISSING]


def test_a_tag_of_one_document_is_unknown_in_another(project: Project) -> None:
    """Contracts are kept apart."""
    other = changed("summary", {"word/document.xml": ("{{ 計画期間 }}", "{{ 計画期間 }}{{ 会場 }}")})
    (project.templates / "summary.docx").write_bytes(other)
    with pytest.raises(PlanErrors) as errors:
        make(project, tuple(CONTENTS), None, quiet)
    assert [problem.code for problem in errors.value.problems] == [Code.TEMPLATE_TAG]


def test_a_further_document_has_the_stage_of_the_others(project: Project) -> None:
    """The reader looks for other stages in its label positions."""

    def stale(resolved: ResolvedPlan) -> DocumentContent:
        content = notice_edition(resolved)
        return replace(content, tags={**content.tags, "段階表示": "（素案）"})

    with pytest.raises(CheckFailure) as failure:
        make(project, ["notice"], None, quiet, with_notice, {"notice": stale})
    assert "agree.stage-other" in {finding.code for finding in failure.value.findings}
