"""The public file of a draw; `python -m awards.replay FILE SEED` draws it again, anywhere.

The file holds nobody's name or pseudonym: a code that is good for one round, the county, the merit
where it decides, and the groups for which there is a floor.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
from pathlib import Path

import pandas as pd

from awards import METHOD, choosing
from awards.choosing import GROUPS, Choice
from awards.policy import Policy

FORMAT = "1"
MARK = "# "


def text(round_name: str, policy: Policy, places: pd.Series, pool: pd.DataFrame) -> str:
    """Return the public file: the same for the same pool, in whatever order it comes.

    Parameters
    ----------
    round_name : str
    policy : Policy
    places : Series of int, index: county
    pool : DataFrame, index: code
        As `choosing.choose` takes it.
    """
    head = {
        "format": FORMAT,
        "round": round_name,
        "method": METHOD,
        "policy": json.dumps(policy.as_dict(), separators=(",", ":")),
        "places": json.dumps({str(one): int(n) for one, n in places.sort_index().items()}),
    }
    table = pd.DataFrame({"id": pool.index.astype(str), "county": pool["county"].astype(str).array})
    if policy.rule == "merit":
        table["merit"] = pool["merit"].astype(int).array
    for name in policy.floors:
        member = pool[GROUPS[name]].eq(True).fillna(value=False)
        table[GROUPS[name]] = member.astype(int).array
    lines = "".join(f"{MARK}{key}: {value}\n" for key, value in head.items())
    return lines + table.sort_values("id").to_csv(index=False, lineterminator="\n")


def mark(public: str) -> str:
    """Return the SHA-256 of a public file as hexadecimal digits: told before the seed is thrown."""
    return hashlib.sha256(public.encode()).hexdigest()


def read(public: str) -> tuple[Policy, pd.Series, pd.DataFrame]:
    """Return policy, places and pool of a public file, as `choosing.choose` takes them.

    Raises
    ------
    ValueError
        If it is none: of another format, or cut off.
    """
    lines = public.split("\n")
    told = dict(line[len(MARK) :].split(": ", 1) for line in lines if line.startswith(MARK))
    if told.get("format") != FORMAT or not {"policy", "places"} <= set(told):
        raise ValueError("not the public file of a draw, or of another format")
    policy = Policy.from_dict(json.loads(told["policy"]))
    places = pd.Series(json.loads(told["places"]), dtype=int)
    rows = csv.DictReader(io.StringIO("\n".join(lines[len(told) :])))
    pool = pd.DataFrame([*rows], columns=rows.fieldnames).set_index("id").rename_axis("code")
    pool["merit"] = pool["merit"].astype(int) if "merit" in pool else 0
    for column in GROUPS.values():
        pool[column] = pool[column].eq("1") if column in pool else False
    return policy, places, pool


def table(choice: Choice) -> str:
    """Return who was chosen and who stands in reserve, as CSV."""
    both = {"chosen": choice.chosen, "reserve": choice.reserves}
    told = pd.concat(both, names=["standing"]).reset_index()
    told = told[["standing", "county", "place", "code"]]
    return told.to_csv(index=False, lineterminator="\n")


def main(asked: list[str]) -> int:
    """Print the hash of a public file and what it gives with a seed; see docs/award.md."""
    parser = argparse.ArgumentParser(prog="python -m awards.replay")
    parser.add_argument("file", type=Path)
    parser.add_argument("seed")
    told = parser.parse_args(asked)
    public = told.file.read_bytes().decode()
    policy, places, pool = read(public)
    print(f"# sha256: {mark(public)}\n# seed: {told.seed}")
    print(table(choosing.choose(pool, places, policy, told.seed)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
