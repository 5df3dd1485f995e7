"""Which columns of a survey's file are read: those that the mapping names, and no others."""

from data import forbidden, persian, repeated
from data.batches import Table
from data.refusal import Refusal
from data.survey.mapping import SurveyMapping


def columns(table: Table, held: SurveyMapping) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each column that the mapping names stands, and the names of all others.

    Raises
    ------
    Refusal
        "intake.forbidden_column", "intake.column_twice", "mapping.column_missing".
    """
    at: dict[str, int] = {}
    for place, name in enumerate(table.header):
        if forbidden.is_forbidden(name):
            raise Refusal("intake.forbidden_column", column=repeated.name(name))
        if persian.key(name) in at:
            raise Refusal("intake.column_twice", column=repeated.name(name))
        if persian.key(name):
            at[persian.key(name)] = place
    for header in held.headers:
        if persian.key(header) not in at:
            raise Refusal("mapping.column_missing", column=header)
    used = {header: at[persian.key(header)] for header in held.headers}
    left = [name for place, name in enumerate(table.header) if place not in used.values()]
    return used, tuple(dict.fromkeys(repeated.name(name) for name in left if persian.tidy(name)))
