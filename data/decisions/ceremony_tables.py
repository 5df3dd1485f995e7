"""The tables of ceremonies: what is on the wall, who did what on the console, who has come."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from data.decisions.award_tables import metadata

CEREMONY_STATES = ("ready", "running", "over")

# One evening: of an approved round, or a rehearsal with made-up names, which has none.
ceremony = Table(
    "ceremony",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("round", Integer, ForeignKey("round.id")),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False, default=0),  # raised by every act
    Column("settings", JSON, nullable=False),
    Column("calling", JSON, nullable=False),  # `awards.calling.Calling`, as it now stands
    Column("holder", Text),  # the console that calls; another one watches
    Column("holder_name", Text),
    Column("held", Float),  # when it was last heard of; seconds since 1970, UTC
    Column("begun", Float, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("ended", Float),
    CheckConstraint(f"state IN {CEREMONY_STATES}", name="known_ceremony_state"),
)

# What a console did, in order, with what stood before it: by this an act is undone.
ceremony_act = Table(
    "ceremony_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ceremony", Integer, ForeignKey("ceremony.id"), nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("code", Text),  # of whom it is about
    Column("before", JSON),  # the calling before it; none once it was undone, or cannot be
    Column("undone", Boolean, nullable=False, default=False),
    Column("by", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column(
        "press", Text, unique=True
    ),  # what a key press is called: one that is sent twice counts once
)

# Who has come, where they sit, and their turn in the queue at the ramp.
arrival = Table(
    "arrival",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ceremony", Integer, ForeignKey("ceremony.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("at", Float),
    Column("seat", Text),
    Column("ramp", Integer),  # from 1
    Column("by", Text, nullable=False),
    Index("one_arrival_each", "ceremony", "code", unique=True),
)

# The number on somebody's certificate and card. At random: it tells neither name nor code.
certificate = Table(
    "certificate",
    metadata,
    Column("number", Text, primary_key=True),
    Column("round", Integer, ForeignKey("round.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("made", Float, nullable=False),
    Index("one_certificate_each", "round", "code", unique=True),
)
