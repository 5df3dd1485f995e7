"""The table of a liaison's notebook: what was agreed with residents, and what came of it."""

from sqlalchemy import CheckConstraint, Column, Float, Index, Integer, Table, Text

from data.decisions.award_tables import metadata

NOTE_KINDS = ("priority", "said_done", "meeting")
NOTE_STATES = ("open", "under_way", "done", "dropped")

# One entry about one neighbourhood. No names of residents.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("layer", Text, nullable=False),  # that the neighbourhood is one of
    Column("neighbourhood", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("day", Text, nullable=False),  # ISO
    Column("said", Text, nullable=False),  # what residents said, agreed or met about
    Column("done", Text, nullable=False),  # what came of it; may be empty
    Column("revision", Integer, nullable=False, default=0),  # whoever writes says which they saw
    Column("added", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("by", Text, nullable=False),
    CheckConstraint(f"kind IN {NOTE_KINDS}", name="known_note_kind"),
    CheckConstraint(f"state IN {NOTE_STATES}", name="known_note_state"),
    Index("notes_of_one", "layer", "neighbourhood", "day"),
)
