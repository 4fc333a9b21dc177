"""Finds the checks, runs them, and names the version of all rules shipped."""

import hashlib
import importlib
import json
import logging
import pkgutil
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import hub.judging.checks as package
from hub.judging.checks.base import Check, Context, Failed
from hub.judging.report import Finding
from hub.judging.styles import packs_digest

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What the checks found, and the ids of checks and rules that could not be applied."""

    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in this package, by id."""
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = (
        getattr(importlib.import_module(f"{package.__name__}.{name}"), "CHECK", None) for name in modules
    )
    return tuple(sorted((check for check in found if isinstance(check, Check)), key=lambda check: check.id))


@cache
def hard_checks() -> frozenset[str]:
    """Return the ids of the checks whose findings may block a text."""
    return frozenset(check.id for check in all_checks() if check.level == "error")


def run_checks(context: Context, *, only: Collection[str] | None = None) -> CheckRun:
    """Run all checks, or those whose ids are in ``only``.

    Findings come by part, start, end and rule; one rule never marks the same span twice. A check that breaks
    keeps what it found before, is logged, and is named in ``failed``: it never stops the others.
    """
    findings: dict[tuple[str, str, int, int], Finding] = {}
    failed: set[str] = set()
    for check in all_checks():
        if only is not None and check.id not in only:
            continue
        try:
            for outcome in check.run(context):
                if isinstance(outcome, Failed):
                    _log.warning("rule %s could not be applied: %s", outcome.rule, outcome.why)
                    failed.add(outcome.rule)
                else:
                    findings.setdefault((outcome.rule, outcome.part, outcome.start, outcome.end), outcome)
        except Exception:
            _log.exception("check %s broke", check.id)
            failed.add(check.id)
    order = {part.name: index for index, part in enumerate(context.passage.parts)}
    ordered = sorted(
        findings.values(),
        key=lambda found: (order.get(found.part, len(order)), found.start, found.end, found.rule, found.part),
    )
    return CheckRun(tuple(ordered), tuple(sorted(failed)))


@cache
def rules_version() -> str:
    """Return a short digest of the shipped packs and of all checks' ids and versions."""
    versions = [[check.id, check.version] for check in all_checks()]
    data = json.dumps([packs_digest(), versions], separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()[:16]
