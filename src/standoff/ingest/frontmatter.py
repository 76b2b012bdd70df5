"""What a page says about its own report: title, author, dateline, agency, publisher, date.

Everything is read from the text and points into it. A date counts only when day, month and year stand
there; a wrong date is worse than none, because every "Tuesday" of the report is worked out from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from standoff.ingest.cues import stops, word_lists, words_of
from standoff.ingest.dateline import (
    HEAD_LINES,
    TAIL_LINES,
    Row,
    StatedDate,
    date_residue,
    dateline_parts,
    find_dateline,
    find_stated,
    is_date_row,
    is_dated_row,
    is_stamp_like,
)
from standoff.ingest.datestamp import PARTIAL_DATE, has_clock, stamps, without_times
from standoff.ingest.markdown import bare, front_block
from standoff.ingest.menus import parts_of, site_of_row
from standoff.ingest.names import by_names, is_agency, is_name, is_outlet, is_role, leading_names, owner_of
from standoff.ingest.wording import Reason, bio_name
from standoff.model.span import Span, trim
from standoff.text.segment import lines

if TYPE_CHECKING:
    from standoff.ingest.boilerplate import Furniture

__all__ = ["FrontMatter", "StatedDate", "read_front"]

_WRITE_TO = re.compile(
    r"(?:write|contact|e-?mail)\s(?:to\s)?(?P<name>\S.{2,60}?)\s(?:at|on|via)\s", re.IGNORECASE
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?![\d-])")
_BESIDE_NAMES = frozenset(["and", "the", "reporter", "contact", "follow"])
_REPORTING = re.compile(r"\(?\s?(?:reporting|writing)\sby\s(?P<name>[^;()]{3,80})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a page states about its report; None where it states nothing.

    Attributes:
        title: the title's characters.
        byline: the whole line or sentence that names the author.
        author: the names only, joined by ", ".
        dateline: "KARVENA, March 3 (Agency) —", dash included.
        dateline_place: its place, as written.
        agency: the news agency of the dateline, the byline or the notice, as written.
        publisher: the outlet, only when the text itself names it.
        stated: the date of publication.
        url: the report's address, when a front block gives it.
    """

    title: Span | None = None
    byline: Span | None = None
    author: str | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    agency: str | None = None
    publisher: str | None = None
    stated: StatedDate | None = None
    url: str | None = None


def read_front(text: str, furniture: list[Furniture], given_title: str | None = None) -> FrontMatter:
    r"""Read the front matter of one report.

    Args:
        text: the report as given.
        furniture: what `boilerplate.mark` found in it.
        given_title: the title that came with the report, if one did; used when a line says the same.

    >>> page = "Envoys meet again\nBy Ana Horvat\n14 March 2031\n\nVARNOST (KNA) — Talks went on, she said."
    >>> front = read_front(page, [])
    >>> front.title.of(page), front.author, front.dateline_place, front.agency, front.stated.value
    ('Envoys meet again', 'Ana Horvat', 'VARNOST', 'KNA', '2031-03-14')
    """
    block, values = front_block(text) or (None, {})
    rows = _rows(text, furniture, block.end if block else 0)
    head = rows[:HEAD_LINES]
    owners = {owner_of(row.text) for row in rows if row.reason == Reason.NOTICE}
    titles = [row for row in head if row.text not in owners]
    title = _title(titles, given_title, _main_heading(text, head))
    dateline, place, agency, dated = find_dateline(rows, title)
    byline, author, by_agency = _byline(head, rows, title)
    publisher, note_agency = _publisher(rows, title)
    stated = find_stated(rows, title, dateline, dated)
    if title is not None:
        title = _without_site(text, title)
    front = FrontMatter(
        title=title,
        byline=byline,
        author=author,
        dateline=dateline,
        dateline_place=place,
        agency=agency or by_agency or _agency_line(head) or note_agency,
        publisher=publisher,
        stated=stated,
    )
    return _with_block(text, front, values) if block else front


def _rows(text: str, furniture: list[Furniture], start: int) -> list[Row]:
    """Give the lines below a front block, the marks of headings and emphasis off them."""
    reasons = {item.span: item.reason for item in furniture}
    return [
        Row(span, span.of(text), reason)
        for span, reason in (
            (bare(text, line), reasons.get(line)) for line in lines(text) if line.start >= start
        )
    ]


# Front block


def _with_block(text: str, front: FrontMatter, values: dict[str, Span]) -> FrontMatter:
    """Put what a front block states before what was read below it."""
    by = _first_of(values, "author", "authors", "byline", "by", "creator")
    site = _first_of(values, "publisher", "sitename", "site_name", "site", "outlet", "publication", "source")
    day = _first_of(values, "date", "published", "date_published", "published_at", "pubdate", "publishdate")
    url = _first_of(values, "url", "link", "canonical", "canonical_url", "source")
    iso = _ISO_DAY.match(day.of(text)) if day else None
    stamp = stamps(iso.group())[:1] if iso else []
    if day is not None and stamp:
        span = Span(day.start, day.start + 10)
        front = replace(front, stated=StatedDate(span, stamp[0].day.isoformat(), "front block"))
    if site is not None and not _is_address(site.of(text)):
        front = replace(front, publisher=" ".join(site.of(text).split()))
    if by is not None:
        front = replace(front, byline=by, author=_listed(by.of(text)))
    return replace(
        front,
        title=values.get("title", front.title),
        url=url.of(text) if url and _is_address(url.of(text)) else None,
    )


def _first_of(values: dict[str, Span], *keys: str) -> Span | None:
    return next((values[key] for key in keys if key in values), None)


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "www."))


def _listed(value: str) -> str:
    """Give names joined by ", ", however a list of them was written; one that is no list as it is."""
    pieces = [piece.strip(" \t\r-\"'[]") for piece in re.split(r"[\n,;]| and ", value)]
    names = [piece for piece in pieces if piece]
    return ", ".join(names) if all(map(is_name, names)) else " ".join(value.split())


# Title


def _main_heading(text: str, head: list[Row]) -> Row | None:
    """Find a Markdown heading of the first level that is worded as a title."""
    for row in head:
        at = text.rfind("\n", 0, row.span.start) + 1
        marks = text[at : row.span.start].strip("*_[ \t")
        if marks == "#" and row.reason is None:
            return row
    return None


def _title(head: list[Row], given: str | None, heading: Row | None) -> Span | None:
    if given:
        wanted = words_of(given)
        for row in head:
            if wanted and words_of(row.text[:400])[: len(wanted)] == wanted:
                return row.span
    if heading is not None:
        return heading.span
    for at, row in enumerate(head):
        if row.reason is not None or by_names(row.text) is not None or _is_no_title(row.text):
            continue
        if dateline_parts(row.text) is not None:
            return None
        below_label = any(other.reason in {Reason.SITE_NAME, Reason.NAVIGATION} for other in head[:at])
        if _is_title(row.text, labelled=below_label):
            return None if _is_bare_byline(head, at) else row.span
        if len(row.text) > 120 or stops(row.text):
            return None
    return None


def _is_no_title(line: str) -> bool:
    """Tell whether a line is a date, an outlet, a credit or an age, so that a title may still follow."""
    if stamps(line) and is_stamp_like(line, date_residue(line)):
        return True
    credit = line.rpartition("/")[2] if "/" in line else ""
    if " ".join(words_of(credit[:40])) in word_lists()["photo agency"]:
        return True
    if has_clock(line) and not date_residue(PARTIAL_DATE.sub(" ", line[:200])):
        return True
    named = len(line.split()) <= 5 and is_outlet(line) and words_of(line)[-1] in word_lists()["outlet"]
    return named or is_dated_row(line) or line.casefold().endswith(" ago")


def _is_title(line: str, *, labelled: bool) -> bool:
    count = len(line.split())
    if not 3 <= count <= 30 or len(line) > 220 or line[0] in "([{©•" or line.endswith((":", ",")):
        return False
    if not line.endswith((".", ".”", '."')):
        return line[0] not in '“"' or count <= 20
    return count <= 20 and (labelled or _is_title_case(line))


def _is_title_case(line: str) -> bool:
    long = [word for word in line.split() if len(word) > 3]
    return len(long) >= 3 and sum(word[:1].isupper() for word in long) >= 0.75 * len(long)


def _without_site(text: str, title: Span) -> Span:
    """Cut " | The Harbour Herald" off a title."""
    cut = text.rfind(" | ", title.start, title.end)
    if cut > title.start + 10 and 1 <= len(text[cut + 3 : title.end].split()) <= 5:
        return trim(text, title.start, cut) or title
    return title


# Byline


def _is_bare_byline(head: list[Row], at: int) -> bool:
    """Tell whether a line is names alone, with a date, an agency or a role in it or beside it.

    A first line of three words beside a date is a title more often than a name.
    """
    line = head[at].text
    names, agency = leading_names(without_times(line))
    if not names or len(line) > 120 or "/" in line or dateline_parts(line) is not None:
        return False
    rest = line.casefold()
    for name in [*names, agency] if agency else names:
        rest = rest.replace(name.casefold(), " ")
    left = [word for word in date_residue(rest) if word not in _BESIDE_NAMES]
    if left:
        return is_role(" ".join(left)) or ("@" in line and len(left) <= 4)
    if agency is not None or stamps(line):
        return True
    near = [row.text for row in _neighbours(head, at)]
    dated = any(is_date_row(other) for other in near)
    first = all(row.reason is not None or _is_no_title(row.text) for row in head[:at])
    return any(is_agency(other) or is_role(other) for other in near) or (
        dated and (not first or len(names[0].split()) == 2)
    )


def _neighbours(head: list[Row], at: int) -> list[Row]:
    """Give the lines around one, those of punctuation alone left out."""
    before = [row for row in head[max(0, at - 3) : at] if words_of(row.text[:100])][-1:]
    after = [row for row in head[at + 1 : at + 5] if words_of(row.text[:100])][:1]
    return before + after


def _byline(
    head: list[Row], rows: list[Row], title: Span | None
) -> tuple[Span | None, str | None, str | None]:
    for row in [*head, *rows[len(head) :][-TAIL_LINES:]]:
        if row.reason not in {None, Reason.CONTACT}:
            continue
        read = by_names(row.text) if row.span != title else None
        if read is not None:
            return row.span, ", ".join(read[0]) or None, read[1]
    opening = next((at for at, row in enumerate(head) if len(row.text) > 160), len(head))
    for at, row in enumerate(head[: opening + 6]):
        if row.span != title and row.reason in {None, Reason.CONTACT} and _is_bare_byline(head, at):
            names, agency = leading_names(without_times(row.text))
            return row.span, ", ".join(names), agency
    return _last_resort(rows)


def _last_resort(rows: list[Row]) -> tuple[Span | None, str | None, str | None]:
    """Take the author from an author's box, a contact line, a contributors' notice or a copyright notice."""
    tail = rows[-3 * TAIL_LINES :]
    for row in tail:
        name = (
            (row.text if is_name(row.text) else bio_name(row.text))
            if row.reason == Reason.AUTHOR_BOX
            else None
        )
        if name is not None and is_name(name):
            return row.span, name, None
    for pattern, reason in ((_WRITE_TO, Reason.CONTACT), (_REPORTING, Reason.NOTICE)):
        for row in tail:
            match = pattern.match(row.text[:300]) if row.reason == reason else None
            names = leading_names(match["name"])[0] if match else []
            if names:
                return row.span, ", ".join(names), None
    heads = {row.text for row in rows[:HEAD_LINES]}
    for row in tail:
        owner = owner_of(row.text) if row.reason == Reason.NOTICE else None
        if owner is None or owner in heads:
            continue
        if is_name(owner) and not is_outlet(owner) and not is_agency(owner):
            return row.span, owner, None
    return None, None, None


# Agency and publisher


def _agency_line(head: list[Row]) -> str | None:
    return next((row.text.strip(" —–-|•") for row in head if is_agency(row.text)), None)


def _publisher(rows: list[Row], title: Span | None) -> tuple[str | None, str | None]:
    """Find the outlet in notices, source lines, the title's end, the site's name; and a notice's agency."""
    agency = None
    heads = {row.text for row in rows[:HEAD_LINES]}
    for row in [*rows[:HEAD_LINES], *rows[len(rows[:HEAD_LINES]) :][-2 * TAIL_LINES :]]:
        owner = owner_of(row.text) if row.reason == Reason.NOTICE else None
        if owner is not None and is_agency(owner):
            agency = agency or owner
        elif owner is not None and (is_outlet(owner) or not is_name(owner) or owner in heads):
            return owner, agency
        if row.reason == Reason.SOURCE_LINK and ":" in row.text[:12]:
            named = row.text.partition(":")[2].strip(" .")
            if 1 <= len(named.split()) <= 5 and named[:1].isupper() and "/" not in named:
                return named, agency
    if title is not None:
        row = next(row for row in rows if row.span == title)
        before, bar, site = row.text.rpartition(" | ")
        if bar and len(before) > 10 and 1 <= len(site.split()) <= 5 and site[:1].isalpha():
            return site.strip(), agency
    return _site(rows[:HEAD_LINES]), agency


def _site(head: list[Row]) -> str | None:
    """Take the outlet from a site's name, alone or with a section, or from a row that holds a date."""
    for row in head:
        if row.reason == Reason.SITE_NAME:
            return site_of_row(row.text) or row.text.strip(" •")
    for row in head:
        if row.reason is None and is_dated_row(row.text):
            named = [part for part in parts_of(row.text) if words_of(part)[-1:] and is_outlet(part)]
            if named and words_of(named[0])[-1] in word_lists()["outlet"]:
                return named[0].strip(" -–—")
    return None
