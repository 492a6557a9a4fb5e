"""The queue of clips that wait for their analysis, and the folders that are watched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add queue and watched folders."""
    op.create_table(
        "queue_item",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("path", sa.Text, nullable=False, unique=True),
        sa.Column("athlete_id", sa.Text, sa.ForeignKey("athlete.id", ondelete="CASCADE")),
        sa.Column("exercise_id", sa.Text, nullable=False, server_default=""),
        sa.Column("state", sa.Text, nullable=False, server_default="waiting", index=True),
        sa.Column("problem", sa.Text, nullable=False, server_default=""),
        sa.Column("set_id", sa.Text, nullable=False, server_default=""),
    )
    op.create_table("watched_folder", sa.Column("path", sa.Text, primary_key=True))
