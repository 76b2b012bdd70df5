"""Sentence ends in clean, scraped and machine-translated news. A ``|`` stands where a sentence ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.span import Span
from standoff.text.segment import MAX_SENTENCE, lines, paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    Growth = Callable[[Callable[[str], object], str], float]

PLAIN = [
    "The envoys met.| They left.",
    "Will they come back?| Nobody knows.",
    "Leave now!| The port is closed.",
    "Where is the fleet?!| Nobody knows.",
    "Where is the fleet???| Nobody knows.",
    "He paused... and went on.",
    "He paused… and went on.",
    "They signed papers…| They left the hall.",
    "They signed papers...| The envoys left the hall.",
    "The council met ; it agreed on nothing.",
    "The envoys met",
    "The vote was close (51 to 49).| The loser conceded.",
    "(The vote was close.)| The loser conceded.",
    "The vote was close.| (It took a day.)",
    "The vote [of Tuesday] was close.| The loser conceded.",
    "The fleet left – at last – on Monday.| Nobody saw it.",
    "The envoys met . | They left .",
]

ABBREVIATIONS = [
    "Mr. Orlan met Mrs. Varn and Ms. Pell.| They agreed.",
    "Gen. Ilya Korst and Lt. Col. Dren left.| They flew home.",
    "Sen. Abel Rusk, Rep. Ina Moll and Gov. Tarn wrote a letter.",
    "He arrived in the U.S. on Monday.| He left on Tuesday.",
    "The U.S. Senate voted.| The U.N. did not.",
    "He flew to the U.S.| The talks failed.",
    "She works for the E.U.| She left.",
    "The talks of Dec. 2 failed.| Those of Jan. 14 did not.",
    "They met at 9 a.m. on Monday.| They parted at 5 p.m. and left.",
    "They met at 9 a.m.| The talks failed.",
    "The bill, S. 1605, passed.| Bill H.R. 22 failed.",
    "Resolution No. 5 was vetoed.| No. 6 passed.",
    "It is No. 5 on the list.",
    "J. K. Orlan wrote it.| A.B. Varn read it.",
    "George H. W. Varn was president.| He won twice.",
    "Ana M. Orlan is the envoy.| Nobody else is.",
    "Vosk Corp. said it would pay.| It did.",
    "Pell Inc. and Rusk Ltd. merged.| The shares rose.",
    "St. Orme is a port.| Ships wait there.",
    "Prof. Dr. Lena Hart explained it.| Few followed.",
    "It compared Varn vs. Orlan.| Varn won.",
    "The court heard Varn v. Orlan.| Varn won.",
    "Guns, fuel, etc. were sent.| They arrived.",
    "Guns, fuel, etc.| They arrived late.",
    "The army has approx. 900 tanks.| Half of them run.",
    "Cf. Art. 5 of the treaty.| It is short.",
    "The Ph.D. student spoke.| She was right.",
    "Maj. Gen. Korst said so.| He was wrong.",
    "Messrs. Orlan and Varn agreed.| Few believed it.",
    "He spoke on Mon. and left on Tues. night.",
    "It is 3 p.m. in Varnost.",
    "Robert Vell Jr. won.| He is young.",
    "Korst Co.| The firm is old.",
    "Will he go?| No.| He stays.",
    "See Vol. IV of the report.| It is long.",
    "Resolution No. IV was vetoed.",
    "The U.S.A. and Varn signed.| Orlan did not.",
    "Approx. 900 tanks came.| Half of them run.",
    "Orlan et al. wrote it.| Few read it.",
    "He met Col. (ret.) Dren there.| They spoke.",
]

NUMBERS_AND_ADDRESSES = [
    "Prices rose 3.5 percent.| Wages rose 1.2.",
    "Exports rose by 3.| Imports fell.",
    "It cost $1,250.75 in 2031.| It costs less now.",
    "The vote was on 14.03.2031.| Nobody came.",
    "See https://news.example/a.html?x=1.2 for more.| It is free.",
    "Write to ana.orlan@news.example today.| We answer.",
    "Visit www.news.example.| It is free.",
    "The site news.example.com was blocked.| It came back.",
    "Version 2.0 of the draft came.| Version 2.1 followed.",
    "The treaty ended in 2031.| It was never renewed.",
    "The treaty ended in 2031.|Its parties left.",
    "1. The army withdraws.|\n2. The port opens.",
    "The rouble fell to 75.3 to the crown.| It rose later.",
]

QUOTED = [
    "“We will wait,” Orlan said.| “We are patient.”",
    "“The talks are over.”| Orlan left the room.",
    "“We will wait.” he said.| He left.",
    "“We will not go!” Orlan said.| He left.",
    "“Why now?” she asked.| Nobody answered.",
    "“Why now?” asked Orlan.| Nobody answered.",
    "“Why now?” Foreign Minister Ana Orlan asked.| Nobody answered.",
    "“Why now?” Mr. Orlan said.| Nobody answered.",
    "He said: “We will wait.”| The envoys left.",
    "He said, “We will wait.| We are patient.”| The envoys left.",
    "She called it “a farce.”| He did not.",
    '"We will wait," Orlan said.| "We are patient."',
    '"The talks are over."| Orlan left the room.',
    "She called it 'a farce.'| He did not.",
    "«We will wait.»| The envoys left.",
    "„We will wait.“| The envoys left.",
    "“It is ‘over.’”| The envoys left.",
    "“We will wait.| We are patient.",
    "“The fleet sails.| “The port is shut.”",
    "He asked “Who will pay?” and left.| Nobody answered.",
    "The paper “Who Rules?” was read.| Nobody laughed.",
    "“We will wait.”| Orlan said the talks would go on.",
    "“We will wait.” Orlan said on Monday.| He left.",
    "“We will wait.” McVarn Said.| He left.",
    "“Will you wait?” President Ada de la Tour said.| She left.",
    "»We will wait.«| The envoys left.",
    "He left.| ”We will wait,” he said.",
    "(“We will wait.”)| The envoys left.",
    "“We will wait.”|The envoys left.",
    "“We will wait. ”| The envoys left.",
    "“We will wait.”[2]| The envoys left.",
]

DAMAGED = [
    "It may join the alliance.|It may not.",
    "The state joined NATO.|The alliance agreed.",
    "The vote was close (51 to 49).|The loser conceded.",
    "He left in haste.|A man followed him.",
    "It was signed in the U.S.A by Orlan.",
    'It ended, he said.|"We will wait," he added.',
    "He said it was over.|“We will wait.”",
    "He paused . . . and went on.| Nobody spoke.",
    "He paused. . . .| Nobody spoke.",
    "He wrote to A.Varn@news.example about it.",
    "Nobody came. . . .",
    "It may join the alliance?|Nobody knows.",
    "The call ended, he said.”|The envoys left.",
    "The call ended, he said.”| The envoys left.",
    "He warned of “war.”|The fleet sailed.",
    "He warned of “war.”| The fleet sailed.",
    "He said it is “over”.| The envoys left.",
    "gentlemen. Orlan met the envoys.| He left.",
    "On Monday gentlemen. Varn met the envoys.",
    "Mister. Orlan met the envoys.| He left.",
    "He thanked the gentlemen.| They left.",
    "He saw VarnCunning leader.| It was late.",
    "The U.S.and its allies met.",
    "Nobody won.[1]| The fleet sailed.",
    "The army is at the border..| The port is shut.",
    "The port is shut.. .",
]

BLOCKS = [
    "Talks open in Varnost|\nThe envoys met.| They left.",
    "TALKS OPEN|\n\nThe envoys met.|\n\nThey left.",
    "What now?|\nNobody knows",
    "The envoys met.|\r\nThey left.|\r\n\r\nNobody came.",
    "- The fleet sails|\n- The port is shut|\n- Nobody knows why",
    "• The fleet sails.|\n• The port is shut.",
    "1) The army withdraws|\n2) The port opens",
    "The envoys met.|\u2028They left.",
    "The envoys\u00a0met.|\u00a0They left.",
    "“We will wait.|\n\n“We are patient,” Orlan said.",
    (
        "The envoy of the southern states said on Monday that the talks about the strait and its\n"
        "tolls would go on until all of the parties had been heard, whatever the weather was to be\n"
        "like.| He left the hall soon afterwards with his deputy and did not answer any questions of\n"
        "the reporters."
    ),
    (
        "The envoy of the southern states said on Monday in the old town hall that Mr.\r\n"
        "Orlan would go on with the talks until all of the parties had been heard once\r\n"
        "more, and nobody doubted it.| He left."
    ),
]

FOREIGN = [
    "Le ministre a parlé lundi.| Il est reparti mardi.",
    "M. Orlan a dit « nous attendrons ».| Il est parti.",
    "Министр прибыл в понедельник.| Он уехал во вторник.",
    "Где флот?| Никто не знает.",
    "部长星期一到达。|他星期二离开。",
    "他问：“谁来付钱？”|没有人回答。",
    "外相は月曜日に到着した。|翌日に帰国した。",
    "وصل الوزير يوم الاثنين.| غادر يوم الثلاثاء.",
    "متى تبدأ المحادثات؟| لا أحد يعرف.",
    "मंत्री सोमवार को पहुंचे।| वे मंगलवार को चले गए।",
    "¿Quién pagará?| Nadie lo sabe.",
    "Der Minister kam am Montag an.| Er blieb nicht.",
]

TABLE = PLAIN + ABBREVIATIONS + NUMBERS_AND_ADDRESSES + QUOTED + DAMAGED + BLOCKS + FOREIGN


@pytest.mark.parametrize("marked", TABLE)
def test_sentence_ends(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [span.of(text) for span in sentences(text)] == expected


LONG = "the envoys of the southern states went on with their talks about the strait and its tolls "


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\x0b\x0c", "\t\r\n \u00a0"])
def test_nothing_in_nothing(text: str) -> None:
    assert sentences(text) == []
    assert paragraphs(text) == []
    assert lines(text) == []


WRAPPED = (
    "The envoy of the southern states said on Monday in the old town hall that the\n"
    "talks would go on until all of the parties had been heard once more, whatever\n"
    "the season, and that nobody had asked them to hurry.\n"
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (WRAPPED, 1),
        (WRAPPED.replace("\n", "\r\n"), 1),
        (WRAPPED + "\n" + WRAPPED, 2),
        (WRAPPED + WRAPPED, 2),  # the last line of the first is short
        ("    " + WRAPPED + "    " + WRAPPED, 2),
        ("> " + WRAPPED.replace("\n", "\n> ").removesuffix("> "), 1),
        ((WRAPPED + "\n") * 8 + "https://news.example/" + "a" * 100 + "\nIt is free.\n", 10),
        ("Home\nWorld\nTalks open in Varnost\nThe envoys met.", 4),
        ("Home\nWorld\n" + LONG * 3 + ".\n" + LONG * 2 + ".", 4),
        ("The envoys met on Monday in the old town hall.\nThey left on Tuesday without a word to anyone.", 2),
        ("- the fleet of the south\n- the army of the north\n- the port", 3),
    ],
)
def test_hard_wrapped_lines_are_joined_and_others_are_not(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_a_line_without_a_stop_is_cut_at_white_space_into_bounded_pieces() -> None:
    found = sentences(LONG * 100)
    assert all(len(span) <= MAX_SENTENCE for span in found)
    assert "".join(span.of(LONG * 100) for span in found).replace(" ", "") == (LONG * 100).replace(" ", "")
    assert [len(span) for span in sentences("a" * 4_500)] == [2_000, 2_000, 500]


def test_blocks_given_are_kept_apart() -> None:
    text = "The envoys met and they left."
    assert [span.of(text) for span in sentences(text, [Span(0, 14), Span(15, 29)])] == [
        "The envoys met",
        "and they left.",
    ]


PIECES = (
    "a b A B 1 5 . .. ... ? ! … ” “ \" ' ’ ) ( [2] , : ; - — « » „ 。 ؟ Mr U.S said Orlan The gentlemen No "
    "www @ \u0301 \u202e 😀"
)
NEWS_LIKE = st.lists(st.sampled_from([*PIECES.split(" "), " ", "\n", "\r\n", "\u2028"]), max_size=60).map(
    "".join
)


@settings(deadline=None)
@given(st.text(max_size=200) | NEWS_LIKE)
def test_every_character_lies_in_one_sentence_and_spans_are_in_order(text: str) -> None:
    blocks = paragraphs(text)
    found = sentences(text, blocks)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(span.of(text) == span.of(text).strip() for span in found)
    assert all(any(block.holds(span) for block in blocks) for span in found)
    covered = {at for span in found for at in range(span.start, span.end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


@settings(deadline=None)
@given(NEWS_LIKE)
def test_reading_a_paragraph_alone_changes_nothing(text: str) -> None:
    blocks = paragraphs(text)
    together = [span.of(text) for span in sentences(text, blocks)]
    assert together == [span.of(text) for block in blocks for span in sentences(text, [block])]


HOSTILE = {
    "words": "envoy ",
    "one word": "a",
    "stops": ".",
    "spaced stops": ". ",
    "closing marks": ".” ",
    "spaced closing marks": " ”",
    "glued marks": '."a',
    "numbers": "12.Orlan ",
    "abbreviations": "Mr. ",
    "initials": "A. ",
    "names": "“a?” Orlan Varn Pell ",
    "notes": ".[1]",
    "brackets": ".)]}",
    "short lines": "a\n",
    "blank lines": "\r\n",
    "no-break spaces": "\u00a0",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length(piece: str, growth: Growth) -> None:
    assert growth(sentences, piece) < 20
