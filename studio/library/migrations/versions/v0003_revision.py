"""How often a set was saved, so that nobody saves over what somebody else has saved meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the revision of sets; every set that is there has been saved once."""
    op.add_column("training_set", sa.Column("revision", sa.Integer, nullable=False, server_default="1"))
