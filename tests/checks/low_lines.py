"""Lines of an exact height that are lower than what stands in them, and such as are high enough."""

from __future__ import annotations

from collections.abc import Callable

from .mutations import NOTES, STYLES, Mutation, edit, more
from .small_docx import changed
from .small_plan import plan_docx
from .small_text import p, run


def exact(points: float) -> str:
    """The inside of a w:pPr."""
    return f'<w:spacing w:line="{points * 20:g}" w:lineRule="exact"/>'


def sized(text: str, points: float, more: str = "") -> str:
    """A run of its own size."""
    return f'<w:r><w:rPr>{more}<w:sz w:val="{points * 2:g}"/></w:rPr><w:t>{text}</w:t></w:r>'


def inline(points: float) -> str:
    """A run with a picture in the line, without one: its frame is enough."""
    extent = f'<wp:extent cx="127000" cy="{points * 12700:g}"/>'
    return f'<w:r><w:drawing><wp:inline>{extent}<wp:docPr id="77" name="枠" descr="枠"/></wp:inline></w:drawing></w:r>'


def vml(style: str) -> str:
    """A run with a shape in the older markup."""
    return f'<w:r><w:pict><v:rect alt="枠" style="{style}"/></w:pict></w:r>'


def ruby(size: float) -> str:
    """A run with furigana of half its size above it."""
    numbers = f'<w:hps w:val="{size:g}"/><w:hpsRaise w:val="{size * 2 - 2:g}"/><w:hpsBaseText w:val="{size * 2:g}"/>'
    return (
        f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/>{numbers}<w:lid w:val="ja-JP"/></w:rubyPr>'
        f"<w:rt>{sized('みどり', size / 2)}</w:rt><w:rubyBase>{sized('緑', size)}</w:rubyBase></w:ruby></w:r>"
    )


def box(content: str) -> str:
    """A paragraph that holds a text box."""
    return f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"


def table(content: str, style: str = "") -> str:
    """A table of one cell, and what ends it."""
    return (
        f'<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>{content}</w:tc></w:tr>'
        f"</w:tbl>{p('次')}"
    )


def _with_styles(styles: str, content: str) -> Callable[[], bytes]:
    """The plan with more styles, and more content that uses them."""

    def make() -> bytes:
        document = more(content)()
        return changed(document, "</w:styles>", f"{styles}</w:styles>", STYLES)

    return make


RAISED = '<w:position w:val="6"/>'
_LOW = f'<w:style w:type="paragraph" w:styleId="low"><w:name w:val="低い行"/><w:pPr>{exact(8)}</w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
_CHILD = '<w:style w:type="paragraph" w:styleId="child"><w:name w:val="低い行の子"/><w:basedOn w:val="low"/></w:style>'
_LARGE = '<w:style w:type="character" w:styleId="large"><w:name w:val="大きい字"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
_TABLE = f'<w:style w:type="table" w:styleId="lt"><w:name w:val="低い表"/><w:pPr>{exact(8)}</w:pPr></w:style>'
_LINE = "行の高さが8ポイントの固定値で、"
_TEXT = f"{_LINE}12ポイントの文字が切れます"


def _by_default() -> bytes:
    defaults = f"<w:pPrDefault><w:pPr>{exact(8)}</w:pPr></w:pPrDefault></w:docDefaults>"
    return changed(plan_docx(), "</w:docDefaults>", defaults, STYLES)


def _low(what: str, content: str, says: str = _TEXT, where: str = "") -> Mutation:
    return Mutation("docx.line-low", what, more(content), where, says)


LOW_LINES = [
    _low(
        "its own line and size", f"<w:p><w:pPr>{exact(8)}</w:pPr>{sized('低い文', 12)}</w:p>", where="低い文"
    ),
    _low(
        "one large word of a line",
        f"<w:p><w:pPr>{exact(10)}</w:pPr>{run('並の')}{sized('大きい語', 16)}</w:p>",
        "16ポイント",
    ),
    _low(
        "raised text",
        f"<w:p><w:pPr>{exact(13)}</w:pPr>{sized('上付き', 12, RAISED)}</w:p>",
        "12ポイント",
    ),
    _low("furigana", f"<w:p><w:pPr>{exact(14)}</w:pPr>{ruby(12)}</w:p>", "ふりがな"),
    _low("a picture in the line", f"<w:p><w:pPr>{exact(14)}</w:pPr>{inline(40)}</w:p>", "図"),
    _low(
        "an old shape in the line",
        f"<w:p><w:pPr>{exact(14)}</w:pPr>{vml('width:9pt;height:2cm')}</w:p>",
        "図",
    ),
    _low(
        "in a cell", table(f"<w:p><w:pPr>{exact(8)}</w:pPr>{sized('低いセル', 12)}</w:p>"), where="低いセル"
    ),
    _low("in a text box", box(f"<w:p><w:pPr>{exact(8)}</w:pPr>{sized('低い枠', 12)}</w:p>"), where="低い枠"),
    Mutation(
        "docx.line-low",
        "by its style",
        _with_styles(_LOW, p("低い文", "low")),
        "低い文",
        f"スタイル「低い行」の{_TEXT}",
    ),
    Mutation(
        "docx.line-low",
        "by what its style is based on",
        _with_styles(_LOW + _CHILD, p("低い文", "child")),
        "",
        "低い行の子",
    ),
    Mutation(
        "docx.line-low",
        "a character style too large for its line",
        _with_styles(
            _LARGE,
            f'<w:p><w:pPr>{exact(14)}</w:pPr><w:r><w:rPr><w:rStyle w:val="large"/></w:rPr><w:t>大きい</w:t></w:r></w:p>',
        ),
        "大きい",
        "20ポイント",
    ),
    Mutation(
        "docx.line-low",
        "by the style of its table",
        _with_styles(_TABLE, table(p("低い表の文"), '<w:tblStyle w:val="lt"/>')),
        "低い表の文",
        "スタイル「低い表」",
    ),
    Mutation("docx.line-low", "by default", _by_default, "", f"{_LINE}10ポイント"),
    Mutation(
        "docx.line-low",
        "in a note",
        edit('<w:pStyle w:val="fn"/>', f'<w:pStyle w:val="fn"/>{exact(8)}', NOTES),
        NOTES,
        _LINE,
    ),
    Mutation(
        "docx.line-low",
        "in a header",
        edit('<w:pStyle w:val="hd"/>', f'<w:pStyle w:val="hd"/>{exact(8)}', "word/rHead.xml"),
        "word/rHead.xml",
        _LINE,
    ),
]

# No text is cut in these, though their lines have an exact height.
HIGH_ENOUGH = {
    "as high as its text": f"<w:p><w:pPr>{exact(12)}</w:pPr>{sized('文', 12)}</w:p>",
    "a low line with nothing in it": f"<w:p><w:pPr>{exact(1)}</w:pPr></w:p>",
    "small text in a low line": f"<w:p><w:pPr>{exact(4)}</w:pPr>{sized('文', 4)}</w:p>",
    "at least so high": f'<w:p><w:pPr><w:spacing w:line="160" w:lineRule="atLeast"/></w:pPr>{sized("文", 12)}</w:p>',
    "multiples": f'<w:p><w:pPr><w:spacing w:line="160" w:lineRule="auto"/></w:pPr>{sized("文", 12)}</w:p>',
    "hidden text in a low line": f"<w:p><w:pPr>{exact(4)}</w:pPr>{sized('隠し文字', 12, '<w:vanish/>')}</w:p>",
    "furigana in a high line": f"<w:p><w:pPr>{exact(21.6)}</w:pPr>{ruby(12)}</w:p>",
    "a shape that floats": f"<w:p><w:pPr>{exact(14)}</w:pPr>{vml('position:absolute;height:2cm')}</w:p>",
    "a box of large text at a low line": f"<w:p><w:pPr>{exact(4)}</w:pPr>{box(p('枠の文'))[5:]}",
}
