"""Athletes, screening versions, sessions, sets with clips, faults, measures and tags, and the text to search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first form of the database."""
    _people()
    _sets()
    _parts_of_sets()
    op.create_table("meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "pending_erasure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("files", sa.Text, nullable=False),
    )
    op.execute("CREATE VIRTUAL TABLE set_text USING fts5(athlete, text, tokenize='unicode61 remove_diacritics 2')")


def _people() -> None:
    op.create_table(
        "athlete",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("stature_cm", sa.Float),
        sa.Column("bench_cm", sa.Float),
        sa.Column("foot_cm", sa.Float),
        sa.Column("preferences", sa.Text, nullable=False, server_default=""),
        sa.Column("notes", sa.Text, nullable=False, server_default=""),
        sa.Column("neutral", sa.Text),
        sa.Column("consent_day", sa.Text),
        sa.Column("consent_note", sa.Text, nullable=False, server_default=""),
        sa.Column("is_self", sa.Boolean, nullable=False, server_default="0"),
    )
    op.create_table(
        "screening",
        sa.Column("athlete_id", sa.Text, sa.ForeignKey("athlete.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("athlete_id", sa.Text, sa.ForeignKey("athlete.id", ondelete="CASCADE"), index=True),
        sa.Column("day", sa.Text, nullable=False, index=True),
        sa.Column("place", sa.Text, nullable=False, server_default=""),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )


def _sets() -> None:
    op.create_table(
        "training_set",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("session_id", sa.Text, sa.ForeignKey("session.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("exercise_id", sa.Text, nullable=False),
        sa.Column("load_kg", sa.Float),
        sa.Column("reps_done", sa.Float),
        sa.Column("pain_max", sa.Float),
        sa.Column("log", sa.Text, nullable=False),
        sa.Column("is_judged", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("grade", sa.Text, nullable=False, server_default=""),
        sa.Column("tier", sa.Text, nullable=False, server_default=""),
        sa.Column("load_level", sa.Text, nullable=False, server_default=""),
        sa.Column("rep_count", sa.Integer, nullable=False, server_default="0"),
        sa.Column("top_fault", sa.Text, nullable=False, server_default=""),
        sa.Column("top_severity", sa.Integer, nullable=False, server_default="0"),
        sa.Column("rules", sa.Text, nullable=False, server_default=""),
        sa.Column("review", sa.Text, nullable=False, server_default="{}"),
        sa.Column("observation", sa.Text, nullable=False, server_default=""),
        sa.Column("engine", sa.Text, nullable=False, server_default=""),
        sa.Column("model", sa.Text, nullable=False, server_default=""),
        sa.Column("thumbnail", sa.Text, nullable=False, server_default=""),
    )


def _parts_of_sets() -> None:
    def of_set() -> sa.Column[str]:
        return sa.Column("set_id", sa.Text, sa.ForeignKey("training_set.id", ondelete="CASCADE"), primary_key=True)

    op.create_table(
        "clip",
        of_set(),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("captured", sa.Text, nullable=False, server_default=""),
        sa.Column("device", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "fault",
        of_set(),
        sa.Column("fault", sa.Text, primary_key=True, index=True),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
    )
    op.create_table(
        "measure",
        of_set(),
        sa.Column("measure", sa.Text, primary_key=True),
        sa.Column("value", sa.Float),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
    )
    op.create_table("tag", of_set(), sa.Column("tag", sa.Text, primary_key=True, index=True))
