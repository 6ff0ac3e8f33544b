"""The diagram of the plan's position, as a bordered table that stays editable in Word.

```
 上位計画          この計画（理念計画）        連動する計画（行動計画）
 ①分野     →      基本理念、基本方針    ⇔     目標
                      ▼
 ②分野     →      分野の計画
```
"""

from __future__ import annotations

from pipeline.documents.cells import text_cell, text_line
from pipeline.model.contract import DIAGRAM_TABLE
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.numerals import circled
from pipeline.model.plan import VISION, Plan, Position
from pipeline.model.position_lines import label, line, numbered, shown_of_framework

_WIDTHS = (27, 4, 38, 7, 24)


def position_grid(plan: Plan) -> Grid:
    """The diagram's cells."""
    position = plan.position
    assert position is not None, "the resolver asks for position.yaml"
    if isinstance(position, Position):
        return _of_four_parts(plan, position)
    from pipeline.documents.position_boxes import boxes_grid

    return boxes_grid(plan, position)


def _of_four_parts(plan: Plan, position: Position) -> Grid:
    fields = [(f"{circled(number)}{each.title}", each.plan) for number, each in enumerate(position.fields, 1)]
    own = [title for title, leads_to in fields if leads_to is None]
    others = [(title, leads_to) for title, leads_to in fields if leads_to]
    superior = _head(position.superior_name, position.superior_heading, position.superior_title)
    this_plan = _head(position.own_name, f"（{position.own_nature}）")
    partner = _head(position.partner_owner, position.partner_name, f"（{position.partner_nature}）")
    goals = _cell(label(position.partner_heading), *numbered(position.partner_goals))
    content = _cell(*shown_of_framework(plan, (VISION, plan.framework.levels[0].name)))
    return Grid(
        style=DIAGRAM_TABLE,
        widths=_WIDTHS,
        rows=(
            (superior, _arrow(), this_plan, _arrow(), partner),
            (_text(*own, rowspan=2), _arrow("→" if own else ""), content, _arrow("⇔", "連動"), goals),
            (None, _arrow(), _arrow("▼"), _arrow(), _arrow()),
            *((_text(title), _arrow("→"), _text(other, colspan=3), None, None) for title, other in others),
        ),
        head_rows=1,
        alt=f"{plan.profile.name}の位置付け。{position.superior_name}を上位計画とし、{position.partner_owner}の"
        f"{position.partner_name}と連動{'し、分野ごとの計画の上位に立つ' if others else 'する'}。",
    )


def _head(*lines: str) -> GridCell:
    return text_cell(*lines, role=Role.DIAGRAM_HEAD, shade=True)


def _text(*lines: str, rowspan: int = 1, colspan: int = 1) -> GridCell:
    return _cell(*map(line, lines or ("",)), rowspan=rowspan, colspan=colspan)


def _cell(*lines: Paragraph, rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(lines, rowspan=rowspan, colspan=colspan)


def _arrow(*lines: str) -> GridCell:
    return GridCell(tuple(text_line(each, Role.DIAGRAM_ARROW) for each in lines or ("",)), border=False)
