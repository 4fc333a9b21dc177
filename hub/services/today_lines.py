"""The one query behind Today's lists of texts, and a line of them as a value."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from hub.services.today_views import Waiting
from models import Brand, Channel, Content, Report, Variant


def waiting(*columns: Any) -> Select[Any]:
    """Return variants with content, channel, brand and the verdict on their latest revision, and more ``columns``."""
    verdict = (
        select(Report.verdict)
        .where(Report.revision_id == Variant.latest_revision_id)
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    return (
        select(Variant, Content, Channel, Brand, verdict, *columns)
        .join(Variant.content)
        .join(Content.brand)
        .join(Variant.channel)
    )


def line_of(
    variant: Variant,
    content: Content,
    channel: Channel,
    brand: Brand,
    verdict: str | None,
    *,
    since: datetime | None = None,
    by: str | None = None,
    said: str = "",
) -> Waiting:
    """Return a text as a line; without ``since`` it has waited from its last change on."""
    return Waiting(
        id=variant.id,
        title=content.title,
        brand=brand.slug,
        brand_name=brand.name,
        channel_name=channel.name,
        locale=variant.locale,
        state=variant.state,
        verdict=verdict,
        due_on=variant.due_on,
        since=since or variant.updated_at,
        by=by,
        said=said,
    )
