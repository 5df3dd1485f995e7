"""What may be shown: on how many reports by how many callers a figure must stand, and how exactly.

The rule of ten and five is the Office for National Statistics' (suppress below 10, round to 5); the
least number of callers and the largest caller's share are the frequency and dominance rules of
statistical disclosure control (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4-5).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

FEWEST_ANSWERS = 10  # of a survey, to show
FEWEST_ANSWERS_COMPARED = 30  # to compare with another place or wave
EXACT_ANSWERS = 100  # from here on shares are told to one per cent, below to five


@dataclass(frozen=True)
class Floor:
    """On what a figure must stand to be shown. The defaults are the least strict there is.

    Parameters
    ----------
    fewest_reports : int
        Reports; at least 10.
    fewest_callers : int
        Different callers; at least 5.
    largest_share : float
        The most that one caller may have of the reports; at most a half.
    step : int
        Shown figures are multiples of it; an odd number, at least 5.

    Raises
    ------
    ValueError
        If one is laxer than the default.
    """

    fewest_reports: int = 10
    fewest_callers: int = 5
    largest_share: float = 0.5
    step: int = 5

    def __post_init__(self) -> None:
        if self.fewest_reports < 10 or self.fewest_callers < 5:
            raise ValueError("a figure stands on 10 reports by 5 callers at the least")
        if not 0 < self.largest_share <= 0.5:
            raise ValueError("no caller may have more than a half of a figure")
        if self.step < 5 or self.step % 2 == 0 or self.step > self.fewest_reports:
            raise ValueError("figures are rounded to an odd step from 5 to the fewest reports")


FLOOR = Floor()


def passes(
    reports: np.ndarray, callers: np.ndarray, most: np.ndarray, floor: Floor = FLOOR
) -> np.ndarray:
    """Return which figures may be shown by themselves.

    Parameters
    ----------
    reports, callers, most : ndarray of int, of one shape
        Reports of each figure, different callers, reports of the caller with the most.
    floor : Floor

    Returns
    -------
    ndarray of bool, same shape
    """
    enough = (reports >= floor.fewest_reports) & (callers >= floor.fewest_callers)
    return enough & (most <= floor.largest_share * reports)


def rounded(reports: np.ndarray, floor: Floor = FLOOR) -> np.ndarray:
    """Return counts as they are shown: the nearest multiple of the step, halves up."""
    return (2 * reports + floor.step) // (2 * floor.step) * floor.step


def few(reports: pd.Series) -> pd.Series:
    """Return where a figure is not shown; nought and what was hidden look the same as nine.

    Parameters
    ----------
    reports : Series of float, shape (n,)
        Released figures; missing where hidden.

    Returns
    -------
    Series of bool, shape (n,), on the same index
    """
    return ~(reports.astype(float) >= FLOOR.fewest_reports)


def answers_shown(answers: pd.Series) -> pd.Series:
    """Return where a survey's figure stands on enough answers to be shown."""
    return answers.fillna(0) >= FEWEST_ANSWERS


def answers_compared(answers: pd.Series) -> pd.Series:
    """Return where a survey's figure stands on enough answers to be compared with another."""
    return answers.fillna(0) >= FEWEST_ANSWERS_COMPARED


def share_of_answers(part: pd.Series, answers: pd.Series) -> pd.Series:
    """Return a survey's shares as they are told: rounded, missing where few, never all or none.

    Parameters
    ----------
    part, answers : Series of int, shape (n,), on one index
        Those who answered so, of all who answered.

    Returns
    -------
    Series of float, shape (n,)
        To 5 per cent, from 100 answers on to 1 per cent; at least one step above nought and one
        below one, so that nobody's answer is known for certain.
    """
    step = pd.Series(np.where(answers >= EXACT_ANSWERS, 0.01, 0.05), answers.index)
    told = ((part / answers.where(answers > 0)) / step).round() * step
    return told.clip(step, 1 - step).where(answers_shown(answers))
