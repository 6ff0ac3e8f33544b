"""What differs from the plan as it was, block by block."""

from __future__ import annotations

from pipeline.html.site import Facts, Page, PageBlock, PageKind, Site
from pipeline.preview.marks import Kind, base_of, counterparts, marks, text_of

FACTS = Facts("計画", "市", "", "", "", "", readings=False)


def site(*blocks: tuple[str, str], name: str = "a.html") -> Site:
    page = Page(name, PageKind.CHAPTER, "章", tuple(PageBlock(*each) for each in blocks))
    return Site(FACTS, (page,), (), (), (), {})


def told(before: Site, after: Site) -> list[tuple[Kind, str, str, str]]:
    return [
        (each.kind, each.id, each.before, each.after_text) for each in marks(base_of("前", before), after)
    ]


ONE, TWO, THREE = ("one", "<p>一</p>"), ("two", "<p>二</p>"), ("three", "<p>三</p>")


def test_nothing_differs_from_itself() -> None:
    assert told(site(ONE, TWO), site(ONE, TWO)) == []


def test_lines_put_in_before_are_no_change_of_what_follows() -> None:
    """A marked page says where each element is written; that is no text of the plan."""
    before, after = (("one", f'<p data-at="a.md:{line}" data-path="題">一</p>') for line in (3, 9))
    assert told(site(before), site(after)) == []


def test_a_changed_paragraph_is_one_change_though_its_name_is_another() -> None:
    changed = ("other", "<p>二と半分</p>")
    assert told(site(ONE, TWO, THREE), site(ONE, changed, THREE)) == [
        (Kind.CHANGED, "other", "二", "二と半分")
    ]


def test_what_came_and_what_went() -> None:
    assert told(site(ONE, THREE), site(ONE, TWO, THREE)) == [(Kind.NEW, "two", "", "二")]
    (gone,) = marks(base_of("前", site(ONE, TWO, THREE)), site(ONE, THREE))
    assert (gone.kind, gone.before, gone.after) == (Kind.GONE, "二", "one")
    (first,) = marks(base_of("前", site(ONE, TWO)), site(TWO))
    assert (first.kind, first.after) == (Kind.GONE, "")


def test_a_new_page_is_new() -> None:
    assert told(site(ONE), site(TWO, name="b.html")) == [(Kind.NEW, "two", "", "二")]


def test_what_moved_stands_for_nothing() -> None:
    assert counterparts(["a", "b", "c"], ["c", "a", "b"]) == {"a": "a", "b": "b"}


def test_the_text_of_markup_is_its_words() -> None:
    assert text_of('<tr><td>Ａ&amp;Ｂ</td>\n<td class="x">1</td></tr>') == "Ａ&Ｂ　 1"
