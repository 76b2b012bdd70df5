"""The page's own words, all of them.

The gate lets no other word into a line than those of its passages, what is derived from them, and these.
So there is no number, no name and no word for a number among them, and a line can only be made with a
phrase that stands here to the letter.
"""

from __future__ import annotations

# What the page rests on
COPIES = (
    ". Copies are recognised only where texts are the same to the letter: reports that share passages, "
    "or reword them, count as different texts, and machine-rewritten texts are not recognised."
)
AS_PRINTED = (
    "Words in quotation marks are given as the reports print them. They were not compared with what "
    "the speakers themselves said, and may be translated or reworded."
)
KNOWN_WORDING = "Where they are known to be translated or rewritten, the line says so."
NOT_ENGLISH = "Not in English and read no further than into sentences: "
SEE_REJECTS = " (`standoff reports --rejects` lists them)."

# Who said what
HOW_TO_READ = (
    "Behind the words stands the report they are from, with its date, and the day on which they were "
    "said if it gives that. Words outside the quotation marks are the reporters’ own."
)
NO_WORDS = "No words in quotation marks were found."
TO_NOBODY = (
    " more quotation is given to nobody by its report; ",
    " more quotations are given to nobody by their reports; ",
)
SEE_NOBODYS = "`standoff statements --speaker none` lists them."
EARLIER_LEFT_OUT = " earlier lines are left out; `standoff statements` lists them."
DESCRIBED, PRONOUNS = "Named only by description", "Named only by a pronoun"

# Figures and dates
NO_FIGURES, NO_DATES = "No figures were found.", "No dates were found."
FIGURES_LEFT_OUT = " more figures are left out; `standoff figures` lists them."
DATES_LEFT_OUT = (
    " more dates are left out; `standoff brief` with `--since` and `--until` "
    "lists those between the days given."
)
FIGURE_HEADINGS = (
    "Forces and arms", "People", "Shares", "Votes and documents", "Distances and measures", "Money",
    "Other counts",
)  # fmt: skip
DATE_HEADINGS = ("So far", "Ahead")

# The agenda
AGENDA_HEADINGS = ("To come", "Over or called off")
NO_AGENDA = "No announced occasions were found."
NO_DAY = "No date given"
INDEPENDENT = (" independent text", " independent texts")
AGENDA_LEFT_OUT = " more occasions are left out; `standoff agenda` lists them."

# What the gate kept out
NONE_REFUSED = "Every line above was checked against the passages that it cites; none was refused."
REFUSED = (" line was", " lines were")
WHY_REFUSED = (
    " left out because a name, number, date or other word stood in no passage cited; "
    "`standoff brief --format json` lists them under `refused`."
)

FIXED: frozenset[str] = frozenset(
    (
        "", " ", ", ", ". ", ": ", "; ", ".", " (", ")", "“", "”", " — ", " · ", " …", " and ", " to ", " × ",
        COPIES, AS_PRINTED, KNOWN_WORDING, NOT_ENGLISH, SEE_REJECTS,
        HOW_TO_READ, NO_WORDS, *TO_NOBODY, SEE_NOBODYS, EARLIER_LEFT_OUT, DESCRIBED, PRONOUNS,
        *AGENDA_HEADINGS, NO_AGENDA, NO_DAY, *INDEPENDENT, AGENDA_LEFT_OUT, "Worked out: ",
        NO_FIGURES, NO_DATES, FIGURES_LEFT_OUT, DATES_LEFT_OUT, *FIGURE_HEADINGS, *DATE_HEADINGS,
        NONE_REFUSED, *REFUSED, WHY_REFUSED,
        # Where a line's words come from
        "said on ", "in ", ", in ", ", via ", ", to ", "undated", "the report “",
        "an untitled report", " (worked out)",
        " (translated)", " (rewritten, not the speaker’s own words)", " (corrected by a person)",
        ", of ", ", as of ", " — also in ",
        # What the page rests on
        "Limited to entries ", "from ", "up to ", "published by ", "that name ", "by the publisher ",
        "Rests on ", " report", " reports", " from ", " publisher", " publishers", " name no publisher)",
        " names no publisher)",
        ", with no publisher named", " different text", " different texts",
        "Publication dates: ", " came with the report", " stated on the page",
        " worked out from what the reports say",
        " not known", "came with the report", "stated on the page", "worked out from what the reports say",
        "Undated: ",
        "Nothing was set aside.", "Set aside, and no part of what follows: ", "; and ", " more",
        "Passages given up and kept out: ",
        # Reports read
        "Untitled", ", by ", "dated ", " words; ", "language ", "No report was read.",
    )
)  # fmt: skip
"""Every phrase that a line may have of its own."""
