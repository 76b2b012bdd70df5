"""Marking of what a scraped page carries beside the report: advertisements, buttons, forms, notices.

Nothing is deleted. A marked span is an annotation: what stands in it is not read as reporting, and
reporting goes on after it. A line is decided by a short list of rules over four kinds of sign:

- wording: cues kept as data (``knowledge/boilerplate.tsv``), sure ones and ones that need support;
- position: above the first paragraph, below the last, beside other furniture;
- repetition of the same short line within the report;
- shape: few words, no full stop, only words of buttons and menus, a picture agency after a slash.

Precision comes first. A line with speech in it, a sentence about advertising, a heading within the
report and the title are left alone; what is missed costs less than reporting that is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from standoff.ingest.cues import stops, word_lists, words_of
from standoff.ingest.markdown import bare, closing_links, front_block, is_rule
from standoff.ingest.menus import is_label, is_menu_part, is_section, site_of_row
from standoff.ingest.names import by_names, is_name
from standoff.ingest.wording import (
    BULLETS,
    Reading,
    Reason,
    bio_name,
    bracket_reason,
    closes_bio,
    is_bio,
    link_reason,
    read,
    sentence_reason,
    speaks_for_site,
)
from standoff.model.span import Span, trim
from standoff.text.segment import lines, sentences

_MOST_TEASERS = 40
_MOST_BIOS = 3
_BYLINE_LINES = 12
_BOX_OPENERS = frozenset(["about", "meet", "author"])
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


@dataclass(frozen=True, slots=True)
class Furniture:
    """A span that is no reporting, and why."""

    span: Span
    reason: str


@dataclass(slots=True)
class _Line:
    """One line that holds anything, and what is known of it so far."""

    span: Span
    text: str
    words: list[str]
    sure: Reason | None
    likely: Reason | None
    body: bool
    bullet: bool
    mark: Reason | None = None
    match: str = ""

    @property
    def opener(self) -> bool:
        """Whether it is a heading of furniture, so that more may follow below it."""
        return self.match == "line"

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return stops(self.text)


def mark(text: str) -> list[Furniture]:
    r"""Find the furniture of one report.

    Args:
        text: the report as it was given, one or more lines.

    Returns:
        Sorted, disjoint spans without white space at their ends, each with its reason.

    >>> page = "Envoys meet in Varnost\n\n- Advertisement -\n\nTwo envoys met on Monday, the ministry said."
    >>> [(f.span.of(page), f.reason) for f in mark(page)]
    [('- Advertisement -', 'advertisement')]
    """
    block = front_block(text)
    page = _page(text, block[0].end if block else 0)
    known = _body_words(page)
    for line in page:
        line.mark = line.sure
    _spare_title(page, known)
    _mark_masthead(page, known)
    _mark_author_boxes(page)
    _mark_closing_bios(page)
    _mark_likely(page)
    _mark_lists(page)
    _mark_echoes(page)
    _mark_link_lines(page, _publisher_of(text, block))
    found = [Furniture(block[0], Reason.METADATA.value)] if block else []
    for line in page:
        if line.mark is not None:
            found.append(Furniture(line.span, line.mark.value))
        elif line.body:
            found.extend(_glued(text, line))
    return found


def _page(text: str, start: int) -> list[_Line]:
    readings: dict[str, Reading] = {}
    page = []
    for span in lines(text):
        if span.start < start:
            continue
        content = bare(text, span, links=False).of(text)
        reading = readings.get(content)
        if reading is None:
            reading = readings[content] = read(content)
        count = len(reading.words)
        ends = stops(content)
        body = (
            reading.sure is None
            and reading.match not in {"menu", "links"}
            and ((count >= 8 and ends) or count >= 25 or len(content) > 250)
        )
        page.append(
            _Line(
                span=span,
                text=content,
                words=reading.words,
                sure=reading.sure,
                likely=reading.likely,
                body=body,
                bullet=content.startswith(BULLETS),
                match=reading.match,
            )
        )
    return page


def _body_words(page: list[_Line]) -> set[str]:
    """Give the words of the paragraphs, cut to six letters so that inflection does not matter."""
    return {
        word[:6]
        for line in page
        if line.body
        for word in _WORD.findall(line.text.casefold().replace("’", "'"))
    }


def _shared(words: list[str], known: set[str]) -> int:
    filler = word_lists()["filler"]
    return sum(word[:6] in known for word in words if word not in filler)


def _is_heading(line: _Line) -> bool:
    """Tell whether a line looks like a title: some words, no date or address, at most one full stop."""
    return 4 <= len(line.words) <= 25 and not line.words[0].startswith("{") and not line.text[0].isdecimal()


def _spare_title(page: list[_Line], known: set[str]) -> None:
    """Take the mark off a title that met a cue by chance or carries a label ("Watch: ...")."""
    for line in page[:8]:
        if line.body:
            return
        if _is_heading(line) and line.match != "menu" and not line.text.startswith(("(", "[", "©")):
            telling = [word for word in line.words if word not in word_lists()["furniture"]]
            least = 1 if line.match in {"label", "tag"} else 3
            if len(telling) >= 3 and _shared(telling, known) >= least:
                line.mark = line.likely = None
            if line.mark is None:
                return


def _first_body(page: list[_Line]) -> int:
    return next((at for at, line in enumerate(page) if line.body and line.mark is None), len(page))


def _last_body(page: list[_Line]) -> int:
    return max((at for at, line in enumerate(page) if line.body and line.mark is None), default=-1)


def _mark_masthead(page: list[_Line], known: set[str]) -> None:
    """Mark site names and section labels above the title.

    A title shares words with its report; a site's name and a section's rarely do. A label is marked when
    a longer heading stands below it, and a site's name also when the report has lost its title.
    """
    head = [line for line in page[: _first_body(page)] if line.mark is None and line.match != "menu"][:4]
    for at, line in enumerate(head):
        below = [other for other in head[at + 1 :] if _is_heading(other) and not other.bullet]
        titled = any(len(other.words) >= max(4, len(line.words) + 2) for other in below)
        alone = at == len(head) - 1 and known and page[-1] is not line
        site = site_of_row(line.text) if below else None
        if site is not None and _is_site(site, known):
            line.mark = Reason.SITE_NAME
            continue
        named = bool(below) and line.words[-1:] and line.words[-1] in word_lists()["newspaper"]
        if not (titled or alone or named) or line.bullet or not is_label(line.text, line.words):
            return
        if at + 1 < len(head) and _is_dated(head[at + 1]) and head[at + 1].words[0] != "by":
            return  # a name above a date is the author's
        if line.likely is Reason.NAVIGATION or is_section(line.words):
            line.mark = Reason.NAVIGATION
        elif named or _shared(line.words, known) * 3 <= (len(line.words) if titled else 0):
            line.mark = Reason.SITE_NAME
        else:
            return


def _is_site(name: str, known: set[str]) -> bool:
    """Tell whether a name before a section's is an outlet's: by its words, or because the text lacks it."""
    words = words_of(name)
    outlet = word_lists()["outlet"]
    return words[0] in outlet or words[-1] in outlet or _shared(words, known) * 3 <= len(words)


def _is_dated(line: _Line) -> bool:
    return (
        len(line.words) <= 14
        and any(word[:3] in _MONTHS for word in line.words)
        and any(word.isdecimal() for word in line.words)
    )


def _mark_author_boxes(page: list[_Line]) -> None:
    """Mark the name and the few sentences about the author that follow "About the author"."""
    last = _last_body(page)
    for at, line in enumerate(page):
        if not _opens_box(page, at):
            continue
        line.mark = Reason.AUTHOR_BOX
        for here in range(at + 1, min(at + 4, len(page))):
            other = page[here]
            if other.mark is not None:
                break
            before_bio = here + 1 < len(page) and _is_bio(page[here + 1])
            named = len(other.words) <= 4 and not other.stopped and (at > last or before_bio)
            if not named and not _is_bio(other):
                break
            other.mark = Reason.AUTHOR_BOX


def _opens_box(page: list[_Line], at: int) -> bool:
    """Tell whether a line is "About the author", or "About" and the name with which the next line opens."""
    line = page[at]
    if line.mark is Reason.AUTHOR_BOX:
        return line.opener and line.words[0] in _BOX_OPENERS
    if not line.words or line.words[0] not in _BOX_OPENERS or len(line.words) > 6 or at + 1 == len(page):
        return False
    name = line.text.partition(" ")[2].strip(" :")
    return is_name(name) and page[at + 1].text.startswith(name) and _is_bio(page[at + 1])


def _is_bio(line: _Line) -> bool:
    return is_bio(line.text, line.words)


def _mark_closing_bios(page: list[_Line]) -> None:
    """Mark notes on the author that close a page without a heading.

    The sentence must have the note's shape. It must also be about a name that stands in the byline, or say
    what only such a note says about somebody whom the report does not mention.
    """
    first = _first_body(page)
    bylines = [line.text for line in page[:_BYLINE_LINES] if is_name(line.text) or by_names(line.text)]
    at, marked = len(page) - 1, 0
    while at > first and marked < _MOST_BIOS:
        line = page[at]
        if line.mark is None and line.likely is None and line.words:
            name = bio_name(line.text)
            if name is None or not _is_about_author(name, line, page[:at], bylines):
                return
            line.mark = Reason.AUTHOR_BOX
            marked += 1
        at -= 1


def _is_about_author(name: str, line: _Line, above: list[_Line], bylines: list[str]) -> bool:
    if any(name.casefold() in byline.casefold() for byline in bylines):
        return True
    if not line.body or not closes_bio(line.text, line.words):
        return False
    surname = name.rsplit(maxsplit=1)[-1].casefold()
    return not any(surname in other.text.casefold() for other in above if other.body)


def _mark_likely(page: list[_Line]) -> None:
    """Mark what needs support: position above or below the paragraphs, furniture beside it, repetition."""
    first, last = _first_body(page), _last_body(page)
    count = Counter(tuple(line.words) for line in page if line.likely is not None)
    for at, line in enumerate(page):
        if line.mark is None and line.likely is not None:
            outside = (at < first and (line.match != "links" or len(line.words) < 3)) or at > last
            beside = at > 0 and page[at - 1].mark is not None
            if outside or beside or count[tuple(line.words)] >= 3:
                line.mark = line.likely
    for at in range(len(page) - 2, -1, -1):
        line = page[at]
        if line.mark is None and line.likely is not None and page[at + 1].mark is not None:
            line.mark = line.likely


def _mark_lists(page: list[_Line]) -> None:
    """Mark the headlines below "Related stories" and the lines of a form below "Leave a comment"."""
    last = _last_body(page)
    for at, line in enumerate(page):
        if not line.opener or line.mark not in {Reason.RELATED, Reason.COMMENT_FORM}:
            continue
        run = []
        for other in page[at + 1 : at + 1 + _MOST_TEASERS]:
            if other.mark is not None or other.body or other.stopped or len(other.words) > 20:
                break
            run.append(other)
        teasers = sum(len(other.words) >= 4 for other in run)
        if at > last or (line.mark is Reason.RELATED and teasers >= 2):
            for other in run:
                other.mark = line.mark


def _publisher_of(text: str, block: tuple[Span, dict[str, Span]] | None) -> list[str]:
    values = block[1] if block else {}
    return [values[key].of(text) for key in ("publisher", "sitename", "site", "source") if key in values]


def _mark_link_lines(page: list[_Line], names: list[str]) -> None:
    """Mark a last line in which the site speaks for itself and then links to its services."""
    last = _last_body(page)
    names = names + [line.text for line in page if line.mark is Reason.SITE_NAME]
    for at in range(max(last, 0), len(page)):
        line = page[at]
        start, labels = closing_links(line.text)
        if line.mark is None and start > 0 and _are_services(labels):
            below_rule = at > 0 and is_rule(page[at - 1].text)
            if speaks_for_site(line.text[:start], names, below_rule=below_rule):
                line.mark = link_reason(labels)


def _are_services(labels: list[str]) -> bool:
    """Tell whether links lead to pages of the site: one is known, and all have short labels."""
    return any(map(is_menu_part, labels)) and all(len(label.split()) <= 4 for label in labels)


def _mark_echoes(page: list[_Line]) -> None:
    """Mark every other occurrence of a site name and of a sure line that was spared."""
    names = {tuple(line.words) for line in page if line.mark is Reason.SITE_NAME}
    if names:
        for line in page:
            if line.mark is None and tuple(line.words) in names:
                line.mark = Reason.SITE_NAME


def _glued(text: str, line: _Line) -> list[Furniture]:
    """Find whole sentences of furniture at either end of a paragraph."""
    found: list[Furniture] = []
    start, end = line.span.start, line.span.end
    tail = _closing_bracket(text, line.span)
    if tail is not None:
        found.append(tail)
        end = tail.span.start
    last = trim(text, max(start, end - 1_000), end)
    for piece in reversed(sentences(text, [last]) if last else []):
        glued = _sentence(text, start, piece) if piece.start > start else None
        if glued is None:
            break
        found.append(glued)
        end = piece.start
    first = trim(text, start, min(end, start + 1_000))
    piece = sentences(text, [first])[0] if first else line.span
    glued = _sentence(text, start, piece) if piece.end < end else None
    return sorted([*found, glued] if glued else found, key=lambda furniture: furniture.span)


def _closing_bracket(text: str, span: Span) -> Furniture | None:
    """Find "(Reporting by ...; editing by ...)" and its like at a paragraph's end."""
    end = span.end
    while end > span.start and text[end - 1] in ". ":
        end -= 1
    if end == span.start or text[end - 1] not in ")]":
        return None
    start = max(text.rfind("(", span.start, end), text.rfind("[", span.start, end))
    if start <= span.start or end - start > 300:
        return None
    reason = bracket_reason(text[start + 1 : end - 1])
    return None if reason is None else Furniture(Span(start, end), reason)


def _sentence(text: str, start: int, piece: Span) -> Furniture | None:
    reason = sentence_reason(piece.of(text), text[max(start, piece.start - 1_000) : piece.start])
    return None if reason is None else Furniture(piece, reason)
