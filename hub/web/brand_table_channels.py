"""Channels: what each asks of copy, the brand's own lines, rule packs and the warnings that bind."""

from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.brandkit.outlets import ChannelPart
from hub.channels import channel_kinds
from hub.errors import EditConflict, HubError, InvalidInput
from hub.services.kit_editing import Edit, KitDesk, Move, Put, Remove
from hub.web.addresses import see_other
from hub.web.brand_table_channel_forms import (
    MEDIA,
    limit_word,
    pack_rows,
    read_channel,
    read_lines,
    rule_words,
    strictness_word,
    ticked_rules,
    words_of_channel,
    words_of_kind,
    words_of_rules,
)
from hub.web.brand_table_desk import (
    as_seen,
    changed_meanwhile,
    desk_of,
    desk_to_write,
    form_again,
    item_of,
    keep,
    mark_of,
    pages,
    standing,
)
from hub.web.brand_table_forms import Typed, Wrong, is_fragment, typed_words
from hub.web.brand_table_term_rows import locale_options
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.words import media_word


@pages.get("/channels")
@permission("brand.read")
def show_channels(slug: str) -> str:
    """Show the channels, the brand's lines, the rule packs and the warnings that bind."""
    return render_template("brand_table_channels.html", **_page(desk_of(slug)))


@pages.get("/channels/-/new")
@permission("brand.write")
def show_new_channel(slug: str) -> str:
    """Show the kinds to choose from, then the form for a new channel of the chosen kind."""
    desk = desk_to_write(slug)
    typed = words_of_kind(request.args.get("kind", ""), desk.kit)
    return render_template("brand_table_channel.html", **_form(desk, None, typed, {}))


@pages.post("/channels")
@permission("brand.write")
def add_channel(slug: str) -> AnyResponse:
    """Keep a new channel."""
    return _save(slug, None)


@pages.get("/channels/<channel_id>")
@permission("brand.write")
def show_channel(slug: str, channel_id: str) -> str:
    """Show the form of a channel: a page, or a card to be put in the channel's place."""
    desk = desk_to_write(slug)
    channel = item_of(desk.kit.channels, channel_id)
    template = "brand_table_channel_card.html" if is_fragment() else "brand_table_channel.html"
    return render_template(template, **_form(desk, channel, words_of_channel(channel), {}))


@pages.get("/channels/<channel_id>/card")
@permission("brand.read")
def show_channel_card(slug: str, channel_id: str) -> str | AnyResponse:
    """Show a channel's card alone, to be put in its form's place."""
    if not is_fragment():
        return see_other(url_for(".show_channels", slug=slug, _anchor=f"channel-{channel_id}"))
    desk = desk_of(slug)
    channel = item_of(desk.kit.channels, channel_id)
    saved = request.args.get("saved") == "1"
    return render_template("brand_table_channel_card.html", **_page(desk), channel=channel, saved=saved)


@pages.post("/channels/<channel_id>")
@permission("brand.write")
def save_channel(slug: str, channel_id: str) -> AnyResponse:
    """Keep a channel as it was typed."""
    return _save(slug, channel_id)


@pages.post("/channels/<channel_id>/remove")
@permission("brand.write")
def remove_channel(slug: str, channel_id: str) -> AnyResponse:
    """Take a channel out of the draft."""
    name = ""

    def edits(desk: KitDesk) -> list[Edit]:
        nonlocal name
        item_of(desk.kit.channels, channel_id)
        name = localised(as_seen(desk.kit.channels, channel_id, request.form.get("seen", "")).name)
        return [Remove(f"channels/{channel_id}")]

    keep(slug, edits)
    flash(_("“%(word)s” is removed.", word=name))
    return see_other(url_for(".show_channels", slug=slug))


@pages.post("/channels/<channel_id>/move")
@permission("brand.write")
def move_channel(slug: str, channel_id: str) -> AnyResponse:
    """Put a channel one place further up; the first one goes to the end."""

    def edits(desk: KitDesk) -> list[Edit]:
        item_of(desk.kit.channels, channel_id)
        ids = [channel.id for channel in desk.kit.channels]
        place = ids.index(channel_id)
        return [Move(f"channels/{channel_id}", ids[place - 1] if place else None)]

    keep(slug, edits)
    return see_other(url_for(".show_channels", slug=slug, _anchor=f"channel-{channel_id}"))


@pages.post("/channels/-/lines")
@permission("brand.write")
def save_lines(slug: str) -> AnyResponse:
    """Keep the brand's own lines."""
    typed = typed_words()
    values, wrong = read_lines(typed)

    def edits(now: KitDesk) -> list[Edit]:
        if mark_of(now.kit.thresholds) != typed.get("seen", ""):
            raise changed_meanwhile()
        return [Put("thresholds", values)]

    try:
        if wrong:
            raise InvalidInput("Something is not right yet. It is marked beside the field.")
        keep(slug, edits)
    except HubError as error:
        context = _page(desk_of(slug))
        return form_again(error, "brand_table_channels.html", **{**context, "typed": typed, "wrong": wrong})
    flash(_("The lines are saved."))
    return see_other(url_for(".show_channels", slug=slug, _anchor="lines"))


@pages.post("/channels/-/packs")
@permission("brand.write")
def save_pack(slug: str) -> AnyResponse:
    """Switch one rule pack on or off."""
    pack, on = request.form.get("pack", ""), request.form.get("on") == "yes"

    def edits(now: KitDesk) -> list[Edit]:
        packs = [name for name in now.kit.packs if name != pack] + ([pack] if on else [])
        return [Put("packs", packs)]

    keep(slug, edits)
    flash(_("The rule pack is on in the draft.") if on else _("The rule pack is off in the draft."))
    return see_other(url_for(".show_channels", slug=slug, _anchor="packs"))


@pages.post("/channels/-/warnings")
@permission("brand.write")
def save_warnings(slug: str) -> AnyResponse:
    """Keep which rules' warnings bind."""
    desk = desk_to_write(slug)
    seen = list(desk.kit.binding_warnings)
    shown = request.form.getlist("shown")

    def edits(now: KitDesk) -> list[Edit]:
        # What somebody else added meanwhile was not on this form, so it stays.
        others = [rule for rule in now.kit.binding_warnings if rule not in shown]
        return [Put("binding_warnings", list(dict.fromkeys([*others, *rules])))]

    rules = ticked_rules(request.form)
    try:
        unknown = [rule for rule in rules if rule not in seen and not _is_rule(rule, desk)]
        if unknown:
            raise InvalidInput(f"There is no rule {unknown[0]}; choose one of the list.")
        keep(slug, edits)
    except HubError as error:
        context = {**_page(desk), "added": request.form.get("added", "")}
        return form_again(error, "brand_table_channels.html", **context)
    flash(_("The warnings that bind are saved."))
    return see_other(url_for(".show_channels", slug=slug, _anchor="warnings"))


def _is_rule(rule: str, desk: KitDesk) -> bool:
    terms = {f"term.{term.id}" for term in desk.kit.terms if term.status != "banned"}
    return rule in rule_words(desk.kit) or rule in terms


def _save(slug: str, channel_id: str | None) -> AnyResponse:
    typed = typed_words()
    desk = desk_to_write(slug)
    before = item_of(desk.kit.channels, channel_id) if channel_id else None
    values, wrong = read_channel(typed, desk.kit, channel_id)

    def edits(now: KitDesk) -> list[Edit]:
        as_seen(now.kit.channels, channel_id, typed.get("seen", ""))
        return [Put(f"channels/{channel_id or values['id']}", values)]

    try:
        if wrong:
            raise InvalidInput("Something is not right yet. It is marked beside the field.")
        keep(slug, edits)
    except HubError as error:
        if isinstance(error, EditConflict):
            desk = desk_to_write(slug)
            before = standing(desk.kit.channels, channel_id)
        template = "brand_table_channel_card.html" if is_fragment() else "brand_table_channel.html"
        return form_again(error, template, **_form(desk, before, typed, wrong))
    if is_fragment() and channel_id:
        return see_other(url_for(".show_channel_card", slug=slug, channel_id=values["id"], saved=1))
    flash(_("“%(word)s” is saved.", word=localised(values["name"])))
    return see_other(url_for(".show_channels", slug=slug, _anchor=f"channel-{values['id']}"))


def _form(desk: KitDesk, channel: ChannelPart | None, typed: Typed, wrong: Wrong) -> dict[str, Any]:
    return {
        **_page(desk),
        "channel": channel,
        "typed": typed,
        "wrong": wrong,
        "seen": mark_of(channel),
        "editing": True,
        "media": [(media, media_word(media)) for media in MEDIA],
        "locales": locale_options(desk.kit.brand.locales),
    }


def _page(desk: KitDesk) -> dict[str, Any]:
    return {
        "desk": desk,
        "kinds": channel_kinds(),
        "limit_word": limit_word,
        "strictness_word": strictness_word,
        "packs": pack_rows(desk.kit),
        "binding": words_of_rules(desk.kit),
        "rules": rule_words(desk.kit),
        "lines_seen": mark_of(desk.kit.thresholds),
        "typed": {"message": f"{desk.kit.thresholds.message:g}", "tone": f"{desk.kit.thresholds.tone:g}"},
        "wrong": {},
        "editing": False,
        "pillars": {pillar.id: localised(pillar.name) for pillar in desk.kit.message_house.pillars},
        "dimensions": desk.kit.voice_guide.dimensions,
    }
