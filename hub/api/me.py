"""Who a token is, and what it may do."""

import uuid

from pydantic import Field

from hub.api.operation import ANY_TOKEN, Resource
from hub.api.types import Outward
from hub.services import people
from hub.services.parts import Parts
from hub.workflow.roles import PERMISSIONS, Principal

resource = Resource("Me", "What this token is and may do.")


class MeOut(Outward):
    """The person behind the token, their roles, and what is left of them with this token."""

    id: uuid.UUID | None
    name: str
    hub_roles: tuple[str, ...] = Field(description="Roles that hold in every brand.")
    brand_roles: dict[str, tuple[str, ...]] = Field(description="Roles by brand slug.")
    scopes: tuple[str, ...] | None = Field(
        description="The token's scopes; null: all that the person may do."
    )
    channels: tuple[str, ...] = Field(description="The only channels the token reaches; empty: all.")
    permissions: tuple[str, ...] = Field(description="What the token may do, in the hub or in any brand.")


@resource.operation("GET", "/me", permission=ANY_TOKEN, returns=MeOut)
def who_am_i(parts: Parts, principal: Principal) -> MeOut:
    """Say whose token this is and what it may do."""
    return MeOut(
        id=principal.user_id,
        name=principal.name,
        hub_roles=tuple(sorted(principal.hub_roles)),
        brand_roles=people.brand_roles(parts, principal),
        scopes=None if principal.scopes is None else tuple(sorted(principal.scopes)),
        channels=tuple(sorted(principal.channels)),
        permissions=tuple(name for name in PERMISSIONS if principal.may_anywhere(name)),
    )
