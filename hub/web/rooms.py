"""The rooms of the house: what the rail shows, where each begins, and the key that leads there."""

from dataclasses import dataclass

from hub.web.languages import translate as _
from hub.workflow.roles import Principal


@dataclass(frozen=True, slots=True)
class Room:
    """A room in the rail. ``key`` is the letter that follows g; ``current`` tells whether one stands in it."""

    id: str
    label: str
    path: str
    icon: str
    key: str
    current: bool = False


_NEEDED = {
    "today": None,
    "write": "draft.read",
    "contents": "draft.read",
    "review": "review.read",
    "channels": "delivery.read",
    "brand": "brand.read",
    "settings": "token.manage",
}


def rooms_of(principal: Principal | None, path: str) -> list[Room]:
    """Return the rooms that this person has a key to, in the order of the rail."""
    if principal is None:
        return []
    every = (
        Room("today", _("Today"), "/", icon="sun", key="t"),
        Room("write", _("Write"), "/drafts", icon="pen-line", key="w"),
        Room("contents", _("Contents"), "/contents", icon="layers", key="c"),
        Room("review", _("Review"), "/reviews", icon="stamp", key="r"),
        Room("channels", _("Channels"), "/channels", icon="radio-tower", key="n"),
        Room("brand", _("Brand"), "/brand", icon="landmark", key="b"),
        Room("settings", _("Settings"), "/settings/tokens", icon="settings-2", key="s"),
    )
    now = room_at(path)
    return [
        Room(room.id, room.label, room.path, room.icon, room.key, current=room.id == now)
        for room in every
        if (needed := _NEEDED[room.id]) is None or principal.may_anywhere(needed)
    ]


def room_at(path: str) -> str:
    """Return the id of the room that an address belongs to, empty for what is in none."""
    roots = {
        "today": ("/",),
        "write": ("/drafts", "/check"),
        "contents": ("/contents",),
        "review": ("/reviews",),
        "channels": ("/channels",),
        "brand": ("/brand",),
        "settings": ("/settings", "/jobs"),
    }
    for room, places in roots.items():
        if any(path == place or (place != "/" and path.startswith(place + "/")) for place in places):
            return room
    return ""
