"""Keikaku: one source becomes every document of a municipality's plan.

What a script needs is offered here; docs/library.md shows it at work. It is loaded when it is first asked for
(PEP 562), so that `import pipeline` costs nothing. `workflows/build.py` walks the road from plan_source/ to build/;
docs/architecture.md has its drawing, docs/modules.md a line on each module.
"""

TYPE_CHECKING = False  # typing's is the same for type checkers, and would have to be loaded
if TYPE_CHECKING:
    from pipeline.api import (
        Built,
        CheckFailure,
        Compared,
        Document,
        Edition,
        KeikakuError,
        Location,
        MachineError,
        PlanErrors,
        Problem,
        Project,
        build_documents,
        check_plan,
        compare_versions,
        make_pages,
        open_project,
    )

__version__ = "0.2.0"
__all__ = [
    "Built",
    "CheckFailure",
    "Compared",
    "Document",
    "Edition",
    "KeikakuError",
    "Location",
    "MachineError",
    "PlanErrors",
    "Problem",
    "Project",
    "__version__",
    "build_documents",
    "check_plan",
    "compare_versions",
    "make_pages",
    "open_project",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("pipeline.api"), name)
