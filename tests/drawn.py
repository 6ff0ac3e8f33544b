"""Things drawn in Word files: text boxes, lines, shapes and groups, as raw XML with its own namespaces."""

from __future__ import annotations

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_DECORATIVE = '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
_WIDTH, _HEIGHT = 900_000, 400_000


def shape(geometry: str, text: str = "", number: int = 1, height: int = _HEIGHT) -> str:
    """A wps:wsp; with text it is a text box."""
    box = f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="図形"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{number * 300_000}" y="0"/>'
        f'<a:ext cx="{_WIDTH}" cy="{height}"/></a:xfrm><a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="DDEEFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
        f"</a:solidFill></a:ln></wps:spPr>{box if text else ''}<wps:bodyPr/></wps:wsp>"
    )


def drawn(
    number: int,
    content: str,
    alt: str = "",
    *,
    decorative: bool = False,
    height: int = _HEIGHT,
    left: int = 0,
    top: int = 0,
) -> str:
    """A run with a w:drawing that floats on its page; `content` is one shape or, of several, a group. EMU."""
    several = content.count("<wps:wsp>") > 1
    if several:
        size = f'<a:off x="0" y="0"/><a:ext cx="{2 * _WIDTH}" cy="{height}"/><a:chOff x="0" y="0"/><a:chExt cx="{2 * _WIDTH}" cy="{height}"/>'
        content = (
            f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{size}</a:xfrm></wpg:grpSpPr>{content}</wpg:wgp>"
        )
    words = f' descr="{alt}"' if alt else ""
    return (
        f'<w:r {_NS}><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{_WIDTH * (1 + several)}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="図形 {number}"{words}>{_DECORATIVE if decorative else ""}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_URI}{"Group" if several else "Shape"}">{content}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def older(markup: str) -> str:
    """A run with VML."""
    return f"<w:r {_NS}><w:pict>{markup}</w:pict></w:r>"


GROUP = shape("ellipse", number=1) + shape("rect", number=2)
NEEDS_WORDS = {
    "a shape": drawn(70, shape("ellipse")),
    "a group": drawn(70, GROUP),
    "a text box without text": drawn(70, shape("rect", " ")),
    "an old shape": older('<v:oval style="position:absolute;width:60pt;height:30pt" alt=" "/>'),
}
NEEDS_NONE = {
    "a text box": drawn(70, shape("rect", "枠の文字")),
    "a line": drawn(70, shape("line", height=0), height=0),
    "a connector": drawn(70, shape("straightConnector1", height=0), height=0),
    "a chart of boxes and lines": drawn(70, shape("rect", "部") + shape("line") + shape("rect", "課")),
    "what is decorative": drawn(70, shape("ellipse"), decorative=True),
    "an old line": older('<v:line from="0,0" to="90pt,0" style="position:absolute"/>'),
    "an old text box": older(
        '<v:shape style="position:absolute"><v:textbox><w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>'
    ),
}
