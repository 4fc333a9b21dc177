"""What every template can reach: words, names, and what stands around the page."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, request
from markupsafe import Markup

from hub.config import VERSION
from hub.web import today_words, words
from hub.web.current_brand import COOKIE, shell
from hub.web.languages import language, localised
from hub.web.rooms import room_at, rooms_of


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
        due_word=today_words.say_due,
        wait_word=today_words.say_wait,
        since_word=today_words.say_since,
        valid_word=today_words.say_valid,
        drift_word=today_words.say_drift,
    )

    @app.context_processor
    def globals_of_pages() -> dict[str, Any]:
        theme = request.cookies.get("theme", "")
        return {
            "language": language(),
            "theme": theme if theme in ("light", "dark") else "auto",
            "principal": g.get("principal"),
            # Under one name, so that no page's own word hides what its frame needs.
            "surround": {
                "rooms": rooms_of(g.get("principal"), request.path),
                "room": room_at(request.path),
                "shell": shell,
                "brand": request.cookies.get(COOKIE, ""),
                "rail": "narrow" if request.cookies.get("rail") == "narrow" else "wide",
                "letters": "off" if request.cookies.get("keys") == "off" else "on",
            },
            "here": request.full_path.removesuffix("?") if request.method == "GET" else "/",
            "hub_version": VERSION,
        }


def moment(at: datetime) -> Markup:
    """Return a moment as a ``time`` element in UTC, which the browser turns into the reader's own time."""
    utc = at.astimezone(UTC)
    return Markup('<time datetime="{}">{} UTC</time>').format(
        utc.isoformat(timespec="seconds"), utc.strftime("%Y-%m-%d %H:%M")
    )
