"""Delivered copy: what each channel may publish now."""

import shlex
import uuid

from flask import Blueprint, render_template, request, url_for

from hub.errors import InvalidInput
from hub.services.delivery import list_channels, list_contents
from hub.web.context import hub_parts, signed_in
from hub.web.part_fields import part_fields
from hub.web.permissions import permission

pages = Blueprint("channels", __name__, url_prefix="/channels")


@pages.get("")
@permission("delivery.read")
def show_list() -> str:
    """Show the channels to fetch from."""
    return render_template("channels.html", channels=list_channels(hub_parts(), signed_in()))


@pages.get("/<slug>")
@permission("delivery.read")
def show(slug: str) -> str:
    """Show a channel's approved copy, ready to be copied, and the line that fetches it."""
    brand = request.args.get("brand") or None
    page = list_contents(
        hub_parts(),
        signed_in(),
        slug,
        brand=brand,
        locale=request.args.get("locale") or None,
        after=_cursor(request.args.get("after")),
    )
    more = None
    if page.next_after is not None:
        more = url_for(
            "channels.show", slug=slug, brand=brand, locale=request.args.get("locale"), after=page.next_after
        )
    return render_template(
        "channel.html",
        slug=slug,
        items=[(item, part_fields((), item.parts)) for item in page.items],
        command=_fetch_line(slug, brand),
        more=more,
    )


def _fetch_line(slug: str, brand: str | None) -> str:
    address = url_for("channels.show_list", _external=True).removesuffix("/channels")
    query = f"?brand={brand}" if brand else ""
    target = shlex.quote(f"{address}/api/v1/channels/{slug}/contents{query}")
    return f'curl -H "Authorization: Bearer $ONEVOICE_TOKEN" {target}'


def _cursor(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if value else None
    except ValueError:
        raise InvalidInput("The address or the form holds an id that is none; start from the list.") from None
