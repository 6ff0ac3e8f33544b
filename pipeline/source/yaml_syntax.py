"""The YAML reader's complaints, in words for those who wrote the text."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from pipeline.problems import Code, Location, Problem

# What libyaml says → message, hint, and whether the place is where the construct began.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "ここに「:」は書けません",
        '値に「: 」を含むときは、値全体を引用符（"…"）で囲んでください。この行の字下げが前の行より深くないかも見てください',
        False,
    ),
    (
        "could not find expected ':'",
        "「:」がありません",
        "「項目: 値」の形になっているか、「:」と後の空白が半角かを見てください",
        True,
    ),
    (
        "found unexpected end of stream",
        "引用符が閉じていません",
        "開いた引用符と同じ引用符で閉じてください",
        True,
    ),
    (
        "found unknown escape character",
        "引用符の中の「\\」が読めません",
        "「\"」で囲んだ中の「\\」は「\\\\」と書くか、全体を「'」で囲んでください",
        False,
    ),
    (
        "did not find expected key",
        "字下げか引用符が合っていません",
        "前の行と字下げをそろえてください。閉じた引用符や括弧の後に文字が続くときは、値全体を引用符で囲みます",
        False,
    ),
    (
        "did not find expected '-' indicator",
        "一覧の字下げが合っていません",
        "「- 」の位置をそろえてください",
        False,
    ),
    (
        "did not find expected ',' or ']'",
        "「[」の一覧が閉じていません",
        "区切りは半角の「,」、終わりは半角の「]」です。文字として「[」を書くときは、値全体を引用符で囲みます",
        True,
    ),
    (
        "did not find expected ',' or '}'",
        "「{」が閉じていません",
        "区切りは半角の「,」、終わりは半角の「}」です。文字として「{」を書くときは、値全体を引用符で囲みます",
        True,
    ),
    (
        "while scanning a",
        "この記号では値を始められません",
        '「*」「&」「!」「%」「|」「>」などを文字として書くときは、値全体を引用符（"…"）で囲んでください',
        True,
    ),
    (
        "cannot start any token",
        "この文字では値を始められません",
        '値全体を引用符（"…"）で囲んでください',
        False,
    ),
    (
        "block sequence entries are not allowed",
        "ここに「- 」は書けません",
        "一覧は項目の次の行から、字下げして書いてください",
        False,
    ),
    (
        "expected a single document",
        "「---」の行で内容が分かれています",
        "一つのファイルに書けるのは一つの内容です。「---」の行を消してください",
        False,
    ),
    (
        "did not find expected <document start>",
        "字下げが合っていません",
        "この行と前の行の始めをそろえてください",
        False,
    ),
)


def syntax_problem(file: str, lines: Sequence[str], error: yaml.MarkedYAMLError) -> Problem:
    """The problem behind what the YAML reader says; `lines` are those of the file."""
    said, context = f"{error.context} {error.problem}", error.context_mark
    found = next((row for row in _SYNTAX if row[0] in said), None)
    mark = context if found and found[3] and context else error.problem_mark or context
    location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1)
    at = error.problem_mark or mark
    if at and "".join(lines[at.line : at.line + 1])[at.column : at.column + 1] == "\t":
        return Problem(
            Location(file, at.line + 1, at.column + 1),
            Code.YAML_TAB,
            "タブがあります",
            "字下げと「-」の後は、半角の空白にしてください（タブは使えません）",
        )
    if found:
        return Problem(location, Code.YAML_SYNTAX, found[1], found[2])
    return Problem(
        location,
        Code.YAML_SYNTAX,
        "YAMLとして読めません",
        "この行と前の行の字下げ、引用符、「:」の後の半角空白を見てください",
    )
