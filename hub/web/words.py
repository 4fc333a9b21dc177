"""The words for states, verdicts, roles and kinds, in the language of the page."""

from hub.web.languages import translate as _


def state_word(state: str) -> str:
    """Return the word for a variant's or a job's state."""
    return {
        "draft": _("Draft"),
        "in_review": _("In review"),
        "changes_requested": _("Changes asked for"),
        "approved": _("Approved"),
        "rejected": _("Rejected"),
        "waiting": _("Waiting"),
        "running": _("Running"),
        "done": _("Done"),
        "failed": _("Failed"),
        "published": _("In force"),
        "superseded": _("Superseded"),
    }.get(state, state)


def verdict_word(verdict: str | None) -> str:
    """Return the word for a verdict; None is a text that waits to be judged."""
    return {
        "pass": _("On message"),
        "needs_work": _("Needs work"),
        "blocked": _("Blocked"),
        "not_judged": _("Not judged"),
        None: _("Being judged"),
    }.get(verdict, str(verdict))


def role_word(role: str) -> str:
    """Return the word for what a sentence does."""
    return {"carries": _("carries the message"), "neutral": _("neutral"), "drifts": _("drifts off")}.get(
        role, role
    )


def score_word(standing: str) -> str:
    """Return the word for a score's standing against its line."""
    return {
        "on": _("on message"),
        "weak": _("weak"),
        "off": _("off message"),
        "in_voice": _("in voice"),
        "off_voice": _("out of voice"),
        "none": _("not judged"),
    }[standing]


def level_word(level: str) -> str:
    """Return the word for a finding's level."""
    return {"error": _("Must change"), "warning": _("Should change"), "suggestion": _("Could be better")}.get(
        level, level
    )


def unit_word(unit: str) -> str:
    """Return the word for what a limit counts."""
    return {
        "characters": _("characters"),
        "weighted": _("characters (wide ones count 2)"),
        "half_weighted": _("characters (narrow ones count ½)"),
        "words": _("words"),
    }.get(unit, unit)


def decision_word(kind: str) -> str:
    """Return the word for a decision that was taken."""
    return {"approve": _("Approved"), "request_changes": _("Asked for changes"), "reject": _("Rejected")}.get(
        kind, kind
    )


def nearest_word(kind: str) -> str:
    """Return the word for what a sentence is nearest to."""
    return {
        "core_message": _("Core message"),
        "value_proposition": _("Value proposition"),
        "pillar": _("Pillar"),
        "proof_point": _("Proof point"),
        "trade": _("Talk of the trade"),
        "competitor": _("Competitor talk"),
        "counter": _("Counter-message"),
        "exemplar": _("Exemplar"),
        "off_message": _("Exemplar of what is off message"),
        "generic": _("What any brand could say"),
    }.get(kind, kind)


def role_name(role: str) -> str:
    """Return the word for a person's role."""
    return {
        "copywriter": _("Copywriter"),
        "brand_manager": _("Brand manager"),
        "channel_team": _("Channel team"),
        "admin": _("Administrator"),
    }.get(role, role)


def locale_word(locale: str) -> str:
    """Return the word for a locale of copy."""
    return {"zh": _("Chinese"), "en": _("English"), "zh-Hant": _("Chinese, traditional")}.get(locale, locale)


def media_word(media: str) -> str:
    """Return the word for a class of media."""
    return {"paid": _("Paid"), "owned": _("Owned"), "earned": _("Earned"), "shared": _("Shared")}.get(
        media, media
    )


def task_word(task: str) -> str:
    """Return what a background job does."""
    return {
        "judging.judge_revision": _("Judge a text"),
        "judging.rejudge_brand": _("Judge the library again"),
    }.get(task, task)


def change_word(kind: str) -> str:
    """Return the word for a difference between two kits."""
    return {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}.get(kind, kind)


def term_word(status: str) -> str:
    """Return the word for a term's status."""
    return {"preferred": _("Preferred"), "admitted": _("Admitted"), "banned": _("Banned")}.get(status, status)
