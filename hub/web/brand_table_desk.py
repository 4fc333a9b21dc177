"""From a brand's table to its kit: reading what is shown, and keeping one edit where nobody changed the same thing."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, render_template

from hub.brandkit.types import KitPart
from hub.errors import EditConflict, HubError, NotAllowed, NotFound
from hub.http import status_of
from hub.services.kit_editing import Edit, KitDesk, edit_kit, kit_desk
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.sentences import error_phrases
from hub.workflow.roles import PERMISSIONS

pages = Blueprint("brand_tables", __name__, url_prefix="/<slug>")
_MOST_TRIES = 3


def desk_of(slug: str) -> KitDesk:
    """Return the brand as the person sees it."""
    return kit_desk(hub_parts(), signed_in(), slug)


def desk_to_write(slug: str) -> KitDesk:
    """Return the brand for somebody who may change it; raise NotAllowed for others."""
    desk = desk_of(slug)
    if not desk.may_write:
        what = PERMISSIONS["brand.write"]
        raise NotAllowed(f"{signed_in().name} may not {what}; ask an admin of the hub for the role.")
    return desk


def item_of(items: Sequence[Any], item_id: str) -> Any:
    """Return the item with this id; raise NotFound where the brand has none."""
    for item in items:
        if item.id == item_id:
            return item
    raise NotFound("There is no such thing here, or it is not shared with you.")


def mark_of(part: KitPart | None) -> str:
    """Return what a form remembers of the part it was opened with; empty for a part that is not there yet."""
    return hashlib.sha256(part.model_dump_json().encode()).hexdigest()[:16] if part is not None else ""


def plain(part: KitPart) -> dict[str, Any]:
    """Return a part as the kit writes it, without what says nothing."""
    return part.model_dump(mode="json", exclude_defaults=True)


def changed_meanwhile() -> EditConflict:
    """Return the error for a part that is not what its form was opened with."""
    return EditConflict("Somebody changed this while you had it open.")


def standing(items: Sequence[Any], item_id: str | None) -> Any:
    """Return the item with this id, None where there is none now."""
    return next((item for item in items if item.id == item_id), None)


def as_seen(items: Sequence[Any], item_id: str | None, seen: str) -> Any:
    """Return the item with this id (None: there is none); raise EditConflict where it is not what was seen."""
    now = standing(items, item_id)
    if mark_of(now) != seen:
        raise changed_meanwhile()
    return now


def keep(slug: str, edits_for: Callable[[KitDesk], Sequence[Edit]]) -> KitDesk:
    """Make edits to the brand as it stands now, and return it after them.

    ``edits_for`` looks at the brand first and raises EditConflict where its own part changed: what others changed
    elsewhere in the same moment is no conflict, so the edits are made once more on top of it.
    """
    for _try in range(_MOST_TRIES - 1):
        desk = desk_to_write(slug)
        edits = edits_for(desk)
        try:
            return edit_kit(hub_parts(), signed_in(), slug, edits, desk.base_digest)
        except EditConflict:
            continue
    desk = desk_to_write(slug)
    return edit_kit(hub_parts(), signed_in(), slug, edits_for(desk), desk.base_digest)


def sentence_of(error: HubError) -> str:
    """Return what an error says, with where it was found if it names places."""
    said = error_phrases().say(error.message)
    return " ".join(
        [said, *(f"{fault.where}: {fault.found} → {fault.expected}." for fault in error.faults[:3])]
    )


def form_again(error: HubError, template: str, **context: Any) -> Response:
    """Return the form with the words that were typed and what is wrong, with the error's status."""
    wrong = sentence_of(error)
    if isinstance(error, EditConflict):
        wrong = _(
            "Somebody changed this while you had it open. Your words are still here; save again to put them in its place."
        )
    conflict = isinstance(error, EditConflict)
    page = render_template(template, problem_said=wrong, conflict=conflict, **context)
    return Response(page, status=status_of(error))
