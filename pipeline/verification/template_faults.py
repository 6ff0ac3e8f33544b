"""Faults of finished documents that stand in their templates already, as problems with how to mend each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline import checks
from pipeline.problems import Code, Location, Problem
from pipeline.word.template.low_lines import HINT as LOW_LINE
from pipeline.word.template.parts import part_label
from pipeline.word.template.tags import FOOTER, HEADER, names_of, without_tags
from pipeline.word.template.template import Template

_SAVE_AGAIN = (
    "Wordでテンプレートを開き、［名前を付けて保存］で「Word 文書 (*.docx)」として保存し直してください"
)
_TABLE = "Wordでその表のセルの結合をやり直すか、元のテンプレートから表を写してください"
_STYLE = "Wordでその場所を選び、様式の一覧から選び直してください"
_LIST = "Wordでその段落を選び、［ホーム］→［段落番号］から番号を付け直すか、番号を外してください"
_FIELD = "Wordでその場所のフィールドを消し、入れ直すか、文字で書いてください"
_STALE = "Wordでその場所を選んで F9 で更新するか、Ctrl+Shift+F9 で文字にしてください"
_CONTENTS = (
    "Wordの目次を消し、代わりに {{ 目次 }} などの差し込み口を置いてください。目次はプログラムが作ります"
)
_BOOKMARK = "Wordの［挿入］→［ブックマーク］で、そのブックマークを削除してください"
_NOTE = "Wordでその脚注を消し、入れ直してください"
_PICTURE = "Wordでその図を消し、［挿入］→［画像］で入れ直してください"
_CONTROL = "Wordの［開発］タブで、その記入欄を消して作り直すか、元のテンプレートから写してください"
_STAGE = "計画名と段階は文字で書かず、{{ 計画名 }} の後に {{ 段階表示 }} を置いてください"
# How each finding of the independent reader is mended in Word (checks/findings.py).
HINTS: Mapping[str, str] = {
    **dict.fromkeys(("docx.zip", "docx.zip-duplicate", "docx.xml", "docx.part-missing"), _SAVE_AGAIN),
    **dict.fromkeys(("docx.part-orphan", "docx.content-type", "docx.relationship-missing"), _SAVE_AGAIN),
    **dict.fromkeys(("docx.relationship-target", "docx.child-order", "docx.text-space"), _SAVE_AGAIN),
    "docx.relationship-external": "リンク先を https:// で始まるアドレスにするか、リンクを削除してください",
    "docx.block-empty": "Wordでそのセルの終わりに、改行を一つ入れてください",
    **dict.fromkeys(("docx.table-grid", "docx.table-merge"), _TABLE),
    "docx.keep-lines": "Wordの［段落］→［改ページと改行］で、［段落を分割しない］も選んでください",
    **dict.fromkeys(("docx.row-low", "docx.note-order", "docx.note-separator"), _SAVE_AGAIN),
    "docx.line-low": LOW_LINE,
    "docx.row-height": "Wordでその行を選び、［表のプロパティ］→［行］の高さを［最小値］にしてください。固定値では、文字が切れます",
    "docx.text-private": "外字や作業用の記号を消し、普通の文字で書いてください",
    "docx.language": "Wordの［校閲］→［言語］→［校正言語の設定］で日本語を選び、［既定に設定］を押してください",
    **dict.fromkeys(("docx.style-missing", "docx.style-type"), _STYLE),
    **dict.fromkeys(("docx.num-missing", "docx.num-level", "docx.num-format"), _LIST),
    **dict.fromkeys(("docx.list-style", "docx.list-broken"), _LIST),
    **dict.fromkeys(("docx.field-structure", "docx.field-instruction", "docx.field-empty"), _FIELD),
    **dict.fromkeys(("docx.field-dirty", "docx.ref-relative", "docx.ref-unnumbered"), _FIELD),
    **dict.fromkeys(("docx.ref-stale", "docx.styleref-stale", "docx.seq-stale"), _STALE),
    **dict.fromkeys(("docx.page-text", "docx.page-differs"), _STALE),
    **dict.fromkeys(("docx.toc-entry", "docx.toc-target", "docx.toc-style"), _CONTENTS),
    **dict.fromkeys(("docx.bookmark-unbalanced", "docx.bookmark-duplicate", "docx.bookmark-name"), _BOOKMARK),
    "docx.bookmark-missing": "Wordでその参照かリンクを消すか、先のブックマークを付け直してください",
    "docx.note-mismatch": _NOTE,
    "docx.comment-orphan": "Wordの［校閲］→［削除］の下の▼→［ドキュメント内のすべてのコメントを削除］を選んでください",
    "docx.picture-alt": "Wordでその図を右クリックし、［代替テキストの編集］で、何の図かを書くか、［装飾用としてマークする］を選んでください",
    **dict.fromkeys(("docx.picture-id", "docx.picture-size", "docx.picture-target"), _PICTURE),
    "docx.chart-data": "Wordでそのグラフの［データの編集］を開き、値を入れ直して保存するか、グラフを図として貼り付けてください",
    "docx.section-paper": "Wordの［レイアウト］で、［サイズ］と［印刷の向き］を選び直してください",
    "docx.section-header": "Wordでその区切りのヘッダーとフッターを開き、［前と同じヘッダー/フッター］を選んでください",
    **dict.fromkeys(("docx.control-id", "docx.control-empty", "docx.control-text"), _CONTROL),
    **dict.fromkeys(("agree.stage", "agree.stage-other"), _STAGE),
}


def template_faults(
    findings: Sequence[checks.Finding], templates: Mapping[str, Template]
) -> Iterator[Problem]:
    """The template's own faults among these findings. The others are this program's."""
    for name, template in templates.items():
        of_document = [finding for finding in findings if finding.document == name]
        if not of_document:
            continue
        codes = {finding.code for finding in of_document}
        reading = checks.read(name, template.with_samples or template.data)
        found = [finding for finding in checks.check_document(reading) if finding.code in codes]
        yield from (_fault(template, finding) for finding in found)
        marked = {bookmark.name for story in reading.stories for bookmark in story.bookmarks}
        exact = checks.exact_styles(reading)
        told = {finding.message for finding in found}
        for finding in of_document:
            if finding.message not in told and (
                _is_typed(finding, template) or _is_marked(finding, marked) or _is_low(finding, exact)
            ):
                told.add(finding.message)
                yield _fault(template, finding)


def _is_marked(finding: checks.Finding, names: Collection[str]) -> bool:
    """Whether a bookmark of the template stands twice in the document: text that was copied from one brings its own."""
    return finding.code == "docx.bookmark-duplicate" and any(
        f"「{name}」" in finding.message for name in names
    )


def _is_low(finding: checks.Finding, styles: Collection[str]) -> bool:
    """Whether lines are too low by a style of the template: it alone says how high they are, whatever stands in them."""
    return finding.code == "docx.line-low" and any(
        finding.message.startswith(f"スタイル「{name}」") for name in styles
    )


def _is_typed(finding: checks.Finding, template: Template) -> bool:
    """Whether the template itself says in words what documents disagree about: the stage, or the name without it."""
    if finding.code == "agree.stage-other":
        label = finding.message.rpartition("別の段階「")[2].partition("」")[0]
        samples = (line.words for sample in template.samples for line in sample.lines)
        texts = (*(text for _, text in template.texts), *samples)
        return any(label in "".join(text.split()) for text in texts)
    if finding.code == "agree.stage" and finding.where.startswith(("word/header", "word/footer")):
        shown = [text for part, text in template.texts if part in (HEADER, FOOTER)]
        return any(without_tags(text).strip("\0 ") and "段階表示" not in names_of(text) for text in shown)
    return False


def _called(where: str) -> str:
    """A finding's place by what messages call the part, where that has a name: ヘッダーの「みどり市地域福祉計画」."""
    part = re.split("[（「]", where, maxsplit=1)[0]
    label, rest = part_label(part), where.removeprefix(part)
    return f"{label}{'の' if rest.startswith('「') else ''}{rest}" if label else where


def _fault(template: Template, finding: checks.Finding) -> Problem:
    return Problem(
        Location(template.file),
        Code.TEMPLATE_FAULT,
        f"{finding.message}（{_called(finding.where)}）",
        HINTS.get(finding.code, _SAVE_AGAIN),
    )
