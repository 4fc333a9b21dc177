"""Alembic's scripts: the way of the database from release to release."""
