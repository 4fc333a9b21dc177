"""Every page family of the hub, found by following the links that each person sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_LINK = re.compile(r'<a\s[^>]*?href="([^"#]+)')
# Nobody links to these: the page of an address that is none, and the building blocks.
_UNLINKED = ("/no-such-page", "/design", "/sign-in")
_MOST_FETCHED = 400


@dataclass(frozen=True, slots=True)
class Family:
    """One page of a family (a route), as one person sees it."""

    rule: str
    path: str
    person: str


def families_of(
    app: Flask, logins: Iterable[tuple[str, str]], *, besides: Iterable[str] = ()
) -> list[Family]:
    """Return a page per route and person; ``logins`` are pairs of e-mail and password, ``besides`` addresses that
    forms lead to and links do not."""
    also = tuple(besides)
    return [family for email, password in logins for family in _walk(app, email, password, also)]


def _walk(app: Flask, email: str, password: str, besides: tuple[str, ...]) -> list[Family]:
    client = app.test_client()
    client.set_cookie("language", "en")
    form = client.get("/sign-in").get_data(as_text=True)
    token = unescape(re.search(r'name="csrf_token" value="([^"]+)"', form)[1])  # type: ignore[index]
    entered = client.post("/sign-in", data={"email": email, "password": password, "csrf_token": token})
    assert entered.status_code == 303, email
    found: dict[str, Family] = {}
    waiting, seen = ["/", *_UNLINKED, *besides], set()
    while waiting and len(seen) < _MOST_FETCHED:
        path = waiting.pop(0)
        rule = _rule(app, path)
        if path in seen or rule in found:
            continue
        seen.add(path)
        answer = client.get(path)
        if "Location" in answer.headers:
            waiting.insert(0, answer.headers["Location"])
            continue
        if answer.mimetype != "text/html" or "Content-Disposition" in answer.headers:
            continue
        assert answer.status_code < 500, f"{path}: {answer.status_code}"
        found[rule] = Family(rule, path, email)
        for link in _LINK.findall(answer.get_data(as_text=True)):
            target = urlsplit(urljoin(path, unescape(link)))
            if not target.netloc:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return list(found.values())


def _rule(app: Flask, path: str) -> str:
    """Return the route's pattern; an address that is none is a family of its own."""
    try:
        rule, _ = app.url_map.bind("localhost").match(urlsplit(path).path, return_rule=True)
    except (RequestRedirect, HTTPException):
        return "nothing"
    return str(rule.rule)
