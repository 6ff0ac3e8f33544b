"""One kept run of the road: what it shows is what a build of the files of now would show, and nothing old as new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.preview.checking import Checked
from pipeline.preview.operations import Step
from pipeline.preview.session import Session, Update
from pipeline.problems import Code
from tests.hostile.projects import make, write_project
from tests.preview.browser import applied, shown
from tests.small_plan import CHAPTER, chapter


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(write_project(tmp_path))
    yield session
    session.end()


def write(session: Session, text: str) -> None:
    (session.project.source / CHAPTER).write_text(chapter(text), "utf-8")


def page_of(update: Update, name: str = "sec-text.html") -> str:
    """What a page says."""
    assert update.site
    return "".join(block.markup for block in update.site.page(name).blocks)


def test_a_saved_sentence_is_one_step_on_its_page(session: Session) -> None:
    """And the version grows."""
    first = session.update()
    write(session, "直した文章です。")
    second = session.update()
    (step,) = second.operations["sec-text.html"]
    assert step.step is Step.REPLACE
    assert "直した文章です。" in step.markup
    assert second.version > first.version
    assert first.site
    assert second.site
    assert applied(shown(first.site.page("sec-text.html")), [step]) == shown(
        second.site.page("sec-text.html")
    )


def test_files_that_are_the_same_are_no_update(session: Session) -> None:
    """A file that was saved as it was changes nothing."""
    first = session.update()
    path = session.project.source / CHAPTER
    path.write_bytes(path.read_bytes())
    assert session.update() is first


def test_a_mistake_leaves_the_last_good_page_and_says_where_it_is(session: Session) -> None:
    """Until it is mended; the page then goes on from the one that stayed."""
    good = session.update()
    write(session, "参照は[](#nowhere)です。")
    wrong = session.update()
    assert wrong.site is good.site
    assert not wrong.is_now
    assert [(each.code, each.location.line) for each in wrong.problems] == [(Code.REF_MISSING, 3)]
    write(session, "直しました。")
    mended = session.update()
    assert mended.is_now
    assert mended.problems == ()
    assert "直しました。" in page_of(mended)
    assert {each.step for each in mended.operations["sec-text.html"]} == {Step.REPLACE}


def test_a_plan_that_begins_with_a_mistake_has_no_page_yet(session: Session) -> None:
    """There is none that could stay."""
    write(session, "参照は[](#nowhere)です。")
    update = session.update()
    assert update.site is None
    assert [each.code for each in update.problems] == [Code.REF_MISSING]


def test_a_source_that_is_gone_is_told_as_well(session: Session) -> None:
    """A drive that went away: the page stays, and is not said to be of now; once it is there again, it is."""
    good = session.update()
    aside = session.project.source.with_name("aside")
    session.project.source.rename(aside)
    gone = session.update()
    assert gone.site is good.site
    assert not gone.is_now
    assert [each.code for each in gone.problems] == [Code.PROJECT_MISSING]
    aside.rename(session.project.source)
    assert session.update().is_now


def test_a_check_finishes_the_documents_of_a_build(session: Session) -> None:
    """Bytes and all; and says what a build would say, of wording as well."""
    session.update()
    write(session, "文章および数字です。")
    update = session.update()
    assert not update.checked
    checked = session.check()
    assert checked.checked
    assert checked.version > update.version
    assert checked.site is update.site
    assert checked.documents == {f"{name}.docx": docx for name, docx in make(session.project).items()}
    assert session.check() is checked
    worded = session.word()  # what is said of words comes after the files
    assert [(each.code, each.warning) for each in worded.problems] == [(Code.WORDING_CONJUNCTION_KANJI, True)]
    assert worded.documents is checked.documents
    assert worded.version > checked.version
    assert session.word() is worded
    # From then on, each one begins with the update, beside its pages.
    write(session, "また確かめる文章です。")
    session.update()
    assert session._begun
    begun = session._begun[1]
    assert session.check().problems == worded.problems  # until the words are looked at
    assert session.word().problems == ()
    documents = session.last.documents
    assert documents == {f"{name}.docx": docx for name, docx in make(session.project).items()}
    assert session._begun[1] is begun


def test_a_check_that_failed_is_tried_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood in its way may be gone."""
    session.update()
    with monkeypatch.context() as broken:
        broken.setattr(session._process, "call", lambda *_: 1 / 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                session.check()
    monkeypatch.setattr(session._process, "call", lambda *_: Checked({}, ()))
    assert session.check().checked


def test_no_check_begins_beside_an_update_where_others_wait_for_more(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no thread is left for one at the end: the program waits for all of them."""
    monkeypatch.setattr(session._process, "call", lambda *_: Checked({}, ()))
    session.update()
    session.check()
    assert session._begun
    begun = session._begun[1]
    write(session, "急いで見る文章です。")
    session.update(check_beside=False)
    assert session._begun[1] is begun
    session.end()
    for thread in session._other._threads:
        thread.join(10)
        assert not thread.is_alive()


def test_what_was_saved_during_a_check_is_not_called_checked(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents are those of before."""
    session.update()
    call = session._process.call

    def slowly(*given: object) -> object:
        found = call(*given)  # type: ignore[arg-type]
        write(session, "その間に書いた文章です。")
        session.update()
        return found

    monkeypatch.setattr(session._process, "call", slowly)
    update = session.check()
    assert not update.checked
    assert "その間に書いた文章です。" in page_of(update)
