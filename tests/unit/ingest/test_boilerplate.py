"""Pages of invented outlets. In `PAGES`, lines that begin with `!reason!` must be marked, the others not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ingest.boilerplate import mark

BODY = (
    "Envoys of Karvenia and Veldin met in Varnost on Monday to talk about the closed strait, "
    "and the foreign ministry said that both would return next week."
)
MORE = "The army of Veldin has moved four thousand soldiers to the strait, a spokeswoman said on Tuesday."


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def marked(text: str) -> list[tuple[str, str]]:
    return [(found.span.of(text), found.reason) for found in mark(text)]


# One line between two paragraphs of reporting: marked wherever it stands.
ANYWHERE = [
    ("- Advertisement -", "advertisement"),
    ("ADVERTISMENT", "advertisement"),
    ("Article continues below this advertisement", "advertisement"),
    ("Story continues below", "advertisement"),
    ("Sponsored Content", "advertisement"),
    ("Leave a Comment", "comment form"),
    ("Your email address will not be published. Required fields are marked *", "comment form"),
    ("12 Comments", "comment form"),
    ("Be the first to comment", "comment form"),
    ("Sign up for our newsletter", "subscription"),
    ("Subscribe now", "subscription"),
    ("Get the day's headlines in your inbox", "subscription"),
    ("You have 2 free articles left this month", "subscription"),
    ("We use cookies to improve your experience on this site.", "subscription"),
    ("Download our free app for breaking news", "subscription"),
    ("© 2031 The Harbour Herald. All rights reserved.", "notice"),
    ("Copyright 2031 Karven Radio. All rights reserved.", "notice"),
    ("This material may not be published, broadcast, rewritten or redistributed.", "notice"),
    ("An earlier version of this article misspelled the name of the strait.", "notice"),
    ("This is a developing story. Check back for updates.", "notice"),
    ("Privacy Policy", "notice"),
    ("Terms of Use", "notice"),
    ("Correction policy and DMCA notice", None),
    ("Related Articles", "related stories"),
    ("Most Read", "related stories"),
    ("You might also like", "related stories"),
    ("READ ALSO: Veldin recalls its envoy", "related stories"),
    ("Read more: How the strait was closed", "related stories"),
    ("Envoy recalled as talks stall »", "related stories"),
    ("Source link", "source link"),
    ("https://herald.example.com/2031/03/strait", "source link"),
    ("About the Author", "author box"),
    ("Follow Ana Horvat on Twitter @anahorvat", "author box"),
    ("Editorial Team", "author box"),
    ("Share on Facebook", "share"),
    ("Share this article", "share"),
    ("Follow us on Telegram", "share"),
    ("Write Ana Horvat at [email protected]", "contact"),
    ("Contact Tomas Reyk at treyk@herald.example", "contact"),
    ("Photo: Ana Horvat / Getty Images", "caption credit"),
    ("(Tomas Reyk/AFP via Getty Images)", "caption credit"),
    ("Image 2 of 7", "media placeholder"),
    ("Now Playing: Boats at the strait", "media placeholder"),
    ("2 / 7", "media placeholder"),
    ("Home | World | Shipping | Sport | Weather", "navigation"),
    ("Never miss a story", "subscription"),
    ("Ana Orlan contributed reporting from Tamrin.", "notice"),
    ("Ana Orlan in Tamrin and Tomas Reyk contributed to this report.", "notice"),
    ("Additional reporting by Ana Orlan", "notice"),
    ("With contributions from Ana Orlan in Tamrin and Tomas Reyk.", "notice"),
    ("*This live coverage has ended. [Follow our main page](https://h.example/live) for more.*", "notice"),
    ("[Unsubscribe](https://h.example/u) · [Past notes](https://h.example/n)", "subscription"),
    ("- [Home](https://h.example/) | [World](https://h.example/world)", "navigation"),
    ("[Share this article](https://h.example/share)", "share"),
    ("Back to top", "navigation"),
    ("Skip to main content", "navigation"),
    ("Tags: strait, Veldin, envoys", "navigation"),
    ("Click here to read the full statement.", "navigation"),
    ("Please enable JavaScript to view this page.", "navigation"),
    ("window._ads = window._ads || []; _ads.push({ slot: 'mid', container: 'box-3' });", "page code"),
]

# Lines that stay reporting between two paragraphs.
REPORTING = [
    "The advertising ban takes effect in Karvenia on Friday.",
    "Advertisement revenue at the state broadcaster fell by a third, the ministry said.",
    "Subscribers of the gas company will pay 40 percent more from March.",
    "Households must subscribe to the new tariff before June, the regulator said.",
    "Veldin | Karvenia | Moldova",
    "Karvenia  Veldin  Ruthenia  Moldova",
    "Europe / Asia / Africa",
    "Fishing boats | 40 | 12",
    "With contributions from fourteen states, the fund will pay for the ferries.",
    "Rising prices contributed to the collapse of the talks, the report said.",
    "Karven state radio reported from the port.",
    "Tomas Reyk is a member of parliament for Halmar.",
    "The statement is [on the ministry's page](https://karvenia.example/a), the minister said.",
    "[The envoys' joint statement on the strait](https://karvenia.example/statement) was read twice.",
    "## What the envoys want",
    "### 18:52",
    "---",
    "He told related stories about his years at the strait.",
    "“No,” he said.",
    "“Sign up for the militia and you will be paid,” the leaflet said.",
    "“We will share this with nobody,” the minister told reporters.",
    "“Click here to subscribe to our newsletter,” the hacked page read, the ministry said.",
    "What do the envoys want?",
    "Who pays for the ferries?",
    "The road to Varnost",
    "Ukraine, NATO and the gas question",
    "Sanctions",
    "Veldin",
    "Facebook",
    "Privacy concerns at the border",
    "Copyright law and the archive of Veldin",
    "- an end to the blockade",
    "• the release of all sailors",
    "• elections",
    "- Media",
    "The report was published on Monday by the commission.",
    "This report was first read in parliament by its authors, who asked for a vote.",
    "More information about the attack was not available.",
    "Comments by the envoy angered Veldin, the ministry said.",
    "Follow-up talks are planned in Halmar.",
    "Share prices in Halmar rose 3 percent.",
    "Print shops in the capital stayed closed.",
    "Contact with the trawler was lost at 9:20 p.m.",
    "Get out of the strait, the captain shouted.",
    "Source of the leak unknown",
    "Reporting by the newspaper showed that the trawler carried fuel.",
    "All rights of the minority must be protected, the court ruled.",
    "They can be reached by road only in summer.",
    "Send a message to Veldin, the opposition demands",
    "You must give us guarantees.",
    "Home to 40,000 people, the island has no airport.",
    "Elsewhere in the region",
    "Watch posts along the coast were doubled.",
    "48 ministers, 3 days, 1 treaty",
    "9:05 a.m.",
    "Ana Horvat, a fisher, said she would stay.",
    "President: Related events show that the treaty is dead.",
]


@pytest.mark.parametrize(("line", "reason"), ANYWHERE)
def test_furniture_is_marked_between_paragraphs_and_reporting_goes_on(line, reason):
    text = page("Envoys meet in Varnost again", BODY, line, MORE)
    assert marked(text) == ([(line, reason)] if reason else [])


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_is_left_alone(line):
    assert marked(page("Envoys meet in Varnost again", BODY, line, MORE)) == []


@pytest.mark.parametrize("line", [line for line in REPORTING if line != "Facebook"])
def test_reporting_is_left_alone_as_the_last_line(line):
    assert marked(page("Envoys meet in Varnost again", BODY, MORE, line)) == []


@pytest.mark.parametrize(
    "title",
    [
        "Envoys meet in Varnost again",
        "Watch: Envoys of Veldin and Karvenia meet",
        "Sources: Veldin to reopen the strait",
        "Live updates on the talks of Karvenia and Veldin",
        "Strait fever",
        "Is the strait open?",
        "More stories of the closed strait",
    ],
)
def test_the_title_is_no_furniture(title):
    assert marked(page(title, BODY, MORE)) == []


# Whole pages. A line that begins with "!reason!" is furniture.
PAGES = {
    "site name above the title": """
!site name!Coastal Gardening Deals
Envoys of Veldin and Karvenia meet again in Varnost
{body}
{more}""",
    "section above the title": """
!navigation!World
Envoys of Veldin and Karvenia meet again in Varnost
{body}""",
    "country as a section, title with a full stop": """
!navigation!Moldova
Before the talks, Karvenia and Veldin have a lot of quarrels about the strait.
{body}
{more}""",
    "site name, title lost": """
!site name!Coastal Gardening Deals
{body}
{more}""",
    "the author's name above a date is not the site's": """
Envoys meet in Varnost
Ana Horvat
14 March 2031
{body}""",
    "tail of a blog": """
Envoys meet in Varnost
{body}
!related stories!Related Stories
!related stories!Ten ways to cook carp
!related stories!Minister opens a school in Halmar
!comment form!Leave a Reply
!comment form!Your email address will not be published.
!navigation!Back to top button""",
    "menu rows at head and foot": """
!site name!Coastline Tribune
!navigation!Home  World  Ships & Ports  Money  Weather  Sport
Envoys of Veldin and Karvenia meet again in Varnost
{body}
News | Sport | Ferries
{more}
!navigation!Listen again | Programme guide | Contact the newsroom""",
    "a menu with tabs, arrows, or spaces alone": """
!navigation!HOME WORLD SPORT WEATHER
!navigation!Home › World › Veldin
!navigation!Home	Politics	Letters
Envoys of Veldin and Karvenia meet again in Varnost
{body}""",
    "a site's name and a section above a headline in capitals": """
!site name!Radio Varnost | News in English
14 March 2031, 17:20
MINISTRY: FOUR THOUSAND SOLDIERS AT THE STRAIT
{body}
{more}""",
    "an outlet whose name the report uses": """
!site name!The Varnost Herald
ENVOYS TO MEET AGAIN
By Ana Horvat
{body}""",
    "the title repeats the publisher": """
Envoys meet in Varnost | The Harbour Herald
{body}
{more}""",
    "a title with a section behind a bar": """
The strait is closed | World
Sailors speak of a long winter at the strait
{body}""",
    "note on the author of a column, without a heading": """
The strait is not for sale
By Ana Horvat
{body}
!author box!Ana Horvat is a columnist of this newspaper and the author of “Tides”.
!notice!The views expressed are her own.
!contact!Send your letters to the editor to desk@herald.example
!related stories!More in Opinion""",
    "note on an author whom no byline names": """
The strait is not for sale
{body}
!author box!Ana Horvat covers shipping and the sea for the Harbour Herald. She was a sailor before.""",
    "the last sentence is about a man of whom the report speaks": """
Envoys meet in Varnost
{body}
“Nobody believes them,” said Tomas Reyk.
{more}
The ministry had no answer to what Reyk told reporters in Varnost on Monday.
Tomas Reyk is a senior fellow at the Harbour Institute.""",
    "the last sentence is about a member of parliament": """
Envoys meet in Varnost
{body}
Ana Horvat is a member of parliament for the coast, and she opposes the treaty.""",
    "about somebody, by name": """
Envoys meet in Varnost
{body}
!author box!About Ana Horvat
!author box!Ana Horvat covers shipping and the sea for the Harbour Herald.
!comment form!Leave a Comment""",
    "about somebody in the report": """
Envoys meet in Varnost
{body}
About Ana Horvat
{more}""",
    "the site speaks below a rule and links to its services": """
Envoys meet in Varnost
{body}
---
!subscription!The desk takes no money from states. [Unsubscribe](https://h.example/u) · [More](https://h.example/m)""",
    "the last sentence is reporting with links": """
Envoys meet in Varnost
{body}
The envoys left for Halmar on the evening ferry. [Statement](https://h.example/u) · [Home](https://h.example/m)""",
    "links below the text, and a title that is a link": """
[Envoys meet in Varnost](https://h.example/envoys)
{body}
!related stories![Soldiers move to the strait](https://h.example/soldiers)
!related stories!* [A winter at sea](https://h.example/winter)""",
    "times and bylines of a live page": """
# Envoys meet in Varnost
**The Harbour Herald** · Live · Friday, 14 March 2031 · All times local
By Ana Horvat and Tomas Reyk
### 18:52
{body}
### 17:10
{more}""",
    "a teaser list in the middle, then reporting": """
Envoys meet in Varnost
{body}
!related stories!Recommended
!related stories!Ten ways to cook carp
!related stories!Minister opens a school in Halmar
{more}""",
    "a heading below a list's title that lost its links": """
Envoys meet in Varnost
{body}
!related stories!Related Articles
Soldiers at the strait
{more}""",
    "author's box": """
Envoys meet in Varnost
{body}
!author box!About the author
!author box!Ana Horvat
!author box!Ana Horvat is a reporter who covers the coast for the Herald.
!share!Share this story""",
    "author's box of nobody": """
Envoys meet in Varnost
{body}
!author box!About the author
!author box!Publishing Team""",
    "reporting after an author's box": """
Envoys meet in Varnost
{body}
!author box!About the author
{more}""",
    "share buttons below the text, one word each": """
Envoys meet in Varnost
{body}
{more}
!share!Facebook
!share!Twitter
!share!WhatsApp
!navigation!Print""",
    "the same words as headings in the text": """
What the networks did
{body}
Facebook
{more}
Twitter
{body}""",
    "every copy of a repeated line": """
Envoys meet in Varnost
!advertisement!- Advertisement -
{body}
!advertisement!- Advertisement -
{more}
!advertisement!- Advertisement -""",
    "sub-headings in capitals and with dashes": """
Envoys meet in Varnost
{body}
- Gas question -
{more}
ARMS CONTROL
{body}""",
    "tweets keep their signatures": """
Envoys meet in Varnost
{body}
The strait is open to all who come in peace
— Foreign Ministry (@karvenia_mfa) March 14, 2031
{more}""",
    "speaker labels of an interview": """
Envoys meet in Varnost
{body}
REYK: The strait is ours.
HORVAT: Whose?
REYK: Ours, and it will stay so.""",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name):
    rows = PAGES[name].format(body=BODY, more=MORE).strip().split("\n")
    plain, expected = [], []
    for row in rows:
        reason, line = row[1:].split("!", 1) if row.startswith("!") else ("", row)
        plain.append(line)
        if reason:
            expected.append((line, reason))
    for line_end in ("\n", "\n\n", "\r\n"):
        assert marked(line_end.join(plain)) == expected


@pytest.mark.parametrize(
    ("paragraph", "glued"),
    [
        (
            f"{BODY} Click here to subscribe to our newsletter.",
            ["Click here to subscribe to our newsletter."],
        ),
        (
            f"{BODY} (Reporting by Ana Horvat; Editing by Tomas Reyk)",
            ["(Reporting by Ana Horvat; Editing by Tomas Reyk)"],
        ),
        (f"{BODY} (RELATED: Veldin recalls its envoy)", ["(RELATED: Veldin recalls its envoy)"]),
        (f"Subscribe to our newsletter for more. {BODY}", ["Subscribe to our newsletter for more."]),
        (f"{BODY} All rights reserved.", ["All rights reserved."]),
        (f"{BODY} (The strait was closed in 2029.)", []),
        (f"{BODY} Households must subscribe to the tariff.", []),
        (f"{BODY} “Go away. Click here to subscribe. We are closed,” the page read.", []),
        (f"{MORE} Click here. {MORE}", []),
    ],
)
def test_whole_sentences_at_either_end_of_a_paragraph(paragraph, glued):
    assert [quote for quote, _ in marked(page("Envoys meet in Varnost", paragraph))] == glued


def test_a_front_block_is_marked_whole():
    block = '---\ntitle: "Envoys meet"\nauthor: Ana Horvat\n\ntags: [strait, envoys]\n---'
    assert marked(page(block, "# Envoys meet", BODY)) == [(block, "metadata")]


@pytest.mark.parametrize(
    "opening",
    [
        "---\nVarnost: envoys meet\n---",
        "---\ntitle: Envoys meet",
        "---\ntitle: Envoys meet\nThey met on Monday.\n---",
        "title: Envoys meet\n---",
        "---\n" + "\n".join(f"key{number}: word" for number in range(70)) + "\ntitle: Envoys meet\n---",
    ],
)
def test_what_is_no_front_block(opening):
    assert [reason for _, reason in marked(page(opening, BODY)) if reason == "metadata"] == []


def test_an_address_hidden_by_the_site_may_hold_a_no_break_space():
    line = "Write Ana Horvat at [email\xa0protected]"
    assert marked(page("Envoys meet", BODY, line)) == [(line, "contact")]


@settings(deadline=None)
@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([line for line, _ in ANYWHERE] + REPORTING), max_size=9).map("\n".join)
)
def test_spans_are_sorted_disjoint_trimmed_and_inside(text):
    end = 0
    for found in mark(text):
        quote = found.span.of(text)
        assert end <= found.span.start
        assert found.span.end <= len(text)
        assert quote == quote.strip()
        assert quote
        end = found.span.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.a@",
        "Advertisement\n",
        "About the author\n",
        "Related Stories\nx y z w\n",
        "(",
        "Share ",
        "“",
        "a-",
        "No. ",
        "[",
        "[a](",
        "[a](b) ",
        "Home | ",
        "Home  ",
        "# ",
        "**a",
        "---\n",
        "---\na: b\n",
        "Ana Horvat is a ",
    ],
)
def test_time_grows_with_length_and_not_faster(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        mark(text)
        return time.process_time() - began

    seconds(10_000)
    assert seconds(800_000) < 12 * seconds(200_000) + 0.5
