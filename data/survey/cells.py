"""Answers to what is kept of them: counts, weighted means and variances of neighbourhoods."""

import numpy as np
import pandas as pd

from data.survey.answers import Answers
from data.survey.mapping import SurveyMapping
from geo import perception, privacy, raking

COLUMNS = ["wave", "item", "code", "answers", "mean", "variance", "pooled"]
OF_WORRIES = ["wave", "code", "worry", "answers", "of"]


def joined(pieces: list[Answers]) -> Answers:
    """Return the answers of several batches as one."""

    def one(name: str) -> np.ndarray:
        return np.concatenate([getattr(piece, name) for piece in pieces])

    def each(name: str) -> dict[str, np.ndarray]:
        told = [getattr(piece, name) for piece in pieces]
        return {key: np.concatenate([part[key] for part in told]) for key in told[0]}

    return Answers(
        one("wave"), one("position"), one("weight"), each("groups"), each("items"), one("worry")
    )


def weights(answers: Answers, held: SurveyMapping) -> np.ndarray:
    """Return the answers' weights, raked wave by wave to the margins that the mapping gives."""
    made = answers.weight.astype(float).copy()
    for wave in np.unique(answers.wave.astype(str)):
        here = answers.wave == wave
        groups, shares = [], []
        for name, margin in held.margins.items():
            at = {group: place for place, group in enumerate(margin)}
            groups.append(np.array([at.get(one, -1) for one in answers.groups[name][here]], int))
            shares.append(np.array(list(margin.values())))
        made[here] = raking.raked(made[here], groups, shares)
    return made


def of_items(answers: Answers, weight: np.ndarray, codes: list[str]) -> pd.DataFrame:
    """Return one row a wave, item and neighbourhood with answers: `COLUMNS`.

    A mean of one is that one's answer: it is left out. A variance that no estimate stands on would
    tell two people's answers apart: it is missing.
    """
    rows = []
    for wave in np.unique(answers.wave.astype(str)):
        for item, told in answers.items.items():
            here = (answers.wave == wave) & np.isfinite(told)
            made = _cells(answers.position[here], told[here], weight[here])
            made["pooled"] = perception.pooled(
                made["variance"].to_numpy(float), made["answers"].to_numpy(int)
            )
            made["code"] = [codes[place] for place in made["position"]]
            made["variance"] = made["variance"].where(made["answers"] >= perception.FEWEST_OWN)
            rows.append(made[made["answers"] > 1].assign(wave=wave, item=item))
    return pd.concat(rows, ignore_index=True)[COLUMNS]


def _cells(position: np.ndarray, told: np.ndarray, weight: np.ndarray) -> pd.DataFrame:
    rows = []
    for place in np.unique(position):
        here = position == place
        mean, variance = perception.direct(told[here], weight[here])
        rows.append((int(place), int(here.sum()), mean, variance))
    return pd.DataFrame(rows, columns=["position", "answers", "mean", "variance"])


def of_worries(answers: Answers, codes: list[str]) -> pd.DataFrame:
    """Return how many named each worry, where enough were asked to tell: `OF_WORRIES`."""
    named = answers.worry != ""
    table = pd.DataFrame(
        {
            "wave": answers.wave[named],
            "code": [codes[place] for place in answers.position[named]],
            "worry": answers.worry[named],
        }
    )
    counted = table.groupby(list(table.columns)).size().rename("answers").reset_index()
    counted["of"] = counted.groupby(["wave", "code"])["answers"].transform("sum")
    return counted[privacy.answers_shown(counted["of"])].reset_index(drop=True)[OF_WORRIES]
