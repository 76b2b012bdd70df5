"""The registry: what is shipped, what a user's file may say, and how names are found."""

from __future__ import annotations

import time
from itertools import pairwise

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import UsageError
from standoff.knowledge import rows
from standoff.knowledge.lookup import Names
from standoff.knowledge.registry import Actor, Location, Office, Registry
from standoff.model.codebook import SECTORS, MentionKind
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource"


def file_of(*lines):
    """Write an actor file; the columns of a line are parted by semicolons here."""
    return "\n".join([HEADER, *("\t".join(line.split(";")) for line in lines)]) + "\n"


@pytest.fixture(scope="module")
def shipped():
    return Registry.shipped()


def test_every_country_of_iso_3166_and_kosovo_is_there():
    assert {row["code"] for row in rows("countries")} == {c.alpha_3 for c in pycountry.countries} | {"XKX"}


def test_every_shipped_country_and_sector_is_in_its_list(shipped):
    assert {a.sector for a in shipped if a.sector} <= SECTORS.keys()
    assert all(shipped.country_name(a.country) for a in shipped if a.country)


def test_ids_are_given_once():
    ids = [row["id"] for file in ("places", "organisations") for row in rows(file)]
    assert len(ids) == len(set(ids))


def test_there_are_organisations_enough():
    assert len([row for row in rows("organisations") if row["kind"] == "organisation"]) >= 120


def test_company_and_namesakes_name_known_actors(shipped):
    for row in rows("company"):
        assert row["id"] in {actor.id for actor in shipped.named(row["alias"])}, row
        assert all(shipped.named(name) for name in row["company"].split("|") if name != "*"), row
    assert [row["name"] for row in rows("namesakes") if not shipped.named(row["name"])] == []


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("U.S.", ["country:USA"]),
        ("DPRK", ["country:PRK"]),
        ("Czechia", ["country:CZE"]),
        ("Türkiye", ["country:TUR"]),
        ("Swaziland", ["country:SWZ"]),
        ("Côte d’Ivoire", ["country:CIV"]),
        ("Britons", ["country:GBR"]),
        ("Kiev", ["capital:UKR", "government:UKR"]),
        ("Valmora", []),
        ("MOSCOW", ["capital:RUS"]),
        ("Foggy Bottom", ["gov:state-department"]),
        ("Élysée", ["gov:elysee"]),
        ("Congo", ["country:COD", "country:COG"]),
        ("us", []),
    ],
)
def test_names(shipped, name, ids):
    assert [actor.id for actor in shipped.named(name)] == ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orlan Vesk left", ["Orlan Vesk"]),
        ("Orlan Vesky left", ["Orlan"]),
        ("Orlan's and Orlan’s", ["Orlan", "Orlan"]),
        ("Orlanic McOrlan 2Orlan Orlan2 Orlan_x", []),
        ("Orlan\u0301", []),
        ("ORLAN orlan", []),
        ("pro-Orlan, (Orlan) “Orlan”/Orlan", ["Orlan"] * 4),
        ("OrlanCunning plans", ["Orlan"]),
        ("OrlanVarn met", ["Orlan", "Varn"]),
        ("OrlanX ORLANWas VarnS", []),
        ("see www.Orlan.example, https://a.example/Orlan or Orlan.example and x@Orlan", []),
        ("in the U.V. on U.V.W. and U.V", ["U.V.", "U.V"]),
        ("🚢 é Varn", ["Varn"]),
    ],
)
def test_names_are_found_as_whole_words(text, found):
    names = Names({name: name for name in ("Orlan", "Orlan Vesk", "Varn", "U.V.", "U.V")})
    hits = names.find(text, 0, len(text))
    assert [name for _, name in hits] == found
    assert all(span.of(text) == name for span, name in hits)


def test_only_the_part_asked_for_is_searched_and_the_text_around_it_is_seen():
    names = Names({"Varn": 1})
    assert names.find("Varn Varn Varnholm", 5, 14) == [(Span(5, 9), 1)]


@given(st.text(alphabet="OrlanVesk .’é1\u0301🚢", max_size=60))
def test_what_is_found_is_disjoint_and_sliced_right(text):
    names = Names({name: name for name in ("Orlan", "Vesk", "Orlan Vesk", "an", "é")})
    hits = names.find(text, 0, len(text))
    assert all(span.of(text) == name for span, name in hits)
    assert all(a.end <= b.start for (a, _), (b, _) in pairwise(hits))


@given(st.permutations(range(6)))
def test_the_order_of_the_actors_does_not_matter(order):
    actors = [
        Actor(f"org:{n}", f"Body {n}", MentionKind.ORGANISATION, aliases=("Body", f"B{n % 2}X"))
        for n in range(6)
    ]
    text = "Body 1, B0X, Body, B1X"
    given_order = Registry([actors[n] for n in order])
    assert given_order.find(text, 0, len(text)) == Registry(actors).find(text, 0, len(text))


def test_all_bearers_of_a_name_are_given():
    twins = [
        Actor("org:b", "Varn Union", MentionKind.ORGANISATION),
        Actor("org:a", "Varn Union", MentionKind.GROUP),
    ]
    assert [[a.id for a in actors] for _, actors in Registry(twins).find("Varn Union", 0, 10)] == [
        ["org:a", "org:b"]
    ]


def test_a_file_adds_and_overrides(shipped):
    registry = shipped.with_file(
        file_of(
            "country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;invented",
            "org:nato;Northern Pact;organisation;;IGO;;;;;invented",
            "person:vesk;Orlan Vesk;person;XVA;GOV;O. Vesk;envoy;2030;2031-03;invented",
            "person:vesk;Orlan Vesk;person;XVA;MIL;Orlan T. Vesk;chief of staff;2031-04;;invented",
        )
    )
    assert registry.country_name("XVA") == "Valmora"
    assert registry.named("NATO") == ()
    assert registry.get("org:nato").name == "Northern Pact"
    assert registry.get("country:XVA").people == {"Valmorans"}
    assert registry.get("person:vesk") == Actor(
        "person:vesk",
        "Orlan Vesk",
        MentionKind.PERSON,
        "XVA",
        None,
        ("O. Vesk", "Orlan T. Vesk"),
        offices=(
            Office("envoy", PartialDate("2030"), PartialDate("2031-03"), "GOV", "XVA"),
            Office("chief of staff", PartialDate("2031-04"), None, "MIL", "XVA"),
        ),
        short=("Vesk",),
    )


def test_a_persons_lines_may_be_of_several_states_and_bodies(shipped):
    text = file_of(
        "person:vesk;Orlan Vesk;person;XVA;GOV;;prime minister;2030;2031-03;invented",
        "person:vesk;Orlan Vesk;person;;IGO;;high representative;2031-04;;invented",
    )
    vesk = shipped.with_file(text).get("person:vesk")
    assert vesk.country is None
    assert vesk.countries == {"XVA"}
    assert [(office.name, office.country) for office in vesk.offices] == [
        ("prime minister", "XVA"),
        ("high representative", None),
    ]


def test_a_file_may_have_further_columns(shipped):
    header = HEADER + "\tshort\tgender\tbody\tlatitude\tlongitude\tnote"
    lines = (
        "person:vesk;Orlan Vesk;person;XVA;IGO;;envoy;2030;;x;!Vesk|Orlan;f;org:nato;;;",
        "place:varn;Varn;place;XVA;;;;;;x;;;;46.35;-48.03;held by Tarnia",
        "place:marn;Marn;place;XVA;;;;;;x;;;;;;a name of Varn",
    )
    registry = shipped.with_file("\n".join([header, *("\t".join(line.split(";")) for line in lines)]))
    vesk = registry.get("person:vesk")
    assert (vesk.short, vesk.alone, vesk.gender) == (("Orlan", "Vesk"), {"Vesk"}, "f")
    assert vesk.offices[0].body == "org:nato"
    assert registry.get("place:varn").location == Location(46.35, -48.03, note="held by Tarnia")
    assert registry.get("place:marn").location == Location(None, None, note="a name of Varn")


@pytest.mark.parametrize(
    ("gender", "latitude", "longitude", "message"),
    [
        ("x", "", "", "there is no gender 'x'; write m or f"),
        ("", "46", "", "'46 ' is no latitude and longitude; write degrees"),
        ("", "91", "0", "'91 0' is no latitude and longitude; write degrees"),
        ("", "0", "181", "'0 181' is no latitude and longitude; write degrees"),
        ("", "46°N", "48", "'46°N 48' is no latitude and longitude; write degrees"),
    ],
)
def test_a_wrong_further_column_is_named(shipped, gender, latitude, longitude, message):
    text = f"{HEADER}\tgender\tlatitude\tlongitude\np:1\tVarn Vesk\tperson" + "\t" * 7 + "x"
    with pytest.raises(UsageError) as raised:
        shipped.with_file(f"{text}\t{gender}\t{latitude}\t{longitude}\n")
    assert message in str(raised.value)


def test_the_surnames_that_stand_alone_are_found(shipped):
    header = f"{HEADER}\tshort\n"
    line = "person:{0};{0} Vesk;person;XVA;GOV;;;;;x;{1}"
    lines = [line.format("orlan", "!Vesk"), line.format("dara", "Vesk"), line.format("ana", "!Ana")]
    page = header + "\n".join("\t".join(each.split(";")) for each in lines) + "\n"
    text = "Vesk met Ana and Orlan Vesky."
    found = Registry([]).with_file(page).find_alone(text, 0, len(text))
    assert [(span.of(text), [actor.id for actor in actors]) for span, actors in found] == [
        ("Vesk", ["person:orlan"]),
        ("Ana", ["person:ana"]),
    ]


def test_the_fingerprint_tells_whether_anything_changed(shipped):
    line = "person:vesk;Orlan Vesk;person;XVA;GOV;;envoy;2030;;x"
    one, other = (Registry([]).with_file(file_of(text)) for text in (line, line.replace("2030", "2031")))
    again = Registry(reversed(list(Registry([]).with_file(file_of(line)))))
    assert one.fingerprint == again.fingerprint
    assert len({one.fingerprint, other.fingerprint, Registry([]).fingerprint}) == 3


def test_a_file_is_read_from_its_path_with_mark_and_windows_line_ends(tmp_path, shipped):
    path = tmp_path / "mine.tsv"
    text = "# made by hand\n\n" + file_of("org:x;Varn Union;organisation;;;;;;;invented")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert shipped.with_file(path).get("org:x").name == "Varn Union"


WRONG = [
    ("p:1;Orlan Vesk;person;RU;;;;;;x", "the country 'RU' is no ISO 3166 alpha-3 code; write RUS"),
    ("p:1;Orlan Vesk;person;Russia;;;;;;x", "the country 'Russia' is no ISO 3166 alpha-3 code; write RUS"),
    (
        "p:1;Orlan Vesk;person;Q1;;;;;;x",
        "the country 'Q1' is no ISO 3166 alpha-3 code; write one such as KAZ",
    ),
    ("p:1;Orlan Vesk;human;;;;;;;x", "there is no kind 'human'; write one of person, country,"),
    ("p:1;Orlan Vesk;person;;GVO;;;;;x", "there is no sector 'GVO'; write one of AGR"),
    (
        "p:1;Orlan Vesk;person;;;;envoy;20310;;x",
        "'20310' in the column from is no date; write 2031-03-20, 2031-03 or 2031",
    ),
    ("p:1;Orlan Vesk;person;;;;envoy;2031-02-30;;x", "February 2031 has no day 30 (column from); write"),
    (
        "p:1;Orlan Vesk;person;;;;envoy;2031;2030;x",
        "it ends (2030) before it begins (2031); write the earlier date",
    ),
    (
        "p:1;Orlan Vesk;person;;;;x",
        "7 columns where the header names 10; separate the columns by single tabs",
    ),
    (";Orlan Vesk;person;;;;;;;x", "the column id is empty; write the actor's id"),
    ("p:1;V;person;;;;;;;x", "the name 'V' would be found everywhere; write one of two letters or more"),
    (
        "o:1;Varn Union;organisation;;;;envoy;;;x",
        "only a person holds an office; leave `office` empty",
    ),
    (
        "c:1;Valmora;country;;;;;;;x",
        "a country needs its code in the column country; write one from XAA to XZZ",
    ),
]


@pytest.mark.parametrize(("line", "message"), WRONG)
def test_a_wrong_line_is_named_with_its_remedy(shipped, line, message):
    with pytest.raises(UsageError) as raised:
        shipped.with_file(file_of("org:x;Varn Union;organisation;;;;;;;invented", line))
    assert str(raised.value).startswith("actors, line 3: ")
    assert message in str(raised.value)


def test_all_wrong_lines_are_named_and_the_good_ones_can_be_kept(shipped):
    text = file_of("org:x;Varn Union;organisation;;;;;;;invented", *(line for line, _ in WRONG))
    with pytest.raises(UsageError) as raised:
        shipped.with_file(text)
    assert [line.partition(":")[0] for line in str(raised.value).splitlines()] == [
        f"actors, line {n}" for n in range(3, 3 + len(WRONG))
    ]
    kept = shipped.with_file(text, lenient=True)
    assert kept.get("org:x") is not None
    assert len(kept) == len(shipped) + 1
    assert "\n".join(kept.problems) == str(raised.value)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "p:1;Orlan Vesk;person;;;;a;;;x",
            "p:1;Orlan Mill;person;;;;b;;;x",
            "p:1 has the name Orlan Mill here, Orlan Vesk on line 2",
        ),
        (
            "o:1;Varn Union;organisation;RUS;;;;;;x",
            "o:1;Varn Union;organisation;;;;;;;x",
            "o:1 has the country none here, RUS on line 2",
        ),
        (
            "p:1;Orlan Vesk;person;;;;a;;;x",
            "p:1;Orlan Vesk;person;;;;a;;;x",
            "p:1 is already on line 2; delete one of the two",
        ),
        (
            "o:1;Varn Union;organisation;;;;;;;x",
            "o:1;Varn Union;organisation;;;;;;;x",
            "o:1 is already on line 2; delete one",
        ),
    ],
)
def test_lines_that_contradict_each_other_are_named(shipped, first, second, message):
    with pytest.raises(UsageError, match="actors, line 3: ") as raised:
        shipped.with_file(file_of(first, second))
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# nothing\n", "line 1: no header line; write the header line id name kind"),
        (
            "id\tname\tkind\n",
            "line 1: the header lacks country, sector, aliases, office, from, to, source; write",
        ),
        (HEADER + "\tid\n", "line 1: the header names id twice; write"),
    ],
)
def test_a_file_without_its_header_is_refused(shipped, text, message):
    with pytest.raises(UsageError) as raised:
        shipped.with_file(text)
    assert message in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path, shipped):
    with pytest.raises(UsageError, match=r"none\.tsv: the actor file cannot be read"):
        shipped.with_file(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes(b"caf\xe9\n")
    with pytest.raises(UsageError, match=r"byte 3 is not UTF-8; save the actor file as UTF-8"):
        shipped.with_file(tmp_path / "latin.tsv")


@given(st.text(max_size=200))
def test_any_file_is_read_or_refused(text):
    Registry([]).with_file(HEADER + "\n" + text, lenient=True)


@pytest.mark.parametrize(
    ("date", "office"),
    [
        ("2031-03-20", "b"),
        ("2031-03-19", "a"),
        ("2031-04", "b"),
        ("2031", None),
        (None, None),
        ("2040", None),
    ],
)
def test_the_office_held_on_a_date(date, office):
    actor = Actor(
        "p:1",
        "Orlan Vesk",
        MentionKind.PERSON,
        offices=(
            Office("a", PartialDate("2030"), PartialDate("2031-03-20")),
            Office("b", PartialDate("2031-03-20"), PartialDate("2032")),
        ),
    )
    held = actor.office_on(PartialDate(date) if date else None)
    assert (held.name if held else None) == office


@pytest.mark.slow
def test_finding_takes_time_that_grows_with_the_text_not_with_the_names():
    text = "Talks between Orlan Vesk and the Varn Union went on. " * 4000
    few = Registry([Actor("p:1", "Orlan Vesk", MentionKind.PERSON)])
    many = Registry(
        [Actor(f"p:{n}", f"Orlan {n} Vesk", MentionKind.PERSON) for n in range(30_000)] + list(few)
    )

    def seconds(registry, length):
        begun = time.process_time()
        registry.find(text, 0, length)
        return time.process_time() - begun

    seconds(many, len(text))
    assert seconds(many, len(text)) < 40 * seconds(many, len(text) // 8) + 0.1
    assert seconds(many, len(text)) < 20 * seconds(few, len(text)) + 0.1


def test_a_name_of_ones_own_actor_means_that_one(shipped):
    registry = shipped.with_file(
        file_of(
            "org:my-quad;Quad;organisation;;IGO;G7;;;;invented",
            "person:mine;Sergei Lavrov;person;XVA;GOV;;envoy;2030;;invented",
        )
    )
    assert [actor.id for actor in registry.named("Quad")] == ["org:my-quad"]
    assert [actor.id for actor in registry.named("G7")] == ["org:my-quad"]
    assert [actor.id for actor in registry.roll.full("Sergei Lavrov")] == ["person:mine"]
    assert [actor.id for actor in registry.named("G20")] == ["org:g20"]
