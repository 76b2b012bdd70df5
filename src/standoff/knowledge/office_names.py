"""What offices are called: "top diplomat" and "secretary of state" are both a foreign minister's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from standoff.knowledge import rows

_SPOKES = re.compile(r"\bspokes(?:man|woman|person)\b")
_SPELLINGS = (
    ("defense", "defence"), ("advisor", "adviser"), ("-", " "), ("’", "'"), ("organization", "organisation"),
)  # fmt: skip
_DROPPED = re.compile(r"^(?:the|acting|interim|current|incumbent|new|newly appointed|caretaker|sitting)\s")
_UN = re.compile(r"\b(?:the )?(?:united nations|u\.n\.|un)(?!\w)")
_CACHED = 20_000
"""Offices remembered; the roll has a tenth as many different ones."""
_SENT = re.compile(r"^(?:envoy|permanent representative|representative|permanent envoy) to ")
_MAX = 120
"""Code points; longer is no office."""


@lru_cache(maxsize=_CACHED)
def office_key(phrase: str) -> str:
    """Give what all names of an office have in common, to compare offices by.

    Spelling, "acting" and the holder's gender do not count; the names of one line of
    ``office_names.tsv`` are one office.

    >>> office_key("Minister of Defense"), office_key("acting defence minister")
    ('defence minister', 'defence minister')
    >>> office_key("harbour-master of Varn")
    'harbour master of varn'
    """
    plain = office_name(phrase)
    return _classes().get(plain, plain)


@lru_cache(maxsize=_CACHED)
def office_name(phrase: str) -> str:
    """Give an office's own name, spelt in one way, without "acting" and the holder's gender.

    >>> office_name("Acting Secretary of Defense"), office_name("foreign ministry spokeswoman")
    ('secretary of defence', 'foreign ministry spokesman')
    """
    words = " ".join(phrase[:_MAX].lower().split())
    for written, meant in _SPELLINGS:
        words = words.replace(written, meant)
    words = _SPOKES.sub("spokesman", _UN.sub("united nations", words))
    words = _SENT.sub("ambassador to ", " ".join(word for word in words.split() if word != "the"))
    dropped = True
    while dropped:
        shorter = _DROPPED.sub("", words)
        dropped, words = shorter != words, shorter
    return words


@cache
def _classes() -> dict[str, str]:
    return {
        office_name(name): office_name(row["office"])
        for row in rows("office_names")
        for name in (row["office"], *row["names"].split("|"))
        if name.strip()
    }


@cache
def known_offices() -> frozenset[str]:
    """Give the keys of the offices listed, whatever state or body they are of."""
    return frozenset(_classes().values())


def is_single(office: str) -> bool:
    """Tell whether one person at a time holds an office of a state or body: no senators, deputies, envoys.

    >>> is_single("foreign minister"), is_single("ambassador to Valmora"), is_single("senator")
    (True, True, False)
    """
    key = office_key(office)
    return key in _single() or key.startswith(_single_beginnings())


@cache
def _single() -> frozenset[str]:
    return frozenset(office_key(row["office"]) for row in rows("office_names") if row["holders"] == "one")


@cache
def _single_beginnings() -> tuple[str, ...]:
    """Give what offices begin with that there is one of for each place: "ambassador to"."""
    return tuple(row["office"] + " " for row in rows("office_names") if row["holders"] == "one each")


@cache
def leading_offices() -> dict[str, str]:
    """Give, by country, the key of the office whose holder "the country's leader" is."""
    return {code: office_key(row["office"]) for row in rows("leaders") for code in row["countries"].split()}
