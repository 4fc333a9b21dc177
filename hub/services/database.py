"""The database behind the unit of work: engine, SQLite's transaction handling, sessions."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_S = 30
WRITES = "onevoice_writes"


def open_engine(url: str) -> Engine:
    """Return an engine for SQLite (WAL, foreign keys on, writers queued) or PostgreSQL."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql" and "+" not in address.drivername:
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the factory of sessions; rows stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own BEGIN is late and never IMMEDIATE; SQLAlchemy's begin event issues it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at the start: two that read first and write later could only fail.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
