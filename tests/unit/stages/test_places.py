"""Where places are: from the registry, from the gazetteer, by the countries that the report names."""

from __future__ import annotations

import pytest

from standoff.knowledge.registry import Registry
from standoff.model.codebook import Layer, MentionKind
from standoff.model.report import Report
from standoff.pipeline import Pipeline


@pytest.fixture(scope="module")
def places():
    pipeline = Pipeline(Registry.shipped(), [Layer.MENTION])

    def annotate(text):
        found = [marked.annotation for marked in pipeline.analyse(Report.of(text, language="en")).annotations]
        return {m.span.of(text): m for m in found if m.kind is MentionKind.PLACE}

    return annotate


@pytest.mark.parametrize(
    ("text", "name", "country", "latitude", "longitude"),
    [
        ("The envoys met in Geneva.", "Geneva", "CHE", 46.2, 6.1),
        ("The envoys met in Moscow.", "Moscow", "RUS", 55.8, 37.6),
        ("The ship passed the Kerch Strait.", "Kerch Strait", None, 45.3, 36.6),
        ("The envoys flew to Graz in Austria.", "Graz", "AUT", 47.1, 15.4),
        ("Shelling went on near Bakhmut.", "Bakhmut", "UKR", 48.6, 38.0),
    ],
)
def test_places_have_coordinates(places, text, name, country, latitude, longitude):
    place = places(text)[name]
    if country is not None:
        assert place.country == country
    assert (place.latitude, place.longitude) == (
        pytest.approx(latitude, abs=0.3),
        pytest.approx(longitude, abs=0.3),
    )


def test_a_contested_place_keeps_its_country_and_has_a_note(places):
    crimea = places("The envoys flew to Crimea.")["Crimea"]
    assert crimea.country == "UKR"
    assert crimea.note


def test_a_place_that_no_list_has_stays_without_coordinates(places):
    found = places("The envoys met in Kolvestrand on Monday.")
    assert all((m.country, m.latitude, m.longitude) == (None, None, None) for m in found.values())
