"""Cursors: opaque, one spelling each."""

import uuid

import pytest

from hub.api.cursors import cursor_of, place_of
from hub.errors import InvalidInput

PLACE = uuid.UUID("018f3c5e-7a4b-7c1d-9e2f-0123456789ab")


def test_a_cursor_leads_back_to_its_place() -> None:
    assert cursor_of(PLACE) == "AY88Xnp7fB2eLwEjRWeJqw".replace("7fB", "LfB")
    assert place_of(cursor_of(PLACE)) == PLACE


def test_the_beginning_is_the_empty_cursor() -> None:
    assert (cursor_of(None), place_of(""), place_of(None)) == ("", None, None)


@pytest.mark.parametrize(
    "cursor",
    [
        "A",
        "好",
        "AAAA",
        cursor_of(PLACE) + "=",
        cursor_of(PLACE)[:-1] + "x",
        cursor_of(PLACE) + "A",
        " ",
        "a+b/",
    ],
)
def test_another_spelling_is_refused_under_its_field(cursor: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        place_of(cursor, where="since")
    assert [fault.where for fault in caught.value.faults] == ["since"]
