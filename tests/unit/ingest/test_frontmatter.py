import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ingest.boilerplate import mark
from standoff.ingest.datestamp import stamps
from standoff.ingest.frontmatter import FrontMatter, read_front
from standoff.ingest.names import is_name, leading_names

BODY = (
    "Envoys of Karvenia and Veldin met on Monday to talk about the closed strait, and the foreign ministry "
    "said in the evening that both would return to the table next week."
)
TITLE = "Envoys of Veldin and Karvenia meet"


def read(text: str, given_title: str | None = None) -> FrontMatter:
    return read_front(text, mark(text), given_title)


def page(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((TITLE, BODY), TITLE),
        (("Coastal Gardening Deals", TITLE, BODY), TITLE),
        (
            ("World", "Before the talks, Karvenia and Veldin have a lot of quarrels.", BODY),
            "Before the talks, Karvenia and Veldin have a lot of quarrels.",
        ),
        (("- Advertisement -", TITLE, BODY), TITLE),
        (("14 March 2031", TITLE, BODY), TITLE),
        (("By Ana Horvat", TITLE, BODY), TITLE),
        ((f"{TITLE} | The Harbour Herald", BODY), TITLE),
        (("Veldin Envoys Return To The Table.", BODY), "Veldin Envoys Return To The Table."),
        (("Is the strait open?", BODY), "Is the strait open?"),
        ((BODY,), None),
        (("The strait is closed again, the ministry said.", BODY), None),
        ((f"VARNOST (KNA) — {BODY}",), None),
        (("Ana Horvat", "14 March 2031", BODY), None),
        (("14 March 2031", "ARMY LEAVES STRAIT", BODY), "ARMY LEAVES STRAIT"),
        (("MINISTRY — TWO SHIPS SUNK OFF VARNOST", BODY), "MINISTRY — TWO SHIPS SUNK OFF VARNOST"),
        (("HAVEN (AP) --", BODY), None),
        (("Karven Radio | News in English", "VELDIN: ENVOYS MEET AGAIN", BODY), "VELDIN: ENVOYS MEET AGAIN"),
        (("14 March at 2:44 PM", BODY), None),
        (("Ships wait at the strait. (Tomas Reyk/Reuters)", BODY), None),
        (("# Envoys meet again", BODY), "Envoys meet again"),
        (("**The Harbour Herald** · Live · 14 March 2031", "# Talks *fail*.", BODY), "Talks *fail*."),
        (("# **Envoys meet**", BODY), "Envoys meet"),
        (("[Envoys meet again](https://h.example/a)", BODY), "Envoys meet again"),
        (("Gazette de Varnost", TITLE, BODY, "© Gazette de Varnost"), TITLE),
    ],
)
def test_title(lines, title):
    text = page(*lines)
    found = read(text).title
    assert (found.of(text) if found else None) == title


def test_a_given_title_is_found_whatever_its_case_and_signs():
    text = page("The strait is closed again, “for good”.", BODY)
    found = read(text, "The Strait Is Closed Again, 'For Good'")
    assert found.title is not None
    assert found.title.of(text) == "The strait is closed again, “for good”."


@pytest.mark.parametrize(
    ("line", "author", "agency"),
    [
        ("By Ana Horvat", "Ana Horvat", None),
        ("By ANA HORVAT and TOMAS REYK", "ANA HORVAT, TOMAS REYK", None),
        (
            "By Ana Horvat, Tomas Reyk and Io van der Meer, Associated Press",
            "Ana Horvat, Tomas Reyk, Io van der Meer",
            "Associated Press",
        ),
        ("By ANA HORVAT Associated Press", "ANA HORVAT", "Associated Press"),
        ("The Associated Press — By ANA HORVAT - Associated Press", "ANA HORVAT", "Associated Press"),
        ("By The Associated Press", None, "The Associated Press"),
        ("Written by Ana R. Horvat", "Ana R. Horvat", None),
        ("Posted by Ana Horvat on 14 March 2031", "Ana Horvat", None),
        ("Analysis by Ana Horvat, KNN", "Ana Horvat", None),
        ("By Ana Horvat    |   Sunday, 15 March 2031 09:27 PM", "Ana Horvat", None),
        ("by Ana Horvat March 15 at 8:30 AM Email the author", "Ana Horvat", None),
        ("By Ana Horvat ana.horvat@herald.example", "Ana Horvat", None),
        ("By Ana O’Brien-Reyk Harbour Herald", "Ana O’Brien-Reyk", None),
        ("Ana Horvat | Staff writer", "Ana Horvat", None),
        ("Ana Horvat, Associated Press", "Ana Horvat", "Associated Press"),
        ("By Monday, the strait was closed", None, None),
        ("By the time", None, None),
        ("By Staff Reporter", None, None),
        ("By land and sea", None, None),
        ("World News", None, None),
        ("Ana Horvat contributed to this report from Halmar.", None, None),
    ],
)
def test_byline(line, author, agency):
    found = read(page(TITLE, line, BODY))
    assert (found.author, found.agency) == (author, agency)


def test_a_name_alone_is_an_author_only_beside_a_date_or_an_agency():
    assert read(page(TITLE, "Ana Horvat", "14 March 2031", BODY)).author == "Ana Horvat"
    assert read(page(TITLE, "Ana Horvat", "The Associated Press", BODY)).author == "Ana Horvat"
    assert read(page(TITLE, "Ana Horvat", BODY)).author is None


@pytest.mark.parametrize(
    ("tail", "author", "publisher"),
    [
        ("Write Ana Horvat at [email protected]", "Ana Horvat", None),
        ("Write to the author at [email protected]", None, None),
        ("Copyright secured by Stampsure © 2031 Ana Horvat", "Ana Horvat", None),
        ("© 2031 The Harbour Herald", None, "The Harbour Herald"),
        ("© 2031 Karven Radio. All rights reserved.", None, "Karven Radio"),
        ("© Copyright 2031 Veldin Broadcasting Corp. All rights reserved.", None, "Veldin Broadcasting Corp"),
        ("Source: Harbour Herald", None, "Harbour Herald"),
        ("(Reporting by Ana Horvat; Editing by Tomas Reyk)", "Ana Horvat", None),
        ("About the author\nAna Horvat", "Ana Horvat", None),
        ("About the author\nPublishing Team", None, None),
    ],
)
def test_last_lines_name_author_and_publisher(tail, author, publisher):
    found = read(page(TITLE, BODY, tail))
    assert (found.author, found.publisher) == (author, publisher)


@pytest.mark.parametrize(
    ("opening", "dateline", "place", "agency"),
    [
        ("VARNOST — ", "VARNOST —", "VARNOST", None),
        ("NEW HALMAR, Karvenia (AP) _ ", "NEW HALMAR, Karvenia (AP) _", "NEW HALMAR, Karvenia", "AP"),
        ("KARVENA, March 3 (KNA) — ", "KARVENA, March 3 (KNA) —", "KARVENA", "KNA"),
        ("Varnost (Reuters) - ", "Varnost (Reuters) -", "Varnost", "Reuters"),
        ("VARNOST, Veldin -- ", "VARNOST, Veldin --", "VARNOST, Veldin", None),
        ("Varnost, 14 March 2031 – ", "Varnost, 14 March 2031 –", "Varnost", None),
        ("March 14, 2031–", "March 14, 2031–", None, None),
        ("The strait — closed since May — is open. ", None, None, None),
        ("FILE - ", None, None, None),
        ("Critics – and there are many – disagree. ", None, None, None),
        ("VARNOST, 5 March. /KTA/. ", "VARNOST, 5 March. /KTA/.", "VARNOST", "KTA"),
        ("The Nation/World 07/16. ", None, None, None),
        ("NATO — the alliance — stays out. ", None, None, None),
    ],
)
def test_dateline(opening, dateline, place, agency):
    text = page(TITLE, opening + BODY)
    found = read(text)
    assert (found.dateline.of(text).strip() if found.dateline else None) == dateline
    assert (found.dateline_place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    ("lines", "value", "where"),
    [
        ((TITLE, "Friday, July 21, 2017", BODY), "2017-07-21", "head line"),
        ((TITLE, "March 06 , 2031", BODY), "2031-03-06", "head line"),
        ((TITLE, "Published: 14 March 2031 09:12 GMT", BODY), "2031-03-14", "time stamp line"),
        ((TITLE, "Updated 15 March 2031", "Published 14 March 2031", BODY), "2031-03-14", "time stamp line"),
        ((TITLE, "Published", "10:22 am, Sunday, March 16, 2031", BODY), "2031-03-16", "time stamp line"),
        ((TITLE, "Updated 15 March 2031", BODY), "2031-03-15", "updated line"),
        (
            (TITLE, "By Ana Horvat    |   Sunday, 16 March 2031 09:27 PM", BODY),
            "2031-03-16",
            "time stamp line",
        ),
        ((TITLE, "14/03/2031", BODY), "2031-03-14", "head line"),
        ((TITLE, "03/14/2031 02:44 PM", BODY), "2031-03-14", "time stamp line"),
        ((TITLE, "2031-03-14", BODY), "2031-03-14", "head line"),
        ((TITLE, "04/05/2031", BODY), None, None),
        ((TITLE, "31 February 2031", BODY), None, None),
        ((TITLE, "14 March", BODY), None, None),
        ((TITLE, f"March 14, 2031–{BODY}"), "2031-03-14", "dateline"),
        ((TITLE, BODY, "Ana Horvat Posted at 11:40 am on March 15, 2031"), "2031-03-15", "foot line"),
        ((TITLE, BODY, "© 2031 The Harbour Herald"), None, None),
        ((TITLE, BODY, "© 14 March 2031 The Harbour Herald"), "2031-03-14", "copyright"),
        ((TITLE, "Karven Radio · Live · 14 March 2031 · All times local", BODY), "2031-03-14", "head line"),
        (("Sunday, Mar 16th 2031 5-Day Forecast", TITLE, BODY), "2031-03-16", "site clock"),
        ((TITLE, "The fleet left Varnost on March 3, 2029, the ministry said.", BODY), None, None),
        ((TITLE, BODY, "— Foreign Ministry (@karvenia_mfa) March 14, 2031"), None, None),
        ((TITLE, "In this March 14, 2031 photo, ships wait at the strait.", BODY), None, None),
    ],
)
def test_stated_date(lines, value, where):
    text = page(*lines)
    stated = read(text).stated
    assert (stated and stated.value, stated and stated.where) == (value, where)
    if stated:
        assert str(stamps(stated.span.of(text))[0].day) == value


# 10 March 2031 is a Monday, as the first paragraph says.
@pytest.mark.parametrize(
    ("opening", "notices", "value"),
    [
        ("VARNOST, March 10 (KNA) — ", ["© 2031 Karven News. All rights reserved."], "2031-03-10"),
        ("VARNOST, Monday, 10 March (KNA) — ", ["© 2031 Karven News."], "2031-03-10"),
        ("VARNOST, March 11 (KNA) — ", ["© 2031 Karven News."], "2031-03-11"),
        ("VARNOST, March 10 (KNA) — ", ["© 2031 Karven News.", "Copyright 2031 Ana Horvat"], "2031-03-10"),
        ("VARNOST, Friday, 10 March (KNA) — ", ["© 2031 Karven News."], None),
        ("VARNOST, March 13 (KNA) — ", ["© 2031 Karven News."], None),
        ("VARNOST, March 10 (KNA) — ", ["© 2034 Karven News."], None),
        ("VARNOST, March 10 (KNA) — ", ["© 2019-2031 Karven News."], None),
        ("VARNOST, March 10 (KNA) — ", ["© 2019–31 Karven News."], None),
        ("VARNOST, March 10 (KNA) — ", ["© 2031 Karven News.", "© 2029 Ana Horvat"], None),
        ("VARNOST, March 10 (KNA) — ", [], None),
        ("VARNOST (KNA) — ", ["© 2031 Karven News."], None),
    ],
)
def test_a_dateline_takes_its_year_from_the_copyright_notice(opening, notices, value):
    text = page(TITLE, opening + BODY, *notices)
    stated = read(text).stated
    assert (stated and stated.value) == value
    if stated:
        assert stated.where == "dateline and copyright"
        assert stated.span.of(text) in opening


FRONT_BLOCK = """---
title: "{title}"
authors:
  - Ana Horvat
  - 'Tomas Reyk'
sitename: Harbour Herald
url: https://herald.example/envoys
date: 2031-03-14T09:00:00Z
---

# Another heading

By Io Marin
{body}"""


def test_a_front_block_comes_before_what_the_page_says():
    text = FRONT_BLOCK.format(title=TITLE, body=BODY)
    found = read(text)
    assert found.title
    assert found.byline
    assert found.stated
    assert (found.title.of(text), found.title.start) == (TITLE, text.index(TITLE))
    assert (found.author, found.publisher, found.url) == (
        "Ana Horvat, Tomas Reyk",
        "Harbour Herald",
        "https://herald.example/envoys",
    )
    assert (found.stated.span.of(text), found.stated.where) == ("2031-03-14", "front block")


@pytest.mark.parametrize("day", ["14/03/2031", "March 2031", "2031-13-40", "", "2031-03"])
def test_a_front_block_s_date_counts_only_in_iso_8601(day):
    assert read(page("---", "title: Envoys meet", f"date: {day}", "---", BODY)).stated is None


def test_below_a_front_block_the_page_is_read_as_any_other():
    found = read(page("---", "source: https://herald.example/a", "---", TITLE, "By Io Marin", BODY))
    assert (found.author, found.publisher, found.url) == ("Io Marin", None, "https://herald.example/a")


@pytest.mark.parametrize(
    ("lines", "author", "publisher"),
    [
        ((TITLE, BODY, "Ana Horvat is a columnist of this newspaper."), "Ana Horvat", None),
        (("Karven Radio | News in English", TITLE, BODY), None, "Karven Radio"),
        (("World | The Harbour Herald", TITLE, BODY), None, "The Harbour Herald"),
        (("The Harbour Herald · Live · 14 March 2031", TITLE, BODY), None, "The Harbour Herald"),
        (("Gazette de Varnost", TITLE, BODY, "© Gazette de Varnost"), None, "Gazette de Varnost"),
        (("World Politics", TITLE, BODY), None, None),
    ],
)
def test_author_and_publisher_where_no_line_is_theirs_alone(lines, author, publisher):
    found = read(page(*lines))
    assert (found.author, found.publisher) == (author, publisher)


@pytest.mark.parametrize("text", ["Ana Horvat", "J. R. Reyk", "Io van der Meer", "ANA HORVAT"])
def test_names(text):
    assert is_name(text)
    assert leading_names(text) == ([text], None)


@pytest.mark.parametrize(
    "text", ["Ana", "the strait", "Staff Writer", "World News", "Ana's Report", "March Talks", ""]
)
def test_no_names(text):
    assert not is_name(text)


@settings(deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                TITLE,
                BODY,
                "By Ana Horvat",
                "14 March 2031",
                "VARNOST (AP) —",
                "© 2031 X",
                "—",
                "|",
                "By :",
                "---",
                "# x",
                "title: *y*",
            ]
        ),
        max_size=8,
    ).map("\n".join),
    st.none() | st.text(max_size=20),
)
def test_everything_points_into_the_text(text, given_title):
    found = read(text, given_title)
    for span in (found.title, found.byline, found.dateline, found.stated and found.stated.span):
        if span is not None:
            assert span.end <= len(text)
            assert span.of(text).strip()
