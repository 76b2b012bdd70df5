"""Makes pages in the manner of real news sites, each with the answer a reader of the page would give.

A page is a site's template (``tests/newssites/templates``) filled with a story
(``tests/newssites/stories``). The templates say themselves what is what: ``keep(...)`` stands around a
paragraph of the article, ``drop(...)`` around a string that is not part of it, and ``expect(...)`` names
the metadata. So the answer is recorded while the page is written and cannot drift away from it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

FOLDER = Path(__file__).parents[2] / "newssites"
INLINE = re.compile(r"\[\[(.+?)\]\]|__(.+?)__")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, quotation or list of a story; `items` is empty except in a list."""

    kind: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """One story file."""

    slug: str
    lang: str
    title: str
    standfirst: str
    authors: tuple[str, ...]
    job: str
    published: dt.datetime
    modified: dt.datetime
    section: str
    caption: str
    pull: str
    blocks: tuple[Block, ...]

    @property
    def paragraphs(self) -> int:
        return sum(block.kind == "p" for block in self.blocks)

    def words(self, day: dt.datetime | None = None) -> str:
        """The day as the story's language writes it: 14 March 2031, 14. März 2031."""
        day = day or self.published
        month = MONTHS[self.lang].split()[day.month - 1]
        return f"{day.day}. {month} {day.year}" if self.lang == "de" else f"{day.day} {month} {day.year}"

    def american(self) -> str:
        return f"{MONTHS['en'].split()[self.published.month - 1]} {self.published.day}, {self.published.year}"


@dataclass(frozen=True)
class Example:
    """A page and what a reader finds in it."""

    name: str
    raw: bytes
    paragraphs: tuple[str, ...]
    furniture: tuple[str, ...]
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None


@dataclass
class Recorder:
    """What the templates call while they are filled."""

    paragraphs: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)

    def keep(self, text: str, *, link: str = "/topic/{}") -> Markup:
        plain = INLINE.sub(lambda found: found[1] or found[2], text)
        self.paragraphs.append(plain)
        numbered = INLINE.sub(
            lambda found: f"\x01{found[1]}\x02" if found[1] else f"\x03{found[2]}\x04", text
        )
        html = str(escape(numbered))
        marks = {"\x01": f'<a href="{link.format("more")}">', "\x02": "</a>", "\x03": "<em>", "\x04": "</em>"}
        for mark, tag in marks.items():
            html = html.replace(mark, tag)
        # Safe as markup: the text was escaped above.
        return Markup(html)

    def drop(self, text: str) -> str:
        self.furniture.append(text)
        return text

    def expect(self, **metadata: Any) -> str:
        self.expected.update(metadata)
        return ""


def read_story(path: Path) -> Story:
    """Read a story: head lines ``key: value``, an empty line, then blocks between empty lines."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = [line.partition(": ")[::2] for line in head.splitlines()]
    single = dict(fields)
    authors = [value for key, value in fields if key == "author"]
    return Story(
        slug=path.stem[3:],
        lang=single["lang"],
        title=single["title"],
        standfirst=single["standfirst"],
        authors=tuple(author.partition(", ")[0] for author in authors),
        job=authors[0].partition(", ")[2] or "correspondent",
        published=dt.datetime.fromisoformat(single["published"]),
        modified=dt.datetime.fromisoformat(single["modified"]),
        section=single["section"],
        caption=single["caption"],
        pull=single["pull"],
        blocks=tuple(_block(part.strip()) for part in body.strip().split("\n\n")),
    )


def _block(text: str) -> Block:
    if text.startswith("## "):
        return Block("h", text[3:])
    if text.startswith("> "):
        return Block("q", text[2:])
    if text.startswith("* "):
        return Block("ul", "", tuple(line[2:] for line in text.splitlines()))
    if text.startswith("1. "):
        return Block("ol", "", tuple(line.partition(". ")[2] for line in text.splitlines()))
    return Block("p", text)


def make_pages() -> list[Example]:
    """Every template with every story in a language that the template is for.

    A template's first line says ``{# languages: en; encoding: windows-1252 #}``.
    """
    stories = [read_story(path) for path in sorted((FOLDER / "stories").glob("*.txt"))]
    loader = jinja2.FileSystemLoader(FOLDER / "templates")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    pages = []
    for path in sorted((FOLDER / "templates").glob("[!_]*.html")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        settings = dict(part.strip().split(": ") for part in first.strip("{}# ").split(";"))
        pages += [
            _page(environment, path.stem, settings["encoding"], story)
            for story in stories
            if story.lang in settings["languages"].split()
        ]
    return pages


def _page(environment: jinja2.Environment, site: str, encoding: str, story: Story) -> Example:
    recorder = Recorder()
    environment.globals.update(keep=recorder.keep, drop=recorder.drop, expect=recorder.expect)
    text = environment.get_template(f"{site}.html").render(story=story)
    # What a charset lacks, its sites write as a character reference.
    raw = text.encode(encoding, errors="xmlcharrefreplace")
    return Example(
        name=f"{site}-{story.slug}",
        raw=raw,
        paragraphs=tuple(recorder.paragraphs),
        furniture=tuple(recorder.furniture),
        **{"title": story.title, "url": None, **recorder.expected},
    )
