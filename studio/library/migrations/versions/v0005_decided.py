"""How many findings of a set the coach has decided about, so that a list of what is still open is quick."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the count and take it from the reviews that are there."""
    op.add_column("training_set", sa.Column("verdict_count", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE training_set SET verdict_count = coalesce(json_array_length(review, '$.verdicts'), 0) "
        "WHERE json_valid(review)"
    )
