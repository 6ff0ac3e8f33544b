"""Every document that Keikaku makes of itself: one value each, listed once. docs/architecture.md says how to add one.

Those that an office declares in documents.yaml join them plan by plan (`model/declared.py`): what a plan has is
`Plan.documents`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.model.declared import Declared


# A tuple, which is made in a seventh of a dataclass' time: also a run that finds nothing changed makes it.
class DocumentKind(NamedTuple):
    """A document: `name` is that of its files in build/ and templates/, `label` what messages and titles call it.

    `contract` and `content` name (module:object) what it asks of its template, and what makes its Edition of a
    ResolvedPlan; `content` is empty where `command` makes it of more than that, `contract` where it has no template.
    What an office declares has neither: both follow from what is `declared`.
    """

    name: str
    label: str
    command: str = "plan"  # that makes it: make plan
    contract: str = ""
    content: str = ""
    kinds: tuple[str, ...] = ("docx", "pdf")  # of its files in build/
    published: bool = False  # with a draft on which residents are asked
    watermarked: bool = False  # with the stage's word, until the plan is adopted
    declared: Declared | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files in build/."""
        return tuple(f"{self.name}.{kind}" for kind in self.kinds)


PLAN = DocumentKind(
    "plan",
    "本編",
    contract="pipeline.documents.plan:CONTRACT",
    content="pipeline.documents.plan:plan_content",
    published=True,
    watermarked=True,
)
SUMMARY = DocumentKind(
    "summary",
    "概要",
    contract="pipeline.documents.summary:CONTRACT",
    content="pipeline.documents.summary:summary_content",
    published=True,
    watermarked=True,
)
FRAMEWORK = DocumentKind(
    "framework",
    "体系図",
    contract="pipeline.documents.framework:CONTRACT",
    content="pipeline.documents.framework:framework_content",
    published=True,
    watermarked=True,
)
COMMENT_GUIDE = DocumentKind(
    "comment_guide",
    "意見募集要領",
    command="public-comment",
    contract="pipeline.public_comment.documents:GUIDE_CONTRACT",
)
COMMENT_FORM = DocumentKind(
    "comment_form",
    "意見提出様式",
    command="public-comment",
    contract="pipeline.public_comment.documents:FORM_CONTRACT",
    kinds=("docx",),  # residents fill it in
)
ANSWERS = DocumentKind(
    "answers",
    "意見の概要と市の考え方",
    command="answers",
    contract="pipeline.answers.document:CONTRACT",
    kinds=("docx",),
)
COMPARISON = DocumentKind(
    "comparison",
    "新旧対照表",
    command="compare",
    contract="pipeline.documents.comparison:CONTRACT",
    kinds=("docx",),
)
REDLINE = DocumentKind("redline", "見え消し", command="compare", kinds=("docx",), watermarked=True)
CHANGES = DocumentKind(
    "changes",
    "修正箇所一覧",
    command="compare",
    contract="pipeline.documents.changes:CONTRACT",
    kinds=("docx", "xlsx"),
)
NUMBERS = DocumentKind("numbers", "番号対照表", command="compare", kinds=("xlsx",))
RECEIVED = DocumentKind(
    "received",
    "受領一覧",
    command="receive",
    contract="pipeline.receive.listing:CONTRACT",
    kinds=("docx", "xlsx"),
)

# In the order in which they are made, and named in messages.
DOCUMENTS = (
    PLAN,
    SUMMARY,
    FRAMEWORK,
    COMMENT_GUIDE,
    COMMENT_FORM,
    ANSWERS,
    COMPARISON,
    REDLINE,
    CHANGES,
    NUMBERS,
    RECEIVED,
)


def made_by(command: str) -> tuple[DocumentKind, ...]:
    """The documents that a command makes."""
    return tuple(document for document in DOCUMENTS if document.command == command)


# Those of a plan that declares none of its own.
PLAN_DOCUMENTS = made_by("plan")
# Which documents a command makes, of those that a plan has.
Choose = Callable[[Sequence[DocumentKind]], Sequence[DocumentKind]]


def whole(documents: Sequence[DocumentKind]) -> Sequence[DocumentKind]:
    """All documents of a plan."""
    return documents


def plan_alone(documents: Sequence[DocumentKind]) -> Sequence[DocumentKind]:
    """The plan itself, by which everything else is numbered."""
    return (PLAN,)


def published(documents: Sequence[DocumentKind]) -> Sequence[DocumentKind]:
    """What of them residents are shown when they are asked."""
    return tuple(document for document in documents if document.published)


def names_of(documents: Iterable[DocumentKind]) -> tuple[str, ...]:
    """Their names, by which what is made of them is kept."""
    return tuple(document.name for document in documents)


def labels_of(documents: Iterable[DocumentKind]) -> str:
    """Their labels, as one enumeration."""
    return "・".join(document.label for document in documents)


def template_files(names: Iterable[str]) -> tuple[str, ...]:
    """The files in templates/ that documents are made from: the Word file, and what is declared beside it."""
    return tuple(f"{name}.{kind}" for name in names for kind in ("docx", "yaml"))


# What a plan itself is made from that declares no documents, beside its source.
TEMPLATE_FILES = template_files(names_of(PLAN_DOCUMENTS))
# The file in which a plan declares documents.
DECLARATION = "documents.yaml"
