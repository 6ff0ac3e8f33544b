"""What was edited in a returned file is found, line by line: tracked or not, in text and tables, whatever a program wrote around it."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.receive.edits import Extent, What
from tests.receive.packages import BY, docx, edits, field, gone, ins, p, packed, r, row, table

ONE, TWO, THREE = "市は、見守りの輪を広げます。", "地域の支え合いを進めます。", "相談窓口を増やします。"
SENT = docx(p(ONE) + p(TWO) + p(THREE))


def told(sent: bytes, body: str, **parts: str) -> list[tuple[What, tuple[int, ...], str, str]]:
    """Edits in short: what, of which lines, before, after."""
    return [
        (each.what, each.lines, each.before, each.after) for each in edits(sent, docx(body, **parts)).edits
    ]


def test_a_file_that_nobody_edited_says_nothing() -> None:
    assert edits(SENT, SENT).edits == ()


@pytest.mark.parametrize(
    "edited",
    [
        p("市は、", gone("見守り"), ins("支え合い"), "の輪を広げます。"),
        p("市は、支え合いの輪を広げます。"),
        p(
            f"<w:smartTag>{r('市は、')}</w:smartTag><w:proofErr w:type='spellStart'/>",
            "支え合いの輪を",
            "広げます。",
        ),
    ],
    ids=["tracked", "untracked", "in pieces"],
)
def test_changed_words_are_told_with_the_whole_passage(edited: str) -> None:
    assert told(SENT, edited + p(TWO) + p(THREE)) == [
        (What.CHANGED, (0,), ONE, "市は、支え合いの輪を広げます。")
    ]


def test_it_is_told_who_changed_what_and_when_and_what_was_not_tracked() -> None:
    body = (
        p("市は、", ins("今後も"), "見守りの輪を広げます。") + p("地域の支え合いを強く進めます。") + p(THREE)
    )
    first, second = edits(SENT, docx(body)).edits
    assert (first.who.authors, first.who.date, first.untracked) == (
        ("担当者Ａ",),
        "2026-11-29T10:00:00Z",
        False,
    )
    assert (second.who.authors, second.who.date, second.untracked) == ((), "", True)


def test_text_that_was_put_in_and_taken_out_again_is_no_edit() -> None:
    both = f"<w:ins {BY}>{gone('いつも')}</w:ins>"
    assert told(SENT, p(both, ONE) + p(TWO) + p(THREE)) == []


# Paragraphs


@pytest.mark.parametrize("body", [p(gone(TWO), mark="del"), ""], ids=["tracked", "untracked"])
def test_a_deleted_paragraph(body: str) -> None:
    assert told(SENT, p(ONE) + body + p(THREE)) == [(What.DELETED, (1,), TWO, "")]


@pytest.mark.parametrize(
    "body",
    [
        p(ONE) + p(ins("新しい段落です。"), mark="ins"),
        p(ONE, mark="ins") + p(ins("新しい段落です。")),
        p(ONE) + p("新しい段落です。"),
    ],
    ids=["before its end", "behind its end", "untracked"],
)
def test_an_added_paragraph_is_told_with_the_one_before_it(body: str) -> None:
    assert told(SENT, body + p(TWO) + p(THREE)) == [(What.ADDED, (0,), "", "新しい段落です。")]


def test_paragraphs_that_were_added_together_are_one_edit() -> None:
    new = p(ins("一つ目の段落です。"), mark="ins") + p(ins("二つ目の段落です。"), mark="ins")
    assert told(SENT, p(ONE) + new + p(TWO) + p(THREE)) == [
        (What.ADDED, (0,), "", "一つ目の段落です。\n\n二つ目の段落です。")
    ]


def test_what_was_added_before_everything_stands_behind_nothing() -> None:
    assert told(SENT, p("前書きを一つ加えました。") + p(ONE) + p(TWO) + p(THREE)) == [
        (What.ADDED, (), "", "前書きを一つ加えました。")
    ]


@pytest.mark.parametrize("mark", ["ins", ""], ids=["tracked", "untracked"])
def test_a_divided_paragraph_is_one_that_changed(mark: str) -> None:
    body = p("市は、見守りの", mark=mark) + p("輪を広げます。") + p(TWO) + p(THREE)
    assert told(SENT, body) == [(What.CHANGED, (0,), ONE, "市は、見守りの\n\n輪を広げます。")]


@pytest.mark.parametrize("body", [p(ONE, mark="del") + p(TWO), p(ONE + TWO)], ids=["tracked", "untracked"])
def test_joined_paragraphs_are_one_change_of_both(body: str) -> None:
    assert told(SENT, body + p(THREE)) == [(What.CHANGED, (0, 1), f"{ONE}\n\n{TWO}", ONE + TWO)]


@pytest.mark.parametrize(
    "body",
    [
        p(f"<w:moveFrom {BY}>{r(ONE)}</w:moveFrom>", mark="moveFrom")
        + p(TWO)
        + p(THREE)
        + p(f"<w:moveTo {BY}>{r(ONE)}</w:moveTo>", mark="moveTo"),
        p(gone(ONE), mark="del") + p(TWO) + p(THREE) + p(ins(ONE), mark="ins"),
        p(TWO) + p(THREE) + p(ONE),
    ],
    ids=["moved", "taken out and put in", "untracked"],
)
def test_a_moved_paragraph_is_told_with_the_one_behind_which_it_stands_now(body: str) -> None:
    (edit,) = edits(SENT, docx(body)).edits
    assert (edit.what, edit.lines, edit.behind) == (What.MOVED, (0,), 2)


def test_paragraphs_that_moved_together_are_one_edit() -> None:
    head, text = "見守りの推進", "見守りの担い手を増やし、研修を行います。"
    sent = docx(p(head) + p(text) + p(ONE) + p(TWO) + p(THREE))
    (edit,) = edits(sent, docx(p(ONE) + p(TWO) + p(head) + p(text + "毎年です。") + p(THREE))).edits
    assert (edit.what, edit.lines, edit.behind) == (What.MOVED, (0, 1), 3)
    assert edit.after == f"{head}\n\n{text}毎年です。"


def test_a_paragraph_that_was_written_anew_in_its_place_is_one_that_changed() -> None:
    assert told(SENT, p(ONE) + p("別のことを書きました。") + p(THREE)) == [
        (What.CHANGED, (1,), TWO, "別のことを書きました。")
    ]


# Tables

TABLE = (("指標", "令和２年", "令和７年"), ("利用者", "12", "15"), ("会員", "12", "20"))


def test_a_cell_that_changed_is_that_cell_however_little_it_says() -> None:
    now = (TABLE[0], ("利用者", "12", p(gone("15"), ins("18"))), TABLE[2])
    assert told(docx(table(*TABLE)), table(*now)) == [(What.CHANGED, (5,), "15", "18")]


@pytest.mark.parametrize(
    "body",
    [
        table(TABLE[0], row(p(gone("利用者")), p(gone("12")), p(gone("15")), change="del"), TABLE[2]),
        table(TABLE[0], TABLE[2]),
    ],
    ids=["tracked", "untracked"],
)
def test_a_deleted_row_is_one_edit(body: str) -> None:
    (edit,) = edits(docx(table(*TABLE)), docx(body)).edits
    assert (edit.what, edit.extent, edit.lines, edit.before) == (
        What.DELETED,
        Extent.ROW,
        (3, 4, 5),
        "利用者\t12\t15",
    )


def test_an_added_row_stands_behind_the_one_over_it() -> None:
    body = table(TABLE[0], TABLE[1], row(p(ins("講座")), p(ins("3")), p(ins("5")), change="ins"), TABLE[2])
    (edit,) = edits(docx(table(*TABLE)), docx(body)).edits
    assert (edit.what, edit.extent, edit.lines, edit.after) == (What.ADDED, Extent.ROW, (5,), "講座\t3\t5")


def test_a_row_that_stands_elsewhere_has_moved() -> None:
    rows = (TABLE[0], ("見守り活動の件数", "12", "15"), ("相談会の回数", "3", "6"), ("講座の回数", "2", "4"))
    (edit,) = edits(docx(table(*rows)), docx(table(rows[0], rows[2], rows[3], rows[1]))).edits
    assert (edit.what, edit.extent, edit.lines, edit.behind) == (What.MOVED, Extent.ROW, (3, 4, 5), 11)


def test_cells_that_were_emptied_are_no_column() -> None:
    found = edits(docx(table(*TABLE)), docx(table(TABLE[0], ("利用者", "", "15"), ("会員", "", "20")))).edits
    assert [(each.what, each.extent, each.lines) for each in found] == [
        (What.DELETED, Extent.CELL, (4,)),
        (What.DELETED, Extent.CELL, (7,)),
    ]


def test_an_added_column_is_one_edit() -> None:
    body = table(*((*cells, f"追加{at}") for at, cells in enumerate(TABLE)))
    (edit,) = edits(docx(table(*TABLE)), docx(body)).edits
    assert (edit.what, edit.extent, edit.after) == (What.ADDED, Extent.COLUMN, "追加0\n追加1\n追加2")


def test_a_table_that_is_gone_is_one_edit() -> None:
    (edit,) = edits(docx(p(ONE) + table(*TABLE) + p(TWO)), docx(p(ONE) + p(TWO))).edits
    assert (edit.what, edit.extent, len(edit.lines)) == (What.DELETED, Extent.TABLE, 9)


def test_thousands_of_cells_that_say_the_same_are_compared_by_their_places() -> None:
    rows = [("○",) * 4] * 600
    now = [*rows[:300], ("○",) * 3 + ("×",), *rows[301:]]
    assert len(edits(docx(table(*rows)), docx(table(*now))).edits) == 1


# Fields

REFERENCE = docx(p("詳しくは、", field("REF sec_a \\w \\h", "第３章第１節"), "を見てください。") + p(TWO))


def test_what_a_program_makes_of_a_reference_is_no_edit() -> None:
    """LibreOffice writes its own widths, or leaves a result empty."""
    for result in ("第3章第1節", "", "エラー! 参照元が見つかりません。"):
        body = p("詳しくは、", field("REF  sec_a \\h \\w", result), "を見てください。") + p(TWO)
        assert told(REFERENCE, body) == []


def test_words_around_a_reference_change_with_its_text_as_it_was_sent() -> None:
    body = p("くわしくは、", field("REF sec_a \\w \\h", "第3章第1節"), "を見てください。") + p(TWO)
    assert told(REFERENCE, body) == [
        (
            What.CHANGED,
            (0,),
            "詳しくは、第３章第１節を見てください。",
            "くわしくは、第３章第１節を見てください。",
        )
    ]


def test_a_reference_that_became_text_is_no_edit() -> None:
    assert told(REFERENCE, p("詳しくは、第３章第１節を見てください。") + p(TWO)) == []


def test_a_number_that_was_typed_over_a_reference_is_told_apart() -> None:
    body = p("詳しくは、", field("REF sec_a \\w \\h", "第４章第２節"), "を見てください。") + p(TWO)
    found = edits(REFERENCE, docx(body))
    assert found.edits == ()
    assert found.fields == {0: "詳しくは、第４章第２節を見てください。"}


def test_a_title_that_changed_is_followed_by_its_references() -> None:
    sent = docx(p("見守りの推進") + p("詳しくは、", field("REF sec_a \\h", "見守りの推進"), "に書きます。"))
    now = docx(p("見守りの強化") + p("詳しくは、", field("REF sec_a \\h", "見守りの強化"), "に書きます。"))
    found = edits(sent, now)
    assert ([each.lines for each in found.edits], found.fields) == ([(0,)], {})


def test_lists_of_contents_are_made_by_programs() -> None:
    """Word makes them anew, with tracking on as well."""
    begin, end = field("TOC \\o", "\0").split(r("\0"))
    sent = docx(p(begin, "第１章　目的\t3") + p("第２章　現状\t5", end) + p(ONE))
    now = p(begin, "第１章　目的\t4", ins("第２章　新しい章\t5")) + p("第３章　現状\t6", end) + p(ONE)
    assert told(sent, now) == []
    assert edits(sent, docx(now)).contents


# What is beside the text


def test_notes_are_compared_with_notes() -> None:
    def note(text: str) -> str:
        return f'<w:footnote w:id="2">{p(text)}</w:footnote>'

    sent = docx(p(ONE), footnotes=note("昭和26年の法律です。"))
    assert told(sent, p(ONE), footnotes=note("昭和26年法律第45号です。")) == [
        (What.CHANGED, (1,), "昭和26年の法律です。", "昭和26年法律第45号です。")
    ]


def test_text_boxes_are_read_once_though_they_are_written_twice() -> None:
    def box(text: str) -> str:
        shape = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>"
        old = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>"
        return p(
            "<w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><w:drawing>{shape}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    assert told(docx(box("囲みの文章です。")), box("囲みの中の文章です。")) == [
        (What.CHANGED, (0,), "囲みの文章です。", "囲みの中の文章です。")
    ]


def test_a_picture_that_was_taken_out_is_an_edit() -> None:
    (edit,) = edits(docx(p(ONE) + p("<w:r><w:drawing/></w:r>")), docx(p(ONE))).edits
    assert edit.what is What.DELETED


def test_a_change_of_looks_alone_is_told_as_that() -> None:
    changed = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    found = edits(SENT, docx(p(r(ONE, changed)) + p(TWO) + p(THREE)))
    assert (found.edits, found.looks) == ((), (0,))


def test_words_that_were_struck_by_hand_are_told() -> None:
    found = edits(SENT, docx(p("市は、", r("見守りの輪", "<w:strike/>"), "を広げます。") + p(TWO) + p(THREE)))
    assert (found.edits, found.marked) == ((), {0: ("取消線「見守りの輪」",)})


@pytest.mark.parametrize(
    ("look", "called"),
    [
        ("<w:b/>", "太字"),
        ("<w:u w:val='single'/>", "下線"),
        ("<w:color w:val='FF0000'/>", "文字の色"),
        ("<w:b/><w:strike/>", "太字・取消線"),
    ],
)
def test_words_that_were_marked_beside_others_are_told_with_those_words(look: str, called: str) -> None:
    """Also where the line has such words already, and where something else in it was rewritten."""
    sent = docx(p(r("市は、", look), "見守りの輪を広げます。"))
    marked = p(r("市は、", look), r("見守り", look), "の輪を広げます。")
    assert edits(sent, docx(marked)).marked == {0: (f"{called}「見守り」",)}
    both = p(r("市は、", look), r("見守り", look), "の輪を大きく", r("広げます。"))
    assert edits(sent, docx(both)).marked == {0: (f"{called}「見守り」",)}


def test_looks_of_what_was_written_anew_are_none_of_what_was_sent() -> None:
    """Authors who don't track changes write in red."""
    red = "<w:color w:val='FF0000'/>"
    assert edits(SENT, docx(p(ONE, r("いつまでも。", red)) + p(TWO) + p(THREE))).marked == {}
    assert edits(SENT, docx(p(r(ONE, "<w:rStyle w:val='Strong'/><w:b/>")) + p(TWO) + p(THREE))).marked == {}


def test_another_picture_in_the_place_of_one_is_told() -> None:
    def shown(picture: bytes) -> bytes:
        drawing = '<w:r><w:drawing><a:blip xmlns:a="a" r:embed="rimage"/></w:drawing></w:r>'
        with zipfile.ZipFile(io.BytesIO(docx(p(ONE) + p(drawing), image=""))) as package:
            files = {name: package.read(name) for name in package.namelist()}
        links = files["word/_rels/document2.xml.rels"].replace(b"image.xml", b"media/image1.png")
        del files["word/image.xml"]
        return packed({**files, "word/_rels/document2.xml.rels": links, "word/media/image1.png": picture})

    assert edits(shown(b"one"), shown(b"one")).marked == {}
    found = edits(shown(b"one"), shown(b"other"))
    assert (found.edits, found.marked) == ((), {1: ("図の差し替え",)})


def test_other_furigana_are_told() -> None:
    def ruby(reading: str) -> str:
        return f"<w:r><w:ruby><w:rt>{r(reading)}</w:rt><w:rubyBase>{r('奥州市')}</w:rubyBase></w:ruby></w:r>"

    found = edits(docx(p(ruby("おうしゅし"), "の計画")), docx(p(ruby("おうしゅうし"), "の計画")))
    assert (found.edits, found.marked) == ((), {0: ("ふりがな「奥州市（おうしゅうし）」",)})


def test_headers_are_told_only_where_they_say_something_else() -> None:
    sent = docx(p(ONE), header=p("みどり市地域福祉計画", field("PAGE", "3")))
    assert (
        edits(sent, docx(p(ONE), header=p("みどり市地域福祉計画", field("PAGE", "9")))).running == frozenset()
    )
    assert edits(sent, docx(p(ONE), header=p("確認用"))).running == {"確認用"}
