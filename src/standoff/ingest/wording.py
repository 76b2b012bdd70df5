"""What the characters of one line or sentence say about it, wherever on the page it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from standoff.ingest.cues import ENDS, QUOTES, cue_book, head_words, word_lists, words_of
from standoff.ingest.markdown import closing_links, worded
from standoff.ingest.menus import SURE, is_menu_part, menu_strength

if TYPE_CHECKING:
    from standoff.ingest.cues import Cue

BULLETS = ("•", "·", "▪", "◦", "‣", "*", "- ", "– ", "— ")
_ARROWS = ("»", "›", "→", ">>", "➔", "▸", "≫")
_BIO = re.compile(
    r"(?P<name>[A-Z][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){1,4}?)(?:, [^,.]{1,60},| \([^()]{1,60}\))?"
    r" (?:is|covers|writes|reports|teaches|edits|serves|has (?:covered|written|reported)) "
)
_PAGER = re.compile(r"\d{1,4} (?:/|of) \d{1,4}")
_ICON = re.compile(r"[a-z]{1,20}(?:_[a-z]{1,20}){1,4}")
_CODE = re.compile(r"(?:window|document)\.\w{1,30}|function\s?\(|\.push\(|</?(?:div|script|iframe|span)\b")
_ADDRESS = frozenset(
    [
        "you",
        "your",
        "you'll",
        "you're",
        "we",
        "our",
        "us",
        "here",
        "please",
        "newsletter",
        "subscribe",
        "inbox",
        "app",
    ]
)
_SMALL = frozenset(
    ["via", "for", "of", "the", "and", "de", "van", "von", "der", "by", "file", "pool", "photo", ""]
)


class Reason(StrEnum):
    """What a piece of furniture is."""

    ADVERTISEMENT = "advertisement"
    NAVIGATION = "navigation"
    SITE_NAME = "site name"
    COMMENT_FORM = "comment form"
    SUBSCRIPTION = "subscription"
    NOTICE = "notice"
    RELATED = "related stories"
    SOURCE_LINK = "source link"
    AUTHOR_BOX = "author box"
    SHARE = "share"
    CONTACT = "contact"
    CREDIT = "caption credit"
    PLACEHOLDER = "media placeholder"
    CODE = "page code"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line's own characters say, the same wherever it stands.

    Attributes:
        words: its first words, as `cues.words_of` gives them.
        sure: why it is furniture wherever it stands.
        likely: why it is furniture with the support of place, neighbours or repetition.
        match: the kind of the cue that it met, ``menu`` or ``links``; else empty.
    """

    words: list[str]
    sure: Reason | None
    likely: Reason | None
    match: str


def read(line: str) -> Reading:
    """Judge a line by its wording and shape alone."""
    links_from, labels = closing_links(line)
    line = worded(line)
    words = head_words(line)
    shape = _by_shape(line, words)
    if shape is not None:
        return Reading(words, shape, None, match="")
    cue = _cue(line, words)
    if cue is not None and (cue.anywhere or not line.startswith(BULLETS)):
        reason = Reason(cue.reason)
        if cue.anywhere:
            return Reading(words, reason, None, match=cue.match)
        return Reading(words, None, reason, match=cue.match)
    return _by_parts(line, words, labels if links_from == 0 else [])


def _by_parts(line: str, words: list[str], labels: list[str]) -> Reading:
    """Judge a line that met no cue by the parts it falls into; `labels` when it is nothing but links."""
    if labels:
        if len(labels) > 1 and any(map(is_menu_part, labels)):
            return Reading(words, link_reason(labels), None, match="menu")
        return Reading(words, None, Reason.RELATED, match="links")
    row = menu_strength(line)
    if row:
        sure = Reason.NAVIGATION if row == SURE else None
        return Reading(words, sure, None if sure else Reason.NAVIGATION, match="menu")
    likely = Reason.NAVIGATION if _only_furniture_words(line, words) else None
    return Reading(words, None, likely, match="")


def link_reason(labels: list[str]) -> Reason:
    """Say what a row of links is for, by the first label that says so."""
    for label in labels:
        cue = cue_book().find("line", words_of(label))
        if cue is not None and cue.anywhere:
            return Reason(cue.reason)
    return Reason.NAVIGATION


def _cue(line: str, words: list[str]) -> Cue | None:
    book, count = cue_book(), len(words)
    if not words:
        return None
    labelled = label_of(line)
    if labelled is not None:
        label, rest = labelled
        cue = book.find("label", label) if rest <= 25 else None
        if cue is None and rest <= 10:
            cue = book.find("tag", label)
        if cue is not None:
            return cue
    if line[0] in QUOTES or _relays_speech(line, words):
        return None
    inside = _bracketed(line)
    short = count <= 40 and len(line) <= 400
    single = short and (count <= 20 or _speaks_to_reader(line))
    candidates = [
        book.find("line", words) if short else None,
        book.find("open", words) if single else None,
        book.find("long", words),
        book.find("sentence", words) if single else None,
        _note(line, words) if short else None,
        book.find("close", words) if count <= 15 else None,
        book.find("paren", words_of(inside)) if inside else None,
    ]
    found = [cue for cue in candidates if cue is not None]
    return next((cue for cue in found if cue.anywhere), found[0] if found else None)


def _note(sentence: str, words: list[str]) -> Cue | None:
    """Find a cue that names come before, or only names come after."""
    book = cue_book()
    cue = book.inside(words)
    if cue is not None:
        names = sentence[:1].isupper() if cue.anywhere else _only_names(sentence, 0)
        return cue if names else None
    cue = book.find("names", words)
    return cue if cue is not None and _only_names(sentence, len(cue.elements)) else None


def _only_names(sentence: str, after: int) -> bool:
    """Tell whether capitalised words, and small ones between them, are all that follow the first words."""
    rest = [word.strip(" ,.;()*_") for word in sentence.split()[after:]]
    small = _SMALL | {"in", "at", "from", "with", "to", "reported"}
    return any(word[:1].isupper() for word in rest) and all(
        word[:1].isupper() or word.casefold() in small for word in rest
    )


def _speaks_to_reader(line: str) -> bool:
    """Tell whether a line's last sentence is still the page's own voice, when it holds several."""
    last = max(line.rfind(stop, 0, -1) for stop in (". ", "! ", "? ", ".  "))
    if last < 0:
        return True
    words = words_of(line[last:])
    return any(word in _ADDRESS or word[0] == "{" for word in words)


def label_of(line: str) -> tuple[list[str], int] | None:
    """Split off a label (before an early colon or bar, or in capitals); count the words after it."""
    head = line[:45]
    places = [at for at in map(head.find, (":", "|", "»")) if at > 0]
    if places:
        at = min(places)
        label = words_of(head[:at])
        return (label, len(head_words(line[at + 1 :]))) if len(label) <= 5 else None
    parts = line[:200].strip("[(*-–—> ").split()
    capitals = 0
    while capitals < len(parts) and parts[capitals].isalpha() and parts[capitals].isupper():
        capitals += 1
    if 2 <= capitals <= 4 and capitals < len(parts):
        return words_of(" ".join(parts[:capitals])), len(head_words(line)) - capitals
    return None


def _relays_speech(line: str, words: list[str]) -> bool:
    verbs = word_lists()["reporting verb"]
    return any(mark in line for mark in QUOTES) and any(word in verbs for word in words)


def _bracketed(line: str) -> str | None:
    if len(line) <= 400 and line.startswith(("(", "[")) and line.rstrip(". ").endswith((")", "]")):
        return line[1:-1]
    return None


def _by_shape(line: str, words: list[str]) -> Reason | None:
    if len(line) > 60 and _CODE.search(line[:200]) and line.count("{") + line.count(";") >= 2:
        return Reason.CODE
    if len(line) > 160 or len(words) > 15:
        return None
    count = len(words)
    linked = line.endswith(_ARROWS) and "«" not in line and count > 1
    if linked or (count >= 4 and line.startswith("[ ") and line.endswith(" ]")):
        return Reason.RELATED
    paged = len(line) <= 14 and _PAGER.fullmatch(" ".join(line.split()))
    if paged or (count == 1 and _ICON.fullmatch(line)):
        return Reason.PLACEHOLDER
    if 1 <= count <= 4 and line.endswith("•"):
        return Reason.SITE_NAME
    return Reason.CREDIT if _is_credit(line, words) else None


def _is_credit(line: str, words: list[str]) -> bool:
    """Tell whether a line is names and a picture agency, and nothing else."""
    agencies = word_lists()["photo agency"]
    if not 1 <= len(words) <= 10 or words[0] in {"by", "from"} or line.endswith(ENDS[1:]) or ". (" in line:
        return False
    bracketed = line.startswith("(") and line.endswith(")")
    parted = "/" in line or " via " in line or " | " in line or bracketed
    if not parted or not any(word in agencies for word in words):
        return False
    return all(
        word.strip("()[]/|,.-;")[:1].isupper() or word.strip("()[]/|,.-;").casefold() in _SMALL
        for word in line.replace("/", " ").split()
    )


def _only_furniture_words(line: str, words: list[str]) -> bool:
    if not 1 <= len(words) <= 10 or line.endswith((".", "?", "”", '"')):
        return False
    lists = word_lists()
    telling = [word for word in words if word not in lists["filler"] and not word.isdecimal()]
    count = sum(word in lists["furniture"] for word in telling)
    return count >= 1 and count >= 0.75 * len(telling)


def is_bio(line: str, words: list[str]) -> bool:
    """Tell whether a paragraph opens as a note on an author does: somebody is a columnist, covers ports."""
    if len(line) > 600 or line[0] in QUOTES:
        return False
    opening = words[:25]
    roles = word_lists()["bio role"]
    return ("is" in opening or "covers" in opening or "writes" in opening) and (
        any(word in roles for word in opening) or "covers" in opening[:5] or "writes" in opening[:5]
    )


def bio_name(line: str) -> str | None:
    """Give the name that a note on an author opens with.

    >>> bio_name("Ana Horvat, the desk's editor, is the author of “Tides”."), bio_name("It is late.")
    ('Ana Horvat', None)
    """
    match = _BIO.match(line) if len(line) <= 600 else None
    return match["name"] if match is not None else None


def closes_bio(line: str, words: list[str]) -> bool:
    """Tell whether a paragraph says what a note on an author says, and no reporting says in such words."""
    verbs = word_lists()["reporting verb"]
    if len(words) > 55 or any(word in verbs for word in words):
        return False
    if any(sign in line for sign in QUOTES) and "author" not in words and "book" not in words:
        return False
    return cue_book().inside(words, "bio") is not None


def speaks_for_site(words_before: str, names: list[str], *, below_rule: bool) -> bool:
    """Tell whether what stands before a row of links is the site's own voice and no reporting.

    Args:
        words_before: the sentence before the links.
        names: what the site calls itself.
        below_rule: whether a rule parts the line from the report.
    """
    words = head_words(words_before)
    verbs = word_lists()["reporting verb"]
    if (
        len(words) > 25
        or any(sign in words_before for sign in QUOTES)
        or any(word in verbs for word in words)
    ):
        return False
    return (
        below_rule or any(name in words_before for name in names) or any(word in _ADDRESS for word in words)
    )


def bracket_reason(inside: str) -> str | None:
    """Say why what stands in brackets at a paragraph's end is furniture, or that it is not."""
    cue = cue_book().find("paren", head_words(inside))
    labelled = label_of(inside)
    if cue is None and labelled is not None:
        cue = cue_book().find("label", labelled[0])
    return cue.reason if cue is not None and cue.anywhere else None


def sentence_reason(sentence: str, before: str) -> str | None:
    """Say why a sentence within a paragraph is furniture; not when it holds a quotation or stands in one.

    Args:
        sentence: its characters.
        before: what stands before it in its paragraph.
    """
    if len(sentence) > 300 or any(sign in sentence for sign in QUOTES):
        return None
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return None
    words = head_words(sentence)
    verbs = word_lists()["reporting verb"]
    cue = cue_book().find("sentence", words) or _note(sentence, words) if len(words) <= 40 else None
    if cue is None or not cue.anywhere or any(word in verbs for word in words):
        return None
    return cue.reason
