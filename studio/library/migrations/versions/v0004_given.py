"""What the plan asked for with each set, so that what came of it can be looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the faults that were cued; of sets that are there nobody knows."""
    op.add_column("training_set", sa.Column("given", sa.Text, nullable=False, server_default="[]"))
