"""Run it again next month: what people typed is there by ref, and what changed is said."""

import json
from datetime import date

import pytest
from msgspec import to_builtins

from evidencepack.pack.typed_model import ManagerView, Typed
from tests.outputs import excel_rows, files_of, html_page, html_row, one, plain, text_of, word_rows
from tests.story import (
    ACTIONS,
    EXPECTATIONS,
    OCTOBER,
    Story,
    action_for,
    as_text,
    codes,
    view_id,
    views,
    workbook,
)

FIELDS = ("Owner", "Due", "Progress", "Note")
READABLE = (".docx", ".xlsx", ".html")


def test_the_first_pack_asks_nobody_why_nothing_was_done(story: Story) -> None:
    pack = story.september.pack
    assert pack.first_pack and not pack.changes and not pack.changes_since
    assert all("ACTION_MISSING" not in codes(action) for action in pack.actions)
    assert all(action.state == "proposed" and action.typed == Typed() for action in pack.actions)


def test_what_was_typed_is_in_the_october_pack_by_ref(story: Story) -> None:
    pack = story.october.pack
    assert {a.ref: a.typed for a in pack.actions if a.typed != Typed()} == {
        ref: as_text(values) for ref, values in story.typed.items()
    }
    assert views(pack) == {
        view_id(pack): ManagerView(view="Shown", why="New audit in hand", who="Manager", day="2026-10-02")
    }


def test_what_was_typed_is_in_the_october_workbook_by_ref(story: Story) -> None:
    rows = {row["Ref"]: row for row in excel_rows(workbook(story.packs, OCTOBER), ACTIONS)}
    for ref, values in story.typed.items():
        found = {field: rows[ref][field] for field in FIELDS if rows[ref][field] != ""}
        days = {field: value.date() for field, value in found.items() if hasattr(value, "hour")}
        assert found | days == values
    (view,) = (r for r in excel_rows(workbook(story.packs, OCTOBER), EXPECTATIONS) if r["Our view"])
    assert (view["Our view"], view["Why"], view["Who"]) == ("Shown", "New audit in hand", "Manager")
    assert view["Day"].date() == date(2026, 10, 2)


def test_what_was_typed_is_printed_in_word_and_html_in_the_row_of_its_action(story: Story) -> None:
    day = story.packs / "2026-10-31"
    words = {cells[-1]: " ".join(cells) for cells in word_rows(one(day, ".docx")) if len(cells) == 5}
    page = html_page(one(day, ".html"))
    for ref, values in story.typed.items():
        texts = [value for value in values.values() if isinstance(value, str)]
        assert [t for t in texts if t not in words[ref]] == []
        assert [t for t in texts if t not in html_row(page, f"action-{ref}")] == []
    for suffix in READABLE:
        assert all(t in text_of(one(day, suffix)) for t in ("Shown", "New audit in hand", "Manager"))


def test_what_was_typed_is_in_the_json_by_ref(story: Story) -> None:
    tree = json.loads(one(story.packs / "2026-10-31", ".json").read_bytes())
    typed = {a["ref"]: a["typed"] for a in tree["actions"] if any(a["typed"].values())}
    assert typed == {ref: to_builtins(as_text(values)) for ref, values in story.typed.items()}


def test_the_september_folder_is_untouched_byte_for_byte(story: Story) -> None:
    assert files_of(story.packs / "2026-09-30") == story.left


@pytest.mark.parametrize("suffix", READABLE)
def test_what_changed_since_the_last_pack_is_listed_everywhere(suffix: str, story: Story) -> None:
    pack = story.october.pack
    before = {s.id: s for s in story.september.pack.reports[0].sections}
    changed = [s.title for s in pack.reports[0].sections if s.count_line != before[s.id].count_line]
    assert not pack.first_pack and pack.changes_since == "30 September 2026"
    assert set(changed) <= {change.what for change in pack.changes} and changed
    text = text_of(one(story.packs / "2026-10-31", suffix))
    beside = [s.profile.since for s in pack.reports[0].sections]
    assert any("more met" in since or "fewer met" in since for since in beside) and all(beside)
    said = ["30 September 2026", *beside, *(t for c in pack.changes for t in (c.what, c.before, c.now))]
    assert [t for t in said if plain(t) not in text] == []


def test_only_gaps_of_september_that_nobody_took_are_called_missing(story: Story) -> None:
    taken = {ref for ref, values in story.typed.items() if values.keys() & {"Owner", "Due"}}
    before = {a.ref for a in story.september.pack.actions}
    now = {a.ref for a in story.october.pack.actions if a.closes}
    missing = {a.ref for a in story.october.pack.actions if "ACTION_MISSING" in codes(a)}
    assert missing == (before & now) - taken
    new = action_for(story.october.pack, "inclusive-leadership/registered-manager")
    assert new.ref not in before | missing
    assert story.noted in missing  # a note alone takes nothing on


def test_an_action_with_an_owner_or_a_day_is_accepted(story: Story) -> None:
    accepted = {a.ref for a in story.october.pack.actions if a.state == "accepted"}
    assert accepted == {ref for ref, values in story.typed.items() if values.keys() & {"Owner", "Due"}}


def test_a_typed_day_that_has_passed_is_overdue_unless_the_action_is_done(story: Story) -> None:
    pack = story.october.pack
    assert "ACTION_OVERDUE" in codes(pack.action(story.late))
    assert "ACTION_OVERDUE" not in codes(pack.action(story.unowned)) | codes(pack.action(story.done))


def test_a_day_without_an_owner_is_flagged(story: Story) -> None:
    assert {a.ref for a in story.october.pack.actions if "NO_OWNER" in codes(a)} == {story.unowned}


def test_an_overdue_action_names_its_day_in_words(story: Story) -> None:
    said = [f.sentence for f in story.october.pack.action(story.late).flags if f.code == "ACTION_OVERDUE"]
    assert any("15 October 2026" in sentence for sentence in said), said


def test_an_action_whose_gap_has_gone_stays_with_what_was_typed(story: Story) -> None:
    pack, gone = story.october.pack, story.gone
    action = pack.action(gone)
    assert action.closes == 0 and action.findings == () and not codes(action)
    assert action.typed == as_text(story.typed[gone])
    assert action.text == story.september.pack.action(gone).text
    assert action.rank > max(a.rank for a in pack.actions if a.closes)
    assert gone in pack.reports[0].actions
    for suffix in READABLE:
        assert action.cause in text_of(one(story.packs / "2026-10-31", suffix))
