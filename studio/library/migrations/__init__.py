"""How the database came to be, version by version; run by Alembic, shipped with the package."""
