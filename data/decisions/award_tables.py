"""The tables of awards: rounds, who was chosen or asked, marks, amendments."""

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)

ROUND_KINDS = ("week", "month")
ROUND_STATES = ("draft", "fixed", "proposed", "consented", "approved", "announced")
STANDINGS = ("chosen", "reserve", "refused", "set_aside", "withdrawn")
MARKS = ("nominated", "fit", "unfit", "stepped_aside")
CHOICES = ("public", "private", "none")
metadata = MetaData()  # of all tables of decisions

# One week or month of awards. What it was chosen with stands in it: policy, pool, seed, METHOD.
round_ = Table(
    "round",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # `Round.name` in awards
    Column("kind", Text, nullable=False),
    Column("first", Text, nullable=False),  # days, ISO
    Column("last", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False, default=0),  # whoever writes says which they saw
    Column("policy", JSON, nullable=False),
    Column("method", Text, nullable=False),
    Column("version", Text, nullable=False),  # of the store that it was chosen from
    Column("pool", LargeBinary),  # the public file of the draw, compressed
    Column("pool_hash", Text),
    Column("seed", Text),
    Column("told", JSON, nullable=False),  # places by county, people left out by reason, ...
    Column("begun", Float, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("approved", Float),
    Column("approved_by", Text),
    Column("announced", Float),
    CheckConstraint(f"kind IN {ROUND_KINDS}", name="known_kind"),
    CheckConstraint(f"state IN {ROUND_STATES}", name="known_state"),
)

# Chosen people and reserves of a round. `who` is the pseudonym; none once they were erased.
honoree = Table(
    "honoree",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round", Integer, ForeignKey("round.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),  # what they are called in this round alone
    Column("who", Text, index=True),
    Column("county", Text, nullable=False),
    Column("place", Integer, nullable=False),  # from 1 in their county; reserves come last
    Column("standing", Text, nullable=False),
    Column("merit", Integer, nullable=False),  # thousandths
    Column("facts", JSON, nullable=False),  # parts of the merit, counts by outcome
    Column("called_for", Text),  # code of whoever's place a reserve was called to
    Column("why", Text),  # code of the reason why they no longer stand
    CheckConstraint(f"standing IN {STANDINGS}", name="known_standing"),
    Index("one_code_a_round", "round", "code", unique=True),
)

amendment = Table(
    "amendment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round", Integer, ForeignKey("round.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Float, nullable=False),
)

# A liaison's nomination or a reviewer's verdict on somebody in a round.
mark = Table(
    "mark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round", Integer, ForeignKey("round.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Float, nullable=False),
    CheckConstraint(f"act IN {MARKS}", name="known_mark"),
    Index("one_mark_each", "round", "code", "act", "by", unique=True),
)

# What the 110 centre heard when it asked somebody: who, whether, and under which name.
consent = Table(
    "consent",
    metadata,
    Column("id", Text, primary_key=True),  # at random: what the seals are bound to
    Column("who", Text, nullable=False, unique=True),
    Column("choice", Text, nullable=False),
    Column("name", Text),  # sealed
    Column("said", Text),  # sealed: how it is read out
    Column("county", Text),
    Column("given", Float, nullable=False),
    Column("withdrawn", Float),
    CheckConstraint(f"choice IN {CHOICES}", name="known_choice"),
)

# What is known of a person besides their reports, where the steward handed it in.
person = Table(
    "person",
    metadata,
    Column("who", Text, primary_key=True),
    Column("woman", Boolean),
    Column("household", Text),  # keyed, as a pseudonym is
)

# An approved round cannot be changed but in its state; who stands how is told by amendments.
OVER = "('approved', 'announced')"
FIXED = {
    "round": (
        "name, kind, first, last, policy, method, version, pool, pool_hash, seed, told, begun, "
        "begun_by, approved, approved_by",
        "OLD.state",
    ),
    "honoree": (
        "code, county, place, merit, facts",
        "(SELECT state FROM round WHERE id = OLD.round)",
    ),
}
GUARDS = [
    (name, change, f"{state} IN {OVER}")
    for name, (columns, state) in FIXED.items()
    for change in (f"UPDATE OF {columns}", "DELETE")
]
GUARDS.append(("round", "UPDATE OF state", f"OLD.state IN {OVER} AND NEW.state NOT IN {OVER}"))
GUARDS += [("amendment", change, "1") for change in ("UPDATE", "DELETE")]
for number, (name, change, when) in enumerate(GUARDS):
    trigger = DDL(
        f"CREATE TRIGGER approved_{name}_{number} BEFORE {change} ON {name} WHEN {when} "
        "BEGIN SELECT RAISE(ABORT, 'an approved round is only amended'); END"
    )
    event.listen(metadata.tables[name], "after_create", trigger.execute_if(dialect="sqlite"))
