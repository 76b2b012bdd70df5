"""What a brief holds, in which order, and what it keeps out."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from standoff.desk.base import Filters, SetAside
from standoff.errors import GroundingError
from standoff.model.codebook import AgendaStatus, Basis, MentionKind, Review, Style, Wording
from standoff.model.partial_date import PartialDate
from standoff.model.report import Because, Published
from standoff.model.span import Span
from standoff.views.brief import BriefOptions, build_brief
from standoff.views.render import to_html, to_json, to_markdown

GOLDEN = Path(__file__).parents[2] / "golden"


def section(brief, name):
    return next(section for section in brief.sections if section.id == name)


def plain(brief, name):
    """Give a section as its headings and their lines."""
    return {
        group.heading.plain if group.heading else "": [line.plain for line in group.lines]
        for group in section(brief, name).groups
    }


def only_line(brief, name="statements"):
    ((line,),) = plain(brief, name).values()
    return line


@pytest.mark.parametrize(("form", "write"), [("md", to_markdown), ("html", to_html), ("json", to_json)])
def test_the_brief_of_the_crisis_is_as_it_was(crisis, form, write):
    """Run with STANDOFF_WRITE_GOLDEN=1 to write it anew, and read what changed before it is kept."""
    made = write(build_brief(crisis))
    text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    file = GOLDEN / f"brief_crisis.{form}"
    if os.environ.get("STANDOFF_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def test_every_passage_of_a_brief_is_what_its_report_says(crisis):
    brief = build_brief(crisis)
    passages = [passage for line in brief.lines() for note in line.notes for passage in note.passages]
    assert len(passages) > 30
    for passage in passages:
        assert crisis.report(passage.report).report.text[passage.start : passage.end] == passage.quote
    assert not brief.refused


def test_footnotes_are_numbered_in_the_order_of_reading(crisis):
    shown = [note.number for line in build_brief(crisis).lines() for note in line.notes if note.is_shown]
    assert shown == list(range(1, len(shown) + 1))


def test_the_order_of_reading_in_does_not_matter(crisis, shelf, page):
    texts = ["“Wait,” said Ana Orlan.", "“Wait,” said Ivo Karr.", "“Stop,” said Ana Orlan. Osk has 40 guns."]
    pages = []
    for text in texts:
        made = page(text, publisher="Star")
        for name in ("Ana Orlan", "Ivo Karr"):
            if name in text:
                made.mention(name)
        made.said(
            text[1:6], source="Ana Orlan" if "Ana" in text else "Ivo Karr", cue="said", speaker=("Ana Orlan",)
        )
        if "guns" in text:
            made.figure("40 guns", 40, "gun")
        pages.append(made)
    asides = [SetAside("b", "empty", "x", "y"), SetAside("a", "empty", "x", "y")]
    briefs = {to_markdown(build_brief(shelf(*order, asides=asides))) for order in permutations(pages)}
    assert len(briefs) == 1


def test_a_record_that_is_not_what_its_text_says_stops_the_brief(crisis):
    record = next(record for record in crisis.kept.values() if record.kind == "statement")
    moved = replace(
        record.evidence[0], span=Span(record.evidence[0].span.start + 1, record.evidence[0].span.end + 1)
    )
    crisis.correct(record, evidence=(moved, *record.evidence[1:]))
    with pytest.raises(GroundingError, match="read the report again"):
        build_brief(crisis)


# --- who said what -------------------------------------------------------------------------------


def test_a_speaker_whom_nothing_in_the_report_names_is_refused(shelf, page):
    made = page("“We will wait,” the envoy said.").said(
        "We will wait,", source="the envoy", cue="said", speaker=("Ivo Karr",)
    )
    brief = build_brief(shelf(made))
    assert plain(brief, "statements") == {}
    assert any("Ivo Karr" in fault for refused in brief.refused for fault in refused.faults)
    assert brief.closing[0].plain.startswith(f"{len(brief.refused)} line")


def test_speakers_are_one_by_their_id_and_never_by_a_guess(shelf, page):
    text = "“One,” said Ana Orlan. “Two,” said Anna Orlan. “Three,” said A. Orlan."
    made = page(text)
    for words, name, entity in [
        ("One,", "Ana Orlan", "p:1"),
        ("Two,", "Anna Orlan", None),
        ("Three,", "A. Orlan", "p:1"),
    ]:
        made.mention(name, entity=entity)
        entities = (entity,) if entity else ()
        made.said(words, source=name, speaker=(name,), entities=entities)
    groups = plain(build_brief(shelf(made)), "statements")
    assert list(groups) == ["A. Orlan", "Anna Orlan"]
    assert len(groups["Anna Orlan"]) == 1


def test_most_statements_come_first_and_then_the_name(shelf, page):
    made = page("“Aa,” said Zoe Zell. “Bb,” said Ana Orlan. “Cc,” said Ivo Karr. “Dd,” Ivo Karr said.")
    for name in ("Zoe Zell", "Ana Orlan", "Ivo Karr"):
        made.mention(name)
    for words, name in [("Aa,", "Zoe Zell"), ("Bb,", "Ana Orlan"), ("Cc,", "Ivo Karr"), ("Dd,", "Ivo Karr")]:
        made.said(words, source=name, speaker=(name,))
    assert list(plain(build_brief(shelf(made)), "statements")) == ["Ivo Karr", "Ana Orlan", "Zoe Zell"]


def test_a_piece_of_a_sentence_is_shown_in_it_and_a_long_one_shortened_around_it(shelf, page):
    long = "in view of what had been written by both of the governments about the dam and the river " * 3
    text = f"Ana Orlan, {long}, spoke of “severe” consequences and {long}."
    made = (
        page(text)
        .mention("Ana Orlan")
        .said("severe", source="Ana Orlan", cue="spoke", speaker=("Ana Orlan",), style=Style.MIXED)
    )
    line = only_line(build_brief(shelf(made)))
    assert "… " in line
    assert "spoke of “severe” consequences" in line
    assert line.endswith(" … — in an untitled report, undated")
    assert len(line) < 320


def test_a_long_quotation_is_cut_at_a_words_end_and_its_footnote_has_the_whole(shelf, page):
    words = "We will wait and count the men at the river " * 20 + "until then."
    made = (
        page(f"“{words}” Ana Orlan said.")
        .mention("Ana Orlan")
        .said(words, source="Ana Orlan", speaker=("Ana Orlan",))
    )
    brief = build_brief(shelf(made))
    line = section(brief, "statements").groups[0].lines[0]
    quoted = next(piece for piece in line.pieces if piece.kind == "quoted")
    assert quoted.text.endswith(" …")
    assert 200 < len(quoted.text) <= 280
    assert line.notes[0].passages[0].quote == words
    assert any(
        p["quote"] == words
        for n in to_json(brief)["sections"][0]["groups"][0]["lines"][0]["footnotes"]
        for p in n["passages"]
    )


def test_what_copies_share_is_one_line_that_names_them_all(shelf, page):
    pages = []
    for publisher in ("Star", "Moon", "Sun"):
        made = page("“We will wait,” said Ana Orlan.", publisher=publisher).mention("Ana Orlan")
        pages.append(made.said("We will wait,", source="Ana Orlan", speaker=("Ana Orlan",)))
    line = section(build_brief(shelf(*pages)), "statements").groups[0].lines[0]
    assert line.plain.count("We will wait") == 1
    assert sorted(word for word in ("Star", "Moon", "Sun") if word in line.plain) == ["Moon", "Star", "Sun"]
    assert len(line.notes) == 3


def test_a_headline_and_the_sentence_below_it_are_not_said_twice(shelf, page):
    made = page("Orlan: we are “not afraid”\n\nAna Orlan said on Monday they were “not afraid” of Osk.")
    made.mention("Ana Orlan")
    for nth in (1, 2):
        who = {"source": ("Orlan", nth), "speaker": ("Ana Orlan",), "style": Style.MIXED}
        made.said(("not afraid", nth), **who)
    line = section(build_brief(shelf(made)), "statements").groups[0].lines[0]
    assert line.plain.count("not afraid") == 1
    assert len(line.notes) == 2


def test_two_quotations_of_one_sentence_are_shown_in_it(shelf, page):
    made = page("“We will wait,” Ana Orlan said, and called the drill “a theatre” of Osk.").mention(
        "Ana Orlan"
    )
    made.said("We will wait,", source="Ana Orlan", speaker=("Ana Orlan",))
    made.said("a theatre", source="Ana Orlan", speaker=("Ana Orlan",), style=Style.MIXED)
    line = only_line(build_brief(shelf(made)))
    assert line.startswith("“We will wait,” Ana Orlan said, and called the drill “a theatre” of Osk. — in ")


def test_a_speech_over_two_paragraphs_is_one_line(shelf, page):
    made = page("“We will wait.\n\n“We are patient,” said Ana Orlan.").mention("Ana Orlan")
    made.said("We will wait.", "We are patient,", source="Ana Orlan", speaker=("Ana Orlan",))
    assert only_line(build_brief(shelf(made))).startswith("“We will wait.” “We are patient” — in ")


def test_another_persons_words_between_them_keep_two_quotations_apart(shelf, page):
    text = "“One,” said Ana Orlan. “Two,” said Ivo Karr. “Three,” said Ana Orlan."
    made = page(text).mention("Ana Orlan").mention("Ivo Karr")
    for words, name in [("One,", "Ana Orlan"), ("Two,", "Ivo Karr"), ("Three,", "Ana Orlan")]:
        made.said(words, source=name, speaker=(name,))
    assert [len(lines) for lines in plain(build_brief(shelf(made)), "statements").values()] == [2, 1]


def test_unnamed_sources_stand_under_their_words_and_nobodys_are_counted(shelf, page):
    text = "“One,” an official said. “Two,” they said. “Three and more.” “Four and more.”"
    made = page(text).said("One,", source="an official").said("Two,", source="they")
    made.said("Three and more.").said("Four and more.")
    brief = build_brief(shelf(made))
    groups = plain(brief, "statements")
    assert list(groups) == ["Named only by description", "Named only by a pronoun"]
    assert groups["Named only by description"][0].startswith("an official: “One” — in ")
    (after,) = section(brief, "statements").after
    assert after.plain.startswith(
        "2 more quotations are given to nobody by their reports; `standoff statements"
    )
    assert "Three" not in to_markdown(brief)


@pytest.mark.parametrize(
    ("wording", "mark"),
    [
        (Wording.UNKNOWN, None),
        (Wording.VERBATIM, None),
        (Wording.TRANSLATED, "(translated)"),
        (Wording.REWRITTEN, "(rewritten, not the speaker’s own words)"),
    ],
)
def test_the_line_says_when_the_words_are_not_the_speakers_own(shelf, page, wording, mark):
    made = page("“We wait,” said Ana Orlan.").mention("Ana Orlan")
    made.said("We wait,", source="Ana Orlan", speaker=("Ana Orlan",), wording=wording)
    brief = build_brief(shelf(made))
    assert (mark is None) is ("(" not in only_line(brief))
    assert mark is None or mark in only_line(brief)
    opening = " ".join(line.plain for line in brief.rests_on)
    assert ("not compared with" in opening) is (wording is Wording.UNKNOWN)


def test_what_a_person_rejected_is_gone_and_what_they_corrected_says_so(crisis):
    record = next(record for record in crisis.kept.values() if "patient" in record.gist)
    crisis.correct(record, review=Review.REJECTED)
    other = next(record for record in crisis.kept.values() if "severe" in record.gist)
    crisis.correct(other, review=Review.CORRECTED, speaker=("Eva Lund",))
    brief = build_brief(crisis)
    assert "patient" not in to_markdown(brief)
    (line,) = plain(brief, "statements")["Eva Lund"]
    assert "(corrected by a person)" in line
    assert not brief.refused


# --- figures, dates, reports ---------------------------------------------------------------------


def test_figures_of_one_unit_stand_side_by_side(shelf, page):
    one = page("Osk has 70,000 troops and 12 ships.", published="2031-03-01", publisher="Star")
    two = page("Osk has 100,000 troops. Varn paid $2 million.", published="2031-03-09", publisher="Moon")
    one.figure("70,000 troops", 70000, "soldier").figure("12 ships", 12, "ship")
    two.figure("100,000 troops", 100000, "soldier").figure("$2 million", 2000000, "USD")
    groups = plain(build_brief(shelf(one, two)), "figures")
    starts = [line.split(" ")[0] for line in groups["Forces and arms"]]
    assert starts == ["70,000", "100,000", "12"]  # what most is counted of first, in the order of dates
    assert groups["Money"][0].startswith("$2 million — Moon, 9 March 2031")


def test_a_number_in_words_is_given_in_digits_too(shelf, page):
    made = page("Hundreds of men came. Twelve thousand soldiers left.")
    made.figure("Hundreds of men", None, "man", low=200, high=999).figure(
        "Twelve thousand soldiers", 12000, "soldier"
    )
    text = to_markdown(build_brief(shelf(made)))
    assert "**Hundreds of men** (200 to 999)" in text
    assert "**Twelve thousand soldiers** (12,000)" in text


def test_a_date_that_several_reports_name_is_one_line(shelf, page):
    pages = [
        page(f"The treaty {verb} signed on 12 June 2026.", publisher=name).time("12 June 2026", "2026-06-12")
        for verb, name in [("was", "Star"), ("had been", "Moon"), ("was", "Sun")]
    ]
    line = section(build_brief(shelf(*pages)), "dates").groups[0].lines[0]
    assert line.plain.startswith("12 June 2026: The treaty ")
    assert line.plain.count("signed") == 2
    assert len(line.notes) == 3


def test_dates_after_the_latest_publication_stand_apart(crisis):
    assert list(plain(build_brief(crisis), "dates")) == ["So far", "Ahead"]
    later = BriefOptions(as_of=PartialDate("2031-03-20"))
    assert list(plain(build_brief(crisis, later), "dates")) == ["So far"]


def test_what_is_left_out_is_counted(shelf, page):
    text = "".join(f"The dam was shut in {year}. " for year in range(1950, 1990))
    made = page(text)
    for year in range(1950, 1990):
        made.time(str(year), str(year))
    brief = build_brief(shelf(made), BriefOptions(dates=15))
    lines = plain(brief, "dates")["So far"]
    assert len(lines) == 15
    assert lines[-1].startswith("1989")
    assert section(brief, "dates").after[0].plain.startswith("25 more dates are left out")


def test_a_pages_own_date_line_is_no_event(shelf, page):
    made = page("9 May 2031\n\nThe envoys met in 2030.", published="2031-05-09", stated="9 May 2031")
    made.time("9 May 2031", "2031-05-09").time("2030", "2030")
    assert plain(build_brief(shelf(made)), "dates") == {"So far": ["2030: The envoys met in 2030."]}


def test_the_opening_says_what_is_not_known(shelf, page):
    pages = [
        page("The envoys met.", published="2031-03-01", publisher="Star", title="One"),
        page("The envoys met.", publisher="Moon", title="Two"),
        page("9 May 2031\n\nThey met.", published="2031-05-09", stated="9 May 2031", title="Three"),
        page("They left.", published="2031-04", inferred=True, title="Four"),
        page("Les envoyés.", language="fr", title="Cinq"),
    ]
    lines = [line.plain for line in build_brief(shelf(*pages)).rests_on]
    assert lines[0].startswith(
        "Rests on 5 reports from 2 publishers (3 name no publisher); 4 different texts."
    )
    assert lines[1] == (
        "Publication dates: 1 came with the report, 1 stated on the page, "
        "1 worked out from what the reports say, 2 not known."
    )
    assert lines[2] == "Worked out: “Four”, April 2031."
    assert lines[3] in ("Undated: “Cinq”; “Two” (Moon).", "Undated: “Two” (Moon); “Cinq”.")
    assert lines[4] == "Not in English and read no further than into sentences: “Cinq” (fr)."
    assert lines[5] == "Nothing was set aside."


def test_the_reports_are_listed_with_what_is_known_of_each(crisis):
    lines = section(build_brief(crisis), "reports").groups[0].lines
    assert [line.label for line in lines] == ["R1", "R2"]
    assert lines[0].plain.startswith(
        "“Envoys meet at Lake Ister”. Northern Star; dated 15 March 2031, came with the report"
    )
    assert "; undated; 51 words; rep-" in lines[1].plain


def test_an_empty_desk_gives_a_brief_that_says_so(shelf):
    text = to_markdown(build_brief(shelf()))
    assert "Rests on 0 reports" in text
    assert "No words in quotation marks were found." in text
    assert "No report was read." in text


def test_limits_are_named_and_kept_to(crisis):
    brief = build_brief(
        crisis, BriefOptions(title="Osk", filters=Filters(actor="Karr", since=PartialDate("2030-01")))
    )
    assert brief.title == "Osk"
    assert brief.rests_on[0].plain == "Limited to entries from January 2030, that name Karr."
    assert list(plain(brief, "statements")) == ["Ivo Karr, president, Osk"]
    assert not brief.refused


def test_joint_speakers_have_a_group_of_their_own(shelf, page):
    made = page("“We agree,” Ana Orlan and Ivo Karr said.")
    made.mention("Ana Orlan", country_name="Varn").mention("Ivo Karr")
    made.said("We agree,", source="Ana Orlan and Ivo Karr", speaker=("Ana Orlan", "Ivo Karr"))
    assert list(plain(build_brief(shelf(made)), "statements")) == ["Ana Orlan, Varn and Ivo Karr"]


def test_a_name_of_a_body_says_no_country_twice(shelf, page):
    made = page("“We wait,” Osk said.").mention("Osk", kind=MentionKind.COUNTRY, country_name="Osk")
    made.said("We wait,", source="Osk", speaker=("Osk",))
    assert list(plain(build_brief(shelf(made)), "statements")) == ["Osk"]


def test_endless_fields_do_not_make_an_endless_page(shelf, page):
    made = page("“We wait,” said Ana Orlan.", title="t" * 9000, publisher="Star " * 3000, author="a" * 9000)
    made.mention("Ana Orlan").said("We wait,", source="Ana Orlan", speaker=("Ana Orlan",))
    brief = build_brief(shelf(made, asides=[SetAside("p/" * 5000, "empty", "x", "y")]))
    assert not brief.refused
    assert max(len(line.plain) for line in brief.lines()) < 700


# --- the agenda, and dates worked out ------------------------------------------------------------

ISTER = "Ana Orlan of Varn meets Ivo Karr of Osk for talks in Tamrin on March 20 and 21."


def ister(page, **given):
    made = page(ISTER, **{"published": "2031-03-15", "publisher": "Star", **given})
    for name in ("Ana Orlan", "Ivo Karr"):
        made.mention(name)
    made.mention("Tamrin", kind=MentionKind.PLACE)
    made.time("March 20", "2031-03-20", anchor="published").time("21", "2031-03-21", anchor="published")
    return made.occasion("talks", times=["March 20", "21"], parties=["Ana Orlan", "Ivo Karr"], place="Tamrin")


def test_an_occasion_is_a_line_with_the_passages_of_every_report(shelf, page):
    one, two = ister(page), ister(page, publisher="Moon")
    desk = shelf(one, two)
    first, second = (record for record in desk.kept.values() if record.kind == "agenda")
    desk.kept.pop(second.id)
    history = (*first.history, *second.history)
    desk.correct(first, families=2, history=history, evidence=(*first.evidence, *second.evidence))
    brief = build_brief(desk)
    (line,) = section(brief, "agenda").groups[0].lines
    assert line.plain == (
        "20 March 2031 to 21 March 2031: talks — Ana Orlan, Ivo Karr, in Tamrin; scheduled, 2 independent texts"
    )
    assert {passage.report for note in line.notes for passage in note.passages} == {
        one.report.id,
        two.report.id,
    }
    assert {record for note in line.notes for record in note.records} == {first.id}
    assert not brief.refused
    assert "“March 20 … 21” → 2031-03-20/2031-03-21" in to_markdown(brief)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("date", "2031-03-22", "date: no cited passage gives"),
        ("status", "held", "word: no cited passage has 'held'"),
        ("occasion", "summit", "word: no cited passage has 'summit'"),
    ],
)
def test_what_no_occasion_marked_in_a_report_has_is_refused(shelf, page, field, value, fault):
    desk = shelf(ister(page))
    (record,) = (record for record in desk.kept.values() if record.kind == "agenda")
    desk.correct(record, **{field: AgendaStatus(value) if field == "status" else value})
    brief = build_brief(desk)
    assert plain(brief, "agenda") == {}
    (refused,) = brief.refused
    assert any(fault in found for found in refused.faults)
    desk.correct(
        record, **{field: AgendaStatus(value) if field == "status" else value}, review=Review.CORRECTED
    )
    brief = build_brief(desk)
    assert only_line(brief, "agenda").endswith("1 independent text (corrected by a person)")
    assert not brief.refused


def test_a_party_that_no_passage_names_is_left_to_the_listing(shelf, page):
    desk = shelf(ister(page))
    (record,) = (record for record in desk.kept.values() if record.kind == "agenda")
    desk.correct(record, parties=("Eva Lund", "Ivo Karr"))
    assert "talks — Ivo Karr, in Tamrin" in only_line(build_brief(desk), "agenda")


def test_what_is_over_by_the_day_of_the_brief_stands_apart_and_the_rejected_nowhere(shelf, page):
    desk = shelf(ister(page))
    assert list(plain(build_brief(desk), "agenda")) == ["To come"]
    later = BriefOptions(as_of=PartialDate("2031-04-01"))
    assert list(plain(build_brief(desk, later), "agenda")) == ["Over or called off"]
    (record,) = (record for record in desk.kept.values() if record.kind == "agenda")
    desk.correct(record, review=Review.REJECTED)
    assert section(build_brief(desk), "agenda").intro[0].plain == "No announced occasions were found."


def test_a_date_worked_out_comes_with_its_reasons(shelf, page):
    dated, undated = ister(page), page("The envoys left for Tamrin on Tuesday.", title="Envoys leave")
    desk = shelf(dated, undated)
    because = (
        Because(undated.at("Tuesday"), "published from Tuesday on"),
        Because(dated.at("March 20"), "the talks they leave for", dated.report.id, "March 20"),
    )
    worked_out = Published(PartialDate("2031-03-18/2031-03-19"), "2031-03-18", Basis.INFERRED, 0.85, because)
    desk.date_across(undated, worked_out)
    brief = build_brief(desk)
    assert not brief.refused
    lines = [line for line in brief.rests_on if line.plain.startswith("Worked out: ")]
    assert [line.plain for line in lines] == ["Worked out: “Envoys leave”, about 18 March 2031."]
    text = to_markdown(brief)
    assert (
        "published about 18 March 2031: worked out from what the reports say "
        "\\(18 March 2031 to 19 March 2031, confidence 0.85\\)" in text
    )
    assert "“Tuesday”: published from Tuesday on; “March 20”: the talks they leave for" in text
    assert "reason for the date" in text
    assert {p.report for p in lines[0].notes[0].passages} == {dated.report.id, undated.report.id}
