"""First tables."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0d64bdd41bec"
down_revision = None


TABLES = (
    "brands",
    "events",
    "users",
    "api_tokens",
    "brand_versions",
    "channels",
    "contents",
    "jobs",
    "memberships",
    "variants",
    "revisions",
    "reports",
    "reviews",
    "decisions",
    "findings",
)

# What is fixed for ever is guarded by the database itself: (trigger, table, when, condition or "").
FIXED = (
    ("events_are_not_changed", "events", "UPDATE", ""),
    ("events_are_not_removed", "events", "DELETE", ""),
    ("revisions_are_not_changed", "revisions", "UPDATE OF parts, text_hash, number, variant_id", ""),
    ("reports_are_not_changed", "reports", "UPDATE OF body, pinned_digest, verdict, revision_id", ""),
    (
        "published_kits_are_not_changed",
        "brand_versions",
        "UPDATE OF kit, digest, number",
        "WHEN (OLD.state <> 'draft')",
    ),
)
FIXED_SQLITE = [
    f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for name, table, when, condition in FIXED
]
FIXED_POSTGRESQL = [
    "CREATE FUNCTION onevoice_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$",
    *(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW {condition} "
        "EXECUTE FUNCTION onevoice_refuse_change()"
        for name, table, when, condition in FIXED
    ),
]
REVISION_COLUMNS = ("latest_revision_id", "approved_revision_id")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _to_revisions() -> list[sa.ForeignKeyConstraint]:
    # Variants and revisions name each other. SQLite takes the name of a table still to come and can't add a
    # constraint afterwards; PostgreSQL is the other way round.
    if not _is_sqlite():
        return []
    return [
        sa.ForeignKeyConstraint([column], ["revisions.id"], name=f"fk_variants_{column}_revisions")
        for column in REVISION_COLUMNS
    ]


def upgrade() -> None:
    op.create_table(
        "brands",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", models.base.Json, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brands")),
        sa.UniqueConstraint("slug", name=op.f("uq_brands_slug")),
    )
    op.create_table(
        "events",
        sa.Column(
            "sequence",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=True),
        sa.Column("brand_id", sa.Uuid(), nullable=True),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("data", models.base.Json, nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_events")),
        sa.UniqueConstraint("hash", name=op.f("uq_events_hash")),
        sa.UniqueConstraint("id", name=op.f("uq_events_id")),
    )
    op.create_index("ix_events_channel_id_sequence", "events", ["channel_id", "sequence"], unique=False)
    op.create_index("ix_events_subject_id_sequence", "events", ["subject_id", "sequence"], unique=False)

    op.create_table(
        "users",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "api_tokens",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "scopes",
            models.base.Json,
            nullable=False,
        ),
        sa.Column(
            "channels",
            models.base.Json,
            nullable=False,
        ),
        sa.Column("expires_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("revoked_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("last_used_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_api_tokens_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_index("ix_api_tokens_user_id", "api_tokens", ["user_id"], unique=False)

    op.create_table(
        "brand_versions",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kit", models.base.Json, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'superseded')", name=op.f("ck_brand_versions_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_brand_versions_brand_id_brands"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_brand_versions_created_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["published_by"],
            ["users.id"],
            name=op.f("fk_brand_versions_published_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_versions")),
        sa.UniqueConstraint("brand_id", "number", name=op.f("uq_brand_versions_brand_id_number")),
    )
    op.create_index(
        "uq_brand_versions_draft",
        "brand_versions",
        ["brand_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_index(
        "uq_brand_versions_published",
        "brand_versions",
        ["brand_id"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )

    op.create_table(
        "channels",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("name", models.base.Json, nullable=False),
        sa.Column("media", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "media IN ('paid', 'owned', 'earned', 'shared')", name=op.f("ck_channels_media_known")
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_channels_brand_id_brands"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("brand_id", "slug", name=op.f("uq_channels_brand_id_slug")),
    )
    op.create_table(
        "contents",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("phase", sa.String(length=64), nullable=False),
        sa.Column(
            "master",
            models.base.Json,
            nullable=False,
        ),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_contents_brand_id_brands"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_contents_created_by_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
    )
    op.create_index("ix_contents_brand_id", "contents", ["brand_id"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("task", sa.String(length=120), nullable=False),
        sa.Column(
            "payload",
            models.base.Json,
            nullable=False,
        ),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("brand_id", sa.Uuid(), nullable=True),
        sa.Column("heartbeat_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("finished_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_jobs_brand_id_brands"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_state_created_at", "jobs", ["state", "created_at"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("brand_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "role IN ('copywriter', 'brand_manager', 'channel_team', 'admin')",
            name=op.f("ck_memberships_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_memberships_brand_id_brands"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_memberships_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("user_id", "brand_id", "role", name=op.f("uq_memberships_user_id_brand_id_role")),
    )
    op.create_index("ix_memberships_brand_id", "memberships", ["brand_id"], unique=False)
    op.create_index(
        "uq_memberships_hub_role",
        "memberships",
        ["user_id", "role"],
        unique=True,
        sqlite_where=sa.text("brand_id IS NULL"),
        postgresql_where=sa.text("brand_id IS NULL"),
    )

    op.create_table(
        "variants",
        sa.Column("content_id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("persona", sa.String(length=64), nullable=True),
        sa.Column("stage", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("latest_revision_id", sa.Uuid(), nullable=True),
        sa.Column("approved_revision_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'changes_requested', 'approved', 'rejected')",
            name=op.f("ck_variants_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("fk_variants_channel_id_channels")
        ),
        sa.ForeignKeyConstraint(
            ["content_id"], ["contents.id"], name=op.f("fk_variants_content_id_contents"), ondelete="CASCADE"
        ),
        *_to_revisions(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variants")),
        sa.UniqueConstraint(
            "content_id",
            "channel_id",
            "locale",
            "edition",
            name=op.f("uq_variants_content_id_channel_id_locale_edition"),
        ),
    )
    op.create_index(
        "ix_variants_channel_id_approved_revision_id",
        "variants",
        ["channel_id", "approved_revision_id"],
        unique=False,
    )
    op.create_index("ix_variants_state_updated_at", "variants", ["state", "updated_at"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("base_revision_id", sa.Uuid(), nullable=True),
        sa.Column(
            "parts",
            models.base.Json,
            nullable=False,
        ),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint("line IN ('main', 'side')", name=op.f("ck_revisions_line_known")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_revisions_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["base_revision_id"],
            ["revisions.id"],
            name=op.f("fk_revisions_base_revision_id_revisions"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_revisions_variant_id_variants"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("variant_id", "number", name=op.f("uq_revisions_variant_id_number")),
    )
    op.create_index("ix_revisions_text_hash", "revisions", ["text_hash"], unique=False)

    op.create_table(
        "reports",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("brand_version_id", sa.Uuid(), nullable=False),
        sa.Column("pinned_digest", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("message_score", sa.Double(), nullable=True),
        sa.Column("tone_score", sa.Double(), nullable=True),
        sa.Column("body", models.base.Json, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('pass', 'needs_work', 'blocked', 'not_judged')",
            name=op.f("ck_reports_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["brand_version_id"],
            ["brand_versions.id"],
            name=op.f("fk_reports_brand_version_id_brand_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
            name=op.f("fk_reports_revision_id_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "revision_id", "pinned_digest", name=op.f("uq_reports_revision_id_pinned_digest")
        ),
    )
    op.create_index(
        "ix_reports_brand_version_id_verdict", "reports", ["brand_version_id", "verdict"], unique=False
    )

    op.create_table(
        "reviews",
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_reviews_state_known")),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
            name=op.f("fk_reviews_revision_id_revisions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["users.id"], name=op.f("fk_reviews_submitted_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_reviews_variant_id_variants"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_state_created_at", "reviews", ["state", "created_at"], unique=False)
    op.create_index(
        "uq_reviews_open",
        "reviews",
        ["variant_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )

    op.create_table(
        "decisions",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('approve', 'request_changes', 'reject')", name=op.f("ck_decisions_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_decisions_decided_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_decisions_report_id_reports"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_decisions_review_id_reviews"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_review_id", "decisions", ["review_id"], unique=False)

    op.create_table(
        "findings",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_findings_report_id_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_findings")),
    )
    op.create_index("ix_findings_rule", "findings", ["rule"], unique=False)

    if not _is_sqlite():
        for column in REVISION_COLUMNS:
            op.create_foreign_key(
                f"fk_variants_{column}_revisions", "variants", "revisions", [column], ["id"]
            )
    for statement in FIXED_SQLITE if _is_sqlite() else FIXED_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if not _is_sqlite():
        for column in REVISION_COLUMNS:
            op.drop_constraint(f"fk_variants_{column}_revisions", "variants")
    for table in reversed(TABLES):
        op.drop_table(table)
    if not _is_sqlite():
        op.execute("DROP FUNCTION onevoice_refuse_change()")
