"""Returned files are read whoever wrote them; comments come with their words and their answers; what is no Word file is told."""

from __future__ import annotations

import pytest

from pipeline.problems import Code, PlanErrors
from tests.receive.packages import BY, docx, gone, ins, p, packed, r, read, strict

W14 = "w14:paraId"


def test_comments_have_their_words_and_answers() -> None:
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-11-29T10:00:00Z">'
        f'<w:p {W14}="0000000{number}">{r(text)}</w:p></w:comment>'
        for number, author, text in ((1, "担当者Ａ", "根拠は何ですか。"), (2, "担当者Ｂ", "統計です。"))
    )
    extended = (
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
    )
    body = p("一行目です。") + p(
        "窓口を、",
        '<w:commentRangeStart w:id="1"/>',
        gone("二つ"),
        ins("３か所"),
        '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
        "に増やします。",
    )
    first, second = read(docx(body, comments=comments, commentsExtended=extended)).comments
    assert (first.author, first.text, first.quoted) == ("担当者Ａ", "根拠は何ですか。", "３か所")
    assert (first.paragraph, first.resolved, second.answers) == (1, True, "1")


def test_a_comment_may_span_paragraphs_and_stand_without_words() -> None:
    comments = f"<w:comment {BY}>{p('全体について。')}</w:comment>"
    spanning = (
        '<w:commentRangeStart w:id="7"/>' + p("一行目。") + p("二行目。") + '<w:commentRangeEnd w:id="7"/>'
    )
    (comment,) = read(docx(spanning, comments=comments)).comments
    assert (comment.paragraph, comment.quoted) == (0, "一行目。二行目。")
    (bare,) = read(
        docx(p("一行目。", '<w:r><w:commentReference w:id="7"/></w:r>'), comments=comments)
    ).comments
    assert (bare.paragraph, bare.quoted) == (0, "")


def test_strict_files_are_read_too() -> None:
    (words,) = read(strict(docx(p("文章です。")))).body
    assert "文章です。" in str(words)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (OLE, "古い形式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "リッチ テキスト"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (packed({"a.txt": b""}), "入っていない"),
        (docx(p("文章です。"))[:-40], "読めません"),
        (docx("<!DOCTYPE"), "読めません"),
        (docx(p("文章です。")).replace(b"officeDocument", b"otherDocument_"), "読めません"),
    ],
    ids=["empty", "doc", "encrypted", "pdf", "rtf", "odt", "zip", "cut", "malformed", "no document"],
)
def test_what_is_no_word_file_is_told_by_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(PlanErrors) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert problem.code is Code.RETURN_FILE
    assert words in problem.message
    assert problem.hint


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    with pytest.raises(PlanErrors, match="DTD"):
        read(packed({"_rels/.rels": bomb}))


def test_what_unpacks_into_too_much_is_refused() -> None:
    files = {f"word/{number}.xml": b"<a/>" for number in range(1001)}
    with pytest.raises(PlanErrors) as caught:
        read(packed(files))
    assert caught.value.problems[0].code is Code.FILE_TOO_LARGE
