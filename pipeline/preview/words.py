"""What the preview tells its page: problems and places, in words that JSON knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.problems import Problem


def problem_words(problem: Problem) -> Mapping[str, Any]:
    """A problem with its place and what to do."""
    place = problem.location
    return {
        "place": str(place),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code.value,
        "message": problem.message,
        "hint": problem.hint,
        "warning": problem.warning,
    }
