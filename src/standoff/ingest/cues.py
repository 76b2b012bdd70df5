"""The small pattern language in which ``knowledge/boilerplate.tsv`` says what furniture looks like.

A cue is matched against words and not against characters, so that bullets, dashes, arrows, case and
curly apostrophes make no difference. Matching keeps the set of places reached, element by element; with
lines cut to `MOST_WORDS` words its cost is bounded whatever the line holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from standoff.knowledge import rows

MOST_WORDS = 60
"""Words of a line that are looked at, from its start and from its end."""

MOST_CHARACTERS = 600
"""Code points of a line that are looked at, from its start and from its end."""

QUOTES = '"“”„«»'
"""Signs that open or close speech; a line that holds one and a verb of saying is reporting."""

ENDS = (".", "!", "?", ".”", '."', "!”", "?”", '!"', '?"', ".’", ".'", "…", "。", "।", "؟")
"""What a sentence ends with."""

_GAP = 8
"""Words that `...` may stand for."""

_NAME = 6
"""Words that `{name}` may stand for."""

_ZONES = "com|org|net|info|news|gov|edu|tv|co|io|eu|uk|de|fr|int|me"
_DOMAIN = rf"[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,3}}\.(?:{_ZONES})"
_TOKEN = re.compile(
    r"(?P<email>\[email\s?protected\]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    rf"|(?P<url>https?://[^\s)\]]{{1,400}}|www\.[^\s)\]]{{1,400}}|\b{_DOMAIN}\b(?:/[^\s)\]]{{0,400}})?)"
    r"|(?P<handle>@\w{1,40})"
    r"|(?P<c>[©Ⓒⓒ]|\(c\)(?=\s?\w))"
    r"|(?P<word>\w+(?:['’-]\w+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a cue: which words may stand there, and how many of them."""

    words: frozenset[str]
    stems: tuple[str, ...]
    slots: frozenset[str]
    least: int
    most: int

    def takes(self, word: str) -> bool:
        """Tell whether `word` may stand here."""
        if word in self.words or "_" in self.slots or word in self.slots:
            return True
        if word.isdecimal() and self.slots:
            return "{number}" in self.slots or ("{year}" in self.slots and "1900" <= word <= "2100")
        return bool(self.stems) and word.startswith(self.stems)


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the cue file."""

    reason: str
    match: str
    anywhere: bool
    elements: tuple[Element, ...]

    @property
    def is_loose(self) -> bool:
        """Tell whether the cue leaves words open, so that it may meet a heading by chance."""
        return any(element.most > 1 for element in self.elements)


def stops(line: str) -> bool:
    """Tell whether a line ends as a sentence does, emphasis left out of account."""
    return line.rstrip("*_").endswith(ENDS)


def words_of(text: str) -> list[str]:
    """Give a line's words in lower case; addresses, links, handles and © become slot names.

    >>> words_of("- Write Ana at ana@herald.example © 2031!")
    ['write', 'ana', 'at', '{email}', '{c}', '2031']
    """
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "word"
        found.append(match.group().casefold().replace("’", "'") if kind == "word" else f"{{{kind}}}")
    return found


def head_words(text: str) -> list[str]:
    """Give the words at the start of a line of any length."""
    return words_of(text[:MOST_CHARACTERS])[:MOST_WORDS]


def matches(cue: Cue, words: list[str], *, whole: bool) -> bool:
    """Tell whether the cue meets the first words of a line, or with `whole` all of them."""
    places = {0}
    limit = len(words)
    for element in cue.elements:
        reached: set[int] = set()
        for place in places:
            if element.least == 0:
                reached.add(place)
            taken = 0
            while taken < element.most and place + taken < limit and element.takes(words[place + taken]):
                taken += 1
                if taken >= element.least:
                    reached.add(place + taken)
        places = reached
        if not places:
            return False
    return limit in places if whole else True


class CueBook:
    """All cues of one file, found by the word that a line begins or ends with."""

    def __init__(self, cues: list[Cue]) -> None:
        self._by_word: dict[tuple[str, str], list[Cue]] = {}
        self._open: dict[str, list[Cue]] = {}
        for cue in cues:
            elements = cue.elements[::-1] if cue.match == "close" else cue.elements
            keys = _first_words(elements)
            if keys is None:
                self._open.setdefault(cue.match, []).append(cue)
            for key in keys or ():
                self._by_word.setdefault((cue.match, key), []).append(cue)

    def inside(self, words: list[str], match: str = "inside") -> Cue | None:
        """Give a cue of a kind that may begin at any word."""
        for at, word in enumerate(words):
            for cue in self._by_word.get((match, word), ()):
                if matches(cue, words[at:], whole=False):
                    return cue
        return None

    def find(self, match: str, words: list[str]) -> Cue | None:
        """Give a cue of one kind that the words meet, one that counts anywhere if there is one."""
        if not words:
            return None
        edge = words[-1] if match == "close" else words[0]
        keys = [edge, "{number}"] if edge.isdecimal() else [edge]
        whole = match in {"line", "label", "tag"}
        best: Cue | None = None
        for cue in [
            *(c for key in keys for c in self._by_word.get((match, key), ())),
            *self._open.get(match, ()),
        ]:
            if best is not None and (best.anywhere or not cue.anywhere):
                continue
            if _meets(cue, words, whole=whole):
                best = cue
        return best


def _meets(cue: Cue, words: list[str], *, whole: bool) -> bool:
    if cue.match == "close":
        turned = Cue(cue.reason, cue.match, cue.anywhere, cue.elements[::-1])
        return matches(turned, words[::-1], whole=False)
    return matches(cue, words, whole=whole)


def _first_words(elements: tuple[Element, ...]) -> set[str] | None:
    """Give the words that a cue can begin with; None when it can begin with any."""
    keys: set[str] = set()
    for element in elements:
        if element.stems or "_" in element.slots or "{year}" in element.slots:
            return None
        keys |= element.words | element.slots
        if element.least:
            return keys
    return None


def parse_cue(cue: str) -> tuple[Element, ...]:
    """Read the cue column.

    >>> [len(element.words) for element in parse_cue("leave|post a? reply ...")]
    [2, 1, 1, 0]
    """
    return tuple(_element(part) for part in cue.split())


def _element(part: str) -> Element:
    if part == "...":
        return Element(frozenset(), (), frozenset({"_"}), 0, _GAP)
    least = 1
    if part.endswith("?"):
        part, least = part[:-1], 0
    if part == "{name}":
        return Element(frozenset(), (), frozenset({"_"}), least, _NAME)
    if part == "{section}":
        return Element(word_lists()["section"], (), frozenset(), least, most=3)
    choices = part.split("|")
    slots = {choice for choice in choices if choice.startswith("{") or choice == "_"}
    most = 1
    if "{name}" in slots:
        slots, most = {"_"}, _NAME
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    words = {choice for choice in choices if choice not in slots and not choice.endswith("*")} - {"{name}"}
    return Element(frozenset(words), stems, frozenset(slots), least, most)


@cache
def cue_book() -> CueBook:
    """Read ``boilerplate.tsv``."""
    return CueBook(
        [
            Cue(row["reason"], row["match"], row["where"] == "any", parse_cue(row["cue"]))
            for row in rows("boilerplate")
        ]
    )


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Read ``boilerplate_words.tsv``: the words of each kind."""
    lists: dict[str, set[str]] = {}
    for row in rows("boilerplate_words"):
        lists.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in lists.items()}
