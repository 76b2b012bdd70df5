"""The closed lists that annotations draw on, in the field's own words."""

from __future__ import annotations

from enum import StrEnum


class Layer(StrEnum):
    """What is marked on one text, in the order in which marks of one place are written down."""

    BOILERPLATE = "boilerplate"
    SENTENCE = "sentence"
    ATTRIBUTION = "attribution"
    MENTION = "mention"
    TIME = "time"
    FIGURE = "figure"
    AGENDA = "agenda"


class MentionKind(StrEnum):
    """What a mention refers to."""

    PERSON = "person"
    COUNTRY = "country"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"


class TimeType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Tense(StrEnum):
    """Where the words around a time put it, seen from when they were written."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class AgendaStatus(StrEnum):
    """How far an announced occasion has come."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


class Modifier(StrEnum):
    """How a figure's words bound its value."""

    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


class Style(StrEnum):
    """Whether the content of an attribution stands between quotation marks, wholly, partly or not."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the source is said to have said it."""

    SAID = "said"
    NOT_SAID = "not said"


class Wording(StrEnum):
    """Whether words between quotation marks can be the speaker's own."""

    VERBATIM = "verbatim"
    TRANSLATED = "translated"
    REWRITTEN = "rewritten"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a publication date rests on."""

    METADATA = "metadata"
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Review(StrEnum):
    """The state that people's decisions give a record."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


SECTORS: dict[str, str] = {
    "AGR": "agriculture", "BUS": "business", "CHR": "Christian", "COP": "police", "CRM": "criminals",
    "CVL": "civilians", "EDU": "education", "ELI": "elites", "ENV": "environment", "GOV": "government",
    "HLH": "health", "HRI": "human rights", "IGO": "intergovernmental", "IMG": "international militants",
    "INT": "international, unspecified", "JEW": "Jewish", "JUD": "judiciary", "LAB": "labour",
    "LEG": "legislature", "MED": "media", "MIL": "military", "MNC": "multinational company", "MOS": "Muslim",
    "NGO": "non-governmental organisation", "OPP": "opposition", "PRE": "authorities of no recognised state",
    "PRM": "paramilitary", "PTY": "political party", "REB": "rebels", "REF": "refugees", "REL": "religious",
    "SET": "settlers", "SOC": "civil society", "SPY": "intelligence", "UAF": "unidentified armed force",
}  # fmt: skip
"""PLOVER's actor sectors and what they stand for (PLOVER codebook, 2018 and 2022).

PRE, PRM and SOC are of later coding with it.
"""
