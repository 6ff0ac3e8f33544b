"""Signs that mean something to templates, XML or screens: shown as they are in every document, or told with their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline.problems import Code
from tests.hostile.projects import make, parts_of, write_project
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    MEASURES,
    PLAN_YAML,
    PNG,
    SUMMARY_YAML,
    TEXTS,
    chapter,
    expect,
    problems_with,
)

# What a template would fill in, and the source does not: nobody means it for text.
TAGS = ("{{ 市名 }}", "{% if x %}", "｛｛ 計画名 ｝｝")
# What else Jinja, docxtpl or XML would take for their own.
SIGNS = (
    "｛％ x ％｝",
    "A & B",
    "a < b",
    "]]>",
    "{_{ x }_}",
    "{_% x %_}",
    "%s {0}",
)
# The smallest plan with a mark in everything that a drafter writes: § where signs are signs, ¶ where text is Markdown.
MARKED: dict[str, str] = {
    "plan.yaml": PLAN_YAML.replace("みどり市地域福祉計画", "'計画§'")
    .replace("市名: みどり市", "市名: '市§'\n担当課: '課§'")
    .replace("資料編:", "資料編:\n  - chapters/92-history.md")
    .replace("案の作成", "'改訂¶'"),
    "framework.yaml": FRAMEWORK_YAML.replace("支え合うまち", "'理念§'")
    .replace("略称: 安心", "略称: '略称§'")
    .replace("題: 見守り", "題: '取組§'")
    .replace("課題です。", "'課題¶'", 1),
    "glossary.yaml": GLOSSARY_YAML.replace("語: 地域福祉", "語: '語§'").replace(
        "地域の福祉です。", "'意味¶'"
    ),
    "summary.yaml": SUMMARY_YAML.replace("題: 目的", "題: '概要§'"),
    MEASURES: TEXTS[MEASURES].replace("支え合うまち", "理念¶").replace("目的です。", "要約¶"),
    "chapters/92-history.md": "# 改訂履歴\n\n::: {.改訂履歴}\n:::\n",
    "data/a.csv": 'CSV見出し,値\n"CSV§",1\n',
    CHAPTER: """\
# 章¶ {#sec-text}

::: {.表 #tbl-md}
題¶

| 見出し¶ | 値 |
|---|---|
| 値¶ | 1 |

※ 注¶
:::

::: {.表 #tbl-csv csv="data/a.csv"}
題
:::

::: {.図 #fig-a}
![説明¶](figures/a.png)

図題¶
:::

文章¶です[^1]

[^1]: 脚注¶
""",
}
SHOWN: Mapping[str, tuple[str, ...]] = {
    "plan": (
        *("計画", "市", "課", "改訂", "理念", "取組", "課題", "語", "意味"),
        *("章", "題", "見出し", "値", "※ 注", "CSV", "説明", "図題", "文章", "脚注"),
    ),
    "framework": ("計画", "理念", "略称", "取組", "課題"),
    "summary": ("計画", "概要", "要約"),
}


def escaped(signs: str) -> str:
    """With a backslash before what Markdown would take for its own."""
    return re.sub(r"([_\]]|^\{(?=[{%]))", r"\\\1", signs)


def marked(names: str, texts: str) -> dict[str, str | bytes]:
    """The files with these signs at every mark of a name, and those at every mark of a text."""
    files = {
        path: text.replace("§", names.replace("'", "''")).replace("¶", texts) for path, text in MARKED.items()
    }
    return {**files, "figures/a.png": PNG}


def places_of(mark: str) -> set[str]:
    """File and line of every such mark."""
    return {
        f"plan_source/{path}:{number}"
        for path, text in MARKED.items()
        for number, line in enumerate(text.split("\n"), 1)
        if mark in line
    }


def text_of(document: bytes) -> str:
    """All text and alternative texts of a document, in one line a paragraph."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines = []
    for name, data in parts_of(document).items():
        if re.match(r"word/(document|footnotes|header\d|footer\d)\.xml|docProps/core", name):
            root = etree.fromstring(data)
            lines += ["".join(text.text or "" for text in each.iter(f"{w}t")) for each in root.iter(f"{w}p")]
            lines += [value for each in root.iter() for key, value in each.attrib.items() if key == "descr"]
            lines += [each.text for each in root.iter() if name.startswith("docProps") and each.text]
    return "\n".join(lines)


@pytest.mark.parametrize("signs", SIGNS)
def test_signs_are_shown_as_they_are_in_every_document(tmp_path: Path, signs: str) -> None:
    """In chapters, notes, captions, cells, CSV, YAML, alternative texts, and in the names that templates show."""
    made = make(write_project(tmp_path, marked(signs, escaped(signs))))
    documents = {name: text_of(data) for name, data in made.items()}
    missing = [
        (name, word) for name, words in SHOWN.items() for word in words if word + signs not in documents[name]
    ]
    assert missing == []


@pytest.mark.parametrize("tag", TAGS)
def test_tags_of_templates_are_told_wherever_they_are_written(tag: str) -> None:
    """They would be printed as they are: every one has its place, and none an error of another kind."""
    problems = problems_with(marked(tag, tag))
    assert {each.code for each in problems} == {Code.MD_LEFTOVER}
    told = {f"{each.location.file}:{each.location.line}" for each in problems}
    assert told == places_of("§") | places_of("¶")


@pytest.mark.parametrize("tag", TAGS[:2])
def test_tags_with_a_backslash_are_shown_in_every_text(tmp_path: Path, tag: str) -> None:
    """As the hint says, so that a plan can speak of them; before full-width braces no backslash can stand."""
    text = text_of(make(write_project(tmp_path, marked("", escaped(tag))))["plan"])
    shown = re.findall(rf"(\w+){re.escape(tag)}", text)
    assert {"章", "題", "見出し", "値", "注", "説明", "図題", "文章", "脚注", "理念", "意味"} <= set(shown)


@pytest.mark.parametrize(
    "character", ["\U0001fffe", "\U0010ffff", "\u202e", "\u2066", "\ufffb", "\ufffc", "\ufffd"]
)
def test_characters_that_are_none_or_turn_the_text_round_are_told(character: str) -> None:
    """Noncharacters of every plane; what a lost character, a picture or right-to-left text leaves behind."""
    problems = problems_with({CHAPTER: chapter(f"あ{character}い")})
    code = Code.TEXT_GAIJI if character > "\U000f0000" else Code.TEXT_CONTROL
    expect(problems, code, f"{CHAPTER}:3:2", f"U+{ord(character):04X}")


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"])
@pytest.mark.parametrize("file", [CHAPTER, "plan.yaml"])
def test_bytes_that_spell_no_character_are_told_with_their_line(file: str, data: bytes) -> None:
    """Half a surrogate pair, a NUL in two bytes, a number beyond Unicode."""
    problems = problems_with({file: TEXTS[file].encode() + data})
    expect(problems, Code.FILE_ENCODING, f"{file}:{TEXTS[file].count(chr(10)) + 1}", "UTF-8")


@pytest.mark.parametrize("escape", ["\\uD800", "\\uDFFF", "\\UFFFFFFFF"])
def test_half_a_pair_that_yaml_spells_out_is_told(escape: str) -> None:
    """Double quotes can spell numbers that are no characters."""
    problems = problems_with({"plan.yaml": f'{PLAN_YAML}担当課: "課{escape}"\n'})
    assert [problem.code for problem in problems] == [Code.YAML_SYNTAX]
    assert problems[0].location.line == 13


@pytest.mark.parametrize("escape", ["\\e", "\\0", "\\uFFFE", "\\u202E"])
def test_control_characters_in_a_key_are_told_and_not_shown(escape: str) -> None:
    """A message that repeated them would do to the screen what they say."""
    problems = problems_with({"plan.yaml": f'{PLAN_YAML}"担{escape}当": x\n'})
    expect(problems, Code.TEXT_CONTROL, "plan.yaml:13:1", "U+")


@pytest.mark.parametrize("entity", ["&#xD800;", "&#0;", "&#x202E;", "&#x1FFFE;"])
def test_html_numbers_of_no_character_are_told(entity: str) -> None:
    """As those that are typed."""
    expect(problems_with({CHAPTER: chapter(f"文章{entity}")}), Code.TEXT_CONTROL, f"{CHAPTER}:3:3")
