"""Datelines, and the full date of publication that a page states.

A date counts only when day, month and year stand there. A line is read for its date when it is there
for nothing else: beside the date it holds at most a label, a name or an outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.ingest.cues import stops
from standoff.ingest.datestamp import PARTIAL_DATE, has_clock, stamps, without_times
from standoff.ingest.menus import parts_of
from standoff.ingest.names import by_names, is_agency, is_name, is_outlet, owner_of
from standoff.ingest.wording import Reason
from standoff.model.span import Span

if TYPE_CHECKING:
    from datetime import date

    from standoff.ingest.datestamp import Stamp

HEAD_LINES = 18
"""Lines from the top among which titles, bylines and date lines stand."""

TAIL_LINES = 8
"""Lines from the end among which a posted line, a notice and an author's box stand."""

_DATELINE_END = re.compile(r"\s{0,3}(?:[—–―]|--)\s{0,3}|\s[-_]{1,2}\s|(?<=\))\s{0,2}[-_:]\s?")
_AGENCY = re.compile(r"\s?\((?P<agency>[^()]{2,30})\)\s{0,2}$")
_DATE_WORDS = frozenset(
    [
        "published",
        "posted",
        "updated",
        "update",
        "originally",
        "last",
        "modified",
        "first",
        "filed",
        "created",
        "on",
        "at",
        "date",
        "time",
        "am",
        "pm",
        "by",
        "in",
        "and",
        "from",
        "edt",
        "est",
        "et",
        "gmt",
        "utc",
        "ago",
        "new",
    ]
)
_LATER = re.compile(r"(?:updated?|modified|revised|edited|corrected)\b[^|]{0,25}$", re.IGNORECASE)
_LABELLED = re.compile(r"(?:published|posted|date|filed|created|issued)\b[^|]{0,40}$", re.IGNORECASE)
_CLOCK_WORDS = frozenset({"forecast", "weather"})
_NO_PLACES = frozenset(
    {"file", "file photo", "photo", "photos", "watch", "update", "breaking", "correction", "exclusive"}
)
_SLASHED = re.compile(
    r"(?P<opening>[^\W\d_][^/]{4,60})\.? {0,2}/(?P<agency>[A-Z][\w -]{1,20})/[. ]{0,2}[-–—]?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?\d")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAD = 600
_RANK = (
    "front block",
    "time stamp line",
    "head line",
    "dateline",
    "foot line",
    "dateline and copyright",
    "updated line",
    "copyright",
    "site clock",
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date of publication that the page states.

    Attributes:
        span: the date's own characters.
        value: ISO 8601.
        where: ``front block``, ``time stamp line`` (labelled, or with a time of day), ``head line``,
            ``dateline``, ``foot line``, ``dateline and copyright`` (day and month of the one, year of the
            other), ``updated line``, ``copyright`` or ``site clock``, the surest first. A site's clock
            shows the day of the scrape and is a weak sign; an update is later than the first publication.
    """

    span: Span
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line, its characters, and the reason for which it is furniture if it is."""

    span: Span
    text: str
    reason: str | None


def find_dateline(
    rows: list[Row], title: Span | None
) -> tuple[Span | None, str | None, str | None, StatedDate | None]:
    """Find the dateline among the first lines that are long enough to open a report."""
    tried = 0
    for row in rows[: HEAD_LINES * 2]:
        if row.reason is not None or row.span == title:
            continue
        parts = dateline_parts(row.text)
        if parts is not None:
            end, place, agency, stamp = parts
            start = row.span.start
            dated = None
            if stamp is not None:
                dated = StatedDate(
                    Span(start + stamp.start, start + stamp.end), stamp.day.isoformat(), "dateline"
                )
            return Span(start, start + end), place, agency, dated
        tried += len(row.text) > 120
        if tried == 4:
            break
    return None, None, None, None


def dateline_parts(line: str) -> tuple[int, str | None, str | None, Stamp | None] | None:
    """Read the opening of a line: where the dateline ends, place, agency and full date.

    >>> dateline_parts("VARNOST, March 3 (KNA) — Envoys met.")[:3]
    (25, 'VARNOST', 'KNA')
    >>> dateline_parts("VARNOST, 3 March. /KNA/. Envoys met.")[:3]
    (25, 'VARNOST', 'KNA')
    """
    return _slashed_parts(line[:120]) or _dashed_parts(line)


def _slashed_parts(head: str) -> tuple[int, str | None, str | None, Stamp | None] | None:
    slashed = _SLASHED.match(head)
    if slashed is None:
        return None
    found = stamps(slashed["opening"])
    place = _place_of(slashed["opening"], found[0] if found else None)
    dated = bool(found) or PARTIAL_DATE.search(slashed["opening"]) is not None
    if not dated or not _is_place(place, sure=True):
        return None
    return slashed.end(), place, slashed["agency"], found[0] if found else None


def _dashed_parts(line: str) -> tuple[int, str | None, str | None, Stamp | None] | None:
    head = line[:120]
    match = _DATELINE_END.search(head)
    ended = match.end() if match else 0
    opening = head[: match.start()] if match else ""
    shouted = "(" not in opening and head.isupper() and bool(head[ended:].strip())  # a headline
    if match is None or shouted or len(opening) > 90 or not _starts_sentence(line[ended : ended + 3]):
        closed = head.find(")")
        if not 0 < closed < 60 or not is_agency(head[head.find("(") + 1 : closed]):
            return None
        ended, opening = closed + 1, head[: closed + 1]
        if len(opening.split()) > 2 and not opening[: opening.find("(")].isupper() and "," not in opening:
            return None  # a name before an agency is a caption's
    named = _AGENCY.search(opening)
    agency = named["agency"].strip() if named else None
    if agency is not None and not (is_agency(agency) or (agency.isupper() and agency.isalpha())):
        return None
    rest = opening[: named.start()] if named else opening
    found = stamps(rest)
    stamp = found[0] if found else None
    is_dated = stamp is not None or PARTIAL_DATE.search(rest) is not None
    place = _place_of(rest, stamp)
    if not place:
        return (ended, None, agency, stamp) if stamp is not None and len(line) > ended + 30 else None
    return (ended, place, agency, stamp) if _is_place(place, sure=is_dated or agency is not None) else None


def _place_of(opening: str, stamp: Stamp | None) -> str:
    """Give what a dateline's opening holds beside its date."""
    dateless = PARTIAL_DATE.sub(" ", opening)
    rest = opening[: stamp.start] + opening[stamp.end :] if stamp is not None else dateless
    return " ".join(without_times(rest).split()).strip(" ,.;/-–—|")


def _starts_sentence(after: str) -> bool:
    return after[:1].isupper() or after[:1].isdecimal() or after[:1] in "\"“'‘"


def _is_place(place: str, *, sure: bool) -> bool:
    """Tell whether words look like a dateline's place: in capitals, or capitalised beside agency or date."""
    if place.casefold() in _NO_PLACES:
        return False
    city, _, region = place.partition(",")
    words = city.split() + region.split()
    if not 1 <= len(city.split()) <= 4 or len(words) > 7:
        return False
    if not all(word[0].isupper() or word in {"and", "de", "of", "the", "la", "el"} for word in words):
        return False
    return len(city) > 2 and (city.isupper() or sure)


def is_date_row(line: str) -> bool:
    """Tell whether a line holds a full date, times and labels, and nothing else."""
    return bool(stamps(line)) and date_residue(line) == []


def is_dated_row(line: str) -> bool:
    """Tell whether a line is a row of three parts or more of which one is a date.

    >>> is_dated_row("Karven Radio · Live · 14 March 2031"), is_dated_row("Held on 14 March 2031")
    (True, False)
    """
    parts = parts_of(line) if len(line) <= 200 and not stops(line) else []
    return len(parts) >= 3 and any(map(is_date_row, parts)) and all(len(part.split()) <= 8 for part in parts)


def date_residue(line: str) -> list[str]:
    """Give the words of a line that belong to no date, time or label of one."""
    return [
        word
        for word in re.findall(r"[^\W\d_][\w.'’-]{0,40}", without_times(line))
        if word.casefold().strip(".") not in _DATE_WORDS
    ]


def find_stated(
    rows: list[Row], title: Span | None, dateline: Span | None, dated: StatedDate | None
) -> StatedDate | None:
    """Find the date of publication: of all that are stated, the surest kind, and of those the first.

    Args:
        rows: the report's lines.
        title: the title's line, where one was found; what stands above it may be the site's own clock.
        dateline: the dateline, if the report has one.
        dated: the dateline's full date, if it has one.
    """
    found = [dated] if dated is not None else []
    completed = date_by_copyright(rows, dateline) if dated is None else None
    found += [completed] if completed is not None else []
    head = rows[:HEAD_LINES]
    top = next((at for at, row in enumerate(rows) if row.span == title), 0)
    last = max((at for at, row in enumerate(head) if len(row.text) > 160), default=len(head))
    for at, row in enumerate(head[: last + 1]):
        before = head[at - 1].text if at else ""
        found.extend(_line_dates(row, before, above_title=at < top, first=at == 0))
    for row in rows[last + 1 :][-TAIL_LINES:]:
        if row.reason in {None, Reason.AUTHOR_BOX} and _LABELLED.search(row.text[: _first_stamp(row.text)]):
            found.extend(_line_dates(row, "", above_title=False, first=False, where="foot line"))
    for row in rows[-2 * TAIL_LINES :]:
        if row.reason == Reason.NOTICE and owner_of(row.text) is not None:
            found.extend(_as_stated(row, stamp, "copyright") for stamp in stamps(row.text))
    return min(found, key=lambda stated: (_RANK.index(stated.where), stated.span.start), default=None)


def date_by_copyright(rows: list[Row], dateline: Span | None) -> StatedDate | None:
    """Complete a dateline's day and month with the year of the page's copyright notices.

    A notice may show the year of the scrape, so its year counts only when it is the page's one year, and
    when the weekdays that dateline and first paragraph name, if any, are the ones that it leads to.
    """
    opening = next((row for row in rows if dateline and row.span.start == dateline.start), None)
    notices = [row.text for row in rows if row.reason == Reason.NOTICE and owner_of(row.text) is not None]
    years = {year for notice in notices for year in _YEAR.findall(notice)}
    if opening is None or dateline is None or len(years) != 1 or any(map(_YEARS.search, notices)):
        return None
    head = opening.text[: len(dateline)]
    partial = PARTIAL_DATE.search(head)
    found = stamps(f"{partial.group()} {years.pop()}") if partial is not None else []
    if partial is None or not found or not _agrees(found[0].day, head, opening.text[len(head) : _LEAD]):
        return None
    start = dateline.start + partial.start()
    span = Span(start, start + len(partial.group()))
    return StatedDate(span, found[0].day.isoformat(), "dateline and copyright")


def _agrees(day: date, dateline: str, lead: str) -> bool:
    """Tell whether a date falls on the dateline's weekday, or else on one of the lead's or the day after."""
    weekday = day.weekday()
    stated = [at for at, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name[:3]}", dateline.casefold())]
    if stated:
        return weekday in stated
    named = [at for at, name in enumerate(_WEEKDAYS) if name in lead.casefold()]
    return not named or weekday in named or (weekday - 1) % 7 in named


def _first_stamp(line: str) -> int:
    found = stamps(line)
    return found[0].start if found else 0


def _as_stated(row: Row, stamp: Stamp, where: str) -> StatedDate:
    start = row.span.start
    return StatedDate(Span(start + stamp.start, start + stamp.end), stamp.day.isoformat(), where)


def _line_dates(
    row: Row, before: str, *, above_title: bool, first: bool, where: str | None = None
) -> list[StatedDate]:
    line = row.text
    if len(line) > 200 or row.reason not in {None, Reason.NAVIGATION, Reason.AUTHOR_BOX, Reason.CONTACT}:
        return []
    dates = stamps(line)
    if not dates or (line[0] in "—–-(" and "@" in line):
        return []
    residue = date_residue(line)
    lower = {word.casefold() for word in residue}
    if lower & _CLOCK_WORDS or (first and above_title and not residue and not has_clock(line)):
        return [_as_stated(row, dates[0], "site clock")]
    if not is_stamp_like(line, residue) and not is_dated_row(line):
        return []
    found = []
    for stamp in dates:
        leading = line[: stamp.start] if line[: stamp.start].strip() else before[-40:]
        if _LATER.search(leading):
            kind = "updated line"
        elif _LABELLED.search(leading) or has_clock(line):
            kind = "time stamp line"
        else:
            kind = "head line"
        found.append(_as_stated(row, stamp, where or kind))
    return found


def is_stamp_like(line: str, residue: list[str]) -> bool:
    """Tell whether a line is there for its date: beside it stand at most a label, a name or an outlet."""
    if not residue:
        return True
    if len(residue) > 9 or stops(line):
        return False
    if by_names(line) is not None:
        return True
    small = {"the", "of", "and", "for", "via", "email", "author", "follow"}
    if not all(word[0].isupper() or word.casefold() in small for word in residue):
        return False
    name = " ".join(residue)
    return has_clock(line) or is_outlet(name) or is_agency(name) or is_name(name)
