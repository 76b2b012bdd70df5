"""Which reports share text."""

from standoff.collate.copies import families, pairs, runs
from standoff.model.report import Published
from standoff.stages.dating.clues import Clues

STORY = (
    "the harbour of pellworth was closed on monday after a crane fell into the basin | nobody was hurt but four "
    "ferries had to wait outside the mole until the evening | the port authority said it would look into the cause |"
)
OTHER = (
    "fishermen in the north have asked the council for new nets and a longer season | the council will answer next "
    "week after it has heard the owners of the larger boats and the buyers |"
)


def places(*wordings):
    return [(pair.one, pair.other) for pair in pairs(wordings)]


def test_a_reprint_is_found():
    assert places(STORY, OTHER, STORY + " more in our next issue |") == [(0, 2)]


def test_an_excerpt_is_found():
    assert places(STORY, " ".join(STORY.split()[:30])) == [(0, 1)]


def test_one_sentence_in_common_is_no_copy():
    assert places(STORY + " " + OTHER, "the crane fell into the basin |" + OTHER[:20]) == []


def test_a_common_quotation_is_no_copy():
    said = '" we shall look into every bolt and every rope of this crane before it is used again by anyone at all " |'
    assert (
        places(
            f"the mayor said {said} {OTHER}", f"it was late when the warden said {said} and left for home |"
        )
        == []
    )


def test_an_open_quotation_mark_ends_with_its_sentence():
    assert runs('" open | one two three four five six |')


def test_families_take_their_name_from_the_least_id():
    reports = [
        Clues("rep-c", Published(), words=STORY),
        Clues("rep-b", Published(), words=OTHER),
        Clues("rep-a", Published(), words=STORY),
    ]
    assert families(reports) == {"rep-a": "rep-a", "rep-b": "rep-b", "rep-c": "rep-a"}


def test_nothing_is_shared_by_nothing():
    assert places("", "", "|") == []
