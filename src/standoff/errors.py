"""The one family of errors that Standoff raises on purpose.

Every message names the place, says what is wrong there and what to do about it, so that it can be
printed to a person as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


class StandoffError(Exception):
    """Something a person can put right; carries the exit code that the command line ends with."""

    exit_code = 2


class UsageError(StandoffError):
    """The call itself is wrong: an unknown layer, a desk that is not there, a file that is not one."""


class InstallationError(StandoffError):
    """A file that Standoff was installed with is missing or is not the one it was tested with."""


class ReportError(StandoffError):
    """One report cannot be read. The others go on; this one is kept aside with its reason.

    Attributes:
        where: the file, or the file and line, as the person named it.
        reason: a short stable code (``empty``, ``binary``, ``too large``, ``malformed row`` ...).
        detail: a clause that says what was found.
        remedy: a clause that says what to do.
    """

    exit_code = 1

    def __init__(self, where: str, reason: str, detail: str, remedy: str) -> None:
        super().__init__(f"{where}: {detail}; {remedy}")
        self.where = where
        self.reason = reason
        self.detail = detail
        self.remedy = remedy


class GroundingError(StandoffError):
    """A passage that an entry claims to rest on is not what the text says there."""

    exit_code = 3


class DeskError(StandoffError):
    """The desk file is damaged, of another program, or of a newer version."""


def guarded(where: str, make: Callable[[], Made]) -> Made:
    """Make something of a report; an error in this program costs that report alone, and is named.

    Raises:
        ReportError: when a stage failed.
    """
    try:
        return make()
    except (InstallationError, ReportError):
        raise
    except Exception as error:
        raise ReportError(
            where,
            "internal error",
            f"Standoff failed on this report ({type(error).__name__}: {error})",
            "please report it, with the text if it may be passed on",
        ) from error
