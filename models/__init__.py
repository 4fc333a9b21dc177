"""Database tables, one family per file. Imports nothing of ``hub``."""

from models.base import Base
from models.brands import Brand, BrandVersion, Channel
from models.contents import Content, Revision, Variant
from models.desks import ReadingMark, WorkingCopy
from models.discussion import Comment, Dismissal
from models.events import Event
from models.jobs import Job
from models.people import ApiToken, Membership, User
from models.reports import FindingRow, Report
from models.reviews import Decision, Review

__all__ = [
    "ApiToken",
    "Base",
    "Brand",
    "BrandVersion",
    "Channel",
    "Comment",
    "Content",
    "Decision",
    "Dismissal",
    "Event",
    "FindingRow",
    "Job",
    "Membership",
    "ReadingMark",
    "Report",
    "Review",
    "Revision",
    "User",
    "Variant",
    "WorkingCopy",
]
