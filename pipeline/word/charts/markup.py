"""DrawingML charts as text (ECMA-376 Part 1, 21.2): the pieces of which all kinds are made. Children stand in the schema's order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.scale import Scale
from pipeline.model.xml_names import R
from pipeline.word.charts.frame import Frame, Lettering
from pipeline.word.charts.looks import Fill, Stroke
from pipeline.word.markup.oxml import NAMESPACES, escape, quoteattr

CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DECLARED = f'xmlns:c="{CHARTS}" xmlns:a="{NAMESPACES["a"]}" xmlns:r="{R}"'
_EMU = 12_700  # of a point
_THIN, _THICK = 0.75, 2.0  # points
_GRID = "D0D0D0"
SHEET = "Sheet1"


def chart_space(content: str, lettering: Lettering, color: str, workbook: str) -> str:
    """The root of a chart part; `workbook` is the relationship of its numbers' workbook, which Word keeps as it is (21.2.2.63)."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_DECLARED}><c:date1904 val="0"/><c:lang val="ja-JP"/><c:roundedCorners val="0"/>'
        f'<c:chart>{content}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{text_properties(lettering, color)}<c:externalData r:id={quoteattr(workbook)}><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def text_properties(lettering: Lettering, color: str, body: str = "<a:bodyPr/>") -> str:
    """The lettering of all text (21.2.2.216) or of a part of it."""
    return (
        f"<c:txPr>{body}<a:p><a:pPr>{run_properties('defRPr', lettering, color)}</a:pPr>"
        '<a:endParaRPr lang="ja-JP"/></a:p></c:txPr>'
    )


def run_properties(tag: str, lettering: Lettering, color: str) -> str:
    """Size, colour and fonts: of Latin letters, and of Japanese (21.1.2.3)."""
    language = ' lang="ja-JP"' if tag == "rPr" else ""
    # The charset (Shift-JIS, 21.1.2.3.3) is said of fonts that stand in alone: by it they are known, and beside them those
    # for which they do.
    charset = ' charset="-128"' if lettering.stands_in else ""
    fonts = "".join(
        f"<a:{slot} typeface={quoteattr(font)}{charset}/>"
        for slot, font in (("latin", lettering.latin), ("ea", lettering.font))
        if font
    )
    fonts += f"<a:cs typeface={quoteattr(lettering.stands_in)}/>" if lettering.stands_in else ""
    return f'<a:{tag}{language} sz="{round(lettering.size * 100)}" b="0">{solid(color)}{fonts}</a:{tag}>'


def solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def line(color: str, width: float = _THIN, dash: str = "solid") -> str:
    return f'<a:ln w="{round(width * _EMU)}" cap="flat">{solid(color)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def fill(look: Fill, outline: str) -> str:
    """The shape properties of what is filled."""
    inside = (
        f'<a:pattFill prst="{look.pattern}"><a:fgClr><a:srgbClr val="{look.color}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        if look.pattern
        else solid(look.color)
    )
    return f"<c:spPr>{inside}{line(outline)}</c:spPr>"


def stroke(look: Stroke, symbol_size: int) -> str:
    """The shape properties of a line, and the marker of its points."""
    inside = solid("FFFFFF" if look.hollow else look.color)
    return (
        f"<c:spPr>{line(look.color, _THICK, look.dash)}</c:spPr>"
        f'<c:marker><c:symbol val="{look.symbol}"/><c:size val="{symbol_size}"/>'
        f"<c:spPr>{inside}{line(look.color, 1)}</c:spPr></c:marker>"
    )


def names(reference: str, values: Sequence[str]) -> str:
    """Text in the workbook, with the values that it has there (21.2.2.201)."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>' for at, value in enumerate(values))
    return (
        f"<c:strRef><c:f>{SHEET}!{reference}</c:f>"
        f'<c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
    )


def numbers(reference: str, values: Sequence[Decimal | None], format_code: str) -> str:
    """Numbers in the workbook (21.2.2.123); there is no point where there is none."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value:f}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{SHEET}!{reference}</c:f><c:numCache><c:formatCode>{escape(format_code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def labels(
    position: str,
    format_code: str,
    text: str,
    shown: str = "showVal",
    boxed: bool = False,
    without: Sequence[int] = (),
) -> str:
    """Labels beside points (21.2.2.49); `boxed` ones stand on white, and points `without` one have none."""
    left_out = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in without)
    box = f"<c:spPr>{solid('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr>" if boxed else ""
    flags = "".join(
        f'<c:{flag} val="{int(flag in shown.split())}"/>'
        for flag in (
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        )
    )
    pie = '<c:separator>\n</c:separator><c:showLeaderLines val="1"/>' if "showCatName" in shown else ""
    return (
        f'<c:dLbls>{left_out}<c:numFmt formatCode={quoteattr(format_code)} sourceLinked="0"/>{box}{text}'
        f'<c:dLblPos val="{position}"/>{flags}{pie}</c:dLbls>'
    )


def plot_layout(frame: Frame) -> str:
    """The place of the plot without its axes' numbers and names (21.2.2.31)."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{_share('x', frame.left / frame.width)}{_share('y', frame.top / frame.height)}"
        f"{_share('w', frame.across / frame.width)}{_share('h', frame.down / frame.height)}</c:manualLayout></c:layout>"
    )


def _share(name: str, value: float) -> str:
    return f'<c:{name} val="{value:.4f}"/>'


def unit_title(unit: str, properties: str, place: tuple[float, float] | None = None) -> str:
    """The unit of an axis (21.2.2.210), at a place in shares of the chart or where axes have their titles."""
    at = (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{_share('x', place[0])}{_share('y', place[1])}</c:manualLayout></c:layout>"
        if place
        else ""
    )
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:p><a:pPr/>'
        f'<a:r>{properties}<a:t>（{escape(unit)}）</a:t></a:r></a:p></c:rich></c:tx>{at}<c:overlay val="1"/></c:title>'
    )


def category_axis(
    number: int, crossing: int, side: str, text: str, backwards: bool = False, hidden: bool = False
) -> str:
    """The axis of names (21.2.2.25), `side` is b or l."""
    return (
        f'<c:catAx><c:axId val="{number}"/><c:scaling><c:orientation val="{"maxMin" if backwards else "minMax"}"/></c:scaling>'
        f'<c:delete val="{int(hidden)}"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line("404040")}</c:spPr>{text}<c:crossAx val="{crossing}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def value_axis(
    number: int,
    crossing: int,
    side: str,
    scale: Scale,
    format_code: str,
    text: str,
    title: str = "",
    second: bool = False,
    at_end: bool = False,
) -> str:
    """The axis of numbers (21.2.2.226) with lines across the plot, which a `second` one has not; `side` is l, r, b or t.

    `at_end` puts it at the end of an axis of names that runs backwards."""
    grid = "" if second else f"<c:majorGridlines><c:spPr>{line(_GRID, 0.5)}</c:spPr></c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.most:f}"/>'
        f'<c:min val="{scale.least:f}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>{grid}{title}'
        f'<c:numFmt formatCode={quoteattr(format_code)} sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{line("404040")}</c:spPr>{text}'
        f'<c:crossAx val="{crossing}"/><c:crosses val="{"max" if second or at_end else "min"}"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{scale.step:f}"/></c:valAx>'
    )


def legend(text: str, side: str) -> str:
    """The names of series, at a side: b or r (21.2.2.93)."""
    return f'<c:legend><c:legendPos val="{side}"/><c:overlay val="0"/>{text}</c:legend>'
