"""What a brief opens with: what it rests on, and what it does not know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from standoff.model.codebook import Basis, Wording
from standoff.views import phrase, wording
from standoff.views.draft import Draft
from standoff.views.page import Derived, Group, Rule, Section
from standoff.views.sources import HOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.desk.base import Filters, StoredReport
    from standoff.model.record import Statement
    from standoff.views.ground import Ground
    from standoff.views.page import Line
    from standoff.views.sources import Sources

_FIELD, _TITLE = 200, 60
"""Code points of a field of a report, and of a title where several are listed."""
_LISTED = 12
"""Reports, files or reasons that one line names; the rest is counted."""


class Opening:
    """Makes the lines."""

    def __init__(self, ground: Ground, sources: Sources, stored: Sequence[StoredReport]) -> None:
        """Make them of these reports."""
        self._ground = ground
        self._sources = sources
        self._stored = stored

    def lines(self, filters: Filters, statements: Iterable[Statement]) -> list[Line]:
        """Give every line, those with nothing to say left out."""
        found = [self._asked(filters), self._size(), *self._dates(), self._languages(), self._aside()]
        found += [self._rejects(), *_wording(statements)]
        return [line for line in found if line is not None]

    def _asked(self, filters: Filters) -> Line | None:
        """Say what the brief was limited to."""
        dates = (("from ", filters.since), ("up to ", filters.until), ("published by ", filters.as_of))
        limits = [(word, phrase.spoken(day.edtf)) for word, day in dates if day is not None]
        limits += [("that name ", filters.actor)] if filters.actor else []
        limits += [("by the publisher ", filters.publisher)] if filters.publisher else []
        if not limits:
            return None
        draft = Draft().fixed("Limited to entries ")
        for number, (word, asked) in enumerate(limits):
            draft.fixed(", " if number else "").fixed(word).given(Derived(rule=Rule.ASKED, shown=asked))
        return draft.fixed(".").line()

    def _size(self) -> Line:
        reports = [stored.report for stored in self._stored]
        texts = len({report.text_sha256 for report in reports})
        publishers = {report.publisher for report in reports if report.publisher}
        without = sum(not report.publisher for report in reports)
        draft = (
            Draft()
            .fixed("Rests on ")
            .count(len(reports), "reports")
            .fixed(_plural(reports, " report", " reports"))
        )
        if publishers:
            draft.fixed(" from ").count(len(publishers), "publishers")
            draft.fixed(_plural(publishers, " publisher", " publishers"))
            if without:
                draft.fixed(" (").count(without, "reports").fixed(
                    " names no publisher)" if without == 1 else " name no publisher)"
                )
        else:
            draft.fixed(", with no publisher named")
        draft.fixed("; ").count(texts, "texts").fixed(" different text" if texts == 1 else " different texts")
        return draft.fixed(wording.COPIES).line()

    def _dates(self) -> list[Line]:
        """Say how the publication dates are known, and name the reports that have none."""
        if not self._stored:
            return []
        counts = Counter(stored.published.basis for stored in self._stored)
        draft, first = Draft().fixed("Publication dates: "), True
        for basis in (Basis.METADATA, Basis.STATED, Basis.INFERRED, Basis.UNKNOWN):
            if counts[basis]:
                draft.fixed("" if first else ", ").count(counts[basis], "dated").fixed(f" {HOW[basis]}")
                first = False
        made = [draft.fixed(".").line()]
        worked_out = [stored for stored in self._stored if stored.published.basis is Basis.INFERRED]
        if worked_out:
            made.append(self._worked_out(worked_out))
        undated = [stored for stored in self._stored if stored.published.date is None]
        if undated:
            draft = Draft().fixed("Undated: ")
            self._list(draft, undated)
            made.append(draft.fixed(".").line())
        return made

    def _worked_out(self, stored: Sequence[StoredReport]) -> Line:
        """Give the dates that were worked out, each with its reasons."""
        draft = Draft().fixed("Worked out: ")
        for number, item in enumerate(stored[:_LISTED]):
            report = item.report.id
            self._name(draft.fixed("; " if number else ""), item)
            draft.fixed(", ").given(self._sources.reasoned(report)).cite(
                *self._sources.stating(report)
            ).note()
        self._more(draft, len(stored))
        return draft.fixed(".").line()

    def _languages(self) -> Line | None:
        others = [stored for stored in self._stored if stored.report.language != "en"]
        if not others:
            return None
        draft = Draft().fixed(wording.NOT_ENGLISH)
        self._list(draft, others, language=True)
        return draft.fixed(".").line()

    def _list(self, draft: Draft, stored: Sequence[StoredReport], *, language: bool = False) -> None:
        """Name reports by title, else by outlet."""
        for number, item in enumerate(stored[:_LISTED]):
            draft.fixed("; " if number else "")
            report = item.report
            self._name(draft, item)
            if language:
                tongue = Derived(rule=Rule.FIELD, shown=report.language, report=report.id, field="language")
                draft.fixed(" (").given(tongue).fixed(")")
        self._more(draft, len(stored))

    def _name(self, draft: Draft, stored: StoredReport) -> None:
        """Name a report by its title and publisher, else by its outlet."""
        report = stored.report
        if not report.title:
            self._sources.outlet(draft, report.id)
            return
        draft.fixed("“").given(_field(report.id, "title", phrase.cut(report.title, _TITLE))).fixed("”")
        if report.publisher:
            draft.fixed(" (").given(_field(report.id, "publisher", report.publisher)).fixed(")")

    def _aside(self) -> Line:
        asides = self._ground.asides()
        if not asides:
            return Draft().fixed("Nothing was set aside.").line()
        draft = (
            Draft()
            .fixed("Set aside, and no part of what follows: ")
            .count(len(asides), "asides")
            .fixed(" — ")
        )
        for number, aside in enumerate(asides[:_LISTED]):
            draft.fixed("; " if number else "")
            draft.given(Derived(rule=Rule.KEPT, shown=phrase.cut(aside.where, _FIELD), field="where")).fixed(
                " ("
            )
            draft.given(Derived(rule=Rule.KEPT, shown=aside.reason, field="reason")).fixed(")")
        self._more(draft, len(asides))
        return draft.fixed(".").line()

    def _rejects(self) -> Line | None:
        """Count the passages that could not be read, by reason."""
        here = {stored.report.id for stored in self._stored}
        counts = Counter(reject.reason for reject in self._ground.rejects() if reject.report in here)
        if not counts:
            return None
        draft = Draft().fixed("Passages given up and kept out: ")
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        for number, (reason, count) in enumerate(ranked[:_LISTED]):
            draft.fixed("; " if number else "").count(count, "rejects").fixed(" × ")
            draft.given(Derived(rule=Rule.KEPT, shown=reason, field="reject"))
        self._more(draft, len(ranked))
        return draft.fixed(wording.SEE_REJECTS).line()

    def _more(self, draft: Draft, total: int) -> None:
        if total > _LISTED:
            draft.fixed("; and ").count(total - _LISTED, "left_out").fixed(" more")


def _wording(statements: Iterable[Statement]) -> list[Line]:
    wordings = Counter(statement.wording for statement in statements)
    said = [wording.AS_PRINTED] if wordings[Wording.UNKNOWN] else []
    if wordings[Wording.TRANSLATED] or wordings[Wording.REWRITTEN]:
        said.append(wording.KNOWN_WORDING)
    return [Draft().fixed(words).line() for words in said]


def _plural(items: Iterable[object], one: str, many: str) -> str:
    return one if len(list(items)) == 1 else many


def reports_section(sources: Sources, stored: Sequence[StoredReport]) -> Section:
    """List the reports read, each with what is known of it."""
    lines = []
    for source, item in zip(sources.all, stored, strict=True):
        report, draft = item.report, Draft()
        if report.title:
            draft.fixed("“").given(_field(report.id, "title", report.title)).fixed("”")
        else:
            draft.fixed("Untitled")
        for word, field in ((". ", "publisher"), (", by ", "author")):
            value = getattr(report, field)
            if value:
                draft.fixed(word).given(_field(report.id, field, value))
        draft.fixed("; ")
        if item.published.date is not None:
            draft.fixed("dated ").given(sources.reasoned(report.id)).cite(*sources.stating(report.id))
            draft.fixed(", ").fixed(HOW[item.published.basis])
        else:
            draft.fixed("undated")
        draft.fixed("; ").count(len(report.text.split()), "words").fixed(" words; ")
        if report.language != "en":
            draft.fixed("language ").given(_field(report.id, "language", report.language)).fixed("; ")
        draft.given(_field(report.id, "id", report.id))
        if report.url:
            draft.fixed("; ").given(_field(report.id, "url", report.url))
        lines.append(draft.line(source.label))
    intro = () if lines else (Draft().fixed("No report was read.").line(),)
    return Section("reports", "Reports read", (Group(None, tuple(lines)),), intro)


def _field(report: str, field: str, value: str) -> Derived:
    return Derived(rule=Rule.FIELD, shown=phrase.cut(value, _FIELD), report=report, field=field)
