"""A difference in one line of a message, in the phrases that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model.inlines import Variant
from pipeline.model.numbers import Target
from pipeline.model.reference_text import reference_text, title_brackets
from pipeline.text_diff import differences

_REFERENCE = re.compile(r"\[\]\(#(?P<target>[\w-]+)\)(?:\{\.(?P<variant>[^}]*)\})?")
# Characters that no text of a plan can hold stand for references while texts are compared.
_FIRST_SIGN = 0xF0000
_LONGEST = 40
_MOST = 4


def shown_difference(before: str, after: str, targets: Mapping[str, Target]) -> str:
    """The words put in, taken out or replaced, references as what they show now. A side without a text is empty."""
    if not before or not after:
        return _shown(before, after, targets)
    signs: dict[str, str] = {}
    one, other = _signed(before, signs), _signed(after, signs)
    written = {sign: reference for reference, sign in signs.items()}

    def spelled(tokens: tuple[str, ...]) -> str:
        return "".join(written.get(character, character) for token in tokens for character in token)

    shown = [
        _shown(spelled(segment.before), spelled(segment.after), targets)
        for segment in differences(one, other, in_phrases=True)
        if not segment.same
    ]
    more = [f"ほか{len(shown) - _MOST}か所"] if len(shown) > _MOST else []
    return "、".join([*shown[:_MOST], *more])


def _signed(text: str, signs: dict[str, str]) -> str:
    """The text with one character for each reference, the same for the same."""
    return _REFERENCE.sub(lambda found: signs.setdefault(found.group(), chr(_FIRST_SIGN + len(signs))), text)


def _shown(before: str, after: str, targets: Mapping[str, Target]) -> str:
    old, new = (_quoted(_read(text, targets)) for text in (before, after))
    if before and after:
        return f"{old}→{new}"
    return f"{new}を追加" if after else f"{old}を削除"


def _read(text: str, targets: Mapping[str, Target]) -> str:
    """References as what they show; those that lead nowhere any more as they are written."""

    def read(found: re.Match[str]) -> str:
        target, variant = targets.get(found["target"]), found["variant"] or ""
        shown = reference_text(target, Variant(variant)) if target and variant in list(Variant) else ""
        return shown or found.group()

    return _REFERENCE.sub(read, text)


def _quoted(text: str) -> str:
    """A text in brackets, not all of it where it is long."""
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…").join(title_brackets(text))
