"""The page about the desk file says what the file is."""

import re

import pytest

MADE_BY = "extract/1 attributions/1"


@pytest.fixture
def page(root):
    return (root / "docs" / "desk.md").read_text(encoding="utf-8")


def test_the_page_names_every_table_and_view(desk, page):
    own = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    names = {name for (name,) in desk._found.execute(own) if not re.match(r"sentence_words_\w+", name)}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_the_page_names_columns_that_are_there(desk, page):
    for name, columns in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", page, flags=re.MULTILINE):
        known = {row[1] for row in desk._found.execute(f"PRAGMA table_info({name})")}
        named = {column for column in re.findall(r"`(\w+)`", columns) if column != "seq"}
        assert named <= known, name


def test_every_question_on_the_page_can_be_asked(desk, page, reading_of):
    desk.commit(reading_of("Vosklin: no ferry, no talks", day="2031-03-01"), MADE_BY)
    questions = re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)
    answers = [desk._found.execute(question).fetchall() for question in questions]
    assert [len(rows) for rows in answers] == [1, 1, 1, 1, 0, 1, 0]
    assert answers[1] == [("Vosklin", 1)]


def test_code_points_are_counted_as_sqlite_counts_them(desk, reading_of):
    desk.commit(reading_of("🚢é: العبّارة 👩‍👧 stayed\nDarek: no"), MADE_BY)
    wrong = (
        "SELECT count(*) FROM annotation a JOIN report r ON r.id = a.report JOIN text t ON t.sha256 = r.text "
        'WHERE substr(t.body, a."start" + 1, a."end" - a."start") <> a.quote'
    )
    assert desk._found.execute(wrong).fetchone() == (0,)
