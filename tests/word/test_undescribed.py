"""Charts and pictures in the old form have words that no PDF says: whoever made the template is told."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.problems import Code
from pipeline.word.template.undescribed import check_described

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(kind: str, inside: str = "") -> str:
    data = f'<a:graphic><a:graphicData uri="{kind}"/></a:graphic>'
    return f'<wp:inline><wp:docPr id="1" name="a" descr="人口の推移">{inside}</wp:docPr>{data}</wp:inline>'


def shape(content: str = "<v:imagedata/>") -> str:
    return f'<v:shape alt="市の花">{content}</v:shape>'


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (drawing(CHART), "グラフの代替テキスト（「人口の推移」）"),
        (drawing("http://schemas.microsoft.com/office/drawing/2014/chartex"), "グラフの代替テキスト"),
        (shape(), "古い形式（VML）の図の代替テキスト（「市の花」）"),
        (f'<v:group alt="市の花">{shape()}</v:group>', "（「市の花」）"),
        (drawing(PICTURE), ""),
        (drawing(CHART, '<d:decorative val="1"/>'), ""),
        (shape("<v:textpath/>"), ""),
        (shape("<v:textbox><w:txbxContent/></v:textbox>"), ""),
        (f"<mc:Fallback>{shape()}</mc:Fallback>", ""),
        ("<v:shape><v:imagedata/></v:shape>", ""),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_what_no_pdf_describes_is_told(part: str, markup: str, words: str) -> None:
    """Not pictures as Word writes them today, what is decorative, text, and copies for old programs."""
    root = etree.fromstring(f"<w:body {NS}><w:p><w:r>{markup}</w:r></w:p></w:body>".encode())
    found = list(check_described("templates/plan.docx", {part: root}))
    assert [(each.code, each.warning) for each in found] == [(Code.TEMPLATE_DESCRIPTION, True)] * bool(words)
    assert all(words in each.message and "PNG" in each.hint for each in found)
