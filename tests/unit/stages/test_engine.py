"""The parser: tokens in their places, the sentences it is given, and its files checked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import InstallationError
from standoff.model.span import Span
from standoff.stages import engine as engine_module
from standoff.stages.engine import MAX_PIECE, Engine, span_of
from standoff.text.segment import paragraphs, sentences

if TYPE_CHECKING:
    from pathlib import Path

    from standoff.stages.engine import Parse


def parsed(engine: Engine, text: str) -> Parse:
    blocks = paragraphs(text)
    return engine.parse(text, blocks, sentences(text, blocks))


def test_tokens_overlap_the_span_asked_for(engine: Engine) -> None:
    text = "The envoys met.\n\nOrlan said so."
    found = parsed(engine, text)
    assert [token.text for _, token in found.tokens(Span(0, len(text)))] == [
        *("The", "envoys", "met", "."),
        *("Orlan", "said", "so", "."),
    ]
    assert [token.text for _, token in found.tokens(Span(6, 13))] == ["envoys", "met"]
    assert [token.text for _, token in found.tokens(Span(14, 18))] == [".", "Orlan"]
    assert list(found.tokens(Span(15, 17))) == []
    assert all(span.of(text) == token.text for span, token in found.tokens(Span(0, len(text))))
    assert all(
        span_of(token, offset).of(text) == token.text for offset, doc in found.pieces() for token in doc
    )


def test_only_the_blocks_are_parsed(engine: Engine) -> None:
    text = "Menu News The envoys met. Subscribe"
    found = engine.parse(text, [Span(10, 25)], [Span(10, 25)])
    assert [token.text for _, token in found.tokens(Span(0, len(text)))] == ["The", "envoys", "met", "."]


def test_sentences_are_those_given(engine: Engine) -> None:
    text = "gentlemen. Orlan left for the alliance.It was cold. They met"
    starts = [
        span.start for span, token in parsed(engine, text).tokens(Span(0, len(text))) if token.is_sent_start
    ]
    assert starts == [span.start for span in sentences(text)] == [0, 39, 52]


def test_glued_words_are_cut_and_the_text_stays(engine: Engine) -> None:
    text = "Orlan left. OrlanSaid that “we wait,”said nobody."
    words = [token.text for _, token in parsed(engine, text).tokens(Span(0, len(text)))]
    assert words[3:6] == ["Orlan", "Said", "that"]
    assert words[9:13] == [",", "”", "said", "nobody"]


def test_a_long_paragraph_is_parsed_in_bounded_pieces(engine: Engine) -> None:
    text = "The envoys met on Monday and left. " * 200
    found = parsed(engine, text)
    assert all(len(doc.text) <= MAX_PIECE for doc in found.docs)
    assert sum(1 for _ in found.tokens(Span(0, len(text)))) == 200 * 8


def test_a_report_without_reporting_has_an_empty_parse(engine: Engine) -> None:
    found = engine.parse("Menu", [], [])
    assert (found.offsets, found.docs) == ((), ())
    assert list(found.tokens(Span(0, 4))) == []


def test_what_else_is_read_changes_nothing(engine: Engine) -> None:
    text = "“We will wait,” said Ana Orlan, the minister. The fleet sailed on Monday."

    def seen() -> list[tuple[str, ...]]:
        tokens = (token for _, token in parsed(engine, text).tokens(Span(0, len(text))))
        return [(t.text, t.pos_, t.dep_, t.head.text, t.lemma_, t.ent_type_) for t in tokens]

    first = seen()
    parsed(engine, "Something else, and longer. " * 50)
    assert seen() == first


def test_the_engine_is_loaded_once() -> None:
    assert Engine.load() is Engine.load()


@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=120) | st.text(alphabet="aB .“”\n\u0301😀\u202e\t", max_size=120))
def test_any_text_gives_tokens_in_order_and_in_place(text: str, engine: Engine) -> None:
    tokens = list(parsed(engine, text).tokens(Span(0, max(len(text), 1))))
    assert all(span.of(text) == token.text for span, token in tokens)
    assert all(one.end <= two.start for (one, _), (two, _) in pairwise(tokens))


def test_a_damaged_file_is_told_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "parser" / "model"
    file.parent.mkdir()
    file.write_bytes(b"not the model")
    with pytest.raises(
        InstallationError, match=r"^parser/model: the language model's file has the SHA-256 \w{16}"
    ):
        engine_module._check(file, "0" * 64)


def test_a_missing_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"^parser/model: .*No such file.*run `make install`"):
        engine_module._check(tmp_path / "parser" / "model", "0" * 64)


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "find_spec", lambda _: None)
    with pytest.raises(InstallationError, match=r"==3\.8\.0 is not installed; run `make install`"):
        engine_module._model_folder()


def test_another_version_of_the_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "VERSION", "9.9.9")
    with pytest.raises(InstallationError, match=r"is version 3\.8\.0, not 9\.9\.9; run `make install`"):
        engine_module._model_folder()
