"""Who comes in: bearer tokens alone, never a cookie; counted, and held to the permission of the operation."""

import hashlib

from flask import g, request

from hub.api.limits import Limits
from hub.api.operation import ANY_TOKEN, PUBLIC
from hub.errors import NotAllowed, NotSignedIn
from hub.services.parts import Parts
from hub.services.tokens import principal_of_token
from hub.workflow.roles import PERMISSIONS, Principal


class Gate:
    """The way into every view of the API."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts = parts
        self._limits = limits

    def admit(self, permission: str) -> Principal | None:
        """Return who asks (None where the view is public). Raises NotSignedIn, TooManyRequests, NotAllowed."""
        if permission == PUBLIC:
            self._count_address()
            return None
        try:
            principal = self._recognise()
        except NotSignedIn:
            self._count_address()
            raise
        if permission != ANY_TOKEN and not principal.may_anywhere(permission):
            raise NotAllowed(
                f"This token may not {PERMISSIONS[permission]} ({permission}): the scope or the role is missing.",
                details={"permission": permission},
            )
        return principal

    def _recognise(self) -> Principal:
        given = request.authorization
        if given is None or given.type != "bearer" or not given.token:
            raise NotSignedIn("Send a token with the header Authorization: Bearer ov_…")
        principal = principal_of_token(self._parts, given.token)
        # The key of the counter is a digest: no secret stays in memory longer than its request.
        key = hashlib.sha256(given.token.encode("utf-8", "replace")).hexdigest()
        g.api_standing = self._limits.take("token", key)
        return principal

    def _count_address(self) -> None:
        g.api_standing = self._limits.take("address", request.remote_addr or "unknown")
