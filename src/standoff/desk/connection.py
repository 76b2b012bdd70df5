"""Opens a desk's file, brings it to the newest version, and says in plain words what is wrong with it.

The file is SQLite in WAL mode with ``synchronous=NORMAL``: a process that is killed loses nothing that
was committed, and a power failure cannot damage the file but may lose the last reports, which are simply
read again. What people decide cannot be made again, so it is written with ``synchronous=FULL``.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from standoff.errors import DeskError, GroundingError, UsageError
from standoff.model.codec import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

APPLICATION_ID = 0x5374646F
"""Marks a SQLite file as a desk: the bytes of "Stdo"."""

_PAUSE = 0.02
"""Seconds between two tries."""

_OTHER_FILE = "name another file with --desk"
_PERMISSION = "there is no permission to write it or beside it; change that, or copy it to a folder of yours"
_BUSY = "is writing to this desk; wait until it is done and try again"
_DAMAGED = "the desk is damaged; take an older copy, or import its last export into a new desk"
_FULL = "the disk is full; make room and try again, nothing that was kept before is lost"
_WHAT_IS_WRONG = {
    sqlite3.SQLITE_BUSY: f"another program {_BUSY}",
    sqlite3.SQLITE_LOCKED: f"another part of this program {_BUSY}",
    sqlite3.SQLITE_READONLY: _PERMISSION,
    sqlite3.SQLITE_PERM: _PERMISSION,
    sqlite3.SQLITE_CANTOPEN: _PERMISSION,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should; check it, and copy the desk to another",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: f"this is no desk but a file of another kind; {_OTHER_FILE}",
    sqlite3.SQLITE_TOOBIG: "a report is longer than a desk can keep; split it",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """The SQL that takes a desk from the version before to this one."""

    version: int
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Read the migrations that come with the program, in order."""
    folder = resources.files(__package__).joinpath("migrations")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple(Migration(int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files)


def connect(path: Path, *, create: bool, patience: float) -> sqlite3.Connection:
    """Open a desk's file.

    Args:
        path: the file.
        create: whether to make a desk where there is no file.
        patience: seconds to wait for another program that is writing.

    Raises:
        UsageError: when there is no file and none is to be made.
        DeskError: when the file is not a desk that this program can work with.
    """
    _look(path, create=create)
    with explained(path):
        mode = "rwc" if create else "rw"
        found = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=patience, isolation_level=None
        )
        try:
            _accept(found, path, create=create)
            _write_ahead(found, patience)
            found.execute("PRAGMA synchronous = NORMAL")
            found.execute("PRAGMA foreign_keys = ON")
            migrate(found, path, migrations())
        except BaseException:
            found.close()
            raise
    return found


def _look(path: Path, *, create: bool) -> None:
    """Turn away what SQLite would describe badly, or would make a file for."""
    try:
        if "\0" in str(path):
            raise DeskError(f"{path}: no file has a NUL in its name; {_OTHER_FILE}")
        if path.is_dir():
            raise DeskError(f"{path}: this is a folder, and a desk is a file; {_OTHER_FILE}")
        if path.exists():
            if not path.is_file():
                raise DeskError(f"{path}: this is no ordinary file; {_OTHER_FILE}")
            if not create and path.stat().st_size == 0:
                raise DeskError(f"{path}: the file is empty, so it is no desk; {_OTHER_FILE}")
        elif not path.parent.is_dir():
            raise DeskError(f"{path}: there is no folder {path.parent}; make it, or {_OTHER_FILE}")
        elif not create:
            raise UsageError(f"{path}: there is no desk; make one with `standoff read`, or {_OTHER_FILE}")
    except (OSError, ValueError) as error:
        raise DeskError(f"{path}: the file cannot be looked at ({error}); {_OTHER_FILE}") from error


def _accept(found: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Require a desk, or an empty file to make one of, before anything is written to it."""
    found.execute("BEGIN")  # so that both are read at one moment, should another program make the desk now
    mark, tables = number(found, "PRAGMA application_id"), number(found, "SELECT count(*) FROM sqlite_master")
    found.execute("COMMIT")
    if mark == APPLICATION_ID:
        return
    if tables:
        raise DeskError(f"{path}: this is a database of another program; {_OTHER_FILE}")
    if not create:
        raise DeskError(f"{path}: nothing was ever kept here, so it is no desk; {_OTHER_FILE}")


def _write_ahead(found: sqlite3.Connection, patience: float) -> None:
    """Turn WAL mode on. SQLite does not wait for others here, even when it is told to; this does."""
    for _ in range(int(patience / _PAUSE)):
        try:
            found.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_PAUSE)
        else:
            return
    found.execute("PRAGMA journal_mode = WAL")


def migrate(found: sqlite3.Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Bring a desk to the newest version, each step in a transaction of its own.

    Raises:
        DeskError: when the desk is newer than the program.
    """
    newest = steps[-1].version
    while (version := number(found, "PRAGMA user_version")) < newest:
        with transaction(found):
            if number(found, "PRAGMA user_version") != version:
                continue  # another program has taken this step meanwhile
            step = next(step for step in steps if step.version > version)
            for statement in _statements(step.sql):
                found.execute(statement)
            found.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            found.execute(f"PRAGMA user_version = {step.version}")
    if version > newest:
        raise DeskError(
            f"{path}: the desk is of version {version} and this program knows versions up to {newest}; "
            "install a newer Standoff"
        )


def _statements(sql: str) -> Iterator[str]:
    """Part a script into its statements; one can span lines and hold semicolons, as triggers do."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def number(found: sqlite3.Connection, sql: str) -> int:
    """Run a statement that gives one number."""
    return int(found.execute(sql).fetchone()[0])


@contextmanager
def transaction(found: sqlite3.Connection) -> Iterator[None]:
    """Do all of what follows, or none of it."""
    found.execute("BEGIN IMMEDIATE")
    try:
        yield
        found.execute("COMMIT")
    finally:
        if found.in_transaction:
            found.execute("ROLLBACK")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say what is wrong with a desk in words for the person whose desk it is.

    Raises:
        DeskError: for every error of SQLite's, and for rows that no desk writes.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake in this program, such as using a desk that was closed
    except sqlite3.Error as error:
        # Most codes have finer ones in their upper bits; the lowest eight name the kind.
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        said = _WHAT_IS_WRONG.get(code, f"the desk cannot be used ({error}); run `standoff verify`")
        raise DeskError(f"{path}: {said}") from error
    except (MalformedError, GroundingError) as error:
        raise DeskError(
            f"{path}: the desk was changed by another program ({error}); run `standoff verify`"
        ) from error
