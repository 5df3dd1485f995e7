"""The numbers that a commander may set for a round, each between limits; nonsense is named.

Categories that may count are those where somebody was helped or harmed. Disorder, suspicious acts,
drugs, what is done on a network and what fits no category are not in the list and cannot be put
there: such reports may be about a neighbour's morals or opinions, and honouring people for them
would reward denunciation. Unfounded and abusive reports weigh nothing, whatever is set.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from awards import plain
from awards.nonsense import Nonsense

MAY_COUNT = (
    *("rescue", "traffic", "fire", "theft", "violence", "family", "missing_person", "fraud"),
    "environment",
)
WORDS = {
    "period": ("week", "month"),
    "share_by": ("residents", "eligible"),
    "rule": ("merit", "draw"),
}
FLOORS = ("least_women", "least_first", "least_rural")
LIMITS: dict[str, tuple[float, float]] = {
    "places": (1, 2000),
    "least_per_county": (0, 50),
    "rest_months": (0, 60),
    "least_useful": (1, 50),
    "window_days": (7, 366),
    "half_life_days": (0, 366),
    "useful": (0.1, 1.0),
    "no_action": (0.0, 0.5),
    "pending": (0.0, 0.5),
    "per_day": (1, 10),
    "per_week": (1, 30),
    "most_wasted": (0.0, 1.0),
    "threshold": (0, 100_000),
    "least_women": (0, 2000),
    "least_first": (0, 2000),
    "least_rural": (0, 2000),
    "reserve_share": (0.0, 3.0),
    "least_reserves": (0, 50),
}
TOLD_BY = {"most_wasted": 100, "reserve_share": 100, "threshold": 0.001}  # per cent, points


@dataclass(frozen=True)
class Policy:
    """What a round is chosen by; any value can be held, `checked` tells which make no sense.

    Parameters
    ----------
    places : int
        Honorees of the round.
    period : {"week", "month"}
    least_per_county : int
        Places that each county has before the others are shared.
    share_by : {"residents", "eligible"}
        What places are shared by.
    rest_months : int
        Between two honours of a person, or of their household.
    least_useful : int
        Useful reports that it takes to be eligible.
    window_days : int
        Days that count, the round's last one included.
    half_life_days : int
        Days after which a report counts half; 0 where age does not matter.
    useful, no_action, pending : float
        What a report weighs, by its outcome.
    per_day, per_week : int
        Reports of a person that count at most.
    categories : tuple of str
        Of `MAY_COUNT`.
    most_wasted : float
        Largest share of unfounded or abusive reports among those that were judged.
    one_per_household : bool
    rule : {"merit", "draw"}
        The most meritorious, or an equal lottery of all at or above the threshold.
    threshold : int
        Thousandths of merit; for the draw.
    least_women, least_first, least_rural : int
        Places over the whole round for women, those never honoured before, and rural people.
    reserve_share : float
        Reserves per place of a county.
    least_reserves : int
        Of each county that has places.
    """

    places: int = 250
    period: str = "month"
    least_per_county: int = 2
    share_by: str = "residents"
    rest_months: int = 12
    least_useful: int = 2
    window_days: int = 90
    half_life_days: int = 30
    useful: float = 1.0
    no_action: float = 0.1
    pending: float = 0.0
    per_day: int = 2
    per_week: int = 5
    categories: tuple[str, ...] = MAY_COUNT
    most_wasted: float = 0.2
    one_per_household: bool = True
    rule: str = "merit"
    threshold: int = 1000
    least_women: int = 0
    least_first: int = 0
    least_rural: int = 0
    reserve_share: float = 0.4
    least_reserves: int = 2

    @classmethod
    def from_dict(cls, held: dict[str, Any]) -> Self:
        """Return the policy that `as_dict` gave; what is left out stands at its default.

        Raises
        ------
        Nonsense
            If a field is unknown or not of its type.
        """
        return cls(**plain.fitted(held, {field.name: field.default for field in fields(cls)}))

    def as_dict(self) -> dict[str, Any]:
        """Return the policy as JSON can hold it, in the order of its fields."""
        return asdict(self) | {"categories": list(self.categories)}

    @property
    def floors(self) -> dict[str, int]:
        """Floors that are set: field to places."""
        return {name: getattr(self, name) for name in FLOORS if getattr(self, name) > 0}

    def thousandths(self) -> dict[str, int]:
        """Return what a report weighs by its outcome, in thousandths; others weigh nothing."""
        held = {"useful": self.useful, "no_action": self.no_action, "pending": self.pending}
        return {outcome: round(1000 * weight) for outcome, weight in held.items()}


def checked(policy: Policy) -> list[Nonsense]:
    """Return all that makes no sense in a policy, in the order of its fields."""
    wrong = [
        Nonsense(f"{name}_range", low=TOLD_BY.get(name, 1) * low, high=TOLD_BY.get(name, 1) * high)
        for name, (low, high) in LIMITS.items()
        if not low <= getattr(policy, name) <= high
    ]
    wrong += [
        Nonsense(f"{name}_word")
        for name, words in WORDS.items()
        if getattr(policy, name) not in words
    ]
    return wrong + _categories(policy) + _together(policy)


def require(policy: Policy) -> Policy:
    """Return the policy, or raise the first thing that makes no sense in it.

    Raises
    ------
    Nonsense
    """
    for nonsense in checked(policy):
        raise nonsense
    return policy


def label(field: str) -> str:
    """Return the key of what a field is called; with `_means` behind it, of what it changes."""
    return f"policy.{field}"


def _categories(policy: Policy) -> list[Nonsense]:
    if not policy.categories:
        return [Nonsense("no_categories")]
    never = sorted(set(policy.categories) - set(MAY_COUNT))
    return [Nonsense("categories", words=", ".join(never))] if never else []


def _together(policy: Policy) -> list[Nonsense]:
    """Return what makes no sense beside something else."""
    wrong = []
    if max(policy.no_action, policy.pending) >= policy.useful:
        wrong.append(Nonsense("useful_least"))
    if policy.per_week < policy.per_day:
        wrong.append(Nonsense("caps", day=policy.per_day, week=policy.per_week))
    if policy.period == "month" and policy.window_days < 31:
        wrong.append(Nonsense("window", days=31))
    over = {name: count for name, count in policy.floors.items() if count > policy.places}
    wrong += [Nonsense(f"{name}_over", places=policy.places) for name in over]
    if policy.least_per_county > policy.places:
        wrong.append(Nonsense("county_over", places=policy.places))
    return wrong
