"""The keys of readings.yaml, as a pydantic model."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.model.readings import NO_READING, RubyLevel
from pipeline.model.readings import READINGS as READINGS
from pipeline.source.schema_values import Id, Line, Strict, Words, wrong

LEVEL, CONFIRMED, OPEN, AT = "ルビを振る漢字", "読み", "未確認", "場所ごとの読み"


def _is_kana(value: str) -> str:
    if value != NO_READING and not re.fullmatch("[ぁ-ゖァ-ヺー・]+", value):
        raise wrong(
            f"「{value}」は、読みになりません",
            f"読みは、平仮名か片仮名だけで書きます（例: おうしゅうし）。読みを振らない言葉なら「{NO_READING}」と書いてください",
        )
    if value.startswith("・") or value.endswith("・"):
        raise wrong(
            f"「{value}」は、「・」の前か後に読みがありません",
            "「・」は、漢字ごとに読みを分けるときに、その間に書きます（例: い・さわ）",
        )
    return value


Kana = Annotated[Line, AfterValidator(_is_kana)]


class ReadingsFile(Strict):
    """readings.yaml: ルビ（振り仮名）などに使う、言葉の読み。"""

    level: RubyLevel = Field(
        RubyLevel.ALL, alias=LEVEL, description="この漢字のある言葉に、ルビを振る（書かなければ、全ての漢字）"
    )
    at: dict[Id, dict[Words, Kana]] = Field(
        {},
        alias=AT,
        description="章や節、表などのidごとに、そこだけで違う読み（例: {sec-life: {人気: ひとけ}}）",
    )
    confirmed: dict[Words, Kana] = Field(
        {}, alias=CONFIRMED, description="人が確かめた読み（例: 奥州市: おうしゅうし）"
    )
    open: dict[Words, Kana] = Field(
        {}, alias=OPEN, description="プログラムが付けた、まだ誰も確かめていない読み。確かめたら「読み」に移す"
    )
