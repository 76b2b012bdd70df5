"""The rules of `time_rules.tsv`, compiled.

A pattern is a row of tokens. ``<month>`` is a word of that use in `time_words.tsv`, a kind of number
(`standoff.stages.times.tokens`), or a piece of `time_pieces.tsv`; what is none of these stands for itself,
and so does a word without angle brackets. ``<n=count>`` gives it a name. ``?`` makes what it follows
optional, ``|`` parts alternatives, brackets group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.stages.times.tokens import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standoff.stages.times.tokens import Tokens

_PART = re.compile(r"(?:([a-z]\w*)=)?\(|\)\??|\||<(?:(\w+)=)?([\w|-]+)>\??|[^\s()|<>]+")
_CAPITAL_ONLY = frozenset({"month", "weekday", "short weekday", "short month", "zone"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of time expression.

    Attributes:
        gives: the name of its meaning (`standoff.stages.times.meanings`), and what that is told.
        guards: names of further conditions (`standoff.stages.times.guards`).
        first: the characters that it can begin with.
        groups: the groups of the pattern that bear each name; of alternatives at most one is filled.
    """

    name: str
    gives: tuple[str, ...]
    guards: tuple[str, ...]
    pattern: re.Pattern[str]
    first: frozenset[str]
    groups: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule that fits at a place.

    Attributes:
        start, end: the tokens it takes in, half open.
    """

    rule: Rule
    tokens: Tokens
    match: re.Match[str]

    @property
    def start(self) -> int:
        """The first token."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The token after the last."""
        return self.match.end()

    def has(self, name: str) -> bool:
        """Tell whether a named part was found."""
        return self.place(name) is not None

    def place(self, name: str) -> tuple[int, int] | None:
        """Give the tokens of a named part, half open."""
        for group in self.rule.groups.get(name, ()):
            if self.match.start(group) >= 0:
                return self.match.span(group)
        return None

    def words(self, name: str) -> list[str]:
        """Give the words of a named part in small letters; none when it was not found."""
        place = self.place(name)
        return [word.lower() for word in self.tokens.words[slice(*place)]] if place else []

    def word(self, name: str) -> str:
        """Give a named part of one word, or of several with a space between them."""
        return " ".join(self.words(name))


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, by the character that they can begin with."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    by_first: Mapping[str, tuple[Rule, ...]]
    core: re.Pattern[str]

    def at(self, tokens: Tokens, place: int) -> Iterator[Matched]:
        """Give the rules that fit at a token, the longest first, and then in the file's order."""
        found = []
        for rule in self.by_first.get(tokens.codes[place], ()):
            match = rule.pattern.match(tokens.codes, place)
            if match is not None:
                found.append(Matched(rule, tokens, match))
        found.sort(key=lambda each: -each.end)
        yield from found


@cache
def words(use: str) -> Mapping[str, str]:
    """Give the words of one use in `time_words.tsv`, in small letters, with their values."""
    return {row["word"].lower(): row["value"] for row in rows("time_words") if row["use"] == use}


@cache
def months() -> Mapping[str, int]:
    """Give every written form of a month, in small letters and without its stop, with its number."""
    return {
        word.lower(): int(row["number"])
        for row in rows("months")
        for word in [row["name"], *row["short"].split()]
    }  # fmt: skip


@cache
def holiday_names() -> Mapping[tuple[str, ...], str]:
    """Give the key of each holiday by the tokens of its name."""
    return {tuple(_apart(row["name"])): row["key"] for row in rows("time_holidays")}


def _apart(name: str) -> list[str]:
    return re.findall(r"['’]s\b|[^\W\d_]+|[^\w\s]", name)


@cache
def grammar() -> Grammar:
    """Compile the rules, once."""
    pieces = {row["name"]: row["pattern"] for row in rows("time_pieces")}
    pieces["holiday"] = " | ".join(" ".join(name) for name in sorted(holiday_names(), key=lambda n: -len(n)))
    listed = rows("time_rules")
    lexicon = Lexicon(_forms([*pieces.values(), *(row["pattern"] for row in listed)]))
    made = []
    for row in listed:
        compiler = _Compiler(lexicon, pieces)
        shape, first, _ = compiler.compiled(row["pattern"])
        guards = () if row["guard"] == "-" else tuple(row["guard"].split())
        groups = {name: tuple(numbers) for name, numbers in compiler.groups.items()}
        made.append(Rule(row["name"], tuple(row["gives"].split()), guards, re.compile(shape), first, groups))
    by_first: dict[str, list[Rule]] = {}
    for rule in made:
        for code in sorted(rule.first):
            by_first.setdefault(code, []).append(rule)
    core = "".join(sorted({code for use in _CORES for code in lexicon.codes_of(use)}))
    return Grammar(
        lexicon, tuple(made), {code: tuple(each) for code, each in by_first.items()}, re.compile(f"[{core}]")
    )


_CORES = (
    "unit", "long unit", "month", "short month", "weekday", "short weekday", "weekdays", "season",
    "deictic", "ref", "ref adjective", "frequency", "year", "decade", "decade word", "hundreds", "iso",
    "dotted", "slashed", "hm", "ampm", "hhmm", "noon", "nthcentury", "monthday", "nth", "part of day",
    "parts of day", "qq", "=clock", "holiday word", "=period", "=past", "=future", "=moment",
    "=present", "=overnight", "=later",
)  # fmt: skip
"""A sentence with none of these has no time in it."""


def _forms(patterns: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Give every form of a word that the grammar knows, with what it can be."""
    found: dict[str, set[str]] = {}
    for word, thing in _things(patterns):
        forms = {word.capitalize(), word.upper()}
        if thing not in _CAPITAL_ONLY:
            forms.add(word)
        for form in forms:
            found.setdefault(form, set()).add(thing)
    for name in holiday_names():
        found.setdefault(name[0].capitalize(), set()).add("holiday word")
    for dash in "-–—":
        found.setdefault(dash, set()).update({"=-", "dash"})
    for own in ("’s", "'s"):
        found.setdefault(own, set()).add("='s")
    return {word: frozenset(things) for word, things in found.items()}


def _things(patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each word of the grammar with one thing that it can be."""
    literals = set(_literals(patterns))
    yield from ((literal, "=" + literal) for literal in sorted(literals))
    for row in rows("time_words"):
        if row["use"].replace(" ", "_") in literals:
            yield row["word"], row["use"]
    for row in rows("months"):
        yield row["name"], "month"
        yield from ((short, "short month") for short in row["short"].split())
    yield from ((row["word"], row["use"]) for row in rows("number_words"))


def _literals(patterns: Sequence[str]) -> Iterator[str]:
    """Give what patterns name: words that stand for themselves, uses of words, pieces."""
    for pattern in patterns:
        for part in _PART.finditer(pattern):
            if part[3]:
                yield from part[3].split("|")
            elif not part[0].startswith(("(", ")", "|")) and not part[1]:
                yield part[0].removesuffix("?")


class _Compiler:
    """Makes a regular expression over token characters of a pattern, with what it can begin with."""

    def __init__(self, lexicon: Lexicon, pieces: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        self._pieces = pieces
        self._count = 0
        self.groups: dict[str, list[int]] = {}

    def _named(self, name: str) -> None:
        """Number the next group: they are numbered by where they open."""
        self._count += 1
        self.groups.setdefault(name, []).append(self._count)

    def compiled(self, pattern: str) -> tuple[str, frozenset[str], bool]:
        """Give the expression, the characters that it can begin with, and whether it can be empty."""
        parts = list(_PART.finditer(pattern))
        made, at = self._either(parts, 0)
        if at != len(parts):
            raise ValueError(f"brackets do not pair in {pattern!r}")
        return made

    def _either(self, parts: list[re.Match[str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        shapes, first, empty = [], frozenset[str](), False
        while True:
            (shape, begins, nothing), at = self._row(parts, at)
            shapes.append(shape)
            first |= begins
            empty |= nothing
            if at >= len(parts) or parts[at][0] != "|":
                return ("|".join(shapes), first, empty), at
            at += 1

    def _row(self, parts: list[re.Match[str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        shape, first, empty = "", frozenset[str](), True
        while at < len(parts) and parts[at][0] != "|" and not parts[at][0].startswith(")"):
            (one, begins, nothing), at = self._item(parts, at)
            shape += one
            if empty:
                first |= begins
            empty = empty and nothing
        return (shape, first, empty), at

    def _item(self, parts: list[re.Match[str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        part = parts[at]
        optional = part[0].endswith("?")
        if part[0].endswith("("):
            if part[1]:
                self._named(part[1])
            (shape, first, empty), at = self._either(parts, at + 1)
            optional = at < len(parts) and parts[at][0].endswith("?")
            shape = f"({shape})" if part[1] else f"(?:{shape})"
        elif part[0].startswith("<"):
            if part[2]:
                self._named(part[2])
            shape, first, empty = self._things(part[3].split("|"))
            if part[2]:
                shape = f"({shape})"
        else:
            shape, first, empty = self._things(["=" + part[0].removesuffix("?").lower()])
        return (f"(?:{shape})?" if optional else shape, first, empty or optional), at + 1

    def _things(self, names: Sequence[str]) -> tuple[str, frozenset[str], bool]:
        shapes, first, empty, codes = [], frozenset[str](), False, frozenset[str]()
        for name in names:
            if name in self._pieces:
                shape, begins, nothing = self.compiled(self._pieces[name])
                shapes.append(shape)
                first |= begins
                empty |= nothing
            else:
                known = self._lexicon.codes_of(name.replace("_", " ")) or self._lexicon.codes_of("=" + name)
                if not known:
                    raise ValueError(f"nothing is called {name!r}")
                codes |= known
        if codes:
            shapes.append(f"[{''.join(sorted(codes))}]")
        return (shapes[0] if len(shapes) == 1 and codes else f"(?:{'|'.join(shapes)})"), first | codes, empty
