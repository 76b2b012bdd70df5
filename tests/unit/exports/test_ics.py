"""The agenda as a calendar: what two parsers read back, and what stays the same when an occasion moves."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from standoff.desk.base import Collation, Decision, Verb
from standoff.exports.ics import calendar, sequence, when

MADE_BY = "extract/1 agenda/1"
HOSTILE = "talks\r\nBEGIN:VALARM\nATTENDEE:mailto:x@a.example\u2028END:VEVENT; a,b\\n \x00\x0b\u202e 🚢"


@pytest.fixture
def agenda(desk, reading_of, announced, merged_of):
    """Puts occasions on a desk: gives what the calendar of it reads back as, once collated."""

    def made(*tellings, identity="agenda-1", confirmed=lambda record: record.families > 1):
        records = []
        for number, (text, day, given) in enumerate(tellings):
            fields = dict(given)
            reading = reading_of(text, day=day, where=f"{number}.txt", title=fields.pop("title", None))
            words = fields.pop("words", "summit")
            reading = announced(reading, words, **fields)
            desk.commit(reading, MADE_BY)
            records.append(reading.records[-1])
        desk.collate(Collation(made_by="c/1", merged=(merged_of(identity, *records),)))
        return calendar(desk, confirmed)

    return made


def events(made):
    """Read a calendar by both parsers, and hold its lines to the letter of RFC 5545."""
    text = made.body.decode("utf-8")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    other = IcsCalendarStream.calendar_from_ics(text).events
    found = icalendar.Calendar.from_ical(made.body)
    assert found.errors == []
    assert found.to_ical() == made.body
    assert [(e.uid, e.summary, e.description, e.sequence, e.dtstart, e.dtend) for e in other] == [
        (
            *(str(e[key]) for key in ("uid", "summary", "description")),
            e["sequence"],
            e.start,
            e.get("dtend") and e.end,
        )
        for e in found.events
    ]
    assert not [event for event in other if event.attendees]
    assert "ATTENDEE" not in {name for event in found.events for name in event}
    return found.events


FIRST = (
    "The summit opens in Tamrin",
    "2031-03-01",
    {"date": "2031-03-20", "place": "Tamrin", "parties": ["Tamrin"]},
)
SECOND = ("Envoys go to the summit", "2031-03-02", {"date": "2031-03-20"})
MOVED = ("The summit is now on 2 April", "2031-03-12", {"date": "2031-04-02/2031-04-03", "status": "moved"})
OFF = ("No summit, they say", "2031-03-25", {"date": None, "status": "cancelled"})


def test_an_occasion_is_a_day_with_all_that_is_known_of_it(agenda):
    (event,) = events(agenda(FIRST))
    assert (event.start, event.end) == (date(2031, 3, 20), date(2031, 3, 21))
    assert str(event["summary"]) == "Summit: Tamrin"
    assert (str(event["location"]), str(event["uid"])) == ("Tamrin", "agenda-1@standoff")
    assert (str(event["status"]), event["sequence"]) == ("TENTATIVE", 0)
    assert event["dtstamp"].dt == datetime(2031, 3, 1, tzinfo=UTC)
    first, step = str(event["description"]).split("\n")
    assert first == "1 independent text; agenda-1"
    assert step.startswith("2031-03-01: scheduled, 2031-03-20 — “summit” (rep-")


def test_two_independent_texts_or_who_takes_part_make_it_sure(agenda):
    (event,) = events(agenda(FIRST, SECOND))
    assert str(event["status"]) == "CONFIRMED"
    (event,) = events(agenda(FIRST, confirmed=lambda record: "Tamrin" in record.parties))
    assert str(event["status"]) == "CONFIRMED"


def test_one_that_moves_keeps_its_uid_and_its_sequence_grows(agenda):
    seen = []
    for number, tellings in enumerate(([FIRST], [FIRST, MOVED])):
        (event,) = events(agenda(*tellings, identity=f"agenda-{number}"))
        seen.append((str(event["uid"]), event["sequence"], event.start, event.end, event["dtstamp"].dt.day))
    assert seen == [
        ("agenda-0@standoff", 0, date(2031, 3, 20), date(2031, 3, 21), 1),
        ("agenda-0@standoff", 1, date(2031, 4, 2), date(2031, 4, 4), 12),
    ]


def test_one_that_is_called_off_is_cancelled(agenda):
    off = (*OFF[:2], OFF[2] | {"date": "2031-03-20"})
    (event,) = events(agenda(FIRST, off))
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)
    assert str(event["summary"]) == "Summit (cancelled): Tamrin"


@pytest.mark.parametrize("day", ["2031-03", "2031", "2031-21", "2031-03-20/..", "2031-03-20~", None])
def test_what_is_not_known_to_the_day_is_left_out_and_counted(agenda, day):
    made = agenda((*FIRST[:2], {**FIRST[2], "date": day}))
    assert (made.events, made.left_out) == (0, 1)
    assert icalendar.Calendar.from_ical(made.body).events == []


def test_a_time_of_day_with_its_zone_is_a_moment(agenda):
    (event,) = events(agenda((*FIRST[:2], {**FIRST[2], "date": "2031-03-20T10:30+02:00"})))
    assert event.start == datetime(2031, 3, 20, 8, 30, tzinfo=UTC)
    assert when("2031-03-20T10:30") == (date(2031, 3, 20), date(2031, 3, 20))


def test_no_word_of_a_report_is_more_than_text(agenda):
    made = agenda(
        (f"{HOSTILE} open", "2031-03-01", {"words": HOSTILE, "date": "2031-03-20", "title": HOSTILE})
    )
    (event,) = events(made)
    assert not event.subcomponents
    assert str(event["summary"]).startswith(
        "Talks BEGIN:VALARM ATTENDEE:mailto:x@a.example END:VEVENT; a,b\\n 🚢"
    )
    assert not [line for line in made.body.split(b"\r\n") if line.startswith((b"ATTENDEE", b"BEGIN:VALARM"))]


def test_the_same_desk_gives_the_same_bytes_and_what_is_rejected_is_gone(agenda, desk):
    made = agenda(FIRST, SECOND)
    assert calendar(desk, lambda record: record.families > 1) == made
    desk.decide(Decision(verb=Verb.REJECT, targets=("agenda-1",), who="A", at="2031"))
    assert calendar(desk, bool).events == 0


def test_a_sequence_never_falls_when_a_history_grows(announced, reading_of):
    told = [
        ("2031-03-20", "scheduled"),
        ("2031-03-21", "moved"),
        (None, "postponed"),
        ("2031-03-20", "moved"),
    ]
    steps = [
        announced(reading_of("The summit"), "summit", date=day, status=status).records[0].history[0]
        for day, status in told
    ]
    assert [sequence(steps[:n]) for n in range(5)] == [0, 0, 1, 2, 3]
    for left_out in range(4):
        assert sequence(steps[:left_out] + steps[left_out + 1 :]) <= sequence(steps)
