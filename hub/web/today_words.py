"""How Today says numbers, days and durations in words."""

from datetime import date, datetime, timedelta

from flask_babel import format_date, format_datetime

from hub.services.today_views import Today, Waiting
from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.sentences import report_phrases

_WEEK = timedelta(days=7)


def say_day(day: date) -> str:
    """Return a day in full, as a letter has it."""
    return str(format_date(day, "y年M月d日 EEEE" if language() == "zh" else "EEEE, d MMMM"))


def say_since(at: datetime, now: datetime) -> str:
    """Return since when something waits: today, yesterday, a weekday of this week, else a date."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if now - at < _WEEK:
        return str(format_datetime(at, "EEEE", rebase=False))
    return short_date(at.date())


def say_wait(at: datetime, now: datetime) -> str:
    """Return for how long something has waited, in the largest unit that fits."""
    waited = max(now - at, timedelta())
    hours = int(waited.total_seconds() // 3600)
    if hours < 1:
        return _("less than an hour ago")
    if hours < 24:
        return _("waits for an hour") if hours == 1 else _("waits for %(count)d hours", count=hours)
    return _("waits for a day") if hours < 48 else _("waits for %(count)d days", count=hours // 24)


def say_due(day: date, now: datetime) -> str:
    """Return when something is due, or for how long it is overdue."""
    days = (day - now.date()).days
    if days < 0:
        return _("overdue by a day") if days == -1 else _("overdue by %(count)d days", count=-days)
    if days < 2:
        return _("due tomorrow") if days else _("due today")
    return _("due in %(count)d days", count=days) if days <= 7 else _("due %(day)s", day=short_date(day))


def say_valid(day: date, now: datetime) -> str:
    """Return until when a fact holds, or since when it does not."""
    days = (day - now.date()).days
    if days < 0:
        return _("no longer valid since %(day)s", day=short_date(day))
    if days == 0:
        return _("valid for the last time today")
    return _("valid for one more day") if days == 1 else _("valid for %(count)d more days", count=days)


def say_drift(line: Waiting) -> str:
    """Return why a text is held to have drifted."""
    if line.reason:
        return report_phrases().say(line.reason)
    if line.score is not None and line.line is not None:
        return _(
            "The message score %(score)d is below the line of %(line)d.",
            score=round(line.score),
            line=round(line.line),
        )
    return _("It passes no longer.")


def short_date(day: date) -> str:
    """Return a day and month."""
    return str(format_date(day, "M月d日" if language() == "zh" else "d MMMM"))


def summary(view: Today, now: datetime) -> str:
    """Return the one line on top: how much waits, most urgent first."""
    said = []
    if view.decide and view.decide.count:
        since = say_since(view.decide.first[0].since, now)
        said.append(
            _("One text waits for your decision, since %(day)s.", day=since)
            if view.decide.count == 1
            else _(
                "%(count)d texts wait for your decision, the oldest since %(day)s.",
                count=view.decide.count,
                day=since,
            )
        )
    if view.finish and view.finish.count:
        said.append(
            _("One draft is yours to finish.")
            if view.finish.count == 1
            else _("%(count)d drafts are yours to finish.", count=view.finish.count)
        )
        if view.finish.overdue:
            said.append(
                _("One is overdue.")
                if view.finish.overdue == 1
                else _("%(count)d are overdue.", count=view.finish.overdue)
            )
    changed = sum(outlet.changed for outlet in view.outlets or ())
    held = sum(outlet.held for outlet in view.outlets or ())
    if changed:
        said.append(
            _("One text changed in your channels since you last looked.")
            if changed == 1
            else _("%(count)d texts changed in your channels since you last looked.", count=changed)
        )
    elif view.deliveries and held:
        said.append(
            _("One text is ready in your channels.")
            if held == 1
            else _("%(count)d texts are ready in your channels.", count=held)
        )
    if view.house and view.house.failed_jobs:
        said.append(
            _("One job failed this week.")
            if view.house.failed_jobs == 1
            else _("%(count)d jobs failed this week.", count=view.house.failed_jobs)
        )
    if not said:
        return "" if view.is_bare else _("Nothing waits for you.")
    return ("" if language() == "zh" else " ").join(said)
