"""public_comment.yaml → PublicComment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.model.eras import WrongDay, days_between, read_day, write_day
from pipeline.problems import Code, Location, Problem, Written, did_you_mean, raise_if_any
from pipeline.public_comment.model import PublicComment
from pipeline.public_comment.schema import COMMENT, CommentFile, OfficeFile
from pipeline.source.schema import FILES
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document, Path

# 行政手続法 (the Administrative Procedure Act), articles 39(3) and 40(1): thirty days or more, or a stated reason.
USUAL_DAYS = 30


def read_comment(files: Mapping[str, bytes], folder: str) -> PublicComment:
    """The consultation out of plan_source/ (path → bytes). Raises PlanErrors with everything that is wrong with it."""
    file = f"{folder}/{COMMENT}"
    if COMMENT not in files:
        hint = (
            did_you_mean(COMMENT, files.keys() - FILES.keys())
            or "docs/source-format.md の例を写して、書き換えてください"
        )
        raise_if_any([Problem(Location(file), Code.FILE_MISSING, f"{COMMENT} がありません", hint)])
    model, document = read_model(file, files[COMMENT], CommentFile)
    first, last = _read_period(model, document)
    return PublicComment(
        first=first,
        last=last,
        reason=Written(model.reason, document.locate(("期間が短い理由",))) if model.reason else None,
        eligible=_said(model.eligible, document, "対象"),
        ways=_said(model.ways, document, "提出方法"),
        places=_said(model.places, document, "閲覧場所"),
        address=_office(model.address, document, "提出先"),
        contact=_office(model.contact, document, "問合せ"),
        basis=model.basis,
    )


def _read_period(model: CommentFile, document: Document) -> tuple[date, date]:
    """The first and the last day. Raises PlanErrors where one is none, or both make no right period."""
    places: tuple[Path, Path] = (("期間", "開始"), ("期間", "終了"))
    days = [read_day(model.period.first), read_day(model.period.last)]
    raise_if_any(
        Problem(document.locate(place), day.code, day.message, day.hint)
        for place, day in zip(places, days, strict=True)
        if isinstance(day, WrongDay)
    )
    first, last = (day for day in days if isinstance(day, date))
    raise_if_any(_wrong_period(first, last, model.reason, document))
    return first, last


def _wrong_period(first: date, last: date, reason: str, document: Document) -> Iterator[Problem]:
    days = days_between(first, last)
    if days < 1:
        yield Problem(
            document.locate(("期間", "終了")),
            Code.COMMENT_PERIOD,
            f"意見募集の期間が、始まる日（{write_day(first)}）より前に終わっています",
            "開始と終了が逆になっていないか、年を取り違えていないかを見てください",
        )
    elif days < USUAL_DAYS and not reason:
        yield Problem(
            document.locate(("期間",)),
            Code.COMMENT_SHORT,
            f"意見募集の期間が{USUAL_DAYS}日に満たないのに、理由がありません（初めの日と終わりの日を入れて{days}日）",
            f"期間を{USUAL_DAYS}日以上にするか、「期間が短い理由: 」の行を足して、理由を書いてください",
        )
    elif days >= USUAL_DAYS and reason:
        yield Problem(
            document.locate(("期間が短い理由",)),
            Code.COMMENT_SHORT,
            f"意見募集の期間は{USUAL_DAYS}日以上あるのに（{days}日）、短い理由が書かれています",
            "期間が正しければ、「期間が短い理由」の行を消してください",
        )


def _said(texts: list[str], document: Document, key: str) -> tuple[Written, ...]:
    return tuple(Written(text, document.locate((key, index))) for index, text in enumerate(texts))


def _office(office: OfficeFile, document: Document, key: str) -> dict[str, Written]:
    """The facts known of an office, by the keys that they are written under; the postcode stands before the address."""
    postcode = f"〒{office.postcode.removeprefix('〒')}　" if office.postcode else ""
    known = {
        "部署": office.name,
        "住所": f"{postcode}{office.street}" if office.street else "",
        "電話": office.phone,
        "ファックス": office.fax,
        "電子メール": office.mail,
    }
    return {label: Written(text, document.locate((key, label))) for label, text in known.items() if text}
