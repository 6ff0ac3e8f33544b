"""Findings of the reader, and the meaning of each code.

A finding is our bug, never the author's: it says which document, where in it, and what is wrong, in Japanese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing wrong in a finished document; `where` is the part and the nearest heading or paragraph."""

    document: str
    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.document}: {self.where}: {self.message} [{self.code}]"


CODES: Mapping[str, str] = {
    # the package
    "docx.zip": "ファイルが読めない（ZIPとして壊れている）",
    "docx.zip-duplicate": "ZIPの中に同じ名前の部品が二つある",
    "docx.xml": "部品のXMLが壊れている",
    "docx.part-missing": "なくてはならない部品（本文、スタイル）がない",
    "docx.part-orphan": "どこからもつながっていない部品がある",
    "docx.content-type": "部品の種類（コンテントタイプ）が書かれていない、又は書かれた部品がない",
    "docx.relationship-missing": "使われている関連付け（r:id）が定義されていない",
    "docx.relationship-target": "関連付けの先の部品がない",
    "docx.relationship-external": "外部への関連付けが、http・https・mailtoのリンクではない",
    # the markup
    "docx.child-order": "要素の順序や数がWordの定めと違う",
    "docx.block-empty": "表のセルなどが段落で終わっていない",
    "docx.table-grid": "表の行の列数や列幅が、表の列の定義と合わない",
    "docx.row-height": "文字のある行の高さが固定されている",
    "docx.row-low": "縦書きの文字が、行の高さに入らない",
    "docx.line-low": "行の高さが固定値で、文字や図が入らない",
    "docx.keep-lines": "次の段落と分けない段落が、その途中で分かれることがある",
    "docx.note-separator": "脚注の上の線の段落が、ちょうど6ポイントの高さになっていない",
    "docx.table-merge": "縦に結合したセルの続きに、始まりのセルがない",
    "docx.text-private": "本文に外字領域の文字（作業用の印）が残っている",
    "docx.text-space": "文字列の端の空白が、Wordで消える書き方になっている",
    "docx.language": "文書の言語が日本語（ja-JP）になっていない",
    # styles and numbering
    "docx.style-missing": "使われているスタイルがない",
    "docx.style-type": "スタイルの種類（段落・文字・表）が使い方と合わない",
    "docx.num-missing": "使われている番号の定義（numId、abstractNum）がない",
    "docx.num-level": "使われている番号の階層（ilvl）が定義されていない",
    "docx.num-format": "番号の形式を計算できない",
    "docx.list-style": "箇条書きの番号の定義が、段落のスタイルのものと違う",
    "docx.list-broken": "一つの番号の並びが、見出しや本文をまたいで続いている",
    # fields
    "docx.field-structure": "フィールドの始まり・区切り・終わりがそろっていない",
    "docx.field-instruction": "フィールドの命令が空、又は知らない命令である",
    "docx.field-empty": "フィールドの結果の文字がない",
    "docx.field-dirty": "開くときに更新を求める印がある",
    # bookmarks and references
    "docx.bookmark-unbalanced": "ブックマークの始まりと終わりがそろっていない",
    "docx.bookmark-duplicate": "ブックマークの名前又は番号が重なっている",
    "docx.bookmark-name": "ブックマークの名前がWordの決まり（40字以内、文字で始まる）に合わない",
    "docx.bookmark-missing": "参照やリンクの先のブックマークがない",
    "docx.ref-stale": "参照の文字が、今の番号や文字と違う",
    "docx.ref-relative": "位置によって変わる参照（\\r）が使われている",
    "docx.ref-unnumbered": "番号のない段落の番号を参照している",
    "docx.styleref-stale": "STYLEREFの文字が、今の見出しの番号と違う",
    "docx.seq-stale": "図表の連番（SEQ）の文字が、今の順番と違う",
    "docx.page-text": "ページの参照が、ページ番号でも「－」でもない",
    "docx.page-differs": "同じ場所のページ番号が、書かれた所によって違う",
    "docx.toc-entry": "目次・表目次・図目次の項目が、今の見出しや図表と違う",
    "docx.toc-target": "目次の項目のリンク先が、その見出しや図表ではない",
    "docx.toc-style": "目次の項目のスタイルが、見出しの階層と合わない",
    # notes, comments, pictures, sections
    "docx.note-mismatch": "脚注の参照と脚注の本文が一対一になっていない",
    "docx.note-order": "脚注の番号（w:id）が、参照の並んだ順に１ずつ増えていない",
    "docx.comment-orphan": "コメントとその印が対応していない",
    "docx.picture-id": "図の番号（docPr id）が重なっている",
    "docx.picture-alt": "図に代替テキストがない",
    "docx.picture-size": "図の大きさが正しくない",
    "docx.picture-target": "図の画像の部品がない、又は画像ではない",
    "docx.chart-data": "グラフの値が、埋め込まれた表の値と違う",
    "docx.section-paper": "区切り（セクション）の用紙の設定がない、又は向きと合わない",
    "docx.section-header": "本文の区切り（セクション）のうち、ヘッダー・フッターを失ったものがある",
    # content controls
    "docx.control-id": "記入欄（コンテンツ コントロール）の番号が重なっているか、正しくない",
    "docx.control-empty": "記入欄の中身か、書き方を示す文字がない",
    "docx.control-text": "文字の記入欄の中に、文字でないものか、二つ以上の段落がある",
    # what the resolver expects
    "docx.target-missing": "参照される場所のブックマークが、できた文書にない",
    "docx.number-differs": "Wordが付ける番号が、参照に使う番号と違う",
    "docx.title-differs": "見出しや図表の題が、参照に使う題と違う",
    # other documents
    "docx.mention-unknown": "概要や体系図が指す場所が、本編にない",
    "docx.mention-differs": "概要や体系図に書かれた番号や題が、本編と違う",
    "docx.copy-differs": "本編から載せた表かグラフが、本編と違う",
    # pages of the HTML edition
    "html.title": "ページの題に、計画名や段階がない",
    "html.language": "ページの言語が日本語（ja）になっていない",
    "html.main": "ページの本文（main）又は一番上の見出し（h1）が一つではない",
    "html.heading-order": "ページの見出しの段階が飛んでいる",
    "html.id-duplicate": "ページの中でidが重なっている",
    "html.link-missing": "ページのリンクの先がない",
    "html.file-missing": "ページが使う画像などのファイルがない",
    "html.missing": "本編にある見出しや図表、用語、脚注が、どのページにもない",
    "html.number": "ページの見出しや図表の番号が、本編と違う",
    "html.name": "ページの見出しや図表の題が、本編と違う",
    "html.reference": "ページの参照の番号、題又はページ番号が、本編と違う",
    "html.note": "ページの脚注が、本編の脚注と違う",
    "html.note-way": "ページの脚注と、その印とが、互いにつながっていない",
    "html.text-differs": "ページの文章が、Wordの文書にない",
    "html.text-missing": "Wordの文書の文章が、ページにない",
    "html.chart": "ページのグラフの数値、項目又は系列が、Wordのグラフと違う",
    "html.diagram": "ページの位置付け図、流れ図、施策の体系などの言葉が、Wordの図と違う",
    # editions
    "edition.text": "ルビ版の文章が、元の文書と違う",
    "edition.reading": "ルビ版に、空のふりがながある",
    "edition.size": "拡大版に、決めた大きさより小さい文字がある",
    "edition.vertical": "拡大版に、縦書きのセルがある",
    "edition.missing": "元の文書にある言葉か数が、拡大版や原稿にない",
    "edition.code": "音声コードの原稿が、800字より長い",
    "edition.page": "音声コードの原稿が、ページの番号か節の名前で始まっていない",
    "agree.title": "文書のプロパティの題に、計画名や段階がない",
    "agree.plan-name": "計画名が、表紙などに出ていない",
    "agree.period": "計画期間が、表紙などに出ていない",
    "agree.stage": "段階の表示が、表紙・ヘッダーなどに出ていない",
    "agree.stage-other": "別の段階の表示が、表紙・ヘッダー・題などに残っている",
    "agree.watermark": "段階の透かしがない区切りやヘッダーがある",
    "agree.line-numbers": "策定した計画に行番号がある",
    "agree.vision": "基本理念が文書に出ていない",
    "agree.measure-plan": "取組の題が、本編の見出しにその順で出ていない",
    "agree.measure-framework": "取組の題が、体系図のセルにその順で出ていない",
    "agree.tree": "施策の体系の図が、計画の施策と違う",
    "agree.number": "体系図に書かれた番号が、本編の見出しの番号と違う",
}
