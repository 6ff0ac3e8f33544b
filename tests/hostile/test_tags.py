"""Tags that want to be programs, and tags that docxtpl would take for its own (names and braces: tests/word/)."""

from __future__ import annotations

import time

import pytest

from pipeline.problems import Code
from pipeline.word.template.tags import environment
from tests.hostile.test_packages import DOCUMENT, problems_with
from tests.word.test_template_problems import expect

TAG = "{{ 担当課 }}"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ ().__class__.__bases__[0].__subclasses__() }}",
        "{{ 市名.__init__.__globals__ }}",
        "{{ __globals__ }}",
        "{{ cycler }}",
        "{{ cycler.__init__ }}",
        "{{ lipsum }}",
        "{{ lipsum() }}",
        "{{ joiner }}",
        "{{ namespace }}",
        "{{ dict }}",
        "{{ range(9) }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ None }}",
        "{{ True }}",
        "{{ 市名|attr('x') }}",
        "{{ 市名|safe }}",
        "{{ 市名() }}",
        "{{ 市名 is string }}",
        "{{-市名-}}",
        "{{r 市名 }}",
        "{{p 市名 }}",
        "{{tr 市名 }}",
        "{{tc 市名 }}",
        "{# 覚え書き #}",
        "{#p 覚え書き #}",
        "{% raw %}{{ 市名 }}{% endraw %}",
        "{% include 'x' %}",
        "{% import 'os' as x %}",
        "{% macro a() %}{% endmacro %}",
        "{% for x in range(99999999) %}a{% endfor %}",
    ],
)
def test_a_tag_that_is_more_than_a_name_of_the_plan_is_told(tag: str) -> None:
    """Python's insides, Jinja's functions, filters, tests, statements; what takes away the run or row around it."""
    problems = problems_with(DOCUMENT, TAG, tag)
    assert problems
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_TAG, Code.TEMPLATE_SYNTAX}


@pytest.mark.parametrize(
    "tag", ["{{ 9**9**9**9 }}", "{{ 'a' * 10**10 }}", "{{ range(10**9)|list }}", "{{" * 3000, "{%" * 3000]
)
def test_nothing_is_computed(tag: str) -> None:
    """Jinja would compute with constants while it reads; braces without end would be followed without end."""
    begin = time.perf_counter()
    assert problems_with(DOCUMENT, TAG, tag)
    assert time.perf_counter() - begin < 5


def test_jinja_itself_knows_nothing_but_names() -> None:
    """Should a tag slip through, there is nothing to reach for."""
    jinja = environment()
    assert (jinja.globals, jinja.filters, jinja.tests) == ({}, {}, {})
    for computed in ("{{ a * 9 }}", "{{ -a }}"):
        with pytest.raises(Exception, match="計算"):
            jinja.from_string(computed).render(a="x")


@pytest.mark.parametrize(
    "tag", ["{% for x in 市名 %}", "{% if 市名 %}", "{% endfor %}", "{%tr for x in 市名 %}", "{% vm %}"]
)
def test_a_loop_that_does_not_close_is_told(tag: str) -> None:
    """Nor one that closes what nobody opened, nor docxtpl's own."""
    problems = problems_with(DOCUMENT, TAG, tag)
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_TAG, Code.TEMPLATE_SYNTAX}
    assert Code.TEMPLATE_SYNTAX in {problem.code for problem in problems}


@pytest.mark.parametrize(
    "between",
    [
        "</w:t></w:r><w:r><w:t>",
        '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">',
        '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>',
        '</w:t></w:r><w:bookmarkStart w:id="77" w:name="x"/><w:bookmarkEnd w:id="77"/><w:r><w:t>',
        "</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>",
    ],
)
@pytest.mark.parametrize(
    "tag", ["{|{ 担当課 }}", "{{ |担当課 }}", "{{ 担|当課 }}", "{{ 担当課 |}}", "{{ 担当課 }|}"]
)
def test_a_tag_over_split_runs_is_read(tag: str, between: str) -> None:
    """Word parts what was typed where it checks, saves or formats."""
    assert problems_with(DOCUMENT, TAG, tag.replace("|", between)) == []


@pytest.mark.parametrize("tag", ["{{ cycler }}", "{{ 市名|safe }}"])
def test_a_tag_in_an_attribute_is_a_tag(tag: str) -> None:
    """Alternative text, say."""
    problems = problems_with(DOCUMENT, "<w:p>", f'<w:p w:x="{tag}">')
    expect(problems, Code.TEMPLATE_TAG, "本文", tag)
