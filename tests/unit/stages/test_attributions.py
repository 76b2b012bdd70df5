"""Quotations with source, cue, content and speaker.

``[S …]`` marks the words that name a source, ``[C …]`` a cue, ``[Q …]`` what is quoted. Where a text
holds several attributions their marks carry numbers; ``[S12 …]`` belongs to the first and the second.
The second column is the speaker: one for all, or one each between ``/``; empty when nobody can be named
for sure. Names are marked as mentions from the cast below, so that nothing here hangs on the finding of
names.
"""

from __future__ import annotations

import re
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.annotation import Attribution, Mention
from standoff.model.codebook import Layer, MentionKind, Style
from standoff.model.span import Span
from standoff.stages.attributions import Attributions
from standoff.stages.times import Times

if TYPE_CHECKING:
    from collections.abc import Callable

    from standoff.model.annotation import Annotation
    from standoff.stages.base import Reading

    Read = Callable[[str], list[Attribution]]

PERSON, BODY, GROUP = MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP
CAST: dict[str, tuple[MentionKind, str | None, tuple[str, ...]]] = {
    "Ana Orlan": (PERSON, "GOV", ("Ana Orlan", "Orlan")),
    "Piet Varn": (PERSON, "GOV", ("Piet Varn", "Varn")),
    "Lena Hart": (PERSON, None, ("Lena Hart", "Hart")),
    "Ilya Korst": (PERSON, "MIL", ("Ilya Korst", "Korst")),
    "Mira Pell": (PERSON, None, ("Mira Pell", "Pell")),
    "Abel Rusk": (PERSON, "LEG", ("Abel Rusk", "Rusk")),
    "Ena O'Marra": (PERSON, None, ("Ena O'Marra", "O'Marra")),
    "Halvenia": (MentionKind.COUNTRY, None, ("Halvenia",)),
    "Tarsovia": (MentionKind.COUNTRY, None, ("Tarsovia",)),
    "Tamrin": (MentionKind.PLACE, None, ("Tamrin",)),
    "Halvenian defence ministry": (BODY, "MIL", ("Halvenian Defence Ministry", "Defence Ministry")),
    "Littoral Council": (BODY, "IGO", ("Littoral Council",)),
    "Port Union": (BODY, "CVL", ("Port Union",)),
    "Sable Brigade": (GROUP, "REB", ("Sable Brigade",)),
    "Coast News Agency": (BODY, "MED", ("Coast News Agency", "CNA")),
    "Halven Ledger": (BODY, "MED", ("Halven Ledger", "Ledger")),
}

SAID = [
    ("“[Q We will wait for the envoys,]” [C said] [S Ana Orlan].", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]” [S Ana Orlan] [C said].", "Ana Orlan"),
    ("[S Ana Orlan] [C said], “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("[S Ana Orlan] [C said]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("[S Ana Orlan] [C said] that “[Q nobody will wait for the envoys.]”", "Ana Orlan"),
    ("“[Q We will wait for the envoys]”, [C said] [S Ana Orlan].", "Ana Orlan"),
    ('"[Q We will wait for the envoys,]" [S Orlan] [C said] in Tamrin.', "Ana Orlan"),
    ("‘[Q We will wait for the envoys,]’ [C said] [S Ana Orlan].", "Ana Orlan"),
    ("“[Q Who will wait for the envoys?]” [C asked] [S Ana Orlan].", "Ana Orlan"),
    ("“[Q Nobody waits for the envoys!]” [S Orlan] [C shouted].", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]” [S Orlan] [C warned] on the eve of the talks.", "Ana Orlan"),
    ("“[Q Never,]” [S Orlan] [C replied].", "Ana Orlan"),
    ("[S Orlan] [C insists]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]” [S Orlan] [C wrote] on her website.", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]” [S Orlan] has repeatedly [C said].", "Ana Orlan"),
    ("[S Orlan] [C called] the ultimatum “[Q an insult to every sailor.]”", "Ana Orlan"),
    ("[S Orlan] [C accused] Tarsovia of “[Q piracy]” in the strait.", "Ana Orlan"),
    ("[S Orlan] [C dismissed] the report as “[Q a fairy tale.]”", "Ana Orlan"),
    ("[S Orlan] [C warned] that Tarsovia would face “[Q severe consequences]” for it.", "Ana Orlan"),
]

WHO = [
    ("“[Q We will wait for the envoys,]” [C said] [S Foreign Minister Ana Orlan].", "Ana Orlan"),
    (
        "“[Q We will wait for the envoys,]” [C said] [S Ana Orlan, the foreign minister of Halvenia].",
        "Ana Orlan",
    ),
    ("[S The foreign minister, Ana Orlan], [C said]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    (
        "[S Halvenia’s foreign minister, Ana Orlan], [C told] reporters: “[Q We will wait for the envoys.]”",
        "Ana Orlan",
    ),
    ("“[Q The fleet is ready to sail,]” [C said] [S Gen. Ilya Korst].", "Ilya Korst"),
    ("“[Q The fleet is ready to sail,]” [S Mr. Varn] [C said].", "Piet Varn"),
    ("“[Q The fleet is ready to sail,]” [C said] [S defence ministry spokesman Piet Varn].", "Piet Varn"),
    (
        "“[Q The fleet is ready to sail,]” [S the Halvenian Defence Ministry] [C said] in a statement.",
        "Halvenian defence ministry",
    ),
    ("[S The Littoral Council] [C said] it was “[Q deeply concerned about the strait.]”", "Littoral Council"),
    ("“[Q We took the harbour last night,]” [S the Sable Brigade] [C said].", "Sable Brigade"),
    ("“[Q We will wait for the envoys,]” [S a senior official] [C said].", ""),
    (
        "“[Q We will wait for the envoys,]” [C said] [S a Halvenian official who was not allowed to speak].",
        "",
    ),
    ("“[Q We will wait for the envoys,]” [S two officials] [C said].", ""),
    ("[S Officials in Tamrin] [C said] the plan was “[Q dead on arrival.]”", ""),
    ("“[Q We lost everything in one night,]” [S one resident] [C said].", ""),
    ("“[Q We will wait for the envoys,]” [S the minister] [C said].", ""),
    ("“[Q We will wait for the envoys,]” [S they] [C said].", ""),
    (
        "[S Ana Orlan and Piet Varn] [C said] in a joint statement: “[Q We will wait for the envoys.]”",
        "Ana Orlan+Piet Varn",
    ),
    ("“[Q We will wait for the envoys,]” [C said] [S an aide to Ana Orlan].", ""),
    ("“[Q We will wait for the envoys,]” [S Orlan’s spokeswoman] [C said].", ""),
    ("“[Q We will wait for the envoys,]” [S Orlan’s spokeswoman, Mira Pell], [C said].", "Mira Pell"),
    ("“[Q We will wait for the envoys,]” [S an official from Halvenia] [C said].", ""),
    (
        "“[Q It is a dangerous game for everybody,]” [C said] [S Lena Hart, who teaches naval history in Tamrin].",
        "Lena Hart",
    ),
]

PHRASES = [
    ("“[Q The fleet is ready to sail,]” [C according to] [S Ilya Korst].", "Ilya Korst"),
    ("[C According to] [S Ilya Korst], the fleet is “[Q ready to sail at once.]”", "Ilya Korst"),
    (
        "The fleet is “[Q ready to sail at once,]” [C according to] [S Gen. Ilya Korst, its commander].",
        "Ilya Korst",
    ),
    ("The port is “[Q closed until further notice,]” [C according to] [S the Port Union].", "Port Union"),
    ("The port is “[Q closed until further notice,]” [C according to] [S officials].", ""),
]

SPLIT = [
    ("“[Q Whatever they do in the strait,]” [S Orlan] [C said], “[Q is theirs to answer for.]”", "Ana Orlan"),
    (
        "“[Q1 We will wait for the envoys,]” [S12 Orlan] [C12 said]. “[Q2 We are patient people.]”",
        "Ana Orlan",
    ),
    ("“[Q1 Now,]” [S12 Orlan] [C12 said]. “[Q2 Not tomorrow.]”", "Ana Orlan"),
    (
        "“[Q1 We will wait,]” [C1 said] [S1 Ana Orlan]. “[Q2 We will not,]” [C2 said] [S2 Piet Varn].",
        "Ana Orlan/Piet Varn",
    ),
    (
        "“[Q1 We will wait for the envoys,]” [C12 said] [S12 Ana Orlan].\n"
        "“[Q2 Nobody asked us whether we like it.]”",
        "Ana Orlan",
    ),
    ("[S12 Orlan] [C12 said] the talks were “[Q1 useful]” and “[Q2 sincere]”.", "Ana Orlan"),
    (
        "[S1 Orlan] [C1 called] them “[Q1 useful.]” [S2 Varn], meanwhile, [C2 said] they were “[Q2 a waste.]”",
        "Ana Orlan/Piet Varn",
    ),
]

PARAGRAPHS = [
    ("[S Orlan] [C said]:\n“[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("“[Q We will wait for the envoys.]\n“[Q Nobody will hurry us,]” [S Orlan] [C said].", "Ana Orlan"),
    (
        "[S Orlan] [C said]: “[Q We will wait for the envoys.]\n“[Q Nobody will hurry us.]”\nThe port was quiet.",
        "Ana Orlan",
    ),
    ("“[Q We will wait for the envoys.]”\nThe port was quiet on Monday.", ""),
    ("The port was quiet on Monday.\n“[Q We will wait for the envoys.]”", ""),
    ("Orlan sat to reporters in Tamrin. “[Q We will wait for the envoys.]”", ""),
]

PRONOUNS = [
    ("Orlan met the envoys in Tamrin. “[Q We will wait for them,]” [S she] [C said].", "Ana Orlan"),
    ("Orlan met the envoys in Tamrin.\n“[Q We will wait for them,]” [S she] [C said].", "Ana Orlan"),
    ("Orlan met Lena Hart in Tamrin. “[Q We will wait for them,]” [S she] [C said].", ""),
    ("Orlan and Varn met in Tamrin.\n“[Q We will wait for them,]” [S he] [C said].", ""),
    (
        "“[Q1 We will wait for them,]” [C1 said] [S1 Ana Orlan]. The port was quiet. “[Q2 We are patient,]” [S2 she] [C2 added].",
        "Ana Orlan",
    ),
    (
        "[S1 Varn] [C1 said] it was “[Q1 nonsense.]” [S2 He] [C2 added] that the fleet would “[Q2 sail.]”",
        "Piet Varn",
    ),
    ("The port was quiet. “[Q We will wait for them,]” [S she] [C said].", ""),
    (
        "The fleet left Tamrin on Monday.\nThe port was quiet.\n“[Q We will wait for them,]” [S he] [C said].",
        "",
    ),
    ("[S Varn] [C said] he was “[Q tired of waiting.]”", "Piet Varn"),
]

RELAYED = [
    (
        "“[Q The fleet is ready to sail,]” [S Ilya Korst] [C told] the Coast News Agency.",
        "Ilya Korst",
        "via=Coast News Agency",
    ),
    (
        "“[Q The fleet is ready to sail,]” [S Ilya Korst] [C said], according to the Coast News Agency.",
        "Ilya Korst",
        "via=Coast News Agency",
    ),
    (
        "“[Q The fleet is ready to sail,]” [S Korst] [C told] the Halven Ledger on Monday.",
        "Ilya Korst",
        "via=Halven Ledger",
    ),
    ("“[Q The fleet is ready to sail,]” [S Korst] [C told] reporters.", "Ilya Korst", "via="),
]

SAID_WHEN = [
    (
        "“[Q The fleet is ready to sail,]” [S Korst] [C said] on 14 March 2031.",
        "Ilya Korst",
        "said=2031-03-14",
    ),
    (
        "[S Korst] [C said] on 14 March 2031: “[Q The fleet is ready to sail.]”",
        "Ilya Korst",
        "said=2031-03-14",
    ),
    ("“[Q The fleet sails on 14 March 2031,]” [S Korst] [C said].", "Ilya Korst", "said="),
    (
        "“[Q The fleet is ready to sail,]” [S Korst] [C said] of the exercise that began on 2 May 2030.",
        "Ilya Korst",
        "said=",
    ),
    ("“[Q The fleet is ready to sail,]” [S Korst] [C said] in March 2031.", "Ilya Korst", "said=2031-03"),
]

NEGATED = [
    ("[S Orlan] [C did not say] that “[Q the fleet must never sail again.]”", "Ana Orlan", "not said"),
    ("[S Orlan] [C never said] “[Q the fleet must never sail again.]”", "Ana Orlan", "not said"),
    ("[S Orlan] [C denied] that the port was “[Q under siege.]”", "Ana Orlan", "said"),
    ("[S Orlan] [C said] the fleet would not be “[Q a toy of generals.]”", "Ana Orlan", "said"),
]

NOT_SPEECH = [
    "The “special measure” has cost four hundred lives.",
    "The so-called “blue line” runs through the strait.",
    "His book “Winter Harbour” was sold out.",
    "The ship “Queen of Tamrin” left the port.",
    "Operation “Iron Tide” began on Monday.",
    "It was the ’90s, and the allies’ patience was over.",
    'The mast is 6\' 2" high and the deck 30" wide.',
    "“Yes” or “no”: voters choose on Monday.",
    "He grew up in the “city of fog”.",
]

AROUND = [
    ("The plan (“[Q an insult to every sailor,]” [S Orlan] [C said]) was dropped.", "Ana Orlan"),
    ("[S Orlan]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("[S Ana Orlan, foreign minister]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("Three words: “[Q we will wait for them.]”", ""),
    ("Fleet “[Q ready to sail at once]”, [S Korst] [C says]", "Ilya Korst"),
    ("[S Korst] [C says] fleet “[Q ready to sail at once]”", "Ilya Korst"),
    ("Asked about the fleet, [S Korst] [C said]: “[Q It is ready to sail.]”", "Ilya Korst"),
    (
        "In an interview with the Halven Ledger, [S Korst] [C said] the fleet was “[Q ready to sail at once.]”",
        "Ilya Korst",
    ),
    ("“[Q The fleet is ready to sail,]” [S Korst] [C said].", "Ilya Korst"),
    ("“[Q We will wait for the envoys,] [S Orlan] [C said].\nThe port was quiet.", "Ana Orlan"),
    ("”[Q We will wait for the envoys,]” [S Orlan] [C said].", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]” [S Orlan] [C Said].", "Ana Orlan"),
    ("“[Q We will wait for the envoys.]” [S Orlan] [C Said].", "Ana Orlan"),
    ("“[Q We will wait for the envoys,]”[C said] [S Orlan].", "Ana Orlan"),
]

LEARNED = [  # from reading real reports; each stands for a kind of error once made
    # A clause that goes on after the quotation is not the one that reports it.
    ("[S Korst] [C said] the fleet was “[Q ready to sail,]” but Varn said the port was not.", "Ilya Korst"),
    ("[S Korst] [C called] it “[Q a great success,]” while Varn complained about the cost.", "Ilya Korst"),
    # Nor is one whose source stands before the quotation.
    (
        "[S Orlan] [C added] that Varn “[Q will have read the treaty with care,]” and could offer more.",
        "Ana Orlan",
    ),
    # What was believed or expected was still said by someone.
    ("[S Orlan] [C said] she expects the envoys “[Q to keep on calling out our mistakes.]”", "Ana Orlan"),
    ("[S Orlan, the minister], [C said] that many sailors believe “[Q the sea is ours alone.]”", "Ana Orlan"),
    # A quotation after reported speech, in the same paragraph, is the same person's.
    ("[S Varn] [C said] that the fleet was ready. “[Q We sail at first light on Monday.]”", "Piet Varn"),
    (
        "The fleet may wait for the spring, [S Varn] [C said]. “[Q We have all the time we need.]”",
        "Piet Varn",
    ),
    # Verbs that report only beside speech.
    ("[S Orlan] [C continued], “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("[S Orlan] [C concluded], “[Q We will wait for the envoys.]”", "Ana Orlan"),
    ("[S Orlan] [C made] a plea to the sailors: “[Q Wait for the envoys before you leave.]”", "Ana Orlan"),
    ("[S Orlan] [C made] the following remark:\n“[Q Nobody waits for the envoys any more.]”", "Ana Orlan"),
    # Passives.
    ("Varn was [C called] “[Q a danger to every port]” by [S Orlan].", "Ana Orlan"),
    ("[S Orlan] was quoted as [C saying]: “[Q We will wait for the envoys.]”", "Ana Orlan"),
    # Titles of programmes and names of things are not speech, even beside a cue.
    ("On “Face to Face,” [S Orlan] [C said] the talks were “[Q over for good.]”", "Ana Orlan"),
    ("[S Orlan] [C told] the host of “Harbour Watch” that the talks were “[Q over for good.]”", "Ana Orlan"),
    ("“[Q The fleet is ready to sail,]” [C said] [S Lena Hart, author of] “Winter Harbour”.", "Lena Hart"),
    ("A ship called “Queen of Tamrin” sank, [S Orlan] [C said], “[Q in less than an hour.]”", "Ana Orlan"),
    # Signed with a dash.
    ("“[Q We will wait for the envoys.]” — [S Ana Orlan]", "Ana Orlan"),
    # Names that the parser does not take for names, and such with an apostrophe or a hyphen.
    ("“[Q The fleet is ready to sail,]” [C added] [S CNA].", ""),  # an outlet relays
    ("“[Q The fleet is ready to sail,]” [C said] [S Ena O'Marra] at the gate.", "Ena O'Marra"),
    ("[S Ena O'Marra] [C said], “[Q The fleet is ready to sail.]”", "Ena O'Marra"),
    # The one who is told is not the one who tells.
    (
        "[S Orlan] lowered hopes for the talks, [C telling] CNA, “[Q Nobody should expect much of them.]”",
        "Ana Orlan",
    ),
    # A title with an "of", and a name at the end of a long description.
    ("“[Q The fleet is ready,]” [C said] [S the secretary of the Littoral Council, Mira Pell].", "Mira Pell"),
    ("“[Q The fleet is ready to sail,]” [C said] [S sailor and poet Mira Pell].", "Mira Pell"),
    # "She" is not whom her own sentence is about.
    (
        "“[Q1 We wait for them,]” [C1 said] [S1 Ana Orlan].\n"
        "On Monday Varn “[Q2 shouted at everyone in the room,]” [S2 she] [C2 said].",
        "Ana Orlan/",
    ),
    # A name unknown is still somebody else.
    (
        "Orlan was there.\nKesk believes that the talks failed.\n“[Q It was no use at all,]” [S she] [C said].",
        "",
    ),
    # Only part of a name.
    ("The Orlan campaign began on Monday.\n“[Q It was no use at all,]” [S she] [C said].", ""),
    # Headings and teasers between a paragraph and the next.
    (
        "“[Q1 We wait for them,]” [C1 said] [S1 Ana Orlan].\nRead also\nTen ships that never came home\n"
        "“[Q2 We are patient,]” [S2 she] [C2 added].",
        "Ana Orlan",
    ),
    # A mark that never closes must not give one person's words to the next.
    (
        "“[Q1 We wait for them,]” [C12 said] [S12 Ana Orlan]. “[Q2 Nobody asked us whether we like it.]\n"
        "“[Q3 We sail at first light,]” [C3 said] [S3 Piet Varn].",
        "Ana Orlan/Ana Orlan/Piet Varn",
    ),
    (
        "“[Q1 We wait for them,]” [C1 said] [S1 Ana Orlan]. “[Q2 Nobody asked us whether we like it.]\n"
        "“[Q2 We are a patient people,]” [S2 she] [C2 said].",
        "Ana Orlan",
    ),
    # A comma forgotten.
    ("“[Q We wait for the envoys]” [S Orlan] [C wrote] .", "Ana Orlan"),
    # What was not said is told by someone who spoke.
    (
        "[S Orlan] [C said] she did not mention the fleet because “[Q nobody needs to know of it.]”",
        "Ana Orlan",
    ),
    ("“[Q The fleet is ready,]” [C said] [S Secretary of Ports Mira Pell].", "Mira Pell"),
    # Pieces in one sentence.
    (
        "[S12 Orlan] [C12 complained]: “[Q1 Whatever we do,]” they will find “[Q2 fault with it.]”",
        "Ana Orlan",
    ),
    ("It is “[Q1 personal]” for them and “[Q2 useless,]” [S12 Orlan] [C12 said].", "Ana Orlan"),
    # Several sentences of which the marks were closed too early, and reported verbs joined wrongly.
    (
        "[S12 Orlan] [C1 says] Tarsovia remains a “[Q1 friend]” and [C2 said] “[Q2 nothing will change that.]”",
        "Ana Orlan/Ana Orlan",
    ),
]

TABLE = [
    *LEARNED,
    *SAID,
    *WHO,
    *PHRASES,
    *SPLIT,
    *PARAGRAPHS,
    *PRONOUNS,
    *RELAYED,
    *SAID_WHEN,
    *NEGATED,
    *AROUND,
    *((text, "") for text in NOT_SPEECH),
]
MARK = re.compile(r"\[([SCQ])(\d*) ([^\]]*)\]")


def marked_up(marked: str) -> tuple[str, dict[str, dict[str, list[tuple[int, int]]]]]:
    """Give the plain text and, by attribution and kind of mark, the spans marked."""
    text, expected = "", {}
    at = 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        for number in mark[2] or "1":
            parts = expected.setdefault(number, {"S": [], "C": [], "Q": []})
            parts[mark[1]].append((len(text), len(text) + len(mark[3])))
        text += mark[3]
        at = mark.end()
    return text + marked[at:], expected


def cast_in(text: str) -> list[Annotation]:
    """Mark the cast's names."""
    bearers = {alias: name for name, (_, _, aliases) in CAST.items() for alias in aliases}
    names = "|".join(sorted(map(re.escape, bearers), key=len, reverse=True))
    return [
        Mention(
            span=Span(match.start(), match.end()),
            kind=CAST[bearers[match[0]]][0],
            name=bearers[match[0]],
            sector=CAST[bearers[match[0]]][1],
        )
        for match in re.finditer(rf"\b(?:{names})\b", text)
    ]


@pytest.fixture(scope="module")
def attributions(reading: Callable[..., Reading]) -> Read:
    """Read the attributions of a text published on Tuesday, 11 March 2031."""

    def read(text: str) -> list[Attribution]:
        ready = reading(text, "2031-03-11", found={Layer.MENTION: cast_in(text)})
        ready.found[Layer.TIME] = sorted(Times().annotate(ready), key=lambda time: time.span)
        return [found for found in Attributions().annotate(ready) if isinstance(found, Attribution)]

    return read


def shown(text: str, found: list[Attribution]) -> list[str]:
    """Write attributions as lines that a person can compare."""
    lines = []
    for one in sorted(found, key=lambda a: a.content.items[0]):
        parts = [" + ".join(span.of(text) for span in spans) for spans in (one.content, one.source, one.cue)]
        lines.append(f"{parts[0]} | {parts[1]} | {parts[2]} | {'+'.join(one.speaker)}")
    return lines


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0][:60])
def test_attributions(row: tuple[str, ...], attributions: Read) -> None:
    marked, speaker, *further = row
    text, expected = marked_up(marked)
    speakers = speaker.split("/") if "/" in speaker else [speaker] * len(expected)
    lines = []
    for (_, parts), who in zip(sorted(expected.items()), speakers, strict=True):
        words = [" + ".join(text[start:end] for start, end in parts[kind]) for kind in "QSC"]
        lines.append(f"{words[0]} | {words[1]} | {words[2]} | {who}")
    found = attributions(text)
    assert shown(text, found) == lines
    for check in further:
        key, _, value = check.rpartition("=")
        for one in found:
            said = {"via": "+".join(one.via), "said": one.said or "", "": str(one.polarity)}
            assert said[key] == value


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“We will wait for the envoys,” Orlan said.", Style.DIRECT),
        ("“Never,” Orlan said.", Style.DIRECT),
        ("Orlan said: “We will wait for the envoys.”", Style.DIRECT),
        ("Orlan called it “severe”.", Style.MIXED),
        ("Orlan said they would “wait for the envoys of the south”.", Style.MIXED),
    ],
)
def test_style(text: str, style: Style, attributions: Read) -> None:
    assert [found.style for found in attributions(text)] == [style]


def test_a_journalist_is_no_outlet(reading: Callable[..., Reading]) -> None:
    text = "“We will wait for the envoys,” Kesk said."
    kesk = Mention(span=Span(32, 36), kind=PERSON, name="Ulla Kesk", sector="MED")
    found = Attributions().annotate(reading(text, found={Layer.MENTION: [kesk]}))
    assert [getattr(one, "speaker", None) for one in found] == [("Ulla Kesk",)]


def test_a_mark_that_never_closes_is_a_reject_with_its_reason(reading: Callable[..., Reading]) -> None:
    text = "Orlan said: “" + "we wait for the fleet of the south and nobody comes " * 40
    ready = reading(text)
    assert Attributions().annotate(ready) == []
    assert ready.rejects == [("attributions", "quotation mark never closes", Span(12, 212))]


PIECES = (
    '“ ” " " ‘ ’ \' « » , . : ? ! — ( ) said says told added called according to he she they Orlan Varn CNA '
    "Tarsovia the fleet is ready for war not never Monday 2031 No. Mr. gentlemen. \u0301 \u202e 😀"
)


@settings(deadline=None, max_examples=40)
@given(text=st.lists(st.sampled_from([*PIECES.split(" "), " ", " ", "\n"]), max_size=50).map(" ".join))
def test_any_text_gives_attributions_inside_it_and_twice_the_same(text: str, attributions: Read) -> None:
    found = attributions(text)
    assert found == attributions(text)
    for one in found:
        assert one.content
        assert all(span.end <= len(text) for span in (one.span, *one.inner()))
        assert all(one.span.holds(span) for span in (*one.source, *one.cue, *one.content))


HOSTILE = {
    "speech": '"a b c d" he said. ',
    "speech in paragraphs": '"We wait," she said.\n',
    "names": '"We wait," Orlan said. ',
    "quotations alone": "“a b c d” ",
    "phrases": 'according to Orlan "a b" ',
    "commas": '"a", ',
    "colons": '"a": ',
    "clauses": "he said Orlan said “a” ",
    "marks": "“",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length(piece: str, reading: Callable[..., Reading]) -> None:
    def best(size: int) -> float:
        ready = reading(piece * (size // len(piece)))
        ready.found[Layer.MENTION] = cast_in(ready.text)
        times = []
        for _ in range(2):
            start = process_time()
            Attributions().annotate(ready)
            times.append(process_time() - start)
        return min(times)

    assert best(24_000) / best(3_000) < 24, (
        "eight times the text must not take much more than eight times as long"
    )
