"""Wider indexes: what is asked and counted most often is answered from them alone (docs/scale.md has the times)."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

OLD = {"events": ("type", "start_date", "country", "standing"), "parties": ("folded", "entry", "country")}
NEW = {
    "ix_events_type_review": ("events", ["type", "review"]),
    "ix_events_start_date_review": ("events", ["start_date", "review", "key"]),
    "ix_events_country_review": ("events", ["country", "review"]),
    "ix_events_standing_review": ("events", ["standing", "review"]),
    "ix_events_quad_review": ("events", ["quad", "review"]),
    "ix_parties_folded_side": ("parties", ["folded", "side", "event"]),
    "ix_parties_entry_side": ("parties", ["entry", "side", "event"]),
    "ix_parties_country_side": ("parties", ["country", "side", "event"]),
    "ix_parties_sector_side": ("parties", ["sector", "side", "event"]),
    "ix_parties_identity": ("parties", ["entry", "folded", "side", "country", "sector", "name"]),
    "ix_parties_dyad": ("parties", ["event", "side", "country", "name"]),
}


def upgrade() -> None:
    """New indexes in the place of narrower ones."""
    for table, columns in OLD.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table_name=table, if_exists=True)
    for name, (table, indexed) in NEW.items():
        op.create_index(name, table, indexed)
