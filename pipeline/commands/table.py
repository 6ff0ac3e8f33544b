"""The commands in the order in which `--help` lists them, and where each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

COMMANDS: Mapping[str, tuple[str, str]] = {
    "plan": ("documents", "plan_command"),
    "quick": ("documents", "quick_command"),
    "summary": ("documents", "summary_command"),
    "framework": ("documents", "framework_command"),
    "html": ("edition", "html_command"),
    "editions": ("edition", "editions_command"),
    "public-comment": ("consultation", "public_comment_command"),
    "answers": ("consultation", "answers_command"),
    "images": ("documents", "images_command"),
    "check": ("source", "check_command"),
    "preview": ("preview", "preview_command"),
    "moved": ("moved", "moved_command"),
    "golden": ("moved", "golden_command"),
    "compare": ("versions", "compare_command"),
    "causes": ("versions", "causes_command"),
    "snapshot": ("versions", "snapshot_command"),
    "confirm": ("versions", "confirm_command"),
    "readings": ("readings", "readings_command"),
    "ask": ("inquiry", "ask_command"),
    "collect": ("inquiry", "collect_command"),
    "receive": ("review", "receive_command"),
    "accept": ("review", "accept_command"),
    "batch": ("many", "batch_command"),
    "new": ("source", "new_command"),
    "menu": ("menu", "menu_command"),
    "schema": ("source", "schema_command"),
    "kit": ("kit", "kit_command"),
}


def command(name: str) -> Callable[..., None]:
    """The function that is the command of this name."""
    module, function = COMMANDS[name]
    found: Callable[..., None] = getattr(import_module(f"pipeline.commands.{module}"), function)
    return found
