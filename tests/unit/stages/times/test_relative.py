"""Times that are counted from another time; published on Wednesday 5 March 2031 unless a row says otherwise."""

from __future__ import annotations

import pytest

from standoff.model.codebook import TimeType

from .conftest import unmarked

FROM_PUBLICATION = [
    ("They met [today] and will meet [tomorrow].", "2031-03-05 2031-03-06"),
    ("They met [yesterday morning].", "2031-03-04TMO"),
    ("They met [last night].", "2031-03-04TNI"),
    ("They met [the day before yesterday].", "2031-03-03"),
    ("They met on [Tuesday].", "2031-03-04"),
    ("They met on [Wednesday].", "2031-03-05"),
    ("They met [last Wednesday].", "2031-02-26"),
    ("They met [early Monday].", "2031-03-03"),
    ("They met [Monday evening].", "2031-03-03TEV"),
    ("They met on [Monday of last week].", "2031-02-24"),
    ("They met [last week] and meet again [next week].", "2031-W09 2031-W11"),
    ("They met [earlier this month].", "2031-03"),
    ("They met [late last year].", "2030"),
    ("They met [two weeks ago].", "2031-W08"),
    ("They met [ten days ago].", "2031-02-23"),
    ("They met [three months ago].", "2030-12"),
    ("They met [about two years ago].", "2029"),
    ("They met [several years ago].", "PAST_REF"),
    ("They met in [June last year].", "2030-06"),
    ("They met [last summer] and [last fall].", "2030-SU 2030-FA"),
    ("They met over [the weekend].", "2031-W09-WE"),
    ("They met in [the fourth quarter].", "2030-Q4"),
    ("They met in [the second half of last year].", "2030-H2"),
    ("They met in [mid-December].", "2030-12"),
    ("They met on [the 12th].", "2031-02-12"),
    ("They met on [Christmas Day].", "2030-12-25"),
    ("They met at [3:30 p.m. Tuesday].", "2031-03-04T15:30"),
    ("They will meet [two weeks from now].", "2031-W12"),
    ("They hope to meet by [the end of the year].", "2031"),
]

AHEAD = [
    ("The minister is set to speak on [Sunday].", "2031-03-09"),
    ("The envoys will meet on [Thursday].", "2031-03-06"),
    ("The envoys agreed to meet on [Monday].", "2031-03-10"),
    ("The court meets on [Friday].", "2031-03-07"),
    ("The deadline is [Friday].", "2031-03-07"),
    ("Talks are scheduled for [June].", "2031-06"),
    ("The accord expires in [January].", "2032-01"),
    ("The vote will be held on [March 19].", "2031-03-19"),
    ("The army has until [Saturday] to leave.", "2031-03-08"),
    ("Ahead of [Friday]’s vote, prices rose.", "2031-03-07"),
    ("The strike could begin as early as [Monday].", "2031-03-10"),
    ("From [Monday] through [Thursday] the envoys will meet.", "2031-03-10 2031-03-13"),
    ("Talks will run from [Friday] to [Sunday].", "2031-03-07 2031-03-09"),
    ("A rally planned for [Saturday] was canceled.", "2031-03-08"),
    ("A rally planned for [Monday] was canceled.", "2031-03-03"),
    ("From [August 6] a ferry for Tesk.", "2031-08-06"),
    ("They hold a vote in [November].", "2030-11"),
    ("They will vote in [November]. She is up for office in [November].", "2031-11 2031-11"),
    ("They will meet [this week].", "2031-W10"),
]

LOOKING_BACK = [
    ("They voted to leave on [Tuesday].", "2031-03-04"),
    ("They have been held since [Friday].", "2031-02-28"),
    ("He could not be reached on [Monday].", "2031-03-03"),
    ("The talks had been due to end on [Friday].", "2031-02-28"),
    ("Karr, telling a crowd on [Sunday] to wait, left.", "2031-03-02"),
    ("Karr told “Meet the Valley” on [Sunday] that he would wait.", "2031-03-02"),
    ("In [October] the line was cut.", "2030-10"),
    ("On [Dec. 20] the line was cut.", "2030-12-20"),
    ("From [Friday] to [Sunday] the line was cut.", "2031-02-28 2031-03-02"),
    ("[Friday]’s ruling would bind the port.", "2031-02-28"),
    ("In [late January], not long after the St. Orlan raid, a mine went off.", "2031-01"),
    ("It has lost a third since [year-end].", "2030-12-31"),
]

FROM_THE_TEXT = [
    ("They met on [10 January]. [Two days later] they parted.", "2031-01-10 2031-01-12"),
    ("They met on [10 January] and parted [the next day].", "2031-01-10 2031-01-11"),
    ("They met on [10 January]. [The previous day] they had refused.", "2031-01-10 2031-01-09"),
    ("They met on [10 January] and parted [the following Monday].", "2031-01-10 2031-01-13"),
    ("They met on [10 January]. [Later that day] they parted.", "2031-01-10 2031-01-10"),
    ("They met on [10 January]. [That night] they parted.", "2031-01-10 2031-01-10TNI"),
    ("They met in [1998] and parted [a year later].", "1998 1999"),
    ("They met in [1998]. [Later that year] they parted.", "1998 1998"),
    ("They met in [May 1998] and parted [two months later].", "1998-05 1998-07"),
    ("Profit in [the third quarter] rose from [a year earlier].", "2030-Q3 2029-Q3"),
    ("Profit in [the third quarter] beat [the year-earlier period].", "2030-Q3 2029-Q3"),
    ("Profit rose in [the third quarter] from [the 2028 quarter].", "2030-Q3 2028-Q3"),
    ("They met on [10 January] at [9 a.m.].", "2031-01-10 2031-01-10T09:00"),
    ("It began on [the night of January 10]. At [3 a.m.] it ended.", "2031-01-10TNI 2031-01-11T03:00"),
    ("It began on [the night of January 10]. At [9 a.m.] it ended.", "2031-01-10TNI 2031-01-10T09:00"),
    ("In [1998], in [May], they met and parted.", "1998 1998-05"),
    ("They met in [1998] and parted [that November].", "1998 1998-11"),
    ("Profit in [the third quarter] beat [last year’s quarter].", "2030-Q3 2029-Q3"),
]

QUOTED = [
    ("“We will decide [tomorrow],” Karr said on [Monday].", "2031-03-04 2031-03-03"),
    ("“We met [yesterday],” Karr told reporters on [Feb. 20].", "2031-02-19 2031-02-20"),
    ("Karr said on [Monday]: “We go [this week].”", "2031-03-03 2031-W10"),
    ("“We will decide [tomorrow],” Karr said.", "2031-03-06"),
    ("“We go home [today],” said Karr, who had fled in [2019].", "2031-03-05 2019"),
    ("Karr, who led the port until [2019], said: “We go home [today].”", "2019 2031-03-05"),
]

LASTING = [
    ("It held for [two weeks].", TimeType.DURATION, "P2W"),
    ("A [two-week] truce held.", TimeType.DURATION, "P2W"),
    ("It held for [the past two years].", TimeType.DURATION, "P2Y"),
    ("It held for [more than four hours].", TimeType.DURATION, "PT4H"),
    ("It held for [a year and a half].", TimeType.DURATION, "P1Y6M"),
    ("It held for [two and a half years].", TimeType.DURATION, "P2Y6M"),
    ("It held for [half an hour].", TimeType.DURATION, "PT30M"),
    ("It held for [several months].", TimeType.DURATION, "PXM"),
    ("It held for [decades].", TimeType.DURATION, "PXY"),
    ("It held for [two decades].", TimeType.DURATION, "P20Y"),
    ("It grew in [recent weeks].", TimeType.DURATION, "PXW"),
    ("It fell [two days] before the vote.", TimeType.DURATION, "P2D"),
    ("They meet [every Monday].", TimeType.SET, "XXXX-WXX-1"),
    ("They meet [every two weeks].", TimeType.SET, "P2W"),
    ("They meet [twice a month].", TimeType.SET, "P1M"),
    ("They meet [weekly].", TimeType.SET, "P1W"),
    ("Their [annual] meeting was brief.", TimeType.SET, "P1Y"),
    ("They are [now] at war.", TimeType.DATE, "PRESENT_REF"),
    ("They met [recently].", TimeType.DATE, "PAST_REF"),
    ("It may come in [the near future].", TimeType.DATE, "FUTURE_REF"),
    ("It will [one day] end.", TimeType.DATE, "FUTURE_REF"),
    ("It was put off to [a later date].", TimeType.DATE, "FUTURE_REF"),
    ("Callers were told to try at [a later time].", TimeType.DATE, "XXXX-XX-XX"),
    ("He has led it for [the last week].", TimeType.DURATION, "P1W"),
    ("It opened at [the very beginning of the financial year].", TimeType.DATE, "FY2031"),
    ("It ended with [the fiscal year].", TimeType.DURATION, "P1Y"),
]

NO_TIMES = [
    "A man aged 81 met a 25-year-old woman.",
    "They may march, and may fall, in second place.",
    "The Sunday Times and the Morning Star wrote of it.",
    "The March 4 Movement and General Tuesday Okoro left.",
    "The Friday Mosque and the October Brigade stand.",
    "He reads Orlan Today on page 12.",
    "She was on Sixty Minutes and 60 Minutes.",
    "It sent three-quarters of its grain.",
    "He works 24/7 and flies an Su-30.",
    "April Orlan met May Varn.",
    "The fall of Tesk was swift.",
    "Temperatures were in the 90s and he is in his 30s.",
    "The most recent talks failed.",
    "The party daily Kuvar wrote of it, and the opposition weekly reported it.",
    "It cut its quarterly dividend and its annual sales fell.",
    "In today’s world that is rare.",
    "The disc holds ten hours of video.",
]


def read(tag, row, published="2031-03-05"):
    text, quotes = unmarked(row)
    found = tag(text, published)
    assert [time.span.of(text) for time in found] == quotes
    return found


@pytest.mark.parametrize(("row", "values"), FROM_PUBLICATION + AHEAD + LOOKING_BACK)
def test_a_time_is_counted_from_the_publication(tag, row, values):
    found = read(tag, row)
    assert " ".join(time.value for time in found) == values
    assert "published" in {time.anchor for time in found} or values == "PAST_REF"


@pytest.mark.parametrize(("row", "values"), FROM_THE_TEXT)
def test_a_time_is_counted_from_the_one_before_it(tag, reading, row, values):
    first, *_, last = read(tag, row)
    assert f"{first.value} {last.value}" == values
    assert last.anchor == first.id_in(reading(unmarked(row)[0], parse=False).report.text_sha256)


@pytest.mark.parametrize(("row", "values"), QUOTED)
def test_a_quoted_time_is_counted_from_when_it_was_said(tag, row, values):
    assert " ".join(time.value for time in read(tag, row)) == values


@pytest.mark.parametrize(("row", "kind", "value"), LASTING)
def test_durations_sets_and_vague_times_have_no_edtf(tag, row, kind, value):
    [time] = read(tag, row)
    assert (time.type, time.value, time.edtf) == (kind, value, None)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_left(tag, text):
    assert tag(text) == []


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("They met in [mid-December].", "2030-12-11/2030-12-20"),
        ("They met in [late January].", "2031-01-21/2031-01-31"),
        ("They met [late last week].", "2031-02-28/2031-03-02"),
        ("They met [early last year].", "2030-01/2030-04"),
        ("They met [last week].", "2031-02-24/2031-03-02"),
        ("They met [last summer].", "2030-22"),
        ("They met on [Monday evening].", "2031-03-03"),
        ("They met at [15:30 GMT on Monday].", "2031-03-03T15:30:00Z"),
        ("They met at [3 p.m. EST Monday].", "2031-03-03T15:00:00-05:00"),
        ("They met in [the current fiscal year].", None),
        ("They met in [the past].", None),
        ("They met often over [the past year].", "2030-03-05/2031-03-05"),
    ],
)
def test_edtf_is_as_exact_as_the_words(tag, row, edtf):
    [time] = read(tag, row)
    assert time.edtf == edtf


@pytest.mark.parametrize(
    ("row", "published", "values"),
    [
        ("They met on [Tuesday].", None, "XXXX-WXX-2"),
        ("They will meet [this week].", "2031-03-09", "2031-W11"),
        ("They met [this week].", "2031-03-09", "2031-W10"),
        ("A rally planned for [Saturday] was canceled.", "2031-03-09", "2031-03-08"),
        ("They met on [December 23].", None, "XXXX-12-23"),
        ("They met [yesterday].", "2031-03", "XXXX-XX-XX"),
        ("They met [last year].", "2031-03", "2030"),
        ("They will meet on [January 9] and [10].", "2030-12-31", "2031-01-09 2031-01-10"),
        ("They met on [December 23].", "2030-12-30/2031-01-02", "2030-12-23"),
        ("It fell in [the third quarter].", None, "XXXX-Q3"),
    ],
)
def test_what_the_publication_does_not_settle_stays_open(tag, row, published, values):
    found = read(tag, row, published)
    assert " ".join(time.value for time in found) == values
    assert all((time.edtf is None) == ("X" in (time.value or "")) for time in found)


@pytest.mark.parametrize(
    "words", ["February 31", "February 31, 2031", "31 April 2031", "2031-02-30", "45.1.2031"]
)
def test_a_day_that_no_calendar_has_is_kept_without_a_value(tag, words):
    for time in tag(f"They met on {words} at noon."):
        assert (time.value, time.edtf) == (None, None) or time.type is TimeType.TIME


def test_nothing_is_read_outside_the_sentences(reading):
    from standoff.stages.times import Times

    made = reading("Copyright 8 December 2031", parse=False)
    made.sentences = ()
    assert Times().annotate(made) == []
