"""Runs migrations on the database of the settings, or on a connection that the caller brings."""

from typing import Any

from alembic import context
from sqlalchemy import Connection

from hub.config import read_settings
from hub.services.database import open_engine
from models import Base


def run(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="models.base.",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Any = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(read_settings().database())
    with engine.connect() as own:
        run(own)
        own.commit()
    engine.dispose()
