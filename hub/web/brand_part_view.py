"""A form of the brand made ready for drawing: its fields with labels, what was typed, what is wrong, and its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.brandkit import Kit, kit_to_dict
from hub.brandkit.addresses import find, steps_of, written
from hub.brandkit.dependents import dependents
from hub.judging.brand import language_of
from hub.web.brand_forms import PartForm, Slot, anchor
from hub.web.brand_words import choice_word, slot_hint, slot_word, sort_word
from hub.web.languages import language, localised
from hub.web.languages import translate as _
from hub.web.words import locale_word


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: where it is sent (``name``), its label, what stands in it, what is wrong with it, what stands now."""

    name: str
    id: str
    label: str
    kind: str
    value: str
    required: bool
    hint: str = ""
    wrong: str = ""
    now: str = ""
    lang: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields that stand side by side: one per locale, or the two ends of a band, or one alone."""

    label: str
    kind: str
    hint: str
    fields: tuple[FieldView, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """The whole form. ``before`` and ``after`` are the ids to move it before (None: it can't go that way)."""

    form: PartForm
    title: str
    name: str
    prefix: str
    base_digest: str
    groups: tuple[GroupView, ...]
    problem: str
    conflict: bool
    earlier: str | None
    later: str | None
    referred_by: tuple[str, ...] = field(default=())


def view_part(
    kit: Kit,
    form: PartForm,
    typed: Mapping[str, str],
    base_digest: str,
    *,
    wrong: Mapping[str, str] | None = None,
    problem: str = "",
    now: Mapping[str, str] | None = None,
) -> PartView:
    """Return the form with its fields in the language of the page; ``now`` is what stands after a conflict."""
    drawing = _Drawing(kit, form, typed, wrong or {}, now or {})
    earlier, later = _neighbours(kit, form)
    plain = kit_to_dict(kit)
    return PartView(
        form=form,
        title=sort_word(form.sort),
        name=_name(plain, form),
        prefix=anchor(form.at),
        base_digest=base_digest,
        groups=tuple(drawing.group(slot) for slot in form.slots),
        problem=problem,
        conflict=bool(now),
        earlier=earlier,
        later=later,
        referred_by=_who(kit, dependents(plain, form.sort, form.at.rpartition("/")[2])),
    )


class _Drawing:
    def __init__(
        self,
        kit: Kit,
        form: PartForm,
        typed: Mapping[str, str],
        wrong: Mapping[str, str],
        now: Mapping[str, str],
    ) -> None:
        self._kit, self._form, self._typed, self._wrong, self._now = kit, form, typed, wrong, now
        # The language of the page stands first.
        self._locales = sorted(kit.brand.locales, key=lambda locale: language_of(locale) != language())

    def group(self, slot: Slot) -> GroupView:
        label, hint = slot_word(slot.key, self._form.sort), slot_hint(slot.key)
        if slot.kind in ("words", "lines"):
            fields = tuple(
                self._field(slot, f"{slot.key}.{locale}", label=locale_word(locale), lang=locale)
                for locale in self._locales
            )
        elif slot.kind == "band":
            fields = tuple(
                self._field(slot, f"{slot.key}.{end}", label=slot_word(end, "")) for end in ("low", "high")
            )
        elif slot.kind == "instead":
            fields = (
                self._field(slot, slot.key, label=label),
                self._field(slot, f"{slot.key}.strike", label=""),
            )
        else:
            fields = (self._field(slot, slot.key, label=label),)
        return GroupView(label, slot.kind, hint, fields, self._wrong.get(slot.key, ""))

    def _field(self, slot: Slot, name: str, *, label: str, lang: str = "") -> FieldView:
        value, now = self._typed.get(name, ""), self._now.get(name, "")
        return FieldView(
            name=name,
            id=f"{anchor(self._form.at)}-{anchor(name)}",
            label=label,
            kind=slot.kind,
            value=value,
            required=slot.required,
            now=now if self._now and now != value else "",
            lang={"zh": "zh-CN"}.get(lang, lang),
            options=self._options(slot),
        )

    def _options(self, slot: Slot) -> tuple[tuple[str, str], ...]:
        if slot.kind == "locale":
            return tuple((locale, locale_word(locale)) for locale in self._locales)
        if slot.kind == "dimension":
            return tuple(
                (row.id, f"{localised(row.low)} – {localised(row.high)}")
                for row in self._kit.voice_guide.dimensions
            )
        if slot.kind == "choice":
            return tuple((value, choice_word(slot.key, value)) for value in slot.choices)
        return ()


def _neighbours(kit: Kit, form: PartForm) -> tuple[str | None, str | None]:
    """Return the id to move before so that the part stands one place earlier, and one place later (``""``: the end)."""
    if not form.is_item or form.is_new:
        return None, None
    steps = steps_of(form.at)
    ids = [item["id"] for item in find(kit_to_dict(kit), written(steps[:-1])) or ()]
    if steps[-1].name not in ids:
        return None, None
    place = ids.index(steps[-1].name)
    earlier = ids[place - 1] if place > 0 else None
    if place + 1 >= len(ids):
        return earlier, None
    return earlier, ids[place + 2] if place + 2 < len(ids) else ""


def _who(kit: Kit, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return who names a part, as people call them: channels by name, pairs by how many, the rest by its word."""
    named = {f"channels/{channel.id}": localised(channel.name) for channel in kit.channels}
    pairs = sum(address.startswith("voice_guide.exemplars/") for address in addresses)
    who = [named[address] for address in addresses if address in named]
    if pairs:
        who.append(_("pairs: %(count)d", count=pairs))
    if "binding_warnings" in addresses:
        who.append(_("Binding warnings"))
    return tuple(who)


def _name(plain: Mapping[str, object], form: PartForm) -> str:
    """Return what tells an item from its neighbours, in the words of the brand; empty for the parts there is one of."""
    if not form.is_item or form.is_new:
        return ""
    item = find(plain, form.at) or {}
    for key in ("name", "text", "say", "pattern", "family", "high"):
        value = item.get(key)
        if isinstance(value, dict):
            return localised(value)
        if isinstance(value, str):
            return value
    return ""
