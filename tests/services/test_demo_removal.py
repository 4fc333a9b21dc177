"""Removing the demo from a page: nobody is locked out, and nothing of one's own goes."""

import pytest

from hub.errors import Conflict, InvalidInput, NotAllowed
from hub.services.brands import list_brands
from hub.services.demo import load_demo
from hub.services.demo_people import demo_principal
from hub.services.demo_removal import Successor, demo_contents, demo_is_there, take_demo_away
from hub.services.parts import Parts
from hub.services.people import list_people
from hub.workflow.roles import SYSTEM, Principal

HEIR = Successor("Ada", "ada@own.example", "a long enough password", "en")


@pytest.fixture
def demo_admin(parts: Parts) -> Principal:
    load_demo(parts, lambda _: None)
    return demo_principal(parts, "admin")


def test_it_is_told_what_goes_and_what_stays(parts: Parts, demo_admin: Principal, brand: str) -> None:
    contents = demo_contents(parts, demo_admin)
    assert [name["en"] for name in contents.brands] == ["Emberpot", "Inlarn"] or len(contents.brands) == 2
    assert (contents.texts, len(contents.people)) == (82, 4)
    assert (contents.brands_left, contents.people_left) == (1, 0)
    assert (contents.needs_successor, contents.leaves_hub, contents.is_there) == (True, True, True)


def test_without_a_successor_nothing_is_removed(parts: Parts, demo_admin: Principal) -> None:
    with pytest.raises(InvalidInput, match="Name the person who runs the hub"):
        take_demo_away(parts, demo_admin, successor=None)
    assert demo_is_there(parts)


@pytest.mark.parametrize(
    "heir",
    [
        Successor("", "ada@own.example", "a long enough password", "en"),
        Successor("Ada", "no address", "a long enough password", "en"),
        Successor("Ada", "ada@own.example", "short", "en"),
        Successor("Ada", " Admin@demo.example", "a long enough password", "en"),
    ],
)
def test_a_successor_who_can_be_none_removes_nothing(
    parts: Parts, demo_admin: Principal, heir: Successor
) -> None:
    with pytest.raises((InvalidInput, Conflict)):
        take_demo_away(parts, demo_admin, successor=heir)
    assert demo_is_there(parts)
    assert len(list_people(parts, SYSTEM)) == 4


def test_the_successor_alone_is_left_and_runs_the_hub(parts: Parts, demo_admin: Principal) -> None:
    made = take_demo_away(parts, demo_admin, successor=HEIR)
    assert made is not None
    assert [(person.email, person.roles) for person in list_people(parts, SYSTEM)] == [
        ("ada@own.example", ((None, "admin"),))
    ]
    assert list_brands(parts, SYSTEM) == []


def test_an_admin_of_ones_own_needs_no_successor(
    parts: Parts, demo_admin: Principal, admin: Principal
) -> None:
    contents = demo_contents(parts, admin)
    assert (contents.needs_successor, contents.leaves_hub) == (False, False)
    assert demo_contents(parts, demo_admin).leaves_hub
    assert take_demo_away(parts, admin, successor=None) is None
    assert [person.email for person in list_people(parts, SYSTEM)] == ["admin@acme.example"]
    assert not demo_contents(parts, admin).is_there


def test_a_second_removal_makes_nobody(parts: Parts, demo_admin: Principal) -> None:
    take_demo_away(parts, demo_admin, successor=HEIR)
    again = Successor("Eve", "eve@own.example", "a long enough password", "en")
    assert take_demo_away(parts, SYSTEM, successor=again) is None
    assert len(list_people(parts, SYSTEM)) == 1


def test_a_brand_manager_can_not_remove_it(parts: Parts, manager: Principal) -> None:
    with pytest.raises(NotAllowed):
        take_demo_away(parts, manager, successor=HEIR)
