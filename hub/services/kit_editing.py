"""Editing a brand in place: part by part, into the one draft version that waits to be published."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.brandkit import compare, kit_from_dict, kit_version
from hub.brandkit.addresses import named
from hub.brandkit.difference import Change
from hub.brandkit.editing import Edit, Move, Put, Remove, edited
from hub.brandkit.model import Kit
from hub.errors import EditConflict, Fault, InvalidInput, KitInvalid, NotFound, WrongState
from hub.judging.styles import pack_ids
from hub.services.brand_drafts import drop_draft, in_state, keep_draft, load_brand
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value
from hub.workflow.roles import Principal
from models import Brand, BrandVersion

__all__ = [
    "Edit",
    "KitDesk",
    "Move",
    "Put",
    "Remove",
    "compare_versions",
    "discard_draft",
    "edit_kit",
    "kit_desk",
    "restore_version",
]

_MOST_PATHS = 100


@dataclass(frozen=True, slots=True)
class KitDesk:
    """A brand's kit as this person sees it.

    Who may write sees the draft where one waits, and in ``changes`` how it differs from what is in force; others see
    the version in force. ``base_digest`` belongs to ``kit`` and goes with every edit made from it.
    """

    slug: str
    number_in_force: int | None
    draft_number: int | None
    base_digest: str
    kit: Kit
    changes: tuple[Change, ...]
    may_write: bool
    may_publish: bool

    @property
    def shows_draft(self) -> bool:
        """Tell whether ``kit`` is the draft."""
        return self.draft_number is not None


def kit_desk(parts: Parts, principal: Principal, slug: str) -> KitDesk:
    """Return the draft if one waits and the principal may write, else the version in force.

    Raises NotFound, and WrongState where nothing is there to be shown yet.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
    return _desk(principal, brand)


def edit_kit(
    parts: Parts, principal: Principal, slug: str, edits: Sequence[Edit], base_digest: str
) -> KitDesk:
    """Make edits to the draft, or begin one from the version in force; all or nothing.

    What leads back to the version in force drops the draft; what is done already changes nothing. Raises EditConflict
    where ``base_digest`` is no longer what stands (nothing is overwritten), NotFound and InvalidInput for an edit that can't be made, and KitInvalid
    with every fault, each ``where`` the address of a part.
    """
    with UnitOfWork(parts, principal) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.write", to_write=True)
        current = _current(brand)
        if current.digest != base_digest and _is_done(current, edits):
            # The second click on a button, or two people with the same change.
            return _desk(principal, brand)
        _still(current, base_digest)
        kit = _validated(edited(current.kit, edits))
        if kit.brand.id != brand.slug:
            raise InvalidInput(
                f"The identifier {brand.slug} stays as it is: addresses and programs use it.",
                faults=[Fault("brand.id", found=repr(kit.brand.id), expected=brand.slug)],
            )
        paths = tuple(dict.fromkeys(edit.path for edit in edits))[:_MOST_PATHS]
        keep_draft(uow, principal, brand, kit, event="brand.edited", paths=paths)
        uow.commit()
    return kit_desk(parts, principal, slug)


def discard_draft(parts: Parts, principal: Principal, slug: str) -> None:
    """Drop the waiting draft; where none waits, nothing happens. Raises WrongState for a brand's only version."""
    with UnitOfWork(parts, principal) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.write", to_write=True)
        draft = in_state(brand, "draft")
        if draft is None:
            return
        if len(brand.versions) == 1:
            raise WrongState(f"The brand {slug} has nothing but this draft; publish it, or change it.")
        drop_draft(uow, brand, draft)
        uow.commit()


def restore_version(parts: Parts, principal: Principal, slug: str, number: int, base_digest: str) -> KitDesk:
    """Make an old version the draft, in place of one that waits. Raises NotFound, EditConflict, KitInvalid."""
    with UnitOfWork(parts, principal) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.write", to_write=True)
        _still(_current(brand), base_digest)
        kit = _validated(_numbered(brand, number).kit)
        keep_draft(uow, principal, brand, kit, event="brand.restored")
        uow.commit()
    return kit_desk(parts, principal, slug)


def compare_versions(
    parts: Parts, principal: Principal, slug: str, older: int, newer: int
) -> tuple[Change, ...]:
    """Return how one version differs from another. Who may not write sees no draft. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
    before, after = (_numbered(brand, number) for number in (older, newer))
    if "draft" in (before.state, after.state):
        principal.require("brand.write", brand.id)
    return compare(_kit(before), _kit(after))


def _desk(principal: Principal, brand: Brand) -> KitDesk:
    may_write = principal.may("brand.write", brand.id)
    published, draft = in_state(brand, "published"), in_state(brand, "draft") if may_write else None
    shown = draft or published
    if shown is None:
        raise WrongState("Nothing of this brand is in force yet; a brand manager publishes a version first.")
    kit = _kit(shown)
    return KitDesk(
        slug=brand.slug,
        number_in_force=published.number if published else None,
        draft_number=draft.number if draft else None,
        base_digest=shown.digest,
        kit=kit,
        changes=compare(_kit(published) if published else None, kit) if draft else (),
        may_write=may_write,
        may_publish=principal.may("brand.publish", brand.id),
    )


def _kit(version: BrandVersion) -> Kit:
    return brand_value(version.digest, version.kit).kit


def _current(brand: Brand) -> BrandVersion:
    current = in_state(brand, "draft") or in_state(brand, "published")
    if current is None:
        raise WrongState(f"The brand {brand.slug} has no version yet; import a kit first.")
    return current


def _still(current: BrandVersion, base_digest: str) -> None:
    if current.digest != base_digest:
        raise EditConflict(
            "Somebody changed this brand since you opened it. Nothing was overwritten.",
            details={"current": current.digest, "base": base_digest},
        )


def _is_done(current: BrandVersion, edits: Sequence[Edit]) -> bool:
    """Tell whether the edits would leave everything as it stands."""
    try:
        return kit_version(kit_from_dict(edited(current.kit, edits))) == current.digest
    except (InvalidInput, NotFound):
        return False


def _numbered(brand: Brand, number: int) -> BrandVersion:
    version = next((version for version in brand.versions if version.number == number), None)
    if version is None:
        raise NotFound(f"The brand {brand.slug} has no version {number}.")
    return version


def _validated(plain: dict[str, object]) -> Kit:
    """Return the kit, or raise KitInvalid whose faults say at which address they are."""
    try:
        return kit_from_dict(plain, known_packs=pack_ids())
    except KitInvalid as error:
        raise KitInvalid(
            "This can't be kept as it is; what is wrong stands beside it.",
            faults=[
                Fault(where=named(plain, fault.where), found=fault.found, expected=fault.expected)
                for fault in error.faults
            ],
        ) from error
