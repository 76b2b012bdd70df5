"""The brief as a page: nothing of a report gets out of its place, in any format."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from standoff.desk.base import SetAside
from standoff.model.codebook import MentionKind, Style
from standoff.views.brief import BriefOptions, build_brief
from standoff.views.render import to_html, to_json, to_markdown

_ALLOWED = frozenset(
    (
        "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "ul",
        "ol", "li", "main", "section", "sup", "span", "strong", "bdi", "b", "code", "footer",
    )
)  # fmt: skip
_MARKED = frozenset(
    ("text", "text_special", "em_open", "em_close", "strong_open", "strong_close", "code_inline", "softbreak")
)


def _payloads():
    spec = spec_from_file_location("payloads", Path(__file__).with_name("payloads.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PAYLOADS


PAYLOADS = _payloads()


def hostile(page, shelf, payload):
    """A desk that has a payload wherever a report can put words."""
    text = f"Ana Orlan {payload} spoke.\n\n“We wait {payload} here,” Orlan said. It was “{payload}”, 40 guns."
    made = page(
        text,
        title=f"T {payload}",
        publisher=f"P {payload}",
        author=payload,
        url=f"https://a.example/{payload}",
    )
    made.mention("Orlan", f"Ana {payload}", country_name=f"Varn {payload}", office=payload, nth=2)
    made.mention(payload, payload, kind=MentionKind.ORGANISATION)
    speaker = (f"Ana {payload}",)
    made.said(f"We wait {payload} here,", source=("Orlan", 2), cue="said", speaker=speaker, via=(payload,))
    made.said((payload, 3), source=f"Ana Orlan {payload}", style=Style.MIXED)
    made.figure("40 guns", 40, "gun", holder=payload)
    made.reject(payload, reason=f"no end {payload}")
    return shelf(made, asides=[SetAside(f"{payload}.txt", payload, payload, payload)])


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def made(request, page, shelf):
    """A brief of a hostile desk."""
    return build_brief(hostile(page, shelf, request.param), BriefOptions(title=f"Brief {request.param}"))


def test_html_has_no_element_or_handler_that_the_template_does_not_make(made):
    root = html.document_fromstring(to_html(made))
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= _ALLOWED
    assert not root.xpath("//comment()")
    for element in root.iter():
        names = element.attrib.keys()
        assert not [
            name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "srcdoc")
        ]
        assert element.get("href", "#").startswith(("#", "https://a.example/"))
    assert len(root.xpath("//style")) == 1


def test_html_and_markdown_show_no_control_or_direction_mark(made):
    for text in (to_html(made), to_markdown(made)):
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", text
        )


def test_markdown_holds_the_structure_of_the_page_and_no_other(made):
    from markdown_it import MarkdownIt

    text = to_markdown(made)
    body, *notes = re.split(r"(?m)^\[\^[0-9]+\]: ", text)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for part in (body, *notes):
        for token in reader.parse(re.sub(r"\[\^[0-9]+\]", "", part)):
            assert token.tag in ("", "h1", "h2", "h3", "ul", "li", "p", "hr"), token
            assert {child.type for child in token.children or []} <= _MARKED
    assert len(notes) == sum(note.is_shown for line in made.lines() for note in line.notes)
    assert not re.search(r"(?<!\\)://|(?i:www(?!\\)\.)", text)


def test_the_gate_reads_hostile_words_as_it_reads_others(made):
    assert [refused.faults for refused in made.refused] == []


def test_json_keeps_every_character(made, request):
    payload = request.node.callspec.params["made"]
    data = json.loads(json.dumps(to_json(made)))
    quotes = [p["quote"] for line in _lines(data) for note in line["footnotes"] for p in note["passages"]]
    assert any(payload in quote for quote in quotes)


def _lines(data):
    yield from data["rests_on"]
    for section in data["sections"]:
        yield from section["intro"]
        for group in section["groups"]:
            yield from [group["heading"]] if group["heading"] else []
            yield from group["lines"]
        yield from section["after"]


# --- a page that everybody can read --------------------------------------------------------------


@pytest.fixture
def document(crisis):
    return html.document_fromstring(to_html(build_brief(crisis)))


def test_the_policy_lets_nothing_in_but_the_pages_own_style(document):
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(document.xpath("//style")[0].text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in document.xpath("//style")[0].text
    assert "@import" not in document.xpath("//style")[0].text


def test_every_footnote_has_one_mark_and_a_way_back(document):
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    marks = document.xpath("//sup[@class='mark']/a")
    notes = document.xpath("//section[@id='footnotes']/ol/li")
    assert len(marks) == len(notes) > 5
    for number, (mark, note) in enumerate(zip(marks, notes, strict=True), 1):
        assert mark.get("href") == f"#{note.get('id')}"
        assert mark.get("aria-label") == f"Footnote {number}"
        (back,) = note.xpath(".//a[@role='doc-backlink']")
        assert back.get("href") == f"#{mark.getparent().get('id')}"
        assert back.get("aria-label")
    for link in document.xpath("//a/@href"):
        assert link.startswith("#")
        assert link[1:] in ids


def test_the_page_has_landmarks_headings_and_a_language(document):
    assert document.get("lang") == "en"
    assert [len(document.xpath(f"//{tag}")) for tag in ("main", "h1", "nav")] == [1, 1, 1]
    assert document.xpath("//body/a[@class='skip']/@href") == ["#brief"]
    levels = [int(tag.tag[1]) for tag in document.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for section in document.xpath("//section"):
        assert section.get("aria-labelledby") in document.xpath("//h2/@id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_enough_from_the_page(document, scheme):
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1."""
    style = document.xpath("//style")[0].text
    block = style.split("prefers-color-scheme: dark")[1] if scheme == "dark" else style
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block.split("}")[0]))
    for ink in ("ink", "soft", "link"):
        for ground in ("page", "panel"):
            light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_long_passage_is_shortened_for_readers_and_whole_in_json(page, shelf):
    words = "We will wait and count the men at the river " * 20 + "until then."
    made = page(f"“{words}” Ana Orlan said.").mention("Ana Orlan")
    brief = build_brief(shelf(made.said(words, source="Ana Orlan", speaker=("Ana Orlan",))))
    assert words not in to_markdown(brief)
    assert words not in to_html(brief)
    assert words in json.dumps(to_json(brief))
