"""The tables: an interface that outside programs read, so columns may be added but never changed.

The constraints guard what a row means: whoever writes here cannot store an answer without a
verdict, a real digit with a forger's seed, or one trial twice.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from game.records.modes import MODES

SCHEMA_VERSION = 3
OLDEST_VERSION = 1
"""The first that there was: it and all since can be brought up to this one."""
VERSION_KEY = "schema_version"
"""Where ``meta`` keeps it."""

PHASES = ("practice", "main", "catch")
OUTCOMES = ("answered", "timeout", "void")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC without its zone: `2026-01-31 12:00:00.123456` in SQLite."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC; a naive one is refused, for nobody knows when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a time with its zone, found {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a stored time its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _bool(name: str, **options: Any) -> Column[bool]:
    return Column(name, Boolean(create_constraint=True, name=f"{name}_bool"), **options)


tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    tables,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

player = Table(
    "player",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
)

checkpoint = Table(
    "checkpoint",
    tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("path", Text),
    Column("run", Text),
    Column("preset", Text),
    Column("epoch", Integer),
    Column("images_seen", BigInteger),
    Column("family", Text),
    Column("dataset", Text),
)

session = Table(
    "session",
    tables,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("player_id", ForeignKey("player.id"), nullable=False, index=True),
    Column("mode", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("app_version", Text, nullable=False),
    Column("refresh_hz", Float),
    Column("scale", Integer),
    Column("study", Text),
    Column("masks", Boolean),
    _one_of("mode", MODES),
)

trial = Table(
    "trial",
    tables,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("block", Integer, nullable=False),
    Column("phase", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    _bool("is_real", nullable=False),
    _bool("said_real"),
    Column("checkpoint_id", ForeignKey("checkpoint.id"), nullable=False),
    Column("digit_seed", Integer),
    Column("digit_label", Integer),
    Column("real_pool", Text),
    Column("real_index", Integer),
    Column("shown_at", UtcTime, nullable=False),
    Column("response_ms", Float),
    Column("exposure_ms", Float),
    Column("dropped_frames", Integer, nullable=False),
    Column("confidence", Integer),
    _bool("feedback_shown", nullable=False),
    Column("validity", Float),
    UniqueConstraint("session_id", "number"),
    Index(None, "checkpoint_id"),
    _one_of("phase", PHASES),
    _one_of("outcome", OUTCOMES),
    CheckConstraint("number >= 1", name="number_counts_from_1"),
    CheckConstraint("outcome <> 'answered' OR said_real IS NOT NULL", name="answer_says"),
    CheckConstraint("outcome <> 'timeout' OR said_real IS NULL", name="timeout_says_nothing"),
    CheckConstraint(
        "NOT is_real OR (digit_seed IS NULL AND real_pool IS NOT NULL AND real_index IS NOT NULL)",
        name="real_names_its_pool",
    ),
    CheckConstraint(
        "is_real OR (digit_seed IS NOT NULL AND real_pool IS NULL AND real_index IS NULL)",
        name="fake_names_its_seed",
    ),
    CheckConstraint("digit_seed >= 0", name="digit_seed_range"),
    CheckConstraint("digit_label BETWEEN 0 AND 9", name="digit_label_range"),
    CheckConstraint("real_index >= 0", name="real_index_range"),
    CheckConstraint("response_ms >= 0", name="response_ms_range"),
    CheckConstraint("exposure_ms >= 0", name="exposure_ms_range"),
    CheckConstraint("dropped_frames >= 0", name="dropped_frames_range"),
    CheckConstraint("confidence BETWEEN 1 AND 4", name="confidence_range"),
    CheckConstraint("validity BETWEEN 0 AND 1", name="validity_range"),
)
