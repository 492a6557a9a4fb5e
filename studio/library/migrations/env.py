"""Alembic's way in: migrate over the connection that is handed over, all versions in one transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
