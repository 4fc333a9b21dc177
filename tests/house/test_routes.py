"""Every route says who may use it, every template and every queue has a user."""

from collections.abc import Iterator

import pytest
from flask import Flask

from hub import create_app
from hub.services.parts import Parts
from hub.tasks.celery_app import QUEUE, make_celery
from hub.tasks.registered import REGISTERED
from hub.workflow.roles import PERMISSIONS

OPEN_TO_ALL = {
    "static",
    "api.docs",
    "api.openapi_json",
    "health.show",
    "preferences.choose_language",
    "preferences.choose_theme",
    "sign_in.attempt",
    "sign_in.leave",
    "sign_in.show",
    "stylesheet.show",
}


@pytest.fixture
def whole(parts: Parts) -> Iterator[Flask]:
    return create_app(parts)


def test_every_route_declares_a_permission(whole: Flask) -> None:
    silent = [
        f"{view.__module__}.{view.__name__}"
        for name, view in whole.view_functions.items()
        if name != "static" and not hasattr(view, "permission")
    ]
    assert silent == []


def test_declared_permissions_are_known(whole: Flask) -> None:
    words = {*PERMISSIONS, "signed-in", "public"}
    unknown = {
        name: view.permission
        for name, view in whole.view_functions.items()
        if hasattr(view, "permission") and view.permission not in words
    }
    assert unknown == {}


def test_what_is_open_to_all_is_a_short_known_list(whole: Flask) -> None:
    public = {
        name
        for name, view in whole.view_functions.items()
        if getattr(view, "permission", "public") == "public"
    }
    assert public == OPEN_TO_ALL


def test_every_permission_is_held_by_some_role_and_has_words() -> None:
    from hub.workflow.roles import ROLE_PERMISSIONS

    held = set().union(*ROLE_PERMISSIONS.values())
    assert held == set(PERMISSIONS)
    assert all(PERMISSIONS.values())


def test_task_names_never_change_and_go_to_a_queue_that_is_worked(parts: Parts) -> None:
    assert sorted(REGISTERED) == ["judging.judge_revision", "judging.rejudge_brand"]
    assert make_celery(parts.settings).conf.task_default_queue == QUEUE
