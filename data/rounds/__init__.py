"""The life of a round of awards: what was decided, by whom, with what; each act is audited."""

from data.rounds.asking import settle, to_ask, waiting
from data.rounds.coding import codes_of
from data.rounds.marking import REASONS, mark, marks
from data.rounds.rows import Round, listed, named, people, pool
from data.rounds.standing import amend, set_aside
from data.rounds.states import (
    announce,
    approve,
    begin,
    fix_pool,
    propose,
    reopen,
    set_policy,
)

__all__ = [
    "REASONS",
    "Round",
    "amend",
    "announce",
    "approve",
    "begin",
    "codes_of",
    "fix_pool",
    "listed",
    "mark",
    "marks",
    "named",
    "people",
    "pool",
    "propose",
    "reopen",
    "set_aside",
    "set_policy",
    "settle",
    "to_ask",
    "waiting",
]
