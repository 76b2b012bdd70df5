"""What dates of the calendar mean: days, months, seasons, quarters, years, decades, centuries and hours."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from standoff.model.codebook import TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span
from standoff.stages.times import periods
from standoff.stages.times.amounts import count_of
from standoff.stages.times.found import Base, Found
from standoff.stages.times.grammar import holiday_names, months, words
from standoff.stages.times.holidays import holiday as holiday_in
from standoff.stages.times.periods import SEASONS, Period, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.stages.times.grammar import Matched

WAYS = {"last": "before", "past": "before", "previous": "before", "next": "after", "coming": "next"}
"""Which way "last June" looks, and so on; "this" leaves it to the tense."""
YEARS = {"last": -1, "this": 0, "next": 1, "past": -1, "coming": 1, "previous": -1, "that": 0, "the": 0}


def span_of(m: Matched) -> Span:
    """Give the place of all that a rule took in."""
    return Span(m.tokens.starts[m.start], m.tokens.ends[m.end - 1])


def part_of(m: Matched) -> tuple[str, ...]:
    """Give the third that "early", "mid", "the end of" and their like mean, as a step."""
    for name in ("part", "part2"):
        word = m.word(name)
        if word:
            third = words("part").get(word) or words("end part").get(word) or "-"
            return () if third == "-" else (third,)
    return ()


def at_part(m: Matched) -> tuple[str, ...]:
    """Give the part of the day as a step."""
    word = m.word("at") or m.word("at2")
    value = words("part of day").get(word) or words("parts of day").get(word)
    return (value,) if value else ()


def of_period(m: Matched, period: Period, part: tuple[str, ...] = ()) -> Found:
    """Make a date of a period, or of a third of it."""
    edtf: str | None = period.edtf
    if part:
        edtf = periods.third(period, ("early", "mid", "late").index(part[0]))
    return Found(span_of(m), value=period.value, edtf=valid(edtf))


def valid(edtf: str | None) -> str | None:
    """Drop what no calendar has, and years that no news names."""
    try:
        return str(PartialDate(edtf)) if edtf is not None else None
    except ValueError:
        return None


def year_of(m: Matched) -> int | None:
    """Read a year in digits or in words."""
    spoken = m.words("y")
    if not spoken:
        return None
    if spoken[0][0] in "0123456789":
        return int(spoken[0])
    rest = [word for word in spoken[1:] if word not in ("-", "hundred", "thousand")]
    high = 2000 if spoken[0] == "two" else 100 * int(count_of(spoken[:1]) or 0)
    return high + int(sum(count_of([word]) or 0 for word in rest))


def month_of(m: Matched) -> int | None:
    """Give the number of the month that is named, if one is."""
    for word in m.tokens.words[m.start : m.end]:
        if word.lower() in months() and word[0].isupper():
            return months()[word.lower()]
    return None


# --- days -------------------------------------------------------------------------------------------


def numeric(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a date in digits: 2031-03-14, 14.03.2031; of 14/03/2031 only one number can be the month."""
    span, word = span_of(m), m.tokens.words[m.start]
    if word[4] == "-":
        yield _iso(span, word)
        return
    first, second, year = (int(number) for number in word.replace("/", ".").split("."))
    if "/" in word:
        if not (min(first, second) <= 12 and (max(first, second) > 12 or first == second)):
            return
        first, second = max(first, second), min(first, second)
    yield of_day(span, year, second, first)


_STAMP = re.compile(r"([0-9-]{10})[T ]([0-9]{2}):([0-9]{2})(:[0-9]{2})?(?:(Z)|([+-][0-9]{2}):?([0-9]{2}))?")


def _iso(span: Span, word: str) -> Found:
    """Read "2031-03-14" and "2031-03-14T09:30Z"."""
    stamp = _STAMP.fullmatch(word)
    if stamp is None:
        value = valid(word)
        return Found(span, value=value, edtf=value)
    day, hour, minute, second, utc, ahead, rest = stamp.groups()
    if valid(day) is None or int(hour) > 23 or int(minute) > 59 or (second or ":00") > ":59":
        return Found(span, TimeType.TIME)
    zone = utc or (f"{ahead}:{rest}" if ahead else "")
    return Found(
        span, TimeType.TIME, f"{day}T{hour}:{minute}", f"{day}T{hour}:{minute}{second or ':00'}{zone}"
    )


def of_day(span: Span, year: int | None, month: int, day: int) -> Found:
    """Make a day of the calendar; one that no calendar has gets neither value nor EDTF."""
    if year is None:
        return Found(span, look=f"{month:02}-{day:02}", usual="near-", month=month, day=day)
    value = valid(f"{year:04}-{month:02}-{day:02}")
    return Found(span, value=value, edtf=value, month=month, day=day, year=year)


def days(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """One date for each day named; the words between them belong to none."""
    month, year = month_of(m), year_of(m)
    assert month is not None
    names = [name for name in ("d1", "d2", "d3") if m.has(name)]
    at = [(m.place(name) or (0, 0))[0] for name in names]
    for i, name in enumerate(names):
        first = m.start if i == 0 else at[i]
        last = m.end - 1 if i == len(names) - 1 else at[i]
        if i and m.tokens.words[at[i] - 1].lower() == "the":
            first = at[i] - 1
        span = Span(m.tokens.starts[first], m.tokens.ends[last])
        yield of_day(span, year, month, number(m.word(name))).at(*at_part(m))


def known(m: Matched, told: tuple[str, ...]) -> Iterator[Found]:
    """Read a day that is known by its month and day: its date stands in the rule."""
    yield Found(span_of(m), value=told[0], edtf=told[0], vague=True)  # nothing is counted from it


def days_of(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "March 14 of last year"."""
    month = month_of(m)
    words_of = {word.lower() for word in m.tokens.words[m.start : m.end]}
    turn = next(YEARS[word] for word in ("last", "this", "next") if word in words_of)
    yield Found(span_of(m), steps=(f"year{turn:+}", f"in:{month:02}-{number(m.word('d1')):02}"))


def number(word: str) -> int:
    """Read "14", "14th" and "fourteenth"."""
    spoken = words("ordinal").get(word) or words("more ordinal").get(word)
    return int(spoken) if spoken and not word[0].isdigit() else int(word.rstrip("stndrh"))


def month_day(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the 14th"."""
    yield Found(span_of(m), look=f"D{number(m.word('d1')):02}", usual="near-")


def month(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a month, alone, with a year, or with "last", "this", "last year"."""
    month_number, year = month_of(m), year_of(m)
    assert month_number is not None
    part = part_of(m)
    if year is not None:
        yield of_period(m, periods.months(year, month_number, 1, Unit.MONTH), part)
        return
    way = m.word("rel")
    of_year = any(word.lower() == "year" for word in m.tokens.words[m.start : m.end])
    if of_year:
        base = Base.BEFORE if way == "that" else Base.SPEAKING
        yield Found(
            span_of(m),
            steps=(f"year{YEARS[way]:+}", f"in:{month_number:02}", *part),
            base=base,
            fine=Unit.YEAR,
        )
    elif way in WAYS:
        yield Found(span_of(m), steps=(f"{WAYS[way]}:{month_number:02}", *part))
    elif way == "that":
        steps = ("year+0", f"in:{month_number:02}", *part)
        yield Found(span_of(m), steps=steps, base=Base.BEFORE, fine=Unit.YEAR)
    else:
        yield Found(span_of(m), look=f"{month_number:02}", usual="near-", steps=part)


def season(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a season in the same ways."""
    name = words("season")[m.word("season")]
    part, year, way = part_of(m), year_of(m), m.word("rel")
    if year is not None:
        made = of_period(m, periods.season(year, SEASONS.index(name)), part)
        yield made
    elif any(word.lower() == "year" for word in m.tokens.words[m.start : m.end]):
        yield Found(span_of(m), steps=(f"year{YEARS[way]:+}", f"in:{name}", *part))
    elif way in WAYS:
        yield Found(span_of(m), steps=(f"{WAYS[way]}:{name}", *part))
    else:
        yield Found(span_of(m), look=name, usual="near", steps=part)


# --- parts of years ---------------------------------------------------------------------------------


def quarter(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a quarter; a fiscal one has no EDTF, since it is not the calendar's."""
    year, way = year_of(m), m.word("rel")
    which = int(words("ordinal")[m.word("nth")]) or (4 if year or way else 0)
    if not which:
        return  # "the last quarter" is the one before this
    vague = any(word.lower() == "fiscal" for word in m.tokens.words[m.start : m.end])
    if year is not None:
        made = of_period(m, periods.months(year, which * 3 - 2, 3, Unit.QUARTER))
        yield Found(made.span, value=made.value, edtf=None if vague else made.edtf)
    elif way:
        base = Base.BEFORE if way in ("that", "the") else Base.SPEAKING
        yield Found(
            span_of(m), steps=(f"year{YEARS[way]:+}", f"in:Q{which}"), base=base, fine=Unit.YEAR, vague=vague
        )
    else:
        yield Found(span_of(m), look=f"Q{which}", usual="past", vague=vague)


def short_quarter(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "Q2 2031", "3Q"."""
    which, year = int(m.word("q").strip("q")), year_of(m)
    if year is None:
        yield Found(span_of(m), look=f"Q{which}", usual="past")
    else:
        yield of_period(m, periods.months(year, which * 3 - 2, 3, Unit.QUARTER))


def half(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the second half of 2031"."""
    which = 1 if m.word("half") in ("first", "1st") else 2
    year = year_of(m)
    if year is not None:
        yield of_period(m, periods.months(year, which * 6 - 5, 6, Unit.HALF))
    else:
        yield Found(span_of(m), steps=(f"year{YEARS[m.word('rel')]:+}", f"in:H{which}"))


def year(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a year, or part of one."""
    said = year_of(m)
    assert said is not None
    made = of_period(m, periods.holding(Unit.YEAR, date(said, 1, 1)), part_of(m))
    yield Found(made.span, value=made.value, edtf=None if m.has("fiscal") else made.edtf)


def years(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "2014–2016" and "2031-32" as two years each."""
    first = int(m.word("y"))
    second = int(m.word("y2")) if m.has("y2") else first // 100 * 100 + int(m.word("yy"))
    if second < first:
        second += 100
    starts, ends = m.tokens.starts, m.tokens.ends
    for at, said in ((m.start, first), (m.end - 1, second)):
        name = f"{said:04}"
        yield Found(Span(starts[at], ends[at]), value=name, edtf=valid(name))


def decade(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a decade; "the 1900s" is a century, "the 2000s" a decade, "the ’50s" the twentieth century's."""
    digits = m.word("d").rstrip("s'’")
    first = (
        int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) > 20 else 2000 + int(digits)
    )
    unit = Unit.CENTURY if first % 100 == 0 and first != 2000 else Unit.DECADE
    if m.has("half"):
        begins = first + (0 if m.word("half") == "first" else 5)
        whole = periods.holding(Unit.DECADE, date(first, 1, 1)).value
        yield Found(span_of(m), value=whole, edtf=valid(f"{begins:04}/{begins + 4:04}"))
        return
    yield of_period(m, periods.holding(unit, date(first, 1, 1)), part_of(m))


def spelled_decade(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the nineties", of the twentieth century."""
    first = date(int(words("decade word")[m.word("d")]), 1, 1)
    yield of_period(m, periods.holding(Unit.DECADE, first), part_of(m))


def every_month(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "each March"."""
    yield Found(span_of(m), TimeType.SET, value=f"XXXX-{month_of(m):02}")


def century(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the 20th century"."""
    word = m.word("c")
    which = int(words("century").get(word) or number(word)) - 1
    if which < 1:
        yield Found(span_of(m), value=f"{which:02}")
        return
    yield of_period(m, periods.holding(Unit.CENTURY, date(which * 100, 1, 1)), part_of(m))


def holiday(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a holiday by its name."""
    key = holiday_names()[tuple("'s" if word == "’s" else word for word in m.words("name"))]
    said, way = year_of(m), m.word("rel")
    if said is not None:
        value = valid(str(holiday_in(key, said)))
        yield Found(span_of(m), value=value, edtf=value)
    elif way in WAYS:
        yield Found(span_of(m), steps=(f"{WAYS[way]}:{key}",))
    else:
        yield Found(span_of(m), look=key, usual="near-")


# --- hours ------------------------------------------------------------------------------------------


def clock(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read an hour, with its zone and with the day that stands beside it."""
    said = _hour(m)
    if said is None:
        return
    zone = words("zone").get(m.word("z") or m.word("z2"), "-")
    step = f"T{said}" + ("" if zone == "-" else zone)
    month_number = month_of(m)
    if m.has("d1") and month_number is not None:
        found = of_day(span_of(m), year_of(m), month_number, number(m.word("d1")))
        if found.value is not None:
            hour = (
                valid(f"{found.value}T{said}:00{'' if zone == '-' else zone}") if said[:2] != "24" else None
            )
            yield Found(found.span, TimeType.TIME, f"{found.value}T{said}", hour)
            return
        yield found.then(step)
    elif m.has("w"):
        yield Found(span_of(m), look=words("weekday")[m.word("w")]).then(step)
    elif m.has("d"):
        yield Found(span_of(m), steps=(words("deictic")[m.word("d")].split()[0],)).then(step)
    else:
        yield Found(span_of(m), steps=("same",), base=Base.BEFORE, fine=Unit.DAY).then(step)


def _hour(m: Matched) -> str | None:
    """Give hours and minutes of twenty-four."""
    if m.has("n"):
        return words("noon")[m.word("n")]
    said = m.word("h")
    if ":" in said or "." in said:
        hour, minute = (int(part) for part in said.replace(".", ":").split(":")[:2])
    elif len(said) == 4 and said.isdigit():
        hour, minute = int(said[:2]), int(said[2:])
    else:
        hour, minute = int(count_of([said]) or 0), 0
    half_day = m.word("m")[:1] or {"TMO": "a", "TAF": "p", "TEV": "p", "TNI": "p"}.get(
        "".join(at_part(m)), ""
    )
    if half_day:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half_day == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
