"""The brief as Markdown, as one self-contained HTML file, and as JSON.

Only Markdown and HTML change what they show: white space is folded, characters that could turn a page
round are made visible, long quotations are shortened in the middle. JSON keeps every character.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from standoff.views import phrase
from standoff.views.display import markdown, safe, web_address
from standoff.views.footnote import footnote
from standoff.views.page import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jinja2

    from standoff.views.footnote import Footnote
    from standoff.views.page import Brief, Derived, Line, Note, Passage, Piece, Refused

ABOUT = (
    "Each line ends in footnotes. A footnote names the report and the characters of its text, counted "
    "from 0, that the line rests on, and says how a name or date that is not in those words follows "
    "from them."
)


# --- Markdown ------------------------------------------------------------------------------------


def to_markdown(brief: Brief) -> str:
    """Write the brief as Markdown with footnotes, ready to be read as it stands."""
    out = [f"# {markdown(brief.title)}", ""]
    if brief.as_of is not None:
        out += [f"*As of {markdown(phrase.spoken(brief.as_of))}*", ""]
    out += ["## What this rests on", ""]
    out += [f"- {_marked(line)}" for line in brief.rests_on]
    for section in brief.sections:
        out += ["", f"## {markdown(section.title)}"]
        for line in section.intro:
            out += ["", _marked(line)]
        for group in section.groups:
            if group.heading is not None:
                out += ["", f"### {_marked(group.heading)}"]
            out.append("")
            out += [f"- {f'**{line.label}** ' if line.label else ''}{_marked(line)}" for line in group.lines]
        for line in section.after:
            out += ["", _marked(line)]
    out += ["", "---", ""]
    out += [_marked(line) + "\n" for line in brief.closing]
    out += [f"*{ABOUT}*", ""]
    for note in _notes(brief):
        out.append(f"[^{note.number}]: {_note_marked(note)}")
    return "\n".join(out).rstrip("\n") + "\n"


def _marked(line: Line) -> str:
    """Write a line; a piece that begins it cannot begin a list or heading of its own."""
    return "".join(_piece_marked(piece) for piece in line.pieces)


def _piece_marked(piece: Piece) -> str:
    if piece.note is not None:
        return f"[^{piece.note.number}]" if piece.note.is_shown else ""
    if piece.kind is Kind.FIXED:
        return piece.text
    words = _inside(piece.text, markdown)
    if piece.kind is Kind.QUOTED:
        return f"“{words}”"
    return f"**{words}**" if piece.kind is Kind.FIGURE and words.strip() == words else words


def _inside(text: str, escape: Any) -> str:
    """Escape folded words, with one space where they begin or end with any."""
    folded = str(escape(phrase.fold(text)))
    return f"{' ' if text[:1].isspace() else ''}{folded}{' ' if folded and text[-1:].isspace() else ''}"


def _note_marked(note: Footnote) -> str:
    said = []
    for place in note.places:
        passages = "; ".join(f"{p.role} {p.start}–{p.end}: “{markdown(p.quote)}”" for p in place.passages)
        dated = f", {markdown(place.dated)}" if place.dated else ""
        said.append(f"**{place.label}** {markdown(place.name)}{dated} — {passages}")
    said += [markdown(clause) for clause in note.follows]
    said += [", ".join(f"`{record}`" for record in note.records)] if note.records else []
    return " · ".join(said)


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


def _notes(brief: Brief) -> Iterator[Footnote]:
    for line in brief.lines():
        for note in line.notes:
            if note.is_shown:
                yield footnote(note, brief.sources)


# --- HTML ----------------------------------------------------------------------------------------


def to_html(brief: Brief) -> str:
    """Write the brief as one HTML file: no script, nothing from elsewhere, everything of reports escaped."""
    style, style_hash = page_style()
    return template("brief.html").render(
        brief=brief,
        as_of=phrase.spoken(brief.as_of) if brief.as_of else None,
        notes=list(_notes(brief)),
        about=ABOUT,
        style=style,
        style_hash=style_hash,
    )


def page_style() -> tuple[str, str]:
    """Give the style sheet of a page, and its hash as a page's own policy names it."""
    style = _template_text("brief.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, f"sha256-{digest}"


def _template_text(name: str) -> str:
    return resources.files("standoff.views").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def template(name: str) -> jinja2.Template:
    """Load a page's template: everything put into it is escaped, and what is missing is an error."""
    import jinja2

    made = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(_template_text),
    )
    made.filters.update(shown=lambda text: _inside(text, safe), capital=_capital, address=web_address)
    return made.get_template(name)


# --- JSON ----------------------------------------------------------------------------------------


def to_json(brief: Brief) -> dict[str, Any]:
    """Give the brief as an object, with every passage whole and every derivation declared."""
    return {
        "title": brief.title,
        "as_of": brief.as_of,
        "rests_on": [_line_json(line) for line in brief.rests_on],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "intro": [_line_json(line) for line in section.intro],
                "groups": [
                    {
                        "heading": None if group.heading is None else _line_json(group.heading),
                        "lines": [_line_json(line) for line in group.lines],
                    }
                    for group in section.groups
                ],
                "after": [_line_json(line) for line in section.after],
            }
            for section in brief.sections
        ],
        "closing": [_line_json(line) for line in brief.closing],
        "reports": [
            {"label": source.label, "id": source.id, "name": source.name, "dated": source.dated}
            for source in brief.sources
        ],
        "refused": [_refused_json(refused) for refused in brief.refused],
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {
        **({"label": line.label} if line.label else {}),
        "text": line.plain,
        "pieces": [{"kind": p.kind.value, "text": p.text} for p in line.pieces if p.note is None],
        "footnotes": [_note_json(note) for note in line.notes],
    }


def _note_json(note: Note) -> dict[str, Any]:
    return {
        "number": note.number or None,
        "passages": [_passage_json(passage) for passage in note.passages],
        "derived": [_derived_json(derived) for derived in note.derived],
        "records": list(note.records),
    }


def _passage_json(passage: Passage) -> dict[str, Any]:
    return {
        "report": passage.report,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "role": passage.role,
    }


def _derived_json(derived: Derived) -> dict[str, Any]:
    return {
        "rule": derived.rule.value,
        "shown": derived.shown,
        "report": derived.report,
        "words": derived.words or None,
        "at": None if derived.at is None else [derived.at.start, derived.at.end],
        "field": derived.field or None,
        "value": derived.value or None,
        "note": derived.note or None,
    }


def _refused_json(refused: Refused) -> dict[str, Any]:
    return {
        "section": refused.section,
        "text": refused.plain,
        "faults": list(refused.faults),
        "footnotes": [_note_json(note) for note in refused.notes],
    }
