"""Whether what a verb says has happened, will happen, may happen, or does not: read from its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_clauses, agenda_words
from standoff.knowledge.cues import cue_verbs
from standoff.model.codebook import AgendaStatus
from standoff.stages.agenda.scene import child

if TYPE_CHECKING:
    from spacy.tokens import Token

HELD, SCHEDULED, PROPOSED = AgendaStatus.HELD, AgendaStatus.SCHEDULED, AgendaStatus.PROPOSED
NOW = "now"
"""The simple present: of what has just happened in a headline, of what is to come with a date."""
Standing = AgendaStatus | str | None
"""A status, `NOW`, or None for what is denied, imagined or left open."""

_DEPTH = 8
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_MAY = frozenset({"may", "might", "could"})
_UNTIL = frozenset({"until", "till", "before", "when", "once", "after", "as", "while"})
_BEFORE = frozenset({"before", "until", "till"})
_NEVER = frozenset({"never", "no", "nobody", "neither", "nor", "hardly"})


def standing(verb: Token, depth: int = 0) -> Standing:
    """Tell how a verb stands: held, scheduled, proposed, `NOW`, or None."""
    if depth > _DEPTH or is_negated(verb) or _is_conditional(verb) or _is_habit(verb):
        return None
    auxiliaries = [each for each in verb.children if each.dep_ in ("aux", "auxpass") and each.i < verb.i]
    modal = next((each for each in auxiliaries if each.tag_ == "MD"), None)
    if modal is not None:
        return _modal(verb, modal, depth)
    if any(each.lower_ == "to" for each in auxiliaries):
        return governed(verb, depth)
    found = _joined(verb, depth) if verb.dep_ == "conj" and not auxiliaries else None
    return found if found is not None else _plain(verb, auxiliaries, depth)


def is_negated(verb: Token) -> bool:
    """Tell "did not meet", "never met" and "no minister met"."""
    for each in verb.children:
        if each.dep_ == "neg" or (each.dep_ == "advmod" and each.lower_ in _NEVER):
            return True
        if each.dep_ in ("nsubj", "nsubjpass") and any(
            below.lower_ in _NEVER
            for below in (each, *each.children)
            if below.dep_ in ("det", "nsubj", "neg")
        ):
            return True
    return False


def _is_conditional(verb: Token) -> bool:
    marks = (each for each in verb.children if each.dep_ in ("mark", "advmod") and each.i < verb.i)
    return any(each.lower_ in agenda_words("if") for each in marks)


def _is_habit(verb: Token) -> bool:
    return any(each.dep_ == "advmod" and each.lower_ in agenda_words("habit") for each in verb.children)


def _modal(verb: Token, modal: Token, depth: int) -> Standing:
    if modal.lower_ in _WILL:
        return _under(verb, SCHEDULED, depth)
    if modal.lower_ in _MAY:
        return PROPOSED
    if modal.lower_ in ("would", "'d", "’d"):
        # "She said she would meet him" reports a "will"; "they would meet if" imagines.
        above = verb.head
        told = verb.dep_ == "ccomp" and _is_past(above) and above.lemma_.lower() in _saying()
        if verb.dep_ == "conj" and above.dep_ == "ccomp":
            told = _is_past(above.head)
        return _under(verb, SCHEDULED, depth) if told and child(verb, "advcl") is None else None
    return None


def _saying() -> frozenset[str]:
    return frozenset(cue_verbs()) | {"confirm", "announce", "agree", "learn", "expect"}


def _is_past(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN")


def _under(verb: Token, found: Standing, depth: int) -> Standing:
    """Lower what a clause says by what the clause above says of it: denied, hoped, asked for."""
    if verb.dep_ != "ccomp" or verb.head.i == verb.i:
        return found
    above = verb.head
    lemma = above.lemma_.lower()
    if lemma in ("deny", "doubt") or (is_negated(above) and above.pos_ == "VERB"):
        return None
    if lemma in _WISHED:
        return PROPOSED if standing(above, depth + 1) is not None else None
    return found


_WISHED = frozenset(
    {"hope", "wish", "suggest", "propose", "insist", "demand", "urge", "ask", "recommend", "request"}
)


def governed(verb: Token, depth: int) -> Standing:
    """Read an infinitive by what it hangs on: "agreed to meet", "is due to meet", "an offer to meet"."""
    above = verb.head
    if above.i == verb.i:
        # "Envoys to meet in the port on Monday": the way headlines say what is to come.
        return SCHEDULED if child(verb, "nsubj", "nsubjpass") is not None else None
    if verb.dep_ == "conj":
        return standing(above, depth + 1) if above.pos_ in ("VERB", "AUX") else None
    if above.lemma_.lower() == "be" or above.lower_ in ("’s", "'s"):
        return _after_be(verb, above, depth)
    if above.pos_ == "NOUN":
        return _noun(above)
    lemma = above.lemma_.lower()
    keys = [("verb", lemma), ("adjective", lemma)]
    over = above
    if above.pos_ == "ADJ":
        keys.reverse()
        over = above.head if above.dep_ in ("acomp", "conj", "attr") else above
    key = next((each for each in keys if each in agenda_clauses()), keys[0])
    return _said(key, over, depth)


def _after_be(verb: Token, be: Token, depth: int) -> Standing:
    """Read "is to meet" and "is ready to meet"."""
    adjective = child(be, "acomp")
    if adjective is not None and adjective.i < verb.i:
        return _said(("adjective", adjective.lemma_.lower()), be, depth)
    return SCHEDULED if verb.dep_ == "xcomp" and not is_negated(be) and not _is_conditional(be) else None


def _said(key: tuple[str, str], above: Token, depth: int) -> Standing:
    says = agenda_clauses().get(key)
    if says is None or says == "drop" or is_negated(above) or _is_conditional(above):
        return None
    if says == "tense":
        return standing(above, depth + 1)
    return AgendaStatus(says)


def _noun(above: Token) -> Standing:
    says = agenda_clauses().get(("noun", above.lemma_.lower()))
    det = child(above, "det", "neg")
    if says in (None, "drop") or (det is not None and det.lower_ in _NEVER | {"any"}):
        return None
    verb = above.head
    if verb.pos_ == "VERB" and (is_negated(verb) or agenda_clauses().get(("verb", verb.lemma_)) == "drop"):
        return None
    if verb.lemma_ in ("reject", "refuse", "decline", "cancel", "drop", "abandon", "dismiss", "oppose"):
        return None
    return AgendaStatus(str(says))


def _joined(verb: Token, depth: int) -> Standing:
    """Read "will travel there and meet her": the second verb has the first one's auxiliary."""
    above = verb.head
    if above.pos_ not in ("VERB", "AUX") or verb.tag_ != above.tag_ or child(verb, "nsubj", "nsubjpass"):
        return None
    return standing(above, depth + 1) if verb.tag_ in ("VB", "VBG", "VBN") else None


def _plain(verb: Token, auxiliaries: list[Token], depth: int) -> Standing:
    """Read a verb without a modal by its form and its auxiliaries'."""
    words = {each.lower_ for each in auxiliaries}
    if verb.tag_ == "VBD":
        return _under(verb, HELD, depth)
    if words & {"was", "were", "did", "had", "has", "have", "'ve", "’ve"}:
        return _under(verb, HELD, depth)
    if verb.tag_ == "VBN":
        is_now = bool(words & {"is", "are", "'s", "’s", "being", "'re", "’re"})
        return NOW if is_now else (HELD if verb.dep_ in ("acl", "amod", "ROOT", "advcl", "conj") else NOW)
    if verb.tag_ == "VBG" and not words:
        return _gerund(verb, depth)
    marks = {each.lower_ for each in verb.children if each.dep_ in ("mark", "advmod") and each.i < verb.i}
    if marks & _UNTIL and not marks & {"as", "while"}:
        return SCHEDULED
    return NOW if verb.tag_ in ("VBZ", "VBP", "VB", "VBG", "NN", "NNS", "NNP") else HELD


def _gerund(verb: Token, depth: int) -> Standing:
    """Read "after meeting her" and "the ministers meeting in the port"."""
    if verb.dep_ == "pcomp" or any(each.dep_ == "mark" for each in verb.children):
        mark = child(verb, "mark")
        word = mark.lower_ if mark is not None else verb.head.lower_
        if word in ("after", "since", "following", "upon"):
            return HELD
        return SCHEDULED if word in _BEFORE else None
    if verb.dep_ == "acl":
        return NOW
    if verb.dep_ in ("advcl", "xcomp", "conj") and verb.head.i != verb.i:
        says = agenda_clauses().get(("verb", verb.head.lemma_.lower()))
        if verb.dep_ == "xcomp" and says is not None and says != "tense":
            return AgendaStatus(says) if says != "drop" and not is_negated(verb.head) else None
        return standing(verb.head, depth + 1) if verb.head.pos_ in ("VERB", "AUX") else None
    return None
