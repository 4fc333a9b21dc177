"""Whether the hub can do its work at all."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM


def is_database_ready(parts: Parts) -> bool:
    """Tell whether the database answers and has its tables."""
    try:
        with UnitOfWork(parts, SYSTEM, writes=False) as uow:
            uow.session.execute(text("SELECT 1 FROM brands LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True
