"""Shapes of persons', outlets' and agencies' names in bylines and notices.

This is no entity recognition: it decides only whether the few words beside "By" or "©" can be a person,
an outlet or a role.
"""

from __future__ import annotations

import re

from standoff.ingest.cues import stops, word_lists, words_of
from standoff.ingest.datestamp import PARTIAL_DATE, without_times

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "y",
        "e",
        "af",
        "av",
        "zu",
    ]
)
_PIECE = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b)\s*")
_CUT = re.compile(
    r"\||/|\s[-–—]\s|—|\(|@|•|\s(?:published|updated|posted|via|for|from|in|on|at|special|contact|follow|email)\b"
    r"|\S+@\S+",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)?|[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+){0,4}\.?")
_BY = re.compile(
    r"(?:^|[—–|•]\s{0,3}|\s-\s|\s{2,9})(?:(?:written|posted|authored|analysis|story|words|text|commentary|opinion"
    r"|interview|report|published|reported|submitted|created|perspective)\s{1,3})?by\s{0,2}:?\s{1,60}(?=\S)",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Tell whether words can be a person's name: two to five, capitalised, none of them a common word.

    >>> is_name("Michael R. Gordon"), is_name("Anna van der Berg"), is_name("Staff Writer"), is_name("AP")
    (True, True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    common = word_lists()["not a name"]
    full = 0
    for word in words:
        if word.casefold() in _PARTICLES and word is not words[-1]:
            continue
        if _INITIAL.fullmatch(word) and word[0].isupper():
            continue
        if not _WORD.fullmatch(word) or not word[0].isupper() or word.casefold().strip(".") in common:
            return False
        if word.endswith(("'s", "’s")):
            return False
        full += 1
    return 2 <= full <= 4 or (full == 1 and len(words) >= 2 and words[0] != words[-1] and len(words[-1]) > 2)


def is_agency(text: str) -> bool:
    """Tell whether words are a news agency's name.

    >>> is_agency("The Associated Press"), is_agency("(AP)"), is_agency("Ana Horvat")
    (True, True, False)
    """
    if len(text) > 60:
        return False
    return " ".join(words_of(text)) in word_lists()["agency"]


def is_outlet(text: str) -> bool:
    """Tell whether words look like an outlet's name: they end as such names do, or open with "The".

    >>> is_outlet("The Harbour Herald"), is_outlet("Karven Radio"), is_outlet("Patti Mohr")
    (True, True, False)
    """
    words = words_of(text) if len(text) <= 100 else []
    if not 1 <= len(words) <= 7:
        return False
    if words[-1].startswith("{"):
        return True
    return words[-1] in word_lists()["outlet"] or (words[0] == "the" and len(words) > 1)


def is_role(text: str) -> bool:
    """Tell whether words are what an outlet calls its people ("Senior Political Correspondent")."""
    words = words_of(text[:100])
    roles = word_lists()["role"]
    bio = word_lists()["bio role"]
    return (
        1 <= len(words) <= 6
        and any(word in bio for word in words)
        and all(word in roles or word in {"and", "the", "at", "large", "news"} for word in words)
    )


def leading_names(text: str) -> tuple[list[str], str | None]:
    """Read the names that a byline opens with, and the agency after them.

    >>> leading_names("ANA HORVAT and Tomas Reyk, Associated Press | Staff writer")
    (['ANA HORVAT', 'Tomas Reyk'], 'Associated Press')
    """
    rest = text[:200].strip(" \t:,")
    cut = _CUT.search(rest)
    tail = rest[cut.end() :] if cut else ""
    names: list[str] = []
    agency: str | None = None
    for piece in _PIECE.split((rest[: cut.start()] if cut else rest).strip(" .,")):
        clean = " ".join(piece.split())
        name, after = _split_agency(clean)
        if name and is_name(name) and not is_outlet(name):
            names.append(name)
            agency = agency or after
            continue
        if is_agency(clean):
            agency = agency or clean
        break
    if agency is None and is_agency(tail):
        agency = " ".join(tail.split())
    return names, agency


def _split_agency(text: str) -> tuple[str, str | None]:
    """Part "Tomas Reyk Associated Press" into name and agency, or outlet; the outlet is dropped."""
    words = text.split()
    for at in range(2, len(words)):
        after = " ".join(words[at:])
        if is_agency(after):
            return " ".join(words[:at]), after
        if len(words) - at <= 4 and (words[-1].casefold() in word_lists()["outlet"] or is_role(after)):
            return " ".join(words[:at]), None
    return text, None


def by_names(line: str) -> tuple[list[str], str | None] | None:
    """Read "By NAME and NAME, Agency": names and agency; None when the line is no byline."""
    match = _BY.search(line[:160])
    if match is None or len(line) > 250:
        return None
    names, agency = leading_names(PARTIAL_DATE.sub(" | ", without_times(line[match.end() :])))
    if not names and agency is None:
        return None
    if stops(line) and len(line.split()) > 3 + 3 * max(1, len(names)):
        return None
    return names, agency


def owner_of(line: str) -> str | None:
    """Give the name that a copyright notice holds: what stands beside the sign and the year."""
    line = line[:200]
    sign = max(line.find("©"), line.casefold().find("copyright"), line.casefold().find("(c)"))
    if sign < 0:
        return None
    rest = without_times(line[sign:])
    for word in ("copyright", "Copyright", "COPYRIGHT", "©", "(c)", "(C)"):
        rest = rest.replace(word, " ")
    rest = re.sub(r"\b(?:19|20)\d\d\b(?:\s?[-–]\s?(?:19|20)?\d\d\b)?", " ", rest)
    rest = re.split(r"[.;|,]\s|\s[-–—]\s|(?i:all rights|\binc\b|\bltd\b|\bllc\b)", rest.strip(" ,-–—"))[0]
    owner = " ".join(rest.split()).removeprefix("by ").removeprefix("By ").strip(" .,-–—")
    return owner if 1 <= len(owner.split()) <= 7 else None
