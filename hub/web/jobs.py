"""Background jobs and how far they are."""

from flask import Blueprint, render_template

from hub.services.jobs import list_jobs
from hub.web.context import hub_parts, signed_in
from hub.web.permissions import permission

pages = Blueprint("jobs", __name__, url_prefix="/jobs")


@pages.get("")
@permission("job.read")
def show_list() -> str:
    """Show the newest jobs."""
    return render_template("jobs.html", jobs=list_jobs(hub_parts(), signed_in()))
