from dataclasses import dataclass
from typing import ClassVar

import pytest

from standoff.errors import GroundingError
from standoff.model import annotation as layers
from standoff.model import record as kinds
from standoff.model.analysis import Analysis
from standoff.model.annotation import (
    Annotation,
    Attribution,
    Boilerplate,
    Figure,
    Marked,
    Mention,
    Sentence,
    Time,
)
from standoff.model.codebook import Basis, Layer, MentionKind, Modifier, Review, Style, TimeType, Wording
from standoff.model.codec import (
    MalformedError,
    annotate_row,
    annotation_from_json,
    annotation_to_json,
    dumps,
    loads,
    published_from_json,
    published_to_json,
    record_from_json,
    record_to_json,
    reject_from_json,
    reject_to_json,
    report_from_json,
    report_to_json,
)
from standoff.model.partial_date import PartialDate
from standoff.model.record import Evidence, EvidenceRole, FigureRecord, Record, Reject, Statement
from standoff.model.report import Because, Published, Report
from standoff.model.span import Span, Spans

TEXT = "On Monday Vosklin said 🚢 12,000 sailors would stay."
REPORT = Report.of(TEXT, given_id="7", title="Sailors stay")


def marked(annotation):
    return Marked(annotation.id_in(REPORT.text_sha256), annotation, "stage/3")


SAID = Attribution(
    span=Span(10, 50),
    source=Spans((Span(10, 17),)),
    cue=Spans((Span(18, 22),)),
    content=Spans((Span(23, 24), Span(25, 50))),
    style=Style.INDIRECT,
    speaker=("Irena Vosklin",),
    said="2031-03-03",
)
EVERY_LAYER = [
    (Boilerplate(span=Span(0, 2), reason="notice"), "reason"),
    (Sentence(span=Span(0, 51)), ""),
    (
        Mention(span=Span(10, 17), kind=MentionKind.PERSON, name="Irena Vosklin", country="XAA"),
        "kind name entity country country_name sector office refers_to because latitude longitude note",
    ),
    (
        Time(span=Span(3, 9), type=TimeType.DATE, value="2031-03-03", edtf=None),
        "type value edtf anchor expression tense",
    ),
    (
        Figure(span=Span(25, 31), value=12000, low=None, high=1.5, unit="sailor", modifier=Modifier.ABOUT),
        "value low high unit modifier of holder as_of as_of_time",
    ),
    (SAID, "source cue content style speaker entities via addressee said said_time parent polarity wording"),
]
PASSAGE = Evidence.of(REPORT, EvidenceRole.CONTENT, Span(23, 50))
COMMON = {"gist": "12,000", "date": None, "reports": (REPORT.id,), "families": 1, "evidence": (PASSAGE,)}
STATEMENT = Statement(
    id="statement-1",
    annotation="att-1",
    speaker=("Vosklin",),
    via=(),
    addressee=(),
    said=None,
    words="",
    wording=Wording.UNKNOWN,
    **COMMON,
)
FIGURE = FigureRecord(
    id="figure-1",
    annotation="fig-1",
    review=Review.CONFIRMED,
    value=12000,
    low=None,
    high=None,
    unit="sailor",
    modifier=None,
    of="sailors",
    holder=None,
    as_of="2031",
    **COMMON,
)


@pytest.mark.parametrize(("annotation", "own"), EVERY_LAYER, ids=lambda found: getattr(found, "layer", None))
def test_an_annotation_has_its_keys_in_order_and_comes_back(annotation, own):
    row = annotation_to_json(marked(annotation), TEXT)
    assert list(row) == ["id", "layer", "start", "end", "quote", "by", *own.split()]
    assert row["quote"] == TEXT[row["start"] : row["end"]]
    assert annotation_from_json(loads(dumps(row)), TEXT) == marked(annotation)
    assert annotation_from_json(loads(dumps(row))) == marked(annotation)


def test_the_spans_of_an_attribution_are_pairs():
    row = annotation_to_json(marked(SAID), TEXT)
    assert [row["source"], row["cue"], row["content"]] == [[[10, 17]], [[18, 22]], [[23, 24], [25, 50]]]
    assert (row["style"], row["polarity"], row["speaker"]) == ("indirect", "said", ["Irena Vosklin"])


@pytest.mark.parametrize(
    ("record", "own"),
    [
        (STATEMENT, "speaker via addressee said words wording"),
        (FIGURE, "value low high unit modifier of holder as_of"),
    ],
)
def test_a_record_has_its_keys_in_order_and_comes_back(record, own):
    row = record_to_json(record)
    common = "id kind gist date reports families evidence review"
    assert list(row) == [*common.split(), *own.split(), "annotation"]
    assert list(row["evidence"][0]) == ["report", "start", "end", "quote", "role"]
    assert record_from_json(loads(dumps(row))) == record


@pytest.mark.parametrize(
    "published",
    [
        Published(),
        Published(PartialDate("2031-03"), "2031-03", Basis.STATED, 0.75, (Because(Span(3, 9), "a Monday"),)),
        Published(
            PartialDate("2031-03-03"), "2031-03-03T10:00Z", Basis.METADATA, 1, note="the page says April"
        ),
    ],
)
def test_a_publication_date_comes_back(published):
    row = published_to_json(published, TEXT)
    keys = ["value", "edtf", "basis", "confidence", "because"]
    assert list(row) == [*keys, "note"] if published.note else keys
    assert all(list(why) == ["start", "end", "quote", "says"] for why in row["because"])
    assert isinstance(row["confidence"], float)
    assert published_from_json(loads(dumps(row)), TEXT) == published


def test_a_report_and_a_reject_come_back():
    row = report_to_json(REPORT)
    assert list(row)[-2:] == ["text_sha256", "text"]
    assert report_from_json(loads(dumps(row))) == REPORT
    given_up = Reject(REPORT.id, "figures", "no unit", Span(25, 50), TEXT[25:31])
    assert reject_from_json(loads(dumps(reject_to_json(given_up)))) == given_up


def test_the_row_of_annotate():
    published = Published(PartialDate("2031"), "2031", Basis.METADATA, 1.0)
    row = annotate_row(Analysis(REPORT, published, (marked(SAID),)), "7")
    assert list(row) == ["id", "text_sha256", "language", "published", "annotations"]
    assert (row["id"], row["text_sha256"], row["language"]) == ("7", REPORT.text_sha256, "und")
    assert row["annotations"] == [annotation_to_json(marked(SAID), TEXT)]


def changed(row, **changes):
    return {key: value for key, value in {**row, **changes}.items() if value is not KeyError}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"by": KeyError}, "the key `by` is missing"),
        ({"style": KeyError}, "the key `style` is missing"),
        ({"mood": "calm"}, "the key 'mood' is unknown"),
        ({"layer": "mood"}, "layer: 'mood' is not one of boilerplate, sentence"),
        ({"layer": None}, "layer: None is not one of"),
        ({"layer": ["time"]}, "layer: \\['time'\\] is not one of"),
        ({"style": "blunt"}, "style: 'blunt' is not one of direct, indirect, mixed"),
        ({"speaker": "Vosklin"}, "speaker: 'Vosklin' is not a list"),
        ({"speaker": [1]}, "speaker: 1 is not a string"),
        ({"said": 2031}, "said: 2031 is not a string"),
        ({"id": 7}, "id: 7 is not a string"),
        ({"start": "10"}, "is not a start and an end in whole numbers"),
        ({"start": True}, "is not a start and an end in whole numbers"),
        ({"start": 10.0}, "is not a start and an end in whole numbers"),
        ({"start": 50}, "a span needs 0 <= start < end"),
        ({"quote": None}, "quote: None is not a string"),
        ({"cue": [[18]]}, "cue: \\[18\\] is not a start and an end"),
        ({"content": [[25, 50], [23, 24]]}, "content: spans must be sorted and disjoint"),
    ],
)
def test_a_malformed_annotation_is_named(changes, said):
    row = changed(annotation_to_json(marked(SAID), TEXT), **changes)
    with pytest.raises(MalformedError, match=said):
        annotation_from_json(row, TEXT)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quote": TEXT[10:49] + "!"}, "is not the passage at 10:50, where the text says 'Vosklin"),
        ({"start": 11}, "is not the passage at 11:50"),
        ({"end": 500}, "10:500 reaches past the text's 51 characters"),
        ({"cue": [[18, 500]]}, "cue: the span 18:500 reaches past"),
    ],
)
def test_a_quote_that_is_not_the_slice_is_named(changes, said):
    row = changed(annotation_to_json(marked(SAID), TEXT), **changes)
    with pytest.raises(GroundingError, match=said):
        annotation_from_json(row, TEXT)


def test_without_the_text_a_quote_is_as_long_as_its_span():
    row = annotation_to_json(marked(SAID), TEXT)
    with pytest.raises(GroundingError, match="is not the passage at 10:50"):
        annotation_from_json(row | {"quote": "short"})


@pytest.mark.parametrize("data", [None, [], "row", 4, {}])
@pytest.mark.parametrize(
    "read", [annotation_from_json, record_from_json, published_from_json, report_from_json, reject_from_json]
)
def test_what_is_no_row_at_all(read, data):
    with pytest.raises(MalformedError):
        read(data)


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"kind": "mood"}, MalformedError, "kind: 'mood' is not one of statement, figure"),
        ({"evidence": []}, GroundingError, "no passage to rest on"),
        ({"families": True}, MalformedError, "families: True is not a whole number"),
        ({"value": "many"}, MalformedError, "value: 'many' is not a number"),
        ({"value": float("nan")}, MalformedError, "value: nan is not a number"),
        ({"review": None}, MalformedError, "review: None is not one of proposed"),
        ({"words": ""}, MalformedError, "the key 'words' is unknown"),
    ],
)
def test_a_malformed_record_is_named(changes, error, said):
    with pytest.raises(error, match=said):
        record_from_json(changed(record_to_json(FIGURE), **changes))


def test_evidence_whose_quote_is_of_another_length_is_named():
    row = record_to_json(STATEMENT)
    row["evidence"][0]["quote"] = "12,000"
    with pytest.raises(GroundingError, match="evidence: '12,000' is not the passage at 23:50"):
        record_from_json(row)


def test_a_text_that_was_changed_is_named():
    with pytest.raises(MalformedError, match="text: its SHA-256 is not"):
        report_from_json(report_to_json(REPORT) | {"text": TEXT + " "})


def test_a_span_past_the_end_is_never_written():
    with pytest.raises(GroundingError, match="reaches past the text's 51"):
        annotation_to_json(marked(Sentence(span=Span(0, 52))), TEXT)


@pytest.mark.parametrize("value", ["a\u2028b\u2029c\x85d\x7f", "half \ud83d", "\x00\n\r\t", "«سلام» 🚢 é"])
def test_a_line_is_one_line_of_utf_8(value):
    line = dumps({"text": value})
    assert line.splitlines() == [line]
    assert loads(line.encode("utf-8").decode("utf-8")) == {"text": value}


@pytest.mark.parametrize("line", ["", "{", '{"a": NaN}', "[" * 100_000, "1" * 10_000, "[1] [2]"])
def test_a_line_that_is_no_json(line):
    with pytest.raises(MalformedError, match="the row is"):
        loads(line)


def test_a_number_that_is_not_finite_is_never_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(float("inf"))


# --- a layer and a kind of record that the codec has never seen ----------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    span: Span
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    if_: Span
    then: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Annotation):
    layer: ClassVar[Layer] = Layer.FIGURE
    actors: tuple[Party, ...]
    condition: Condition | None
    probability: tuple[float, float] | None
    scorable: bool | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarrel(Record):
    kind: ClassVar[str] = "quarrel"
    about: str
    sides: tuple[Side, ...]


OUTLOOK = Outlook(
    span=Span(0, 51),
    actors=(Party(span=Span(10, 17), name="Irena Vosklin"),),
    condition=Condition(Span(3, 9), None),
    probability=(0.5, 1.0),
    scorable="no date",
)


@pytest.fixture
def _new_kinds(monkeypatch):
    monkeypatch.setitem(layers.LAYERS, Layer.FIGURE, Outlook)
    monkeypatch.setitem(kinds.RECORDS, "quarrel", Quarrel)


@pytest.mark.usefixtures("_new_kinds")
def test_a_new_layer_needs_only_its_dataclass():
    row = annotation_to_json(marked(OUTLOOK), TEXT)
    assert row["actors"] == [
        {"start": 10, "end": 17, "quote": "Vosklin", "name": "Irena Vosklin", "country": None}
    ]
    assert row["condition"] == {"if": {"start": 3, "end": 9, "quote": "Monday"}, "then": None}
    assert (row["probability"], row["scorable"]) == ([0.5, 1.0], "no date")
    assert annotation_from_json(loads(dumps(row)), TEXT) == marked(OUTLOOK)


@pytest.mark.usefixtures("_new_kinds")
@pytest.mark.parametrize(
    ("path", "value", "error", "said"),
    [
        (("actors", 0, "quote"), "Vosklyn", GroundingError, "actors: 'Vosklyn' is not the passage at 10:17"),
        (("actors", 0, "rank"), "minister", MalformedError, "actors: the key 'rank' is unknown"),
        (("condition", "if"), {"start": 3}, MalformedError, "condition: if: the key `end` is missing"),
        (
            ("condition", "if", "quote"),
            "Sunday",
            GroundingError,
            "condition: if: 'Sunday' is not the passage",
        ),
        (("probability",), [0.5], MalformedError, "probability: \\[0.5\\] has not 2 members"),
        (("scorable",), 4, MalformedError, "scorable: 4 is not"),
    ],
)
def test_what_is_nested_is_read_as_strictly(path, value, error, said):
    row = annotation_to_json(marked(OUTLOOK), TEXT)
    at = row
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(error, match=said):
        annotation_from_json(row, TEXT)


@pytest.mark.usefixtures("_new_kinds")
def test_a_new_kind_of_record_needs_only_its_dataclass():
    quarrel = Quarrel(
        id="q", annotation="", about="sailors", sides=(Side(value="12,000", evidence=(PASSAGE,)),), **COMMON
    )
    row = record_to_json(quarrel)
    assert list(row)[-3:] == ["about", "sides", "annotation"]
    assert row["sides"][0]["evidence"] == row["evidence"]
    assert record_from_json(loads(dumps(row))) == quarrel
