"""Watching: what an account follows, its feed, when a re-check was asked for; hubs of links.

Revision: 0004
Revises: 0003
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: SQLite rebuilds the table, and would forget that numbers are never given twice.
KEPT = {"sqlite_autoincrement": True}
SIDES = (("from_id", "to_id"), ("to_id", "from_id"))
KINDS = ("first_admin", "invitation", "api", "share")


def upgrade() -> None:
    """Bring the schema up."""
    make_watches()
    name_kinds(*KINDS, "feed")
    # Of what waits already the day is not known: it is nobody's news.
    op.add_column("link", sa.Column("recheck_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_link_recheck_at", "link", ["recheck_at"])
    op.create_index("ix_link_decided_at", "link", ["decided_at"])
    for here, there in SIDES:
        rest = ["relation", "status", there]
        op.create_index(f"ix_link_{here}_" + "_".join(rest), "link", [here, *rest])
        op.drop_index(f"ix_link_{here}", "link")


def make_watches() -> None:
    """Make the tables of what is followed and of how far somebody has looked."""
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject_type",
            sa.Enum(
                "statement",
                "speaker",
                "topic",
                name="watched",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_watch_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint(
            "account_id",
            "subject_type",
            "subject_id",
            name=op.f("uq_watch_account_id_subject_type_subject_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_watch_subject_type_subject_id", "watch", ["subject_type", "subject_id"])
    op.create_table(
        "watcher",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_watcher_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_watcher")),
    )


def name_kinds(*kinds: str) -> None:
    """Say what a token may open."""
    allowed = ", ".join(f"'{one}'" for one in kinds)
    with op.batch_alter_table("token", table_kwargs=KEPT) as token:
        token.drop_constraint(op.f("ck_token_tokenkind"), type_="check")
        token.create_check_constraint(op.f("ck_token_tokenkind"), f"kind IN ({allowed})")


def downgrade() -> None:
    """Take the schema back; feeds are gone with it, and made anew."""
    for here, there in SIDES:
        op.create_index(f"ix_link_{here}", "link", [here])
        op.drop_index(f"ix_link_{here}_relation_status_{there}", "link")
    op.drop_index("ix_link_decided_at", "link")
    op.drop_index("ix_link_recheck_at", "link")
    op.drop_column("link", "recheck_at")
    # Events may tell of a token, so it stays, revoked, under a kind that is known.
    op.execute(
        "UPDATE token SET kind = 'share', revoked_at = coalesce(revoked_at, created_at) "
        "WHERE kind = 'feed'"
    )
    name_kinds(*KINDS)
    op.drop_table("watcher")
    op.drop_table("watch")
