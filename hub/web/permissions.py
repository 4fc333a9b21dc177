"""What each route declares: the permission it takes, read by the door before the view runs."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from hub.workflow.roles import PERMISSIONS

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed-in"

View = TypeVar("View", bound=Callable[..., Any])


def permission(name: str) -> Callable[[View], View]:
    """Mark a view with the permission it takes, ``public`` or ``signed-in``; raise KeyError for an unknown one.

    The mark keeps people out of rooms that are none of theirs. What they may do in which brand, services decide.
    """
    if name not in PERMISSIONS and name not in (PUBLIC, SIGNED_IN):
        raise KeyError(name)

    def mark(view: View) -> View:
        view.permission = name  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(view: Callable[..., Any] | None) -> str | None:
    """Return what a view declared, or None where it declared nothing."""
    return getattr(view, "permission", None)
