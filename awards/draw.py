"""The public draw: tickets that anybody can make again with one command.

The pool's hash is published before the seed is thrown: neither can be chosen by the other.
"""

import hashlib


def ticket(seed: str, id: str) -> str:
    """Return somebody's ticket: SHA-256 of seed, comma, id; the lower, the earlier.

    Parameters
    ----------
    seed : str
        As it was thrown in the room.
    id : str
        What the person is called in the published file.

    Returns
    -------
    str
        64 hexadecimal digits.

    References
    ----------
    Rivest, consistent sampling with replacement (2018), arXiv:1808.10016; RFC 3797.
    """
    return hashlib.sha256(f"{seed},{id}".encode()).hexdigest()


def tickets(seed: str, ids: list[str]) -> list[str]:
    """Return the ticket of each id."""
    begun = hashlib.sha256(f"{seed},".encode())
    made = []
    for one in ids:
        ticked = begun.copy()
        ticked.update(one.encode())
        made.append(ticked.hexdigest())
    return made
