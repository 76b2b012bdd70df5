"""Where the words of a clause put the time between the bars."""

from __future__ import annotations

import pytest

from standoff.stages.times.tense import is_called_off, tense_at

ROWS = [
    ("the envoys met in tesk on |friday|", "past"),
    ("the envoys will meet in tesk on |friday|", "future"),
    ("the envoys would meet in tesk on |friday|", "future"),
    ("the envoys are to meet on |friday|", "future"),
    ("the envoys are meeting on |friday|", "future"),
    ("the envoys are set to meet on |friday|", "future"),
    ("the envoys were expected on |friday|", "future"),
    ("the envoys had been expected on |friday|", "past"),
    ("the envoys agreed to meet on |friday|", "future"),
    ("the envoys refused to leave on |friday|", "past"),
    ("the vote was held on |friday|", "past"),
    ("the vote will be held on |friday|", "future"),
    ("the vote that is held on |friday|", "present"),
    ("on |friday| , the court will rule", "future"),
    ("on |friday| , the court ruled", "past"),
    ("he said that the vote , due on |friday| , will stand", "future"),
    ("the talks , karr said on |monday| , will go on", "past"),
    ("he has been held since |monday|", "past"),
    ("the army must leave by |monday|", "future"),
    ("ahead of |monday| ’s vote prices rose", "future"),
    ("he went to prison on |monday|", "past"),
    ("karr could not be reached on |monday|", "past"),
    ("the vote on |monday|", "None"),
    ("after the vote on |monday| , prices rose", "past"),
    ("|monday|", "None"),
    ("she won on |monday|", "past"),
    ("the envoys won ’ t meet on |monday|", "future"),
    ("six guards died on |monday|", "past"),
    ("karr was quick to speak on |monday|", "past"),
    ("karr made an appeal to local guards on |monday|", "past"),
    ("karr made a call for unity on |monday|", "past"),
    ("karr called for a vote in a statement on |monday|", "past"),
    ("|monday| , karr called for a vote", "past"),
    ("after meeting the envoys on |monday| , karr must rest", "past"),
    ("the assault began as planned |monday|", "past"),
    ("that will lead to a contested vote on |monday|", "future"),
    ("karr will follow dr . orlan on |monday|", "future"),
    ("on |friday| , when karr set out , it rained", "past"),
    ("on |friday| , when the court will rule , it may rain", "future"),
    ("the ruling would stand and |friday| 's verdict too", "past"),
    ("karr would answer the |friday| verdict", "past"),
    ("karr will use the |friday| encounter", "future"),
    ("karr will lose |friday| 's vote", "future"),
    ("among the states to join on |friday| were two more", "past"),
    ("by |monday| , the sad and now familiar ritual had begun", "past"),
    ("they announced a deal to buy the port in |january|", "future"),
    ("ahead of the talks in |june| , the envoys left", "past"),
    ("prices have come down since |june|", "past"),
]


@pytest.mark.parametrize(
    ("row", "off"),
    [
        ("a rally planned for |saturday| was canceled", True),
        ("the rally , planned for |saturday| , has been called off", True),
        ("a rally planned for |saturday| was loud", False),
        ("a rally held on |saturday| was canceled", False),
        ("a rally planned for |saturday|", False),
    ],
)
def test_what_was_planned_and_called_off(row, off):
    before, time, after = row.split("|")
    first = len(before.split())
    assert is_called_off(f"{before} {time} {after}".split(), first, first + 1) is off


@pytest.mark.parametrize(("row", "tense"), ROWS)
def test_the_nearest_verb_decides(row, tense):
    before, time, after = row.split("|")
    first = len(before.split())
    words = f"{before} {time} {after}".split()
    assert str(tense_at(words, first, first + 1)) == tense


@pytest.mark.parametrize(
    "row", ["” on |monday|", "“ ” on |monday|", "to |monday|", "is |monday|", "as soon as |monday|"]
)
def test_any_neighbour_will_do(row):
    before, time, _ = row.split("|")
    assert (
        str(tense_at([*before.split(), time], len(before.split()), len(before.split()) + 1))
        in "past future None"
    )
