"""What is written in brackets: references, links out of the plan, and what the plan counts of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.counts import Form, write_count
from pipeline.model.inlines import Inline, Inlines, Link, Reference, Text, Variant
from pipeline.problems import Code, did_you_mean
from pipeline.source.attribute_values import read_values
from pipeline.source.fragment import Fragment, Node, Position, written_keys

_VARIANTS = {
    variant.value: variant for variant in Variant if variant not in (Variant.NUMBER, Variant.OWN_TEXT)
}


def read_count(fragment: Fragment, attributes: Any, inner: list[Node], position: Position) -> Text | None:
    """What the plan counts of itself, as text: `[]{.数 .一つ of="基本方針"}` is 三つ. None where that can't be, which is reported."""
    forms = [name for name in attributes[1] if name != "数"]
    keys = read_values(fragment, attributes, position)
    what = keys.pop("of", "")
    known_forms = [form.value for form in Form if form]
    counts = fragment.counts
    if not counts:
        fragment.problem(
            position,
            Code.MD_PLACE,
            "計画の数は、計画の文章にしか入れられません",
            "ここには、数をそのまま書いてください",
        )
        return None
    if what not in counts:
        wrong = f"「{what}」は数えられません" if what else "「.数」に、何の数かがありません"
        known = [*counts]
    elif inner or keys or attributes[0] or len(forms) > 1 or not set(forms) <= set(known_forms):
        wrong, known = "数の書き方が違います", known_forms
        what = forms[0] if forms else ""
    else:
        return Text(write_count(counts[what], Form("".join(forms))))
    innermost = [*counts][-2]
    fragment.problem(
        position,
        Code.MD_ATTRIBUTE,
        wrong,
        did_you_mean(what, known)
        or f'[]{{.数 of="{innermost}"}}、[]{{.数 .一つ of="{innermost}"}} のように書きます。数えられるのは'
        f"{'、'.join(counts)}、形は{'、'.join(f'.{form}' for form in known_forms)}です",
    )
    return None


def read_link(
    fragment: Fragment, attributes: Any, target: tuple[str, str], text: Inlines, position: Position
) -> Iterator[Inline]:
    """A reference to what stands in the plan, or a link out of it; nothing where it can be neither, which is reported. `target` is
    an address and pandoc's title of the link."""
    url, title = target
    classes = attributes[1]
    if title or written_keys(attributes) or attributes[0] or len(classes) > 1:
        fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            "リンクにはこの属性を付けられません",
            "付けられるのは {.題}、{.番号と題}、{.頁} です",
        )
    elif url.startswith("#"):
        text = () if all(isinstance(each, Text) and not each.text.strip() for each in text) else text
        variant = Variant.OWN_TEXT if text else Variant.NUMBER
        if classes and (text or classes[0] not in _VARIANTS):
            fragment.problem(
                position,
                Code.MD_ATTRIBUTE,
                f"参照に「.{classes[0]}」は付けられません",
                did_you_mean(classes[0], _VARIANTS) or "付けられるのは {.題}、{.番号と題}、{.頁} です",
            )
        else:
            variant = _VARIANTS[classes[0]] if classes else variant
            yield Reference(url[1:], variant, fragment.locate(position), text)
    elif not re.match(r"(https?://|mailto:)[^\s]+$", url):
        fragment.problem(
            position,
            Code.MD_UNSUPPORTED,
            f"リンク先「{url}」は使えません",
            "計画の中へは [](#id)、外へは https:// で始まるアドレスを書いてください",
        )
    elif classes or not text:
        fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            "外へのリンクには文字が要ります",
            "[文字](https://…) と書いてください",
        )
    else:
        yield Link(url, text)
