"""Which differences decide whether a summary still says what the body does: numbers, names, and what is denied."""

from __future__ import annotations

import re

from pipeline.text_diff import differences

# These are compiled where passages are out of date.
_NUMBER = r"[0-9０-９]"
_NAME = r"[「『]|(?:[一-龠々ァ-ヶー]{2,}(?:市|町|村|区|県|課|部|会|法|条例|計画|事業|制度|センター|機関|協議会|委員会|団体|法人))"
_DENIAL = r"(?:[なま]せ?ん|[^少]ない|なく|せず|ずに|廃止|中止|終了|除[いくき]|禁)"
_RANKS = (_NUMBER, _NAME, _DENIAL)


def rank(before: str, after: str) -> int:
    """0 where a number differs, 1 a name, 2 what is denied, 3 anything else; whole lines are looked at where one side has none."""
    changed = [
        "".join(side)
        for each in differences(before, after)
        if not each.same
        for side in (each.before, each.after)
    ]
    return next(
        (at for at, sign in enumerate(_RANKS) if any(re.search(sign, text) for text in changed)), len(_RANKS)
    )
