"""Roles, permissions, and a person or program acting with them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hub.errors import NotAllowed, NotFound

PERMISSIONS: Final[Mapping[str, str]] = {
    "brand.read": "see a brand, its message house and guide",
    "brand.write": "import a kit as a draft version",
    "brand.publish": "put a brand version in force",
    "draft.read": "see drafts, their revisions and reports",
    "draft.write": "write drafts, save revisions and submit them",
    "draft.comment": "comment on drafts and settle comments",
    "text.check": "have a text judged",
    "review.read": "see the review queue",
    "review.decide": "approve, ask for changes, reject",
    "review.override": "let blocked copy pass with a written reason",
    "delivery.read": "fetch approved copy",
    "user.manage": "add people and give roles",
    "token.manage": "make and revoke API tokens",
    "job.read": "see background jobs",
    "demo.remove": "remove the demo brands with their people and texts",
}

_WRITER = frozenset(
    {
        "brand.read",
        "draft.read",
        "draft.write",
        "draft.comment",
        "text.check",
        "review.read",
        "delivery.read",
        "job.read",
    }
)
_MANAGER = _WRITER | {"brand.write", "brand.publish", "review.decide", "review.override", "token.manage"}

ROLE_PERMISSIONS: Final[Mapping[str, frozenset[str]]] = {
    "copywriter": _WRITER,
    "brand_manager": _MANAGER,
    "channel_team": frozenset({"brand.read", "delivery.read"}),
    "admin": frozenset(PERMISSIONS),
}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who acts: a person, or a program with that person's token.

    ``brand_roles`` maps brand ids to roles, ``hub_roles`` hold in every brand. A token narrows: ``scopes`` to some
    permissions (None: all of the person's), ``channels`` to some channel slugs (empty: all).
    """

    user_id: uuid.UUID | None
    name: str
    hub_roles: frozenset[str] = frozenset()
    brand_roles: Mapping[uuid.UUID, frozenset[str]] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    channels: frozenset[str] = frozenset()

    def roles_in(self, brand_id: uuid.UUID | None) -> frozenset[str]:
        """Return the roles held in a brand (None: in the hub as a whole)."""
        if brand_id is None:
            return self.hub_roles
        return self.hub_roles | self.brand_roles.get(brand_id, frozenset())

    def may(self, permission: str, brand_id: uuid.UUID | None) -> bool:
        """Tell whether the permission is held in the brand."""
        if permission not in PERMISSIONS:
            raise KeyError(permission)
        if self.scopes is not None and permission not in self.scopes:
            return False
        return any(permission in ROLE_PERMISSIONS[role] for role in self.roles_in(brand_id))

    def may_anywhere(self, permission: str) -> bool:
        """Tell whether the permission is held in the hub or in any brand."""
        return any(self.may(permission, brand_id) for brand_id in (None, *self.brand_roles))

    def require(self, permission: str, brand_id: uuid.UUID | None) -> None:
        """Raise NotFound where the brand is none of theirs, NotAllowed where the permission is missing."""
        if self.may(permission, brand_id):
            return
        if brand_id is not None and not self.roles_in(brand_id):
            raise NotFound("There is no such thing here, or it is not shared with you.")
        raise NotAllowed(
            f"{self.name} may not {PERMISSIONS[permission]}; ask an admin of the hub for the role."
        )

    def sees_channel(self, slug: str) -> bool:
        """Tell whether a token narrowed to channels reaches this one."""
        return not self.channels or slug in self.channels


SYSTEM = Principal(user_id=None, name="Onevoice", hub_roles=frozenset({"admin"}))
