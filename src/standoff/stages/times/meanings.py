"""What each rule of the grammar means, by the name that `time_rules.tsv` has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.stages.times import dates, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from standoff.stages.times.found import Found
    from standoff.stages.times.grammar import Matched

MEANINGS: Mapping[str, Callable[[Matched, tuple[str, ...]], Iterator[Found]]] = {
    meaning.__name__: meaning
    for meaning in (
        dates.century, dates.clock, dates.days, dates.days_of, dates.decade, dates.every_month,
        dates.half, dates.holiday, dates.known, dates.month, dates.month_day, dates.numeric, dates.quarter,
        dates.season, dates.short_quarter, dates.spelled_decade, dates.year, dates.years, relative.ago,
        relative.before_deictic, relative.day_part, relative.deictic, relative.every, relative.every_part,
        relative.fiscal_unit, relative.frequency, relative.from_now, relative.last_night, relative.later,
        relative.latest, relative.next_day, relative.next_unit, relative.one_or_two, relative.overnight,
        relative.part_of_unit, relative.past_unit, relative.quarter_in_year, relative.ref, relative.span,
        relative.span_half, relative.that_part, relative.that_unit, relative.the_fiscal,
        relative.the_quarter, relative.the_unit, relative.unit, relative.vague_ago, relative.vague_later,
        relative.vague_span, relative.week_of, relative.weekday, relative.weekday_of,
        relative.weekday_text, relative.weekdays, relative.weekend, relative.year_earlier,
        relative.year_end,
    )
}  # fmt: skip
