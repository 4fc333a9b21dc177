"""The page door: server-rendered pages that work without JavaScript. ``build_app`` puts it together."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from hub.services.parts import Parts
from hub.web import (
    brands,
    channels,
    check,
    copy_out,
    demo,
    design,
    discussion,
    drafts,
    families,
    find,
    health,
    help,
    jobs,
    my_brand,
    notifications,
    palette,
    people,
    people_session,
    preferences,
    reviews,
    sign_in,
    stylesheet,
    today,
    tokens,
    versions,
    writing,
)
from hub.web.errors import answer_errors
from hub.web.languages import speak
from hub.web.rendering import equip
from hub.web.security import secure
from hub.web.static_files import serve_static_files

STATIC = Path(__file__).resolve().parents[2] / "static"
_PAGES = (
    today.pages,
    drafts.pages,
    families.pages,
    versions.pages,
    writing.pages,
    check.pages,
    reviews.pages,
    discussion.pages,
    channels.pages,
    copy_out.pages,
    brands.pages,
    my_brand.pages,
    jobs.pages,
    tokens.pages,
    people.pages,
    demo.pages,
    notifications.pages,
    find.pages,
    palette.pages,
    help.pages,
    preferences.pages,
    sign_in.pages,
    health.pages,
    stylesheet.pages,
    design.pages,
)


def build_app(parts: Parts) -> Flask:
    """Return the application with all pages. ``app.extensions["csrf"]`` exempts doors that use no cookie."""
    settings = parts.settings
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.signing_key(),
        SESSION_COOKIE_NAME="onevoice",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        MAX_FORM_PARTS=1000,
        # A form is good for as long as its session is.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI="memory://",
        RATELIMIT_HEADERS_ENABLED=False,
        # Pages hold form tokens beside words that come with a request, so they are not compressed (BREACH).
        COMPRESS_MIMETYPES=["text/css", "text/javascript", "image/svg+xml"],
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=True,
    )
    app.extensions["onevoice"] = parts
    # In this order: the id is there for whatever fails next, the language before any page is rendered.
    secure(app, https=settings.https)
    speak(app, default=settings.language)
    answer_errors(app)
    CSRFProtect(app)
    people_session.guard(app, parts)
    limiter = Limiter(get_remote_address, app=app)
    equip(app)
    Compress(app)
    serve_static_files(app, STATIC)
    stylesheet.equip_stylesheet(app, STATIC / "css")
    for pages in _PAGES:
        app.register_blueprint(pages)
    attempt: Any = app.view_functions["sign_in.attempt"]
    app.view_functions["sign_in.attempt"] = limiter.limit(settings.login_limit)(attempt)
    return app
