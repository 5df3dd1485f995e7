"""Made-up people for a rehearsal: nobody's names, with all that makes a name hard to show."""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import areas, certificates
from data.demo.names import FIRST

# Surnames that say so: sample, imaginary, supposed, trial, practice, invented, fancied, fabled.
LAST = (
    ("نمونه‌زاده", "Nemunezadeh"), ("خیالی", "Khiyali"), ("فرضی", "Farzi"),
    ("آزمایشی", "Azmayeshi"), ("تمرینی", "Tamrini"), ("ساختگی", "Sakhtegi"),
    ("پندارپور", "Pendarpur"), ("افسانه‌نیا", "Afsanehnia"),
)  # fmt: skip
LONG = (
    "سیده‌فاطمه‌زهرا نمونه‌زادهٔ خیالی‌نژاد آزمایشی‌پور کوچصفهانی",
    "Seyyedeh Fatemeh-Zahra Nemunezadeh-ye Khiyalinezhad",
)
HALF_SPACES = ("گل‌بی‌بی نیک‌پندار خوش‌خیال‌پور", "Golbibi Nikpendar Khoshkhiyalpur")
ALIKE = ("مریم نمونه‌زاده", "Maryam Nemunezadeh")  # two of these, in one county
PRIVATE = 3  # more of them are honoured in private


@dataclass(frozen=True)
class MadeUp:
    """Somebody made up.

    Parameters
    ----------
    code : str
        "TRY-001" and so on: no code of a round looks so.
    county : str
        Code of a county of the store's layer.
    name, said : str
    number : str
        12 digits; begins with 00, as no certificate's does, and ends with right check digits.
    """

    code: str
    county: str
    name: str
    said: str
    number: str


def guests(directory: Path, seed: str, count: int = 40) -> tuple[MadeUp, ...]:
    """Return made-up people; the same for the same seed, count and areas.

    Parameters
    ----------
    directory : Path
        The store, for its counties.
    seed : str
    count : int
        At least 4, at most 250.
    """
    return _guests(Path(directory), areas.current(directory).id, seed, count)


@functools.lru_cache(maxsize=8)
def _guests(directory: Path, layer: str, seed: str, count: int) -> tuple[MadeUp, ...]:
    mixed = np.random.default_rng(list(hashlib.sha256(seed.encode()).digest()))
    counties = areas.at_level(areas.by_id(directory, layer), "county").index.tolist()
    pairs = [(f"{first[0]} {last[0]}", f"{first[1]} {last[1]}") for first in FIRST for last in LAST]
    others = [one for one in pairs if one != ALIKE]
    picked = [others[place] for place in mixed.permutation(len(others))[: max(count - 4, 0)]]
    names: list[tuple[str, str]] = [ALIKE, ALIKE, LONG, HALF_SPACES, *picked][:count]
    homes = [counties[place % len(counties)] for place in (0, *range(count - 1))]
    numbers = mixed.permutation(10**6)[:count].tolist()
    return tuple(
        MadeUp(f"TRY-{place + 1:03}", homes[place], *told, certificates.made_up(numbers[place]))
        for place, told in enumerate(names)
    )
