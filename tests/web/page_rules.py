"""The rules that every page keeps, checked on its HTML."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_FIELDS = ("input", "select", "textarea")
_UNLABELLED = ("hidden", "submit", "button")
_VOID = {"input", "meta", "link", "br", "hr", "img", "rect", "source", "wbr"}


@dataclass
class _Form:
    is_post: bool
    has_token: bool = False


@dataclass
class _Seen:
    titles: int = 0
    h1: int = 0
    html_lang: str | None = None
    ids: list[str] = field(default_factory=list)
    labels_for: list[str] = field(default_factory=list)
    fields: list[tuple[str, dict[str, str | None], bool]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = _Seen()
        self._stack: list[str] = []
        self._form: _Form | None = None
        self._named: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, values = self.seen, dict(attrs)
        for name in values:
            if name.startswith("on") or name == "style":
                seen.faults.append(f"<{tag}> has the attribute {name}")
        repeated = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        if repeated:
            seen.faults.append(f"<{tag}> repeats {repeated}")
        if "id" in values:
            seen.ids.append(values["id"] or "")
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            seen.references += [(name, target) for target in (values.get(name) or "").split()]
        if tag == "html":
            seen.html_lang = values.get("lang")
        elif tag == "title" and "svg" not in self._stack:
            seen.titles += 1
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            seen.h1 += tag == "h1"
            seen.headings.append(int(tag[1]))
        elif tag == "style":
            seen.faults.append("<style> in the page")
        elif tag == "script" and not values.get("src"):
            seen.faults.append("<script> without a source")
        elif tag == "label" and values.get("for"):
            seen.labels_for.append(values["for"] or "")
        elif tag == "img" and "alt" not in values:
            seen.faults.append("<img> without alt")
        elif tag == "svg" and values.get("role") == "img" and not values.get("aria-label"):
            seen.faults.append("<svg role=img> without a name")
        elif tag == "form":
            self._form = _Form((values.get("method") or "get").lower() == "post")
        if tag in _FIELDS:
            if values.get("name") == "csrf_token" and self._form is not None and values.get("value"):
                self._form.has_token = True
            seen.fields.append((tag, values, "label" in self._stack))
        if tag == "button":
            self._named.append(bool(values.get("aria-label")))
        if tag not in _VOID:
            self._stack.append(tag)

    def handle_data(self, data: str) -> None:
        if self._named and "button" in self._stack and data.strip():
            self._named[-1] = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            if self._form.is_post and not self._form.has_token:
                self.seen.faults.append("a POST form without its token")
            self._form = None
        if tag == "button" and self._named and not self._named.pop():
            self.seen.faults.append("a button without a name")
        if tag in _VOID:
            return
        if not self._stack or self._stack[-1] != tag:
            self.seen.faults.append(f"</{tag}> closes {self._stack[-1:] or 'nothing'}")
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass


def faults_of(page: str) -> list[str]:
    """Return what is wrong with a page; a fragment (no doctype) need not have a title and headings of its own."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    seen = reader.seen
    faults = list(seen.faults)
    if page.lstrip().lower().startswith("<!doctype html>"):
        if seen.titles != 1:
            faults.append(f"{seen.titles} titles")
        if seen.h1 != 1:
            faults.append(f"{seen.h1} h1")
        if seen.html_lang not in ("zh-CN", "en"):
            faults.append(f"lang is {seen.html_lang!r}")
        if seen.headings and seen.headings[0] != 1:
            faults.append(f"the first heading is h{seen.headings[0]}")
        jumps = [
            f"h{one} to h{two}"
            for one, two in zip(seen.headings, seen.headings[1:], strict=False)
            if two > one + 1
        ]
        faults += [f"headings jump from {jump}" for jump in jumps]
        faults += [
            f"{name} names #{target}, which is not there"
            for name, target in seen.references
            if target not in seen.ids
        ]
    faults += [
        f"id {name!r} is there {count} times" for name, count in Counter(seen.ids).items() if count > 1
    ]
    for tag, values, wrapped in seen.fields:
        if (values.get("type") or "") in _UNLABELLED:
            continue
        named = wrapped or values.get("aria-label") or values.get("id") in seen.labels_for
        if not named:
            faults.append(f"<{tag} name={values.get('name')!r}> has no label")
    return faults
