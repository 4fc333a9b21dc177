"""The command palette: everything one can go to or do from anywhere, in the words of the page."""

from typing import Any

from flask import Blueprint, Response, jsonify, url_for

from hub.services.draft_lists import list_drafts
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand, shell
from hub.web.languages import language, localised
from hub.web.languages import translate as _
from hub.web.permissions import SIGNED_IN, permission
from hub.web.rooms import rooms_of

pages = Blueprint("palette", __name__)
RECENT = 8
Command = dict[str, Any]


@pages.get("/palette.json")
@permission(SIGNED_IN)
def show() -> Response:
    """Answer with groups of commands: an ``href`` is gone to, an ``action`` is sent with ``name`` and ``value``."""
    principal = signed_in()
    groups = [
        (_("Rooms"), _rooms()),
        (_("Do"), _deeds()),
        (_("Recent drafts"), _recent() if principal.may_anywhere("draft.read") else []),
        (_("Brands"), _brands()),
        (_("Language and theme"), _preferences()),
    ]
    answer = jsonify(groups=[{"label": label, "items": items} for label, items in groups if items])
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _rooms() -> list[Command]:
    return [
        {"label": room.label, "href": room.path, "icon": room.icon, "hint": f"g {room.key}"}
        for room in rooms_of(signed_in(), "")
    ]


def _deeds() -> list[Command]:
    may = signed_in().may_anywhere
    deeds: list[tuple[bool, Command]] = [
        (
            may("draft.write"),
            {"label": _("Start a draft"), "href": url_for("drafts.show_new"), "icon": "file-plus"},
        ),
        (
            may("text.check"),
            {"label": _("Check a text"), "href": url_for("check.show"), "icon": "spell-check"},
        ),
        (True, {"label": _("Notifications"), "href": url_for("notifications.show_list"), "icon": "bell"}),
        (may("job.read"), {"label": _("Jobs"), "href": url_for("jobs.show_list"), "icon": "list-checks"}),
        (may("user.manage"), {"label": _("People"), "href": url_for("people.show_list"), "icon": "users"}),
        (True, {"label": _("Help"), "href": url_for("help.show"), "icon": "circle-help"}),
        (True, {"label": _("Sign out"), "action": url_for("sign_in.leave"), "icon": "log-out"}),
    ]
    return [deed for allowed, deed in deeds if allowed]


def _recent() -> list[Command]:
    return [
        {
            "label": line.title,
            "hint": localised(line.channel_name),
            "href": url_for("drafts.show", variant_id=line.id),
            "icon": "file-text",
        }
        for line in list_drafts(hub_parts(), signed_in(), brand=current_brand(), limit=RECENT)
    ]


def _brands() -> list[Command]:
    frame, chosen = shell(), current_brand()
    brands = frame.brands if frame else ()
    commands: list[Command] = []
    for brand in brands:
        name, house = localised(brand.name), url_for("brands.show", slug=brand.slug)
        commands += [
            {"label": _("%(brand)s: message house", brand=name), "href": house, "icon": "landmark"},
            {"label": _("%(brand)s: terms", brand=name), "href": f"{house}/terms", "icon": "book-a"},
            {"label": _("%(brand)s: facts", brand=name), "href": f"{house}/facts", "icon": "badge-check"},
        ]
    if len(brands) > 1:
        switch = url_for("preferences.choose_brand")
        commands += [
            {
                "label": _("Work with %(brand)s only", brand=localised(brand.name)),
                "action": switch,
                "name": "brand",
                "value": brand.slug,
                "icon": "filter",
            }
            for brand in brands
            if brand.slug != chosen
        ]
        if chosen:
            commands.append(
                {
                    "label": _("Work with all brands"),
                    "action": switch,
                    "name": "brand",
                    "value": "",
                    "icon": "filter-x",
                }
            )
    return commands


def _preferences() -> list[Command]:
    other, said = ("en", "English") if language() == "zh" else ("zh", "中文")
    themes: list[Command] = [
        {"label": _("Theme as the system has it"), "value": "auto", "icon": "monitor"},
        {"label": _("Light theme"), "value": "light", "icon": "sun"},
        {"label": _("Dark theme"), "value": "dark", "icon": "moon"},
    ]
    return [
        {
            "label": said,
            "action": url_for("preferences.choose_language"),
            "name": "language",
            "value": other,
            "icon": "languages",
        },
        *(theme | {"action": url_for("preferences.choose_theme"), "name": "theme"} for theme in themes),
    ]
