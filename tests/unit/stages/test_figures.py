"""Figures: each row is a sentence with its figures in brackets, and what they say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.annotation import Mention
from standoff.model.codebook import Layer, MentionKind
from standoff.model.span import Span
from standoff.stages.base import PARSE
from standoff.stages.figures import Figures
from standoff.stages.quantities import quantities
from standoff.stages.times import Times


def figures(reading, text, names=None):
    """Run dates and figures over a text; `names` are its mentions, as written, and their names."""
    made = reading(text, "2031-12-10")
    made.found[Layer.TIME] = Times().annotate(made)
    made.found[Layer.MENTION] = [
        Mention(span=Span(at.start(), at.end()), kind=MentionKind.COUNTRY, name=name)
        for written, name in (names or {}).items()
        for at in re.finditer(re.escape(written), text)
    ]
    return Figures().annotate(made)


def unmarked(marked):
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[([^\]]+)\]", marked)


def in_short(figure):
    """Write a figure as "90000 soldier, about"; a range or a vague plural by its bounds."""
    number = figure.value if figure.value is not None else f"{figure.low}-{figure.high}"
    return f"{number} {figure.unit}" + (f", {figure.modifier.value}" if figure.modifier else "")


FORCES = [
    ("Zernia has massed [about 90,000 soldiers] along the border.", "90000 soldier, about"),
    ("[Some 100,000 troops] stand near the frontier.", "100000 soldier, about"),
    ("[Between 70,000 and 100,000 Zernian troops] stand there.", "70000-100000 soldier"),
    ("[70,000 to 100,000 troops] stand there.", "70000-100000 soldier"),
    ("[70-100,000 troops] stand there.", "70000-100000 soldier"),
    ("[Twenty-four battalions] and [five brigades] took part.", "24 battalion; 5 brigade"),
    ("[Six warships] left the port of Orlan.", "6 warship"),
    ("[Three MiG-29 jets] crossed the line.", "3 jet"),
    ("Orlan bought [12 F-16 fighter jets].", "12 jet"),
    ("It fired [five to ten cruise missiles].", "5-10 missile"),
    ("[Dozens of missiles] were fired at 9 a.m. on Monday.", "24-99 missile, about"),
    ("It has [100-plus ships] and [500 or more planes].", "100 ship, at least; 500 plane, at least"),
    ("The pact allows each side [1,300 warheads].", "1300 warhead"),
    ("[Up to 5,000 reservists] will be sent to [three bases].", "5000 reservist, at most; 3 base"),
    ("The army needs [1.2 million shells] a year.", "1200000 shell"),
    ("A [4,000-soldier] force is ready.", "4000 soldier"),
    ("A [500-strong] contingent is ready.", "500 person"),
]

PEOPLE = [
    ("[At least 12 people] were killed and [30] wounded in the shelling.", "12 person, at least; 30 person"),
    ("The strike killed [at least 12].", "12 person, at least"),
    ("The raid left [12] dead.", "12 person"),
    ("[Two soldiers] were killed near the bridge.", "2 soldier"),
    ("[One soldier] was killed on the bridge.", "1 soldier"),
    ("[About 300] were arrested in Tesk.", "300 person, about"),
    ("The fighting killed [more than 9,000 people].", "9000 person, more than"),
    ("[Hundreds of thousands of its farmers] left home.", "200000-999999 farmer, about"),
    ("A circle of [37 retired envoys] wrote an appeal.", "37 envoy"),
    ("Zernia expelled [ten Varnish diplomats].", "10 diplomat"),
    ("[Fewer than 200 of the hostages] were freed.", "200 hostage, less than"),
    ("[Half a million refugees] fled to Orlan.", "500000 refugee"),
    ("[Tens of thousands] marched in Tesk.", "20000-99999 None, about"),
    ("The court jailed [four activists] for 12 years.", "4 activist"),
    ("[Several hundred guests] came.", "200-999 guest, about"),
    ("[Millions of Zernians] live abroad.", "2000000-9999999 Zernian, about"),
    ("He spoke to [nearly 50 lawmakers].", "50 lawmaker, about"),
    ("[100,000-120,000 people] came.", "100000-120000 person"),
]

THINGS = [
    ("The ministry printed [three revised agreements] on Monday.", "3 agreement"),
    ("[Two draft treaties] were handed over, and a third was promised.", "2 treaty"),
    ("The parliament voted [72]-[28] to ratify it.", "72 vote; 28 vote"),
    ("It passed by a vote of [51] to [49].", "51 vote; 49 vote"),
    ("By a [2]-to-[1] vote the court agreed.", "2 vote; 1 vote"),
    ("Her party holds [15] of the [120 seats].", "15 seat; 120 seat"),
    ("The [30-member] alliance met in Orlan.", "30 member"),
    ("The [six-nation] bloc met in Orlan.", "6 nation"),
    ("[Six member states] have signed.", "6 state"),
    ("The pact binds [30 states].", "30 state"),
    ("[Some 300 flood-damaged flats] were lost.", "300 flat, about"),
    ("It has [18 fact-checkers] at work.", "18 fact-checker"),
    ("The raid ruined [hundreds of steam-driven mills].", "200-999 mill, about"),
]

MONEY = [
    ("Varn received [US$3.4 billion] in grain aid.", "3400000000 USD"),
    ("Varn received [$2.5bn] in military aid.", "2500000000 USD"),
    ("Varn received [2.5 billion dollars].", "2500000000 USD"),
    ("Varn received [$2-3 billion].", "2000000000-3000000000 USD"),
    ("Varn received [$2 billion to $3 billion].", "2000000000-3000000000 USD"),
    ("Varn received [up to €300 million].", "300000000 EUR, at most"),
    ("Varn received [£1.5 million].", "1500000 GBP"),
    ("Varn received [¥500 million].", "500000000 JPY"),
    ("Varn received [500 million yuan].", "500000000 CNY"),
    ("Varn received [20 million roubles].", "20000000 RUB"),
    ("Varn received [C$5m] and [HK$20].", "5000000 CAD; 20 HKD"),
    ("Varn received [EUR 5 million].", "5000000 EUR"),
    ("Varn received [billions of dollars].", "2000000000-9999999999 USD, about"),
    ("Varn received [5 million marks].", "5000000 mark"),
    ("Prices rose from [$10] to [$20] a barrel.", "10 USD; 20 USD"),
    ("The pass costs [$ 99 ( USD )] to buy.", "99 USD"),
]

SHARES = [
    ("Tourism grew by [38 percent] since 2029.", "38 %"),
    ("It mines [35%] of the region's copper ore.", "35 %"),
    ("It has [nearly 38 per cent] of it.", "38 %, about"),
    ("They want [10 to 15 percent] of the seats.", "10-15 %"),
    ("The rate was [-3%] in March.", "-3 %"),
    ("Support fell [3 percentage points] to [41 percent].", "3 percentage point; 41 %"),
    ("[Nearly two-thirds] of Orlan's timber goes there.", "0.6667 fraction, about"),
    ("Zernia holds [one-fifth] of the land.", "0.2 fraction"),
    ("Prices rose from [10] to [20 percent].", "10 %; 20 %"),
]

MEASURES = [
    ("It moved missiles with a range of [500 kilometres].", "500 km"),
    ("Troops stand [27 miles] from the border.", "27 mile"),
    ("It shipped [2,000 tonnes] of steel.", "2000 tonne"),
    ("The plant gives [60 MW] of power.", "60 MW"),
    ("It pumps [2 million barrels a day] from there.", "2000000 barrel per day"),
    ("Vessels must keep [two nautical miles] apart.", "2 nautical mile"),
    ("The strait is [nineteen kilometres] wide.", "19 km"),
    ("The treaty leaves them [40 square nautical miles] of sea.", "40 square nautical mile"),
]

ELLIPTIC = [
    (
        "[Some 40,000 Zernian troops] are there, up from [15,000] in May.",
        "40000 soldier, about; 15000 soldier",
    ),
    ("Zernia sent [30,000 soldiers]. Its neighbour puts it at [55,000].", "30000 soldier; 55000 soldier"),
    ("Orlan counts [3,000 tanks]; Varn says [4,500].", "3000 tank; 4500 tank"),
    ("They called up [9,000 reservists] and [4,000] more will follow.", "9000 reservist; 4000 reservist"),
    ("It has [40 frigates] and will build another [12] by 2040.", "40 frigate; 12 frigate"),
    ("[Twelve hostages] were freed and a further [20] are to follow.", "12 hostage; 20 hostage"),
    ("It sent [20 more soldiers].", "20 soldier"),
    ("It spent [$4 billion] this year, up from [3.1 billion] in 2029.", "4000000000 USD; 3100000000 USD"),
    ("Nobody believes the figure of [62,000].", "62000 None"),
    ("The loss was estimated at [62,000].", "62000 None"),
    ("The ferry has a crew of [31].", "31 person"),
    ("A crowd that the guards put at [8,000] met the ferry.", "8000 person"),
    ("The toll rose to [214] in the night.", "214 person"),
    ("They put Zernian strength at [80,000].", "80000 soldier"),
    ("Orlan has [12,500] under arms.", "12500 soldier"),
    ("It will cut the number of ships in the bay from [30] to [18].", "30 ship; 18 ship"),
    ("The army grows from [18,000] to [45,000 soldiers].", "18000 soldier; 45000 soldier"),
    ("Tesk is a city of [60,000].", "60000 person"),
    ("It lists the population of Tesk as [60,000].", "60000 person"),
]

CLASSES = [
    ("Varn sent [three naval officers] to the inquiry.", "3 officer"),
    ("An inquiry led by [three naval officers] has begun.", "3 officer"),
    ("He spoke of the deaths of [two sailors].", "2 sailor"),
    ("The boat was hit by [at least four rounds].", "4 round, at least"),
    ("[Five mine-hunters] and [two cutters] left port.", "5 mine-hunter; 2 cutter"),
    ("It struck at the [three largest banks].", "3 bank"),
    ("Orlan blacklisted [two shipping companies].", "2 company"),
    ("The minister called [15,000 reservists] home.", "15000 reservist"),
    ("The rewriter wrote [2 million {dollars}] there.", "2000000 USD"),
    ("It was worth [dlrs 305,000].", "305000 USD"),
]

EMPHASIS = [
    ("Zernia has about **70,000** soldiers there.", "**70,000** soldiers"),
    ("Zernia has **70,000 soldiers** there.", "70,000 soldiers"),
    ("It puts the strength of the army at **70,000**, not less.", "70,000"),
]

NO_FIGURES = [
    "The two leaders met for two hours in room 2031.",
    "Both sides spoke for 20 minutes on two issues.",
    "He was one of the negotiators, the first of three presidents.",
    "Prime Minister Tesk, 81, resigned.",
    "The 81-year-old minister resigned at the age of seventy.",
    "Article 5 of the pact and Resolution 2202 hold.",
    "Nord Beam 2 is a pipeline to Orlan.",
    "The bill (S. 1605) was read by the G7.",
    "Its Leopard 2 tanks are old.",
    "Two soldiers told reporters that they were cold.",
    "One official said so.",
    "It was the fourth time in two years.",
    "A 24-hour ceasefire and a 10-point plan were agreed.",
    "They met on December 8, 2031, and in 2014.",
    "In 2029 troops entered the town.",
    "The envoy walked 3 miles to work.",
    "Call +43 1 555 0199 or see https://a.example/2031/12.",
    "1. Talks.",
    "It began at 10:30, or 9 a.m., or 1900 GMT.",
    "Some 1 200 settlers left.",
    "It lost 3,5 million marks.",
    "The other half of the plan failed in the first half of the year.",
    "I am 100 percent sure.",
    "Orlan beat Varn 4-2.",
    "The two countries and the six parties agreed.",
    "They waited 30 years and seven days.",
    "A one-on-one meeting is set.",
    "It sold 30-year bonds and 26-week bills.",
    "It met six rounds of sceptics.",
    "The book is out in 2031, up from 2029.",
    "See page 1,204. Bill 4,500 is dead.",
    "Two naval officers said so.",
    "Three banks opened.",
    "It began in 2031. Ring 60,000.",
]

ALL = FORCES + PEOPLE + THINGS + MONEY + SHARES + MEASURES + ELLIPTIC + CLASSES


@pytest.mark.parametrize(("marked", "said"), ALL)
def test_a_figure_is_read(reading, marked, said):
    text, quotes = unmarked(marked)
    found = figures(reading, text)
    assert [figure.span.of(text) for figure in found] == quotes
    assert "; ".join(in_short(figure) for figure in found) == said


@pytest.mark.parametrize(("text", "quote"), EMPHASIS)
def test_markdown_emphasis_does_not_hide_a_figure(reading, text, quote):
    [figure] = figures(reading, text)
    assert (figure.span.of(text).removeprefix("about "), figure.value) == (quote, 70_000)
    assert figure.unit == "soldier"


@pytest.mark.parametrize("text", NO_FIGURES)
def test_other_numbers_are_no_figures(reading, text):
    assert [figure.span.of(text) for figure in figures(reading, text)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It sent 90,000 soldiers.", None, None),
        ("It sent about 90,000 soldiers.", None, None),
        ("It sent at least 90,000 soldiers.", 90_000, None),
        ("It sent more than 90,000 soldiers.", 90_000, None),
        ("It sent up to 90,000 soldiers.", None, 90_000),
        ("It sent fewer than 90,000 soldiers.", None, 90_000),
        ("It sent 80,000 to 90,000 soldiers.", 80_000, 90_000),
        ("It sent thousands of soldiers.", 2_000, 9_999),
        ("It sent more than thousands of soldiers.", 2_000, None),
    ],
)
def test_bounds_are_given_where_the_words_bound(reading, text, low, high):
    [figure] = figures(reading, text)
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The ministry printed three revised agreements.", "revised agreements"),
        ("It mines 35% of the region’s copper ore.", "region’s copper ore"),
        ("They reported a drop in tourism of 17 percent.", "drop in tourism"),
        ("They reported a 17 percent drop in tourism.", "drop in tourism"),
        ("Exports to Orlan fell by 12 percent.", "Exports"),
        ("It gave Varn $3.4 billion in grain aid.", "grain aid"),
        ("It bought $2.5 billion worth of steel.", "steel"),
        ("It passed a $3 billion aid package.", "aid package"),
        ("It invested $5 million in Orlan.", None),
        ("It shipped 2,000 tonnes of steel.", "steel"),
        ("Ships stood within 80 kilometres of the strait.", None),
        ("It sent 20 more soldiers.", "soldiers"),
        ("The ferry has a crew of 31.", "crew"),
        ("Hundreds of thousands of its farmers left home.", "farmers"),
    ],
)
def test_what_is_counted_is_named_in_the_words_of_the_text(reading, text, of):
    [figure] = figures(reading, text)
    assert figure.of == of


@pytest.mark.parametrize(
    ("text", "names", "holder"),
    [
        ("Some 90,000 Zernian troops stand there.", {"Zernian": "Zernia"}, "Zernia"),
        ("Zernia’s 4,000 tanks are old.", {"Zernia": "Zernia"}, "Zernia"),
        ("They fear Zernia’s massing of 90,000 troops.", {"Zernia": "Zernia"}, "Zernia"),
        ("Zernia has massed 90,000 troops there.", {"Zernia": "Zernia"}, "Zernia"),
        ("Zernia published two draft treaties.", {"Zernia": "Zernia"}, "Zernia"),
        ("Zernia counted 90,000 troops there.", {"Zernia": "Zernia"}, None),
        ("Some 90,000 troops stand near Zernia.", {"Zernia": "Zernia"}, None),
        ("Some 90,000 Zernian and Varnish troops met.", {"Zernian": "Zernia", "Varnish": "Varn"}, None),
        ("It put $7 billion in Zernian mines.", {"Zernian": "Zernia"}, None),
    ],
)
def test_a_holder_is_named_where_the_grammar_says_so(reading, text, names, holder):
    [figure] = figures(reading, text, names)
    assert figure.holder == holder


def test_a_figure_is_dated_by_as_of_alone(reading):
    [dated] = figures(reading, "As of 1 March 2031, 4,200 people had been evacuated.")
    [undated] = figures(reading, "On 1 March 2031, 4,200 people were evacuated.")
    assert (dated.as_of, undated.as_of) == ("2031-03-01", None)


def test_lists_that_earlier_stages_did_not_make_are_empty(reading):
    made = reading("Zernia sent 90,000 soldiers.")
    assert len(Figures().annotate(made)) == 1


def test_the_stage_says_what_it_gives_and_needs():
    assert Figures.gives == {Layer.FIGURE}
    assert {PARSE, Layer.SENTENCE} <= Figures.needs


PIECES = (
    "about 12 2,000 soldiers troops of the $ US$ million -3% percent to between and dozens hundreds half two "
    "one killed wounded . , - – İ ſ ome mıllıon (S. voted 72-28 30-member six-nation bloc km border or more "
    "x another from up **70,000** number put at crew"
)
"""What figures are made of, for texts that nearly hold some."""


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES.split()), max_size=16).map(" ".join)))
def test_any_text_gives_figures_in_order(reading, text):
    end = 0
    for figure in figures(reading, text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end
        assert figure.value is not None or figure.low is not None or figure.high is not None


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["12 to ", "$1 ", "1-", "about ", "voted 7-", "2,000 ", "-", "5%"])
def test_the_work_grows_with_the_text_alone(piece):
    import time

    took = []
    for size in (3_000, 24_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        quantities(text, Span(0, len(text)), [])
        took.append(time.process_time() - start)
    assert took[1] < 40 * max(took[0], 0.01)
