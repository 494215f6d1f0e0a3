"""Ids made of names: what a name becomes, and that what is made is an id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.text import LONGEST_SLUG, is_slug, slug


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Rowan House", "rowan-house"),
        ("Café Côté & Sons (2026)", "cafe-cote-sons-2026"),
        ("  --ITT_Volume 2--  ", "itt-volume-2"),
        ("ＦＵＬＬ width", "full-width"),
        ("Дом", ""),
        ("a" * 59 + " b c", "a" * 59),
    ],
)
def test_a_name_as_an_id(name: str, id_: str) -> None:
    assert slug(name) == id_


@given(st.text())
def test_what_is_made_of_any_text_is_an_id_and_stays_as_it_is(text: str) -> None:
    made = slug(text)
    assert slug(made) == made and (is_slug(made) or not made)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "a b", "é", "a_b", "a" * (LONGEST_SLUG + 1)])
def test_what_is_no_id(text: str) -> None:
    assert not is_slug(text)
