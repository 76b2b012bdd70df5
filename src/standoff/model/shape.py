"""A dataclass to JSON and back, field by field, as its type hints say.

What a dataclass declares is what is written: a field is a key, in the order of declaration.

- a closed list's member is its value, a tuple is a list, a nested dataclass an object;
- a field named ``span`` becomes ``start``, ``end`` and ``quote`` in its place, the quote cut from the text;
- a dataclass that has a field ``quote`` too is a passage that stands apart from its text: it is written
  ``report``, ``start``, ``end``, ``quote`` and then the rest;
- any other `Span` becomes an object of those three, `Spans` a list of ``[start, end]``;
- a trailing underscore, as in ``if_``, is no part of the key.

Reading is strict: a key too few or too many, a value of another type, or a quote that is not the slice
is an error that names the key.
"""

from __future__ import annotations

import math
import types
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from standoff.errors import GroundingError, StandoffError
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Json: TypeAlias = dict[str, Any]
"""An object of JSON."""

Reader: TypeAlias = "Callable[[object, str | None], Any]"
"""Reads one value; the second argument is the text that spans must slice, None when it is not at hand."""

Kind = TypeVar("Kind")


class MalformedError(StandoffError):
    """A row, or a value in it, is not of the shape that the page of formats fixes."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class _Shape:
    names: dict[str, str]
    """Each field with its key."""
    keys: tuple[str, ...]
    readers: tuple[tuple[str, str, Reader], ...]
    """Each field but ``span``, its key and what reads it."""


@cache
def _shape_of(kind: type) -> _Shape:
    assert is_dataclass(kind)
    own = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    passage = ["start", "end", "quote"] if "span" in own else []
    written = [key for name in own for key in (passage if name == "span" else [_key(name)])]
    if "quote" in own:
        head = ["report", *passage]
        rest = [_key(name) for name in own if name not in (*head, "span")]
        written = [key for key in head if key in written] + rest
    readers = tuple((name, _key(name), reader_of(hints[name])) for name in own if name != "span")
    return _Shape({name: _key(name) for name in own}, tuple(written), readers)


def _shape(kind: type) -> _Shape:
    return _shape_of(kind)


def names(kind: type) -> tuple[str, ...]:
    """Give the names of a dataclass's fields in their order."""
    return tuple(_shape(kind).names)


def keys(kind: type) -> tuple[str, ...]:
    """Give the keys that a dataclass is written with, in their order."""
    return _shape(kind).keys


# --- writing -------------------------------------------------------------------------------------


def write(value: object, text: str | None) -> Any:
    """Write a value of a field.

    Args:
        value: what the field holds.
        text: the text that quotes are cut from; None where every span has its quote beside it.

    Raises:
        GroundingError: when a span reaches past the end of the text.
        TypeError: for a kind of value that the rules above do not know.
    """
    if value is None or isinstance(value, (str, bool, int, float)):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, tuple):
        return [write(item, text) for item in value]
    if isinstance(value, Spans):
        return value.pairs()
    if isinstance(value, Span):
        return write_span(value, text)
    if isinstance(value, PartialDate):
        return value.edtf
    if is_dataclass(value):
        return write_fields(value, text)
    raise TypeError(f"a {type(value).__name__} has no place in a row")


def write_fields(value: object, text: str | None) -> Json:
    """Write a dataclass. Raises as `write` does."""
    row: Json = {}
    apart = hasattr(value, "quote")
    for name, key in _shape(type(value)).names.items():
        found = getattr(value, name)
        if name != "span":
            row[key] = found if found is None or type(found) is str else write(found, text)
        elif apart:
            row.update(start=found.start, end=found.end)
        else:
            row.update(write_span(found, text))
    return {key: row[key] for key in keys(type(value))} if apart else row


def write_span(span: Span, text: str | None) -> Json:
    """Write a span with its quote. Raises as `write` does."""
    if text is None:
        raise TypeError("a span that has no quote of its own is written beside its text only")
    return {"start": span.start, "end": span.end, "quote": cut(text, span)}


def cut(text: str, span: Span) -> str:
    """Cut a span out of its text.

    Raises:
        GroundingError: when it reaches past the end of the text.
    """
    if span.end > len(text):
        raise GroundingError(
            f"the span {span.start}:{span.end} reaches past the text's {len(text)} characters"
        )
    return span.of(text)


# --- reading -------------------------------------------------------------------------------------


def read_fields(kind: type[Kind], data: object, text: str | None) -> Kind:
    """Make a dataclass of a row.

    Args:
        kind: the dataclass.
        data: the row, as it was read.
        text: the text that spans must slice; when None, a quote must be as long as its span.

    Raises:
        MalformedError: when a key is missing or unknown, or has no such value.
        GroundingError: when a quote is not what stands at its span, or what is made refuses to be made
            without a passage.
    """
    row = an_object(data)
    exactly(row, keys(kind))
    shape = _shape(kind)
    read: Json = {}
    if "span" in shape.names:
        read["span"] = read_span(row, text, own_quote="quote" in shape.names)
    key = ""
    try:
        for name, key, reader in shape.readers:
            read[name] = reader(row[key], text)
    except (MalformedError, GroundingError) as error:
        raise type(error)(f"{key}: {error}") from None
    try:
        return kind(**read)
    except ValueError as error:
        raise MalformedError(str(error)) from None


def read_field(kind: type, key: str, value: object) -> tuple[str, Any]:
    """Read a value for one field of a dataclass, as a person's correction gives it.

    Returns:
        The field's name, and the value.

    Raises:
        MalformedError: when there is no such field, or it can hold no such value.
    """
    for name, known, reader in _shape(kind).readers:
        if known == key:
            return name, read_at(key, {key: value}, reader, None)
    raise MalformedError(f"there is no {shown(key)}; choose among {', '.join(keys(kind))}")


def read_at(key: str, row: Json, reader: Reader, text: str | None) -> Any:
    """Read the value of one key; errors name the key."""
    try:
        return reader(row[key], text)
    except (MalformedError, GroundingError) as error:
        raise type(error)(f"{key}: {error}") from None


def read_span(row: Json, text: str | None, *, own_quote: bool = False) -> Span:
    """Read ``start``, ``end`` and ``quote``, and check the quote against the others.

    Args:
        row: where the three keys stand.
        text: see `read_fields`.
        own_quote: whether its maker wrote the quote down, who may have cut it short.

    Raises:
        MalformedError: when they are no span and no string.
        GroundingError: when the quote is not what stands there.
    """
    span = read_range([row["start"], row["end"]], text)
    quote = row["quote"]
    if not isinstance(quote, str):
        raise MalformedError(f"quote: {shown(quote)} is not a string")
    if own_quote:
        fits = len(quote) <= len(span)
    else:
        fits = len(quote) == len(span) if text is None else quote == span.of(text)
    if not fits:
        there = "" if text is None else f", where the text says {shown(span.of(text))}"
        raise GroundingError(f"{shown(quote)} is not the passage at {span.start}:{span.end}{there}")
    return span


def read_range(pair: object, text: str | None) -> Span:
    """Read ``[start, end]``. Raises as `read_span` does."""
    if not isinstance(pair, list) or len(pair) != 2 or any(type(end) is not int for end in pair):
        raise MalformedError(f"{shown(pair)} is not a start and an end in whole numbers")
    try:
        span = Span(*pair)
    except ValueError as error:
        raise MalformedError(str(error)) from None
    if text is not None:
        cut(text, span)
    return span


def an_object(data: object) -> Json:
    """Require an object of JSON.

    Raises:
        MalformedError: when it is something else.
    """
    if not isinstance(data, dict):
        raise MalformedError(f"{shown(data)} is not an object")
    return data


def exactly(row: Json, expected: Iterable[str]) -> None:
    """Require the keys expected and no others.

    Raises:
        MalformedError: naming the first key that is missing or unknown.
    """
    wanted = dict.fromkeys(expected)
    if row.keys() == wanted.keys():
        return
    missing = next((key for key in wanted if key not in row), None)
    if missing is not None:
        raise MalformedError(f"the key `{missing}` is missing")
    unknown = next(key for key in row if key not in wanted)
    raise MalformedError(f"the key {shown(unknown)} is unknown; the keys are {', '.join(wanted)}")


def shown(value: object) -> str:
    """Show a value in a message: short, and on one line."""
    found = repr(value)
    return found if len(found) <= 60 else found[:59] + "…"


# --- what a type hint means in JSON --------------------------------------------------------------


def _key(name: str) -> str:
    return name.rstrip("_")


@cache
def reader_of(hint: Any) -> Reader:
    """Make the reader of a type hint.

    Raises:
        TypeError: for a hint that has no shape in JSON.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return _any_of(inner)
    if origin is tuple:
        endless = inner[-1] is Ellipsis
        return _list_of(reader_of(inner[0])) if endless else _row_of([reader_of(part) for part in inner])
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _member_of(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value, text: read_fields(hint, value, text)
    raise TypeError(f"{hint} has no shape in JSON")


def _plainly(kind: type, called: str) -> Reader:
    def read(value: object, _: str | None) -> object:
        if type(value) is not kind:
            raise MalformedError(f"{shown(value)} is not {called}")
        return value

    return read


def _number(value: object, _: str | None) -> object:
    if type(value) is int or (type(value) is float and math.isfinite(value)):
        return value
    raise MalformedError(f"{shown(value)} is not a number")


def _span_object(value: object, text: str | None) -> Span:
    row = an_object(value)
    exactly(row, ("start", "end", "quote"))
    return read_span(row, text)


def _spans(value: object, text: str | None) -> Spans:
    try:
        return Spans(tuple(read_range(pair, text) for pair in _a_list(value)))
    except ValueError as error:
        raise MalformedError(str(error)) from None


def _date(value: object, _: str | None) -> PartialDate:
    if not isinstance(value, str):
        raise MalformedError(f"{shown(value)} is not a date in EDTF")
    try:
        return PartialDate(value)
    except ValueError as error:
        raise MalformedError(str(error)) from None


_SIMPLE: dict[Any, Reader] = {
    str: _plainly(str, "a string"),
    bool: _plainly(bool, "true or false"),
    int: _plainly(int, "a whole number"),
    float: _number,
    type(None): _plainly(type(None), "null"),
    Span: _span_object,
    Spans: _spans,
    PartialDate: _date,
}


def _a_list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise MalformedError(f"{shown(value)} is not a list")
    return value


def _member_of(kind: type[StrEnum]) -> Reader:
    members = {member.value: member for member in kind}

    def read(value: object, _: str | None) -> StrEnum:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise MalformedError(f"{shown(value)} is not one of {', '.join(members)}")
        return found

    return read


def _list_of(item: Reader) -> Reader:
    return lambda value, text: tuple(item(part, text) for part in _a_list(value))


def _row_of(items: list[Reader]) -> Reader:
    def read(value: object, text: str | None) -> tuple[object, ...]:
        parts = _a_list(value)
        if len(parts) != len(items):
            raise MalformedError(f"{shown(value)} has not {len(items)} members")
        return tuple(item(part, text) for item, part in zip(items, parts, strict=True))

    return read


def _any_of(hints: tuple[Any, ...]) -> Reader:
    """Read what any of several hints allows; what is said of a value that none does is the last one's."""
    null = type(None) in hints
    # A whole number is a number too, and "not a number" says more than "not a whole number".
    passed_over = (type(None), int) if float in hints else (type(None),)
    readers = [reader_of(hint) for hint in hints if hint not in passed_over]

    def read(value: object, text: str | None) -> object:
        if value is None and null:
            return None
        for reader in readers[:-1]:
            try:
                return reader(value, text)
            except (MalformedError, GroundingError):
                continue
        return readers[-1](value, text)

    return read
