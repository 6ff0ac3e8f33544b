"""confirmed.yaml: each passage of the summary and its body as they were when somebody last looked at both.

The office keeps the file with the plan; `make confirm` alone writes it. It holds the texts, so that what changed since
can be shown, a sentence a line, so that versions of the file itself can be compared.
"""

import yaml
from pydantic import Field

from pipeline.source.schema_values import Strict
from pipeline.source.validation import read_model
from pipeline.summary_review.confirmed import Confirmation, Confirmed

_HEAD = """\
# 概要の要約と、その元の本文を、最後に見比べたときの写しです。コマンド confirm が書きます。手では直しません。
"""


class ConfirmationFile(Strict):
    """一つの要約と、その元の本文の写し。"""

    own: str = Field(alias="要約", description="要約の文章。１行が一つの文や項目")
    body: str = Field(alias="本文", description="元の本文の文章。１行が一つの文、項目、表の行など")


class ConfirmedFile(Strict):
    """confirmed.yaml: 要約と本文を、最後に見比べたときの写し。コマンド confirm が書く。"""

    passages: dict[str, ConfirmationFile] = Field(alias="確認", description="要約のidごとに")


def read_confirmed(data: bytes, file: str) -> Confirmed:
    """The confirmations by passages' ids. Raises PlanErrors."""
    model, _ = read_model(file, data, ConfirmedFile)
    return {
        identity: Confirmation(_lines(passage.own), _lines(passage.body))
        for identity, passage in model.passages.items()
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def write_confirmed(confirmed: Confirmed) -> bytes:
    """The file, its passages in the order of `confirmed`."""
    passages = {
        identity: {"要約": _Block(each.own), "本文": _Block(each.body)}
        for identity, each in confirmed.items()
    }
    text = yaml.dump(
        {"確認": passages}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"), indent=2
    )
    return f"{_HEAD}{text}".encode()


class _Block(tuple[str, ...]):
    """Lines that are written one under the other."""


class _Dumper(yaml.SafeDumper):
    """YAML in which texts keep their lines."""


def _represent(dumper: _Dumper, lines: _Block) -> yaml.Node:
    text = "".join(f"{line}\n" for line in lines)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")


_Dumper.add_representer(_Block, _represent)
