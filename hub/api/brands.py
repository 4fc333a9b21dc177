"""Brands: read them, import and publish their kits."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hub.api.operation import YAML, Resource
from hub.api.types import Inward, Outward
from hub.brandkit.model import Kit
from hub.errors import KitInvalid, NotFound, WrongState
from hub.services import brands
from hub.services.parts import Parts
from hub.workflow.roles import Principal

resource = Resource("Brands", "Message house, voice guide, terms, facts and channels of a brand, as one kit.")


class VersionOut(Outward):
    """A version of a brand. At most one is a draft and one published; superseded ones are kept."""

    id: uuid.UUID
    number: int
    state: Literal["draft", "published", "superseded"]
    digest: str = Field(description="Digest of the whole kit; reports pin it as `brand_version`.")
    created_at: datetime
    published_at: datetime | None


class BrandChannelOut(Outward):
    """An active channel of a brand."""

    channel: str
    kind: str
    name: dict[str, str]
    media: Literal["paid", "owned", "earned", "shared"]


class BrandLine(Outward):
    """A brand with its channels; `published` is the number of the version in force, null before the first."""

    id: uuid.UUID
    slug: str
    name: dict[str, str]
    published: int | None
    channels: tuple[BrandChannelOut, ...]


class BrandList(Outward):
    """The brands that this token may read, by slug."""

    brands: tuple[BrandLine, ...]


class BrandDetail(BrandLine):
    """A brand with its versions and the kit in force."""

    versions: tuple[VersionOut, ...]
    kit: Kit | None = Field(description="The version in force with every default written out.")


class ChangeOfKit(Outward):
    """One difference between two kits; `before` is null for what was added, `after` for what was removed."""

    path: str
    kind: Literal["added", "removed", "changed"]
    before: str | None
    after: str | None


class ImportOut(Outward):
    """What an import did, and how the kit differs from the version in force."""

    slug: str
    number: int
    outcome: Literal["created", "changed", "unchanged"]
    changes: tuple[ChangeOfKit, ...]


class KitQuery(Inward):
    number: Annotated[
        int | None, Field(ge=1, le=2**31 - 1, description="A version's number; left out: the one in force.")
    ] = None


@resource.operation("GET", "/brands", permission="brand.read", returns=BrandList)
def list_brands(parts: Parts, principal: Principal) -> BrandList:
    """List the brands that this token may read."""
    return BrandList(brands=tuple(_line(view) for view in brands.list_brands(parts, principal)))


@resource.operation("GET", "/brands/{slug}", permission="brand.read", returns=BrandDetail, errors=(NotFound,))
def get_brand(parts: Parts, principal: Principal, slug: str) -> BrandDetail:
    """Read a brand with its message house, voice guide, terms, facts and channels."""
    view = brands.get_brand(parts, principal, slug)
    line = _line(view)
    return BrandDetail(
        id=line.id,
        slug=line.slug,
        name=line.name,
        published=line.published,
        channels=line.channels,
        versions=tuple(_version(version) for version in view.versions),
        kit=view.value.kit if view.value else None,
    )


@resource.operation(
    "GET", "/brands/{slug}/kit", permission="brand.read", returns=str, media=YAML, errors=(NotFound,)
)
def get_kit(parts: Parts, principal: Principal, slug: str, query: KitQuery) -> str:
    """Export a brand as a kit in YAML, ready to be imported again."""
    return brands.export_kit(parts, principal, slug, number=query.number)


@resource.operation(
    "PUT",
    "/brands/kit",
    permission="brand.write",
    returns=ImportOut,
    errors=(KitInvalid, NotFound),
    example="onevoice_kit: 1\nbrand:\n  id: acme\n  …\n",
)
def import_kit(parts: Parts, principal: Principal, body: bytes) -> ImportOut:
    """Import a kit as the brand's draft version, all or nothing.

    The kit names its brand itself (`brand.id`). The same kit again changes nothing. A kit with faults is refused
    with every fault and its line and column. A brand that is not there yet takes the permission in the whole hub.
    """
    done = brands.import_kit(parts, principal, body, source="kit.yaml")
    return ImportOut(
        slug=done.slug,
        number=done.number,
        outcome=done.outcome,
        changes=tuple(
            ChangeOfKit(path=change.path, kind=change.kind, before=change.before, after=change.after)
            for change in done.changes
        ),
    )


@resource.operation(
    "POST",
    "/brands/{slug}/publish",
    permission="brand.publish",
    returns=VersionOut,
    errors=(NotFound, WrongState),
)
def publish_brand(parts: Parts, principal: Principal, slug: str) -> VersionOut:
    """Put a brand's draft version in force.

    The library is judged again in the background. Publishing where nothing waits answers the version in force.
    """
    return _version(brands.publish(parts, principal, slug))


def _line(view: brands.BrandView) -> BrandLine:
    return BrandLine(
        id=view.id,
        slug=view.slug,
        name=dict(view.name),
        published=next((version.number for version in view.versions if version.state == "published"), None),
        channels=tuple(
            BrandChannelOut.model_validate(
                {"channel": row.slug, "kind": row.kind, "name": dict(row.name), "media": row.media}
            )
            for row in view.channels
        ),
    )


def _version(version: brands.VersionView) -> VersionOut:
    return VersionOut.model_validate(
        {
            "id": version.id,
            "number": version.number,
            "state": version.state,
            "digest": version.digest,
            "created_at": version.created_at,
            "published_at": version.published_at,
        }
    )
