"""Each rule does what its examples say, and docs/wording.ja.md shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.problems import Code
from pipeline.wording.patterns import Pattern
from pipeline.wording.profile import USUAL
from pipeline.wording.rule import Example, Level, Rule
from pipeline.wording.rules import RULES
from pipeline.wording.whole import whole_of
from tests.goldens import ROOT
from tests.wording.texts import found_in, put_right, texts

PAGE = ROOT / "docs" / "wording.ja.md"
_FEW, _WIDTH, _SEPARATOR = 10, 120, " ／ "
BY_CODE = {rule.code.value: rule for rule in RULES}


@pytest.mark.parametrize("code", BY_CODE)
def test_the_examples_of_a_rule_become_what_they_say(code: str) -> None:
    """Where a rule puts nothing in, it tells of as many places as the example says."""
    rule = BY_CODE[code]
    assert [put_right(rule, each) for each in rule.examples] == [
        each.right or each.text for each in rule.examples
    ]
    assert [len(found_in(rule, each)) for each in rule.examples if not _changes(each)] == [
        each.told for each in rule.examples if not _changes(each)
    ]


@pytest.mark.parametrize("code", BY_CODE)
def test_each_rule_shows_what_it_finds_and_when_it_keeps_silent(code: str) -> None:
    """So that nobody has to guess; and what is put right says nothing more."""
    rule = BY_CODE[code]
    assert any(_changes(each) or each.told for each in rule.examples)
    assert not any(found_in(rule, replace(each, text=each.right)) for each in rule.examples if _changes(each))
    assert rule.source.is_own or rule.section


def test_no_rule_finds_anything_without_the_words_that_it_has() -> None:
    """Texts without them are not looked at, which nobody would notice otherwise."""
    lines = dict.fromkeys(line for rule in RULES for each in rule.examples for line in each.text.split("\n"))
    plan = texts("\n".join((*lines, *(line.replace("。", "、") for line in lines))))
    whole = whole_of(plan)
    for rule in RULES:
        for row in rule.rows:
            if isinstance(row, Pattern):
                found = [each.span() for _, _, each in whole.found(row.compiled)]
                assert found == [each.span() for _, _, each in whole.found(row.compiled, row.has.split("|"))]
        if rule.find and rule.has:
            spoken = [text for text in plan if any(rule.find(text, USUAL))]
            assert spoken == [text for text in whole.having(rule.has) if any(rule.find(text, USUAL))]


def test_each_code_of_the_family_has_one_rule() -> None:
    """A code that nothing tells is deleted; two rules can be switched off each by itself."""
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == sorted(code for code in Code if code.startswith("wording."))
    assert len(codes) == len(set(codes))


def test_the_page_of_rules_is_made_of_them(file_regression: FileRegressionFixture) -> None:
    """`python -m pytest tests/wording/test_rules.py --regen-all`."""
    head = PAGE.read_text("utf-8").partition("\n## 規則の一覧\n")[0]
    parts = (f"{head}\n## 規則の一覧\n", *map(_section, RULES))
    file_regression.check("\n".join(parts), fullpath=PAGE, encoding="utf-8")


def _section(rule: Rule) -> str:
    sure = "`make check FIX=1` で直せます" if rule.level is Level.SURE else "人が見て決めます"
    facts = [
        f"出典: {f'{rule.source} {rule.section}'.strip()}",
        f"黙る所: {rule.keeps}" if rule.keeps else "",
        f"直し方: {rule.does}" if rule.does else "",
        sure,
        "初めは休んでいます（wording.yaml の「使う規則」で使えます）" if rule.rests else "",
    ]
    listed = (f"- {fact}" for fact in facts if fact)
    return "\n".join([f"### `{rule.code}` {rule.name}", "", *listed, "", *_examples(rule)])


def _examples(rule: Rule) -> Iterator[str]:
    """A table, or of many examples the text of each."""
    if len(rule.examples) <= _FEW:
        yield from _table(rule)
        return
    found = [each for each in rule.examples if _changes(each) or each.told]
    kept = [each for each in rule.examples if each not in found]
    yield from ("知らせるもの:", "", *_lines(map(_arrow, found)), "")
    if kept:
        yield from ("知らせないもの:", "", *_lines(dict.fromkeys(_cell(each.text) for each in kept)), "")


def _lines(examples: Iterable[str]) -> Iterator[str]:
    """As many in a line as a paper's lines hold; Markdown joins them."""
    line = ""
    for each in examples:
        if line and len(line) + len(each) > _WIDTH:
            yield f"{line}{_SEPARATOR.rstrip()}"
            line = ""
        line = f"{line}{_SEPARATOR}{each}" if line else each
    yield line


def _arrow(example: Example) -> str:
    return f"{_cell(example.text)} → {_cell(example.right)}" if _changes(example) else _cell(example.text)


def _table(rule: Rule) -> Iterator[str]:
    yield "| 書かれたもの | 直したもの |"
    yield "|---|---|"
    for each in rule.examples:
        right = each.right if _changes(each) else "（知らせます）" if each.told else "（そのまま）"
        yield f"| {_cell(each.text)} | {_cell(right)} |"
    yield ""


def _cell(text: str) -> str:
    return re.sub(r"\n", "<br>", re.sub(r"([\\|*_<>\[\]`~])", r"\\\1", text))


def _changes(example: Example) -> bool:
    return bool(example.right) and example.right != example.text
