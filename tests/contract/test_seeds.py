"""The model case, read as one collection: what a careful reader finds out about when."""

import io
import json
from datetime import date

import pytest

from standoff import api

TRUE_DAY = {
    "000": "2022-01-09",
    "001": "2021-12-30",
    "002": "2021-12-31",
    "003": "2021-12-08",
    "004": "2021-12-07",
}
"""The days of publication as a reader works them out."""
OCCASIONS = [
    ("Geneva", "2022-01-09/2022-01-10", {"000", "002"}),
    ("Brussels", "2022-01-12", {"000"}),
    ("Vienna", "2022-01-13", {"000"}),
    ({"Joe Biden", "Vladimir Putin"}, "2021-12-07", {"003", "004"}),
    ({"Joe Biden", "Vladimir Putin"}, "2021-12-30", {"002"}),
    ({"Joe Biden", "Volodymyr Zelensky"}, "2022-01-02", {"002"}),
]
"""Place or parties, date, and the reports that must be among those that name it."""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def collated(shared):
    texts = sorted((shared / "seeds").glob("*.txt"))
    rows = [{"id": path.name[:3], "text": path.read_bytes().decode(), "published": None} for path in texts]
    records = []
    data = io.BytesIO("\n".join(map(json.dumps, rows)).encode())
    found = list(api.collate(data, "seeds", api.registry_for(None), records=records.append))
    return {row["id"]: row["published"] for row in map(json.loads, found)}, list(map(json.loads, records))


def test_undated_reports_get_a_day_near_the_true_one_with_reasons(collated):
    dates, _ = collated
    for report, true in TRUE_DAY.items():
        found = date.fromisoformat(dates[report]["value"])
        assert abs((found - date.fromisoformat(true)).days) <= 2, report
        assert dates[report]["because"], report
    assert dates["003"]["basis"] == "stated"
    assert dates["003"]["value"] == TRUE_DAY["003"]


@pytest.mark.parametrize(("what", "when", "reports"), OCCASIONS)
def test_each_occasion_is_on_the_agenda_once(collated, what, when, reports):
    _, records = collated
    parties = what if isinstance(what, set) else set()
    there = [r for r in records if r["date"] == when and (r["place"] == what or parties == set(r["parties"]))]
    assert len(there) == 1
    assert reports <= set(there[0]["reports"])


def test_last_years_summit_is_not_the_meeting_of_january(collated):
    _, records = collated
    meeting = next(r for r in records if r["place"] == "Geneva" and (r["date"] or "").startswith("2022-01"))
    assert all(not (step["date"] or "").startswith("2021") for step in meeting["history"])
