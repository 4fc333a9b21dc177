"""Variants: loading one with everything around it, for whoever may see it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hub.errors import NotFound
from hub.workflow.roles import Principal
from models import Content, Variant


def load_variant(session: Session, principal: Principal, variant_id: uuid.UUID, permission: str) -> Variant:
    """Return a variant with content, channel and revisions loaded; NotFound where it is none of theirs."""
    variant = session.scalar(
        select(Variant)
        .options(
            joinedload(Variant.content).joinedload(Content.brand),
            joinedload(Variant.channel),
            joinedload(Variant.latest_revision),
            joinedload(Variant.approved_revision),
        )
        .where(Variant.id == variant_id)
    )
    if variant is None:
        raise NotFound("There is no such thing here, or it is not shared with you.")
    principal.require(permission, variant.channel.brand_id)
    return variant
