"""Who is named where in a report, in which role, and which pronouns follow: what coreference weighs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.words import gender_words
from standoff.model.codebook import MentionKind
from standoff.stages.engine import span_of
from standoff.stages.genders import gender_of, key_of, known_genders
from standoff.stages.grammar import (
    antecedent_of,
    arguments,
    around,
    clause_of,
    governors,
    is_empty,
    is_joined,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Mention
    from standoff.model.span import Span
    from standoff.stages.base import Reading
    from standoff.stages.voices import Voice, Voices

_ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
_PARTS = frozenset({"amod", "compound", "nmod"})
_MAX_LOOK = 80
"""Mentions that a pronoun looks back over."""
_MAX_CHARACTERS = 2_000
_MAX_TOKENS = 12
"""Words of a mention that its head is looked for among."""
NOBODY = "?"
"""What the key of someone begins with who is not known: unnamed, or a pronoun that stayed open."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in its place.

    Attributes:
        stands: one, several, body, speaker or addressee.
        case: as ``pronouns.tsv`` has it.
        role: subject, object, possessive or other.
        sentence: the number of its sentence.
        clause: the verb that it belongs to.
        voice: whose words it stands in; None for the reporter's.
    """

    span: Span
    stands: str
    gender: str | None
    case: str
    role: str
    sentence: int
    token: Token
    clause: Token
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named, described, or meant by a pronoun, in one place.

    Attributes:
        mention: the mention of the name, of a pronoun that of whom it stands for; None for somebody unnamed.
        at: where it begins.
        key: what all mentions of the actor share.
        is_noun: whether it is no adjective and no part of another's name ("Valmoran", "the Orlan campaign").
        is_told: whether it names somebody, or is linked to somebody named.
        is_open: whether it is a pronoun that nobody was found for.
    """

    mention: Mention | None
    at: int
    key: str
    role: str
    sentence: int
    clause: Token | None
    voice: Voice | None
    gender: str | None = None
    is_noun: bool = True
    is_told: bool = True
    is_open: bool = False

    @property
    def kind(self) -> MentionKind:
        """The kind of actor; the unnamed that are looked for are persons."""
        return self.mention.kind if self.mention else MentionKind.PERSON


class Discourse:
    """The names, the unnamed persons and the pronouns of one report, in text order."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], voices: Voices) -> None:
        """Read the roles of all mentions.

        Args:
            reading: the report.
            mentions: all mentions so far, which may overlap.
            voices: whose words its parts are.
        """
        self._reading = reading
        self._voices = voices
        self._starts = [sentence.start for sentence in reading.sentences]
        self._told = list(accumulate(self._is_told(sentence) for sentence in reading.sentences))
        self._genders = known_genders(reading, mentions)
        self._offsets = {id(doc): offset for offset, doc in reading.parse.pieces()} if reading.parse else {}
        self._by_word: dict[int, Named] = {}
        self._by_name: dict[str, list[Named]] = {}
        self._by_key: dict[tuple[str, str], list[Mention]] = {}
        self._named: list[Named] = []
        for mention in sorted(mentions, key=lambda m: (m.is_reference, m.span.start, -m.span.end)):
            self._add_name(mention)
        self._counts = Counter(n.key for n in self._named if n.kind is MentionKind.PERSON and n.is_told)
        self._all = max(self._counts.total(), 1)
        self.pronouns: list[Pronoun] = []
        self._read_words()
        self._named.sort(key=_place)
        for places in self._by_name.values():
            places.sort(key=_place)

    def before(self, pronoun: Pronoun, sentences: int) -> list[Named]:
        """Give who stands before a pronoun, in its sentence and some before it, in text order."""
        end = bisect_left(self._named, pronoun.span.start, key=lambda named: named.at)
        near = self._named[max(end - _MAX_LOOK, 0) : end]
        return [
            named
            for named in near
            if self.distance(named, pronoun) <= sentences and pronoun.span.start - named.at <= _MAX_CHARACTERS
        ]

    def distance(self, named: Named, pronoun: Pronoun) -> int:
        """Count the sentences from a name to a pronoun; the reporter's words go on past a quotation."""
        apart = pronoun.sentence - named.sentence
        if apart <= 0 or named.voice is not None or pronoun.voice is not None:
            return apart
        return max(self._told[pronoun.sentence] - self._told[named.sentence], 1)

    def by_name(self, name: str, before: int) -> Named | None:
        """Give the last place before, or else the first after, where an actor of this name is named."""
        same = self._by_name.get(name, [])
        n = bisect_left(same, before, key=lambda named: named.at)
        return same[n - 1] if n else (same[0] if same else None)

    def share(self, key: str) -> float:
        """Tell how much of the persons' mentions in the report are one person's, from 0 to 1."""
        return self._counts[key] / self._all

    def gender(self, named: Named) -> str | None:
        """Tell an actor's gender."""
        return named.gender or self._genders.get(named.key)

    def agrees(self, named: Named, pronoun: Pronoun) -> bool:
        """Tell whether an actor may be of the pronoun's gender."""
        gender = self.gender(named)
        return gender is None or pronoun.gender is None or gender == pronoun.gender

    def barred(self, pronoun: Pronoun) -> frozenset[str]:
        """Give the keys of those whom grammar forbids a pronoun to stand for.

        In "Orlan met him" he is another: principle B of Chomsky, "Lectures on government and binding"
        (1981). No phrase holds a pronoun for itself: in "Orlan, her counterpart" she is another.
        """
        words = list(around(pronoun.token))
        if pronoun.case not in ("reflexive", "possessive"):
            words += arguments(pronoun.token, pronoun.clause)
        found = (self.at_word(antecedent_of(word)) for word in words)
        return frozenset(named.key for named in found if named is not None)

    def subjects(self, pronoun: Pronoun) -> Iterator[tuple[Token, Named | None]]:
        """Give the subjects that a pronoun stands under, nearest first, and who they are if that is known."""
        for token in governors(pronoun.token):
            word = antecedent_of(token)
            if word.tag_ not in ("WDT", "WP"):
                yield word, self.at_word(word)

    def at_word(self, token: Token) -> Named | None:
        """Give who is named by a noun, or in apposition to it; nobody for two joined."""
        if is_joined(token):
            return None
        found = self._by_word.get(self.place(token))
        if found is None or not found.is_told:
            near = [child for child in token.children if child.dep_ == "appos"]
            others = (self._by_word.get(self.place(child)) for child in near)
            found = next((o for o in others if o is not None and o.kind is MentionKind.PERSON), found)
        return found

    def add(self, pronoun: Pronoun, named: Named | None) -> None:
        """Note whom a pronoun stands for, or that it stayed open; it tells the gender of whom no name did."""
        again = Named(
            named.mention if named else None,
            pronoun.span.start,
            named.key if named else f"{NOBODY}{pronoun.gender or pronoun.stands}",
            pronoun.role,
            pronoun.sentence,
            pronoun.clause,
            pronoun.voice,
            gender=pronoun.gender,
            is_told=named is not None and named.is_told,
            is_open=named is None,
        )
        insort(self._named, again, key=_place)
        self._by_word[pronoun.span.start] = again
        if named is not None and pronoun.gender and named.kind is MentionKind.PERSON:
            self._genders.setdefault(named.key, pronoun.gender)

    def antecedent(self, named: Named, pronoun: Pronoun) -> Mention | None:
        """Give the mention to refer to: where the actor is named last before, rather than described."""
        if named.mention is None or not named.mention.is_reference:
            return named.mention
        same = self._by_key.get((named.mention.name, named.key), [])
        n = bisect_left(same, pronoun.span.start, key=lambda mention: mention.span.start)
        return same[n - 1] if n else named.mention

    def _add_name(self, mention: Mention) -> None:
        """Note a name; a description that a name already stands for is that name."""
        tokens = [
            found for found, _ in zip(self._reading.tokens(mention.span), range(_MAX_TOKENS), strict=False)
        ]
        words = [token for _, token in tokens]
        head = next((token for token in words if token.head not in words or token.head == token), None)
        is_told = not mention.is_reference or bool(mention.entity or mention.refers_to)
        if head is not None and not is_told and self._is_of_somebody_told(mention, head):
            return
        named = Named(
            mention,
            mention.span.start,
            key_of(mention) if is_told else f"{NOBODY}{mention.span.of(self._reading.text).lower()}",
            role_of(head),
            self._sentence(mention.span.start),
            clause_of(head) if head is not None else None,
            self._voices.at(mention.span.start),
            is_noun=head is None or not (head.tag_ in _ADJECTIVES or head.dep_ in _PARTS),
            is_told=is_told,
            gender=None if is_told or head is None else gender_of(head),
        )
        self._named.append(named)
        self._by_name.setdefault(mention.name, []).append(named)
        if not mention.is_reference:
            self._by_key.setdefault((mention.name, named.key), []).append(mention)
        for span, token in tokens:
            if token == head or (mention.kind is MentionKind.PERSON and is_told):
                self._by_word.setdefault(span.start, named)

    def _is_of_somebody_told(self, mention: Mention, head: Token) -> bool:
        """Tell whether a description only says more of a name: before it, after it, or over "is"."""
        if mention.kind is not MentionKind.PERSON:
            return False
        if self._by_word.get(self.place(head)) is not None:
            return True
        near = [child for child in head.children if child.dep_ in ("appos", "compound")]
        near += [head.head] if head.dep_ in ("appos", "compound", "nmod") else []
        if head.dep_ == "attr":
            near += [child for child in head.head.children if child.dep_ == "nsubj"]
        found = (self._by_word.get(self.place(token)) for token in near)
        return any(each is not None and each.kind is MentionKind.PERSON for each in found)

    def _is_told(self, sentence: Span) -> bool:
        """Tell a sentence that is at least in part the reporter's own."""
        voice = self._voices.at(sentence.start)
        return voice is None or sentence.end > voice.span.end + 2

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def place(self, token: Token) -> int:
        """Tell where a word begins in the text."""
        return self._offsets.get(id(token.doc), 0) + token.idx

    def _read_words(self) -> None:
        """Find the pronouns, and the persons that are meant by a noun alone."""
        for offset, doc in self._reading.parse.pieces() if self._reading.parse else ():
            for token in doc:
                row = _pronouns().get(token.text if token.text == "I" else token.lower_)
                if row is not None and token.tag_ in ("PRP", "PRP$") and not is_empty(token):
                    self.pronouns.append(self._pronoun(token, offset, row))
                elif token.tag_ in ("NN", "WP") and token.lower_ in gender_words():
                    self._add_unnamed(token, offset)
        self.pronouns.sort(key=lambda pronoun: pronoun.span)

    def _add_unnamed(self, token: Token, offset: int) -> None:
        at = offset + token.idx
        if at in self._by_word or not self._is_someone(token):
            return
        self._named.append(
            Named(
                None,
                at,
                f"{NOBODY}{token.lower_}",
                role_of(token),
                self._sentence(at),
                clause_of(token),
                self._voices.at(at),
                gender=gender_of(token),
                is_told=False,
            )
        )
        self._by_word[at] = self._named[-1]

    def _is_someone(self, token: Token) -> bool:
        """Tell whether a noun is a person of its own and does not say what a named one is."""
        if token.dep_ in _PARTS or token.dep_ in ("attr", "oprd", "npadvmod"):
            return False
        if token.dep_ == "appos" or (token.dep_ == "pobj" and token.head.lower_ in ("as", "like")):
            return False
        near = (child for child in token.children if child.dep_ in ("appos", "compound"))
        found = (self._by_word.get(self.place(child)) for child in near)
        return not any(each is not None and each.kind is MentionKind.PERSON for each in found)

    def _pronoun(self, token: Token, offset: int, row: dict[str, str]) -> Pronoun:
        span = span_of(token, offset)
        case = "object" if row["word"] == "her" and token.dep_ != "poss" else row["case"]
        return Pronoun(
            span,
            row["stands"],
            row["gender"] or None,
            case,
            role_of(token),
            self._sentence(span.start),
            token,
            clause_of(token),
            self._voices.at(span.start),
        )


def _place(named: Named) -> tuple[int, str]:
    return named.at, named.key


@cache
def _pronouns() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in rows("pronouns")}
