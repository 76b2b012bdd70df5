"""Who and what a report names: persons, countries, governments, organisations, groups, places.

Two sources are brought together: the registry's names, which are certain, and the parser's named
entities, cleaned. A country's adjective ("Valmoran troops") is a mention of the country; a noun for
its people ("Valmorans") is a group. A seat of government ("the Kremlin") is its government, a
capital a place.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from standoff.knowledge.lookup import Names
from standoff.knowledge.words import name_words
from standoff.model.annotation import Mention
from standoff.model.codebook import Layer, MentionKind
from standoff.model.span import Span
from standoff.stages.acronyms import with_acronyms
from standoff.stages.base import PARSE
from standoff.stages.descriptions import describe
from standoff.stages.entities import body_of, entities, is_body_word
from standoff.stages.linking import Draft, id_of, listed
from standoff.stages.merging import extended, is_heading, merge, namesakes
from standoff.stages.metonyms import as_governments
from standoff.stages.offices import described
from standoff.stages.people import people_of
from standoff.stages.persons import FullNames, words_of
from standoff.stages.places import locate
from standoff.stages.titles import Known, Title, capital_titles, read_title, titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.stages.base import Reading

_MAX_NAME = 80
"""Code points read for a name after a title."""
_SMALL_WORD = re.compile(r"[a-z]{3,60}")
_MIN_SURNAME = 3
_OPEN = frozenset({MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.GROUP})
"""Kinds that the parser gives to persons' names it does not know."""
_NAMES = _OPEN | {MentionKind.PERSON}


class Actors:
    """Marks the mentions of a report; holds no state between reports."""

    name = "actors"
    version = 2
    gives: frozenset[Layer] = frozenset({Layer.MENTION})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE, Layer.TIME, PARSE})

    def annotate(self, reading: Reading) -> list[Mention]:
        """Mark who and what a report names, each place once, in text order."""
        pieces, languages = entities(reading)
        drafts = merge(reading, listed(reading, languages), pieces)
        drafts = _with_surnames_of_cities(reading, drafts)
        as_governments(reading, drafts)
        drafts = _with_titled(reading, drafts)
        drafts = _without_headline_words(reading, drafts)
        _settle_kinds(drafts)
        _without_strays(drafts)
        drafts = with_acronyms(reading, drafts)
        known = {draft.span.end: (draft.span, draft.actor) for draft in drafts if draft.actor}
        _correct_by_role(reading, drafts, known)
        locate(drafts)
        full = FullNames.of(words_of(draft.name) for draft in drafts if draft.kind is MentionKind.PERSON)
        drafts = _with_surnames(reading, drafts, full)
        return _mentions(reading, drafts, full, known)


def _with_surnames_of_cities(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Make a person of an unknown place with a capital directly after it: "Valeska Paris"."""
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and draft.seat is not None and _is_first_name(reading, before, draft):
            kept[-1] = Draft(
                Span(before.span.start, draft.span.end),
                MentionKind.PERSON,
                f"{before.name} {draft.span.of(reading.text)}",
                parsed=True,
            )
        else:
            kept.append(draft)
    return kept


def _is_first_name(reading: Reading, draft: Draft, city: Draft) -> bool:
    unknown = draft.kind is MentionKind.PLACE and not draft.listed and " " not in draft.name
    joined = reading.text[draft.span.end : city.span.start] == " "
    plain = draft.name.istitle() and draft.name not in name_words("part of a city")
    return unknown and joined and plain and not is_heading(reading, draft.span)


def _with_titled(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Add the persons whom only a title gives away, and correct what the parser made of them."""
    text = reading.text
    by_start = {draft.span.start: draft for draft in drafts}
    starts = sorted(by_start)
    for block in reading.blocks:
        for title_span, title in capital_titles().find(text, block.start, block.end):
            at = title_span.end + 1
            if text[max(title_span.start - 2, 0) : title_span.start].rstrip().isdigit():
                continue  # "4:22 PM"
            if text[title_span.end : at] != " " or not text[at : at + 1].isupper():
                continue
            if not _free(title_span, by_start, starts):
                continue
            made = _titled(reading, title, at, by_start, starts)
            if made is not None:
                by_start[made.span.start] = made
    return sorted(by_start.values(), key=lambda draft: draft.span)


def _free(title: Span, by_start: dict[int, Draft], starts: list[int]) -> bool:
    """Tell whether a title is no part of a name; what the parser found inside it ("State") is left out."""
    for at in (title.start, title.end - 1):
        there = _covering(by_start, starts, at)
        if there is not None and (there.listed or not title.holds(there.span)):
            return False
        if there is not None:
            del by_start[there.span.start]
    return True


def _titled(
    reading: Reading, title: Title, at: int, by_start: dict[int, Draft], starts: Sequence[int]
) -> Draft | None:
    """Make a person of what follows a title, unless it is known for something else."""
    there = by_start.get(at) or _covering(by_start, starts, at)
    if there is not None:
        bears = there.kind is MentionKind.PERSON or (there.kind in _OPEN and body_of(there.name) is None)
        namesake = there.name in namesakes("given") and title.use == "honorific"
        if there.span.start != at or not (namesake or (bears and not there.listed)):
            return None
        there.kind, there.titled, there.listed = MentionKind.PERSON, True, False
        there.actor = there.country = None
        return None
    after = bisect_right(starts, at)
    limit = min(starts[after] if after < len(starts) else at + _MAX_NAME, at + _MAX_NAME)
    span = extended(reading, at, limit)
    if span is None:
        return None
    words = span.of(reading.text).split()
    if len(span) < 2 or any(word.lower().rstrip(".") in titles() or is_body_word(word) for word in words):
        return None
    return Draft(span, MentionKind.PERSON, " ".join(words), titled=True)


def _covering(by_start: dict[int, Draft], starts: Sequence[int], at: int) -> Draft | None:
    n = bisect_right(starts, at) - 1
    draft = by_start.get(starts[n]) if n >= 0 else None
    return draft if draft is not None and at < draft.span.end else None


def _without_headline_words(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out of headlines what has a capital there and is no name.

    A single unknown word is one only if the text below has it too, and a word after a surname that
    the text below has is no part of it.
    """
    below = Counter(d.name.split()[-1] for d in drafts if not d.listed and not is_heading(reading, d.span))
    kept = []
    for draft in drafts:
        if not draft.listed and is_heading(reading, draft.span) and draft.kind in _NAMES:
            first, *rest = draft.name.split()
            if not rest and not draft.titled and not below[first]:
                continue
            if len(rest) == 1 and below[first] > 1 and not below[rest[0]]:
                draft.span, draft.name = Span(draft.span.start, draft.span.start + len(first)), first
        kept.append(draft)
    return kept


def _without_strays(drafts: Sequence[Draft]) -> None:
    """Cut a stray word off a name that its title alone gave away, where the rest stands alone elsewhere."""
    alone = Counter(draft.name for draft in drafts if draft.kind is MentionKind.PERSON)
    parsed = {draft.name for draft in drafts if draft.parsed}
    last = {draft.name.split()[-1] for draft in drafts if draft.parsed and " " in draft.name}
    for draft in drafts:
        first, _, rest = draft.name.partition(" ")
        loose = draft.kind is MentionKind.PERSON and draft.titled and draft.name not in parsed
        if loose and rest and alone[first] > 1 and rest not in last:
            draft.span, draft.name = Span(draft.span.start, draft.span.start + len(first)), first


def _settle_kinds(drafts: Sequence[Draft]) -> None:
    """Give one unknown name one kind throughout the report.

    It is a person's where a title says so anywhere, else the parser's most frequent.
    """
    seen: dict[str, Counter[MentionKind]] = {}
    titled = {draft.name for draft in drafts if draft.titled}
    parsed = {draft.name for draft in drafts if draft.parsed and " " not in draft.name}
    for draft in drafts:
        if not draft.listed and draft.kind in _OPEN and " " in draft.name and body_of(draft.name) is None:
            last = draft.name.split()[-1]
            if last in titled or (last in parsed and draft.kind is MentionKind.ORGANISATION):
                draft.kind = MentionKind.PERSON
    for draft in drafts:
        if not draft.listed:
            seen.setdefault(draft.name, Counter())[draft.kind] += 1
    for draft in drafts:
        kinds = seen.get(draft.name)
        if draft.listed or kinds is None or (len(kinds) == 1 and draft.name not in titled):
            continue
        most = min(kinds, key=lambda kind: (-kinds[kind], list(MentionKind).index(kind)))
        draft.kind = MentionKind.PERSON if draft.name in titled else most


def _correct_by_role(reading: Reading, drafts: Sequence[Draft], known: Known) -> None:
    """Make persons of what the parser took for bodies or places after "analyst" or "envoy"."""
    for draft in drafts:
        loose = not draft.listed and draft.kind in _OPEN and body_of(draft.name) is None
        if loose and " " in draft.name and not draft.name.isupper():
            stated = read_title(reading.text, _floor(reading, draft), draft.span.start, known)
            if stated is not None:
                draft.kind, draft.country, draft.sector = MentionKind.PERSON, None, None


def _with_surnames(reading: Reading, drafts: list[Draft], full: FullNames) -> list[Draft]:
    """Find the surnames of the persons named, wherever they stand and whatever they were taken for."""
    alone = Counter(
        draft.name for draft in drafts if draft.kind is MentionKind.PERSON and " " not in draft.name
    )
    titled = {draft.name for draft in drafts if draft.titled and draft.name in alone}
    often = {name for name, times in alone.items() if times > 1}
    words = set(_SMALL_WORD.findall(reading.text))
    surnames = {*full.surnames(), *titled, *often}
    # "Sauli Varnö" is "Varno" where a page has lost its marks.
    wanted = (name for name in {*surnames, *map(_plain, surnames)} if _is_telling(name))
    names = Names({name: name.lower() in words for name in wanted})
    by_start = {draft.span.start: draft for draft in drafts}
    starts = sorted(by_start)
    for block in reading.blocks:
        hits = names.find(reading.text, block.start, block.end)
        known = reading.registry.find_alone(reading.text, block.start, block.end)
        for span, is_word in _disjoint(
            [*hits, *((span, span.of(reading.text).lower() in words) for span, _ in known)]
        ):
            there = _covering(by_start, starts, span.start) or _within(by_start, span)
            if there is None:
                if not _stands_alone(reading, span, by_start, starts, is_word=is_word):
                    continue
            elif not _gives_way(there, span):
                continue
            elif there.span != span:
                by_start.pop(there.span.start, None)
            by_start[span.start] = Draft(span, MentionKind.PERSON, span.of(reading.text))
    return sorted(by_start.values(), key=lambda draft: draft.span)


def _plain(name: str) -> str:
    """Give a name without the marks on its letters."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _within(by_start: dict[int, Draft], span: Span) -> Draft | None:
    """Give the unknown person whose name is the end of a surname: "Leyen" of "von der Leyen"."""
    inside = [by_start[at] for at in range(span.start + 1, span.end) if at in by_start]
    whole = len(inside) == 1 and inside[0].span.end == span.end
    return inside[0] if whole and inside[0].kind in _NAMES and not inside[0].listed else None


def _disjoint(hits: list[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """Give one of those that overlap, the longest."""
    kept: list[tuple[Span, bool]] = []
    for span, is_word in sorted(hits, key=lambda hit: (hit[0].start, -hit[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, is_word))
    return kept


def _is_telling(surname: str) -> bool:
    """Tell whether a surname is more likely itself than a word that begins a sentence or a title."""
    return (
        len(surname) >= _MIN_SURNAME
        and surname not in name_words("stop")
        and surname.lower() not in titles()
        and not is_body_word(surname)
    )


def _gives_way(there: Draft, span: Span) -> bool:
    """Tell whether a surname is a better reading than what was found in its place."""
    if there.kind is MentionKind.PERSON:
        return there.span.start > span.start
    if there.listed:
        # Where "Valeska Paris" is named in full, it is she who claims and demands.
        claims = there.seat is not None and there.kind is MentionKind.GOVERNMENT
        return (there.doubtful or claims) and there.span == span
    return there.kind in _OPEN and there.span.end >= span.end and body_of(there.name) is None


def _stands_alone(
    reading: Reading, span: Span, by_start: dict[int, Draft], starts: Sequence[int], *, is_word: bool
) -> bool:
    """Tell whether a surname that the parser passed over is a name of its own in its place.

    A surname that the report also has as a word in small letters is one where the tagger says so.
    """
    n = bisect_right(starts, span.start)
    if n < len(starts) and starts[n] < span.end and starts[n] in by_start:
        return False
    before = reading.text[max(span.start - _MAX_NAME, _floor(reading, span)) : span.start]
    words = before.split()
    if len(words) > 1 and before.endswith(" ") and words[-1][0].isupper() and words[-1][-1].isalpha():
        bare = words[-1].lower()
        if bare not in titles() and words[-1] not in name_words("stop"):
            return False
    if not is_word:
        return True
    tags = [token.tag_ for _, token in reading.tokens(span)]
    return bool(tags) and tags[-1] in ("NNP", "NNPS")


def _floor(reading: Reading, at: Draft | Span) -> int:
    span = at.span if isinstance(at, Draft) else at
    sentence = reading.sentence_at(span.start)
    return sentence.start if sentence else span.start


def _mentions(reading: Reading, drafts: Sequence[Draft], full: FullNames, known: Known) -> list[Mention]:
    descriptions, beside = describe(reading, drafts)
    people = people_of(reading, drafts, full, known, beside)
    persons = {draft.span.start: person for person in people for draft, _, _ in person.mentions}
    names = [
        persons[draft.span.start].mention(reading, draft)
        if draft.kind is MentionKind.PERSON
        else _mention(reading, draft)
        for draft in drafts
    ]
    described_ = described(reading, descriptions, people, drafts)
    # Where a name is described too, the description has the sector that the name alone has not.
    spans = {mention.span for mention in described_}
    return [*(mention for mention in names if mention.span not in spans), *described_]


def _mention(reading: Reading, draft: Draft) -> Mention:
    where = draft.location
    return Mention(
        span=draft.span,
        kind=draft.kind,
        name=draft.name,
        entity=draft.actor.id if draft.actor else None,
        country=draft.country,
        country_name=reading.registry.country_name(draft.country),
        sector=draft.sector,
        refers_to=id_of(reading, draft.refers_to) if draft.refers_to else None,
        because="abbreviation defined in the report" if draft.refers_to else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        note=where.note if where else None,
    )
