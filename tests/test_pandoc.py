"""pandoc as a process: fast, failing, hanging or missing, and what comes back from it in which order."""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.problems import Code, MachineError
from pipeline.system import pandoc
from pipeline.system.kept_pandoc import KeptPandoc
from tests.kept import read_anew
from tests.layout.projects import emptied
from tests.source.test_plain import PIECES

# Answers as pandoc does; ends at a text that holds 壊, before it when it holds all of them back.
STAND_IN = """
import json, sys
for text in json.load(sys.stdin):
    if "壊" in text:
        sys.stderr.write("heap exhausted")
        sys.exit(251)
    print("[" * 100000 if "深" in text else json.dumps({"blocks": [], "text": text}), flush=True)
"""
Script = Callable[[str], None]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Puts a program of a few lines in pandoc's place."""

    def replace(text: str) -> None:
        (tmp_path / "pandoc.py").write_text(text, "utf-8")
        monkeypatch.setattr(pandoc, "_command", lambda: [sys.executable, str(tmp_path / "pandoc.py")])

    return replace


def texts_of(texts: list[str]) -> list[str | None]:
    """The texts that came back, None where one did not."""
    return [document["text"] if document else None for document in read_anew(texts)]


def test_answers_come_in_the_order_of_the_texts(script: Script) -> None:
    """From one process."""
    script(STAND_IN)
    assert texts_of(["あ", "い", "あ"]) == ["あ", "い", "あ"]


def test_a_text_at_which_pandoc_fails_is_found_among_the_others(script: Script) -> None:
    """The others are read all the same."""
    script(STAND_IN)
    assert texts_of(["あ", "壊", "い", "う", "壊", "え"]) == ["あ", None, "い", "う", None, "え"]


def test_a_text_that_nests_without_end_counts_as_unreadable(script: Script) -> None:
    """Its JSON can't be followed."""
    script(STAND_IN)
    assert texts_of(["あ", "深", "い"]) == ["あ", None, "い"]


@pytest.mark.parametrize(
    "text",
    ["import sys; sys.stdin.read(); sys.exit('cannot execute')", "import time; time.sleep(60)"],
    ids=["broken", "hanging"],
)
def test_a_pandoc_that_does_not_run_is_told(
    script: Script, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Not taken for a fault of the text."""
    script(text)
    monkeypatch.setattr(pandoc, "_PATIENCE", 5 if "exit" in text else 0.5)
    with pytest.raises(MachineError) as caught:
        list(read_anew(["あ", "い"]))
    assert caught.value.code is Code.MACHINE_PANDOC
    assert ".venv" in caught.value.hint


def test_a_pandoc_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As after a virus scanner has taken it away."""
    monkeypatch.setattr(pandoc, "_command", lambda: [str(tmp_path / "pandoc")])
    with pytest.raises(MachineError, match="pandoc") as caught:
        list(read_anew(["あ"]))
    assert caught.value.code is Code.MACHINE_PANDOC


def test_a_reading_that_is_given_up_leaves_no_process(script: Script) -> None:
    """The first answer is here, the second would take a minute."""
    script("import json, time; json.load(__import__('sys').stdin); print('{}', flush=True); time.sleep(60)")
    answers = read_anew(["あ", "い"])
    assert isinstance(answers, Generator)
    assert next(answers) == {}
    answers.close()


def test_a_line_end_that_only_python_knows_parts_no_answers() -> None:
    """pandoc itself: U+0085 and U+2028 in a text stay in its line."""
    found = list(read_anew(["あ\u2028い\u0085う", "え"]))
    assert len(found) == 2
    assert all(document and document["blocks"] for document in found)


# Words with their places

AUTHORS_WORDS = st.text(st.sampled_from('計画"\\{}[],:tcStr1- \n'), max_size=20)


def spelled(words: list[Any], own: Callable[[int, str], Any]) -> Any:
    """A paragraph of pandoc's, with words in the form that `own` gives them and something between them."""
    content = [each for column, word in enumerate(words, 1) for each in (own(column, word), {"t": "Space"})]
    return {"blocks": [{"t": "Para", "c": content}]}


def as_pandoc_has_it(column: int, word: str) -> Any:
    place = f"1:{column}-1:{column + len(word)}"
    return {"t": "Span", "c": [["", [], [["wrapper", "1"], ["data-pos", place]]], [{"t": "Str", "c": word}]]}


def as_one_node(column: int, word: str) -> Any:
    needs_a_backslash = any(each in word for each in '"\\\n')
    if needs_a_backslash:
        return as_pandoc_has_it(column, word)
    return {"t": "Word", "c": [1, column, column + len(word), word]}


@given(st.lists(AUTHORS_WORDS | AUTHORS_WORDS.map(lambda word: json.dumps(as_pandoc_has_it(1, word)))))
def test_a_word_with_its_place_is_one_node(words: list[str]) -> None:
    """Unless its JSON has a backslash; and a text that looks like one stays text."""
    answer = json.dumps(spelled(words, as_pandoc_has_it), ensure_ascii=False, separators=(",", ":"))
    assert pandoc.as_document(answer.encode()) == spelled(words, as_one_node)


# A pandoc that stays

STAYING = STAND_IN.replace(
    "for text in json.load(sys.stdin):",
    "for text in (text for line in sys.stdin for text in json.loads(line)):",
)


@pytest.fixture
def staying(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptPandoc]:
    """What it leaves to `pandoc.read` is read by pandoc's stand-in as well, and by none that another test has begun."""
    monkeypatch.setattr(pandoc, "read", read_anew)
    kept = KeptPandoc()
    yield kept
    kept.end()


def test_one_process_serves_one_reading_after_another(script: Script, staying: KeptPandoc) -> None:
    """Each with its own number of texts."""
    script(STAYING)
    said = [
        [document["text"] for document in staying.read(texts) if document]
        for texts in (["あ", "い"], [], ["う"])
    ]
    assert said == [["あ", "い"], [], ["う"]]


def test_a_pandoc_that_stays_and_fails_at_a_text_is_followed_by_another(
    script: Script, staying: KeptPandoc
) -> None:
    """The text is known as the one that can't be read, the others are read, and so are those of the next reading."""
    script(STAYING)
    assert [document and document["text"] for document in staying.read(["あ", "壊", "い"])] == [
        "あ",
        None,
        "い",
    ]
    assert [document and document["text"] for document in staying.read(["う"])] == ["う"]


def test_a_reading_that_is_given_up_leaves_no_answers_for_the_next(
    script: Script, staying: KeptPandoc
) -> None:
    """They would be taken for those of other texts."""
    script(STAYING)
    given_up = staying.read(["あ", "い"])
    assert isinstance(given_up, Generator)
    assert next(given_up)
    given_up.close()
    assert [document and document["text"] for document in staying.read(["う"])] == ["う"]


def test_a_reading_that_nobody_ends_leaves_no_answers_for_the_next(
    script: Script, staying: KeptPandoc
) -> None:
    """An error may hold on to it; when it is let go of, the next one is not disturbed."""
    script(STAYING)
    held = staying.read(["あ", "い"])
    assert next(iter(held))
    following = iter(staying.read(["う", "え"]))
    first = next(following)
    del held
    assert [document and document["text"] for document in (first, *following)] == ["う", "え"]


def test_a_pandoc_that_stays_is_another_one_in_another_process(script: Script, staying: KeptPandoc) -> None:
    script(STAYING)
    assert list(staying.read(["あ"]))
    other = pickle.loads(pickle.dumps(staying.read)).__self__
    assert other._process is None


def test_a_pandoc_that_stays_answers_as_one_that_is_started_anew(staying: KeptPandoc) -> None:
    """pandoc itself."""
    texts = ["# 題 {#a}\n\n文章[^n]です。\n\n[^n]: 注", "|a|b|\n|-|-|\n|1|2|", "::: {.囲み}\n一\n:::"]
    assert [*staying.read(texts), *staying.read(texts)] == [*read_anew(texts), *read_anew(texts)]


# Texts in lines, with what only some extensions read.
MARKUP = st.sampled_from(
    ["\n", "\n\n", "\n- ", "\n: ", "\n~ ", "\n(a) ", "\n#. ", "a | b\n--- | ---\n", "|--|\n", "```"]
)
TEXTS = st.lists(st.one_of(PIECES, MARKUP), min_size=1, max_size=9).map("".join)


def assert_all_extensions_say_the_same(texts: list[str]) -> None:
    """pandoc answers as it does with all extensions on."""
    reader = pandoc._READER.read_text("utf-8")
    assert "find(pattern)" in reader
    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "pandoc.lua")
        whole.write_text(reader.replace("find(pattern)", "find('')"), "utf-8")
        patched.setattr(pandoc, "_READER", whole)
        expected = list(read_anew(texts))
    assert list(read_anew(texts)) == expected


@settings(max_examples=8, deadline=None)
@given(st.lists(TEXTS, min_size=20, max_size=40))
def test_extensions_that_are_left_off_would_make_no_difference(texts: list[str]) -> None:
    """Each is on only where a text has what it reads."""
    assert_all_extensions_say_the_same(texts)


def test_every_extension_is_on_where_it_is_needed() -> None:
    """At a text's beginning and end, in other markup, and where it changes how something else is read."""
    assert_all_extensions_say_the_same(
        [
            *("(1) 一\n(2) 二", "a) 一", "#.\t一", "> iv. 一", "- (a) 一", "一\n- ", "1)", "段落\n(2) 続き"),
            *("用語\n: 説明", "用語\n~ 説明", "> 用語\n>\n> :\t説明", "用語\n:"),
            *("a | b\n--- | ---\n1 | 2", "|a|\n|-|", "> |a|\n> |-|", "- |a|\n  |-|"),
            *("::: {.囲み}\n一\n:::", ":::囲み\n一", "> :::: a\n> 一"),
            *("一[^a]\n\n[^a]: 注", "[^a]: 注だけ", "> [^a]: 注\n\n一[^a]", "一^[注]"),
            *(
                "[一]{.強}",
                "[一](#二){.頁}",
                "# 題 {#id}",
                "```{.a}\n```",
                "`一`{.b}",
                "![図](a.png){width=3}",
                "{.c}\n一",
            ),
        ]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="TMPDIR を見るシステムで確かめます")
def test_a_pandoc_that_has_answered_leaves_nothing_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a file for a history there, which it clears away if it may end by itself."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    kept = KeptPandoc()
    assert len(list(kept.read(["文"]))) == len(list(read_anew(["文"]))) == 1
    kept.end()
    assert emptied(tmp_path)
