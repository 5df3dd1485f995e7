"""The tables of decisions. A change to them raises VERSION, with a step from the one before."""

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
    Table,
    Text,
    event,
)

from data.access import ROLES
from data.decisions.award_tables import (
    amendment,
    consent,
    honoree,
    mark,
    metadata,
    person,
    round_,
)
from data.decisions.ceremony_tables import arrival, ceremony, ceremony_act, certificate
from data.decisions.note_tables import note

__all__ = [
    "VERSION",
    "account",
    "amendment",
    "arrival",
    "attempt",
    "audit",
    "ceremony",
    "ceremony_act",
    "certificate",
    "consent",
    "honoree",
    "mark",
    "metadata",
    "note",
    "person",
    "policy",
    "round_",
    "schema",
    "session",
]
VERSION = 4  # 2: policies; 3: rounds of awards, who was asked for consent; 4: ceremonies, notebook

schema = Table("schema", metadata, Column("version", Integer, nullable=False))

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("compared", Text, nullable=False, unique=True),  # the name's `persian.key`
    Column("role", Text, nullable=False),
    Column("districts", JSON, nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("demo", Boolean, nullable=False, default=False),
    Column("password", Text),  # an Argon2 hash; none where a provider says who it is
    Column("must_change", Boolean, nullable=False, default=False),
    Column("not_demo", Text),  # mark of the hash that is known to be of no demo password
    Column("oidc_subject", Text, unique=True),
    Column("totp", Text),  # sealed
    Column("totp_begun", Text),  # sealed; not confirmed yet
    Column("totp_step", Integer),  # the last one used
    Column("epoch", Integer, nullable=False, default=0),  # sessions of former ones are dead
    Column("added", Float, nullable=False),
    Column("last_seen", Float),
    CheckConstraint(f"role IN {ROLES}", name="known_role"),
)

session = Table(
    "session",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # SHA-256 of the token
    Column("sid", Text, nullable=False, unique=True),
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True),
    Column("epoch", Integer, nullable=False),
    Column("method", Text, nullable=False),
    Column("begun", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("ended", Float),
    Column("ended_why", Text),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", Text, nullable=False),  # keyed, of a name or an address
    Column("at", Float, nullable=False),
    Index("attempts_of_one", "mark", "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("act", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("facts", Text, nullable=False),  # JSON, exactly as it was chained
    Column("ref", Text, unique=True),  # of an act of the store
    Column("key", Text, nullable=False),  # id of the key that chained it
    Column("mac", Text, nullable=False),
)

policy = Table(
    "policy",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

for change in ("UPDATE", "DELETE"):
    trigger = DDL(
        f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END"
    )
    event.listen(audit, "after_create", trigger.execute_if(dialect="sqlite"))
