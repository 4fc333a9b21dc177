"""Background jobs and how far they are."""

from flask import Blueprint, render_template

from hub.services.jobs import JobView, list_jobs
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import shell
from hub.web.languages import translate as _
from hub.web.permissions import permission

pages = Blueprint("jobs", __name__, url_prefix="/jobs")
_ORDER = {"failed": 0, "running": 1, "waiting": 2, "done": 3}


@pages.get("")
@permission("job.read")
def show_list() -> str:
    """Show the newest jobs: what failed first, then what is under way."""
    jobs = sorted(list_jobs(hub_parts(), signed_in()), key=lambda job: _ORDER[job.state])
    live = any(job.state in ("waiting", "running") for job in jobs)
    return render_template("jobs.html", jobs=[(job, _advice(job)) for job in jobs], live=live)


@pages.get("/running")
@permission("job.read")
def show_running() -> str:
    """Answer with the line of the top bar; it asks again by itself while something runs."""
    frame = shell()
    return render_template("parts/running.html", running=frame.running if frame else None)


def _advice(job: JobView) -> str:
    """Return what to do about a job that failed."""
    if job.state != "failed":
        return ""
    return {
        "judging.judge_revision": _(
            "It was tried three times. The text itself is kept: open it and save it once more, and it is judged anew."
        ),
        "judging.rejudge_brand": _(
            "It was tried three times. The texts and their former reports are kept. Give whoever runs the hub the "
            "reason below; publishing the next version judges the library again."
        ),
    }.get(
        job.task,
        _("It was tried three times and left alone. Give whoever runs the hub the reason below."),
    )
