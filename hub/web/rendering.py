"""What every template can reach: words, names, the menu, and the small drawings that stand for numbers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, request
from markupsafe import Markup

from hub.config import VERSION
from hub.web import words
from hub.web.languages import language, localised
from hub.web.languages import translate as _
from hub.workflow.roles import Principal


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A room in the rail."""

    label: str
    path: str
    current: bool


def equip(app: Flask) -> None:
    """Give templates their globals and filters."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        localised=localised,
        moment=moment,
        state_word=words.state_word,
        verdict_word=words.verdict_word,
        score_word=words.score_word,
        role_word=words.role_word,
        level_word=words.level_word,
        decision_word=words.decision_word,
        role_name=words.role_name,
        locale_word=words.locale_word,
        media_word=words.media_word,
        task_word=words.task_word,
        change_word=words.change_word,
        term_word=words.term_word,
    )

    @app.context_processor
    def globals_of_pages() -> dict[str, Any]:
        theme = request.cookies.get("theme", "")
        return {
            "language": language(),
            "theme": theme if theme in ("light", "dark") else "auto",
            "principal": g.get("principal"),
            "menu": menu(g.get("principal"), request.path),
            "here": request.full_path.removesuffix("?") if request.method == "GET" else "/",
            "hub_version": VERSION,
        }


def menu(principal: Principal | None, path: str) -> list[MenuItem]:
    """Return the rooms that this person has a key to."""
    if principal is None:
        return []
    rooms = (
        (_("Today"), "/", None),
        (_("Write"), "/drafts", "draft.read"),
        (_("Check a text"), "/check", "text.check"),
        (_("Review"), "/reviews", "review.read"),
        (_("Channels"), "/channels", "delivery.read"),
        (_("Brand"), "/brand", "brand.read"),
        (_("Jobs"), "/jobs", "job.read"),
        (_("Settings"), "/settings/tokens", "token.manage"),
    )
    return [
        MenuItem(label, target, _is_current(path, target))
        for label, target, needed in rooms
        if needed is None or principal.may_anywhere(needed)
    ]


def moment(at: datetime) -> Markup:
    """Return a moment as a ``time`` element in UTC, which the browser turns into the reader's own time."""
    utc = at.astimezone(UTC)
    return Markup('<time datetime="{}">{} UTC</time>').format(
        utc.isoformat(timespec="seconds"), utc.strftime("%Y-%m-%d %H:%M")
    )


def _is_current(path: str, target: str) -> bool:
    if target == "/":
        return path == "/"
    root = "/settings" if target.startswith("/settings") else target
    return path == root or path.startswith(root + "/")
