"""Same input, same bytes: whatever the order of the rows, the batch size and what was read before."""

import hashlib
import io
import json
import random

import pytest

from standoff import api
from standoff.model.codec import dumps, record_to_json
from standoff.stages import engine


@pytest.fixture(scope="module")
def reports(sample):
    """The sample's plain-text reports as rows."""
    folder, _ = sample
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md"))
    return [
        {"id": path.name, "text": path.read_bytes().decode("utf-8-sig"), "published": None} for path in files
    ]


def annotated(rows, registry):
    data = "\n".join(map(json.dumps, rows)).encode()
    return {json.loads(line)["id"]: line for line in api.annotate(io.BytesIO(data), "rows", registry)}


@pytest.fixture(scope="module")
def registry(sample):
    return api.registry_for(sample[1])


@pytest.fixture(scope="module")
def first(reports, registry):
    return annotated(reports, registry)


def test_a_second_run_gives_the_same_bytes(reports, registry, first):
    assert annotated(reports, registry) == first


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_rows_does_not_matter(reports, registry, first, seed):
    shuffled = random.Random(seed).sample(reports, len(reports))
    assert annotated(shuffled, registry) == first


@pytest.mark.parametrize("size", [1, 5, 64])
def test_the_batch_size_does_not_matter(reports, registry, first, monkeypatch, size):
    monkeypatch.setattr(engine, "BATCH", size)
    assert annotated(reports, registry) == first


def test_the_rows_keep_their_order(reports, registry):
    data = "\n".join(map(json.dumps, reports)).encode()
    ids = [json.loads(line)["id"] for line in api.annotate(io.BytesIO(data), "rows", registry)]
    assert ids == [row["id"] for row in reports]


@pytest.mark.slow
def test_the_order_of_the_files_changes_no_record(sample, tmp_path):
    folder, actors = sample
    registry = api.registry_for(actors)
    files = sorted(str(path) for path in folder.iterdir())
    digests = []
    for number, order in enumerate((files, files[::-1])):
        with api.open_desk(tmp_path / f"{number}.db", create=True) as desk:
            api.read(desk, order, registry)
            records = [dumps(record_to_json(record)) for record in desk.records()]
            digests.append(hashlib.sha256("\n".join(records).encode()).hexdigest())
    assert digests[0] == digests[1]
