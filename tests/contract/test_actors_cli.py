"""`standoff actors`, `actors check` and `actors who`: what they list, say and end with."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from standoff import api
from standoff.desk.base import Filters
from standoff.errors import UsageError
from standoff.knowledge import actor_file
from standoff.knowledge.registry import Registry
from standoff.model.codebook import Layer

COMMAND = [sys.executable, "-c", "from standoff.cli import main; main()"]

# --- helpers ---------------------------------------------------------------------------------------


def run(*args, cwd, **env):
    done = subprocess.run(
        [*COMMAND, "actors", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        check=False,
        env={**{k: v for k, v in os.environ.items() if k != "STANDOFF_DESK"}, **env},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return done.returncode, out, err


COLUMNS = [*actor_file.COLUMNS, *actor_file.FURTHER_COLUMNS]


def file_of(*lines, columns=COLUMNS):
    """Write an actor file; the columns of a line are parted by semicolons here, empty ones may miss."""
    rows = [line.split(";") for line in lines]
    return "\n".join(
        "\t".join(row) for row in [columns, *(row + [""] * (len(columns) - len(row)) for row in rows)]
    )


def written(folder, *lines, name="actors.tsv", columns=COLUMNS):
    (folder / name).write_text(file_of(*lines, columns=columns) + "\n", encoding="utf-8")
    return folder / name


GOOD = (
    "country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;invented",
    "org:lake;Lake League;organisation;;IGO;;;1994;;invented",
    "place:ister;Lake Ister;place;XVA;;;;;;invented;;;;46.35;18.03;claimed by two states",
    "person:orlandek-vesna;Vesna Orlandek;person;XVA;GOV;;foreign minister;2029-10;2031-03-15;invented;;f",
    "person:orlandek-vesna;Vesna Orlandek;person;XVA;GOV;;ambassador to France;2031-06;;invented",
    "person:mirl-ana;Ana Mirl;person;XVA;GOV;Anna Mirl;foreign minister;2031-03-15;;invented;!Mirl;f",
    "person:karr-ivo;Ivo Karr;person;;IGO;;secretary general;2030;;invented;;m;org:lake",
    "person:torv-jon;Jon Torv;person;XVA;EDU;;;;;invented",
)

# --- the listing -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crisis(tmp_path_factory, sample):
    """A folder with the sample crisis read into a desk, its actor file beside it."""
    folder = tmp_path_factory.mktemp("crisis")
    reports, actors = sample
    shutil.copy(actors, folder / "actors.tsv")
    with api.open_desk(folder / "standoff.db", create=True) as desk:
        api.read(desk, [str(reports)], api.registry_for(actors))
    return folder


def listed(crisis, *args):
    code, out, err = run(*args, "--format", "jsonl", cwd=crisis)
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def everyone(crisis):
    return listed(crisis)


def test_the_listing_is_sorted_and_names_nobody_twice(everyone):
    assert [row["mentions"] for row in everyone] == sorted((r["mentions"] for r in everyone), reverse=True)
    known = [row["entity"] for row in everyone if row["entity"]]
    assert len(known) == len(set(known)) > 40
    unknown = [(row["kind"], row["actor"]) for row in everyone if not row["entity"]]
    assert len(unknown) == len(set(unknown))


def test_counts_add_up_to_what_the_desk_has_marked(crisis, everyone):
    assert all(sum(row["seen"]) == row["mentions"] for row in everyone)
    assert all(len(row["seen"]) == len(row["aliases"]) for row in everyone)
    assert all(1 <= row["reports"] <= row["mentions"] + row["references"] for row in everyone)
    named, meant = Counter(), Counter()
    with api.open_desk(crisis / "standoff.db") as desk:
        for stored in desk.reports(Filters()):
            for marked in desk.annotations(stored.report.id, (Layer.MENTION,)):
                mention = marked.annotation
                key = mention.entity or (mention.kind.value, mention.name)
                (meant if mention.is_reference else named)[key] += 1
    keyed = {row["entity"] or (row["kind"], row["actor"]): row for row in everyone}
    assert {key: row["mentions"] for key, row in keyed.items() if row["mentions"]} == named
    assert {key: row["references"] for key, row in keyed.items()} == {key: meant[key] for key in keyed}


def test_the_names_seen_are_there(everyone):
    kolstrad = next(row for row in everyone if row["entity"] == "person:kolstrad-bogdan")
    assert {"Kolstrad", "Bogdan Kolstrad"} <= set(kolstrad["aliases"])
    assert (kolstrad["actor"], kolstrad["kind"]) == ("Bogdan Kolstrad", "person")
    assert (kolstrad["countries"], kolstrad["offices"]) == (["XAA"], ["president"])
    assert kolstrad["references"] > 0
    alliance = next(row for row in everyone if row["entity"] == "org:littoral-treaty-organisation")
    assert (alliance["countries"], alliance["sectors"]) == ([], ["IGO"])


def test_every_passage_is_what_its_report_says_there(crisis, everyone):
    with api.open_desk(crisis / "standoff.db") as desk:
        for row in everyone:
            assert desk.report(row["report"]).report.text[row["start"] : row["end"]] == row["quote"]


def test_limits(crisis, everyone):
    persons = listed(crisis, "--kind", "person")
    assert persons == [row for row in everyone if row["kind"] == "person"]
    two = listed(crisis, "--kind", "person", "--kind", "place")
    assert {row["kind"] for row in two} == {"person", "place"}
    assert listed(crisis, "--linked") == [row for row in everyone if row["entity"]]
    called = listed(crisis, "--actor", "KOLSTR")
    assert called[0]["entity"] == "person:kolstrad-bogdan"
    assert all("kolstr" in " ".join([row["actor"], *row["aliases"]]).casefold() for row in called)
    # "NPA" is no part of the agency's name, but of what reports call it.
    assert "org:northwater-press-agency" in [row["entity"] for row in listed(crisis, "--actor", "npa")]
    later = {row["entity"]: row for row in listed(crisis, "--linked", "--since", "2031-03-20")}
    before = {row["entity"]: row for row in everyone if row["entity"]}
    assert 0 < len(later) < len(before)
    assert all(row["reports"] <= before[entity]["reports"] for entity, row in later.items())
    assert later["country:XAA"]["reports"] < before["country:XAA"]["reports"]


def test_how_many_at_most(crisis, everyone):
    code, out, err = run("--limit", "3", "--format", "jsonl", cwd=crisis)
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == everyone[:3]
    assert err.strip() == f"3 of {len(everyone)} actors"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_other_formats(crisis, everyone, form):
    code, out, err = run("--format", form, cwd=crisis)
    assert (code, err) == (0, "")
    if form == "json":
        assert json.loads(out) == everyone
    elif form == "csv":
        assert [row["actor"] for row in csv.DictReader(io.StringIO(out))] == [r["actor"] for r in everyone]
    else:
        head, first, *_ = out.splitlines()
        assert head.split()[:3] == ["actor", "kind", "countries"]
        assert first.startswith(everyone[0]["actor"])
        assert len(out.splitlines()) == len(everyone) + 1


def test_nothing_to_list_is_said(crisis, tmp_path):
    code, out, err = run("--actor", "nobody at all", "--format", "jsonl", cwd=crisis)
    assert (code, out, err) == (0, "", "nobody found\n")
    api.open_desk(tmp_path / "standoff.db", create=True).close()
    code, out, err = run("--format", "csv", cwd=tmp_path)
    assert (code, out.count("\n")) == (0, 1)
    assert "no report is in the desk" in err


# --- whom a phrase means ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    written(folder, *GOOD)
    return folder


@pytest.fixture(scope="module")
def known(own):
    return api.registry_for(own / "actors.tsv")


@pytest.mark.parametrize(
    ("phrase", "date", "means"),
    [
        ("Vesna Orlandek", None, ["Vesna Orlandek"]),
        ("Vesna Orlandek", "2030-06-01", ["Vesna Orlandek, foreign minister"]),
        ("Vesna Orlandek", "2031-04-30", ["Vesna Orlandek"]),
        ("Vesna Orlandek", "2031-07", ["Vesna Orlandek, ambassador to France"]),
        ("Orlandek", "2030", ["Vesna Orlandek, foreign minister"]),
        ("the Valmoran foreign minister", "2029-09-30", []),
        ("the Valmoran foreign minister", "2029-10-01", ["Vesna Orlandek, foreign minister"]),
        ("the Valmoran foreign minister", "2031-03-14", ["Vesna Orlandek, foreign minister"]),
        (
            "the Valmoran foreign minister",
            "2031-03-15",
            ["Ana Mirl, foreign minister", "Vesna Orlandek, foreign minister"],
        ),
        ("the Valmoran foreign minister", "2031-03-16", ["Ana Mirl, foreign minister"]),
        (
            "the Valmoran foreign minister",
            None,
            ["Ana Mirl, foreign minister", "Vesna Orlandek, foreign minister"],
        ),
        ("foreign minister of Valmora", "2032", ["Ana Mirl, foreign minister"]),
        ("Valmora's top diplomat", "2032", ["Ana Mirl, foreign minister"]),
        ("Valmoran ambassador to Paris", "2032", ["Vesna Orlandek, ambassador to France"]),
        ("Anna Mirl", "2030", ["Ana Mirl"]),
        ("Mirl", "2032-01-01", ["Ana Mirl, foreign minister"]),
        ("Valmoran Foreign Minister Orlandeck", "2030-05-05", ["Vesna Orlandek, foreign minister"]),
        ("Lake League chief", "2031-01-01", ["Ivo Karr, secretary general"]),
        ("the head of the Lake League", "2029-12-31", []),
        ("Jon Torv", "2031", ["Jon Torv"]),
        ("Lake Ister", None, ["Lake Ister"]),
        ("Valmoran prime minister", None, []),
        ("foreign minister", "2031-01-01", []),
        ("Foreign Minister Nobodi", "2031-01-01", []),
    ],
)
def test_whom_a_phrase_means(known, phrase, date, means):
    found = api.who(known, phrase, date)
    held = [getattr(each, "office", None) for each in found]
    names = [getattr(each, "person", each).name for each in found]
    assert [f"{n}, {o.name}" if o else n for n, o in zip(names, held, strict=True)] == means


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_who_has_every_format(own, form):
    code, out, err = run("who", "Vesna", "Orlandek", "--format", form, cwd=own)
    assert (code, err) == (0, "")
    if form in ("json", "jsonl"):
        rows = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
        assert [(row["office"], row["from"], row["to"]) for row in rows] == [
            ("foreign minister", "2029-10", "2031-03-15"),
            ("ambassador to France", "2031-06", None),
        ]
        assert {row["entity"] for row in rows} == {"person:orlandek-vesna"}
    else:
        assert out.count("Vesna Orlandek") == 2


def test_the_file_beside_the_desk_is_read_wherever_the_desk_is(own, tmp_path):
    code, out, _ = run("who", "Ana Mirl", cwd=tmp_path, STANDOFF_DESK=str(own / "standoff.db"))
    assert (code, "Ana Mirl" in out) == (0, True)
    assert run("who", "Ana Mirl", cwd=tmp_path)[0] == 1


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (
            ["who", "Ana Nobody", "--on", "2031"],
            1,
            "nobody known fits 'Ana Nobody' on 2031; give a full name",
        ),
        (["who", "Ana Mirl", "--on", "last week"], 2, "--on: "),
        (["who", "Ana Mirl", "--on", "2031-02-30"], 2, "February 2031 has no day 30; write it as 2022-01-09"),
        (["who", "Ana Mirl", "--on", ""], 2, "--on: "),
        (["who", "  "], 2, "name somebody: standoff actors who"),
        (["who"], 2, "PHRASE"),
        (["who", "Ana Mirl", "--actors", "none.tsv"], 2, "none.tsv"),
        (["who", "\x1b[31mAna\x07\u202e"], 1, r"nobody known fits '\x1b[31mAna\x07\u202e'"),
        (["who", "Ana " * 20_000], 1, "Ana Ana"),
        (["--format", "csv", "who", "Ana Mirl"], 2, "`who` does not see --format before it"),
        (["--kind", "person", "--desk", "a.db", "check"], 2, "`check` does not see --kind, --desk"),
        (["--kind", "persons"], 2, "persons"),
        (["--limit", "0"], 2, "--limit"),
        (["--since", "soon"], 2, "--since"),
        ([], 2, "standoff.db: there is no desk"),
        (["whom"], 2, "whom"),
    ],
)
def test_a_mistake_ends_in_one_clear_sentence(own, args, code, says):
    ended, out, err = run(*args, cwd=own)
    assert (ended, out) == (code, "")
    assert says in err
    assert len(err) < 1000
    assert not set(err) & set("\x1b\x07\u202e")


# --- the check -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_problems():
    return api.actor_problems(Registry.shipped())


def test_what_is_shipped_is_in_order(shipped_problems):
    assert shipped_problems == []


def test_a_good_file_passes(own, shipped_problems):
    code, out, err = run("check", cwd=own)
    assert out.splitlines() == shipped_problems
    assert code == (3 if shipped_problems else 0)
    assert "and those of actors.tsv: " in err
    assert f" {len(shipped_problems)} problem" in err


def test_a_check_without_a_file_says_so(tmp_path):
    code, _, err = run("check", cwd=tmp_path)
    assert code in (0, 3)
    assert "no file of your own" in err


FLAWED = (
    "person:a;Vesna Orlandek;person;XVA;GOV;;foreign minister;2029;2031-05;invented",
    "person:b;Ana Mirl;person;XVA;GOV;;foreign minister;2031-03;;invented",
    "org:c;Lake League;organisation;;IGO;;;;;invented",
    "org:d;League of the Lakes;organisation;;IGO;Lake League;;;;invented",
    "person:e;Ivo Karr;person;XVA;LEG;;senator;1831;1840;invented",
    "person:f;Jon Torv;person;XVA;LEG;;senator;1931;2031;invented",
    "person:g;Una Brask;person;XVA;GOV;;envoy;2030;2031;invented;!Brask",
    "person:h;Olaf Brask;person;XVA;GOV;;minister;2030;2031;invented;!Brask",
    "person:i;Mila Senn;person;XVA;GOV;;envoy;2031;2030;invented",
)
FOUND = [
    "actors.tsv, line 11: it ends (2030) before it begins (2031); write the earlier date in the column from",
    "'Brask' is said to mean Una Brask (person:g) and Olaf Brask (person:h) alone; leave the ! off",
    "'Lake League' is the name of Lake League (org:c) and of League of the Lakes (org:d); take it from one",
    "Ivo Karr: senator begins in 1831; correct the year",
    "Jon Torv: senator lasts from 1931 to 2031; correct one",
    "foreign minister (Valmora) is held by Vesna Orlandek (2029 to 2031-05) and by Ana Mirl (2031-03 to now)",
]


def test_what_is_wrong_is_named(tmp_path, shipped_problems):
    written(tmp_path, GOOD[0], *FLAWED)
    code, out, err = run("check", cwd=tmp_path)
    assert code == 3
    found = [line for line in out.splitlines() if line not in shipped_problems]
    assert len(found) == len(FOUND), found
    for line, begins in zip(found, FOUND, strict=True):
        assert line.startswith(begins)
    assert f"{len(found) + len(shipped_problems)} problems" in err


# --- wrong lines -----------------------------------------------------------------------------------

WRONG = [
    (";Orlan Vesk;person", "the column id is empty; write the actor's id"),
    ("p:1;;person", "the column name is empty; write the actor's name"),
    ("p:1;Orlan Vesk", "the column kind is empty; write the actor's kind"),
    ("p:1;Orlan Vesk;human", "there is no kind 'human'; write one of person, country,"),
    ("p:1;Orlan Vesk;person;RU", "the country 'RU' is no ISO 3166 alpha-3 code; write RUS"),
    ("p:1;Orlan Vesk;person;Norway", "the country 'Norway' is no ISO 3166 alpha-3 code; write NOR"),
    ("p:1;Orlan Vesk;person;Q1", "the country 'Q1' is no ISO 3166 alpha-3 code; write one such as KAZ"),
    ("c:1;Valmora;country", "a country needs its code in the column country; write one from XAA to XZZ"),
    ("p:1;Orlan Vesk;person;;GVO", "there is no sector 'GVO'; write one of AGR"),
    ("p:1;V;person", "the name 'V' would be found everywhere; write one of two letters or more"),
    ("p:1;Orlan Vesk;person;;;O|Orlan", "the name 'O' would be found everywhere"),
    ("p:1;Orlan Vesk;person;;;;;;;x;!V", "the name '!V' would be found everywhere"),
    ("p:1;Orlan Vesk;person;;;;envoy;14 March 2031", "'14 March 2031' in the column from is no date; write"),
    ("p:1;Orlan Vesk;person;;;;envoy;;2031-02-30", "February 2031 has no day 30 (column to); write"),
    ("p:1;Orlan Vesk;person;;;;envoy;2031-13", "there is no month 13 (column from); write"),
    ("p:1;Orlan Vesk;person;;;;envoy;0930", "the year is outside 1000 to 2200 (column from); write"),
    ("p:1;Orlan Vesk;person;;;;envoy;2031;2030", "it ends (2030) before it begins (2031); write"),
    ("o:1;Varn Union;organisation;;;;envoy", "only a person holds an office; leave `office` empty"),
    ("p:1;Orlan Vesk;person;;;;;;;x;;w", "there is no gender 'w'; write m or f, or leave it empty"),
    ("l:1;Ister;place;;;;;;;x;;;;91;0", "'91 0' is no latitude and longitude; write degrees such as"),
    ("l:1;Ister;place;;;;;;;x;;;;46,35;18", "'46,35 18' is no latitude and longitude"),
    ("l:1;Ister;place;;;;;;;x;;;;46.35", "is no latitude and longitude; write degrees such as"),
    ("l:1;Ister;place;;;;;;;x;;;;46;-181", "'46 -181' is no latitude and longitude"),
    ("p:1;Orlan Vesk;person" + ";" * 14, "17 columns where the header names 16; separate the columns by"),
    ("org:lake;Lake League;organisation", "org:lake is already on line 3; delete one of the two, or write"),
    ("org:lake;Lake Union;organisation", "org:lake has the name Lake Union here, Lake League on line 3;"),
    (
        "org:lake;Lake League;group",
        "org:lake has the kind group here, organisation on line 3; write the same",
    ),
    ("org:lake;Lake League;organisation;XVA", "org:lake has the country XVA here, none on line 3; write"),
    ("person:mirl-ana;Ana Mirl;person;XVA", "person:mirl-ana is already on line 7; delete one of the two"),
]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """A folder with a file of good lines and, after them, every kind of wrong one."""
    folder = tmp_path_factory.mktemp("wrong")
    written(folder, *GOOD, *(line for line, _ in WRONG))
    return folder


def assert_each_is_named(lines):
    first = len(GOOD) + 2
    assert len(lines) == len(WRONG)
    for number, (line, (_, says)) in enumerate(zip(lines, WRONG, strict=True), start=first):
        assert line.startswith(f"actors.tsv, line {number}: ")
        assert says in line


def test_a_file_with_wrong_lines_is_not_used_and_every_one_is_named(wrong):
    code, out, err = run("who", "Ana Mirl", cwd=wrong)
    assert (code, out) == (2, "")
    assert_each_is_named(err.removeprefix("standoff: ").splitlines())


def test_its_good_lines_are_used_when_asked_for(wrong):
    code, out, err = run("who", "Ana Mirl", "--lenient", "--format", "jsonl", cwd=wrong)
    assert code == 0
    assert json.loads(out)["office"] == "foreign minister"
    assert_each_is_named([line.removeprefix("left out: ") for line in err.splitlines()])
    assert run("who", "Orlan Vesk", "--lenient", cwd=wrong)[0] == 1


def test_the_check_names_every_wrong_line_with_the_rest(wrong, shipped_problems):
    code, out, _ = run("check", cwd=wrong)
    assert code == 3
    assert_each_is_named([line for line in out.splitlines() if line not in shipped_problems])


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (b"", 3, "actors.tsv, line 1: no header line; write the header line id name kind"),
        (b"# nothing\n\n", 3, "line 1: no header line"),
        (
            b"id\tname\tkind\n",
            3,
            "line 1: the header lacks country, sector, aliases, office, from, to, source",
        ),
        (file_of(columns=[*COLUMNS, "id"]).encode(), 3, "line 1: the header names id twice"),
        (b"caf\xe9\n", 2, "byte 3 is not UTF-8; save the actor file as UTF-8"),
        (b"\x00\xff\xfe\x00", 2, "is not UTF-8"),
        (b"\x00" * 5000 + b"\n", 3, "line 1: "),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path, text, code, says):
    (tmp_path / "actors.tsv").write_bytes(text)
    ended, out, err = run("check", cwd=tmp_path)
    assert ended == code
    assert says in out + err
    with pytest.raises(UsageError, match=r"actors\.tsv"):
        api.registry_for(tmp_path / "actors.tsv")


RED = "\x1b[31m"
LONG = "Orlan" * 4000


def test_a_hostile_file_drives_no_terminal_and_floods_none(tmp_path):
    written(
        tmp_path,
        f"org:{RED}a;{RED}Lake\u202e League;organisation;;IGO;\x07Pact|{LONG};;;;invented",
        f"org:b;{RED}Lake\u202e League;organisation;;IGO;{LONG};;;;invented",
        f"org:b;{RED}{LONG};organisation",
        f"p:1;Orlan Vesk;{LONG}",
        f"p:2;Orlan Vesk;person;{RED}{LONG}",
        f"p:3;Orlan Vesk;person;;;;{LONG};{LONG}",
    )
    for args, wanted in (
        (["check"], 3),
        (["who", "Lake"], 2),
        # A name that drives a terminal is no name: its line is left out.
        (["who", f"{RED}Lake\u202e League", "--lenient"], 1),
        (["who", LONG, "--lenient"], 1),
    ):
        code, out, err = run(*args, cwd=tmp_path)
        assert code == wanted, err
        assert not set(out + err) & set("\x1b\x07\u202e"), args
        assert max(map(len, (out + err).splitlines())) < 1000, args


# --- what docs/actors.md says ----------------------------------------------------------------------


def test_the_documented_file_passes_and_works(root, tmp_path, shipped_problems):
    page = (root / "docs/actors.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```tsv\n(.*?)```", page, re.DOTALL)
    (tmp_path / "actors.tsv").write_text(example, encoding="utf-8")
    registry = api.registry_for(tmp_path / "actors.tsv")
    assert api.actor_problems(registry) == shipped_problems
    (held,) = api.who(registry, "the Valmoran foreign minister", "2031-04-01")
    assert held.person.name == "Ana Mirl"
    columns = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", page.split("## Your own actor file")[1], re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(columns)) == COLUMNS


def test_every_documented_message_is_one_that_is_given(root, tmp_path, wrong):
    page = (root / "docs/actors.md").read_text(encoding="utf-8").split("## What the check says")[1]
    flawed = written(tmp_path, GOOD[0], *FLAWED)
    given = [says for _, says in WRONG]
    given += api.registry_for(wrong / "actors.tsv", lenient=True).problems
    given += api.actor_problems(api.registry_for(flawed, lenient=True))
    for text in ("", "id\tname\n", "\t".join([*COLUMNS, "id"])):
        given += api.registry_for(_file(tmp_path, text), lenient=True).problems
    messages = re.findall(r"`([^`]+)`", " ".join(re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)))
    assert len(messages) > 20
    assert [message for message in messages if not any(message in each for each in given)] == []


def _file(folder, text):
    (folder / "mine.tsv").write_text(text, encoding="utf-8")
    return folder / "mine.tsv"
