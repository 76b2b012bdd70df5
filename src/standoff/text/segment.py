"""Lines, paragraphs and sentences as spans of the frozen text.

Sentences are found by rules and not by the parser, for three reasons: scraped news breaks parsers
where it matters (glued words, headings, machine-translated "Mr."), a report in a language that the
model does not know still gets its sentences, and the same characters give the same sentences
whatever model is installed. The parser is told these boundaries.

All patterns here are linear: each character class repeats alone, and every look behind is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from standoff.knowledge import rows
from standoff.model.span import Span, trim

MAX_SENTENCE = 2_000
"""Code points. A longer run without a full stop is not a sentence; it is cut at white space, so that
one endless line costs no more than many short ones."""

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_STOP = re.compile(r"[.!?…。！？؟।]+")
_CLOSERS = frozenset("\"”’'»)]}")
_CLOSES_ELSEWHERE = "“‘«"  # in German, and where a page turned its marks round
_OPENERS = "\"“‘'«„([{—–-"
_WORD_BEFORE = re.compile(r"[^\s\"“”‘’'«»()\[\]{}—–]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOTE = re.compile(r"\[[0-9a-z]{1,3}\]")
_ROMAN = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
_LOOK = 40
_NARROWEST_WRAP, _WIDEST_WRAP = 45, 100


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists that sentence ends are judged by (``sentence_words.tsv``)."""

    never: frozenset[str]
    numbered: frozenset[str]
    maybe: frozenset[str]
    machine_titles: frozenset[str]
    starters: frozenset[str]
    saying: frozenset[str]
    name_parts: frozenset[str]
    after_saying: frozenset[str]


@cache
def _words() -> _Words:
    of: dict[str, set[str]] = {}
    for row in rows("sentence_words"):
        of.setdefault(row["use"], set()).update(row["words"].split())
    return _Words(
        never=frozenset(of["never"]),
        numbered=frozenset(of["numbered"]),
        maybe=frozenset(of["maybe"]),
        machine_titles=frozenset(of["machine title"]),
        starters=frozenset(of["starter"]),
        saying=frozenset(of["saying"]),
        name_parts=frozenset(of["name part"]),
        after_saying=frozenset(of["after saying"]),
    )


def lines(text: str) -> list[Span]:
    r"""Find the lines that hold anything, without the white space around them.

    >>> [line.of("One\r\n\r\n two ") for line in lines("One\r\n\r\n two ")]
    ['One', 'two']
    """
    found = (trim(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return [span for span in found if span is not None]


def paragraphs(text: str) -> list[Span]:
    r"""Find the paragraphs: lines, with the lines of hard-wrapped text joined.

    >>> wrapped = "The envoy said on Monday that the talks about the\nstrait would go on.\n\nHe left."
    >>> [p.of(wrapped)[-9:] for p in paragraphs(wrapped)]
    ['ld go on.', 'He left.']
    """
    found = lines(text)
    width = _wrap_width(text, found)
    if width == 0:
        return found
    joined: list[Span] = []
    last: Span | None = None
    for line in found:
        if last is not None and _runs_on(text, last, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        last = line
    return joined


def _wrap_width(text: str, found: list[Span]) -> int:
    """Tell the width at which a text was hard-wrapped; 0 when its lines are its paragraphs.

    A few longer lines, such as addresses, do not unmake a wrapped text.
    """
    short = [len(line) for line in found if len(line) <= _WIDEST_WRAP]
    width = max(short, default=0)
    if width < _NARROWEST_WRAP or sum(short) < 0.9 * sum(map(len, found)):
        return 0
    full = [line for line in found if 0.7 * width <= len(line) <= width]
    open_ended = sum(text[line.end - 1] not in ".!?…:;\"”’'" for line in full)
    return width if open_ended * 2 >= len(full) else 0


def _runs_on(text: str, last: Span, line: Span, width: int) -> bool:
    between = text[last.end : line.start]
    if between.count("\n") + between.count("\r") - between.count("\r\n") > 1:
        return False
    if not 0.5 * width <= len(last) <= width:
        return False
    if _is_indented(text, line) and not _is_indented(text, last):
        return False
    first_word = text[line.start : min(line.end, line.start + width)].split(None, 1)[0]
    return len(last) + 1 + len(first_word) > width - 2


def _is_indented(text: str, line: Span) -> bool:
    return text[line.start - 1 : line.start] in {" ", "\t"}


def sentences(text: str, blocks: list[Span] | None = None) -> list[Span]:
    """Find the sentences of each paragraph (or of the blocks given instead).

    >>> page = "He met Mr. Orlan in the U.S. on Dec. 2. It was cold.They left…"
    >>> [s.of(page) for s in sentences(page)]
    ['He met Mr. Orlan in the U.S. on Dec. 2.', 'It was cold.', 'They left…']
    """
    found: list[Span] = []
    for block in paragraphs(text) if blocks is None else blocks:
        start = block.start
        for end in _ends(text, block):
            found.extend(_bounded(text, start, end))
            start = end
        found.extend(_bounded(text, start, block.end))
    return found


def _bounded(text: str, start: int, end: int) -> list[Span]:
    """Trim a sentence; cut one of impossible length at white space, or anywhere if there is none."""
    out: list[Span] = []
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE), 0) or start + MAX_SENTENCE
        piece = trim(text, start, cut)
        out.extend([piece] if piece else [])
        start = cut
    piece = trim(text, start, end)
    return [*out, piece] if piece else out


def _ends(text: str, block: Span) -> list[int]:
    ends: list[int] = []
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.start() < start:
            continue
        end = _past_closers(text, stop.end(), block.end)
        if end < block.end and _is_end(text, start, stop.start(), stop.end(), end, block.end):
            ends.append(end)
            start = end
    return ends


def _past_closers(text: str, at: int, limit: int) -> int:
    """Step over the marks that close with the sentence, footnote numbers and stray spaces included."""
    while at < limit:
        blank_after = at + 1 == limit or text[at + 1].isspace()
        if (text[at] in _CLOSERS and not _opens_glued(text, at, limit)) or (
            text[at] in _CLOSES_ELSEWHERE and blank_after
        ):
            at += 1
        elif text.startswith(" ”", at) and at + 2 <= limit and not text[at + 2 : at + 3].isalnum():
            at += 2
        elif note := _NOTE.match(text, at, limit):
            at = note.end()
        else:
            break
    return at


def _opens_glued(text: str, at: int, limit: int) -> bool:
    """Tell whether a straight mark glued between two sentences opens the second: ``said."We wait."``."""
    if text[at] != '"' or at + 1 == limit or not text[at + 1].isalpha():
        return False
    near = max(at - MAX_SENTENCE, 0)
    return text.count('"', max(text.rfind("\n", near, at), near), at) % 2 == 0


def _is_end(text: str, start: int, stop: int, after: int, end: int, limit: int) -> bool:  # noqa: PLR0911
    """Decide about one stop: `stop` to `after` is the punctuation, `end` is past its closing marks."""
    following = text[end : min(end + _LOOK * 3, limit)]
    bare = following.lstrip()
    if not bare or bare[0] in ".…" or (end + len(following) == limit and not any(map(str.isalnum, bare))):
        return False
    if text[stop] in "。！？":
        return True
    quoted = end > after
    if len(bare) == len(following):
        return _is_glued_end(text, start, stop, quoted, following)
    opened = bare.lstrip(_OPENERS + " ")[:1]
    if opened.islower() and bare[0] not in '“"«':
        return False
    if quoted and (_is_reporting_clause(bare, text[stop:after]) or _closes_aside(text, start, after)):
        return False
    if text[stop:after] != ".":
        return True
    return _is_full_stop(text, start, stop, bare)


def _is_glued_end(text: str, start: int, stop: int, quoted: bool, following: str) -> bool:  # noqa: PLR0911
    """Tell whether a sentence ends where no space follows, as in "the alliance.It"."""
    words = _words()
    after = _WORD_AFTER.match(following)
    next_word = after[0] if after else ""
    opens = following[0] in '“"'
    if not opens and not (next_word[1:2].islower() or next_word in words.starters):
        return False
    if not opens and not next_word[0].isupper():
        return False
    found = _WORD_BEFORE.search(text[max(start, stop - _LOOK) : stop])
    if found is None:
        return quoted or text[stop - 1 : stop] in _CLOSERS
    word = found[0]
    if any(mark in word for mark in "/@_") or word.lower().startswith("www"):
        return False
    if quoted or (len(word) >= 2 and word[-2:].islower()):
        return quoted or word not in words.never
    if word.isdigit() and _begins(text, start, stop - len(word)):
        return False
    return len(next_word) > 1 and next_word in words.starters


def _closes_aside(text: str, start: int, after: int) -> bool:
    """Tell whether a stop belongs to an abbreviation in brackets: "Col. (ret.) Dren"."""
    return text[after] == ")" and text.find("(", max(start + 1, after - _LOOK // 2), after) >= 0


def _is_reporting_clause(bare: str, mark: str) -> bool:
    """Tell whether what follows a quotation says who said it: "Orlan asked".

    After a full stop the clause must end soon: in "“We wait.” Orlan said the talks would go on" it
    is a sentence of its own.
    """
    words = _words()
    following = bare[: _LOOK * 3].split()[:7]
    for number, raw in enumerate(following):
        word = raw.rstrip(".,;:")
        nexts = following[number + 1 : number + 2]
        if word.lower() in words.saying:
            if number == 0:
                return word not in words.starters and nexts != [] and nexts[0][0].isupper()
            return mark != "." or word != raw or not nexts or nexts[0].lower() in words.after_saying
        if not word[:1].isupper() and word not in words.name_parts:
            return False
    return False


def _is_full_stop(text: str, start: int, stop: int, bare: str) -> bool:  # noqa: PLR0911
    """Tell whether a single full stop with a space after it ends its sentence."""
    words = _words()
    found = _WORD_BEFORE.search(text[max(start, stop - _LOOK) : stop])
    if found is None:
        return True
    word = found[0]
    after = _WORD_AFTER.match(bare.lstrip(_OPENERS + " "))
    next_word = after[0] if after else ""
    if word.isdigit():
        return not _begins(text, start, stop - len(word))
    if word in words.never or word[0].lower() + word[1:] in words.never:
        return False
    if word in words.numbered:
        return not bare[0].isdigit() and next_word not in _ROMAN
    if word.lower() in words.machine_titles:
        return not next_word[:1].isupper() or next_word in words.starters
    if (len(word) == 1 and word.isupper()) or word in words.maybe or _is_dotted(word):
        return next_word in words.starters
    return True


def _begins(text: str, start: int, at: int) -> bool:
    """Tell whether nothing but white space stands between a sentence's start and `at`."""
    return not text[max(start, at - _LOOK) : at].strip()


def _is_dotted(word: str) -> bool:
    """Tell whether a word is letters parted by stops, as "U.S" and "p.m" before their last stop."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)
