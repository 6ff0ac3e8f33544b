"""The Jinja of a page: its names and parts, and nothing that reaches out of the page."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from pipeline.problems import Code, Location, Problem, did_you_mean

# What a page can show of its plan, and of itself.
VALUES = (
    "計画名", "市名", "段階表示", "計画期間", "担当課", "透かし", "読み", "言語", "題", "種類", "目次", "道筋", "文書", "前", "次", "本文", "根",
    "体裁", "道具",
)  # fmt: skip
# What an entry of 目次, 道筋, 前, 次 and 文書 has.
FIELDS = ("番号", "題", "宛先", "今", "中", "下")
# A page without one of these goes out as something that it is not, or as nothing.
NEEDED = ("本文", "題", "計画名", "段階表示", "言語", "体裁")
_LOOP = ("first", "last", "index", "index0", "length", "depth", "depth0")
_FILTERS = ("length", "first", "last", "join", "replace", "trim", "default")
_TESTS = ("defined", "none")
# What a page needs no more than a loop and a condition for; `safe` and its kind would let text be markup.
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Include: "ほかのファイルを入れる命令（include）",
    nodes.Import: "ほかのファイルを読む命令（import）",
    nodes.FromImport: "ほかのファイルを読む命令（import）",
    nodes.Extends: "ほかのファイルを元にする命令（extends）",
    nodes.ScopedEvalContextModifier: "文字をそのまま出す命令（autoescape）",
    nodes.Mul: "掛け算", nodes.Div: "割り算", nodes.FloorDiv: "割り算", nodes.Mod: "割り算", nodes.Pow: "累乗",
}  # fmt: skip
_HINT = "docs/templates.md の「ウェブページ」にある名前と命令だけを使えます"


def environment() -> SandboxedEnvironment:
    """The Jinja by which pages are made: sandboxed, text escaped, and an unknown name is an error."""
    jinja = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    jinja.globals.clear()
    for known, kept in ((jinja.filters, _FILTERS), (jinja.tests, _TESTS)):
        for name in known.keys() - set(kept):
            del known[name]
    return jinja


def read_tags(file: str, page: str) -> list[Problem]:
    """What is wrong with the tags of a page, each with its line."""
    jinja = environment()
    try:
        tree = jinja.parse(page)
        jinja.compile(tree)  # which knows what filters and tests there are
    except jinja2.TemplateSyntaxError as error:
        return [_unreadable(file, page, error)]
    except RecursionError:
        return [Problem(Location(file), Code.TEMPLATE_SYNTAX, "命令が深く重なりすぎています", _HINT)]
    tree = jinja.parse(page)  # compiling it has changed it
    checks = (_names, _parts, _calls, _refused)
    problems = [problem for check in checks for problem in check(file, page, tree)]
    return problems or list(_lacking(file, tree))


def _unreadable(file: str, page: str, error: jinja2.TemplateSyntaxError) -> Problem:
    if isinstance(error, jinja2.TemplateAssertionError):
        name = str(error.message).split("'")[1] if "'" in str(error.message) else str(error.message)
        return Problem(
            place_in(file, page, error.lineno, name),
            Code.TEMPLATE_TAG,
            f"「{name}」という加工や条件は使えません",
            did_you_mean(name, (*_FILTERS, *_TESTS)) or f"使えるもの: {'、'.join((*_FILTERS, *_TESTS))}",
        )
    return Problem(
        place_in(file, page, error.lineno),
        Code.TEMPLATE_SYNTAX,
        f"タグの書き方が違います（{_line(page, error.lineno)[:60]}）",
        "{{ 名前 }} と {% 命令 %} は半角の括弧を組にし、if と for には endif と endfor を書いてください",
    )


def _names(file: str, page: str, tree: nodes.Template) -> Iterator[Problem]:
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    known = {*VALUES, *own, "loop"}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in known:
            yield Problem(
                place_in(file, page, name.lineno, name.name),
                Code.TEMPLATE_TAG,
                f"「{name.name}」という名前はありません",
                did_you_mean(name.name, sorted(known)) or f"使える名前: {'、'.join(VALUES)}",
            )


def _parts(file: str, page: str, tree: nodes.Template) -> Iterator[Problem]:
    for part in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if isinstance(part, nodes.Getitem):
            constant = part.arg.value if isinstance(part.arg, nodes.Const) else None
            if isinstance(constant, int):
                continue
            name = str(constant) if constant is not None else "[ ]"
        else:
            assert isinstance(part, nodes.Getattr)
            name = part.attr
        of_loop = isinstance(part.node, nodes.Name) and part.node.name == "loop"
        known = _LOOP if of_loop else FIELDS
        if name not in known:
            yield Problem(
                place_in(file, page, part.lineno, name),
                Code.TEMPLATE_TAG,
                f"「.{name}」というものはありません",
                did_you_mean(name, known) or f"使えるもの: {'、'.join(known)}",
            )


def _calls(file: str, page: str, tree: nodes.Template) -> Iterator[Problem]:
    """Calls of anything but the page's own macros."""
    macros = {macro.name for macro in tree.find_all(nodes.Macro)} | {"loop"}
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in macros):
            yield Problem(
                place_in(file, page, call.lineno),
                Code.TEMPLATE_TAG,
                "呼び出せるのは、このファイルの macro だけです",
                _HINT,
            )


def _refused(file: str, page: str, tree: nodes.Template) -> Iterator[Problem]:
    for node in tree.find_all(tuple(_REFUSED)):
        yield Problem(
            place_in(file, page, node.lineno), Code.TEMPLATE_TAG, f"{_REFUSED[type(node)]}は使えません", _HINT
        )


def _lacking(file: str, tree: nodes.Template) -> Iterator[Problem]:
    shown = {name.name for name in tree.find_all(nodes.Name)}
    for name in NEEDED:
        if name not in shown:
            yield Problem(
                Location(file),
                Code.TEMPLATE_TAG_MISSING,
                f"{{{{ {name} }}}} がありません",
                "元の page.html と見比べて、同じ所に戻してください",
            )


def place_in(file: str, text: str, line: int, word: str = "") -> Location:
    """A place on a line of a text: where `word` first stands on it, else where the line's own text begins."""
    if not line:
        return Location(file)
    found = _line(text, line)
    at = found.find(word) if word in found else len(found) - len(found.lstrip())
    return Location(file, line, at + 1)


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""
