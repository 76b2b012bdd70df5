"""Where the words of its clause put a time: before, at or after the day on which they were written.

There is no parse: the nearest verb decides, before the time first, then after it, within its clause and then
beyond its commas. Verbs and other words that tell are data (`time_verbs.tsv`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Tense

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FAR = 16
"""Tokens on either side that are looked at."""
_NEAR = 8
"""Tokens in which "will" governs what follows it."""
_NOUN = 5
"""Words that a noun with all that stands before it can have."""
_NO_VERB = (
    "s",
    "ing",
    "ed",
    "ly",
    "al",
    "ary",
    "ous",
    "ic",
    "ful",
    "an",
    "ism",
    "tion",
    "ness",
    "ity",
    "ist",
)
"""Endings of words that, after "to", are no verb, unless they are listed as one."""
_OWN = frozenset({"'s", "’s"})
_TITLE = 8
"""Tokens that a title between quotation marks can have."""
_AUXILIARIES = 5
"""Tokens before a verb that can hold its auxiliaries."""
_MODAL = frozenset(
    {"will", "shall", "ll", "won", "would", "may", "might", "could", "should", "can", "must", "to"}
)
_BE = frozenset({"is", "are", "am", "re"})
_HAS = frozenset({"was", "were", "had", "has", "have", "did", "ve"})
_BETWEEN = frozenset(
    {
        "be", "been", "being", "not", "also", "then", "still", "soon", "now", "later", "all", "both", "t",
        "’", "'", "again", "first",
    }
)  # fmt: skip

_BEFORE_NOUN = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "any", "no", "of"})
_NOW = frozenset({"now", "today", "currently", "current", "this"})
_WILL_BE = frozenset({"will", "ll", "shall"})
_WILL = frozenset({"will", "ll", "would", "shall"})
_LOOKING_BACK = frozenset({"following", "despite", "during", "from", "after"})


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("time_verbs") if row["use"] == use)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        form
        for row in rows("time_words")
        if row["use"] == "weekday"
        for form in (row["word"], row["word"].capitalize())
    )


@cache
def _uses() -> Mapping[str, frozenset[str]]:
    return {
        use: _words(use)
        for use in (
            "past",
            "base",
            "future",
            "intent",
            "plan",
            "present",
            "not past",
            "stop",
            "going",
            "telling",
        )
    }


def tense_at(words: Sequence[str], first: int, last: int) -> Tense | None:
    """Tell where a clause puts the time that stands in it.

    Args:
        words: the tokens of the sentence, in small letters; names keep their capitals.
        first: the time's first token.
        last: the token after its last.

    >>> said = "the envoys will meet in tesk on friday , karr said tuesday .".split()
    >>> str(tense_at(said, 7, 8)), str(tense_at(said, 11, 12))
    ('future', 'past')
    """
    at_once = _beside(words, first, last) or _by_noun(words, first, last) or _by_clause(words, first, last)
    if at_once is not None:
        return at_once
    before = range(first - 1, max(first - 1 - FAR, -1), -1)
    after = range(last, min(last + FAR, len(words)))
    for places, crosses in ((before, False), (after, False), (before, True), (after, True)):
        told = _first_verb(words, places, crosses=crosses)
        if told is not None:
            return told
    return None


def _beside(words: Sequence[str], first: int, last: int) -> Tense | None:  # noqa: PLR0911
    """Read the preposition just before: "since Monday", "by Friday", "ahead of Tuesday"."""
    if first and words[first - 1] in _BE and words[first] not in _NOW:
        return Tense.FUTURE
    if first and words[first - 1] == "since":
        return Tense.PAST
    if (
        first > 2
        and words[first - 1] == "as"
        and words[first - 3] == "as"
        and words[first - 2] in ("soon", "early", "late")
    ):
        return Tense.FUTURE
    if first and words[first - 1] in ("by", "until", "till"):
        near = words[max(first - 12, 0) : first - 1]
        if any(word in _words("deadline") for word in near):
            return Tense.FUTURE
        told = _first_verb(words, range(first - 2, max(first - 10, -1), -1), crosses=False)
        told = told or _first_verb(words, range(last, min(last + FAR, len(words))), crosses=True)
        return None if told is Tense.PAST else Tense.FUTURE
    if first and words[first - 1] in _LOOKING_BACK and not _WILL & set(words[max(first - 12, 0) : first - 1]):
        own = last < len(words) and words[last] in ("'s", "’s")
        return Tense.PAST if own or words[first - 1] not in ("during", "from", "after") else None
    if first > 1 and words[first - 1] == "of" and words[first - 2] == "ahead":
        return Tense.FUTURE
    return None


def _by_noun(words: Sequence[str], first: int, last: int) -> Tense | None:
    """Read the noun that a time stands before: "Friday's ruling", "his Monday remarks" have been.

    Of an occasion that is planned ahead, a vote or talks, the clause tells.
    """
    if last >= len(words) or words[first] == "this" or (first and words[first - 1] in ("this", "for")):
        return None
    if words[last] in _OWN:
        nouns = _nouns(words, last + 1)
    elif first and words[first] in _weekdays() and words[first - 1] in _BEFORE_NOUN | _OWN:
        nouns = _nouns(words, last)
    else:
        return None
    if not nouns:
        return None
    if _words("done").isdisjoint(nouns):
        near = words[max(first - _NEAR, 0) : first]
        if not _words("occasion").isdisjoint(nouns) or not _WILL_BE.isdisjoint(near):
            return None
    return Tense.PAST


def _nouns(words: Sequence[str], at: int) -> list[str]:
    """Give the words from a place on that can be one noun with what stands before it."""
    found = []
    for word in words[at : at + _NOUN]:
        if not word[0].isalpha() and word != "-":
            break
        if word in _words("stop") or word in _words("after noun"):
            break
        found.append(word)
    return found


def _by_clause(words: Sequence[str], first: int, last: int) -> Tense | None:
    """Read a clause that hangs on the time, or one that it hangs on.

    "Friday, when he left"; "those to join on Friday were"; "called for a vote in a statement on Friday".
    """
    at = last + (words[last : last + 1] == [","])
    if words[at : at + 1] == ["when"]:
        told = _first_verb(words, range(at + 1, min(at + FAR, len(words))), crosses=True)
        return told if told is not Tense.PRESENT else None
    if _tells_when_said(words, first):
        return Tense.PAST
    if words[first] == "this" and not _uses()["plan"].isdisjoint(words[last : last + 1]):
        return Tense.FUTURE
    if words[last : last + 1] in (["was"], ["were"]):
        near = words[max(first - FAR, 0) : first]
        return Tense.PAST if _uses()["future"].isdisjoint(near) else None
    return None


def _tells_when_said(words: Sequence[str], first: int) -> bool:
    """Tell "in a statement on Friday"."""
    said = first - 2 if words[max(first - 1, 0)] == "on" else first - 1
    if said < 1 or words[first] not in _weekdays() or words[said] not in _words("utterance"):
        return False
    return _WILL_BE.isdisjoint(words[max(said - FAR, 0) : said])


def is_called_off(words: Sequence[str], first: int, last: int) -> bool:
    """Tell whether what was planned for a time was called off: that does not say whether the day is past.

    >>> is_called_off("a rally planned for saturday was canceled".split(), 4, 5)
    True
    """
    if _words("planned").isdisjoint(words[max(first - _AUXILIARIES, 0) : first]):
        return False
    at = last + (words[last : last + 1] == [","])
    if words[at : at + 1] not in (["was"], ["were"], ["has"], ["have"]):
        return False
    return not _words("called off").isdisjoint(words[at + 1 : at + 1 + _AUXILIARIES])


def _first_verb(words: Sequence[str], places: range, *, crosses: bool) -> Tense | None:
    """Give the tense of the first verb of a row of places."""
    stops, title = _words("stop"), len(words)
    for at in places:
        word = words[at]
        if places.step < 0 and word == "”":
            title = _title_start(words, at)
        if places.step < 0 and at >= title:
            continue
        if not word[0].isalpha():
            if (word in ",()" and crosses) or (word == "." and at + 1 < len(words)):
                continue  # a full stop within a sentence is an abbreviation's
            if word in ",.!?" or word in stops:
                return None
            continue
        if word in stops and not crosses:
            return None
        if places.step > 0 and word == "called" and words[at + 1 : at + 2] == ["for"]:
            return _group(words, at)  # what is called for is not what happens on the day before it
        told = _verb(words, at, plans=not crosses and places.step < 0)
        if told is not None:
            return told
    return None


def _title_start(words: Sequence[str], close: int) -> int:
    """Find the opening mark of a short title that a closing mark ends; past the end when there is none."""
    for at in range(close - 1, max(close - _TITLE, -1), -1):
        if words[at] == "“":
            return at
    return len(words)


def _verb(words: Sequence[str], at: int, *, plans: bool) -> Tense | None:
    """Give the tense of a verb group that ends at a word; None when it is no verb.

    With `plans` a present form may speak of a plan: "the court meets on Friday".
    """
    word, uses = words[at], _uses()
    is_noun = at > 0 and words[at - 1] in _BEFORE_NOUN
    if f"{word} {''.join(words[at + 1 : at + 2])}" in uses["future"]:
        if word == "ahead":
            return _looking_ahead(words, at)
        return Tense.FUTURE if _BEFORE_NOUN.isdisjoint(words[max(at - 2, 0) : at]) else None
    if word in uses["future"] and not (is_noun and word in _MODAL):
        return _looking_ahead(words, at)
    if _is_past(word):
        return None if _is_adjective(words, at) else _group(words, at)
    if not is_noun and (word in uses["base"] or (at and words[at - 1] == "to" and _may_be_verb(word))):
        return _after_to(words, at) or (Tense.FUTURE if plans and word in uses["plan"] else None)
    return None if is_noun else _present(words, at, plans=plans)


def _looking_ahead(words: Sequence[str], at: int) -> Tense | None:
    """Give the tense of a word such as "will" or "planned"; "as planned" says nothing."""
    if "as" in words[max(at - 2, 0) : at]:
        return None
    return Tense.PAST if _looks_back(words, at) else Tense.FUTURE


def _present(words: Sequence[str], at: int, *, plans: bool) -> Tense | None:
    """Give the tense of a present form or participle; None when it is neither."""
    word, uses = words[at], _uses()
    if word.endswith("ing") and at and words[at - 1] in ("after", "since", "following"):
        return Tense.PAST
    if plans and word in uses["plan"]:
        return Tense.FUTURE
    if word in uses["telling"]:
        return Tense.PAST
    if word.endswith("ing") and at and words[at - 1] in _BE:
        return Tense.FUTURE if word in uses["going"] else Tense.PRESENT
    return Tense.PRESENT if word in uses["present"] or word in _BE else None


def _looks_back(words: Sequence[str], at: int) -> bool:
    """Tell "had been due", "could not be" and "ahead of the talks, they left", which look back."""
    word = words[at]
    if "had" in words[max(at - 4, 0) : at]:
        return True
    if word == "could":
        return _denied(words, at)
    if word != "ahead" or "," not in words[at : at + FAR]:
        return False
    comma = words.index(",", at)
    for other in words[comma + 1 : comma + FAR]:
        if other in _MODAL or other in ",.;":
            return False
        if _is_past(other):
            return True
    return False


def _denied(words: Sequence[str], at: int) -> bool:
    """Tell "could not be reached", which looks back."""
    return bool({"not", "n't", "neither", "nor", "never"} & set(words[max(at - 8, 0) : at + 3]))


def _is_adjective(words: Sequence[str], at: int) -> bool:
    """Tell "a contested vote" and "the newly signed accord" from a verb."""
    if at + 1 >= len(words) or not words[at + 1].isalpha() or words[at + 1] in _words("after noun"):
        return False
    before = at - 2 if at > 1 and words[at - 1].endswith("ly") else at - 1
    return before >= 0 and words[before] in _BEFORE_NOUN


def _may_be_verb(word: str) -> bool:
    """Tell whether a word after "to" can be a bare verb: "to drive", not "to prison"."""
    return word.islower() and word not in _words("no verb") and not word.endswith(_NO_VERB) and len(word) > 1


def _is_past(word: str) -> bool:
    """Tell a past form or participle; names keep their capital here and are none."""
    uses = _uses()
    regular = word.endswith("ed") and len(word) > 3 and word.islower()
    return word in uses["past"] or (regular and word not in uses["not past"])


def _group(words: Sequence[str], at: int) -> Tense:
    """Give the tense of a past form or participle by the auxiliaries before it."""
    for before in range(at - 1, max(at - 1 - _AUXILIARIES, -1), -1):
        word = words[before]
        if word == "could" and _denied(words, before):
            return Tense.PAST
        if _is_modal(words, before):
            return Tense.FUTURE if word != "to" or words[at - 1] == "be" else Tense.PAST
        if word in _HAS:
            return Tense.PAST
        if word in _BE:
            return Tense.PRESENT
        if word not in _BETWEEN and not word.endswith("ly"):
            break
    return Tense.PAST


def _is_modal(words: Sequence[str], at: int) -> bool:
    """Tell a modal verb; "won" is one in "won't" alone."""
    return words[at] in _MODAL and (words[at] != "won" or words[at + 1 : at + 2] in (["’"], ["'"]))


def _after_to(words: Sequence[str], at: int) -> Tense | None:
    """Give the tense of a bare verb by what stands before it: "will meet", "agreed to meet"."""
    for before in range(at - 1, max(at - 1 - _AUXILIARIES, -1), -1):
        word = words[before]
        if word == "to":
            return _purpose(words, before)
        if word in ("did", "didn", "have", "has", "had", "ve"):
            return Tense.PAST  # "have come": what looks like a bare verb is a participle
        if _is_modal(words, before):
            return Tense.FUTURE
        if word not in _BETWEEN and not word.endswith("ly"):
            break
    return None


def _purpose(words: Sequence[str], to: int) -> Tense:
    """Tell "agreed to meet on Friday", which looks ahead, from "voted to leave on Friday"."""
    uses = _uses()
    for before in range(to - 1, max(to - 6, -1), -1):
        word = words[before]
        if word in _HAS | _BE and not _BETWEEN.issuperset(words[before + 1 : to]):
            # "are to meet", not "were quick to speak"
            if _is_past(word):
                return Tense.PAST
            continue
        if word in uses["intent"] or word in uses["future"]:
            return Tense.PAST if "had" in words[max(before - 3, 0) : before] else Tense.FUTURE
        if _is_past(word):
            return Tense.PAST
        if not word[0].isalpha():
            break
    return Tense.FUTURE
