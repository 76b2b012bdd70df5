"""The figures on the measuring data stay where they were, and every span there slices to its quote."""

import importlib.util
import itertools
import json

import pytest


@pytest.fixture(scope="module")
def measure(root):
    spec = importlib.util.spec_from_file_location("measure", root / "tests/contract/measure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["seeds", "actors", "times", pytest.param("dating", marks=pytest.mark.slow)])
def test_no_figure_is_under_its_floor(shared, measure, name):
    floor = json.loads(measure.FLOORS.read_text(encoding="utf-8"))[name]
    data, found = measure.MEASURED[name][0]()
    assert data == floor["data"], "the data has changed; measure again and update the floors"
    assert {
        k: found[k] for k, least in floor["figures"].items() if found[k] < least - floor["tolerance"]
    } == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "file",
    [
        "attribution/gum-news-dev",
        "attribution/polnear-dev",
        "time/timebank",
        "time/aquaint",
        "time/meantime-apple",
        "events/gsr-dev",
        "events/plv-dev",
        "events/actor-dev",
        "events/modality-probe-dev",
        "copies/helsinki-dev",
        "stories/ecbplus-dev",
    ],
)
def test_no_report_is_refused_and_no_span_is_bad(shared, measure, tmp_path, file):
    gold = tmp_path / "gold.jsonl"
    with (shared / "data" / f"{file}.jsonl").open(encoding="utf-8") as lines:
        taken = list(itertools.islice(lines, 40))
    gold.write_text("".join(taken), encoding="utf-8")
    assert measure.annotate(map(json.loads, taken), tmp_path / "pred.jsonl") == 0
    figures = measure.score("spans", gold, tmp_path / "pred.jsonl")
    assert figures["spans"] > 0
    assert (figures["bad"], figures["outside"], figures["documents_missing"]) == (0, 0, 0)
