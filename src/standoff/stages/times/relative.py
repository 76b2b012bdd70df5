"""What relative times, durations and sets mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import TimeType
from standoff.model.partial_date import PartialDate
from standoff.stages.times import dates, periods
from standoff.stages.times.amounts import UNITS, count_of, duration
from standoff.stages.times.dates import WAYS, at_part, part_of, span_of
from standoff.stages.times.expression import FINANCIAL, MAX_COUNT, TWELVEMONTH, WEEKDAYS
from standoff.stages.times.found import Base, Found
from standoff.stages.times.grammar import words
from standoff.stages.times.periods import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.stages.times.grammar import Matched

_TURNS = {
    "this": 0, "last": -1, "next": 1, "previous": -1, "coming": 1, "past": -1, "current": 0, "present": 0,
    "following": 1, "preceding": -1, "the": 0, "that": 0, "latest": -1,
}  # fmt: skip


def _unit(m: Matched, name: str = "u") -> Unit:
    return UNITS[words("unit")[m.word(name)]]


def _moved(letter: str, count: int) -> str | None:
    """Write a move by so many of a unit; None for what the expression language does not count in."""
    if abs(count) > MAX_COUNT:
        return None
    if letter in ("TH", "TM"):
        return f"{'hour' if letter == 'TH' else 'minute'}{count:+}"
    if letter == "F":
        return f"week{2 * count:+}"
    if letter == "E":
        return f"year{10 * count:+}"
    if letter == "C":
        return f"year{100 * count:+}" if abs(count) < 100 else None
    return f"{UNITS[letter]}{count:+}" if letter in UNITS else None


# --- units and parts of them ------------------------------------------------------------------------


def unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "this week", "late last month"."""
    if not m.has("u"):
        yield Found(span_of(m), steps=("century+0", *part_of(m)))
        return
    letter = words("unit")[m.word("u")]
    if letter == "F":
        return
    if letter == "D":
        if m.word("rel") != "this":
            return
        yield Found(span_of(m), steps=(f"day{_TURNS[m.word('rel')]:+}",))
        return
    if letter == "WE":
        yield from weekend(m, ())
        return
    yield Found(span_of(m), steps=(f"{_unit(m)}{_TURNS[m.word('rel')]:+}", *part_of(m)))


def that_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "that day", "later that year": the one that the time named before lies in."""
    if words("unit")[m.word("u")] == "F":
        return
    made = _unit(m)
    yield Found(span_of(m), steps=(f"{made}+0", *part_of(m)), base=Base.BEFORE, fine=made)


def next_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the following year"."""
    if words("unit")[m.word("u")] == "F":
        return
    made = _unit(m)
    yield Found(
        span_of(m), steps=(f"{made}{_TURNS[m.word('rel')]:+}", *part_of(m)), base=Base.BEFORE, fine=made
    )


def next_day(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the day before", "the next day"."""
    turn = -1 if m.word("side") in ("before", "earlier", "previous", "preceding") else 1
    yield Found(span_of(m), steps=(f"day{turn:+}",), base=Base.BEFORE, fine=Unit.DAY)


def before_deictic(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the day before yesterday"."""
    yield Found(span_of(m), steps=(f"day{-2 if m.word('side') == 'before' else 2:+}",))


def part_of_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "later in the year", "the end of the week"."""
    letter = words("unit")[m.word("u")]
    if letter in ("F", "WE"):
        return
    fiscal = any(word.lower() in ("fiscal", "financial") for word in m.tokens.words[m.start : m.end])
    yield Found(span_of(m), steps=(f"{UNITS[letter]}+0", *part_of(m)), vague=fiscal)


def year_end(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "year-end", a day of the books, and "the year's end", which is vaguer."""
    if "-" in m.tokens.words[m.start : m.end]:
        yield Found(span_of(m), look="12-31", usual="near+")
    else:
        yield Found(span_of(m), steps=("year+0", "late"))


def past_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the past decade", a duration that ends now; "the past year" bears the last one's name."""
    letter = words("unit")[m.word("u")]
    if letter == "WE":
        yield Found(span_of(m), steps=("before:WE",))
        return
    if letter == "Y":
        yield Found(span_of(m), steps=(TWELVEMONTH,))
        return
    yield Found(span_of(m), TimeType.DURATION, value=duration(1, letter))


def fiscal_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the current fiscal year"."""
    yield Found(span_of(m), steps=(f"year{_TURNS[m.word('rel')]:+}",), vague=True)


def latest(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the latest quarter": results are of the last that is over."""
    yield Found(span_of(m), steps=("quarter-1",))


def the_quarter(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the quarter", "the same period a year earlier"."""
    back = m.has("back") or any(word.lower() == "earlier" for word in m.tokens.words[m.start : m.end])
    yield Found(span_of(m), steps=("keep:year-1" if back else "same",), base=Base.BEFORE, fine=Unit.QUARTER)


def quarter_in_year(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the 2030 quarter": that of the year which matches the one that the report is about."""
    yield Found(span_of(m), steps=("same", f"of:{m.word('y')}"), base=Base.BEFORE, fine=Unit.QUARTER)


def week_of(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the week of March 14"."""
    for day in dates.days(m, ()):
        if day.look:
            yield Found(
                span_of(m), look=day.look, usual=day.usual, steps=("week+0",), day=day.day, month=day.month
            )
        elif day.edtf:
            week = periods.week_of(PartialDate(day.edtf).earliest)
            yield Found(span_of(m), value=week.value, edtf=week.edtf)


def year_earlier(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the year-earlier quarter"."""
    if m.has("nth"):
        which = int(words("ordinal")[m.word("nth")]) or 4
        yield Found(span_of(m), steps=("year-1", f"in:Q{which}"))
        return
    yield Found(span_of(m), steps=("year-1",), base=Base.BEFORE, fine=Unit.YEAR, keeps=True)


def the_unit(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the year": how long something lasts, or the one that is running."""
    letter = words("unit")[m.word("u")]
    if letter == "WE":
        yield from weekend(m, ())
        return
    if letter == "D":
        yield Found(span_of(m), steps=("day+0",), base=Base.BEFORE, fine=Unit.DAY)
        return
    if letter == "Y" and m.end < len(m.tokens.words) and m.tokens.words[m.end].lower() in ("ended", "ending"):
        yield Found(span_of(m), TimeType.DURATION, value="P1Y")
    elif letter in UNITS and letter in "WMYQ":
        yield Found(span_of(m), steps=(f"{UNITS[letter]}+0",))


def the_fiscal(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the financial year", which need not be the calendar's.

    Of "the fiscal year" TempEval has the length.
    """
    if m.word("kind") == "financial":
        yield Found(span_of(m), steps=("year+0", *part_of(m), FINANCIAL))
        return
    yield Found(span_of(m), TimeType.DURATION, value="P1Y")


# --- weekdays and parts of the day ------------------------------------------------------------------


def weekday(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read a weekday, with "last" or "next", and with a part of the day."""
    name, way = words("weekday")[m.word("w")], m.word("rel")
    if way in WAYS:
        found = Found(span_of(m), steps=(f"{WAYS[way]}:{name}",))
    else:
        found = Found(span_of(m), look=name, usual="next" if way == "this" else "past")
    yield found.then(*at_part(m))


def weekday_text(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the following Monday"."""
    name = words("weekday")[m.word("w")]
    way = "after" if _TURNS[m.word("rel")] > 0 else "before"
    found = Found(span_of(m), steps=(f"{way}:{name}",), base=Base.BEFORE, fine=Unit.DAY)
    yield found.then(*at_part(m))


def weekday_of(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "Monday of last week"."""
    name = words("weekday")[m.word("w")]
    yield Found(span_of(m), steps=(f"week{_TURNS[m.word('rel')]:+}", f"in:{name}")).then(*at_part(m))


def weekdays(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "Mondays", "every Monday", "Tuesday nights"."""
    name = words("weekday").get(m.word("w")) or words("weekdays")[m.word("w")]
    value = f"XXXX-WXX-{WEEKDAYS.index(name) + 1}" + "".join(at_part(m))
    yield Found(span_of(m), TimeType.SET, value=value)


def deictic(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "today", "yesterday morning", "late yesterday"."""
    first, *rest = words("deictic")[m.word("d")].split()
    yield Found(span_of(m), steps=(first,)).then(*(at_part(m) or rest))


def day_part(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "this morning"."""
    yield Found(span_of(m), steps=("day+0",)).then(*at_part(m))


def last_night(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "last night"."""
    yield Found(span_of(m), steps=("day-1",)).then(*at_part(m))


def overnight(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "overnight"."""
    yield Found(span_of(m), steps=("day-1",)).then("TNI")


def that_part(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "that night", "the next morning"."""
    turn = _TURNS.get(m.word("rel"), 0)
    found = Found(span_of(m), steps=(f"day{turn:+}",), base=Base.BEFORE, fine=Unit.DAY)
    yield found.then(*at_part(m))


def weekend(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "the weekend", "last weekend"."""
    way = m.word("rel")
    if way == "that":
        yield Found(span_of(m), steps=("weekend+0",), base=Base.BEFORE, fine=Unit.WEEK)
    elif way in WAYS:
        yield Found(span_of(m), steps=(f"{WAYS[way]}:WE",))
    else:
        yield Found(span_of(m), look="WE", usual="near" if way == "this" else "past")


# --- so long ago ------------------------------------------------------------------------------------


def ago(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "two years ago"."""
    count, letter = count_of(m.words("n")), words("unit")[m.word("u")]
    step = _moved(letter, -int(count)) if count else None
    if count is None or step is None or letter in ("TS", "L"):
        yield Found(span_of(m), value="PAST_REF")
        return
    if count != int(count):
        half = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "TH": ("TM", 60), "D": ("TH", 24)}.get(
            letter
        )
        step = _moved(half[0], -int(count * half[1])) if half else step
    keeps = letter == "Y" and count == 1
    kind = TimeType.TIME if letter in ("TH", "TM") else TimeType.DATE
    yield Found(span_of(m), kind, steps=(step or "same",), keeps=keeps)


def vague_ago(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "years ago"."""
    yield Found(span_of(m), value="PAST_REF")


def later(m: Matched, told: tuple[str, ...]) -> Iterator[Found]:
    """Read "two days later", "a year earlier"."""
    count, letter = count_of(m.words("n")), words("unit")[m.word("u")]
    step = _moved(letter, int(told[0]) * int(count)) if count and count == int(count) else None
    if step is None or letter in ("TS", "TM", "TH", "L"):
        yield Found(span_of(m), TimeType.DURATION, value=duration(count, letter))
        return
    keeps = letter == "Y" and count == 1
    fine = UNITS.get(letter, Unit.WEEK)
    yield Found(span_of(m), steps=(step,), base=Base.BEFORE, fine=fine, keeps=keeps)


def vague_later(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "years later"."""
    yield Found(span_of(m), TimeType.DURATION, value=duration(None, words("unit")[m.word("u")]))


def from_now(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "two weeks from now"."""
    count, letter = count_of(m.words("n")), words("unit")[m.word("u")]
    step = _moved(letter, int(count)) if count else None
    if step is None:
        yield Found(span_of(m), value="FUTURE_REF")
    elif m.has("w") and letter in ("W", "D"):
        days = int(count or 0) * (7 if letter == "W" else 1)
        yield Found(span_of(m), look=words("weekday")[m.word("w")], usual="next", steps=(f"day{days:+}",))
    elif m.has("d"):
        yield Found(span_of(m), steps=(words("deictic")[m.word("d")].split()[0], step))
    else:
        yield Found(span_of(m), steps=(step,))


# --- how long, how often ----------------------------------------------------------------------------


def span(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "two weeks", "the past two years", "10-year"; after a number "a year" is a rate."""
    ahead = m.tokens.words[m.start - 1].lower() if m.start else ""
    if not m.has("n"):
        yield Found(span_of(m), TimeType.DURATION, value=duration(1, words("unit")[m.word("u")]))
        return
    rate = m.word("n") in ("a", "an") and (
        ahead.isdigit()
        or ahead in ("million", "billion", "percent", "%", "times", "once", "twice", "thousand")
    )
    kind = TimeType.SET if rate else TimeType.DURATION
    yield Found(span_of(m), kind, value=duration(count_of(m.words("n")), words("unit")[m.word("u")]))


def span_half(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "an hour and a half"."""
    count = (count_of(m.words("n")) or 1) + 0.5
    yield Found(span_of(m), TimeType.DURATION, value=duration(count, words("unit")[m.word("u")]))


def vague_span(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "recent weeks", "decades-long": in TempEval's way a duration of X."""
    letter, way = words("unit")[m.word("u")], m.word("way")
    if way == "future":
        yield Found(span_of(m), value="FUTURE_REF")
        return
    if letter == "Y" and way in ("recent", "past"):
        yield Found(span_of(m), value="PAST_REF")
        return
    one = None if m.word("u").endswith("s") else 1
    yield Found(
        span_of(m), TimeType.DURATION, value=duration(one, "Y" if letter == "E" and one is None else letter)
    )


def one_or_two(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "a day or two"."""
    yield Found(span_of(m), TimeType.DURATION, value=duration(1, words("unit")[m.word("u")]))


def every_part(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "every morning"."""
    yield Found(span_of(m), TimeType.SET, value="XXXX-XX-XX" + "".join(at_part(m)))


def every(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "every two weeks", "per month", "twice a year"."""
    said = [word.lower() for word in m.tokens.words[m.start : m.end]]
    count = count_of(m.words("n")) if m.has("n") else 2 if "other" in said else 1
    letter = words("unit")[m.word("u")]
    yield Found(span_of(m), TimeType.SET, value=duration(count, letter))


def frequency(m: Matched, _told: tuple[str, ...]) -> Iterator[Found]:
    """Read "daily", "annual"."""
    yield Found(span_of(m), TimeType.SET, value=words("frequency")[m.word("f")])


def ref(m: Matched, told: tuple[str, ...]) -> Iterator[Found]:
    """Read "now", "recently", "the future": PRESENT_REF and its like."""
    value = told[0] if told else words("ref").get(m.word("r")) or words("ref adjective")[m.word("r")]
    yield Found(span_of(m), value=value)
