"""Rows of sections and services: the menus at a page's head and foot, and the labels above a title."""

from __future__ import annotations

import re
from functools import cache

from standoff.ingest.cues import MOST_CHARACTERS, QUOTES, cue_book, stops, word_lists, words_of

SURE, LIKELY = "sure", "likely"
_BAR = re.compile(r"[\t|•·›»]|\s{2,}|\s[/>–]\s|(?<=[a-z])/(?=[A-Z])")


def parts_of(line: str) -> list[str]:
    """Part a line at bars, dots, arrows, tabs and runs of spaces.

    >>> parts_of("Home  World | Ships & Ports · Money")
    ['Home', 'World', 'Ships & Ports', 'Money']
    """
    return [part for part in (piece.strip(" *_[]") for piece in _BAR.split(line[:MOST_CHARACTERS])) if part]


def menu_parts(line: str) -> list[str]:
    """Give the parts of a line that may be a row of sections; none when it cannot be one."""
    if len(line) > MOST_CHARACTERS or stops(line) or any(sign in line for sign in QUOTES + ":,;@©"):
        return []
    if any(letter.isdecimal() for letter in line):
        return []
    parts = parts_of(line)
    if len(parts) == 1 and line.count(" ") >= 3:
        sections = word_lists()["section"]
        single = [word for word in line.split() if word.isalpha()]
        if not all(word.casefold() in sections and word[0].isupper() for word in single):
            return []
        return single
    return parts if len(parts) > 1 else []


def is_menu_part(part: str) -> bool:
    """Tell whether a part of a row names a section of a site, a service or a notice."""
    lists = word_lists()
    words = words_of(part)
    telling = [word for word in words if word not in lists["filler"]]
    if not 1 <= len(words) <= 5 or not telling:
        return False
    known = lists["section"] | lists["furniture"]
    if all(word in known for word in telling):
        return True
    if words[0] in lists["furniture"] and len(words) <= 4:
        return True
    cue = cue_book().find("line", words)
    return cue is not None and not cue.is_loose


def menu_strength(line: str) -> str | None:
    """Tell how surely a line is a row of sections and services: `SURE`, `LIKELY`, or None when it is none.

    Enough of its parts must be known, and none of the others may be longer than a name.

    >>> menu_strength("Home | World | Shipping | Sport | Weather"), menu_strength("News · Ferries · Letters")
    ('sure', 'likely')
    >>> menu_strength("Ferries stay in port | The Harbour Herald")
    """
    parts = menu_parts(line)
    known = sum(map(is_menu_part, parts))
    needed = max(2, (len(parts) + 2) // 3) if len(parts) > 4 else max(2, (len(parts) + 1) // 2)
    lists = word_lists()
    if known < needed or all(part.casefold() in lists["place"] for part in parts):
        return None
    unknown = [part for part in parts if not is_menu_part(part) and part.casefold() not in lists["place"]]
    if any(sum(word not in lists["filler"] for word in words_of(part)) > 2 for part in unknown):
        return None
    return SURE if len(parts) >= 5 and known >= 0.6 * len(parts) else LIKELY


def site_of_row(line: str) -> str | None:
    """Give the outlet of a line that holds an outlet's name and a section, and nothing else.

    >>> site_of_row("Karven Radio | News in English"), site_of_row("World | The Harbour Herald")
    ('Karven Radio', 'The Harbour Herald')
    >>> site_of_row("Ferries stay in port | The Harbour Herald")
    """
    parts = parts_of(line) if len(line) <= 100 and menu_parts(line) else []
    if not 2 <= len(parts) <= 3 or any(len(part.split()) > 5 or not part[0].isupper() for part in parts):
        return None
    names = [part for part in parts if not is_menu_part(part)]
    return names[0] if len(names) == 1 else None


def is_label(line: str, words: list[str]) -> bool:
    """Tell whether a line is a few capitalised words, as a site's name or a section's above a title is."""
    if not 1 <= len(words) <= 5 or len(line) > 45 or stops(line):
        return False
    if words[0] in {"by", "from", "updated", "published", "posted"}:
        return False
    if (
        any(sign in line for sign in QUOTES + ":,;?‘’'—()_@|•›/")
        or line.endswith(("-", "–"))
        or not any(len(word) > 2 for word in words)
        or " ".join(words) in word_lists()["agency"]
    ):
        return False
    small = {"and", "the", "for"}
    return not any(word.isdecimal() for word in words) and all(
        word[0].isupper() or len(word) < 3 or word in small for word in line.split()
    )


def is_section(words: list[str]) -> bool:
    """Tell whether a label is a section's: a country, a region, or made of words that sections have."""
    lists = word_lists()
    label = " ".join(words)
    if label in lists["place"] or label in _countries():
        return True
    return all(word in lists["section"] or word in lists["filler"] for word in words)


@cache
def _countries() -> frozenset[str]:
    import pycountry

    names = set()
    for country in pycountry.countries:
        names.add(getattr(country, "common_name", country.name).split(",")[0].casefold())
    return frozenset(names)
